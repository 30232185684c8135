//! Every wording in English, in one place so that it can be read aloud from top to bottom.
//!
//! Style: one sentence on what is wrong, one on what to do; names as the editor wrote them, in “”;
//! no blame, no jargon, no word of the program's inside.

mod grammar;
mod run;
mod setting;
mod yaml;

pub use run::{failure, notice, others, tally};

use grammar::{conditions, count, either, fill, format_name, inside, key_word, kind_name, of, suggest};

use super::drawn;
use super::html;
use super::markup;
use super::photos;
use super::strays;
use super::theme;
use super::{Language, machine, quoted, short};
use crate::diag::{Owner, PersonalKind, Problem, TextFault};

/// What is wrong, and what to do.
#[allow(clippy::too_many_lines)] // one line or two a problem: splitting it would hide the whole
pub fn problem(problem: &Problem) -> (String, String) {
    use Problem as P;
    match problem {
        P::NotUtf8 { fault } => (
            match fault {
                TextFault::Bytes => {
                    "this character is not in UTF-8: the file was probably saved the old way (Windows-1252, “ANSI”)"
                }
                TextFault::Utf16 => "this file is saved in UTF-16 (“Unicode”), not in UTF-8",
                TextFault::Zero => "there is a zero byte here: this file is no text, or is damaged",
            }
            .into(),
            "save it with the encoding “UTF-8” (Notepad: Save as, Encoding)".into(),
        ),
        P::FileTooLarge { bytes, limit } => (
            format!("this file weighs {} MB, the limit is {} MB", bytes >> 20, limit >> 20),
            "make it lighter, split it, or publish it elsewhere and give its address".into(),
        ),
        P::Unreadable { kind, reason } => (
            format!("this file cannot be read ({})", machine::kind(*kind, Language::English).unwrap_or(reason)),
            "check its permissions, and that the link leads somewhere if it is one".into(),
        ),
        P::OutsideProject => (
            "this symbolic link leads out of the project: it is not followed".into(),
            "copy the file into the project in place of the link".into(),
        ),
        P::LinkLoop => (
            "this symbolic link runs in a circle, or through another link: it is not followed".into(),
            "delete it, or copy the folder into the project in its place".into(),
        ),
        P::NotAFile => (
            "this is neither a file nor a folder (a pipe, a socket or a device): it is not read".into(),
            "delete it from the project".into(),
        ),
        P::InvalidIdentifier { name, proposal } => (
            format!(
                "“{name}” cannot be an identifier: only lower-case letters without accents, digits and hyphens"
            ),
            match proposal {
                Some(proposal) => format!("rename it to “{proposal}”"),
                None => "choose a name made of letters a to z, digits and hyphens".into(),
            },
        ),
        P::WindowsName { name } => (
            format!("“{}” is a name that Windows keeps for itself: this file could not be copied there", short(name)),
            "give another name, with one word more for instance".into(),
        ),
        P::UndeclaredCollection { name } => (
            format!("the folder “{name}” holds records, but nothing says what they are made of"),
            format!("create “content/{name}/_collection.yaml”, or move these files into a collection"),
        ),
        P::MissingSite => (
            "“content/site.yaml”, which gives the title, language and publisher of the site, is missing"
                .into(),
            "create it; two lines are enough to start: “title: …” and “language: en”".into(),
        ),
        P::StrayFile { stray, nearest } => strays::english(*stray, nearest.as_deref()),
        P::ActiveFile => strays::active_in_english(),
        P::PagesDeclared => (
            "“content/pages” holds plain pages, not a collection: this file is not read".into(),
            "delete it; if these pages are records, give their folder another name".into(),
        ),
        P::PartsUndeclared => (
            "this file is in a record's folder, but its collection has no parts".into(),
            "add “parts: true” to _collection.yaml, or move this file".into(),
        ),
        P::YamlSyntax(fault) => yaml::syntax(*fault),
        P::CommentInValue { lost } => (
            format!("“{}” is taken for a comment and not published", short(lost)),
            "if it is text, put the whole value in straight quotes: \"…\"; if not, leave a space after “#”"
                .into(),
        ),
        P::SmartQuotes { value } => (
            format!("the quotation marks of {} will be published with the text", short(value)),
            "remove them, or use straight quotes: \"…\"".into(),
        ),
        P::DuplicateKey { key } => {
            (format!("the key “{key}” is written twice"), "keep only one of the two lines".into())
        }
        P::FrontMatterUnclosed => (
            "the header opened by “---” is never closed".into(),
            "add a line “---” after the last line of the header, before the text".into(),
        ),
        P::FrontMatterMissing => (
            "this file has no header".into(),
            "begin it with a line “---”, the fields, then another line “---”".into(),
        ),
        P::FrontMatterFence { written } => (
            format!("“{}” neither opens nor closes the header", short(written)),
            "write three hyphens, alone and at the beginning of the line: “---”".into(),
        ),
        P::CsvDelimiter => (
            "it cannot be told whether commas or semicolons separate the columns".into(),
            "put quotation marks around column titles that contain a comma or a semicolon".into(),
        ),
        P::CsvCells { expected, found } => (
            format!("this row has {}, the header has {expected}", count(*found, "cell", "cells")),
            "add or remove separators; a value that contains one goes between quotation marks".into(),
        ),
        P::CsvHeaderTwice { name } => {
            (format!("the column “{name}” is there twice"), "rename or remove one of the two".into())
        }
        P::CsvHeaderEmpty { column } => {
            (format!("column {column} has no title"), "give it the name of a field, or remove it".into())
        }
        P::TooManyRows { limit } => (
            format!("this table has more than {limit} rows"),
            "keep here what is read, and publish the rest elsewhere with its address".into(),
        ),
        P::CsvQuote => (
            "a quotation mark is opened and never closed".into(),
            "close it; a quotation mark inside the text is written twice (\"\")".into(),
        ),
        P::UnknownKey { owner, key, nearest } => (
            format!("{} has no {} “{key}”", of(owner), key_word(owner)),
            suggest(
                nearest.as_deref(),
                match owner {
                    Owner::Table(_) => "rename the column, or remove it",
                    _ => "correct the name, or remove the line",
                },
            ),
        ),
        P::MissingKey { owner, key } => {
            (format!("“{key}” is missing {}", inside(owner)), format!("add a line “{key}: …”"))
        }
        P::WrongShape { expected, hint } => yaml::wrong_shape(*expected, hint.as_deref()),
        P::UnknownChoice { value, allowed, nearest } => (
            format!("“{value}” is not one of the choices"),
            suggest(nearest.as_deref(), &format!("write {}", either(allowed))),
        ),
        P::InvalidSetting { key, value } => (format!("“{value}” does not suit “{key}”"), setting::remedy(key).into()),
        P::InsecureAddress { address } => (
            format!("“{}” is not encrypted: anyone on the way could read what passes", short(address)),
            "if the site answers at “https://” too, give that address".into(),
        ),
        P::LanguageWithoutInterface { language } => (
            format!("there is no interface in “{language}”: its words will be in English"),
            format!("translate it in “themes/<theme>/i18n/{language}.yaml”, or choose “fr” or “en”"),
        ),
        P::LintUnfit { code } => (
            format!("“{code}” always stops the publication: this check cannot be set"),
            format!("remove this line; what can be set: warnings, and {}", Problem::RELAXABLE.join(", ")),
        ),
        P::ReleaseOrder { version, above } => (
            format!("version {version} is not older than version {above}, which stands above it"),
            "put the versions in order, the newest first, by number and by date".into(),
        ),
        P::SchemaFileMissing { name } => (
            format!("the schema “{name}” does not stand beside this file"),
            "check its name, or write the schema right here under “schema:”".into(),
        ),
        P::SchemaSyntax { reason } => (
            format!("this schema is not a readable Table Schema ({reason})"),
            "take the file its authors published, unchanged".into(),
        ),
        P::UnknownFieldName { name, nearest } => (
            format!("no field of the schema is called “{name}”"),
            suggest(nearest.as_deref(), "give the name of a field of the schema"),
        ),
        P::UnknownCollection { name, nearest } => (
            format!("no collection is called “{name}”"),
            suggest(nearest.as_deref(), "give the name of a folder of “content”"),
        ),
        P::FieldTwice { name } => {
            (format!("the field “{name}” is declared twice"), "keep only one of the two declarations".into())
        }
        P::FieldReserved { name } => (
            format!("“{name}” is a column that essaim adds to every table"),
            "give this field another name".into(),
        ),
        P::InvalidPattern { pattern } => (
            format!("“{pattern}” is not a correct regular expression"),
            "check the parentheses and brackets".into(),
        ),
        P::ConstraintUnfit { constraint, kind } => (
            format!("the constraint “{constraint}” means nothing for the type “{kind}”"),
            "remove it, or change the type of the field".into(),
        ),
        P::BoundsCrossed { low, least, high, most } => (
            format!("between “{low}” ({least}) and “{high}” ({most}), no value fits"),
            "correct one of the two bounds".into(),
        ),
        P::ViewUnfit { view, key, field, wanted } => drawn::view_in_english(view, key, field.as_deref(), *wanted),
        P::UnitUnknown { unit, nearest } => (
            format!("“{}” is no unit that programs know", short(unit)),
            match nearest {
                Some(nearest) => format!("write “unit: {}”", quoted(nearest)),
                None => "give a currency (EUR), a unit (h, km, m2), or a word between braces: \"{person}\"".into(),
            },
        ),
        P::RequiredMissing { field, blank } => {
            (format!("the required field “{field}” is empty"), fill(field, *blank))
        }
        P::AdvisedMissing { field, blank } => (
            format!("the recommended field “{field}” is empty"),
            format!("{} once you know", fill(field, *blank)),
        ),
        P::WrongType { field, kind, value, hint } => (
            format!("“{}” is not {} ({field})", short(value), kind_name(kind)),
            match hint {
                Some(hint) => format!("write for example “{hint}”"),
                None => format!("give “{field}” {}", kind_name(kind)),
            },
        ),
        P::DateImpossible { field, value } => {
            (format!("the date “{value}” does not exist ({field})"), "check the day and the month".into())
        }
        P::LeadingZero { field, value } => (
            format!("“{value}” begins with a zero, which a number would lose ({field})"),
            "remove the zero; if it is a code and no quantity, ask for the type “string” in the schema".into(),
        ),
        P::DateIncomplete { field, value } => (
            format!("“{value}” does not say the day, and “{field}” expects a full date"),
            "add the day (2015-06-30), or ask for the type “yearmonth” or “year” in the schema".into(),
        ),
        P::NotAllowed { field, value, allowed, nearest } => (
            format!("“{}” is not a value of “{field}”", short(value)),
            suggest(nearest.as_deref(), &format!("choose {}", either(allowed))),
        ),
        P::TooShort { field, length, minimum } => {
            (format!("“{field}” is too short: {length} for at least {minimum}"), "complete it".into())
        }
        P::TooLong { field, length, maximum } => {
            (format!("“{field}” is too long: {length} for at most {maximum}"), "shorten it".into())
        }
        P::TooSmall { field, value, minimum } => {
            (format!("“{field}” is {value}, the minimum is {minimum}"), "correct the value".into())
        }
        P::TooLarge { field, value, maximum } => {
            (format!("“{field}” is {value}, the maximum is {maximum}"), "correct the value".into())
        }
        P::NotAbove { field, value, bound } => {
            (format!("“{field}” is {value}, it must be above {bound}"), "correct the value".into())
        }
        P::NotBelow { field, value, bound } => {
            (format!("“{field}” is {value}, it must be below {bound}"), "correct the value".into())
        }
        P::DelimiterInItem { field, delimiter } => (
            format!("a value of “{field}” contains “{delimiter}”, which separates the values in a cell"),
            format!("write it without “{delimiter}”, or declare another “delimiter:” in the schema"),
        ),
        P::PatternMismatch { field, value, pattern } => (
            format!("“{}” does not have the form expected of “{field}”", short(value)),
            format!("the form expected is described by the expression “{pattern}”"),
        ),
        P::FormatMismatch { field, value, format } => (
            format!("“{}” is not {} ({field})", short(value), format_name(format)),
            format!("give “{field}” {}", format_name(format)),
        ),
        P::ItemTwice { field, value } => (
            format!("“{}” stands twice in “{field}”", short(value)),
            "keep it once".into(),
        ),
        P::ItemEmpty { field } => (
            format!("there is nothing behind this dash ({field})"),
            "write the value, or remove the line".into(),
        ),
        P::NotUnique { field, value } => (
            format!("the value “{}” of “{field}” is already taken", short(value)),
            "give each record a different value".into(),
        ),
        P::DuplicateIdentifier { id } => (
            format!("the identifier “{id}” is already taken"),
            "rename one of the two files, or change one of the two “id”".into(),
        ),
        P::DuplicatePrimaryKey { fields } => (
            format!("two rows have the same key ({})", fields.join(", ")),
            "each row needs a key of its own".into(),
        ),
        P::HeaderMissing { field } => {
            (format!("the column “{field}” is missing"), "add it to the first line of the table".into())
        }
        P::HeaderMisplaced { field, found } => (
            format!("the column “{field}” is not in its place: “{found}” stands there"),
            "put the columns in the order of the schema".into(),
        ),
        P::BrokenReference { value, collection, nearest } => (
            format!("“{value}” does not exist in “{collection}”"),
            suggest(nearest.as_deref(), "give the identifier of a record that exists (the name of its file)"),
        ),
        P::RuleRequire { field, when } => {
            (format!("“{field}” must be filled{}", conditions(when)), format!("fill “{field}”"))
        }
        P::RuleOrdered { first, second } => {
            (format!("“{second}” cannot be smaller than “{first}”"), "correct one of the two values".into())
        }
        P::BrokenLink { target, nearest } => (
            format!("the link to “{target}” leads nowhere"),
            suggest(nearest.as_deref(), "give the path of a file that exists"),
        ),
        P::LinkToData { target, nearest } => (
            format!("“{}” is a file of data: it is not published as it stands", short(target)),
            match nearest.as_deref() {
                Some(nearest) if nearest.starts_with("[[") && !nearest.ends_with(".html]]") => {
                    format!("write “{nearest}”, the record it holds")
                }
                Some(nearest) => format!("write “{nearest}”, the page of this data"),
                None => "link to a record or to a page".into(),
            },
        ),
        P::BrokenFragment { target, fragment, nearest } => (
            format!("in “{target}”, nothing is called “{fragment}”"),
            suggest(
                nearest.as_deref(),
                "give the name of a heading of that page, in lower case with hyphens",
            ),
        ),
        P::UnsafeLink { target } => (
            format!("the link “{}” is not permitted", short(target)),
            match target.as_bytes() {
                [drive, b':', ..] if drive.is_ascii_alphabetic() => {
                    "this file is on your computer only: copy it beside the record, and give its name"
                }
                _ => "use an https:, mailto: or tel: address, or the path of a file",
            }
            .into(),
        ),
        P::ImageWithoutAlternative { target } => (
            format!("the image “{target}” has no alternative text"),
            "describe it between the brackets: ![what the image shows](…); if it shows nothing to know: ![](… \"decorative\")".into(),
        ),
        P::ImageElsewhere { target } => (
            format!("the image “{}” is not a file of the site", short(target)),
            "copy the image beside this text and give its name: the site asks nothing of others".into(),
        ),
        P::HtmlRefused { tag, fault } => html::english(tag, fault),
        P::VagueLink { text } => (
            format!("out of its sentence, “{text}” does not tell where this link leads"),
            "put the name of what is found there in the link".into(),
        ),
        P::HeadingOrder { level, expected } => (
            format!("this “{}” heading skips a level", "#".repeat((*level).into())),
            format!("write “{}”, or add the heading that is missing above", "#".repeat((*expected).into())),
        ),
        P::HeadingEmpty => {
            ("this heading has no text".into(), "write the heading after “#”, or remove the line".into())
        }
        P::MarkupAsText(kind) => markup::english(kind),
        P::BlankUnknown { name, nearest } => (
            format!("nothing fills {{{{{name}}}}}: it will show as “to be completed”"),
            suggest(
                nearest.as_deref(),
                &format!("add “{name}: …” under “variables:”, in the record or in site.yaml"),
            ),
        ),
        P::BlankEmpty { name } => (
            format!("“{name}” is empty: it will show as “to be completed”"),
            format!("fill “{name}” when you know it"),
        ),
        P::PersonalData { kind, text } => (
            match kind {
                PersonalKind::Phone => format!("“{}” is a telephone number, and would be published", short(text)),
                PersonalKind::Address => {
                    format!("“{}” is a person's e-mail address, and would be published", short(text))
                }
                PersonalKind::Name => {
                    format!("“{}” looks like a person's name, and would be published", short(text))
                }
            },
            match kind {
                PersonalKind::Name => {
                    "name the function or the service; where the person agrees, note when: “consent: 2026-03-01”"
                }
                _ => "give that of a service; where the person agrees, note when: “consent: 2026-03-01”",
            }
            .into(),
        ),
        P::Unattested { status, source } => (
            "nothing says where this record comes from, nor whether it is attested".into(),
            format!("fill “{source}”, or say its state in “{status}”"),
        ),
        P::Image(fault) => photos::english(*fault),
        P::TranslationOrphan { original, nearest } => (
            format!("this file translates “{original}”, which does not exist"),
            suggest(nearest.as_deref(), "give it the name of the file that it translates, the language before “.md”"),
        ),
        P::TranslationLanguage { language, nearest } => (
            format!("this file translates into “{language}”, which is no language of the site: it is not published"),
            suggest(nearest.as_deref(), "add the language under “languages:” in site.yaml, or rename the file"),
        ),
        P::TranslationField { field } => (
            format!("“{field}” is not translated: its value is that of the original record"),
            "remove this line".into(),
        ),
        P::PictureEmpty(reason) => drawn::empty_in_english(*reason),
        P::CardTooFull { face, lines } => drawn::card_in_english(face, *lines),
        P::AddressMissing => (
            "without “base_url”, no feed, no sitemap for search engines and no catalogue are published"
                .into(),
            "add “base_url: https://…”, the address where the site will be".into(),
        ),
        P::SiretMissing => (
            "the publisher's SIRET is missing: the data will not say for certain who publishes them".into(),
            "add “siret:” (14 digits) under “publisher:”".into(),
        ),
        P::LicenseUnlisted { name } => (
            format!("the licence “{name}” is not among those that a French administration may choose freely"),
            "choose “etalab-2.0” or “ODbL-1.0”, or have yours approved".into(),
        ),
        P::DateMissing => (
            "nothing says how old these records are: the site and the data will have no date".into(),
            "add a field of type “date” with “rdfType: dct:modified” to the schema, and fill it".into(),
        ),
        P::ReservedIdentifier { name } => (
            format!("“{name}” is the name of a page that the site makes itself"),
            "give this file another name".into(),
        ),
        P::AliasTaken { name } => (
            format!("“{name}” cannot be a former address: another record or page has it already"),
            "remove it from “aliases:”, or rename the other".into(),
        ),
        P::LegalMissing { key } => (
            format!("the law asks for “{key}”: the legal page will show “to be completed”"),
            format!("fill “{key}” in site.yaml"),
        ),
        P::AccessibilityUnproved { claimed, proved } => (
            format!("no valid audit proves “{claimed}”: the site will say “{proved}”"),
            format!("give the audit (“audit: {{date: …, by: …}}”) and its results, or write “state: {proved}”"),
        ),
        P::RouteTwice { path } => {
            (format!("two contents want the same address: “{path}”"), "rename one of the two".into())
        }
        P::ThemeElsewhere { address } => (
            format!("pages would ask another site for “{}”, and it would know of each visit", short(address)),
            "copy this file into the theme's folder “static”, and give its path".into(),
        ),
        P::TemplateFault(fault) => theme::english(fault),
        from_elsewhere => super::travel::english(from_elsewhere),
    }
}
