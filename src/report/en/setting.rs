//! What to write for a setting, in English; what is wrong with a view, and what to do.
//!
//! In: a key, a view. Out: words. Never: a fact.

/// What suits the setting of that name.
#[must_use]
pub fn remedy(key: &str) -> &'static str {
    match key {
        "languages" => "give codes of languages in lower case, other than that of the site: “en”, “pt-br”",
        "budget" => "give a whole number",
        "language" => "give a language code, for example “fr” or “en”",
        "base_url" => {
            "give a whole address, without “?” or “#”, for instance https://www.city.example/innovation/"
        }
        "sources" => "give the whole address of a site, which begins with https://, one a line",
        "collection (sources.yaml)" => {
            "give a name in small letters, without accents and spaces, that no collection here has, such as “federation”"
        }
        "email" => "give one e-mail address, for instance contact@city.example",
        "phone" => "give a telephone number and nothing else, for instance 01 00 00 00 00",
        "rdfType" => {
            "give a term of a known vocabulary, such as “dct:title” or “schema:name”, or its whole address"
        }
        "siret" => "give the 14 digits of the SIRET; its control key does not come out right",
        "insee" => "give the INSEE code of the municipality, five characters in quotation marks: \"06004\"",
        "date" => "give a date, such as 2026-03-01",
        "url" | "scheme" | "report" => "give a whole address, which begins with https://",
        "rate" => "give a percentage, from 0 to 100",
        "results" => {
            "that collection must have a field “rdfType: earl:test” (the criterion) and a field “rdfType: earl:outcome” whose allowed values are among C, NC, D, NA, NT and HO"
        }
        "temporal" => "give the first and the last day, such as 2024-01-01/2024-12-31",
        "version" => "give three numbers with dots between, such as 1.2.0",
        "added" | "removed" | "changed" => "give a number of rows, such as 3",
        "collection" | "id" => "give the identifier as it stood in the address, such as la-balade",
        "consent" => "give the date of the agreement, such as 2026-03-01",
        "bbox" => "give four numbers: west, south, east, north, for example [7.06, 43.54, 7.15, 43.62]",
        _ => "correct this value",
    }
}
