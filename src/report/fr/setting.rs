//! What to write for a setting, in French; what is wrong with a view, and what to do.
//!
//! In: a key, a view. Out: words. Never: a fact.

/// What suits the setting of that name.
#[must_use]
pub fn remedy(key: &str) -> &'static str {
    match key {
        "languages" => {
            "donnez des codes de langue en minuscules, autres que celui du site : « en », « pt-br »"
        }
        "budget" => "donnez un nombre entier",
        "language" => "donnez un code de langue, par exemple « fr » ou « en »",
        "base_url" => {
            "donnez une adresse complète, sans « ? » ni « # », par exemple https://www.ville.fr/innovation/"
        }
        "sources" => "donnez l'adresse complète d'un site, qui commence par https://, une par ligne",
        "collection (sources.yaml)" => {
            "donnez un nom en minuscules, sans accent ni espace, qu'aucune collection d'ici ne porte, par exemple « federation »"
        }
        "email" => "donnez une seule adresse électronique, par exemple contact@ville.fr",
        "phone" => "donnez un numéro de téléphone et rien d'autre, par exemple 01 00 00 00 00",
        "rdfType" => {
            "donnez un terme d'un vocabulaire connu, comme « dct:title » ou « schema:name », ou son adresse complète"
        }
        "siret" => "donnez les 14 chiffres du SIRET ; sa clé de contrôle ne tombe pas juste",
        "insee" => "donnez le code INSEE de la commune, cinq caractères entre guillemets : \"06004\"",
        "date" => "donnez une date, par exemple 2026-03-01",
        "url" | "scheme" | "report" => "donnez une adresse complète, qui commence par https://",
        "rate" => "donnez un pourcentage, de 0 à 100",
        "results" => {
            "cette collection doit avoir un champ « rdfType: earl:test » (le critère) et un champ « rdfType: earl:outcome » dont les valeurs permises sont parmi C, NC, D, NA, NT et HO"
        }
        "temporal" => "donnez le premier et le dernier jour, par exemple 2024-01-01/2024-12-31",
        "version" => "donnez trois nombres séparés par des points, par exemple 1.2.0",
        "added" | "removed" | "changed" => "donnez un nombre de lignes, par exemple 3",
        "collection" | "id" => "donnez l'identifiant tel qu'il était dans l'adresse, par exemple la-balade",
        "consent" => "donnez la date de l'accord, par exemple 2026-03-01",
        "bbox" => "donnez quatre nombres : ouest, sud, est, nord, par exemple [7.06, 43.54, 7.15, 43.62]",
        _ => "corrigez cette valeur",
    }
}
