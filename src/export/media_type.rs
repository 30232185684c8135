//! What a file is, by its extension: its media type, and whether it is packed already.

/// IANA's names for what files hold, by extension.
pub const TYPES: [(&str, &str); 37] = [
    ("avif", "image/avif"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("gif", "image/gif"),
    ("html", "text/html"),
    ("ico", "image/vnd.microsoft.icon"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("jsonl", "application/x-ndjson"),
    ("jsonld", "application/ld+json"),
    ("md", "text/markdown"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("odg", "application/vnd.oasis.opendocument.graphics"),
    ("odp", "application/vnd.oasis.opendocument.presentation"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rdf", "application/rdf+xml"),
    ("svg", "image/svg+xml"),
    ("ttl", "text/turtle"),
    ("txt", "text/plain"),
    ("vtt", "text/vtt"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xml", "application/xml"),
    ("xsd", "application/xml"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("zip", "application/zip"),
];

/// What the file holds.
pub fn find_media_type(path: &str) -> &'static str {
    let extension = get_extension(path);
    TYPES.iter().find(|(known, _)| *known == extension).map_or("application/octet-stream", |(_, kind)| *kind)
}

/// Whether the format packs what it holds, so that packing it again gains nothing.
pub fn is_packed(path: &str) -> bool {
    matches!(
        get_extension(path).as_str(),
        "avif"
            | "docx"
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
            | "webm"
            | "webp"
            | "woff2"
            | "xlsx"
            | "zip"
    )
}

fn get_extension(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}
