//! What to write for a setting, in French.
//!
//! In: a key. Out: the remedy. Never: what is wrong with the value.

/// What suits the setting of that name.
#[must_use]
pub fn remedy(key: &str) -> &'static str {
    match key {
        "languages" => {
            "donnez des codes de langue en minuscules, autres que celui du site : « en », « pt-br »"
        }
        "budget" => "donnez un nombre entier",
        "language" => "donnez un code de langue, par exemple « fr » ou « en »",
        "base_url" => "donnez une adresse complète, par exemple https://www.ville.fr/innovation/",
        "siret" => "donnez les 14 chiffres du SIRET ; sa clé de contrôle ne tombe pas juste",
        "insee" => "donnez le code INSEE de la commune, cinq caractères entre guillemets : \"06004\"",
        "date" => "donnez une date, par exemple 2026-03-01",
        "scheme" | "report" => "donnez une adresse complète, qui commence par https://",
        "rate" => "donnez un pourcentage, de 0 à 100",
        "results" => {
            "cette collection doit avoir un champ « rdfType: earl:test » (le critère) et un champ « rdfType: earl:outcome » dont les valeurs permises sont parmi C, NC, D, NA, NT et HO"
        }
        "temporal" => "donnez le premier et le dernier jour, par exemple 2024-01-01/2024-12-31",
        "consent" => "donnez la date de l'accord, par exemple 2026-03-01",
        "bbox" => "donnez quatre nombres : ouest, sud, est, nord, par exemple [7.06, 43.54, 7.15, 43.62]",
        _ => "corrigez cette valeur",
    }
}
