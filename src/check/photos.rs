//! The pictures of points of a site, as editors drop them in: whether browsers can show them, and which pages do.
//!
//! In: a site, its files, those that its texts show. Out: [`Photos`], and a problem at each that cannot be shown. Never:
//! a point looked at, so that a save costs nothing; those that a reader waits for are made when the site is written.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::check::codes::{IMAGE_MISNAMED, IMAGE_TOO_LARGE, IMAGE_UNREADABLE, PICTURE_LOCATION};
use crate::diag::{Diagnostics, Place};
use crate::load::picture::{self, ImageFormat, ImageInfo};
use crate::model::{Record, Site, Table};
use crate::schema::publish::is_public;
use crate::schema::{Role, Value};
use crate::source::{Asset, AssetId, Memo, Same, Sources};

/// More points than this no telephone shows; the file that says so may be small.
const POINTS: usize = 64_000_000;

/// What earlier builds read of each file.
pub type MediaMemo = Memo<Same<Asset>, MediaFile>;

/// What a file is.
#[derive(Clone, Debug)]
pub enum MediaFile {
    /// What bears the name of a picture, and the picture where it is one.
    Picture(Option<ImageInfo>),
    /// What is published as it is, whatever it says; and whether it says where it was taken.
    Untouched { located: bool },
}

impl MediaFile {
    fn new(asset: &Asset) -> Self {
        match ImageFormat::from_name(&asset.path) {
            Some(_) => Self::Picture(picture::read(&asset.bytes)),
            None => Self::Untouched { located: picture::has_location(&asset.bytes) },
        }
    }
}

/// The pictures of a site that can be published, by their files.
#[derive(Debug, Default)]
pub struct Photos(BTreeMap<AssetId, Photo>);

/// A picture, and what pages do with it.
#[derive(Clone, Debug)]
pub struct Photo {
    pub picture: ImageInfo,
    /// Whether a page shows it; others are only there to download.
    pub shown: bool,
}

impl Photos {
    /// The picture that a file is, where it is one.
    #[must_use]
    pub fn get(&self, asset: AssetId) -> Option<&Photo> {
        self.0.get(&asset)
    }

    /// Those that pages show.
    pub fn shown(&self) -> impl Iterator<Item = (AssetId, &Photo)> {
        self.0.iter().filter(|(_, photo)| photo.shown).map(|(asset, photo)| (*asset, photo))
    }
}

/// Reads every picture that is published; `shown` are those that texts show.
pub fn check(
    site: &Site,
    sources: &Sources,
    mut shown: BTreeSet<AssetId>,
    memory: &MediaMemo,
    diags: &mut Diagnostics,
) -> Photos {
    for table in &site.tables {
        shown.extend(table.records.iter().filter_map(|record| find_illustration(sources, table, record)));
    }
    let public = |asset: &Asset| {
        let (folder, _) = asset.path.strip_prefix("content/")?.split_once('/')?;
        let table = site.table(folder).map(|(_, table)| table);
        table.is_none_or(|table| is_public(&table.collection)).then_some(())
    };
    let wanted =
        |asset: &Asset| ImageFormat::from_name(&asset.path).is_some() || picture::is_untouched(&asset.path);
    let files: Vec<(AssetId, &Asset)> =
        sources.assets().filter(|(_, asset)| wanted(asset) && public(asset).is_some()).collect();
    let read: Vec<_> = files
        .into_par_iter()
        .map(|(id, asset)| (id, asset, memory.recall(|| sources.share_asset(id), || MediaFile::new(asset))))
        .collect();
    let mut photos = Photos::default();
    for (id, asset, held) in read {
        let place = Place::Path(asset.path.clone());
        match &*held {
            MediaFile::Untouched { located: false } => {}
            MediaFile::Untouched { located: true } => {
                diags.add(place, &PICTURE_LOCATION);
            }
            MediaFile::Picture(None) => diags.add(place, &IMAGE_UNREADABLE),
            MediaFile::Picture(Some(picture)) => {
                let (width, height) = (picture.width, picture.height);
                if width.saturating_mul(height) > POINTS {
                    diags.add(place, IMAGE_TOO_LARGE.with("width", width).with("height", height));
                    continue;
                }
                if ImageFormat::from_name(&asset.path) != Some(picture.kind) {
                    let extension = picture.kind.extension();
                    diags.add(place, IMAGE_MISNAMED.with("extension", extension));
                }
                photos.0.insert(id, Photo { picture: picture.clone(), shown: shown.contains(&id) });
            }
        }
    }
    photos
}

/// The file of a record that the field for its picture names.
#[must_use]
pub fn find_illustration(sources: &Sources, table: &Table, record: &Record) -> Option<AssetId> {
    let schema = &table.collection.schema;
    let field = schema.role(Role::Image).filter(|field| !schema.fields[*field].personal)?;
    let Some(Value::Text(name)) = record.values.get(field)?.as_ref() else { return None };
    let named = |asset: &&AssetId| {
        let rest = sources.asset(**asset).path.strip_suffix::<&str>(name);
        rest.is_some_and(|folder| folder.ends_with('/'))
    };
    record.assets.iter().find(named).copied()
}
