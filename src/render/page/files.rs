//! Files that pages offer: downloads and attachments.
//!
//! In: a desk and a file. Out: views. Never: a size or a hash that the file does not have.

use std::borrow::Cow;

use crate::model::RecordRef;
use crate::output::Fault;
use crate::publication::Download;
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::views::listing::FileView;

/// Returns a file to download: where, what, how heavy.
///
/// # Errors
/// Those of writing the file, whose size and hash are stated.
pub fn to_file<'a>(desk: &RenderContext<'_>, file: &'a Download) -> Result<FileView<'a>, Fault> {
    let seal = file.file.seal()?;
    Ok(FileView {
        href: desk.link(&file.path),
        name: file.path.rsplit('/').next().unwrap_or(&file.path),
        format: file.format.into(),
        size: format::bytes(desk.words, seal.bytes),
        sha256: Some(seal.sha256()),
    })
}

/// Lists the attached files of a record.
#[must_use]
pub fn list_attachments<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Vec<FileView<'a>> {
    let (_, record) = desk.site.record(at);
    let files = record.assets.iter().map(|asset| {
        let file = desk.sources.asset(*asset);
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let format = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_uppercase());
        let bytes = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        FileView {
            href: desk.asset_link(*asset),
            name,
            format: Cow::Owned(format),
            size: format::bytes(desk.words, bytes),
            sha256: None,
        }
    });
    files.collect()
}
