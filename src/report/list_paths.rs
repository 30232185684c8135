//! Many paths in few lines.
//!
//! In: paths. Out: the first of them, and how many follow. Never: all of a long list.

/// Returns the first of some paths, one a line, and how many follow.
pub(super) fn list_some(paths: &[&str], more: &str) -> String {
    const SHOWN: usize = 12;
    let mut lines: Vec<String> = paths.iter().take(SHOWN).map(|path| format!("  {path}")).collect();
    if paths.len() > SHOWN {
        lines.push(format!("  {}", more.replace("{}", &(paths.len() - SHOWN).to_string())));
    }
    lines.join("\n")
}
