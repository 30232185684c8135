# Les problèmes des contenus, un message par code : ce qui ne va pas, puis (.help) ce qu'il faut faire.
#
# Style : une phrase chacun ; les noms tels que la personne les a écrits, entre « » ; ni reproche, ni jargon, ni mot de
# l'intérieur du programme. [0] est la forme d'un argument absent. À lire à voix haute.

## Morceaux de phrases

suggestion = { $nearest ->
    [0] {""}
   *[other] vouliez-vous écrire « { $nearest } » ? Sinon,{" "}
}
choices-none = une valeur permise
choices-many = { $shown } … ({ $count } valeurs possibles)
condition = « { $field } » vaut « { $value } »
conditions = { $others } et { $last }
theme-back = corrigez ce fichier du thème, ou supprimez-le pour retrouver celui d'origine
fill = { $blank ->
    [key] ajoutez une ligne « { $field }: … »
    [value] écrivez la valeur après « { $field }: »
   *[cell] remplissez la cellule de la colonne « { $field } »
}
# À qui appartient une clé, en tête de phrase.
owner-of-key = { $owner ->
    [record] la collection « { $holder } »
    [table] la collection « { $holder } »
    [row] une ligne de « { $holder } »
    [site] site.yaml
    [portal] sources.yaml
    [collection] _collection.yaml
    [shared-fields] _fields.yaml
    [field] un champ
    [constraints] la liste des contraintes
    [schema] un schéma
    [view] cette présentation
    [picture] une figure
    [chapter] un chapitre
    [section] une section
    [rule] une règle
    [category] une valeur permise
    [foreign-key] une clé étrangère
    [lock] origins/lock.yaml
    [page] une page
    [part] une partie
    [lints] la liste des contrôles
    [release] une version
    [released-table] un tableau d'une version
    [removed-record] une fiche retirée
   *[other] « { $owner } »
}
# Un type, avec son article.
kind-name = { $kind ->
    [string] un texte
    [number] un nombre
    [integer] un nombre entier
    [boolean] oui ou non
    [date] une date
    [time] une heure
    [datetime] une date avec l'heure
    [year] une année
    [yearmonth] un mois
    [duration] une durée
    [list] une liste
    [array] une liste de lignes
    [object] un ensemble de clés
    [geopoint] un point (longitude, latitude)
    [geojson] une forme GeoJSON
   *[other] une valeur de type « { $kind } »
}
format-name = { $format ->
    [email] une adresse électronique
    [uri] une adresse web complète
    [uuid] un identifiant UUID
    [binary] une donnée en base64
   *[other] au format « { $format } »
}
# Ce qu'un champ doit être pour une présentation, et comment il le devient.
drawable = { $wanted ->
    [number] un nombre
    [date] une date
    [reference] une référence à une autre fiche
   *[group] une référence ou une liste de valeurs permises
}
    .how = { $wanted ->
        [number] type number ou integer
        [date] type date, datetime, yearmonth ou year
        [reference] clé « reference »
       *[group] clé « reference » ou « categories »
    }

## Fichiers, YAML et tableaux

not-utf8 = { $fault ->
    [utf16] ce fichier est enregistré en UTF-16 (« Unicode »), pas en UTF-8
    [zero] il y a ici un octet nul : ce fichier n'est pas un texte, ou il est abîmé
   *[bytes] ce caractère n'est pas en UTF-8 : ce fichier a sans doute été enregistré à l'ancienne (Windows-1252, « ANSI »)
}
    .help = enregistrez-le avec l'encodage « UTF-8 » (Bloc-notes : Enregistrer sous, Encodage)
text-normalized = { $change ->
    [name] dans le nom de ce fichier, des accents sont écrits à part de leur lettre : ils sont lus avec elle
    [mark] une espace insécable suit « { $mark } » : elle est lue comme une espace ordinaire
   *[accents] des accents sont écrits à part de leur lettre, comme le fait un Mac : ils sont lus avec elle
}
    .help = { $change ->
        [name] rien n'est perdu ; pour ne plus lire cet avis, renommez le fichier en retapant les lettres accentuées
        [mark] remplacez-la par une espace ordinaire ; d'autres lignes de ce fichier peuvent être écrites de même
       *[accents] rien n'est perdu ; pour ne plus lire cet avis, retapez les lettres accentuées
    }
file-too-large = ce fichier pèse { $size } Mo, la limite est de { $limit } Mo
    .help = allégez-le, découpez-le, ou publiez-le ailleurs et donnez son adresse
unreadable = ce fichier ne peut pas être lu ({ machine-fault })
    .help = vérifiez ses droits d'accès, et que le lien mène quelque part si c'en est un
outside-project = ce lien symbolique mène hors du projet : il n'est pas suivi
    .help = copiez le fichier dans le projet à la place du lien
link-loop = ce lien symbolique tourne en rond, ou passe par un autre lien : il n'est pas suivi
    .help = supprimez-le, ou copiez le dossier dans le projet à sa place
not-a-file = ce n'est ni un fichier ni un dossier (un tube, une prise ou un périphérique) : il n'est pas lu
    .help = supprimez-le du projet
import-interrupted = un import ou une mise à jour a été interrompu : le projet est peut-être à moitié changé
    .help = s'il est encore en cours, attendez qu'il finisse ; sinon lancez « essaim update », qui montre ce qu'il annulerait et vous le demande
invalid-identifier = « { $name } » ne peut pas servir d'identifiant : minuscules sans accents, chiffres et tirets seulement
    .help = { $proposal ->
        [0] choisissez un nom fait de lettres de a à z, de chiffres et de tirets
       *[other] renommez-le en « { $proposal } »
    }
stray-file = { $stray ->
    [unnamed] ce fichier n'est pas une fiche et aucun texte n'y mène : il est publié tel quel, sans être vérifié
    [settings] ce nom n'est pas celui d'un fichier de réglages : ce fichier n'est pas lu
   *[homeless] ce fichier n'a pas de place ici et n'est pas publié
}
    .help = { $nearest ->
        [0] { $stray ->
            [unnamed] mettez dans un texte un lien vers lui, retirez-le, ou faites commencer son nom par « _ »
           *[other] rangez-le dans une collection ou dans « content/pages », ou faites commencer son nom par « _ »
        }
       *[other] { $stray ->
            [settings] renommez-le en « { $nearest } »
           *[other] si c'est une fiche, renommez-le en « { $nearest } » ; sinon, faites commencer son nom par « _ »
        }
    }
yaml-syntax = { $fault ->
    [colon-in-value] cette valeur contient « : », que YAML prend pour une nouvelle clé
    [tab] il y a une tabulation, que YAML n'accepte pas ici
    [unclosed-quote] « { $mark } » est ouvert ici et n'est jamais refermé
    [unclosed-bracket] « [ » est ouvert ici et n'est jamais refermé
    [unclosed-brace] « {"{"} » est ouvert ici et n'est jamais refermé
    [after-apostrophe] il y a du texte après l'apostrophe, qui ferme ici les guillemets
    [after-quote] il y a du texte après le guillemet fermant
    [after-bracket] il y a du texte après le « { $mark } » fermant
    [indentation] cette ligne n'est pas alignée avec ses voisines
    [missing-colon] cette ligne n'a pas la forme « clé: valeur »
    [no-space-after-colon] il manque une espace après les deux-points
    [dash-without-space] il manque une espace après le tiret
    [reserved] une valeur ne peut pas commencer par « { $mark } »
    [no-break-space] il y a une espace insécable, que YAML ne prend pas pour une espace
    [backslash] « \ » a un sens spécial entre guillemets doubles
    [invisible] il y a ici un caractère invisible, qu'un texte ne peut pas contenir
    [alias] « & » et « * » en tête de valeur ont un sens spécial en YAML, dont essaim ne se sert pas
    [too-deep] les valeurs sont imbriquées trop profondément
    [several-documents] ce fichier contient plusieurs documents séparés par « --- »
   *[other] cette ligne n'est pas du YAML correct
}
    .help = { $fault ->
        [colon-in-value] mettez la valeur entre guillemets droits : "…"
        [tab] remplacez-la par des espaces (deux par niveau)
        [unclosed-quote] ajoutez le guillemet qui manque à la fin de la valeur
        [unclosed-bracket] ajoutez le « ] » qui manque
        [unclosed-brace] ajoutez le « {"}"} » qui manque
        [after-apostrophe] entourez toute la valeur de guillemets droits doubles : "L'été"
        [after-quote] entourez toute la valeur de guillemets, ou retirez-les ; un guillemet intérieur s'écrit \"
        [after-bracket] si la valeur est un texte, mettez-la entière entre guillemets droits : "…"
        [indentation] alignez les clés d'un même niveau sur la même colonne, avec des espaces
        [missing-colon] écrivez le nom du champ, deux-points, une espace, puis la valeur
        [no-space-after-colon] écrivez le nom du champ, deux-points, une espace, puis la valeur
        [dash-without-space] écrivez un tiret, une espace, puis la valeur ; si ce n'est pas une liste, mettez la valeur entre guillemets
        [reserved] mettez la valeur entre guillemets droits : "…"
        [no-break-space] remplacez-la par une espace ordinaire : effacez-la, puis appuyez sur la barre d'espace
        [backslash] entourez la valeur d'apostrophes droites ('…'), ou doublez-le : « \\ »
        [invisible] effacez-le ; au besoin, retapez le mot
        [alias] mettez la valeur entre guillemets droits : "…"
        [too-deep] simplifiez la structure
        [several-documents] gardez-en un seul, ou faites-en plusieurs fichiers
       *[other] vérifiez guillemets, crochets et alignement ; dans le doute, mettez la valeur entre guillemets
    }
comment-in-value = « { $lost } » est pris pour un commentaire et n'est pas publié
    .help = si c'est du texte, mettez toute la valeur entre guillemets droits : "…" ; sinon, laissez une espace après « # »
smart-quotes = les guillemets de { $value } seront publiés avec le texte
    .help = retirez-les, ou remplacez-les par des guillemets droits : "…"
duplicate-key = la clé « { $key } » est écrite deux fois
    .help = gardez une seule des deux lignes
front-matter-unclosed = l'en-tête ouvert par « --- » n'est jamais refermé
    .help = ajoutez une ligne « --- » après la dernière ligne de l'en-tête, avant le texte
front-matter-missing = ce fichier n'a pas d'en-tête
    .help = commencez-le par une ligne « --- », les champs, puis une autre ligne « --- »
front-matter-fence = « { $written } » n'ouvre ni ne ferme l'en-tête
    .help = écrivez trois traits d'union, seuls et en début de ligne : « --- »
csv-delimiter = impossible de savoir si les colonnes sont séparées par des virgules ou des points-virgules
    .help = mettez entre guillemets les titres de colonnes qui contiennent une virgule ou un point-virgule
csv-quote = un guillemet ouvert n'est jamais refermé
    .help = fermez-le ; un guillemet dans le texte s'écrit deux fois ("")
too-many-rows = ce tableau a plus de { $limit } lignes
    .help = gardez ici ce qui se lit, et publiez le reste ailleurs en donnant son adresse
unknown-key = { owner-of-key } n'a pas de { $owner ->
    [record] champ
    [table] champ
    [row] champ
    [lints] contrôle
   *[other] clé
} « { $key } »
    .help = { suggestion }{ $owner ->
        [table] renommez ou supprimez la colonne
       *[other] corrigez le nom, ou supprimez la ligne
    }
missing-key = il manque « { $key } » { $owner ->
    [record] dans cette fiche de « { $holder } »
    [page] dans l'en-tête de cette page
    [publisher] sous « publisher »
    [license] sous « license »
   *[other] ici
}
    .help = ajoutez une ligne « { $key }: … »
wrong-shape = { $expected ->
    [list] on attend ici une liste
    [mapping] on attend ici des lignes « clé: valeur »
    [boolean] on attend ici « true » ou « false »
    [number] on attend ici un nombre
   *[text] on attend ici un texte
}
    .help = { $line ->
        [0] { $value ->
            [0] { $expected ->
                [list] écrivez une valeur par ligne, précédée d'un tiret, ou [a, b]
                [mapping] écrivez une clé par ligne, alignées
                [boolean] écrivez true (oui) ou false (non)
                [number] écrivez un nombre en chiffres
               *[text] écrivez une seule valeur sur la ligne
            }
           *[other] écrivez « { $value } »
        }
       *[other] écrivez une ligne par élément, par exemple « { $line } »
    }
unknown-choice = « { $value } » n'est pas un choix possible
    .help = { suggestion }écrivez { $allowed }
item-twice = « { $value } » est deux fois dans « { $field } »
    .help = gardez-le une seule fois
import-unsafe = { $fault ->
    [path] « { $what } » mène hors du dossier prévu
    [name] « { $what } » n'est pas un nom de fichier sûr
    [link] « { $what } » est un lien ou un fichier spécial, pas un document
    [twice] « { $what } » s'y trouve deux fois, à la casse près
    [other-host] « { $what } » se trouve sur un autre site
    [private] « { $what } » est une adresse de cette machine ou de son réseau
    [not-https] « { $what } » n'est pas une adresse protégée (https)
    [redirect] ce site renvoie ailleurs : « { $what } »
    [too-large] ce contenu dépasse la taille permise ({ $limit } Mo)
    [too-many] ce contenu compte plus de { $limit } fichiers
    [bomb] « { $what } » se déplie en bien plus que ce qui a été envoyé
    [encrypted] « { $what } » est chiffré
   *[kind] « { $what } » n'est pas un fichier dont une fiche est faite
}
    .help = { $fault ->
        [private] si vous connaissez cette machine, ajoutez --allow-private ; sinon, renoncez : rien n'a été écrit
        [not-https] donnez l'adresse en https://, ou ajoutez --allow-private si cette machine est de votre réseau ; rien n'a été écrit
        [redirect] si c'est bien le site voulu, donnez cette adresse : { $what } ; rien n'a été écrit
        [too-large] reprenez une fiche à la fois, en la nommant ; rien n'a été écrit
        [too-many] reprenez une fiche à la fois, en la nommant ; rien n'a été écrit
       *[other] ne l'ouvrez pas, et prévenez la collectivité dont il porte le nom ; rien n'a été écrit
    }
import-unreachable = { $fault ->
    [no-host] aucune machine ne porte ce nom
    [no-connection] la machine à cette adresse refuse l'appel, ou le coupe
    [too-slow] cette adresse met trop de temps à répondre
    [unproven] la connexion protégée échoue : rien ne prouve que ce site est bien celui qu'il dit être
    [other] cette adresse ne répond pas ({ $reason })
   *[status] cette adresse répond par une erreur ({ $status })
}
    .help = { $fault ->
        [unproven] prévenez la collectivité qui tient ce site : rien n'en a été lu
        [too-slow] relancez plus tard ; si cela dure, prévenez la collectivité
        [failing] relancez plus tard ; si cela dure, prévenez la collectivité
       *[other] vérifiez l'adresse dans un navigateur, puis relancez
    }

## Réglages du site

missing-site = il manque « content/site.yaml », qui donne le titre, la langue et l'éditeur du site
    .help = créez-le ; deux lignes suffisent pour commencer : « title: … » et « language: fr »
invalid-setting = « { $value } » ne convient pas pour « { $key ->
    [portal-collection] collection (sources.yaml)
   *[other] { $key }
} »
    .help = { $key ->
        [languages] donnez des codes de langue en minuscules, autres que celui du site : « en », « pt-br »
        [budget] donnez un nombre entier
        [language] donnez un code de langue, par exemple « fr » ou « en »
        [base_url] donnez une adresse complète, sans « ? » ni « # », par exemple https://www.ville.fr/innovation/
        [sources] donnez l'adresse complète d'un site, qui commence par https://, une par ligne
        [portal-collection] donnez un nom en minuscules, sans accent ni espace, qu'aucune collection d'ici ne porte, par exemple « federation »
        [email] donnez une seule adresse électronique, par exemple contact@ville.fr
        [phone] donnez un numéro de téléphone et rien d'autre, par exemple 01 00 00 00 00
        [rdfType] donnez un terme d'un vocabulaire connu, comme « dct:title » ou « schema:name », ou son adresse complète
        [siret] donnez les 14 chiffres du SIRET ; sa clé de contrôle ne tombe pas juste
        [insee] donnez le code INSEE de la commune, cinq caractères entre guillemets : "06004"
        [date] donnez une date, par exemple 2026-03-01
        [url] donnez une adresse complète, qui commence par https://
        [scheme] donnez une adresse complète, qui commence par https://
        [report] donnez une adresse complète, qui commence par https://
        [rate] donnez un pourcentage, de 0 à 100
        [results] cette collection doit avoir un champ « rdfType: earl:test » (le critère) et un champ « rdfType: earl:outcome » dont les valeurs permises sont parmi C, NC, D, NA, NT et HO
        [temporal] donnez le premier et le dernier jour, par exemple 2024-01-01/2024-12-31
        [version] donnez trois nombres séparés par des points, par exemple 1.2.0
        [added] donnez un nombre de lignes, par exemple 3
        [removed] donnez un nombre de lignes, par exemple 3
        [changed] donnez un nombre de lignes, par exemple 3
        [collection] donnez l'identifiant tel qu'il était dans l'adresse, par exemple la-balade
        [id] donnez l'identifiant tel qu'il était dans l'adresse, par exemple la-balade
        [consent] donnez la date de l'accord, par exemple 2026-03-01
        [bbox] donnez quatre nombres : ouest, sud, est, nord, par exemple [7.06, 43.54, 7.15, 43.62]
       *[other] corrigez cette valeur
    }
insecure-address = l'adresse « { $address } » n'est pas chiffrée : ce qu'on lit sur le site passe en clair
    .help = si le site répond aussi en « https:// », donnez cette adresse-là
language-without-interface = l'interface n'existe pas en « { $language } » : ses mots seront en anglais
    .help = traduisez-la dans « themes/<thème>/i18n/{ $language }.yaml », ou choisissez « fr » ou « en »
lint-unfit = « { $code } » arrête toujours la publication : ce contrôle ne se règle pas
    .help = retirez cette ligne ; se règlent les avertissements, et { $settable }
release-order = la version { $version } n'est pas plus ancienne que la version { $above }, écrite au-dessus
    .help = rangez les versions de la plus récente à la plus ancienne, par numéro et par date
license-unlisted = la licence « { $name } » n'est pas de celles qu'une administration peut choisir librement
    .help = choisissez « etalab-2.0 » ou « ODbL-1.0 », ou faites homologuer la vôtre

## Schémas et valeurs

schema-file-missing = le schéma « { $name } » n'existe pas à côté de ce fichier
    .help = vérifiez son nom, ou écrivez le schéma ici même sous « schema: »
schema-syntax = ce schéma n'est pas un Table Schema lisible ({ $reason })
    .help = reprenez le fichier publié par ses auteurs, sans le modifier
unknown-field-name = aucun champ du schéma ne s'appelle « { $name } »
    .help = { suggestion }donnez le nom d'un champ du schéma
unknown-collection = aucune collection ne s'appelle « { $name } »
    .help = { suggestion }donnez le nom d'un dossier de « content »
field-twice = le champ « { $name } » est déclaré deux fois
    .help = gardez une seule des deux déclarations
field-reserved = « { $name } » est une colonne qu'essaim ajoute à chaque table
    .help = donnez un autre nom à ce champ
invalid-pattern = « { $pattern } » n'est pas une expression régulière correcte
    .help = vérifiez les parenthèses et les crochets
constraint-unfit = la contrainte « { $constraint } » n'a pas de sens pour le type « { $kind } »
    .help = retirez-la, ou changez le type du champ
bounds-crossed = entre « { $low } » ({ $least }) et « { $high } » ({ $most }), aucune valeur ne convient
    .help = corrigez l'une des deux bornes
view-unfit = { $field ->
    [0] la présentation « { $view } » n'a rien à montrer : aucun champ n'est { drawable } ({ drawable.how })
   *[other] « { $field } » n'est pas { drawable } : la présentation « { $view } » ne peut rien en montrer
}
    .help = { $field ->
        [0] ajoutez un tel champ, ou choisissez une autre présentation, par exemple « view: cards »
       *[other] nommez pour « { $key } » un champ qui soit { drawable } ({ drawable.how })
    }
unit-unknown = « { $unit } » n'est pas une unité que les programmes connaissent
    .help = { $nearest ->
        [0] donnez une monnaie (EUR), une unité (h, km, m2), ou un mot entre accolades : "{"{"}personne{"}"}"
       *[other] écrivez « unit: { $nearest } »
    }
required-missing = le champ obligatoire « { $field } » est vide
    .help = { fill }
advised-missing = le champ recommandé « { $field } » est vide
    .help = { fill } quand vous aurez l'information
wrong-type = « { $value } » n'est pas { kind-name } ({ $field })
    .help = { $hint ->
        [0] donnez à « { $field } » { kind-name }
       *[other] écrivez par exemple « { $hint } »
    }
date-impossible = la date « { $value } » n'existe pas ({ $field })
    .help = vérifiez le jour et le mois
date-incomplete = « { $value } » ne dit pas le jour, et « { $field } » attend une date complète
    .help = ajoutez le jour (2015-06-30), ou demandez le type « yearmonth » ou « year » dans le schéma
leading-zero = « { $value } » commence par un zéro, qu'un nombre perdrait ({ $field })
    .help = retirez le zéro ; si c'est un code et non une quantité, demandez le type « string » dans le schéma
not-allowed = « { $value } » n'est pas une valeur de « { $field } »
    .help = { suggestion }choisissez { $allowed }
too-short = « { $field } » est trop court : { $length } pour au moins { $minimum }
    .help = complétez-le
too-long = « { $field } » est trop long : { $length } pour au plus { $maximum }
    .help = raccourcissez-le
too-small = « { $field } » vaut { $value }, le minimum est { $minimum }
    .help = corrigez la valeur
too-large = « { $field } » vaut { $value }, le maximum est { $maximum }
    .help = corrigez la valeur
not-above = « { $field } » vaut { $value }, il doit dépasser { $bound }
    .help = corrigez la valeur
not-below = « { $field } » vaut { $value }, il doit rester sous { $bound }
    .help = corrigez la valeur
pattern-mismatch = « { $value } » n'a pas la forme attendue pour « { $field } »
    .help = la forme attendue est décrite par l'expression « { $pattern } »
format-mismatch = « { $value } » n'est pas { format-name } ({ $field })
    .help = donnez à « { $field } » { format-name }
delimiter-in-item = une valeur de « { $field } » contient « { $delimiter } », qui sépare les valeurs dans une cellule
    .help = écrivez-la sans « { $delimiter } », ou déclarez un autre « delimiter: » dans le schéma
item-empty = ce tiret n'a rien derrière lui ({ $field })
    .help = écrivez la valeur, ou retirez la ligne

## Fiches, tableaux et traductions

undeclared-collection = le dossier « { $name } » contient des fiches, mais rien ne dit de quoi elles sont faites
    .help = créez « content/{ $name }/_collection.yaml », ou placez ces fichiers dans une collection
pages-declared = « content/pages » contient de simples pages, pas une collection : ce fichier n'est pas lu
    .help = supprimez-le ; si ces pages sont des fiches, donnez un autre nom à leur dossier
parts-undeclared = ce fichier est dans le dossier d'une fiche, mais sa collection n'a pas de parties
    .help = ajoutez « parts: true » au fichier _collection.yaml, ou déplacez ce fichier
csv-cells = cette ligne a { $found ->
    [one] { $found } cellule
   *[other] { $found } cellules
}, l'en-tête en a { $expected }
    .help = ajoutez ou retirez des séparateurs ; une valeur qui en contient un se met entre guillemets
csv-header-twice = la colonne « { $name } » est là deux fois
    .help = renommez ou supprimez l'une des deux
csv-header-empty = la colonne { $column } n'a pas de titre
    .help = donnez-lui le nom d'un champ, ou supprimez-la
header-missing = la colonne « { $field } » manque
    .help = ajoutez-la à la première ligne du tableau
header-misplaced = la colonne « { $field } » n'est pas à sa place : on y trouve « { $found } »
    .help = remettez les colonnes dans l'ordre du schéma
duplicate-identifier = l'identifiant « { $id } » est déjà pris
    .help = renommez l'un des deux fichiers, ou changez l'un des deux « id »
broken-reference = « { $value } » n'existe pas dans « { $collection } »
    .help = { suggestion }donnez l'identifiant d'une fiche qui existe (le nom de son fichier)
alias-taken = « { $name } » ne peut pas être une ancienne adresse : une autre fiche ou page l'a déjà
    .help = retirez-le de « aliases: », ou renommez l'autre
translation-orphan = ce fichier traduit « { $original } », qui n'existe pas
    .help = { suggestion }donnez-lui le nom du fichier qu'il traduit, la langue avant « .md »
translation-language = ce fichier traduit en « { $language } », qui n'est pas une langue du site : il n'est pas publié
    .help = { suggestion }ajoutez la langue sous « languages: » dans site.yaml, ou renommez le fichier
translation-field = « { $field } » ne se traduit pas : sa valeur est celle de la fiche d'origine
    .help = retirez cette ligne

## Textes, liens, images et obligations

windows-name = « { $name } » est un nom que Windows garde pour lui : ce fichier ne pourrait pas y être copié
    .help = donnez un autre nom, par exemple avec un mot de plus
active-file = ce fichier peut exécuter du code dans la page : il n'est pas publié
    .help = exportez-le en PDF ou en PNG ; s'il fait partie de l'habillage du site, mettez-le dans le dossier « static » du thème
not-unique = la valeur « { $value } » de « { $field } » est déjà prise
    .help = donnez à chaque fiche une valeur différente
duplicate-primary-key = deux lignes ont la même clé ({ $fields })
    .help = chaque ligne doit avoir une clé différente
rule-require = « { $field } » doit être rempli{ $when ->
    [0] {""}
   *[other] {" "}quand { $when }
}
    .help = remplissez « { $field } »
rule-ordered = « { $second } » ne peut pas être plus petit que « { $first } »
    .help = corrigez l'une des deux valeurs
broken-link = le lien vers « { $target } » ne mène à rien
    .help = { suggestion }donnez le chemin d'un fichier qui existe
link-to-data = « { $target } » est un fichier de données : il n'est pas publié tel quel
    .help = { $record ->
        [0] { $page ->
            [0] mettez un lien vers une fiche ou une page
           *[other] écrivez « { $page } », la page de ces données
        }
       *[other] écrivez « { $record } », la fiche qu'il contient
    }
broken-fragment = dans « { $target } », rien ne s'appelle « { $fragment } »
    .help = { suggestion }donnez le nom d'un titre de cette page, en minuscules et avec des tirets
unsafe-link = le lien « { $target } » n'est pas permis
    .help = { $kind ->
        [drive] ce fichier n'est que sur votre ordinateur : copiez-le à côté de la fiche, et donnez son nom
       *[other] utilisez une adresse https:, mailto: ou tel:, ou un chemin vers un fichier
    }
image-without-alternative = l'image « { $target } » n'a pas de texte de remplacement
    .help = décrivez-la entre les crochets : ![ce que montre l'image](…) ; si elle n'apprend rien : ![](… "décorative")
image-elsewhere = l'image « { $target } » n'est pas un fichier du site
    .help = copiez l'image à côté de ce texte et donnez son nom : le site ne demande rien à d'autres
html-refused = { $fault ->
    [words] « { $tag } » est pris pour du code HTML, et n'est pas publié
    [element] le code HTML « { $tag } » n'est pas publié
    [attribute] dans « { $tag } », « { $attribute } » n'est pas publié tel quel
    [unopened] « { $tag } » ne ferme rien
    [misplaced] « { $tag } » n'est pas à sa place
    [misplaced-details] « { $tag } » n'est pas à sa place
    [text] ce texte est collé à « { $tag } » : il ne serait pas mis en forme
    [text-at-comment] il y a du texte collé à un commentaire « <!-- … --> » : il ne serait pas publié
   *[unclosed] rien ne ferme « { $tag } »
}
    .help = { $fault ->
        [words] écrivez ces mots sans chevrons, ou mettez « \ » devant le premier : « \< »
        [element] écrivez-le en Markdown ; seuls passent des codes simples : <br>, <sub>, <sup>, <kbd>, <mark>, <abbr>, <details>…
        [attribute] retirez-le ; seuls passent title, lang (un code de langue : « en »), dir (ltr ou rtl) et, pour <details>, open
        [unclosed-details] ajoutez « </details> » seul sur sa ligne, entre deux lignes vides
        [unopened] retirez-le, ou ouvrez « { $opposite } » avant lui, dans le même paragraphe
        [misplaced] écrivez-le sur la ligne du texte qu'il concerne, derrière un mot
        [misplaced-details] écrivez « <details> » seul sur sa ligne, « <summary>le titre</summary> » sur la suivante, puis une ligne vide
        [text] laissez une ligne vide entre les deux
        [text-at-comment] fermez le commentaire par « --> », et laissez une ligne vide entre lui et le texte
       *[unclosed] ajoutez « { $opposite } » dans le même paragraphe
    }
vague-link = hors de sa phrase, « { $text } » ne dit pas où mène ce lien
    .help = mettez dans le lien le nom de ce qu'on y trouve
heading-order = ce titre en « { $level } » saute un niveau
    .help = écrivez « { $expected } », ou ajoutez le titre qui manque au-dessus
heading-empty = ce titre n'a pas de texte
    .help = écrivez le titre après « # », ou retirez la ligne
markup-as-text = { $slip ->
    [space-in-address] « { $written } » contient une espace : ce lien serait publié comme du texte
    [space-before-address] une espace sépare « ] » de « ( » : ce lien serait publié comme du texte
    [address-unclosed] rien ne ferme l'adresse de ce lien : il serait publié comme du texte
    [open-brackets] rien ne ferme ces crochets : ce lien serait publié comme du texte
    [half-link] ce lien n'a pas ses quatre crochets : il serait publié comme du texte
    [alert-unknown] aucun encadré ne s'appelle « { $written } » : ce serait publié comme du texte
    [alert-before-text] « [!{ $written }] » n'est pas seul sur sa ligne : l'encadré serait publié comme du texte
    [alert-unquoted] il manque « > » devant « [!{ $written }] » : l'encadré serait publié comme du texte
    [heading] une espace manque derrière « { $written } » : ce titre serait publié comme du texte
    [note-unwritten] la note « { $written } » n'est écrite nulle part : son appel serait publié comme du texte
    [note-uncalled] la note « { $written } » n'est appelée nulle part : elle ne sera pas publiée
    [row-too-long] cette ligne a { $cells } cellules et le tableau { $columns } colonnes : le reste serait perdu
    [delimiter-row] { $cells } cases de tirets sous { $columns } colonnes : ce tableau serait publié comme du texte
    [foreign-attributes] cette marque est celle d'un autre outil : elle serait publiée comme du texte
    [foreign-shortcode] cette marque est celle d'un autre outil : elle serait publiée comme du texte
    [foreign-contents] cette marque est celle d'un autre outil : elle serait publiée comme du texte
    [foreign-admonition] cette marque est celle d'un autre outil : elle serait publiée comme du texte
    [foreign-task] cette marque est celle d'un autre outil : elle serait publiée comme du texte
   *[blank] rien ne remplit {"{{"}{ $written }{"}}"} ici : il serait publié tel quel
}
    .help = { $slip ->
        [space-in-address] mettez l'adresse entre chevrons, « (<{ $written }>) », ou renommez le fichier sans espace
        [space-before-address] collez les deux : « [texte](adresse) »
        [address-unclosed] ajoutez « ) » derrière l'adresse
        [open-brackets] écrivez « [[collection/fiche]] », sur une seule ligne
        [half-link] écrivez « [[{ $written }]] »
        [alert-unknown] { $nearest ->
            [0] {""}
           *[other] écrivez « > [!{ $nearest }] » ;{" "}
        }il y a NOTE, TIP (conseil), IMPORTANT, WARNING (attention) et CAUTION (danger)
        [alert-before-text] passez à la ligne derrière lui, et commencez la suivante par « > »
        [alert-unquoted] commencez par « > » cette ligne et toutes celles de l'encadré
        [heading] écrivez « { $written } Titre »
        [note-unwritten] ajoutez plus bas une ligne « [^{ $written }]: … »
        [note-uncalled] écrivez « [^{ $written }] » dans le texte, là où elle s'applique
        [row-too-long] ajoutez une colonne à l'en-tête et à la ligne de tirets, ou écrivez « \| » pour une barre dans le texte
        [delimiter-row] mettez autant de cases « --- » que l'en-tête a de colonnes
        [foreign-attributes] retirez-la : l'ancre d'un titre est faite de ses mots
        [foreign-shortcode] retirez-la, ou écrivez un lien : « [texte](adresse) »
        [foreign-contents] retirez-la : les titres ont leurs ancres sans elle
        [foreign-admonition] écrivez « > [!NOTE] », et « > » devant chaque ligne de l'encadré
        [foreign-task] mettez une espace entre les crochets : « - [ ] »
       *[blank] écrivez le mot lui-même ; seules se remplissent les collections qui ont « parts: » ou « editions: »
    }
blank-unknown = rien ne remplit {"{"}{"{"}{ $name }{"}"}{"}"} : il s'affichera « à compléter »
    .help = { suggestion }ajoutez « { $name }: … » sous « variables: », dans la fiche ou dans site.yaml
blank-empty = « { $name } » est vide : il s'affichera « à compléter »
    .help = remplissez « { $name } » quand vous aurez l'information
personal-data = { $kind ->
    [phone] « { $text } » est un numéro de téléphone, et serait publié
    [address] « { $text } » est l'adresse électronique d'une personne, et serait publiée
   *[name] « { $text } » a l'air du nom d'une personne, et serait publié
}
    .help = { $kind ->
        [phone] donnez celui d'un service
        [address] donnez celle d'un service
       *[name] nommez la fonction ou le service
    } ; si la personne est d'accord, notez quand : « consent: 2026-03-01 »
unattested = rien ne dit d'où vient cette fiche, ni si elle est avérée
    .help = remplissez « { $source } », ou dites son état dans « { $status } »
image-unreadable = ce fichier porte le nom d'une image, mais n'en est pas une, ou il est abîmé
    .help = ouvrez-le dans un logiciel d'images et enregistrez-le de nouveau, ou retirez-le
image-too-large = cette image fait { $width } × { $height } points : aucun écran n'en montre autant
    .help = réduisez-la, par exemple à 2000 points de large
image-misnamed = le nom de cette image ne dit pas son vrai format : son contenu est celui d'un fichier « .{ $extension } »
    .help = renommez-la pour que son nom finisse par « .{ $extension } », et corrigez les textes qui la montrent
picture-location = ce fichier dit où il a été pris, et il est publié tel quel
    .help = enregistrez la photo en JPEG : essaim en retire le lieu ; exportez le film sans sa position
picture-empty = { $reason ->
    [nothing-compares] ces barres ne montrent rien : il faut au moins deux valeurs exactes, de même unité et de même mesure
    [one-step] cet entonnoir a moins de deux étapes
   *[no-record] cette figure ne montre rien : aucune fiche ne correspond, ou le champ à dessiner est vide
}
    .help = { $reason ->
        [nothing-compares] choisissez des valeurs qui se comparent, ou écrivez « view: figures » pour montrer des chiffres seuls
        [one-step] donnez dans « records » au moins deux fiches qui ont une valeur, de la première étape à la dernière
       *[no-record] vérifiez « records » et « only », ou remplissez le champ dans les fiches
    }
card-too-full = le { $face ->
    [front] recto
   *[back] verso
} de la carte à imprimer déborde : environ { $lines ->
    [one] une ligne
   *[other] { $lines } lignes
} de trop
    .help = raccourcissez un texte de cette fiche, ou choisissez moins de champs avec « print: {"{"}card: …{"}"} »
address-missing = sans « base_url », ni flux, ni plan pour les moteurs, ni catalogue ne sont publiés
    .help = ajoutez « base_url: https://… », l'adresse où le site sera en ligne
siret-missing = le SIRET de l'éditeur manque : les données ne diront pas sûrement qui les publie
    .help = ajoutez « siret: » (14 chiffres) sous « publisher: »
date-missing = rien ne dit de quand datent ces fiches : le site et les données n'auront pas de date
    .help = ajoutez au schéma un champ de type « date » avec « rdfType: dct:modified », et remplissez-le
reserved-identifier = « { $name } » est le nom d'une page que le site fait déjà
    .help = donnez un autre nom
legal-missing = la loi demande « { $key } » : la page légale affichera « à compléter »
    .help = remplissez « { $key } » dans site.yaml
accessibility-unproved = « { $claimed } » n'est établi par aucun audit en cours de validité : le site se dira « { $proved } »
    .help = donnez l'audit (« audit: {"{"}date: …, by: …{"}"} ») et ses résultats, ou écrivez « state: { $proved } »
theme-elsewhere = les pages demanderaient « { $address } » à un autre site, qui connaîtrait chaque visite
    .help = copiez ce fichier dans le dossier « static » du thème, et donnez son chemin
merge-conflict = { $beside ->
    [0] ce passage a changé chez vous et dans l'original : il reste à choisir
   *[other] ce fichier a changé chez vous et dans l'original, dont la version est à côté : « { $beside } »
}
    .help = { $beside ->
        [0] gardez ce qui convient de chaque version, puis retirez les lignes de repère (<<<<<<<, =======, >>>>>>>)
       *[other] gardez le fichier qui convient sous son nom habituel, puis supprimez « { $beside } »
    }
attribution-lost = cette fiche vient de « { $publisher } », et ne le dit plus : sa licence le demande
    .help = { $where ->
        [header] copiez cette ligne dans son en-tête : { $line }
        [block] mettez cette ligne à la place de son bloc « origin » : { $line }
       *[file] une ligne de tableau ne peut pas le dire : déplacez-la dans un fichier à elle, { $path }, avec ceci dans l'en-tête : { $line }
    }

## Publication

route-twice = deux contenus veulent la même adresse, « { $path } » : celui-ci et « { $other } »
    .help = renommez l'un des deux

## Thèmes

template-fault = { $fault ->
    [no-variable] ici, aucune valeur ne s'appelle « { $name } »
    [no-field] dans cette valeur, rien ne s'appelle « { $name } »
    [no-filter] aucun filtre ne s'appelle « { $name } »
    [no-function] aucune fonction ne s'appelle « { $name } »
    [no-test] aucun test ne s'appelle « { $name } »
    [no-component] aucun composant ne s'appelle « { $name } »
    [no-template] aucun gabarit ne s'appelle « { $name } »
    [no-block] dans le gabarit prolongé, aucun bloc ne s'appelle « { $name } »
    [block-missing] ce gabarit n'a pas le bloc « { $name } », que d'autres remplissent
    [unclosed] ce gabarit s'arrête au milieu d'une instruction
    [unexpected] « { $name } » n'est pas attendu à cet endroit du gabarit
    [unexpected-here] ce qui est écrit ici n'est pas une instruction de gabarit
    [twice] « { $name } » est déclaré deux fois dans ce gabarit
    [circle] ce gabarit s'appelle lui-même, directement ou par un autre
   *[engine] ce gabarit ne peut pas être rempli ici
}
    .help = { $fault ->
        [block-missing] ajoutez-y {"{%"} block { $name } {"%}{%"} endblock {"%}"}
        [unclosed] fermez ce qui est ouvert : « {"%}"} », « {"}}"} », {"{%"} endif {"%}"}, {"{%"} endfor {"%}"}, {"{%"} endblock {"%}"}
        [twice] gardez-en un seul
        [circle] retirez l'un des « extends » ou « include » qui tournent en rond
        [engine] { theme-back } ; le moteur dit, en anglais : « { $name } »
       *[other] { suggestion }{ theme-back }
    }
attribution-undrawn = la page de « { $record } » ne dit pas d'où elle vient : le gabarit « { $template } » omet son origine
    .help = supprimez ce gabarit pour retrouver celui d'origine, ou montrez-y {"{{"} origin.publisher {"}}"}, {"{{"} origin.license {"}}"} et {"{{"} origin.href {"}}"} : la licence de « { $publisher } » le demande

## Contenus venus d’ailleurs

import-damaged = { $fault ->
    [not-an-archive] ce fichier n'est pas une archive ZIP lisible
    [no-descriptor] rien n'y décrit de contenu à reprendre (datapackage.json)
    [descriptor] sa description (datapackage.json) ne se lit pas : { $what }
    [size] « { $what } » fait { $found } octets au lieu des { $expected } annoncés
    [hash] « { $what } » n'est pas le fichier annoncé : son empreinte diffère
    [unsealed] « { $what } » est annoncé sans empreinte SHA-256
    [missing] « { $what } » est annoncé et n'y est pas
    [unlisted] « { $what } » s'y trouve sans être annoncé
    [text] « { $what } » n'est pas un texte lisible
   *[identifier] « { $what } » ne peut pas nommer une fiche ou une collection
}
    .help = redemandez ce contenu à la collectivité qui le publie : rien n'a été écrit
import-license = { $license ->
    [0] rien ne dit sous quelle licence ce contenu est publié : sans licence, il ne peut pas être repris
   *[other] la licence « { $license } » ne permet pas de reprendre ce contenu
}
    .help = { $license ->
        [0] demandez à la collectivité qui le publie d'indiquer une licence ouverte ; rien n'a été écrit
       *[other] demandez son accord à la collectivité qui le publie, ou une licence ouverte ; rien n'a été écrit
    }
set-aside = { $reason ->
    [unknown] votre collection n'a pas de champ « { $field } » : sa valeur est gardée sous « extras »
    [value] votre collection n'admet pas cette valeur de « { $field } » : elle est gardée sous « extras »
   *[reference] « { $field } » nomme une fiche que vous n'avez pas : le nom est gardé sous « extras »
}
    .help = { $reason ->
        [unknown] ajoutez « { $field } » à votre schéma si vous en avez l'usage ; sinon, laissez ainsi
        [value] donnez à « { $field } » une valeur de votre liste si elle vous sert
       *[reference] importez aussi cette fiche, ou nommez-en une des vôtres
    }
upstream-changed = { $fate ->
    [gone] l'original de « { $record } » n'est plus publié
    [alike] l'original de « { $record } » n'est plus publié sous ce nom ; il s'appelle sans doute « { $now } » maintenant
    [license] l'original de « { $record } » est passé de la licence « { $also } » à « { $now } »
   *[withheld] la nouvelle version de « { $record } » n'a pas été prise : { $reason }
}
    .help = { $fate ->
        [gone] votre fiche ne change pas ; demandez à la collectivité ce qu'il est devenu
        [alike] votre fiche ne change pas ; pour prendre l'autre aussi : essaim import { $also } { $now }
        [license] votre fiche garde la version reprise sous l'ancienne licence ; lisez la nouvelle avant d'aller plus loin
       *[withheld] votre fiche ne change pas ; réglez ce point, puis relancez essaim update
    }
