//! Another authority's content, taken with its provenance, and kept up to date.
//!
//! In: a source (a site, a folder, an archive) and a project. Out: files to write, and what a person should know
//! before. Never: a file written before everything was looked at, a local word lost, a hash taken on trust.
//!
//! An import: [`source`] opens and checks what was named ([`archive`], [`package`], [`path_safety`]); [`import_plan`]
//! says what comes ([`fetch_records`], [`adapt_record`], [`rewrite_links`], [`adapt_declaration`]); [`dry_run`] looks at
//! the project as it would be; [`placeholders`] are filled; [`transaction`] writes all or nothing. An [`update`] goes the
//! same way, and merges what it finds here ([`merge_record`], [`merge_text`]). [`portal`] gathers what many sites say of
//! themselves, beside what was written here ([`table_merge`]). Other machines are spoken to by [`crate::fetch`].

mod adapt_declaration;
mod adapt_record;
mod archive;
pub mod codes;
pub mod dry_run;
mod fetch_records;
pub mod import_plan;
pub mod lockfile;
mod merge_record;
mod merge_text;
pub mod package;
mod path_safety;
pub mod placeholders;
pub mod portal;
mod project_files;
pub mod reuse_notice;
mod rewrite_links;
pub mod source;
pub mod table_merge;
pub mod transaction;
pub mod update;
