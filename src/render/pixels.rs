//! A picture made smaller: its points, turned upright, in the sizes that are asked for.
//!
//! In: the bytes of a picture whose size was judged before, and sizes, the largest first. Out: a picture in WebP for each,
//! with the colours of the first and nothing else that it says. Never: more memory than its points need; a fault of the
//! picture is no answer, whatever its bytes.

use std::io::Cursor;

use image_webp::WebPDecoder;
use png::{ColorType, Limits, Transformations};
use resize::{Pixel, Type};
use rgb::{FromSlice, RGB8, RGBA8};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::load::picture::{self, ImageFormat, ImageInfo};

/// How much is kept of what an eye sees, of 100.
const QUALITY: f32 = 76.0;
/// What a decoder may take beside the points: a picture of 64 million has 256 MB of them.
const MEMORY: usize = 600 << 20;

/// Points, row by row.
struct Points {
    width: usize,
    height: usize,
    colours: Colours,
}

enum Colours {
    Opaque(Vec<RGB8>),
    Clear(Vec<RGBA8>),
}

/// The picture in each of some sizes, the largest first; nothing where its points cannot be read.
#[must_use]
pub fn sizes(bytes: &[u8], picture: &ImageInfo, sizes: &[(usize, usize)]) -> Option<Vec<Vec<u8>>> {
    let mut points = decoded(bytes, picture)?;
    let profile = picture::read_colours(bytes);
    let mut made = Vec::with_capacity(sizes.len());
    for (number, &(width, height)) in sizes.iter().enumerate() {
        if number == 0 {
            // Turned once there is less of it to turn.
            let lies = picture.turned >= 5;
            points = shrunk(points, if lies { (height, width) } else { (width, height) })?;
            points = turned(points, picture.turned);
        } else {
            points = shrunk(points, (width, height))?;
        }
        let webp = encoded(&points, picture.kind)?;
        made.push(match &profile {
            Some(profile) => picture::add_colours(webp, profile.clone()),
            None => webp,
        });
    }
    Some(made)
}

/// Whether the points of a picture can be read.
#[must_use]
pub fn can_be_read(bytes: &[u8], picture: &ImageInfo) -> bool {
    decoded(bytes, picture).is_some()
}

fn decoded(bytes: &[u8], picture: &ImageInfo) -> Option<Points> {
    let points = match picture.kind {
        ImageFormat::Jpeg => jpeg(bytes),
        ImageFormat::Png => png(bytes),
        ImageFormat::WebP => webp(bytes),
    }?;
    let count = match &points.colours {
        Colours::Opaque(points) => points.len(),
        Colours::Clear(points) => points.len(),
    };
    let lies = picture.turned >= 5;
    let size = if lies { (picture.height, picture.width) } else { (picture.width, picture.height) };
    (size == (points.width, points.height) && count == points.width * points.height).then_some(points)
}

fn jpeg(bytes: &[u8]) -> Option<Points> {
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::new_safe()
        .set_max_width(most)
        .set_max_height(most)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let points = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    Some(Points { width, height, colours: Colours::Opaque(points.as_rgb().to_vec()) })
}

fn png(bytes: &[u8]) -> Option<Points> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MEMORY });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().ok()?;
    let mut points = vec![0; reader.output_buffer_size().filter(|bytes| *bytes <= MEMORY)?];
    let frame = reader.next_frame(&mut points).ok()?;
    points.truncate(frame.buffer_size());
    let grey = |at: u8| RGB8::new(at, at, at);
    let colours = match frame.color_type {
        ColorType::Grayscale => Colours::Opaque(points.into_iter().map(grey).collect()),
        ColorType::GrayscaleAlpha => {
            Colours::Clear(points.chunks_exact(2).map(|point| grey(point[0]).with_alpha(point[1])).collect())
        }
        ColorType::Rgb => Colours::Opaque(points.as_rgb().to_vec()),
        ColorType::Rgba => Colours::Clear(points.as_rgba().to_vec()),
        ColorType::Indexed => return None,
    };
    Some(Points { width: frame.width as usize, height: frame.height as usize, colours })
}

fn webp(bytes: &[u8]) -> Option<Points> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
    decoder.set_memory_limit(MEMORY);
    let (width, height) = decoder.dimensions();
    let mut points = vec![0; decoder.output_buffer_size().filter(|bytes| *bytes <= MEMORY)?];
    decoder.read_image(&mut points).ok()?;
    let colours = if decoder.has_alpha() {
        Colours::Clear(points.as_rgba().to_vec())
    } else {
        Colours::Opaque(points.as_rgb().to_vec())
    };
    Some(Points { width: width as usize, height: height as usize, colours })
}

fn shrunk(points: Points, (width, height): (usize, usize)) -> Option<Points> {
    let Points { width: before, height: tall, colours } = points;
    if (before, tall) == (width, height) {
        return Some(Points { width, height, colours });
    }
    let colours = match colours {
        Colours::Opaque(points) => {
            let mut made = vec![RGB8::default(); width * height];
            let mut resizer = resize::new(before, tall, width, height, Pixel::RGB8, Type::Catrom).ok()?;
            resizer.resize(&points, &mut made).ok()?;
            Colours::Opaque(made)
        }
        Colours::Clear(points) => {
            let mut made = vec![RGBA8::default(); width * height];
            let mut resizer = resize::new(before, tall, width, height, Pixel::RGBA8P, Type::Catrom).ok()?;
            resizer.resize(&points, &mut made).ok()?;
            Colours::Clear(made)
        }
    };
    Some(Points { width, height, colours })
}

fn turned(points: Points, turned: u8) -> Points {
    let (width, height) = (points.width, points.height);
    let (across, down) = if turned >= 5 { (height, width) } else { (width, height) };
    // Where the point at a place of the upright picture stands in the one that was held otherwise.
    let from = move |x: usize, y: usize| {
        let (x, y) = match turned {
            2 => (width - 1 - x, y),
            3 => (width - 1 - x, height - 1 - y),
            4 => (x, height - 1 - y),
            5 => (y, x),
            6 => (y, height - 1 - x),
            7 => (width - 1 - y, height - 1 - x),
            8 => (width - 1 - y, x),
            _ => (x, y),
        };
        y * width + x
    };
    let places = (0..down).flat_map(|y| (0..across).map(move |x| from(x, y)));
    let colours = match points.colours {
        colours if turned == 1 => colours,
        Colours::Opaque(points) => Colours::Opaque(places.map(|at| points[at]).collect()),
        Colours::Clear(points) => Colours::Clear(places.map(|at| points[at]).collect()),
    };
    Points { width: across, height: down, colours }
}

/// The points in WebP. What was a PNG may be a drawing: it keeps every point, unless that weighs twice as much.
fn encoded(points: &Points, kind: ImageFormat) -> Option<Vec<u8>> {
    use rgb::ComponentBytes;
    let (width, height) = (u32::try_from(points.width).ok()?, u32::try_from(points.height).ok()?);
    let encoder = match &points.colours {
        Colours::Opaque(points) => webp::Encoder::from_rgb(points.as_bytes(), width, height),
        Colours::Clear(points) => webp::Encoder::from_rgba(points.as_bytes(), width, height),
    };
    let photograph = encoder.encode_simple(false, QUALITY).ok()?.to_vec();
    if kind == ImageFormat::Png {
        let drawing = encoder.encode_simple(true, QUALITY).ok()?.to_vec();
        if drawing.len() < 2 * photograph.len() {
            return Some(drawing);
        }
    }
    Some(photograph)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::picture::{read, strip_metadata};

    const PHOTO: &[u8] = include_bytes!("../../tests/suite/publish/photos/content/gestes/saluer/photo.jpg");
    const DRAWING: &[u8] =
        include_bytes!("../../tests/suite/publish/photos/content/gestes/saluer/dessin.png");
    const FILM: &[u8] = include_bytes!("../../tests/suite/publish/photos/content/gestes/saluer/film.webp");

    #[test]
    fn a_picture_is_upright_whichever_way_it_was_held() {
        // 1 2 3      4 1
        // 4 5 6  →   5 2  where it was held on its right side.
        let upright = |held: u8| {
            let colours = Colours::Opaque((1..7).map(|at| RGB8::new(at, at, at)).collect());
            let points = turned(Points { width: 3, height: 2, colours }, held);
            let Colours::Opaque(colours) = points.colours else { return (0, Vec::new()) };
            (points.width, colours.iter().map(|point| point.r).collect())
        };
        for (held, width, points) in [
            (1, 3, [1, 2, 3, 4, 5, 6]),
            (2, 3, [3, 2, 1, 6, 5, 4]),
            (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]),
            (5, 2, [1, 4, 2, 5, 3, 6]),
            (6, 2, [4, 1, 5, 2, 6, 3]),
            (7, 2, [6, 3, 5, 2, 4, 1]),
            (8, 2, [3, 6, 2, 5, 1, 4]),
        ] {
            assert_eq!(upright(held), (width, points.to_vec()), "{held}");
        }
    }

    /// Bytes changed here and there, the same on each run: whatever they are, an answer comes.
    #[test]
    fn no_bytes_break_the_reading_of_points() {
        let mut seed = 7_u32;
        let mut random = move |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        let (mut made, mut refused) = (0, 0);
        for whole in [PHOTO, DRAWING, FILM] {
            for round in 0..40 {
                let mut bytes = strip_metadata(whole.to_vec());
                for _ in 0..=round {
                    let place = random(bytes.len());
                    bytes[place] = u8::try_from(random(256)).unwrap_or(0);
                }
                if round % 4 == 3 {
                    bytes.truncate(random(bytes.len()));
                }
                // Sizes that nobody would publish are refused before.
                let picture = ImageFormat::from_bytes(&bytes).and_then(|kind| {
                    let (width, height, turned, moves) = (1000, 600, 1, false);
                    let read = read(&bytes).unwrap_or(ImageInfo { kind, width, height, turned, moves });
                    (read.width * read.height <= 4_000_000).then_some(read)
                });
                let Some(picture) = picture else { continue };
                match sizes(&bytes, &picture, &[(40, 30)]) {
                    Some(_) => made += 1,
                    None => refused += 1,
                }
            }
        }
        assert!(made > 5 && refused > 5, "{made} made, {refused} refused");
    }
}
