//! Another authority's content, taken with its provenance, and kept up to date.
//!
//! In: a source (a site, a folder, an archive) and a project. Out: files to write, and what a person should know
//! before. Never: a file written before everything was looked at, a local word lost, a hash taken on trust.
//!
//! An import: [`source`] opens and checks what was named ([`archive`], [`package`], [`safe`]); [`arrive`] settles what
//! comes ([`settle`], [`links`], [`declare`]); [`inspect`] looks at the project as it would be; [`fill`] fills its blanks;
//! [`disk`] writes all or nothing. An update goes the same way, and [`merge`]s what it finds here ([`update`], [`revise`], [`front`], [`comments`]). [`portal`] gathers
//! what many sites say of themselves, beside what was written here ([`sheet`]). Other machines are spoken to by [`crate::load::web`].

mod archive;
pub mod arrive;
mod comments;
mod declare;
pub mod disk;
pub mod fill;
mod front;
pub mod inspect;
mod links;
pub mod lockfile;
mod merge;
pub mod package;
pub mod portal;
mod revise;
mod safe;
mod settle;
pub mod sheet;
pub mod source;
pub mod tell;
pub mod update;
