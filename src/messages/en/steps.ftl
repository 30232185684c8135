# What first steps say: a new project, a new record, the editor, a call that is not well formed.

step-project-made = The project stands in “{ $folder }” ({ $files } files).

    Now:
    { $enter }{ "  " }essaim serve
      essaim check
      essaim new { $example } "{ $title }"
step-folder-not-empty = “{ $folder }” is not empty: it holds { $names }{ $more ->
        [yes] { " …" }
       *[no] .
    }
    Nothing was written. Give an empty folder or a new name.
step-record-appended = A record was added to { $path }, line { $line }.
step-record-made = The record was made: { $path }
step-to-fill = To fill in before publishing:
step-collections = A record of which collection? For instance: essaim new { $example } "Title of the record"
    .count = { $n ->
        [one] { $n } record
       *[other] { $n } records
    }
step-unknown-collection = no collection is called “{ $name }”. { $nearest ->
    [0] There are: { $known }.
   *[other] Did you mean “{ $nearest }”?
}
step-unreadable = what the records of “{ $name }” are made of cannot be read: “essaim check” says what is wrong with content/{ $name }/_collection.yaml
step-no-identifier = “{ $title }” has neither letter nor digit: give the record a title in words
step-exists = there is a record “{ $id }” already: { $path }
    Nothing was written. Fill it in, or give another title.
step-bad-title = the title does not fit: { $message }
    To do: { $help }.
step-missing-title = give the record a title: essaim new { $collection } "Title of the record"
step-editor-ready = Help while typing is up to date ({ $files } files in .essaim and .vscode).
step-settings-by-hand = { $path } holds comments: it was not changed. Put these lines there yourself:
    { $lines }
step-asking = A few answers, one a line. Enter alone: to fill in later.
step-choose = a number or a value
step-unknown-command = “{ $name }” is no command. { step-meant }
step-unknown-code = { $nearest ->
    [0] no message has the code “{ $code }”. “essaim explain” lists them all.
   *[other] no message has the code “{ $code }”. Did you mean “{ $nearest }”?
}
step-unknown-option = “{ $name }” is not expected here. { step-meant }
step-bad-value = “{ $value }” does not suit { $option }. { step-meant }
step-not-allowed = “{ $value }” does not suit { $option }. There are: { $allowed }.
step-twice = { $name } stands twice, or does not go with the rest. { step-meant }
step-wrong-call = this command is not well formed. { step-meant }
step-missing = { $names } is missing. { step-meant }
step-written = { $files } manual pages in { $folder }
step-meant = { $nearest ->
    [0] “essaim --help” shows what is possible.
   *[other] Did you mean “{ $nearest }”?
}
