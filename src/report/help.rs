//! The command line's help in French: what `--help`, the completions and the manual pages say.
//!
//! In: a name of a command or of an option. Out: its sentence; English stands with the commands themselves.

/// The help of a command (`new`), of an option of every command (`--root`), or of one command's (`build --output`).
#[must_use]
pub fn translate(name: &str) -> Option<&'static str> {
    FRENCH.iter().find(|(known, _)| *known == name).map(|(_, words)| *words)
}

#[rustfmt::skip]
const FRENCH: &[(&str, &str)] = &[
    ("", "Fait d'un dossier de Markdown, de YAML et de CSV un site et des données ouvertes."),
    ("after", "Pour commencer :\n  essaim init mon-site       crée un projet qui se construit tout de suite\n  essaim new outils \"Titre\"  prépare une fiche à remplir\n  essaim serve               montre le site et suit chaque enregistrement\n  essaim check               dit ce qui ne va pas, et que faire\n\nPour les distributions : essaim completions, essaim man."),
    ("usage", "Utilisation :"),
    ("commands", "Commandes"),
    ("arguments", "Arguments"),
    ("options", "Options"),
    ("help", "Affiche cette aide"),
    ("version", "Affiche la version"),
    ("--root", "Le dossier du projet : celui qui contient « content » [défaut : .]"),
    ("--lang", "La langue des messages, fr ou en ; sinon, celle de la machine"),
    ("--format", "La forme des messages : human pour une personne ; json, sarif ou github pour un programme"),
    ("check", "Dit tous les problèmes de tous les fichiers ; n'écrit rien"),
    ("build", "Vérifie, puis publie tout le site, ou rien"),
    ("build --output", "Le dossier où le site est publié ; un chemin relatif part du dossier courant"),
    ("build --weights", "Dit ce que pèse la page la plus lourde de chaque sorte, face au budget"),
    ("build --base-url", "L'adresse qu'aura le site, à la place de celle de site.yaml"),
    ("init", "Crée un projet : collections, exemples, pages, aide à la saisie, publication"),
    ("init --dir", "Le dossier à créer, ou un dossier vide"),
    ("init --name", "Le nom de la collectivité qui publie"),
    ("init --email", "L'adresse électronique où l'on répond, celle d'un service"),
    ("new", "Ajoute une fiche, avec tous les champs de sa collection, prête à remplir"),
    ("new --collection", "La collection ; sans elle, la liste de toutes"),
    ("new --title", "Le titre de la fiche, entre guillemets"),
    ("serve", "Montre le site dans un navigateur et suit chaque enregistrement ; n'écrit rien"),
    ("serve --port", "Le port ; sinon, le premier libre à partir de 4000"),
    ("serve --host", "L'adresse d'écoute ; toute autre que celle de cette machine montre les brouillons au réseau [défaut : 127.0.0.1]"),
    ("serve --open", "Ouvre le navigateur"),
    ("serve --poll", "Cherche les changements à intervalles : pour les lecteurs réseau qui n'en disent rien"),
    ("serve --editor", "Ce qui ouvre un fichier depuis un message : vscode ou none [défaut : vscode]"),
    ("import", "Reprend des fiches ou des kits du site d'une autre collectivité, avec leur origine"),
    ("import --source", "L'adresse d'un site, d'une page ou d'un kit ; un dossier ; une archive ZIP ; une liste de sites (sources.yaml)"),
    ("import --names", "Ce qu'il faut reprendre : « kits » ou « kits/reunions » ; sinon, le kit, ou tout"),
    ("import --set", "Ce qui remplit un blanc de ce qui est repris : --set ville=\"Antan\" ; une fois pour chacun"),
    ("import --yes", "Importe sans poser de question"),
    ("update --yes", "Annule sans demander ce qu'un import interrompu a laissé"),
    ("update", "Met les fiches importées à jour de leur original, sans perdre une modification d'ici"),
    ("update --names", "Ce qu'il faut mettre à jour : « kits » ou « kits/reunions » ; sinon, tout"),
    ("update --check", "Regarde seulement : le code de retour est 1 s'il y a du nouveau"),
    ("update --tell", "Écrit de quoi prévenir les collectivités : ce qui a été repris, ce qui a été changé"),
    ("--allow-private", "Interroge aussi les adresses de cette machine et de son réseau, même non protégées"),
    ("diff", "Dit ce qui a changé entre deux publications des données, et propose la version suivante"),
    ("diff --old", "Ce qui était publié : un dossier, une archive ZIP ou une adresse"),
    ("diff --new", "Ce qui est publié, ou va l'être : « output », par exemple"),
    ("diff --record", "Note la version dans content/releases.yaml"),
    ("diff --format", "La forme : human pour une personne, json pour un programme, html pour une page"),
    ("explain", "Explique le code d'un message ; sans code, les liste tous"),
    ("explain --code", "Le code entre crochets : unknown-key"),
    ("editor", "Met à jour l'aide à la saisie de l'éditeur quand un schéma a changé"),
    ("completions", "Écrit le fichier de complétion d'un interpréteur de commandes"),
    ("completions --shell", "L'interpréteur : bash, zsh, fish, elvish ou powershell"),
    ("man", "Écrit les pages de manuel"),
    ("man --dir", "Le dossier où les écrire"),
];
