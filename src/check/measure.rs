//! How wide a text is before anyone sets it: lines for pictures, and for cards that must hold theirs.
//!
//! In: characters. Out: widths in ems, lines. Never: a font file. The widths are those of Helvetica and of the
//! fonts made to its measure (Arial, Liberation Sans, Arimo, Nimbus Sans), one of which is on every machine; the
//! theme sets pictures and cards in them. A browser judges them (`tests/conformance/browser/print.mjs`).

use unicode_normalization::UnicodeNormalization;

/// How bold a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontWeight {
    Regular,
    Bold,
}

/// Thousandths of an em, from the space to the tilde.
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// The width of a text, in ems.
#[must_use]
pub fn measure_width(text: &str, weight: FontWeight) -> f64 {
    f64::from(text.chars().map(|c| find_thousandths(c, weight)).sum::<u32>()) / 1000.0
}

/// The width of a character, in ems.
#[must_use]
pub fn measure_char(c: char, weight: FontWeight) -> f64 {
    f64::from(find_thousandths(c, weight)) / 1000.0
}

/// A text in lines of so many ems, broken behind spaces and hyphens, and within a word only where it is wider
/// than a line. No-break spaces hold.
#[must_use]
pub fn wrap(text: &str, weight: FontWeight, ems: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut filled) = (String::new(), 0.0);
    for piece in text.split_inclusive([' ', '\n', '-']) {
        let word = piece.trim_end_matches([' ', '\n']);
        if filled > 0.0 && filled + measure_width(word, weight) > ems {
            lines.push(line.trim_end().to_owned());
            (line, filled) = (String::new(), 0.0);
        }
        if measure_width(word, weight) > ems {
            for c in word.chars() {
                let wide = measure_char(c, weight);
                if filled > 0.0 && filled + wide > ems {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                line.push(c);
                filled += wide;
            }
            line.push_str(&piece[word.len()..]);
            filled += measure_width(&piece[word.len()..], weight);
        } else {
            line.push_str(piece);
            filled += measure_width(piece, weight);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The width of one character. A letter is as wide as without its accent; what is unknown is a square.
fn find_thousandths(c: char, weight: FontWeight) -> u32 {
    let table = if weight == FontWeight::Bold { &BOLD } else { &REGULAR };
    let of = |ascii: char| u32::from(table[(ascii as usize - 32).min(94)]);
    match c {
        ' '..='~' => of(c),
        // A narrow space is drawn by most fonts as thin as a fifth of an em, by a few as wide as a space.
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '’' | '‘' | '·' | '‚' => 278,
        '«' | '»' | '–' | '‐' | '‑' | '•' | '€' | '£' | '§' => 556,
        '“' | '”' | '„' | '°' | 'º' | 'ª' => 500,
        '…' | '—' | 'œ' | 'Œ' | 'æ' | 'Æ' | '→' | '←' | '↑' | '↓' | '™' => 1000,
        '×' | '÷' | '≥' | '≤' | '±' | '−' | '≈' => 584,
        '\u{300}'..='\u{36f}' | '\u{200b}' | '\u{ad}' => 0,
        _ => match std::iter::once(c).nfd().next() {
            Some(base @ ' '..='~') => of(base),
            _ => 1000,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        assert!((measure_width("été", FontWeight::Regular) - 1.39).abs() < 1e-9);
        assert!((measure_width("Wi", FontWeight::Bold) - 1.222).abs() < 1e-9);
    }

    #[test]
    fn lines_never_pass_their_width() {
        let text = "Séminaire « Mieux travailler ensemble », anticonstitutionnellement porte-à-porte";
        for ems in [3.0, 7.5, 12.0, 40.0] {
            let lines = wrap(text, FontWeight::Regular, ems);
            assert!(
                lines.iter().all(|line| measure_width(line, FontWeight::Regular) <= ems),
                "{ems}: {lines:?}"
            );
            let whole: String = lines.concat();
            let kept = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            assert_eq!(kept(&whole), kept(text));
        }
        assert_eq!(wrap("un deux-trois", FontWeight::Regular, 4.0), ["un deux-", "trois"]);
        assert!(wrap(" \n", FontWeight::Regular, 4.0).is_empty());
    }
}
