//! The pictures of pages, in the sizes that a reader's screen needs.
//!
//! In: a picture that a page shows. Out: what sizes it has, where they are published, the files, which are made when they
//! are asked for. Never: a picture larger than the one that was dropped in, one that moves, one that is light already.

use crate::check::codes::IMAGE_UNREADABLE;
use crate::publication::route;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::pixels;
use crate::check::photos::Photo;
use crate::diag::{Place, Problem};
use crate::load::picture::{ImageFormat, ImageInfo};
use crate::model::Site;
use crate::output::{BlobCache, CachedBlob, Fault, HashedFile, OutputPath};
use crate::source::{Asset, sha256};

/// A telephone, a column of text, that column on a fine screen.
const WIDTHS: [usize; 3] = [480, 960, 1440];
/// A file of fewer bytes is light enough as it is.
const LIGHT: usize = 8 << 10;
/// The longest side that the format has.
const LONGEST: usize = 16_383;
/// Changes with whatever changes the bytes that are made: what was kept of before is then made again.
const RECIPE: &str = "essaim picture 1";
/// How wide a page shows a picture, for browsers to choose by: a column of text, or a telephone.
pub const SIZES: &str = "(min-width: 58rem) 44rem, 94vw";
/// The width of that column, in points: the size that pages are weighed with.
pub const COLUMN: usize = 704;

/// One size of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: usize,
    pub height: usize,
    pub path: OutputPath,
}

/// The sizes of a picture, the largest first; none where it is shown as it is.
#[must_use]
pub fn sizes(site: &Site, asset: &Asset, photo: &Photo) -> Vec<Size> {
    let ImageInfo { kind, width, height, moves, .. } = photo.picture;
    let Some(path) = route::to_asset(site, &asset.path) else { return Vec::new() };
    if !photo.shown || moves || asset.bytes.len() <= LIGHT {
        return Vec::new();
    }
    let [.., most] = WIDTHS;
    // One that is nearly as wide as the whole would serve nobody.
    let mut widths: Vec<usize> = WIDTHS.into_iter().filter(|size| size * 10 < width * 9).collect();
    let whole = width.min(most);
    if widths.last() != Some(&whole) {
        widths.push(whole);
    }
    let size = |width: usize| {
        let tall = (photo.picture.height * width + photo.picture.width / 2) / photo.picture.width;
        let (stem, extension) = path.rsplit_once('.').unwrap_or((&path, ""));
        let own = kind == ImageFormat::WebP && (width, tall) == (photo.picture.width, height);
        let path = if own { path.clone() } else { format!("{stem}-{extension}-{width}.webp") };
        Size { width, height: tall.max(1), path }
    };
    widths.into_iter().rev().map(size).filter(|size| size.height <= LONGEST).collect()
}

/// The candidates of a `srcset`, the smallest first; `link` makes an address of a path.
#[must_use]
pub fn candidates(sizes: &[Size], link: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut set = String::new();
    for size in sizes.iter().rev() {
        let comma = if set.is_empty() { "" } else { ", " };
        // Writing into a string cannot fail.
        let _ = write!(set, "{comma}{} {}w", link(&size.path)?, size.width);
    }
    (!set.is_empty()).then_some(set)
}

/// The candidate that fills a column of text, among those of a `srcset`.
#[must_use]
pub fn candidate(set: &str) -> Option<&str> {
    let all = set.split(", ").filter_map(|one| {
        let (address, width) = one.rsplit_once(' ')?;
        Some((address, width.strip_suffix('w')?.parse::<usize>().ok()?))
    });
    let all: Vec<(&str, usize)> = all.collect();
    all.iter().find(|(_, width)| *width >= COLUMN).or(all.last()).map(|(address, _)| *address)
}

/// The files of the sizes of a picture.
pub fn files(
    asset: &Asset,
    picture: &ImageInfo,
    sizes: &[Size],
    kept: &BlobCache,
) -> Vec<(OutputPath, Arc<HashedFile>)> {
    let made = sizes.iter().filter(|size| asset.path.strip_prefix("content/") != Some(&size.path));
    let made: Vec<Size> = made.cloned().collect();
    let paths: Vec<OutputPath> = made.iter().map(|size| size.path.clone()).collect();
    let work = Arc::new(Work {
        asset: asset.path.clone(),
        bytes: Arc::clone(&asset.bytes),
        told: picture.clone(),
        sizes: made.iter().map(|size| (size.width, size.height)).collect(),
        kept: kept.clone(),
        hash: OnceLock::new(),
        gate: Mutex::new(()),
    });
    let file = |(number, path)| {
        let work = Arc::clone(&work);
        let write = move |out: &mut dyn std::io::Write| match work.file(number)? {
            Some(bytes) => Ok(out.write_all(&bytes)?),
            None => Ok(()),
        };
        (path, Arc::new(HashedFile::new(write)))
    };
    paths.into_iter().enumerate().map(file).collect()
}

/// A picture that is made smaller, all its sizes at once: reading its points is half of the work.
struct Work {
    /// The path of the picture that was dropped in.
    asset: String,
    bytes: Arc<[u8]>,
    told: ImageInfo,
    sizes: Vec<(usize, usize)>,
    kept: BlobCache,
    hash: OnceLock<String>,
    /// Who makes one size makes the others: they are waited for.
    gate: Mutex<()>,
}

impl Work {
    /// A size; nothing where nobody asks for it.
    fn file(&self, number: usize) -> Result<Option<Vec<u8>>, Fault> {
        let key = self.key(self.sizes[number]);
        match self.kept.find(&key) {
            CachedBlob::Made(bytes) => return Ok(Some(bytes)),
            CachedBlob::Unasked if number > 0 || pixels::can_be_read(&self.bytes, &self.told) => {
                return Ok(None);
            }
            CachedBlob::Unasked => return Err(self.fault()),
            CachedBlob::Missing => {}
        }
        let _alone = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        if let CachedBlob::Made(bytes) = self.kept.find(&key) {
            return Ok(Some(bytes));
        }
        let mut made = pixels::sizes(&self.bytes, &self.told, &self.sizes).ok_or_else(|| self.fault())?;
        for (size, bytes) in self.sizes.iter().zip(&made) {
            self.kept.keep(&self.key(*size), bytes);
        }
        Ok(Some(made.swap_remove(number)))
    }

    fn key(&self, (width, height): (usize, usize)) -> String {
        let hash = self.hash.get_or_init(|| sha256(&self.bytes));
        let turned = self.told.turned;
        let sizes = &self.sizes;
        sha256(format!("{RECIPE} {hash} {turned} {sizes:?} {width} {height}").as_bytes())
    }

    fn fault(&self) -> Fault {
        let problem = Problem::from(&IMAGE_UNREADABLE);
        Fault::from(Box::new(problem.at(Place::Path(self.asset.clone()))))
    }
}
