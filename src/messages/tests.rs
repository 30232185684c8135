use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

/// The ids of a language, attributes too, each with the variables it names.
fn variables(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (name, text) in embedded_texts(tag) {
        let tree =
            fluent_syntax::parser::parse(text).unwrap_or_else(|(_, faults)| panic!("{name}: {faults:?}"));
        for entry in tree.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let attributes = message.attributes.iter();
            let parts = attributes.map(|part| (format!("{id}.{}", part.id.name), &part.value));
            for (id, pattern) in message.value.iter().map(|value| (id.clone(), value)).chain(parts) {
                let mut names = BTreeSet::new();
                gather(pattern, &mut names);
                assert_eq!(all.insert(id.clone(), names), None, "{tag}/{name}: {id} stands twice");
            }
        }
    }
    all
}

fn gather(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => gather_inline(inline, names),
            Expression::Select { selector, variants } => {
                gather_inline(selector, names);
                variants.iter().for_each(|variant| gather(&variant.value, names));
            }
        }
    }
}

fn gather_inline(expression: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| gather_inline(argument, names));
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inner) = expression.as_ref() {
                gather_inline(inner, names);
            }
        }
        _ => {}
    }
}

fn language(tag: &str) -> Language {
    Language::from_locale(tag).expect("a language")
}

#[test]
fn every_language_says_everything_with_the_same_variables() {
    let english = variables(LAST);
    for language in Language::all().filter(|language| !language.tag().contains('-')) {
        assert_eq!(variables(language.tag()), english, "{language:?}");
    }
}

#[test]
fn lists_numbers_and_forms_follow_the_language() {
    let tools = "tools = { $n ->
        [one] { NUMBER($n) } outil : { $names }
       *[other] { NUMBER($n) } outils : { $names }
    }";
    let texts = |tag| embedded_texts(tag).chain([("tools", tools)]).collect::<Vec<_>>();
    let named = [("n", 12_345_usize.into()), ("names", all_of(["a", "b", "c"].map(quoted)))];
    let french = Language::from_texts("fr", texts("fr")).expect("Fluent");
    assert_eq!(text(french, "tools", &named), "12\u{202f}345 outils : « a », « b » et « c »");
    assert_eq!(text(french, "tools", &[("n", 0_u32.into()), ("names", any_of(["a"]))]), "0 outil : a");
    let english = Language::from_texts("en", texts("en")).expect("Fluent");
    assert_eq!(
        text(english, "tools", &[("n", 0_u32.into()), ("names", any_of(["a", "b"]))]),
        "0 outils : a or b"
    );
}

#[test]
fn a_language_is_found_by_its_locale_and_falls_back() {
    assert_eq!(Language::from_locale("fr_FR.UTF-8").map(Language::tag), Some("fr"));
    assert_eq!(Language::from_locale("en-GB").map(Language::tag), Some("en"));
    assert_eq!(Language::from_locale("C"), None);
    let breton = Language::from_texts("br", [("a", "list-all = { $others } ha { $last }")]).expect("Fluent");
    assert_eq!(text(breton, "quoted", &[("text", "a".into())]), "“a”");
    assert_eq!(text(breton, "list-all", &[("others", "a".into()), ("last", "b".into())]), "a ha b");
    assert_eq!(text(language("fr"), "no-such-message", &[]), "no-such-message");
    let fault = Language::from_texts("br", [("a", "x = {")]).expect_err("a fault");
    assert_eq!(fault[0].text, "a");
}
