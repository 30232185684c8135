//! Three versions of a file → one: what was taken, what stands here, what the original says now.
//!
//! In: three texts, or the hashes of three files. Out: the merged text, and what nobody but a person can settle,
//! marked in it. Never: a word of the text that stands here lost, a comment neither; where both changed, both stand.
//!
//! A header is merged field by field, a mapping key by key, a body by lines. What changed on one side only is
//! taken; the same change on both sides is one.

use crate::check::origins::MARK;
use crate::edit::front_matter::{FieldLines, MarkdownParts};
use crate::edit::keep_comments::{added_comments, keep_comments};
use crate::edit::merge_lines::{MARK_LENGTH, merge_lines};
use crate::load::yaml::{Node, NodeValue, Pair};
use crate::report::Marks;

/// How a field that changed on both sides is settled without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Habit {
    /// The later of two dates.
    Latest,
    /// What stands here: the original's stands in the `origin` block.
    Ours,
    /// What the tool writes: the newer, with the words that were added here.
    Theirs,
}

/// A merged text, and what is left to settle in it: names of fields, or nothing but the text itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    pub fields: Vec<String>,
    pub body: bool,
}

/// Whether a text still holds a conflict that nobody settled.
#[must_use]
pub fn is_unsettled(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start_matches('\u{feff}');
        line.strip_prefix("# ").unwrap_or(line).starts_with(MARK)
    })
}

/// Merges a file of text.
#[must_use]
pub fn merge(
    base: &str,
    ours: &str,
    theirs: &str,
    habit: &dyn Fn(&str) -> Option<Habit>,
    marks: &Marks,
) -> Merged {
    let plain = |text: &str| text.replace("\r\n", "\n");
    let is_windows = ours.contains("\r\n");
    let [base, ours, theirs] = [base, ours, theirs].map(plain);
    let mut merged = if ours == base || ours == theirs {
        Merged { text: theirs, ..Merged::default() }
    } else if theirs == base {
        Merged { text: ours, ..Merged::default() }
    } else {
        let whole = [&base, &ours, &theirs].map(|text| MarkdownParts::parse(text));
        if let [Some(base), Some(ours), Some(theirs)] = whole {
            pages(&base, ours, &theirs, habit, marks)
        } else {
            // What cannot be taken apart is still lines.
            let (text, body) = lines(&base, &ours, &theirs, marks);
            Merged { text, body, ..Merged::default() }
        }
    };
    if is_windows {
        merged.text = merged.text.replace('\n', "\r\n");
    }
    merged
}

fn pages(
    base: &MarkdownParts,
    mut ours: MarkdownParts,
    theirs: &MarkdownParts,
    habit: &dyn Fn(&str) -> Option<Habit>,
    marks: &Marks,
) -> Merged {
    let mut fields = Vec::new();
    let names = theirs.fields.iter().chain(&base.fields).map(|chunk| chunk.key.clone());
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name.clone());
        let versions =
            [base.field(&name), ours.field(&name), theirs.field(&name)].map(Option::<&FieldLines>::cloned);
        let behind = behind(theirs, &name, &ours);
        match field(&versions, habit(&name)) {
            MergedPart::Ours => {}
            MergedPart::Gone => {
                ours.replace_field(&name, |chunk| added_comments(versions[0].as_ref(), chunk));
            }
            MergedPart::Take(chunk) => {
                let [base, own, there] = versions.each_ref().map(Option::as_ref);
                ours.set_field(keep_comments(chunk, base, own, there), behind.as_deref());
            }
            MergedPart::Conflict(chunk, there) => {
                let lead = format!("{}{}", chunk.lead, comment(&name, there.as_ref(), marks));
                ours.set_field(FieldLines { lead, ..chunk }, behind.as_deref());
                fields.push(name);
            }
            MergedPart::Absent(there) => {
                // It was taken out here, and changed there: what it says there stands as a comment.
                ours.close = format!("{}{}", comment(&name, Some(&there), marks), ours.close);
                fields.push(name);
            }
        }
    }
    let (body, conflict) = lines(&base.body, &ours.body, &theirs.body, marks);
    ours.body = body;
    Merged { text: ours.to_text(), fields, body: conflict }
}

/// The field of the newer original behind which a new one goes here.
fn behind(theirs: &MarkdownParts, name: &str, ours: &MarkdownParts) -> Option<String> {
    let at = theirs.fields.iter().position(|chunk| chunk.key == name)?;
    let before = theirs.fields[..at].iter().rev();
    before.map(|chunk| &chunk.key).find(|key| ours.field(key).is_some()).cloned()
}

enum MergedPart {
    Ours,
    Gone,
    Take(FieldLines),
    /// What stands here, and what the original says, if anything.
    Conflict(FieldLines, Option<FieldLines>),
    /// What the original says of a field that was taken out here.
    Absent(FieldLines),
}

fn field(versions: &[Option<FieldLines>; 3], habit: Option<Habit>) -> MergedPart {
    let [base, ours, theirs] = versions.clone();
    let value = |chunk: &Option<FieldLines>| chunk.as_ref().map(|chunk| chunk.node.to_characters());
    let [was, here, there] = [&base, &ours, &theirs].map(value);
    if habit == Some(Habit::Theirs) {
        return match (ours, theirs) {
            (Some(ours), Some(theirs)) => MergedPart::Take(keep_words(&ours, theirs)),
            (None, Some(theirs)) => MergedPart::Take(theirs),
            _ => MergedPart::Ours,
        };
    }
    if here == there || there == was {
        return MergedPart::Ours;
    }
    if here == was {
        return theirs.map_or(MergedPart::Gone, MergedPart::Take);
    }
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => match habit {
            Some(Habit::Ours) => MergedPart::Ours,
            Some(Habit::Latest) if here >= there => MergedPart::Ours,
            Some(Habit::Latest) => MergedPart::Take(theirs),
            _ => match mapping(base.as_ref().map(|chunk| &chunk.node), &ours.node, &theirs.node) {
                Some(pairs) => {
                    let node = Node { value: NodeValue::Map(pairs), ..ours.node.clone() };
                    let key_span = ours.node.span;
                    MergedPart::Take(FieldLines::from_pair(Pair {
                        key: ours.key.as_str().into(),
                        key_span,
                        node,
                    }))
                }
                None => MergedPart::Conflict(ours, Some(theirs)),
            },
        },
        (Some(ours), None) => MergedPart::Conflict(ours, None),
        (None, Some(theirs)) => MergedPart::Absent(theirs),
        (None, None) => MergedPart::Ours,
    }
}

/// The newer block with the words that only people write in it.
fn keep_words(ours: &FieldLines, mut theirs: FieldLines) -> FieldLines {
    let own = ours.node.as_map().unwrap_or_default().iter().find(|pair| &*pair.key == "changes");
    if let (Some(own), NodeValue::Map(pairs)) = (own, &mut theirs.node.value) {
        pairs.retain(|pair| pair.key != own.key);
        pairs.push(own.clone());
        let pair = Pair { key: theirs.key.as_str().into(), key_span: theirs.node.span, node: theirs.node };
        return FieldLines { lead: theirs.lead, ..FieldLines::from_pair(pair) };
    }
    theirs
}

/// Two mappings that changed, key by key; nothing where one is none, or where a key changed on both sides.
fn mapping(base: Option<&Node>, ours: &Node, theirs: &Node) -> Option<Vec<Pair>> {
    let (here, there) = (ours.as_map()?, theirs.as_map()?);
    let was = base.and_then(Node::as_map).unwrap_or_default();
    let get = |pairs: &[Pair], key: &str| pairs.iter().find(|pair| &*pair.key == key).cloned();
    let value = |pair: &Option<Pair>| pair.as_ref().map(|pair| pair.node.to_characters());
    let mut merged = Vec::new();
    for key in here.iter().chain(there).map(|pair| &pair.key) {
        if merged.iter().any(|pair: &Pair| pair.key == *key) {
            continue;
        }
        let [old, own, new] = [was, here, there].map(|pairs| get(pairs, key));
        let [before, mine, yours] = [&old, &own, &new].map(value);
        if mine == yours || yours == before {
            merged.extend(own);
        } else if mine == before {
            merged.extend(new);
        } else {
            let inner = mapping(old.as_ref().map(|pair| &pair.node), &own.as_ref()?.node, &new?.node)?;
            let own = own?;
            merged.push(Pair { node: Node { value: NodeValue::Map(inner), ..own.node.clone() }, ..own });
        }
    }
    Some(merged)
}

/// What the original says of a field, as comments that stop the publication.
fn comment(name: &str, there: Option<&FieldLines>, marks: &Marks) -> String {
    let mut text = format!("# {MARK}{}\n", marks.field.replace("{}", name));
    match there {
        Some(chunk) => {
            for line in chunk.text.trim_end().lines() {
                text.push_str(format!("#   {line}").trim_end());
                text.push('\n');
            }
        }
        None => {
            text.extend(["#   ", &marks.gone, "\n"]);
        }
    }
    text.extend(["# >>>>>>> ", &marks.settle, "\n"]);
    text
}

/// Merges lines, and tells whether a conflict stands among them.
fn lines(base: &str, ours: &str, theirs: &str, marks: &Marks) -> (String, bool) {
    if ours == theirs || theirs == base {
        return (ours.to_owned(), false);
    }
    if ours == base {
        return (theirs.to_owned(), false);
    }
    // A last line without its end would be taken for another than the same with it.
    let whole = |text: &str| {
        if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
    };
    match merge_lines(&whole(base), &whole(ours), &whole(theirs)) {
        Ok(text) => (text, false),
        Err(text) => (worded(&text, marks), true),
    }
}

/// The marks of the library in words.
fn worded(text: &str, marks: &Marks) -> String {
    let [open, middle, close] = ["<", "=", ">"].map(|sign| sign.repeat(MARK_LENGTH));
    let mut worded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if line.starts_with(&open) {
            worded.extend([MARK, &marks.ours, "\n"]);
        } else if line.starts_with(&middle) {
            worded.push_str("=======\n");
        } else if line.starts_with(&close) {
            worded.extend([">>>>>>> ", &marks.theirs, "\n"]);
        } else {
            worded.push_str(line);
        }
    }
    worded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Marks {
        Marks {
            ours: "Votre texte".into(),
            theirs: "Texte de la Ville".into(),
            field: "« {} » a changé aussi :".into(),
            gone: "(retiré)".into(),
            settle: "Choisissez.".into(),
            text: "le texte".into(),
            beside: "conflit".into(),
        }
    }

    fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
        let habit = |name: &str| match name {
            "maj" => Some(Habit::Latest),
            "version" => Some(Habit::Ours),
            "origin" => Some(Habit::Theirs),
            _ => None,
        };
        merge(base, ours, theirs, &habit, &marks())
    }

    #[test]
    fn fields_and_lines_that_changed_on_one_side_are_taken() {
        let base = "---\n# Le nom\nnom: A\nmaj: 2026-01-01\nversion: 1.0.0\nvariables:\n  ville: X\nvieux: 1\norigin: {id: k/a, version: 1.0.0}\n---\nUn\n\nDeux\n\nTrois\n";
        let ours = "---\n# Le nom, ici\nnom: A\nmaj: 2026-03-01\nversion: 1.0.0-ici\nvariables:\n  ville: Antan\nvieux: 1\norigin: {id: k/a, version: 1.0.0, changes: Le logo}\n---\nUn d'ici\n\nDeux\n\nTrois\n";
        let theirs = "---\n# Le nom\nnom: B\nneuf: oui\nmaj: 2026-02-01\nversion: 1.1.0\nvariables:\n  ville: X\n  mail: y\norigin: {id: k/a, version: 1.1.0}\n---\nUn\n\nDeux\n\nTrois et demi\n";
        let got = merged(base, ours, theirs);
        assert_eq!(
            got.text,
            "---\n# Le nom, ici\nnom: B\nneuf: oui\nmaj: 2026-03-01\nversion: 1.0.0-ici\nvariables:\n  ville: Antan\n  mail: y\norigin:\n  id: k/a\n  version: 1.1.0\n  changes: Le logo\n---\nUn d'ici\n\nDeux\n\nTrois et demi\n"
        );
        assert!(got.fields.is_empty() && !got.body, "{got:?}");
        assert_eq!(merged(base, &ours.replace('\n', "\r\n"), theirs).text, got.text.replace('\n', "\r\n"));
        assert_eq!(merged(base, base, theirs).text, theirs);
    }

    #[test]
    fn comments_that_stand_here_stay() {
        let base = "---\nnom: A\nmots:\n  - un\n  - deux\nvariables:\n  ville: X\n  mail: y\nvieux: 1\norigin:\n  id: k/a\n  version: 1.0.0\n---\n";
        let ours = "---\n# au-dessus\nnom: A # derrière\nmots: # de la liste\n  - un # du mot\n  # entre les mots\n  - deux\nvariables:\n  # du bloc\n  ville: Antan # de la ville\n  mail: y\nvieux: 1 # du vieux\norigin:\n  # de l'origine\n  id: k/a # de l'identifiant\n  version: 1.0.0 # de la version\n  changes: Le logo # des changements\n# au-dessous\n---\n";
        let theirs = "---\nnom: B\nmots:\n  - un\n  - deux et demi\nvariables:\n  ville: X\n  mail: z\norigin:\n  id: k/a\n  version: 1.1.0\n---\n";
        let got = merged(base, ours, theirs).text;
        for (_, comment) in crate::edit::find_comments(&ours.replace("---", "")) {
            assert!(got.contains(&comment), "{comment}: {got}");
        }
        assert!(got.contains("# au-dessus\nnom: B # derrière\n"), "{got}");
        assert!(got.contains("  # du bloc\n  ville: Antan # de la ville\n  mail: z\n"), "{got}");
        let flow = merged(
            "---\n{a: 1, b: 2}\n---\n",
            "---\n{a: 1, # ici\n b: 2}\n---\n",
            "---\n{a: 3, b: 2}\n---\n",
        );
        assert_eq!(flow.text, "---\n# ici\na: 3\nb: 2\n---\n");
    }

    #[test]
    fn what_changed_on_both_sides_stands_twice() {
        let got = merged(
            "---\nnom: A\nx: 1\n---\nUn\n",
            "---\nnom: B\n---\nDeux\n",
            "---\nnom: C\nx: 2\n---\nTrois\n",
        );
        assert_eq!(
            got.text,
            "---\n# <<<<<<< « nom » a changé aussi :\n#   nom: C\n# >>>>>>> Choisissez.\nnom: B\n\
             # <<<<<<< « x » a changé aussi :\n#   x: 2\n# >>>>>>> Choisissez.\n---\n\
             <<<<<<< Votre texte\nDeux\n=======\nTrois\n>>>>>>> Texte de la Ville\n"
        );
        assert_eq!((got.fields.len(), got.body), (2, true));
        assert!(is_unsettled(&got.text) && !is_unsettled("un <<<<<<< exemple"));
    }
}
