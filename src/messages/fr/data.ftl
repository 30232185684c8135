# Ce que les données publiées disent d'elles-mêmes : schémas, catalogue, classeurs, kits, interface de programmation.

## Les colonnes qu'essaim ajoute

column-id = Identifiant
    .description = Identifiant de la fiche, unique dans la table et stable d'une publication à l'autre.
column-owner = Fiche
    .description = Identifiant de la fiche de « { $title } » à laquelle la ligne appartient.
column-position = Position
    .description = Rang de la ligne dans sa fiche, à partir de 1.
column-target = Fiche liée
    .description = Identifiant de la fiche liée, dans la table « { $title } ».
column-derived = Repris de
    .description = Adresse de l'original, quand la fiche a été reprise d'une autre collectivité.
column-publisher-name = Nom de la collectivité
    .description = Nom de la collectivité ou de l'organisme qui publie la donnée.
column-publisher-siret = SIRET de la collectivité
    .description = Numéro SIRET, en 14 chiffres, de la collectivité qui publie la donnée.
column-published = Date de publication
    .description = Date à laquelle ce jeu de données a été publié.
column-modified = Date de modification
    .description = Date de la dernière modification de la fiche, quand elle est connue.
column-rows = { $collection } : { $field }
    .description = Lignes de « { $field } » des fiches de « { $collection } », une par ligne, dans l'ordre de chaque fiche.
column-links = { $collection } : { $field }
    .description = Liens de « { $field } » des fiches de « { $collection } », un par ligne : une fiche de chaque côté.
column-unit = Unité : { $unit }.
column-values = Valeurs possibles : { $values }.
column-parts = Les parties de la fiche, dans leur ordre, en Markdown.
column-attachments = Les fichiers joints à la fiche, avec leur adresse depuis la racine du site, leur taille et leur empreinte.
column-body = Le texte de la fiche, en Markdown.
column-page = La page de la fiche, depuis la racine du site.
column-variables = Les valeurs que la fiche donne aux blancs de ses textes.

## Le catalogue (DCAT)

catalog-description = Les données ouvertes de « { $title } », décrites table par table.
catalog-dataset-description = Ce jeu de données de « { $title } » est documenté colonne par colonne et se télécharge en formats ouverts.
catalog-dataset-publisher = Il est publié par { $publisher }.
catalog-csv = Une ligne par enregistrement, en UTF-8, séparée par des virgules ; les colonnes sont décrites par le schéma publié.
catalog-json = Les mêmes valeurs que la table, les listes et les lignes imbriquées écrites comme telles.
catalog-other = Les mêmes valeurs que la table, dans un autre format ouvert.
catalog-rights = Réutilisation libre sous { $license }, en citant { $publisher } et la date de mise à jour.
catalog-public = public
catalog-contact = Contact : { $publisher }
catalog-commune = Commune { $insee }
catalog-territory = Territoire de { $publisher }
catalog-stable = stable
catalog-schema = Schéma de « { $title } »
catalog-themes = Thèmes de données de l'Union européenne
catalog-theme-AGRI = Agriculture, pêche, sylviculture et alimentation
catalog-theme-ECON = Économie et finances
catalog-theme-EDUC = Éducation, culture et sport
catalog-theme-ENER = Énergie
catalog-theme-ENVI = Environnement
catalog-theme-GOVE = Gouvernement et secteur public
catalog-theme-HEAL = Santé
catalog-theme-INTR = Questions internationales
catalog-theme-JUST = Justice, système juridique et sécurité publique
catalog-theme-OP_DATPRO = Données provisoires
catalog-theme-REGI = Régions et villes
catalog-theme-SOCI = Population et société
catalog-theme-TECH = Science et technologie
catalog-frequency-ANNUAL = annuel
catalog-frequency-ANNUAL_2 = semestriel
catalog-frequency-BIENNIAL = biennal
catalog-frequency-TRIENNIAL = triennal
catalog-frequency-QUADRENNIAL = quadriennal
catalog-frequency-QUINQUENNIAL = quinquennal
catalog-frequency-DECENNIAL = décennal
catalog-frequency-QUARTERLY = trimestriel
catalog-frequency-BIMONTHLY = bimestriel
catalog-frequency-MONTHLY = mensuel
catalog-frequency-MONTHLY_2 = bimensuel
catalog-frequency-BIWEEKLY = tous les quinze jours
catalog-frequency-WEEKLY = hebdomadaire
catalog-frequency-WEEKLY_2 = bihebdomadaire
catalog-frequency-DAILY = quotidien
catalog-frequency-CONT = continu
catalog-frequency-IRREG = irrégulier
catalog-frequency-NEVER = jamais
catalog-language-FRA = français
catalog-language-ENG = anglais
catalog-language-DEU = allemand
catalog-language-SPA = espagnol
catalog-language-ITA = italien
catalog-language-NLD = néerlandais
catalog-language-POR = portugais
catalog-language-EUS = basque
catalog-language-CAT = catalan
catalog-licence-Attribution = Attribution
catalog-licence-ViralEffect-ShareAlike = Partage à l'identique
catalog-licence-PublicDomain = Domaine public
catalog-publisher-local-authority = Autorité locale
catalog-country-FRA = France

## L'interface de programmation (OpenAPI)

openapi-ok = Le fichier
openapi-whole = Les données dans leur ensemble
openapi-record = une fiche
openapi-id = L'identifiant de la fiche
openapi-about = Des fichiers statiques : aucune clé, aucune limite, la seule opération est la lecture.

## La feuille de tête d'un classeur

workbook-title = Lisez-moi
workbook-description = Description
workbook-publisher = Publié par
workbook-siret = SIRET
workbook-published = Date de publication
workbook-license = Licence
workbook-notice = Mention à recopier
workbook-page = Page de ces données
workbook-sheets = Les feuilles de ce classeur
    .sheet = Feuille
    .content = Contenu
    .rows = Lignes
workbook-columns = Les colonnes
    .sheet = Feuille
    .column = Colonne
    .title = Titre
    .type = Type
    .unit = Unité
    .required = Obligatoire
    .values = Valeurs possibles
    .description = Description
workbook-yes = oui
workbook-reading = Pour lire ces feuilles
workbook-reading-formats = Les mêmes données, sans mise en forme, sont dans les fichiers CSV et JSON publiés à côté de ce classeur.
workbook-reading-lists = Plusieurs valeurs dans une cellule sont séparées par le signe que dit la description de la colonne, le plus souvent « ; ».
workbook-reading-texts = Un mois (2015-06), une durée d'un jour ou plus (P2D : deux jours) et un nombre de plus de 15 chiffres sont du texte, pour rester exacts. Un texte de plus de 32 767 caractères est coupé dans un fichier XLSX.
workbook-cut = { $rows } (les suivantes sont dans le fichier CSV)
workbook-type = { $type ->
    [string] texte
    [number] nombre
    [integer] nombre entier
    [boolean] vrai ou faux
    [date] date
    [time] heure
    [datetime] date et heure
    [year] année
    [yearmonth] mois
    [duration] durée
    [list] liste
    [array] liste
    [object] objet JSON
    [geopoint] point géographique
    [geojson] forme géographique
    [any] libre
   *[other] { $type }
}
workbook-notice-date = mis à jour le { $date }

## Les textes d'un kit

kit-license =
    Ce kit est publié sous la licence suivante :

    { $name }
    { $url }
kit-attribution =
    Pour réutiliser ou adapter ce kit, recopiez cette mention :

    « { $title } », version { $version }, { $publisher }, mis à jour le { $date }, sous { $license }{ $place }
kit-sources = Sources :
kit-adapted = Adapté de :
kit-adapted-version = version { $version }
kit-adapted-date = mis à jour le { $date }
kit-adapted-license = sous { $license }
