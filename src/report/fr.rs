//! Every wording in French, in one place so that it can be read aloud from top to bottom.
//!
//! Style: one sentence on what is wrong, one on what to do; names as the editor wrote them, in « »;
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
                TextFault::Bytes => "ce caractère n'est pas en UTF-8 : ce fichier a sans doute été enregistré à l'ancienne (Windows-1252, « ANSI »)",
                TextFault::Utf16 => "ce fichier est enregistré en UTF-16 (« Unicode »), pas en UTF-8",
                TextFault::Zero => "il y a ici un octet nul : ce fichier n'est pas un texte, ou il est abîmé",
            }
            .into(),
            "enregistrez-le avec l'encodage « UTF-8 » (Bloc-notes : Enregistrer sous, Encodage)".into(),
        ),
        P::FileTooLarge { bytes, limit } => (
            format!("ce fichier pèse {} Mo, la limite est de {} Mo", bytes >> 20, limit >> 20),
            "allégez-le, découpez-le, ou publiez-le ailleurs et donnez son adresse".into(),
        ),
        P::Unreadable { kind, reason } => (
            format!("ce fichier ne peut pas être lu ({})", machine::kind(*kind, Language::French).unwrap_or(reason)),
            "vérifiez ses droits d'accès, et que le lien mène quelque part si c'en est un".into(),
        ),
        P::OutsideProject => (
            "ce lien symbolique mène hors du projet : il n'est pas suivi".into(),
            "copiez le fichier dans le projet à la place du lien".into(),
        ),
        P::LinkLoop => (
            "ce lien symbolique tourne en rond, ou passe par un autre lien : il n'est pas suivi".into(),
            "supprimez-le, ou copiez le dossier dans le projet à sa place".into(),
        ),
        P::NotAFile => (
            "ce n'est ni un fichier ni un dossier (un tube, une prise ou un périphérique) : il n'est pas lu".into(),
            "supprimez-le du projet".into(),
        ),
        P::InvalidIdentifier { name, proposal } => (
            format!(
                "« {name} » ne peut pas servir d'identifiant : minuscules sans accents, chiffres et tirets seulement"
            ),
            match proposal {
                Some(proposal) => format!("renommez-le en « {proposal} »"),
                None => "choisissez un nom fait de lettres de a à z, de chiffres et de tirets".into(),
            },
        ),
        P::WindowsName { name } => (
            format!("« {} » est un nom que Windows garde pour lui : ce fichier ne pourrait pas y être copié", short(name)),
            "donnez un autre nom, par exemple avec un mot de plus".into(),
        ),
        P::UndeclaredCollection { name } => (
            format!("le dossier « {name} » contient des fiches, mais rien ne dit de quoi elles sont faites"),
            format!("créez « content/{name}/_collection.yaml », ou placez ces fichiers dans une collection"),
        ),
        P::MissingSite => (
            "il manque « content/site.yaml », qui donne le titre, la langue et l'éditeur du site".into(),
            "créez-le ; deux lignes suffisent pour commencer : « title: … » et « language: fr »".into(),
        ),
        P::StrayFile { stray, nearest } => strays::french(*stray, nearest.as_deref()),
        P::ActiveFile => strays::active_in_french(),
        P::PagesDeclared => (
            "« content/pages » contient de simples pages, pas une collection : ce fichier n'est pas lu".into(),
            "supprimez-le ; si ces pages sont des fiches, donnez un autre nom à leur dossier".into(),
        ),
        P::PartsUndeclared => (
            "ce fichier est dans le dossier d'une fiche, mais sa collection n'a pas de parties".into(),
            "ajoutez « parts: true » au fichier _collection.yaml, ou déplacez ce fichier".into(),
        ),
        P::YamlSyntax(fault) => yaml::syntax(*fault),
        P::CommentInValue { lost } => (
            format!("« {} » est pris pour un commentaire et n'est pas publié", short(lost)),
            "si c'est du texte, mettez toute la valeur entre guillemets droits : \"…\" ; sinon, laissez une espace après « # »"
                .into(),
        ),
        P::SmartQuotes { value } => (
            format!("les guillemets de {} seront publiés avec le texte", short(value)),
            "retirez-les, ou remplacez-les par des guillemets droits : \"…\"".into(),
        ),
        P::DuplicateKey { key } => {
            (format!("la clé « {key} » est écrite deux fois"), "gardez une seule des deux lignes".into())
        }
        P::FrontMatterUnclosed => (
            "l'en-tête ouvert par « --- » n'est jamais refermé".into(),
            "ajoutez une ligne « --- » après la dernière ligne de l'en-tête, avant le texte".into(),
        ),
        P::FrontMatterMissing => (
            "ce fichier n'a pas d'en-tête".into(),
            "commencez-le par une ligne « --- », les champs, puis une autre ligne « --- »".into(),
        ),
        P::FrontMatterFence { written } => (
            format!("« {} » n'ouvre ni ne ferme l'en-tête", short(written)),
            "écrivez trois traits d'union, seuls et en début de ligne : « --- »".into(),
        ),
        P::CsvDelimiter => (
            "impossible de savoir si les colonnes sont séparées par des virgules ou des points-virgules"
                .into(),
            "mettez entre guillemets les titres de colonnes qui contiennent une virgule ou un point-virgule"
                .into(),
        ),
        P::CsvCells { expected, found } => (
            format!("cette ligne a {}, l'en-tête en a {expected}", count(*found, "cellule", "cellules")),
            "ajoutez ou retirez des séparateurs ; une valeur qui en contient un se met entre guillemets"
                .into(),
        ),
        P::CsvHeaderTwice { name } => {
            (format!("la colonne « {name} » est là deux fois"), "renommez ou supprimez l'une des deux".into())
        }
        P::CsvHeaderEmpty { column } => (
            format!("la colonne {column} n'a pas de titre"),
            "donnez-lui le nom d'un champ, ou supprimez-la".into(),
        ),
        P::TooManyRows { limit } => (
            format!("ce tableau a plus de {limit} lignes"),
            "gardez ici ce qui se lit, et publiez le reste ailleurs en donnant son adresse".into(),
        ),
        P::CsvQuote => (
            "un guillemet ouvert n'est jamais refermé".into(),
            "fermez-le ; un guillemet dans le texte s'écrit deux fois (\"\")".into(),
        ),
        P::UnknownKey { owner, key, nearest } => (
            format!("{} n'a pas de {} « {key} »", of(owner), key_word(owner)),
            suggest(
                nearest.as_deref(),
                match owner {
                    Owner::Table(_) => "renommez ou supprimez la colonne",
                    _ => "corrigez le nom, ou supprimez la ligne",
                },
            ),
        ),
        P::MissingKey { owner, key } => {
            (format!("il manque « {key} » {}", inside(owner)), format!("ajoutez une ligne « {key}: … »"))
        }
        P::WrongShape { expected, hint } => yaml::wrong_shape(*expected, hint.as_deref()),
        P::UnknownChoice { value, allowed, nearest } => (
            format!("« {value} » n'est pas un choix possible"),
            suggest(nearest.as_deref(), &format!("écrivez {}", either(allowed))),
        ),
        P::InvalidSetting { key, value } => {
            (format!("« {value} » ne convient pas pour « {key} »"), setting::remedy(key).into())
        }
        P::InsecureAddress { address } => (
            format!("l'adresse « {} » n'est pas chiffrée : ce qu'on lit sur le site passe en clair", short(address)),
            "si le site répond aussi en « https:// », donnez cette adresse-là".into(),
        ),
        P::LanguageWithoutInterface { language } => (
            format!("l'interface n'existe pas en « {language} » : ses mots seront en anglais"),
            format!("traduisez-la dans « themes/<thème>/i18n/{language}.yaml », ou choisissez « fr » ou « en »"),
        ),
        P::LintUnfit { code } => (
            format!("« {code} » arrête toujours la publication : ce contrôle ne se règle pas"),
            format!("retirez cette ligne ; se règlent les avertissements, et {}", Problem::RELAXABLE.join(", ")),
        ),
        P::ReleaseOrder { version, above } => (
            format!("la version {version} n'est pas plus ancienne que la version {above}, écrite au-dessus"),
            "rangez les versions de la plus récente à la plus ancienne, par numéro et par date".into(),
        ),
        P::SchemaFileMissing { name } => (
            format!("le schéma « {name} » n'existe pas à côté de ce fichier"),
            "vérifiez son nom, ou écrivez le schéma ici même sous « schema: »".into(),
        ),
        P::SchemaSyntax { reason } => (
            format!("ce schéma n'est pas un Table Schema lisible ({reason})"),
            "reprenez le fichier publié par ses auteurs, sans le modifier".into(),
        ),
        P::UnknownFieldName { name, nearest } => (
            format!("aucun champ du schéma ne s'appelle « {name} »"),
            suggest(nearest.as_deref(), "donnez le nom d'un champ du schéma"),
        ),
        P::UnknownCollection { name, nearest } => (
            format!("aucune collection ne s'appelle « {name} »"),
            suggest(nearest.as_deref(), "donnez le nom d'un dossier de « content »"),
        ),
        P::FieldTwice { name } => (
            format!("le champ « {name} » est déclaré deux fois"),
            "gardez une seule des deux déclarations".into(),
        ),
        P::FieldReserved { name } => (
            format!("« {name} » est une colonne qu'essaim ajoute à chaque table"),
            "donnez un autre nom à ce champ".into(),
        ),
        P::InvalidPattern { pattern } => (
            format!("« {pattern} » n'est pas une expression régulière correcte"),
            "vérifiez les parenthèses et les crochets".into(),
        ),
        P::ConstraintUnfit { constraint, kind } => (
            format!("la contrainte « {constraint} » n'a pas de sens pour le type « {kind} »"),
            "retirez-la, ou changez le type du champ".into(),
        ),
        P::BoundsCrossed { low, least, high, most } => (
            format!("entre « {low} » ({least}) et « {high} » ({most}), aucune valeur ne convient"),
            "corrigez l'une des deux bornes".into(),
        ),
        P::ViewUnfit { view, key, field, wanted } => drawn::view_in_french(view, key, field.as_deref(), *wanted),
        P::UnitUnknown { unit, nearest } => (
            format!("« {} » n'est pas une unité que les programmes connaissent", short(unit)),
            match nearest {
                Some(nearest) => format!("écrivez « unit: {} »", quoted(nearest)),
                None => "donnez une monnaie (EUR), une unité (h, km, m2), ou un mot entre accolades : \"{personne}\"".into(),
            },
        ),
        P::RequiredMissing { field, blank } => {
            (format!("le champ obligatoire « {field} » est vide"), fill(field, *blank))
        }
        P::AdvisedMissing { field, blank } => (
            format!("le champ recommandé « {field} » est vide"),
            format!("{} quand vous aurez l'information", fill(field, *blank)),
        ),
        P::WrongType { field, kind, value, hint } => (
            format!("« {} » n'est pas {} ({field})", short(value), kind_name(kind)),
            match hint {
                Some(hint) => format!("écrivez par exemple « {hint} »"),
                None => format!("donnez à « {field} » {}", kind_name(kind)),
            },
        ),
        P::DateImpossible { field, value } => {
            (format!("la date « {value} » n'existe pas ({field})"), "vérifiez le jour et le mois".into())
        }
        P::LeadingZero { field, value } => (
            format!("« {value} » commence par un zéro, qu'un nombre perdrait ({field})"),
            "retirez le zéro ; si c'est un code et non une quantité, demandez le type « string » dans le schéma".into(),
        ),
        P::DateIncomplete { field, value } => (
            format!("« {value} » ne dit pas le jour, et « {field} » attend une date complète"),
            "ajoutez le jour (2015-06-30), ou demandez le type « yearmonth » ou « year » dans le schéma"
                .into(),
        ),
        P::NotAllowed { field, value, allowed, nearest } => (
            format!("« {} » n'est pas une valeur de « {field} »", short(value)),
            suggest(nearest.as_deref(), &format!("choisissez {}", either(allowed))),
        ),
        P::TooShort { field, length, minimum } => {
            (format!("« {field} » est trop court : {length} pour au moins {minimum}"), "complétez-le".into())
        }
        P::TooLong { field, length, maximum } => (
            format!("« {field} » est trop long : {length} pour au plus {maximum}"),
            "raccourcissez-le".into(),
        ),
        P::TooSmall { field, value, minimum } => {
            (format!("« {field} » vaut {value}, le minimum est {minimum}"), "corrigez la valeur".into())
        }
        P::TooLarge { field, value, maximum } => {
            (format!("« {field} » vaut {value}, le maximum est {maximum}"), "corrigez la valeur".into())
        }
        P::NotAbove { field, value, bound } => {
            (format!("« {field} » vaut {value}, il doit dépasser {bound}"), "corrigez la valeur".into())
        }
        P::NotBelow { field, value, bound } => {
            (format!("« {field} » vaut {value}, il doit rester sous {bound}"), "corrigez la valeur".into())
        }
        P::DelimiterInItem { field, delimiter } => (
            format!(
                "une valeur de « {field} » contient « {delimiter} », qui sépare les valeurs dans une cellule"
            ),
            format!("écrivez-la sans « {delimiter} », ou déclarez un autre « delimiter: » dans le schéma"),
        ),
        P::PatternMismatch { field, value, pattern } => (
            format!("« {} » n'a pas la forme attendue pour « {field} »", short(value)),
            format!("la forme attendue est décrite par l'expression « {pattern} »"),
        ),
        P::FormatMismatch { field, value, format } => (
            format!("« {} » n'est pas {} ({field})", short(value), format_name(format)),
            format!("donnez à « {field} » {}", format_name(format)),
        ),
        P::ItemTwice { field, value } => (
            format!("« {} » est deux fois dans « {field} »", short(value)),
            "gardez-le une seule fois".into(),
        ),
        P::ItemEmpty { field } => (
            format!("ce tiret n'a rien derrière lui ({field})"),
            "écrivez la valeur, ou retirez la ligne".into(),
        ),
        P::NotUnique { field, value } => (
            format!("la valeur « {} » de « {field} » est déjà prise", short(value)),
            "donnez à chaque fiche une valeur différente".into(),
        ),
        P::DuplicateIdentifier { id } => (
            format!("l'identifiant « {id} » est déjà pris"),
            "renommez l'un des deux fichiers, ou changez l'un des deux « id »".into(),
        ),
        P::DuplicatePrimaryKey { fields } => (
            format!("deux lignes ont la même clé ({})", fields.join(", ")),
            "chaque ligne doit avoir une clé différente".into(),
        ),
        P::HeaderMissing { field } => {
            (format!("la colonne « {field} » manque"), "ajoutez-la à la première ligne du tableau".into())
        }
        P::HeaderMisplaced { field, found } => (
            format!("la colonne « {field} » n'est pas à sa place : on y trouve « {found} »"),
            "remettez les colonnes dans l'ordre du schéma".into(),
        ),
        P::BrokenReference { value, collection, nearest } => (
            format!("« {value} » n'existe pas dans « {collection} »"),
            suggest(
                nearest.as_deref(),
                "donnez l'identifiant d'une fiche qui existe (le nom de son fichier)",
            ),
        ),
        P::RuleRequire { field, when } => {
            (format!("« {field} » doit être rempli{}", conditions(when)), format!("remplissez « {field} »"))
        }
        P::RuleOrdered { first, second } => (
            format!("« {second} » ne peut pas être plus petit que « {first} »"),
            "corrigez l'une des deux valeurs".into(),
        ),
        P::BrokenLink { target, nearest } => (
            format!("le lien vers « {target} » ne mène à rien"),
            suggest(nearest.as_deref(), "donnez le chemin d'un fichier qui existe"),
        ),
        P::LinkToData { target, nearest } => (
            format!("« {} » est un fichier de données : il n'est pas publié tel quel", short(target)),
            match nearest.as_deref() {
                Some(nearest) if nearest.starts_with("[[") && !nearest.ends_with(".html]]") => {
                    format!("écrivez « {nearest} », la fiche qu'il contient")
                }
                Some(nearest) => format!("écrivez « {nearest} », la page de ces données"),
                None => "mettez un lien vers une fiche ou une page".into(),
            },
        ),
        P::BrokenFragment { target, fragment, nearest } => (
            format!("dans « {target} », rien ne s'appelle « {fragment} »"),
            suggest(
                nearest.as_deref(),
                "donnez le nom d'un titre de cette page, en minuscules et avec des tirets",
            ),
        ),
        P::UnsafeLink { target } => (
            format!("le lien « {} » n'est pas permis", short(target)),
            match target.as_bytes() {
                [drive, b':', ..] if drive.is_ascii_alphabetic() => {
                    "ce fichier n'est que sur votre ordinateur : copiez-le à côté de la fiche, et donnez son nom"
                }
                _ => "utilisez une adresse https:, mailto: ou tel:, ou un chemin vers un fichier",
            }
            .into(),
        ),
        P::ImageWithoutAlternative { target } => (
            format!("l'image « {target} » n'a pas de texte de remplacement"),
            "décrivez-la entre les crochets : ![ce que montre l'image](…) ; si elle n'apprend rien : ![](… \"décorative\")".into(),
        ),
        P::ImageElsewhere { target } => (
            format!("l'image « {} » n'est pas un fichier du site", short(target)),
            "copiez l'image à côté de ce texte et donnez son nom : le site ne demande rien à d'autres".into(),
        ),
        P::HtmlRefused { tag, fault } => html::french(tag, fault),
        P::VagueLink { text } => (
            format!("hors de sa phrase, « {text} » ne dit pas où mène ce lien"),
            "mettez dans le lien le nom de ce qu'on y trouve".into(),
        ),
        P::HeadingOrder { level, expected } => (
            format!("ce titre en « {} » saute un niveau", "#".repeat((*level).into())),
            format!("écrivez « {} », ou ajoutez le titre qui manque au-dessus", "#".repeat((*expected).into())),
        ),
        P::HeadingEmpty => {
            ("ce titre n'a pas de texte".into(), "écrivez le titre après « # », ou retirez la ligne".into())
        }
        P::MarkupAsText(kind) => markup::french(kind),
        P::BlankUnknown { name, nearest } => (
            format!("rien ne remplit {{{{{name}}}}} : il s'affichera « à compléter »"),
            suggest(
                nearest.as_deref(),
                &format!("ajoutez « {name}: … » sous « variables: », dans la fiche ou dans site.yaml"),
            ),
        ),
        P::BlankEmpty { name } => (
            format!("« {name} » est vide : il s'affichera « à compléter »"),
            format!("remplissez « {name} » quand vous aurez l'information"),
        ),
        P::PersonalData { kind, text } => (
            match kind {
                PersonalKind::Phone => format!("« {} » est un numéro de téléphone, et serait publié", short(text)),
                PersonalKind::Address => {
                    format!("« {} » est l'adresse électronique d'une personne, et serait publiée", short(text))
                }
                PersonalKind::Name => format!("« {} » a l'air du nom d'une personne, et serait publié", short(text)),
            },
            match kind {
                PersonalKind::Name => {
                    "nommez la fonction ou le service ; si la personne est d'accord, notez quand : « consent: 2026-03-01 »"
                }
                PersonalKind::Address => {
                    "donnez celle d'un service ; si la personne est d'accord, notez quand : « consent: 2026-03-01 »"
                }
                PersonalKind::Phone => "donnez celui d'un service ; si la personne est d'accord, notez quand : « consent: 2026-03-01 »",
            }
            .into(),
        ),
        P::Unattested { status, source } => (
            "rien ne dit d'où vient cette fiche, ni si elle est avérée".into(),
            format!("remplissez « {source} », ou dites son état dans « {status} »"),
        ),
        P::Image(fault) => photos::french(*fault),
        P::TranslationOrphan { original, nearest } => (
            format!("ce fichier traduit « {original} », qui n'existe pas"),
            suggest(nearest.as_deref(), "donnez-lui le nom du fichier qu'il traduit, la langue avant « .md »"),
        ),
        P::TranslationLanguage { language, nearest } => (
            format!("ce fichier traduit en « {language} », qui n'est pas une langue du site : il n'est pas publié"),
            suggest(nearest.as_deref(), "ajoutez la langue sous « languages: » dans site.yaml, ou renommez le fichier"),
        ),
        P::TranslationField { field } => (
            format!("« {field} » ne se traduit pas : sa valeur est celle de la fiche d'origine"),
            "retirez cette ligne".into(),
        ),
        P::PictureEmpty(reason) => drawn::empty_in_french(*reason),
        P::CardTooFull { face, lines } => drawn::card_in_french(face, *lines),
        P::AddressMissing => (
            "sans « base_url », ni flux, ni plan pour les moteurs, ni catalogue ne sont publiés".into(),
            "ajoutez « base_url: https://… », l'adresse où le site sera en ligne".into(),
        ),
        P::SiretMissing => (
            "le SIRET de l'éditeur manque : les données ne diront pas sûrement qui les publie".into(),
            "ajoutez « siret: » (14 chiffres) sous « publisher: »".into(),
        ),
        P::LicenseUnlisted { name } => (
            format!("la licence « {name} » n'est pas de celles qu'une administration peut choisir librement"),
            "choisissez « etalab-2.0 » ou « ODbL-1.0 », ou faites homologuer la vôtre".into(),
        ),
        P::DateMissing => (
            "rien ne dit de quand datent ces fiches : le site et les données n'auront pas de date".into(),
            "ajoutez au schéma un champ de type « date » avec « rdfType: dct:modified », et remplissez-le"
                .into(),
        ),
        P::ReservedIdentifier { name } => (
            format!("« {name} » est le nom d'une page que le site fait déjà"),
            "donnez un autre nom".into(),
        ),
        P::AliasTaken { name } => (
            format!("« {name} » ne peut pas être une ancienne adresse : une autre fiche ou page l'a déjà"),
            "retirez-le de « aliases: », ou renommez l'autre".into(),
        ),
        P::LegalMissing { key } => (
            format!("la loi demande « {key} » : la page légale affichera « à compléter »"),
            format!("remplissez « {key} » dans site.yaml"),
        ),
        P::AccessibilityUnproved { claimed, proved } => (
            format!("« {claimed} » n'est établi par aucun audit en cours de validité : le site se dira « {proved} »"),
            format!("donnez l'audit (« audit: {{date: …, by: …}} ») et ses résultats, ou écrivez « state: {proved} »"),
        ),
        P::RouteTwice { path } => {
            (format!("deux contenus veulent la même adresse : « {path} »"), "renommez l'un des deux".into())
        }
        P::ThemeElsewhere { address } => (
            format!("les pages demanderaient « {} » à un autre site, qui connaîtrait chaque visite", short(address)),
            "copiez ce fichier dans le dossier « static » du thème, et donnez son chemin".into(),
        ),
        P::TemplateFault(fault) => theme::french(fault),
        from_elsewhere => super::travel::french(from_elsewhere),
    }
}
