# Ce que disent les premiers pas : un projet neuf, une fiche neuve, l'éditeur, un appel mal formé.

step-project-made = Le projet est prêt dans « { $folder } » ({ $files } fichiers).

    Et maintenant :
    { $enter }{ "  " }essaim serve
      essaim check
      essaim new { $example } "{ $title }"
step-folder-not-empty = « { $folder } » n'est pas vide : on y trouve { $names }{ $more ->
        [yes] { " …" }
       *[no] .
    }
    Rien n'a été écrit. Donnez un dossier vide ou un nouveau nom.
step-record-appended = Une fiche est ajoutée à { $path }, ligne { $line }.
step-record-made = La fiche est créée : { $path }
step-to-fill = À remplir avant de publier :
step-collections = Une fiche de quelle collection ? Par exemple : essaim new { $example } "Titre de la fiche"
    .count = { $n ->
        [one] { $n } fiche
       *[other] { $n } fiches
    }
step-unknown-collection = aucune collection ne s'appelle « { $name } ». { $nearest ->
    [0] Il y a : { $known }.
   *[other] Vouliez-vous écrire « { $nearest } » ?
}
step-unreadable = on ne peut pas lire de quoi sont faites les fiches de « { $name } » : « essaim check » dit ce qui manque à content/{ $name }/_collection.yaml
step-no-identifier = « { $title } » n'a ni lettre ni chiffre : donnez à la fiche un titre en mots
step-exists = il y a déjà une fiche « { $id } » : { $path }
    Rien n'a été écrit. Complétez-la, ou donnez un autre titre.
step-bad-title = le titre ne convient pas : { $message }
    À faire : { $help }.
step-missing-title = donnez un titre à la fiche : essaim new { $collection } "Titre de la fiche"
step-editor-ready = L'aide à la saisie est à jour ({ $files } fichiers dans .essaim et .vscode).
step-settings-by-hand = { $path } contient des commentaires : il n'a pas été modifié. Mettez-y vous-même ces lignes :
    { $lines }
step-asking = Quelques réponses, une par ligne. Entrée seule : à remplir plus tard.
step-choose = un numéro ou une valeur
step-unknown-command = « { $name } » n'est pas une commande. { step-meant }
step-unknown-code = { $nearest ->
    [0] aucun message n'a le code « { $code } ». « essaim explain » les liste tous.
   *[other] aucun message n'a le code « { $code } ». Vouliez-vous « { $nearest } » ?
}
step-unknown-option = « { $name } » n'est pas attendu ici. { step-meant }
step-bad-value = « { $value } » ne convient pas pour { $option }. { step-meant }
step-not-allowed = « { $value } » ne convient pas pour { $option }. Il y a : { $allowed }.
step-twice = { $name } est en double, ou ne va pas avec le reste. { step-meant }
step-wrong-call = cette commande est mal formée. { step-meant }
step-missing = il manque { $names }. { step-meant }
step-written = { $files } pages de manuel dans { $folder }
step-meant = { $nearest ->
    [0] « essaim --help » montre ce qui est possible.
   *[other] Vouliez-vous écrire « { $nearest } » ?
}
