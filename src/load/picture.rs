//! Pictures as editors drop them in: how large they are, and without what cameras write beside them.
//!
//! In: the bytes of a JPEG, PNG or WebP file. Out: the same picture without the place, the hour and the device (EXIF, XMP,
//! comments), but for the way up that it is held; its width and height. Never: a pixel decoded, so that no file is too heavy.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF};

/// Chunks of PNG that say what the picture does not show.
const SAID_BY_PNG: [[u8; 4]; 5] = [*b"eXIf", *b"tEXt", *b"zTXt", *b"iTXt", *b"tIME"];
/// The tag of the way up, in EXIF.
const ORIENTATION: u16 = 0x0112;

/// A picture of points, which browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Jpeg,
    Png,
    WebP,
}

fn kind(path: &str) -> Option<Kind> {
    let (_, extension) = path.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" => Some(Kind::Jpeg),
        "png" => Some(Kind::Png),
        "webp" => Some(Kind::WebP),
        _ => None,
    }
}

/// Whether a file is such a picture, by its name.
#[must_use]
pub fn is_picture(path: &str) -> bool {
    kind(path).is_some()
}

/// The file without what it says of its making; as it is where it is no picture, or one that cannot be read.
#[must_use]
pub fn without_metadata(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let Some(kind) = kind(path) else { return bytes };
    let read = Bytes::from(bytes.clone());
    let cleaned = match kind {
        Kind::Jpeg => Jpeg::from_bytes(read).ok().map(|jpeg| clean_jpeg(jpeg).encoder().bytes()),
        Kind::Png => Png::from_bytes(read).ok().map(|mut png| {
            png.chunks_mut().retain(|chunk| !SAID_BY_PNG.contains(&chunk.kind()));
            png.encoder().bytes()
        }),
        Kind::WebP => WebP::from_bytes(read).ok().map(|mut webp| {
            webp.set_exif(None);
            webp.remove_chunks_by_id(*b"XMP ");
            webp.encoder().bytes()
        }),
    };
    cleaned.map_or(bytes, |cleaned| cleaned.to_vec())
}

fn clean_jpeg(mut jpeg: Jpeg) -> Jpeg {
    let turned = jpeg.exif().and_then(|exif| orientation(&exif)).filter(|turned| *turned != 1);
    let said = [markers::APP1, markers::APP13, markers::COM];
    jpeg.segments_mut().retain(|segment| !said.contains(&segment.marker()));
    if let Some(turned) = turned {
        // A header, one entry: the way up.
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([turned, 0, 0, 0, 0, 0, 0]);
        let segment = JpegSegment::new_with_contents(markers::APP1, Bytes::from(exif));
        let place = usize::from(jpeg.segments().first().is_some_and(|first| first.marker() == markers::APP0));
        jpeg.segments_mut().insert(place, segment);
    }
    jpeg
}

/// Which way up a camera was held: 1 to 8.
fn orientation(exif: &[u8]) -> Option<u8> {
    let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    let little = exif.starts_with(b"II");
    let number = |at: usize, length: usize| {
        let bytes = exif.get(at..at.checked_add(length)?)?;
        let add = |number: u32, byte: &u8| (number << 8) | u32::from(*byte);
        Some(if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) })
    };
    let start = number(4, 4)? as usize;
    let entries = number(start, 2)? as usize;
    let entry = (0..entries.min(1000))
        .map(|entry| start + 2 + entry * 12)
        .find(|at| number(*at, 2) == Some(u32::from(ORIENTATION)))?;
    u8::try_from(number(entry + 8, 2)?).ok().filter(|turned| (1..=8).contains(turned))
}

/// The width and the height at which a picture is shown.
#[must_use]
pub fn size(path: &str, bytes: &[u8]) -> Option<(usize, usize)> {
    let kind = kind(path)?;
    let size = imagesize::blob_size(bytes).ok()?;
    let turned = (kind == Kind::Jpeg)
        .then(|| Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?.exif())
        .flatten()
        .and_then(|exif| orientation(&exif));
    Some(if turned.is_some_and(|turned| turned >= 5) {
        (size.height, size.width)
    } else {
        (size.width, size.height)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG of 3 by 2 with what a telephone writes: a place, a comment, held on its side.
    fn photograph() -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8];
        let mut segment = |marker: u8, contents: &[u8]| {
            bytes.extend([0xFF, marker]);
            bytes.extend(u16::try_from(contents.len() + 2).unwrap().to_be_bytes());
            bytes.extend(contents);
        };
        segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
        segment(
            0xE1,
            b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS chez Mme Secret",
        );
        segment(0xFE, b"Mme Secret");
        segment(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]);
        segment(0xDA, &[1, 1, 0, 0, 63, 0]);
        bytes.extend([0x12, 0x34, 0xFF, 0xD9]);
        bytes
    }

    #[test]
    fn a_picture_says_nothing_of_who_took_it_and_stays_upright() {
        let before = photograph();
        assert_eq!(size("a.jpg", &before), Some((2, 3)));
        let after = without_metadata("a.JPG", before);
        assert!(!String::from_utf8_lossy(&after).contains("Secret"));
        assert_eq!(size("a.jpg", &after), Some((2, 3)), "{after:?}");
        assert_eq!(without_metadata("a.jpg", after.clone()), after);
    }

    #[test]
    fn what_is_no_picture_is_left_as_it_is() {
        for bytes in [&b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\xff\xffWEBP", b"texte"]
        {
            for path in ["a.jpg", "a.png", "a.webp", "a.txt"] {
                let _ = size(path, bytes);
                let _ = without_metadata(path, bytes.to_vec());
            }
        }
        assert_eq!(without_metadata("a.txt", b"texte".to_vec()), b"texte");
        assert_eq!(size("a.png", b"texte"), None);
    }
}
