//! Problems as HTML, for the corner of a page or for the page that stands in for one.
//!
//! In: diagnostics. Out: a fragment that asks for nothing inline: no script, no style. Never: wording of its own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diag::{Diagnostics, Severity};
use crate::report::{Excerpt, Preview, ReportLanguage, Shown, preview, shown};
use crate::source::html::escape;
use crate::source::{Position, Sources};

/// More are not read at once, and a page must stay light.
const LIMIT: usize = 50;
/// What stands in a path of an editor's address as it is.
const IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b':');

/// The program that opens a file at its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// Visual Studio Code and what shares its addresses.
    Vscode,
    /// None: paths are shown, to be copied.
    None,
}

/// What stands behind an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// The last page without errors.
    LastGood,
    /// Nothing yet.
    Nothing,
    /// A page that its theme cannot draw.
    Fault,
}

/// How problems are written for one project.
#[derive(Clone, Debug)]
pub struct Scribe {
    pub root: PathBuf,
    pub language: ReportLanguage,
    pub editor: Editor,
}

impl Scribe {
    /// Every problem, errors first; empty where there is none.
    pub fn notes(&self, sources: &Sources, diags: &Diagnostics, behind: Behind) -> String {
        let mut html = String::new();
        let of = |severity| diags.iter().filter(move |diagnostic| diagnostic.severity == severity);
        let errors = diags.count(Severity::Error);
        if errors > 0 {
            let title = self.say(Preview::Errors { count: errors });
            let _ = write!(
                html,
                "<section class=\"errors\" role=\"region\" aria-labelledby=\"essaim-title\" tabindex=\"-1\">\
                 <header><div role=\"alert\"><h2 id=\"essaim-title\">{}</h2><p>{}</p></div>{}</header><ol>",
                escape(&title),
                self.words(match behind {
                    Behind::LastGood => Preview::LastGood,
                    Behind::Nothing => Preview::NoPage,
                    Behind::Fault => Preview::PageFault,
                }),
                self.fold(behind),
            );
            of(Severity::Error)
                .take(LIMIT)
                .for_each(|it| self.item(&mut html, &shown(sources, it, self.language)));
            html.push_str("</ol>");
            self.more(&mut html, errors);
            html.push_str("</section>");
        }
        let warnings = diags.count(Severity::Warning);
        if warnings > 0 {
            let title = escape(&self.say(Preview::Warnings { count: warnings }));
            let _ = write!(html, "<details class=\"warnings\"><summary>{title}</summary><ol>");
            of(Severity::Warning)
                .take(LIMIT)
                .for_each(|it| self.item(&mut html, &shown(sources, it, self.language)));
            html.push_str("</ol>");
            self.more(&mut html, warnings);
            html.push_str("</details>");
        }
        html
    }

    /// A sentence alone, where the machine is at fault.
    pub fn sentence(&self, words: Preview<'_>) -> String {
        format!(
            "<section class=\"errors\" role=\"region\" aria-labelledby=\"essaim-title\" tabindex=\"-1\"><header>\
             <div role=\"alert\"><h2 id=\"essaim-title\">{}</h2></div>{}</header></section>",
            self.words(words),
            self.fold(Behind::LastGood)
        )
    }

    /// A page that stands in for one that cannot be shown.
    pub fn page(&self, notes: &str) -> String {
        let language = self.code();
        let title = self.words(Preview::Title);
        format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"/_essaim/preview.css\">\n</head>\n<body class=\"essaim\">\n\
             <main>\n<h1>{title}</h1>\n{notes}\n</main>\n</body>\n</html>\n"
        )
    }

    /// The element that makes a page reload.
    pub fn script(&self, page: &str, version: &str) -> String {
        format!(
            "<script src=\"/_essaim/preview.js\" data-page=\"{}\" data-version=\"{version}\" data-language=\"{}\" \
             data-copied=\"{}\" data-stopped=\"{}\" defer></script>\n",
            escape(page),
            self.code(),
            self.words(Preview::Copied),
            self.words(Preview::Stopped),
        )
    }

    /// A sentence of the preview.
    pub fn say(&self, words: Preview<'_>) -> String {
        preview(words, self.language)
    }

    fn words(&self, words: Preview<'_>) -> String {
        escape(&self.say(words))
    }

    fn code(&self) -> &'static str {
        match self.language {
            ReportLanguage::French => "fr",
            ReportLanguage::English => "en",
        }
    }

    fn fold(&self, behind: Behind) -> String {
        match behind {
            Behind::LastGood => {
                format!("<button type=\"button\" class=\"fold\">{}</button>", self.words(Preview::Fold))
            }
            Behind::Nothing | Behind::Fault => String::new(),
        }
    }

    fn more(&self, html: &mut String, count: usize) {
        if let Some(count) = count.checked_sub(LIMIT).filter(|count| *count > 0) {
            let _ = write!(html, "<p class=\"more\">{}</p>", self.words(Preview::More { count }));
        }
    }

    fn item(&self, html: &mut String, it: &Shown) {
        let _ = write!(html, "<li><p class=\"what\">{} <code>{}</code></p>", escape(&it.message), it.code);
        self.place(html, &it.path, it.position);
        if let Some(excerpt) = &it.excerpt {
            lines(html, excerpt);
        }
        if let Some(related) = &it.related {
            let _ = write!(html, "<p class=\"first\">{}</p>", self.words(Preview::FirstHere));
            self.place(html, &related.path, related.position);
            lines(html, related);
        }
        let _ = write!(
            html,
            "<p class=\"help\"><b>{}</b> {}</p></li>",
            self.words(Preview::ToDo),
            escape(&it.help)
        );
    }

    /// Where it is: a link that opens the file, and a button that copies its path.
    fn place(&self, html: &mut String, path: &str, at: Position) {
        let file = self.root.join(path);
        let shown = format!("{path}:{}:{}", at.line, at.column);
        html.push_str("<p class=\"where\">");
        match self.editor {
            Editor::Vscode => {
                let _ = write!(
                    html,
                    "<a href=\"{}\" title=\"{}\">{}</a>",
                    escape(&vscode(&file, at)),
                    self.words(Preview::Open),
                    escape(&shown)
                );
            }
            Editor::None => {
                let _ = write!(html, "<span>{}</span>", escape(&shown));
            }
        }
        let _ = write!(
            html,
            " <button type=\"button\" class=\"copy\" data-path=\"{}\">{}</button></p>",
            escape(&file.display().to_string()),
            self.words(Preview::Copy)
        );
    }
}

/// `vscode://file/c:/dossier/fiche.md:12:5`
fn vscode(file: &Path, at: Position) -> String {
    let file = file.display().to_string();
    // Windows writes true paths as `\\?\C:\…`.
    let file = file.strip_prefix(r"\\?\").unwrap_or(&file).replace('\\', "/");
    let file = utf8_percent_encode(file.trim_start_matches('/'), IN_PATH);
    format!("vscode://file/{file}:{}:{}", at.line, at.column)
}

fn lines(html: &mut String, excerpt: &Excerpt) {
    let _ = write!(
        html,
        "<pre tabindex=\"0\"><span class=\"line\">{}</span> {}<mark>{}</mark>{}</pre>",
        excerpt.position.line,
        escape(&excerpt.before),
        escape(&excerpt.marked),
        escape(&excerpt.after)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_the_editor_is_an_address() {
        let at = Position { line: 3, column: 8 };
        let unix = vscode(Path::new("/srv/boîte à outils/fiche #1.md"), at);
        assert_eq!(unix, "vscode://file/srv/bo%C3%AEte%20%C3%A0%20outils/fiche%20%231.md:3:8");
        assert_eq!(vscode(Path::new(r"\\?\C:\a\b.md"), at), "vscode://file/C:/a/b.md:3:8");
    }
}
