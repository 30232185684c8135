//! One field as blank lines to fill: its help as comments, then its key.
//!
//! In: a field and what is known of its value. Out: YAML. Never: a value made up.

use std::fmt::Write as _;

use super::comment_wrap::{comment, quote_scalar};
use crate::messages::Language;
use crate::model::Site;
use crate::schema::{Constraints, Field, FieldType, Lexicon, Schema, Value};

/// So many names stand in a comment; the rest is for the editor's completion.
const NAMES: usize = 12;

/// What help is drawn from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub site: &'a Site,
    pub schema: &'a Schema,
    pub words: Language,
}

impl Context<'_> {
    /// The help of a field as lines of a comment.
    pub fn help(self, field: &Field, indent: &str) -> String {
        let mut text = comment(indent, &self.sentence(field));
        let several = field.kind.is_list();
        if !field.categories.is_empty() {
            text.push_str(&comment(
                indent,
                &self.words.word(if several { "draft-several" } else { "draft-values" }),
            ));
            for category in &field.categories {
                let label = category
                    .label
                    .as_deref()
                    .map(|label| format!("{}{label}", self.words.word("draft-colon")));
                _ = writeln!(text, "{indent}#   {}{}", category.value, label.unwrap_or_default());
            }
        }
        if !field.fields.is_empty() {
            text.push_str(&comment(indent, &self.words.word("draft-rows")));
            for (position, nested) in field.fields.iter().enumerate() {
                let lead = if position == 0 { "- " } else { "  " };
                let note = self.sentence(nested);
                _ = writeln!(text, "{indent}#   {lead}{}:    # {note}", quote_scalar(&nested.name));
            }
        }
        text
    }

    /// What a field is, in a few sentences on one line.
    pub fn sentence(self, field: &Field) -> String {
        let words = self.words;
        let mut line = self.title(field);
        let mut rest: Vec<String> = field.description.iter().map(|text| text.trim().to_owned()).collect();
        rest.extend(self.form(field));
        rest.extend(bounds(field, &field.constraints, words));
        rest.extend(
            field
                .unit
                .as_ref()
                .map(|unit| words.text("draft-unit", &[("unit", unit.trim_matches(['{', '}']).into())])),
        );
        rest.extend(
            field
                .default
                .as_ref()
                .map(|value| words.text("draft-default", &[("value", value.to_cell(field).into())])),
        );
        rest.extend(
            field.example.as_ref().map(|example| words.text("draft-example", &[("value", example.into())])),
        );
        if !rest.is_empty() {
            line.push_str(&words.word("draft-colon"));
            line.push_str(&rest.join(" "));
        }
        line
    }

    /// What a field is called, and whether it must be filled in.
    pub fn title(self, field: &Field) -> String {
        let words = self.words;
        let marks: Vec<String> = [
            (field.constraints.required, "draft-required"),
            (field.advice.required && !field.constraints.required, "draft-advised"),
            (field.personal, "draft-personal"),
        ]
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| words.word(word))
        .collect();
        let mut line = field.label().to_owned();
        if !marks.is_empty() {
            _ = write!(line, " ({})", marks.join(", "));
        }
        line
    }

    /// How a value is written.
    fn form(self, field: &Field) -> Option<String> {
        let several = field.kind.is_list();
        if let Some(target) = &field.reference {
            let table = self.site.table(target).map(|(_, table)| table);
            let title = table.map_or(target.as_str(), |table| table.collection.title.as_str());
            let lead = if several { "draft-references" } else { "draft-reference" };
            let lead = self.words.text(lead, &[("collection", title.into())]);
            let names: Vec<&str> = table
                .map(|table| table.records.iter().take(NAMES).map(|record| record.id.as_str()).collect())
                .unwrap_or_default();
            let tail = match names[..] {
                [] => self.words.word("draft-none-yet"),
                _ => self.words.text("draft-such-as", &[("names", names.join(", ").into())]),
            };
            return Some(lead + &tail);
        }
        if field.categories.is_empty() && !field.constraints.allowed.is_empty() {
            let cells = field.constraints.allowed.iter().map(|value| value.to_cell(field));
            return Some(format!(
                "{} {}.",
                self.words.word("draft-values"),
                cells.collect::<Vec<_>>().join(", ")
            ));
        }
        if several {
            return field.categories.is_empty().then(|| self.words.word("draft-list"));
        }
        form_message(&field.kind, self.schema.lexicon).map(|id| self.words.word(&id))
    }

    /// A field as lines of YAML: its key, and its value where one is known.
    pub fn line(self, field: &Field, value: Option<&str>, indent: &str) -> String {
        let name = quote_scalar(&field.name);
        match value {
            None => format!("{indent}{name}:\n"),
            Some(value) => format!("{indent}{name}: {}\n", self.scalar(field, value)),
        }
    }

    /// Written characters as YAML: a list between brackets, any other as one scalar.
    fn scalar(self, field: &Field, value: &str) -> String {
        match read(field, self.schema, value) {
            Ok(Some(Value::List(items))) if self.schema.lexicon == Lexicon::Everyday => {
                let items: Vec<String> =
                    items.iter().map(|item| quote_scalar(&item.to_cell(field))).collect();
                format!("[{}]", items.join(", "))
            }
            _ => quote_scalar(value),
        }
    }
}

/// What a field makes of written characters, or the first thing that is wrong with them.
pub fn read(field: &Field, schema: &Schema, text: &str) -> Result<Option<Value>, crate::diag::Problem> {
    use crate::load::yaml::{Node, NodeValue};
    let mut sources = crate::source::Sources::default();
    let id = sources.add("", text);
    let node = Node { span: sources.whole(id), value: NodeValue::Text { text: text.into(), quoted: true } };
    let mut diags = crate::diag::Diagnostics::default();
    let value = field.read(&node, schema, &mut diags);
    match diags.iter().find(|found| found.severity == crate::diag::Severity::Error) {
        Some(found) => Err(found.problem.clone()),
        None => Ok(value),
    }
}

fn bounds(field: &Field, constraints: &Constraints, words: Language) -> Vec<String> {
    let cell = |value: &Option<Value>| value.as_ref().map(|value| value.to_cell(field));
    let mut said = Vec::new();
    match (cell(&constraints.minimum), cell(&constraints.maximum)) {
        (Some(low), Some(high)) => {
            said.push(words.text("draft-between", &[("low", low.into()), ("high", high.into())]));
        }
        (Some(low), None) => said.push(words.text("draft-at-least", &[("low", low.into())])),
        (None, Some(high)) => said.push(words.text("draft-at-most", &[("high", high.into())])),
        (None, None) => {}
    }
    if let Some(length) = constraints.max_length.filter(|_| field.kind.is_text()) {
        said.push(words.text("draft-longest", &[("length", length.to_string().into())]));
    }
    if let Some((pattern, _)) = &constraints.pattern {
        said.push(words.text("draft-form", &[("pattern", pattern.into())]));
    }
    said
}

/// Returns the message on how a value of a type is written; `None` for plain text and for types that say more by
/// themselves.
pub fn form_message(kind: &FieldType, lexicon: Lexicon) -> Option<String> {
    // A standard table is written to the letter of its schema, which has forms of its own.
    if lexicon == Lexicon::Standard {
        return None;
    }
    kind.rules().facts().help.map(|help| format!("draft-{help}"))
}
