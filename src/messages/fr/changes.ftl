# Ce qui a changé d'une publication des données à l'autre.

changes-title = Ce qui a changé dans les données
changes-from = Avant :
changes-to = Après :
changes-cell = { $column } : { $old } → { $new }
changes-empty = (vide)
changes-properties = La description de l'ensemble a changé :
changes-row = Ligne
changes-column = Colonne
changes-before = Avant
changes-after = Après
changes-added = Lignes ajoutées
changes-removed = Lignes retirées
changes-changed = Lignes corrigées
changes-others = { $n ->
    [one] { $n } autre
   *[other] { $n } autres
}

## Un tableau

changes-table-added = tableau ajouté, { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
changes-table-removed = tableau retiré, { $n ->
    [one] { $n } ligne
   *[other] { $n } lignes
}
changes-columns-added = { $n ->
    [one] colonne ajoutée :
   *[other] colonnes ajoutées :
} { $names }
changes-columns-removed = { $n ->
    [one] colonne retirée :
   *[other] colonnes retirées :
} { $names }
changes-links-added = { $n ->
    [one] lien nouveau, ou vers un autre tableau :
   *[other] liens nouveaux, ou vers d'autres tableaux :
} { $names }
changes-links-removed = { $n ->
    [one] lien retiré :
   *[other] liens retirés :
} { $names }
changes-column-described = colonne décrite autrement : { $name } ({ $properties })
changes-moved = les colonnes ont changé d'ordre
changes-rekeyed = les lignes sont reconnues à d'autres colonnes
changes-redescribed = le titre du tableau a changé
changes-rows-added = { $n ->
    [one] { $n } ligne ajoutée
   *[other] { $n } lignes ajoutées
}
changes-rows-removed = { $n ->
    [one] { $n } ligne retirée
   *[other] { $n } lignes retirées
}
changes-rows-changed = { $n ->
    [one] { $n } ligne corrigée
   *[other] { $n } lignes corrigées
}
changes-cells = { $n ->
    [one] { $n } cellule
   *[other] { $n } cellules
}

## La version

changes-none = Aucune différence.
changes-proposal = Version proposée : { $version } ({ $level ->
    [patch] des corrections seulement
    [minor] des lignes ou des tableaux sont venus, ou des lignes sont parties
   *[major] des colonnes, des liens ou un tableau ont changé : les programmes qui lisent ces données doivent suivre
})
release-recorded = La version { $version } est notée dans { $path } : complétez sa « note », puis construisez et publiez.
release-same = Rien n'a changé : aucune version à noter.
release-no-date = le nouveau jeu de données ne dit pas sa date de publication
    { "  " }à faire : donnez une date à vos fiches (champ dct:modified) ou SOURCE_DATE_EPOCH, construisez, puis recommencez
release-already = la version { $version } est déjà notée dans content/releases.yaml, au { $date }
    { "  " }à faire : comparez avec le jeu publié depuis, ou retirez cette version si elle n'a jamais été publiée

## Ce qui ne se compare pas

package-missing = aucun jeu de données à « { $address } » ({ $reason })
    { "  " }à faire : donnez le dossier publié, une archive ZIP, ou l'adresse du site
package-site = { $address } : { $message }
    { "  " }à faire : { $help }
package-descriptor = « datapackage.json » de « { $address } » ne se lit pas ({ $reason })
    { "  " }à faire : construisez de nouveau ce site
package-table = le tableau « { $table } » de « { $address } » ne se lit pas ({ $reason })
    { "  " }à faire : vérifiez que la copie est complète
