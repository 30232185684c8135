# Ce qu'un rapport dit autour des problèmes : son cadre, le bilan, les refus de la machine, le poids des pages.

## Le cadre d'un rapport

severity-error = erreur
severity-warning = attention
to-do = à faire
first-here = déjà ici
first-here-at = { $message } (déjà ici : { $place })
at-line = ligne { $line }
others-alike = … et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
} du même genre : { $list }{ $cut ->
    [short] {" "}…
   *[whole] {""}
}
others-lines = { $count ->
    [one] ligne
   *[other] lignes
} { $lines }
too-many-to-show = Il y en a trop pour tout montrer : corrigez d'abord ceux-ci, puis relancez.
tally = { $errors ->
    [one] { $errors } erreur
   *[other] { $errors } erreurs
}, { $warnings ->
    [one] { $warnings } avertissement
   *[other] { $warnings } avertissements
}

## Ce qu'un passage dit de lui-même

all-is-well = Tout est en ordre.
published = { $files ->
    [one] { $files } fichier publié
   *[other] { $files } fichiers publiés
} ({ $kilobytes } Ko) dans { $folder }
nothing-published = Rien n'a été publié : le site en place n'a pas changé.
no-project = il n'y a pas de projet essaim dans « { $folder } » : on n'y trouve pas de dossier « content »
bad-argument = « { $value } » ne convient pas pour { $argument }
foreign-files = « { $folder } » contient { $count ->
    [one] { $count } fichier qu'essaim n'a pas écrit, ou qui a été modifié
   *[other] { $count } fichiers qu'essaim n'a pas écrits, ou qui ont été modifiés
} : { $files }{ $cut ->
    [short] {" "}…
   *[whole] {""}
}
    .help = Rien n'a été touché. Déplacez-les, ou publiez dans un autre dossier avec --output.
not-published = Rien n'a été publié, le site en place n'a pas changé.
heaviest-pages = Pages les plus lourdes, compressées (budget : { $kibibytes } Kio, { $requests } requêtes) :
page-weight = {"  "}{ $kind } { $size } Kio, { $requests ->
    [one] { $requests } requête
   *[other] { $requests } requêtes
}{ $within ->
    [no] {" "}(au-delà du budget)
   *[yes] {""}
}  { $page }
page-kind = { $kind ->
    [home] accueil
    [collection] liste
    [record] fiche
    [edition] édition
    [data] données
    [table] tableau
    [not-found] introuvable
    [site-map] plan du site
    [legal] mentions légales
    [accessibility] accessibilité
    [booklet] livret
    [story] récit
    [petal] branche de roue
    [deck] jeu de cartes
    [search] recherche
   *[other] { $kind }
}

## La machine

# Ce que la machine refuse ; ce qui est trop rare garde les mots du système.
machine-fault = { $fault ->
    [not-found] il n'y a rien de ce nom
    [permission-denied] vous n'en avez pas le droit
    [already-exists] ce nom est déjà pris
    [addr-in-use] un autre programme occupe déjà ce port
    [addr-not-available] cette adresse n'est pas celle de cette machine
    [storage-full] le disque est plein
    [quota-exceeded] votre part du disque est pleine
    [read-only-filesystem] ce disque ne peut être que lu
    [not-a-directory] un fichier est là où il faudrait un dossier
    [is-a-directory] un dossier est là où il faudrait un fichier
    [directory-not-empty] ce dossier n'est pas vide
    [invalid-filename] ce nom ne peut pas être celui d'un fichier
    [file-too-large] ce fichier est trop gros
    [resource-busy] un autre programme s'en sert
    [executable-file-busy] un autre programme s'en sert
    [timed-out] la réponse n'est pas venue à temps
    [out-of-memory] la mémoire est pleine
    [invalid-data] ce n'est pas du texte en UTF-8
   *[other] { $reason }
}
machine-fault-at = « { $path } » : { machine-fault }
