//! Three versions of some lines → one.
//!
//! In: what two people began with, what each made of it. Out: the lines with both changes in them. Never: a line of
//! either lost: where they contradict one another, both stand between marks.

use diffy::{ConflictStyle, MergeOptions};

/// How many signs a mark has: more than any line of signs that people write, so that ours are told from theirs.
pub const MARK_LENGTH: usize = 29;

/// Merges two changes of the same lines.
///
/// # Errors
/// The lines with both versions of what contradicts between lines that begin with [`MARK_LENGTH`] of `<`, `=`, `>`.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Result<String, String> {
    let mut options = MergeOptions::new();
    options.set_conflict_style(ConflictStyle::Merge).set_conflict_marker_length(MARK_LENGTH);
    options.merge(base, ours, theirs)
}
