# Ce que disent les imports et les mises à jour : ce qui viendrait, ce qui est venu, ce qu'il reste à faire.

import-version = version { $version }

## Avant d'écrire

import-offer-referenced = avec les fiches qu'elles nomment :
import-offer-declared = collections créées :
import-offer-kept = vous les avez déjà, elles restent :
import-offer-already = déjà importées (essaim update les met à jour) :
import-offer-fill = à remplir chez vous, par --set nom="valeur" ou plus tard sous « variables » :
import-offer-empty = (vide, ou pris dans site.yaml)
import-offer-total = { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}, { $size }o, licence { $licenses }
import-ask = Importer ? [o/N]{ " " }
import-needs-yes = rien n'a été écrit : ajoutez --yes pour importer sans poser la question
import-declined = Rien n'a été écrit.
import-nothing-new = Rien de nouveau à importer : tout est déjà là.
import-unknown = il n'y a ni fiche ni collection « { $name } » dans cette source.{ import-meant }
import-unknown-blank = rien n'a été écrit : aucune de ces fiches n'a de blanc « { $name } ».{ import-meant }
import-meant = { $nearest ->
    [0] { "" }
   *[other] { " " }Vouliez-vous dire « { $nearest } » ?
}
import-meanwhile = « { $path } » a été modifié pendant l'opération : rien n'a été écrit. Relancez la commande.
import-busy = un autre import est en cours dans ce projet : attendez qu'il finisse
import-recovered = Un import interrompu a été annulé : le projet est comme avant lui. Relancez-le si vous le voulez.
import-undo = Un import ou une mise à jour a été interrompu. Ces fichiers reviendraient à ce qu'ils étaient avant :
    { $paths }
import-more = et { $n } autres
import-ask-undo = Annuler ce qu'il a commencé ? [o/N]{ " " }
import-undo-needs-yes = rien n'a été annulé : ajoutez --yes pour le faire sans poser la question
import-bad-journal = origins/.staging/journal.json n'est pas le journal d'un import ({ $reason }) : rien n'a été changé. Si ce dossier vous vient d'ailleurs, supprimez origins/.staging

## Une fois écrit

import-taken = { $records ->
    [one] { $records } fiche importée
   *[other] { $records } fiches importées
} dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}. { $records ->
    [one] Adaptez-la
   *[other] Adaptez-les
}, puis : essaim check
import-left = { $errors ->
    [one] { $errors } point
   *[other] { $errors } points
} à régler avant de publier (ci-dessus, ou avec essaim check).
import-nothing-imported = { $name ->
    [0] Aucune fiche de ce projet n'a été importée.
   *[other] « { $name } » n'est pas une fiche importée (voir origins/lock.yaml)
}
import-lock-note =
    Écrit par « essaim import » et « essaim update » : ne le modifiez pas.
    Il retient d'où vient chaque fiche reprise ; à côté se trouve chacune telle qu'elle est venue.
    Enregistrez ce dossier avec le reste du projet.

## Un portail

import-city = { "  " }{ $name }  fiches : { $records }, { $news ->
    [new] nouvelle
    [changed] du nouveau
   *[silent] sans réponse : ce qu'on en savait reste
}
import-harvest =
    Collectivités nouvelles : { $new } ; avec du nouveau : { $changed } ; sans changement : { $same } ; sans réponse : { $silent }.
    Lignes du tableau ajoutées : { $rows-added } ; changées : { $rows-changed } ; retirées : { $rows-removed } ; écrites à la main, gardées : { $rows-kept }.
import-gathered = Collectivités réunies : { $cities } ; fiches : { $records }, dont { $adapted } reprises l'une de l'autre ; sans réponse : { $silent }.

## Les mises à jour

update-record = { $record } : mise à jour{ $version }{ $fate ->
    [merged] , vos changements gardés
    [conflict] , vos changements gardés, à départager :
   *[taken] { "" }
}
    .waiting = { $record } : à mettre à jour{ $version }{ $fate ->
        [merged] , vos changements seront gardés
        [conflict] , vos changements seront gardés, à départager alors :
       *[taken] { "" }
    }
    .unsettled = { $record } : des passages restent à départager d'une mise à jour précédente, réglez-les d'abord
update-done = Fiches mises à jour : { $taken }{ $conflicts ->
    [0] .
   *[other] , dont { $conflicts } à départager avant de publier.
}
update-offer = Fiches à mettre à jour : { $waiting }. Pour le faire : essaim update
update-up-to-date = Tout est à jour.

## Ce qui reste à départager dans un fichier

conflict-ours = Votre texte : gardez ce qui convient, puis retirez les trois lignes de repère
conflict-theirs = Texte de « { $publisher } »{ $version }
conflict-field = « { $field } » a changé chez vous et chez « { $publisher } »{ $version }, qui écrit :
conflict-gone = (ce champ a été retiré)
conflict-settle = Gardez la valeur qui convient, puis retirez ces lignes.
conflict-text = le texte
conflict-beside = conflit

## Ce qu'on écrit à qui a publié l'original

reuse-to = À : { $publisher }
reuse-took = « { $ours } » a repris « { $title } »{ $version } le { $day }.
reuse-url = Notre version : { $url }
reuse-changes = Ce que nous avons changé : { $changes ->
    [0] rien pour l'instant
   *[other] { $changes }
}
reuse-proposal = Pour l'ajouter à votre liste de réutilisations, enregistrez ceci sous { $path } :
