//! Where a link of a body leads.

use crate::model::RecordRef;
use crate::source::AssetId;

/// What a link's target turned out to be. Fragments are kept as written, without `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Record(RecordRef, Option<String>),
    /// A plain page, by index in the site's pages.
    Page(usize, Option<String>),
    Collection(String),
    /// A file published beside a record or a page.
    Asset(AssetId),
    /// A place in the same body.
    Fragment(String),
    /// `https:`, `http:`, `mailto:`, `tel:`.
    External(String),
}
