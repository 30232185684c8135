//! The template engine: the only file that names it.
//!
//! In: templates by name, views as plain data. Out: pages, or the faults of templates, each with its place. Never: the
//! engine's own words, but for what is too rare to have a name here; what a theme is made of.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::marker::PhantomData;
use std::ops::Range;

use serde::{Serialize, Serializer};
use tera::value::Key;
use tera::{Context, ErrorKind, Tera, Value};

use crate::diag::{Problem, nearest};
use crate::render::codes::TEMPLATE_FAULT;

/// The templates of a theme, ready to render.
#[derive(Debug, Default)]
pub struct Engine(Tera);

impl Engine {
    /// Reads the templates, by name.
    ///
    /// # Errors
    /// The faults of those that cannot be read.
    pub fn load(templates: &BTreeMap<String, String>) -> Result<Self, Vec<TemplateFault>> {
        let mut tera = Tera::default();
        match tera.add_raw_templates(templates) {
            Ok(()) => Ok(Self(tera)),
            Err(error) => Err(read_faults(&error, "")),
        }
    }

    /// Returns the names of all templates, in no order.
    pub fn list_templates(&self) -> impl Iterator<Item = &str> {
        self.0.get_template_names()
    }

    /// Lets every page name these variables too.
    pub fn share(&mut self, variables: Variables) {
        self.0.global_context().extend(variables.0);
    }

    /// Writes a page.
    ///
    /// # Errors
    /// What `out` refuses; else the faults of a template, at least one.
    pub fn render(
        &self,
        template: &str,
        variables: &Variables,
        out: &mut dyn Write,
    ) -> Result<(), RenderFault> {
        let mut door = Door { out, refused: None };
        match (self.0.render_to(template, &variables.0, &mut door), door.refused) {
            (Ok(()), _) => Ok(()),
            (Err(_), Some(refused)) => Err(RenderFault::Io(refused)),
            (Err(error), None) => Err(RenderFault::Template(read_faults(&error, template))),
        }
    }
}

/// Why a page was not written.
#[derive(Debug)]
pub enum RenderFault {
    Io(io::Error),
    Template(Vec<TemplateFault>),
}

/// What a template may name: the fields of one or several views.
#[derive(Debug, Default)]
pub struct Variables(Context);

impl Variables {
    /// Adds the fields of a view, in place of those of the same name.
    #[must_use]
    pub fn with(mut self, view: &impl Serialize) -> Self {
        for (key, value) in to_value(view).into_map().into_iter().flatten() {
            let name = match key {
                Key::Str(name) => Cow::Borrowed(name),
                key => Cow::Owned(key.to_string()),
            };
            self.0.insert_value(name, value);
        }
        self
    }
}

/// HTML, which a template writes as it is.
#[derive(Clone, Debug)]
pub struct Html(Value);

impl Html {
    /// Takes HTML as it is.
    #[must_use]
    pub fn new(html: &str) -> Self {
        Self(Value::safe_string(html))
    }

    /// Takes a text, which a template escapes.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(Value::normal_string(text))
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A view that was made ready once, for the many places that show it.
#[derive(Debug)]
pub struct Prepared<T>(Value, PhantomData<fn() -> T>);

impl<T: Serialize> Prepared<T> {
    /// Makes a view ready.
    #[must_use]
    pub fn new(view: &T) -> Self {
        Self(to_value(view), PhantomData)
    }
}

impl<T> Clone for Prepared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> Serialize for Prepared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// A view as the engine holds it. Every view is plain data, which has such a form.
fn to_value(view: &impl Serialize) -> Value {
    Value::try_from_serializable(view).unwrap_or_else(|_| Value::none())
}

/// A page's way out, which tells the machine's faults from the theme's.
struct Door<'a> {
    out: &'a mut dyn Write,
    refused: Option<io::Error>,
}

impl Write for Door<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.write_all(piece)?;
        Ok(piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        self.out.write_all(piece).map_err(|error| {
            let kind = error.kind();
            self.refused = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A fault of one template.
#[derive(Debug, PartialEq, Eq)]
pub struct TemplateFault {
    pub template: String,
    pub place: FaultPlace,
    pub fault: Problem,
}

/// Where in a template.
#[derive(Debug, PartialEq, Eq)]
pub enum FaultPlace {
    Bytes(Range<usize>),
    /// A line and a column, both from 1, and so many characters.
    Line(usize, usize, usize),
    /// The name of another template, as it is written.
    Name(String),
}

/// Returns the faults that an error of the engine holds; `rendered` is the template that was asked for.
fn read_faults(error: &tera::Error, rendered: &str) -> Vec<TemplateFault> {
    let one =
        |template: &str, place, fault| vec![TemplateFault { template: template.to_owned(), place, fault }];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => one(
            report.filename(),
            FaultPlace::Bytes(report.span().range.clone()),
            read_message(report.message()),
        ),
        ErrorKind::MissingParent { current, parent } => {
            let fault = to_unknown("no-template", parent, None);
            one(current, FaultPlace::Name(parent.clone()), fault)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            one(tpl, FaultPlace::Line(1, 1, 0), TEMPLATE_FAULT.choose("fault", "circle"))
        }
        _ => {
            let said = error.to_string();
            let reports: Vec<TemplateFault> =
                format!("\n{said}").split("\nerror: ").skip(1).filter_map(read_report).collect();
            if reports.is_empty() {
                let first = said.lines().next().unwrap_or_default();
                return one(rendered, FaultPlace::Line(1, 1, 0), read_message(first));
            }
            reports
        }
    }
}

/// One of several reports in a text: the message, `--> file:line:column`, the line, the carets below it.
fn read_report(text: &str) -> Option<TemplateFault> {
    let (message, rest) = text.split_once('\n')?;
    let mut lines = rest.lines();
    let place = lines.next()?.trim().strip_prefix("--> ")?;
    let (rest, column) = place.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let carets = lines.nth(2).map_or(0, |line| line.matches('^').count());
    let place = FaultPlace::Line(line.parse().ok()?, column.parse().ok()?, carets);
    Some(TemplateFault { template: template.to_owned(), place, fault: read_message(message) })
}

/// What the engine means.
fn read_message(message: &str) -> Problem {
    const PARTS: [(&str, &str); 8] = [
        ("Variable `", "no-variable"),
        ("Field `", "no-field"),
        ("Unknown filter `", "no-filter"),
        ("Unknown function `", "no-function"),
        ("Unknown test `", "no-test"),
        ("Unknown component `", "no-component"),
        ("Unknown template `", "no-template"),
        ("Block `", "no-block"),
    ];
    for (start, part) in PARTS {
        if let Some((name, rest)) = message.strip_prefix(start).and_then(|rest| rest.split_once('`')) {
            return to_unknown(part, name, rest.split_once(": ").map(|(_, names)| names));
        }
    }
    let quoted = || message.split('`').nth(1).map(str::to_owned);
    if message.starts_with("Unexpected end") {
        TEMPLATE_FAULT.choose("fault", "unclosed")
    } else if message.starts_with("Template already contains") {
        TEMPLATE_FAULT.choose("fault", "twice").with("name", quoted().unwrap_or_default())
    } else if message.starts_with("Found ") || message.starts_with("Unexpected") || message == "Unknown tag" {
        match quoted().filter(|_| message.starts_with("Found `")) {
            Some(found) => TEMPLATE_FAULT.choose("fault", "unexpected").with("name", found),
            None => TEMPLATE_FAULT.choose("fault", "unexpected-here"),
        }
    } else {
        TEMPLATE_FAULT.choose("fault", "engine").with("name", message)
    }
}

fn to_unknown(fault: &'static str, name: &str, known: Option<&str>) -> Problem {
    let known = known.unwrap_or_default().split(", ").map(|name| name.trim_matches(['`', '.', ' ']));
    let nearest = nearest(name, known.filter(|name| !name.is_empty()));
    TEMPLATE_FAULT.choose("fault", fault).with("name", name).with("nearest", nearest)
}
