//! What a file is, by its extension: its media type, and whether it is packed already.

/// IANA's name for what the file holds.
pub fn media_type(path: &str) -> &'static str {
    match extension(path).as_str() {
        "csv" => "text/csv",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "gif" => "image/gif",
        "html" => "text/html",
        "jpg" | "jpeg" => "image/jpeg",
        "json" => "application/json",
        "md" => "text/markdown",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "odg" => "application/vnd.oasis.opendocument.graphics",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        "webp" => "image/webp",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "yaml" | "yml" => "application/yaml",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// Whether the format packs what it holds, so that packing it again gains nothing.
pub fn is_packed(path: &str) -> bool {
    matches!(
        extension(path).as_str(),
        "docx"
            | "gif"
            | "jpeg"
            | "jpg"
            | "mp3"
            | "mp4"
            | "odg"
            | "odp"
            | "ods"
            | "odt"
            | "pdf"
            | "png"
            | "pptx"
            | "webp"
            | "xlsx"
            | "zip"
    )
}

fn extension(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}
