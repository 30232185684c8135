//! Another authority's content, taken with its provenance, and kept up to date.
//!
//! In: a source (a site, a folder, an archive) and a project. Out: files to write, and what a person should know
//! before. Never: a file written before everything was looked at, a local word lost, a hash taken on trust.
mod archive;
pub mod arrive;
mod declare;
pub mod disk;
pub mod fetch;
mod front;
pub mod inspect;
mod links;
pub mod lockfile;
mod merge;
pub mod package;
pub mod portal;
mod safe;
mod settle;
pub mod source;
pub mod tell;
pub mod update;
