//! The comments of a YAML text.
//!
//! In: a text. Out: each comment with its `#`, and the byte where it begins. Never: a `#` that is part of a value.

use granit_parser::{Event, Options, Parser};

/// Returns the comments of a text in the order written, as far as it can be read.
#[must_use]
pub fn find_comments(text: &str) -> Vec<(usize, String)> {
    let mut options = Options::default();
    options.set_emit_comments(true);
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut found = Vec::new();
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::Comment(words, _) => {
                let at = span.byte_range().map_or(0, |range| range.start);
                found.push((at, format!("#{}", words.trim_end())));
            }
            Event::StreamEnd => break,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find_comments;

    #[test]
    fn comments_are_told_from_values() {
        let text = "# tête\na: 1 # un\nb: \"# non\" #deux\nc: |\n  # non\nd:\n  # dedans\n  - x # trois\n  # fin\ne: [a, # liste\n  b]\n";
        let found = ["# tête", "# un", "#deux", "# dedans", "# trois", "# fin", "# liste"];
        let all = find_comments(text);
        assert!(all.iter().all(|(at, comment)| text[*at..].starts_with(comment)));
        assert_eq!(all.into_iter().map(|(_, comment)| comment).collect::<Vec<_>>(), found);
    }
}
