# What imports and updates say: what would come, what came, what is left to do.

import-version = version { $version }

## Before anything is written

import-offer-referenced = with the records that they name:
import-offer-declared = collections made:
import-offer-kept = you have these, they stay:
import-offer-already = imported before (essaim update brings them up to date):
import-offer-fill = for you to fill, by --set name="value" or later under “variables”:
import-offer-empty = (empty, or taken from site.yaml)
import-offer-total = { $files ->
    [one] { $files } file
   *[other] { $files } files
}, { $size }B, licence { $licenses }
import-ask = Import? [y/N]{ " " }
import-needs-yes = nothing was written: add --yes to import without being asked
import-declined = Nothing was written.
import-nothing-new = Nothing new to import: everything is here already.
import-unknown = this source has no record or collection “{ $name }”.{ import-meant }
import-unknown-blank = nothing was written: none of these records has a blank “{ $name }”.{ import-meant }
import-meant = { $nearest ->
    [0] { "" }
   *[other] { " " }Did you mean “{ $nearest }”?
}
import-meanwhile = “{ $path }” was changed meanwhile: nothing was written. Run the command again.
import-busy = another import is at work in this project: wait until it is done
import-recovered = An import that was interrupted was undone: the project is as before. Run it again if you want it.
import-undo = An import or an update was interrupted. These files would become what they were before:
    { $paths }
import-more = and { $n } others
import-ask-undo = Undo what it began? [y/N]{ " " }
import-undo-needs-yes = nothing was undone: add --yes to do it without being asked
import-bad-journal = origins/.staging/journal.json is no journal of an import ({ $reason }): nothing was changed. If this folder came from elsewhere, delete origins/.staging

## Once it is written

import-taken = { $records ->
    [one] { $records } record imported
   *[other] { $records } records imported
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
}. Adapt, then: essaim check
import-left = { $errors ->
    [0] { $errors } point
    [one] { $errors } point
   *[other] { $errors } points
} to settle before publishing (above, or with essaim check).
import-nothing-imported = { $name ->
    [0] No record of this project was imported.
   *[other] “{ $name }” is no imported record (see origins/lock.yaml)
}
import-lock-note =
    Written by “essaim import” and “essaim update”: do not edit it.
    It remembers where each record was taken from; beside it stands each as it came.
    Keep this folder with the rest of the project.

## A portal

import-city = { "  " }{ $name }  records: { $records }, { $news ->
    [new] new
    [changed] with news
   *[silent] without an answer: what was known of it stays
}
import-harvest =
    Authorities new: { $new }; with news: { $changed }; unchanged: { $same }; without an answer: { $silent }.
    Rows of the table added: { $rows-added }; changed: { $rows-changed }; removed: { $rows-removed }; written by hand, kept: { $rows-kept }.
import-gathered = Authorities gathered: { $cities }; records: { $records }, of which { $adapted } taken from one another; without an answer: { $silent }.

## Updates

update-record = { $record }: updated{ $version }{ $fate ->
    [merged] , your changes kept
    [conflict] , your changes kept, to be settled:
   *[taken] { "" }
}
    .waiting = { $record }: to be updated{ $version }{ $fate ->
        [merged] , your changes will be kept
        [conflict] , your changes will be kept, to be settled then:
       *[taken] { "" }
    }
    .unsettled = { $record }: passages of an earlier update are still to be settled, do that first
update-done = Records updated: { $taken }{ $conflicts ->
    [0] .
   *[other] , of which { $conflicts } to settle before publishing.
}
update-offer = Records to update: { $waiting }. To do so: essaim update
update-up-to-date = Everything is up to date.

## What is left to settle in a file

conflict-ours = Your text: keep what suits, then remove the three lines of the marks
conflict-theirs = Text of “{ $publisher }”{ $version }
conflict-field = “{ $field }” changed here and with “{ $publisher }”{ $version }, who writes:
conflict-gone = (this field was removed)
conflict-settle = Keep the value that suits, then remove these lines.
conflict-text = the text
conflict-beside = conflict

## What is written to whoever published the original

reuse-to = To: { $publisher }
reuse-took = “{ $ours }” took “{ $title }”{ $version } on { $day }.
reuse-url = Our version: { $url }
reuse-changes = What we changed: { $changes ->
    [0] nothing so far
   *[other] { $changes }
}
reuse-proposal = To add it to your list of reuses, save this as { $path }:
