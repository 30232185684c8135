//! What each rule of typography does and leaves, and what holds of any text.

use super::Typography;

/// Written → set; `~` stands for the no-break space, `_` for the narrow one.
fn holds(rules: Typography, cases: &[(&str, &str)]) {
    for (written, set) in cases {
        let wanted = set.replace('~', "\u{a0}").replace('_', "\u{202f}");
        assert_eq!(rules.set(written), wanted, "{written}");
        assert_eq!(rules.set(&wanted), wanted, "{written}, again");
    }
}

#[test]
fn french() {
    holds(
        Typography::French,
        &[
            ("Audace up !", "Audace up_!"),
            ("Est-ce sûr ?! Oui ; non", "Est-ce sûr_?! Oui_; non"),
            ("Bonjour! Qui? Toi; moi", "Bonjour_! Qui_? Toi_; moi"),
            ("(oui !) [non ?]", "(oui_!) [non_?]"),
            ("L'outil : « la balade »", "L’outil~: «_la balade_»"),
            ("«oser»", "«_oser_»"),
            ("« oser\u{a0}»", "«_oser_»"),
            ("Il dit \"oser\".", "Il dit «_oser_»."),
            ("\"Oser\" et (\"rêver\")", "«_Oser_» et («_rêver_»)"),
            ("l'\"essai\" a \"un \"mot\" dedans\"", "l’«_essai_» a «_un «_mot_» dedans_»"),
            ("un écran de 24\" large", "un écran de 24\" large"),
            ("un \"oubli", "un \"oubli"),
            ("\"\"", "\"\""),
            ("l'", "l’"),
            ("aujourd'hui, 'oui' ; non", "aujourd’hui, 'oui'_; non"),
            ("rock'n'roll", "rock’n’roll"),
            ("5'30 de course", "5'30 de course"),
            ("120 000 € soit 42 %", "120_000_€ soit 42_%"),
            ("1 234 567 habitants", "1_234_567 habitants"),
            ("12345 habitants", "12345 habitants"),
            ("en 2015 120 agents...", "en 2015 120 agents…"),
            ("04 92 90 50 00", "04 92 90 50 00"),
            ("SIRET 732 829 320 00074", "SIRET 732 829 320 00074"),
            ("code 06 004 500", "code 06 004 500"),
            ("12 km, 3 m², 20 °C, 5 kg.", "12~km, 3~m², 20~°C, 5~kg."),
            ("à 14 h 30, 45 min, 1 h", "à 14~h~30, 45~min, 1~h"),
            ("3 mois, 2 jours, 4 heures", "3 mois, 2 jours, 4 heures"),
            ("3 l'année", "3 l’année"),
            ("50 k€ et 2 M€", "50~k€ et 2~M€"),
            ("n° 12, p. 3, art. 4, § 5", "n°~12, p.~3, art.~4, §~5"),
            ("le cap. 3 et le champ. 4", "le cap. 3 et le champ. 4"),
            ("M. Martin, Mme Élise, Dr Petit", "M.~Martin, Mme~Élise, Dr~Petit"),
            ("fin M. suite, Mme la maire", "fin M. suite, Mme la maire"),
            ("Attendez... oui", "Attendez… oui"),
            ("a.... b", "a.... b"),
            ("dans .../dossier", "dans .../dossier"),
            ("l'équipe - la nôtre - avance", "l’équipe – la nôtre – avance"),
            ("mot -- mot", "mot – mot"),
            ("5 - 3, 10-12, 2015-06, peut-être", "5 - 3, 10-12, 2015-06, peut-être"),
            ("à 10:30, ratio 16:9", "à 10:30, ratio 16:9"),
            ("sourire :) ou ;) ou :-)", "sourire :) ou ;) ou :-)"),
            ("std::fmt et a :: b", "std::fmt et a :: b"),
            ("titre: Outil", "titre: Outil"),
            ("voir https://x.example/l'a?b=1;c!", "voir https://x.example/l'a?b=1;c!"),
            ("https://x.example/ ; puis", "https://x.example/_; puis"),
            ("jean.d'arc@ville.example", "jean.d'arc@ville.example"),
            ("www.l'a.example?", "www.l'a.example?"),
            ("x != y, a ?b", "x != y, a ?b"),
            ("rien", "rien"),
            ("", ""),
            ("!", "!"),
            (" !", "_!"),
            ("oui\u{a0}! non\u{202f}:", "oui_! non~:"),
        ],
    );
}

#[test]
fn english() {
    holds(
        Typography::English,
        &[
            ("Don't panic!", "Don’t panic!"),
            ("She said \"yes\"; he (\"no\").", "She said “yes”; he (“no”)."),
            ("Wait... what ?", "Wait… what ?"),
            ("one - two -- three", "one – two – three"),
            ("10-12, 5 - 3, e-mail", "10-12, 5 - 3, e-mail"),
            ("a 24\" screen, 'quoted'", "a 24\" screen, 'quoted'"),
            ("120 000 km", "120 000 km"),
            ("see https://x.example/a'b", "see https://x.example/a'b"),
        ],
    );
}

#[test]
fn other_languages_stay_as_written() {
    holds(Typography::of("de"), &[("Wie geht's ? \"gut\" ...", "Wie geht's ? \"gut\" ...")]);
}

#[test]
fn a_text_behind_markup_knows_what_stands_before() {
    for (before, written, set) in [
        (Some('n'), " : deux", "\u{a0}: deux"),
        (Some('t'), "! Oui", "\u{202f}! Oui"),
        (Some('2'), " % et", "\u{202f}% et"),
        (Some('3'), " km", "\u{a0}km"),
        (Some(')'), "!", "!"),
        (None, "! Oui", "! Oui"),
    ] {
        assert_eq!(Typography::French.set_behind(before, written), set, "{before:?} {written}");
    }
    assert_eq!(Typography::English.set_behind(Some('t'), "! Yes"), "! Yes");
}

#[test]
fn ordinals_are_told_from_words() {
    let raised = |text: &str| {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(range) = Typography::French.ordinal(rest) {
            out.extend([&rest[..range.start], "<", &rest[range.clone()], ">"]);
            rest = &rest[range.end..];
        }
        out + rest
    };
    for (text, wanted) in [
        ("le 1er mai, la 1re fois, les 2es", "le 1<er> mai, la 1<re> fois, les 2<es>"),
        ("la 1ere, la 2eme, la 3ième", "la 1<ere>, la 2<eme>, la 3<ième>"),
        (
            "au XXe siècle, François Ier, la Ve République",
            "au XX<e> siècle, François I<er>, la V<e> République",
        ),
        ("le 3ème, 2nde", "le 3<ème>, 2<nde>"),
        (
            "Vers Xe, Ive, VIes, le, T3e, 1e5, 12e-b, a/1er, 2015e",
            "Vers Xe, Ive, VIes, le, T3e, 1e5, 12e-b, a/1er, 2015e",
        ),
        ("III", "III"),
    ] {
        assert_eq!(raised(text), wanted);
    }
    assert_eq!(Typography::English.ordinal("1er"), None);
}

#[test]
fn any_text_keeps_its_signs_and_is_set_once() {
    let pieces = [
        " ",
        "\u{a0}",
        "\u{202f}",
        "\"",
        "'",
        "’",
        "«",
        "»",
        "-",
        "--",
        ".",
        "...",
        "…",
        ";",
        ":",
        "!",
        "?",
        "1",
        "12",
        "000",
        "0",
        "h",
        "km",
        "%",
        "€",
        "°",
        "n°",
        "M.",
        "Mme",
        "A",
        "é",
        "mot",
        "@",
        "://",
        "::",
        "(",
        ")",
        "\n",
        "p.",
        "«\u{202f}",
        "“",
        "XXe",
        "1er",
    ];
    let mut seed: u64 = 7;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let same = |c: char| match c {
        '’' => '\'',
        '«' | '»' | '“' | '”' => '"',
        '–' => '-',
        c => c,
    };
    let signs = |text: &str| -> String {
        text.replace('…', "...")
            .chars()
            .filter(|c| !super::is_space(*c))
            .map(same)
            .collect::<String>()
            .replace("--", "-")
    };
    for _ in 0..30_000 {
        let length = 1 + random(14);
        let text: String = (0..length).map(|_| pieces[random(pieces.len())]).collect();
        for rules in [Typography::French, Typography::English] {
            let once = rules.set(&text).into_owned();
            assert_eq!(rules.set(&once), once, "{text:?}");
            assert_eq!(signs(&once), signs(&text), "{text:?}");
            let mut rest = once.as_str();
            while let Some(range) = rules.ordinal(rest) {
                rest = &rest[range.end..];
            }
        }
    }
}
