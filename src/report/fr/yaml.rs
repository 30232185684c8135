//! What is wrong with YAML, in French.

use crate::diag::{Shape, YamlFault};

/// A fault of YAML's grammar.
pub fn syntax(fault: YamlFault) -> (String, String) {
    let (message, help) = match fault {
        YamlFault::ColonInValue => (
            "cette valeur contient « : », que YAML prend pour une nouvelle clé",
            "mettez la valeur entre guillemets droits : \"…\"",
        ),
        YamlFault::Tab => (
            "il y a une tabulation, que YAML n'accepte pas ici",
            "remplacez-la par des espaces (deux par niveau)",
        ),
        YamlFault::Unclosed(mark) => {
            let help = match mark {
                '[' => "ajoutez le « ] » qui manque",
                '{' => "ajoutez le « } » qui manque",
                _ => "ajoutez le guillemet qui manque à la fin de la valeur",
            };
            return (format!("« {mark} » est ouvert ici et n'est jamais refermé"), help.into());
        }
        YamlFault::AfterQuote('\'') => (
            "il y a du texte après l'apostrophe, qui ferme ici les guillemets",
            "entourez toute la valeur de guillemets droits doubles : \"L'été\"",
        ),
        YamlFault::AfterQuote(_) => (
            "il y a du texte après le guillemet fermant",
            "entourez toute la valeur de guillemets, ou retirez-les ; un guillemet intérieur s'écrit \\\"",
        ),
        YamlFault::AfterBracket(mark) => {
            return (
                format!("il y a du texte après le « {mark} » fermant"),
                "si la valeur est un texte, mettez-la entière entre guillemets droits : \"…\"".into(),
            );
        }
        YamlFault::Indentation => (
            "cette ligne n'est pas alignée avec ses voisines",
            "alignez les clés d'un même niveau sur la même colonne, avec des espaces",
        ),
        YamlFault::MissingColon => (
            "cette ligne n'a pas la forme « clé: valeur »",
            "écrivez le nom du champ, deux-points, une espace, puis la valeur",
        ),
        YamlFault::NoSpaceAfterColon => (
            "il manque une espace après les deux-points",
            "écrivez le nom du champ, deux-points, une espace, puis la valeur",
        ),
        YamlFault::DashWithoutSpace => (
            "il manque une espace après le tiret",
            "écrivez un tiret, une espace, puis la valeur ; si ce n'est pas une liste, mettez la valeur entre guillemets",
        ),
        YamlFault::Reserved(mark) => {
            return (
                format!("une valeur ne peut pas commencer par « {mark} »"),
                "mettez la valeur entre guillemets droits : \"…\"".into(),
            );
        }
        YamlFault::NoBreakSpace => (
            "il y a une espace insécable, que YAML ne prend pas pour une espace",
            "remplacez-la par une espace ordinaire : effacez-la, puis appuyez sur la barre d'espace",
        ),
        YamlFault::Backslash => (
            "« \\ » a un sens spécial entre guillemets doubles",
            "entourez la valeur d'apostrophes droites ('…'), ou doublez-le : « \\\\ »",
        ),
        YamlFault::Invisible => (
            "il y a ici un caractère invisible, qu'un texte ne peut pas contenir",
            "effacez-le ; au besoin, retapez le mot",
        ),
        YamlFault::Alias => (
            "« & » et « * » en tête de valeur ont un sens spécial en YAML, dont essaim ne se sert pas",
            "mettez la valeur entre guillemets droits : \"…\"",
        ),
        YamlFault::TooDeep => ("les valeurs sont imbriquées trop profondément", "simplifiez la structure"),
        YamlFault::SeveralDocuments => (
            "ce fichier contient plusieurs documents séparés par « --- »",
            "gardez-en un seul, ou faites-en plusieurs fichiers",
        ),
        YamlFault::Other => (
            "cette ligne n'est pas du YAML correct",
            "vérifiez guillemets, crochets et alignement ; dans le doute, mettez la valeur entre guillemets",
        ),
    };
    (message.into(), help.into())
}

/// A value of another shape.
pub fn wrong_shape(expected: Shape, hint: Option<&str>) -> (String, String) {
    let (message, help) = match expected {
        Shape::Text => ("on attend ici un texte", "écrivez une seule valeur sur la ligne"),
        Shape::List => {
            ("on attend ici une liste", "écrivez une valeur par ligne, précédée d'un tiret, ou [a, b]")
        }
        Shape::Mapping => ("on attend ici des lignes « clé: valeur »", "écrivez une clé par ligne, alignées"),
        Shape::Boolean => ("on attend ici « true » ou « false »", "écrivez true (oui) ou false (non)"),
        Shape::Number => ("on attend ici un nombre", "écrivez un nombre en chiffres"),
    };
    let help = match hint {
        Some(hint) if hint.starts_with('-') => {
            format!("écrivez une ligne par élément, par exemple « {hint} »")
        }
        Some(hint) => format!("écrivez « {hint} »"),
        None => help.to_owned(),
    };
    (message.into(), help)
}
