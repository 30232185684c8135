# What a report says around the problems: its frame, the tally, what the machine refuses, what pages weigh.

## The frame of a report

severity-error = error
severity-warning = warning
to-do = to do
first-here = first here
first-here-at = { $message } (first here: { $place })
at-line = line { $line }
others-alike = … and { $count } more like it: { $list }{ $cut ->
    [short] {" "}…
   *[whole] {""}
}
others-lines = { $count ->
    [one] line
   *[other] lines
} { $lines }
too-many-to-show = There are too many to show: mend these first, then run again.
tally = { $errors ->
    [one] { $errors } error
   *[other] { $errors } errors
}, { $warnings ->
    [one] { $warnings } warning
   *[other] { $warnings } warnings
}

## What a run says of itself

all-is-well = All is well.
published = { $files ->
    [one] { $files } file
   *[other] { $files } files
} published ({ $kilobytes } kB) in { $folder }
nothing-published = Nothing was published: the site in place has not changed.
no-project = there is no essaim project in “{ $folder }”: it has no folder “content”
bad-argument = “{ $value }” does not suit { $argument }
foreign-files = “{ $folder }” holds { $count ->
    [one] { $count } file
   *[other] { $count } files
} that essaim did not write, or that changed since: { $files }{ $cut ->
    [short] {" "}…
   *[whole] {""}
}
    .help = Nothing was touched. Move them, or publish into another folder with --output.
not-published = Nothing was published, the site in place has not changed.
heaviest-pages = Heaviest pages, packed (budget: { $kibibytes } KiB, { $requests } requests):
page-weight = {"  "}{ $kind } { $size } KiB, { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
}{ $within ->
    [no] {" "}(over budget)
   *[yes] {""}
}  { $page }
page-kind = { $kind ->
    [collection] list
    [not-found] not found
    [site-map] site map
    [legal] legal notice
    [petal] spoke of a wheel
    [deck] deck of cards
   *[other] { $kind }
}

## The machine

# What the machine refuses; what is too rare keeps the system's own words.
machine-fault = { $fault ->
    [not-found] there is nothing of that name
    [permission-denied] you are not allowed to
    [already-exists] that name is taken
    [addr-in-use] another program holds that port already
    [addr-not-available] that address is not this machine's
    [storage-full] the disk is full
    [quota-exceeded] your share of the disk is full
    [read-only-filesystem] this disk can only be read
    [not-a-directory] a file stands where a folder should
    [is-a-directory] a folder stands where a file should
    [directory-not-empty] this folder is not empty
    [invalid-filename] no file can bear that name
    [file-too-large] this file is too large
    [resource-busy] another program is using it
    [executable-file-busy] another program is using it
    [timed-out] the answer did not come in time
    [out-of-memory] memory is full
    [invalid-data] this is no text in UTF-8
   *[other] { $reason }
}
machine-fault-at = “{ $path }”: { machine-fault }
