//! Pictures as editors drop them in: how large they are, and without what cameras write beside them.
//!
//! In: the bytes of a JPEG, PNG or WebP file, whatever its name. Out: the same picture without the place, the hour and the
//! device (EXIF, XMP, comments, what hangs behind), but for the way up that it is held; its width and height. Never: a pixel
//! decoded, so that no file is too heavy.

use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::Png;
use img_parts::webp::WebP;
use img_parts::{Bytes, ImageEXIF, ImageICC};

/// What a JPEG may say beside its points: its density, its colours.
const JPEG: [(u8, &[u8]); 3] =
    [(markers::APP0, b"JFIF\0"), (markers::APP2, b"ICC_PROFILE\0"), (markers::APP14, b"Adobe")];
/// Chunks of PNG that the points need and that are optional: transparency, colours, density, animation.
const PNG: [&[u8; 4]; 15] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"hIST",
    b"pHYs", b"acTL", b"fcTL", b"fdAT",
];
/// Chunks of WebP, likewise.
const WEBP: [&[u8; 4]; 7] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The tag of the way up, in EXIF.
const ORIENTATION: u16 = 0x0112;
/// The tag that leads to the place.
const PLACE: u16 = 0x8825;
/// Pictures and films that say where they were taken, and that are published as they are.
const UNTOUCHED: [&str; 9] = ["avif", "dng", "heic", "heif", "m4v", "mov", "mp4", "tif", "tiff"];
/// What a JPEG ends with.
const END: [u8; 2] = [0xFF, markers::EOI];

/// A picture of points, which browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFormat {
    Jpeg,
    Png,
    WebP,
}

impl ImageFormat {
    /// By the name of a file.
    #[must_use]
    pub fn from_name(path: &str) -> Option<Self> {
        let (_, extension) = path.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "png" => Some(Self::Png),
            "webp" => Some(Self::WebP),
            _ => None,
        }
    }

    /// By what a file holds, whatever its name.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xFF, markers::SOI, 0xFF]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::WebP)
        } else {
            None
        }
    }

    /// How the names of such files end.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }
}

/// The file without what it says of its making; as it is where it is no picture, or one that cannot be read.
#[must_use]
pub fn strip_metadata(bytes: Vec<u8>) -> Vec<u8> {
    let Some(kind) = ImageFormat::from_bytes(&bytes) else { return bytes };
    let read = Bytes::from(bytes.clone());
    let cleaned = match kind {
        ImageFormat::Jpeg => {
            Jpeg::from_bytes(read).ok().map(|jpeg| clean_jpeg(jpeg, &bytes).encoder().bytes())
        }
        ImageFormat::Png => Png::from_bytes(read).ok().map(|mut png| {
            let turned = find_orientation(&png);
            // The first letter of a chunk that the points cannot do without is a capital.
            png.chunks_mut().retain(|chunk| {
                chunk.kind()[0].is_ascii_uppercase() || PNG.iter().any(|kept| **kept == chunk.kind())
            });
            png.set_exif(turned.map(write_orientation));
            png.encoder().bytes()
        }),
        ImageFormat::WebP => WebP::from_bytes(read).ok().map(|mut webp| {
            let turned = find_orientation(&webp);
            // Tells the header what is left.
            webp.set_exif(None);
            webp.chunks_mut().retain(|chunk| WEBP.iter().any(|kept| **kept == chunk.id()));
            webp.set_exif(turned.map(write_orientation));
            webp.encoder().bytes()
        }),
    };
    cleaned.map_or(bytes, |cleaned| cleaned.to_vec())
}

/// The JPEG that bytes are, clean.
fn clean_jpeg(mut jpeg: Jpeg, bytes: &[u8]) -> Jpeg {
    let turned = find_orientation(&jpeg);
    let applications = markers::APP0..=markers::APP15;
    jpeg.segments_mut().retain(|segment| {
        let said = applications.contains(&segment.marker()) || segment.marker() == markers::COM;
        !said
            || JPEG
                .iter()
                .any(|(marker, kept)| *marker == segment.marker() && segment.contents().starts_with(kept))
    });
    if let Some(scan) = jpeg.segments_mut().last_mut()
        && let Some(begin) = bytes.len().checked_sub(scan.len_with_entropy() - scan.len())
        && let Some(points) = copy_points(&bytes[begin..])
    {
        let contents = scan.contents().clone();
        *scan = JpegSegment::new_with_entropy(scan.marker(), contents, Bytes::from(points));
    }
    if let Some(turned) = turned {
        let segment = [b"Exif\0\0", &write_orientation(turned)[..]].concat();
        let segment = JpegSegment::new_with_contents(markers::APP1, Bytes::from(segment));
        let place = usize::from(jpeg.segments().first().is_some_and(|first| first.marker() == markers::APP0));
        jpeg.segments_mut().insert(place, segment);
    }
    jpeg
}

/// The points of a JPEG, from the first scan to the mark of its end: without what is said between two scans, nor what
/// telephones hang behind, which may be a film or another picture with places of its own. Nothing where there is no end.
fn copy_points(rest: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(rest.len());
    let mut at = 0;
    loop {
        let mark = at + memchr::memchr(0xFF, rest.get(at..)?)?;
        let marker = *rest.get(mark + 1)?;
        let after = match marker {
            // A fill byte; a point that looks like a mark; a mark that says nothing more.
            0xFF => mark + 1,
            0 | 0x01 | 0xD0..=0xD7 => mark + 2,
            markers::EOI => {
                kept.extend_from_slice(&rest[at..mark + 2]);
                return Some(kept);
            }
            _ => mark + 2 + usize::from(u16::from_be_bytes([*rest.get(mark + 2)?, *rest.get(mark + 3)?])),
        };
        let said = marker == markers::COM || (markers::APP0..=markers::APP15).contains(&marker);
        kept.extend_from_slice(rest.get(at..if said { mark } else { after })?);
        at = after;
    }
}

/// Which way up a picture is held, where it is not upright: 2 to 8.
fn find_orientation(picture: &impl ImageEXIF) -> Option<u8> {
    picture.exif().and_then(|exif| parse_orientation(&exif)).filter(|turned| *turned != 1)
}

/// A header of EXIF with one entry: the way up.
fn write_orientation(turned: u8) -> Bytes {
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([turned, 0, 0, 0, 0, 0, 0]);
    Bytes::from(exif)
}

/// Which way up a camera was held: 1 to 8.
fn parse_orientation(exif: &[u8]) -> Option<u8> {
    read_entry(exif, ORIENTATION, 2)
        .and_then(|turned| u8::try_from(turned).ok())
        .filter(|turned| (1..=8).contains(turned))
}

/// What the first directory of EXIF holds under a tag, in so many bytes.
fn read_entry(exif: &[u8], tag: u16, length: usize) -> Option<u32> {
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
        .find(|at| number(*at, 2) == Some(u32::from(tag)))?;
    number(entry + 8, length)
}

/// Whether a file of this name may say where it was taken, and is published as it is.
#[must_use]
pub fn is_untouched(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| UNTOUCHED.contains(&extension.as_str()))
}

/// Whether such a file says where it was taken: in EXIF, in XMP, or as films do.
#[must_use]
pub fn has_location(bytes: &[u8]) -> bool {
    const SAID: [&[u8]; 3] = [b"GPSLatitude", b"\xa9xyz", b"quicktime.location"];
    let placed = |exif: &[u8]| read_entry(exif, PLACE, 4).is_some();
    let headers = memchr::memmem::find_iter(bytes, b"Exif\0\0").map(|at| &bytes[at..]);
    SAID.iter().any(|said| memchr::memmem::find(bytes, said).is_some())
        || placed(bytes)
        || headers.take(1000).any(placed)
}

/// What a picture is, without a look at its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageInfo {
    pub kind: ImageFormat,
    /// The width and the height at which it is shown.
    pub width: usize,
    pub height: usize,
    /// Which way up it is held: 1 to 8.
    pub turned: u8,
    /// Whether it moves.
    pub moves: bool,
}

/// Reads what a file says of its points; nothing where it is no picture, or not a whole one.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<ImageInfo> {
    let kind = ImageFormat::from_bytes(bytes)?;
    let size = imagesize::blob_size(bytes).ok()?;
    let read = Bytes::copy_from_slice(bytes);
    let (turned, moves) = match kind {
        ImageFormat::Jpeg => {
            let jpeg = Jpeg::from_bytes(read).ok().filter(|_| bytes.ends_with(&END))?;
            (find_orientation(&jpeg), false)
        }
        ImageFormat::Png => {
            let png = Png::from_bytes(read).ok()?;
            let ends = png.chunks().last().is_some_and(|last| last.kind() == *b"IEND");
            (find_orientation(Some(&png).filter(|_| ends)?), png.chunk_by_type(*b"acTL").is_some())
        }
        ImageFormat::WebP => {
            let webp = WebP::from_bytes(read).ok()?;
            (find_orientation(&webp), webp.has_chunk(*b"ANIM"))
        }
    };
    let turned = turned.unwrap_or(1);
    let lies = turned >= 5;
    let (width, height) = if lies { (size.height, size.width) } else { (size.width, size.height) };
    Some(ImageInfo { kind, width, height, turned, moves })
}

/// The profile of the colours of a picture, where they are not those that browsers assume.
#[must_use]
pub fn read_colours(bytes: &[u8]) -> Option<Bytes> {
    /// Those of cameras and screens have some hundred bytes; what printers have speaks of inks.
    const MOST: usize = 8 << 10;
    let read = Bytes::copy_from_slice(bytes);
    let profile = match ImageFormat::from_bytes(bytes)? {
        ImageFormat::Jpeg => Jpeg::from_bytes(read).ok()?.icc_profile(),
        ImageFormat::Png => Png::from_bytes(read).ok()?.icc_profile(),
        ImageFormat::WebP => WebP::from_bytes(read).ok()?.icc_profile(),
    }?;
    let of_light = profile.get(16..20) == Some(b"RGB ");
    // Its name, in either of the encodings that profiles use.
    let assumed =
        [&b"sRGB"[..], b"s\0R\0G\0B"].iter().any(|name| memchr::memmem::find(&profile, name).is_some());
    (of_light && !assumed && profile.len() <= MOST).then_some(profile)
}

/// A picture of WebP with a profile of colours.
#[must_use]
pub fn add_colours(webp: Vec<u8>, colours: Bytes) -> Vec<u8> {
    let Ok(mut picture) = WebP::from_bytes(Bytes::from(webp.clone())) else { return webp };
    picture.set_icc_profile(Some(colours));
    picture.encoder().bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: &[u8]) -> Option<(usize, usize)> {
        read(bytes).map(|picture| (picture.width, picture.height))
    }

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
        assert_eq!(size(&before), Some((2, 3)));
        let after = strip_metadata(before);
        assert!(!String::from_utf8_lossy(&after).contains("Secret"));
        assert_eq!(size(&after), Some((2, 3)), "{after:?}");
        assert_eq!(strip_metadata(after.clone()), after);
    }

    #[test]
    fn what_hangs_behind_a_picture_or_between_its_scans_goes() {
        let mut before = photograph();
        let end = before.len() - 2;
        before
            .splice(end..end, [0xFF, 0, 0xFF, 0xD0, 0xFF, 0xFE, 0, 4, b'h', b'i', 0xFF, 0xFF, 0xDA, 0, 2, 7]);
        before.extend(photograph());
        let after = strip_metadata(before);
        assert!(
            after.ends_with(&[0x12, 0x34, 0xFF, 0, 0xFF, 0xD0, 0xFF, 0xFF, 0xDA, 0, 2, 7, 0xFF, 0xD9]),
            "{after:x?}"
        );
        assert!(!String::from_utf8_lossy(&after).contains("Secret"));
        assert_eq!(size(&after[..after.len() - 1]), None, "cut short");
    }

    #[test]
    fn what_is_no_picture_is_left_as_it_is() {
        for bytes in [&b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\xff\xffWEBP", b"texte"]
        {
            assert_eq!(strip_metadata(bytes.to_vec()), bytes);
            assert_eq!(read(bytes), None);
        }
    }
}
