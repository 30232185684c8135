# Ce que dit --help de chaque commande et de chaque option ; les complétions et les pages de manuel aussi.

cli = Fait d'un dossier de Markdown, de YAML et de CSV un site et des données ouvertes.
cli-after =
    Pour commencer :
      essaim init mon-site       crée un projet qui se construit tout de suite
      essaim new outils "Titre"  prépare une fiche à remplir
      essaim serve               montre le site et suit chaque enregistrement
      essaim check               dit ce qui ne va pas, et que faire

    Pour les distributions : essaim completions, essaim man.
cli-usage = Utilisation :
cli-commands = Commandes
    .name = COMMANDE
cli-options = Options
cli-help = Affiche cette aide
cli-version = Affiche la version
cli-any-root = Le dossier du projet : celui qui contient « content » [défaut : .]
cli-any-lang = La langue des messages, fr ou en ; sinon, celle de la machine
cli-any-format = La forme des messages : human pour une personne ; json, sarif ou github pour un programme
cli-check = Dit tous les problèmes de tous les fichiers ; n'écrit rien
cli-build = Vérifie, puis publie tout le site, ou rien
cli-build-output = Le dossier où le site est publié ; un chemin relatif part du dossier courant
cli-build-weights = Dit ce que pèse la page la plus lourde de chaque sorte, face au budget
cli-build-base-url = L'adresse qu'aura le site, à la place de celle de site.yaml
cli-init = Crée un projet : collections, exemples, pages, aide à la saisie, publication
cli-init-dir = Le dossier à créer, ou un dossier vide
cli-init-name = Le nom de la collectivité qui publie
cli-init-email = L'adresse électronique où l'on répond, celle d'un service
cli-new = Ajoute une fiche, avec tous les champs de sa collection, prête à remplir
cli-new-collection = La collection ; sans elle, la liste de toutes
cli-new-title = Le titre de la fiche, entre guillemets
cli-serve = Montre le site dans un navigateur et suit chaque enregistrement ; n'écrit rien
cli-serve-port = Le port ; sinon, le premier libre à partir de 4000
cli-serve-host = L'adresse d'écoute ; toute autre que celle de cette machine montre les brouillons au réseau [défaut : 127.0.0.1]
cli-serve-open = Ouvre le navigateur
cli-serve-poll = Cherche les changements à intervalles : pour les lecteurs réseau qui n'en disent rien
cli-serve-editor = Ce qui ouvre un fichier depuis un message : vscode ou none [défaut : vscode]
cli-import = Reprend des fiches ou des kits du site d'une autre collectivité, avec leur origine
cli-import-source = L'adresse d'un site, d'une page ou d'un kit ; un dossier ; une archive ZIP ; une liste de sites (sources.yaml)
cli-import-names = Ce qu'il faut reprendre : « kits » ou « kits/reunions » ; sinon, le kit, ou tout
cli-import-set = Ce qui remplit un blanc de ce qui est repris : --set ville="Antan" ; une fois pour chacun
cli-import-yes = Importe sans poser de question
cli-update = Met les fiches importées à jour de leur original, sans perdre une modification d'ici
cli-update-names = Ce qu'il faut mettre à jour : « kits » ou « kits/reunions » ; sinon, tout
cli-update-check = Regarde seulement : le code de retour est 1 s'il y a du nouveau
cli-update-tell = Écrit de quoi prévenir les collectivités : ce qui a été repris, ce qui a été changé
cli-update-yes = Annule sans demander ce qu'un import interrompu a laissé
cli-any-allow-private = Interroge aussi les adresses de cette machine et de son réseau, même non protégées
cli-diff = Dit ce qui a changé entre deux publications des données, et propose la version suivante
cli-diff-old = Ce qui était publié : un dossier, une archive ZIP ou une adresse
cli-diff-new = Ce qui est publié, ou va l'être : « output », par exemple
cli-diff-record = Note la version dans content/releases.yaml
cli-diff-format = La forme : human pour une personne, json pour un programme, html pour une page
cli-explain = Explique le code d'un message ; sans code, les liste tous
cli-explain-code = Le code entre crochets : unknown-key
cli-editor = Met à jour l'aide à la saisie de l'éditeur quand un schéma a changé
cli-completions = Écrit le fichier de complétion d'un interpréteur de commandes
cli-completions-shell = L'interpréteur : bash, zsh, fish, elvish ou powershell
cli-man = Écrit les pages de manuel
cli-man-dir = Le dossier où les écrire
