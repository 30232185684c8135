# What --help says of each command and option; completions and manual pages too.

cli = Turns a folder of Markdown, YAML and CSV into a browsable static site and open data
cli-after =
    To start:
      essaim init my-site      makes a project that builds at once
      essaim new tools "Title"  prepares a record to fill in
      essaim serve             shows the site and follows every save
      essaim check             says what is wrong, and what to do

    For packagers: essaim completions, essaim man.
cli-usage = Usage:
cli-commands = Commands
    .name = COMMAND
cli-options = Options
cli-help = Print help
cli-version = Print version
cli-any-root = The project's folder: the one that holds `content/`
cli-any-lang = The language of messages; else the machine's
cli-any-format = How problems are written
cli-check = Say every problem of every file; write nothing
cli-build = Check, then publish the whole site or nothing
cli-build-output = Where the site is published; a relative path counts from the current folder
cli-build-weights = Say what the heaviest page of each kind weighs, against the budget
cli-build-base-url = The address the site will have, in place of site.yaml's
cli-init = Make a new project: collections, examples, pages, help while typing, publication
cli-init-dir = The folder to make, or an empty one
cli-init-name = The name of the authority that publishes
cli-init-email = The address where it answers: a service's, not a person's
cli-new = Add a record with every field of its collection, ready to fill in
cli-new-collection = The collection; without it, the list of all
cli-new-title = The title of the record, between quotation marks
cli-serve = Show the site in a browser, and follow every save; write nothing
cli-serve-port = The port; else the first free one from 4000 up
cli-serve-host = Where to listen; any address but this machine's own shows drafts to the network
cli-serve-open = Open the browser
cli-serve-poll = Look for changes at intervals: for network drives that tell nothing of them
cli-serve-editor = What opens a file from a message
cli-import = Take records or kits from another authority's site, with their provenance
cli-import-source = The address of a site or of a kit, a folder, a ZIP, or a list of sites (`sources.yaml`)
cli-import-names = What to take: `collection` or `collection/id`; else the kit, or all there is
cli-import-set = What fills a blank of what is taken: `--set city="Antan"`; once for each
cli-import-yes = Import without asking
cli-update = Bring imported records up to their originals' newer versions, without losing a local edit
cli-update-names = What to bring up to date: `collection` or `collection/id`; else all that was imported
cli-update-check = Only look: status 1 where something is newer
cli-update-tell = Write what to tell the publishers: what was taken, and what was changed
cli-update-yes = Undo what an interrupted import left, without asking
cli-any-allow-private = Also ask addresses of this machine and of its network, even unprotected
cli-diff = Say what changed between two published packages, and propose the next version
cli-diff-old = What was published before: a folder, a ZIP archive, or an address
cli-diff-new = What is published now, or will be: `output`, say
cli-diff-record = Write the release that this makes into content/releases.yaml
cli-diff-format = How the changes are written
cli-explain = Explain the code of a message; without it, list them all
cli-explain-code = The code between brackets: `unknown-key`
cli-editor = Refresh the help that editors give while typing, once a schema has changed
cli-completions = Write the completions of a shell
cli-completions-shell = The shell: bash, zsh, fish, elvish or powershell
cli-man = Write the manual pages
cli-man-dir = The folder to write them into
