//! The paper that pictures are drawn on: one drawing for a wide place and one for a narrow one.
//!
//! In: shapes and texts with their places. Out: inline SVG with a title and a description. Never: a colour, which
//! is the theme's business, nor a text wider than the room it was wrapped for.
//!
//! Texts do not shrink with the page: each drawing is laid out for its width, and the style sheet shows one.

use std::fmt::Write as _;

use crate::check::measure::{self, FontWeight};
use crate::source::html::{escape, write_escaped};

/// For which place a picture is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureWidth {
    Wide,
    Narrow,
}

impl PictureWidth {
    /// The width of the paper. A unit is a CSS pixel where the place is just that wide.
    #[must_use]
    pub fn width(self) -> f64 {
        match self {
            Self::Wide => 720.0,
            Self::Narrow => 328.0,
        }
    }
}

/// The size of texts, and the height of their lines.
pub const TEXT: f64 = 14.0;
pub const LINE: f64 = 18.0;
/// How much of a line is left free for fonts a little wider than the one measured.
const EASE: f64 = 0.96;

/// What is drawn so far, from the top.
#[derive(Debug, Default)]
pub struct Paper {
    body: String,
    /// Where the next thing may begin.
    pub y: f64,
}

/// What a text is: its class says how it looks, its weight how wide it is.
#[derive(Clone, Copy)]
pub struct Type {
    pub class: &'static str,
    pub weight: FontWeight,
    pub size: f64,
}

pub const PLAIN: Type = Type { class: "t", weight: FontWeight::Regular, size: TEXT };
pub const STRONG: Type = Type { class: "b", weight: FontWeight::Bold, size: TEXT };
pub const LARGE: Type = Type { class: "l", weight: FontWeight::Bold, size: 24.0 };

impl Type {
    /// A text in lines that fit a width.
    #[must_use]
    pub fn lines(self, text: &str, width: f64) -> Vec<String> {
        measure::wrap(text, self.weight, width * EASE / self.size)
    }

    /// The width of a line, with the ease that its font may need.
    #[must_use]
    pub fn width(self, text: &str) -> f64 {
        measure::measure_width(text, self.weight) * self.size / EASE
    }

    /// The height of a line.
    #[must_use]
    pub fn line(self) -> f64 {
        self.size / TEXT * LINE
    }
}

impl Paper {
    /// Lines of text from a top left corner down; answers where they end.
    pub fn text(&mut self, kind: Type, lines: &[String], x: f64, top: f64) -> f64 {
        let mut y = top;
        if lines.is_empty() {
            return y;
        }
        let _ = write!(self.body, "<text class=\"{}\">", kind.class);
        for line in lines {
            y += kind.line();
            let _ = write!(self.body, "<tspan x=\"{x:.1}\" y=\"{:.1}\">", y - kind.line() * 0.26);
            write_escaped(&mut self.body, line);
            self.body.push_str("</tspan>");
        }
        self.body.push_str("</text>");
        y
    }

    /// What was drawn on another sheet, over what is drawn on this one.
    pub fn lay(&mut self, over: &Self) {
        self.body.push_str(&over.body);
    }

    /// A text that reads upwards, its end at a point.
    pub fn upwards(&mut self, text: &str, x: f64, y: f64) {
        let _ = write!(
            self.body,
            "<text class=\"t\" transform=\"translate({x:.1} {y:.1}) rotate(-90)\">{}</text>",
            escape(text)
        );
    }

    /// A text in the middle of a point.
    pub fn centred(&mut self, class: &str, text: &str, x: f64, y: f64) {
        let _ = write!(
            self.body,
            "<text class=\"{class}\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>",
            escape(text)
        );
    }

    /// A rectangle with round corners.
    pub fn rect(&mut self, class: &str, at: (f64, f64), size: (f64, f64), radius: f64) {
        let _ = write!(
            self.body,
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{radius}\"/>",
            at.0, at.1, size.0, size.1
        );
    }

    /// A disc.
    pub fn disc(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let _ = write!(
            self.body,
            "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\"/>",
            at.0, at.1
        );
    }

    /// A line or a shape, by its path.
    pub fn path(&mut self, class: &str, path: &str) {
        let _ = write!(self.body, "<path class=\"{class}\" d=\"{path}\"/>");
    }
}

/// What a screen reader says of a picture.
pub struct SpokenPicture<'a> {
    pub kind: &'a str,
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// The same picture for both places.
#[must_use]
pub fn both(told: &SpokenPicture<'_>, draw: impl Fn(PictureWidth, &mut Paper)) -> String {
    let mut out = String::new();
    for (place, name) in [(PictureWidth::Wide, "wide"), (PictureWidth::Narrow, "narrow")] {
        let mut paper = Paper::default();
        draw(place, &mut paper);
        let id = format!("{}-{name}", told.id);
        let _ = write!(
            out,
            "<svg class=\"drawing {} {name}\" viewBox=\"0 0 {} {:.0}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
             <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>{}</svg>",
            told.kind,
            place.width(),
            paper.y.ceil().max(1.0),
            escape(told.title),
            escape(told.description),
            paper.body
        );
    }
    out
}

/// The class of a mark in its hue.
#[must_use]
pub fn hued(class: &str, hue: u8) -> String {
    if hue == 0 { class.to_owned() } else { format!("{class} hue-{hue}") }
}
