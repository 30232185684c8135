//! What is said of content that comes from elsewhere: refusals, what was set aside, conflicts.
//!
//! In: a problem of that kind. Out: its words, French and English side by side.

use super::short;
use crate::diag::{Aside, Conflict, Damage, Problem, Saying, Silence, Unsafe, Upstream};

/// What is wrong, and what to do, in French.
pub fn french(problem: &Problem) -> (String, String) {
    use Problem as P;
    match problem {
        P::ImportUnsafe(fault) => (unsafe_french(fault), unsafe_help_french(fault)),
        P::ImportDamaged(fault) => (
            damage_french(fault),
            "redemandez ce contenu à la collectivité qui le publie : rien n'a été écrit".into(),
        ),
        P::ImportLicense { license: Some(license) } => (
            format!("la licence « {} » ne permet pas de reprendre ce contenu", short(license)),
            "demandez son accord à la collectivité qui le publie, ou une licence ouverte ; rien n'a été écrit".into(),
        ),
        P::ImportLicense { license: None } => (
            "rien ne dit sous quelle licence ce contenu est publié : sans licence, il ne peut pas être repris".into(),
            "demandez à la collectivité qui le publie d'indiquer une licence ouverte ; rien n'a été écrit".into(),
        ),
        P::ImportUnreachable(silence) => (
            silence_french(silence),
            match silence {
                Silence::Unproven => "prévenez la collectivité qui tient ce site : rien n'en a été lu".into(),
                Silence::TooSlow | Silence::Status(500..) => "relancez plus tard ; si cela dure, prévenez la collectivité".into(),
                _ => "vérifiez l'adresse dans un navigateur, puis relancez".into(),
            },
        ),
        P::SetAside { field, aside } => (
            match aside {
                Aside::Unknown => format!("votre collection n'a pas de champ « {field} » : sa valeur est gardée sous « extras »"),
                Aside::Value => format!("votre collection n'admet pas cette valeur de « {field} » : elle est gardée sous « extras »"),
                Aside::Reference => format!("« {field} » nomme une fiche que vous n'avez pas : le nom est gardé sous « extras »"),
            },
            match aside {
                Aside::Unknown => format!("ajoutez « {field} » à votre schéma si vous en avez l'usage ; sinon, laissez ainsi"),
                Aside::Value => format!("donnez à « {field} » une valeur de votre liste si elle vous sert"),
                Aside::Reference => "importez aussi cette fiche, ou nommez-en une des vôtres".into(),
            },
        ),
        P::UpstreamChanged { record, upstream } => match upstream {
            Upstream::Gone => (
                format!("l'original de « {record} » n'est plus publié"),
                "votre fiche ne change pas ; demandez à la collectivité ce qu'il est devenu".into(),
            ),
            Upstream::Alike { now, source } => (
                format!("l'original de « {record} » n'est plus publié sous ce nom ; il s'appelle sans doute « {} » maintenant", short(now)),
                format!("votre fiche ne change pas ; pour prendre l'autre aussi : essaim import {} {}", short(source), short(now)),
            ),
            Upstream::License { before, now } => (
                format!("l'original de « {record} » est passé de la licence « {before} » à « {} »", short(now)),
                "votre fiche garde la version reprise sous l'ancienne licence ; lisez la nouvelle avant d'aller plus loin".into(),
            ),
            Upstream::Withheld { reason } => (
                format!("la nouvelle version de « {record} » n'a pas été prise : {reason}"),
                "votre fiche ne change pas ; réglez ce point, puis relancez essaim update".into(),
            ),
        },
        P::MergeConflict(Conflict::Text) => (
            "ce passage a changé chez vous et dans l'original : il reste à choisir".into(),
            "gardez ce qui convient de chaque version, puis retirez les lignes de repère (<<<<<<<, =======, >>>>>>>)".into(),
        ),
        P::MergeConflict(Conflict::File { beside }) => (
            format!("ce fichier a changé chez vous et dans l'original, dont la version est à côté : « {beside} »"),
            format!("gardez le fichier qui convient sous son nom habituel, puis supprimez « {beside} »"),
        ),
        P::AttributionLost { publisher, line, saying } => (
            format!("cette fiche vient de « {publisher} », et ne le dit plus : sa licence le demande"),
            match saying {
                Saying::Header => format!("copiez cette ligne dans son en-tête : {line}"),
                Saying::Block => format!("mettez cette ligne à la place de son bloc « origin » : {line}"),
                Saying::File { path } => format!("une ligne de tableau ne peut pas le dire : déplacez-la dans un fichier à elle, {path}, avec ceci dans l'en-tête : {line}"),
            },
        ),
        P::AttributionUndrawn { record, publisher, template } => (
            format!("la page de « {record} » ne dit pas d'où elle vient : le gabarit « {template} » omet son origine"),
            format!(
                "supprimez ce gabarit pour retrouver celui d'origine, ou montrez-y {{{{ origin.publisher }}}}, {{{{ origin.license }}}} et {{{{ origin.href }}}} : la licence de « {publisher} » le demande"
            ),
        ),
        _ => Default::default(),
    }
}

fn silence_french(silence: &Silence) -> String {
    match silence {
        Silence::NoHost => "aucune machine ne porte ce nom".into(),
        Silence::NoConnection => "la machine à cette adresse refuse l'appel, ou le coupe".into(),
        Silence::TooSlow => "cette adresse met trop de temps à répondre".into(),
        Silence::Unproven => {
            "la connexion protégée échoue : rien ne prouve que ce site est bien celui qu'il dit être".into()
        }
        Silence::Status(status) => format!("cette adresse répond par une erreur ({status})"),
        Silence::Other { reason } => format!("cette adresse ne répond pas ({})", short(reason)),
    }
}

fn unsafe_french(fault: &Unsafe) -> String {
    match fault {
        Unsafe::Path { path } => format!("« {} » mène hors du dossier prévu", short(path)),
        Unsafe::Name { path } => format!("« {} » n'est pas un nom de fichier sûr", short(path)),
        Unsafe::Link { path } => {
            format!("« {} » est un lien ou un fichier spécial, pas un document", short(path))
        }
        Unsafe::Twice { path } => format!("« {} » s'y trouve deux fois, à la casse près", short(path)),
        Unsafe::OtherHost { address } => format!("« {} » se trouve sur un autre site", short(address)),
        Unsafe::Private { host } => {
            format!("« {} » est une adresse de cette machine ou de son réseau", short(host))
        }
        Unsafe::NotHttps { address } => {
            format!("« {} » n'est pas une adresse protégée (https)", short(address))
        }
        Unsafe::Redirect { to } => format!("ce site renvoie ailleurs : « {} »", short(to)),
        Unsafe::TooLarge { limit } => format!("ce contenu dépasse la taille permise ({} Mo)", limit >> 20),
        Unsafe::TooMany { limit } => format!("ce contenu compte plus de {limit} fichiers"),
        Unsafe::Bomb { path } => {
            format!("« {} » se déplie en bien plus que ce qui a été envoyé", short(path))
        }
        Unsafe::Encrypted { path } => format!("« {} » est chiffré", short(path)),
        Unsafe::Kind { path } => format!("« {} » n'est pas un fichier dont une fiche est faite", short(path)),
    }
}

fn unsafe_help_french(fault: &Unsafe) -> String {
    match fault {
        Unsafe::Private { .. } => {
            "si vous connaissez cette machine, ajoutez --allow-private ; sinon, renoncez : rien n'a été écrit"
                .into()
        }
        Unsafe::NotHttps { .. } => "donnez l'adresse en https://, ou ajoutez --allow-private si cette machine est de votre réseau ; rien n'a été écrit".into(),
        Unsafe::Redirect { to } => {
            format!("si c'est bien le site voulu, donnez cette adresse : {} ; rien n'a été écrit", short(to))
        }
        Unsafe::TooLarge { .. } | Unsafe::TooMany { .. } => {
            "reprenez une fiche à la fois, en la nommant ; rien n'a été écrit".into()
        }
        _ => "ne l'ouvrez pas, et prévenez la collectivité dont il porte le nom ; rien n'a été écrit".into(),
    }
}

fn damage_french(fault: &Damage) -> String {
    match fault {
        Damage::NotAnArchive => "ce fichier n'est pas une archive ZIP lisible".into(),
        Damage::NoDescriptor => "rien n'y décrit de contenu à reprendre (datapackage.json)".into(),
        Damage::Descriptor { reason } => {
            format!("sa description (datapackage.json) ne se lit pas : {}", short(reason))
        }
        Damage::Size { path, expected, found } => {
            format!("« {} » fait {found} octets au lieu des {expected} annoncés", short(path))
        }
        Damage::Hash { path } => {
            format!("« {} » n'est pas le fichier annoncé : son empreinte diffère", short(path))
        }
        Damage::Unsealed { path } => format!("« {} » est annoncé sans empreinte SHA-256", short(path)),
        Damage::Missing { path } => format!("« {} » est annoncé et n'y est pas", short(path)),
        Damage::Unlisted { path } => format!("« {} » s'y trouve sans être annoncé", short(path)),
        Damage::Text { path } => format!("« {} » n'est pas un texte lisible", short(path)),
        Damage::Identifier { name } => {
            format!("« {} » ne peut pas nommer une fiche ou une collection", short(name))
        }
    }
}

/// What is wrong, and what to do, in English.
pub fn english(problem: &Problem) -> (String, String) {
    use Problem as P;
    match problem {
        P::ImportUnsafe(fault) => (unsafe_english(fault), unsafe_help_english(fault)),
        P::ImportDamaged(fault) => (
            damage_english(fault),
            "ask the authority that publishes it for this content again: nothing was written".into(),
        ),
        P::ImportLicense { license: Some(license) } => (
            format!("the licence “{}” does not let this content be taken", short(license)),
            "ask the authority that publishes it to agree, or for an open licence; nothing was written".into(),
        ),
        P::ImportLicense { license: None } => (
            "nothing says under which licence this content is published: without one it cannot be taken".into(),
            "ask the authority that publishes it to name an open licence; nothing was written".into(),
        ),
        P::ImportUnreachable(silence) => (
            silence_english(silence),
            match silence {
                Silence::Unproven => "tell the authority whose site it is: nothing of it was read".into(),
                Silence::TooSlow | Silence::Status(500..) => "run again later; if it goes on, tell the authority".into(),
                _ => "try the address in a browser, then run again".into(),
            },
        ),
        P::SetAside { field, aside } => (
            match aside {
                Aside::Unknown => format!("your collection has no field “{field}”: its value is kept under “extras”"),
                Aside::Value => format!("your collection does not allow this value of “{field}”: it is kept under “extras”"),
                Aside::Reference => format!("“{field}” names a record that you do not have: the name is kept under “extras”"),
            },
            match aside {
                Aside::Unknown => format!("add “{field}” to your schema if you have a use for it; else leave it there"),
                Aside::Value => format!("give “{field}” a value of your list if you need it"),
                Aside::Reference => "import that record too, or name one of yours".into(),
            },
        ),
        P::UpstreamChanged { record, upstream } => match upstream {
            Upstream::Gone => (
                format!("the original of “{record}” is no longer published"),
                "your record does not change; ask the authority what became of it".into(),
            ),
            Upstream::Alike { now, source } => (
                format!("the original of “{record}” is no longer published under that name; it is probably called “{}” now", short(now)),
                format!("your record does not change; to take the other one too: essaim import {} {}", short(source), short(now)),
            ),
            Upstream::License { before, now } => (
                format!("the original of “{record}” went from the licence “{before}” to “{}”", short(now)),
                "your record keeps the version taken under the former licence; read the new one before you go on".into(),
            ),
            Upstream::Withheld { reason } => (
                format!("the new version of “{record}” was not taken: {reason}"),
                "your record does not change; settle this, then run essaim update again".into(),
            ),
        },
        P::MergeConflict(Conflict::Text) => (
            "this passage changed here and in the original: a choice is to be made".into(),
            "keep what suits of each version, then remove the lines of the marks (<<<<<<<, =======, >>>>>>>)".into(),
        ),
        P::MergeConflict(Conflict::File { beside }) => (
            format!("this file changed here and in the original, whose version stands beside it: “{beside}”"),
            format!("keep the file that suits under its usual name, then remove “{beside}”"),
        ),
        P::AttributionLost { publisher, line, saying } => (
            format!("this record comes from “{publisher}” and no longer says so: its licence asks for it"),
            match saying {
                Saying::Header => format!("copy this line into its header: {line}"),
                Saying::Block => format!("put this line in the place of its “origin” block: {line}"),
                Saying::File { path } => format!("a row of a table cannot say so: move it to a file of its own, {path}, with this in the header: {line}"),
            },
        ),
        P::AttributionUndrawn { record, publisher, template } => (
            format!("the page of “{record}” does not say where it comes from: the template “{template}” leaves out its origin"),
            format!(
                "remove that template to have the original back, or show {{{{ origin.publisher }}}}, {{{{ origin.license }}}} and {{{{ origin.href }}}} in it: the licence of “{publisher}” asks for it"
            ),
        ),
        _ => Default::default(),
    }
}

fn silence_english(silence: &Silence) -> String {
    match silence {
        Silence::NoHost => "no machine has that name".into(),
        Silence::NoConnection => "the machine at this address takes no call, or ends it".into(),
        Silence::TooSlow => "this address takes too long to answer".into(),
        Silence::Unproven => {
            "the protected connection fails: nothing proves that this site is what it says".into()
        }
        Silence::Status(status) => format!("this address answers with an error ({status})"),
        Silence::Other { reason } => format!("this address does not answer ({})", short(reason)),
    }
}

fn unsafe_english(fault: &Unsafe) -> String {
    match fault {
        Unsafe::Path { path } => format!("“{}” leads out of the folder it is meant for", short(path)),
        Unsafe::Name { path } => format!("“{}” is no safe name of a file", short(path)),
        Unsafe::Link { path } => format!("“{}” is a link or a special file, not a document", short(path)),
        Unsafe::Twice { path } => format!("“{}” is there twice, but for upper and lower case", short(path)),
        Unsafe::OtherHost { address } => format!("“{}” stands on another site", short(address)),
        Unsafe::Private { host } => {
            format!("“{}” is an address of this machine or of its network", short(host))
        }
        Unsafe::NotHttps { address } => format!("“{}” is no protected address (https)", short(address)),
        Unsafe::Redirect { to } => format!("this site sends elsewhere: “{}”", short(to)),
        Unsafe::TooLarge { limit } => format!("this content is larger than allowed ({} MB)", limit >> 20),
        Unsafe::TooMany { limit } => format!("this content has more than {limit} files"),
        Unsafe::Bomb { path } => format!("“{}” unpacks to far more than what was sent", short(path)),
        Unsafe::Encrypted { path } => format!("“{}” is encrypted", short(path)),
        Unsafe::Kind { path } => format!("“{}” is no file that a record is made of", short(path)),
    }
}

fn unsafe_help_english(fault: &Unsafe) -> String {
    match fault {
        Unsafe::Private { .. } => {
            "if you know that machine, add --allow-private; else give up: nothing was written".into()
        }
        Unsafe::NotHttps { .. } => "give the address in https://, or add --allow-private if that machine is of your network; nothing was written".into(),
        Unsafe::Redirect { to } => {
            format!("if it is the site you meant, give this address: {}; nothing was written", short(to))
        }
        Unsafe::TooLarge { .. } | Unsafe::TooMany { .. } => {
            "take one record at a time, by its name; nothing was written".into()
        }
        _ => "do not open it, and tell the authority whose name it bears; nothing was written".into(),
    }
}

fn damage_english(fault: &Damage) -> String {
    match fault {
        Damage::NotAnArchive => "this file is no ZIP archive that can be read".into(),
        Damage::NoDescriptor => "nothing in it describes content to take (datapackage.json)".into(),
        Damage::Descriptor { reason } => {
            format!("its description (datapackage.json) cannot be read: {}", short(reason))
        }
        Damage::Size { path, expected, found } => {
            format!("“{}” has {found} bytes instead of the {expected} announced", short(path))
        }
        Damage::Hash { path } => format!("“{}” is not the file announced: its hash differs", short(path)),
        Damage::Unsealed { path } => format!("“{}” is announced without a SHA-256", short(path)),
        Damage::Missing { path } => format!("“{}” is announced and is not there", short(path)),
        Damage::Unlisted { path } => format!("“{}” is there and was not announced", short(path)),
        Damage::Text { path } => format!("“{}” is no text that can be read", short(path)),
        Damage::Identifier { name } => format!("“{}” cannot name a record or a collection", short(name)),
    }
}
