# What changed between two publications of the data.

changes-title = What changed in the data
changes-from = Before:
changes-to = After:
changes-cell = { $column }: { $old } → { $new }
changes-empty = (empty)
changes-properties = The description of the whole has changed:
changes-row = Row
changes-column = Column
changes-before = Before
changes-after = After
changes-added = Rows added
changes-removed = Rows removed
changes-changed = Rows corrected
changes-others = { $n ->
    [one] { $n } other
   *[other] { $n } others
}

## A table

changes-table-added = table added, { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
changes-table-removed = table removed, { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
changes-columns-added = { $n ->
    [one] column added:
   *[other] columns added:
} { $names }
changes-columns-removed = { $n ->
    [one] column removed:
   *[other] columns removed:
} { $names }
changes-links-added = { $n ->
    [one] link added, or to another table:
   *[other] links added, or to other tables:
} { $names }
changes-links-removed = { $n ->
    [one] link removed:
   *[other] links removed:
} { $names }
changes-column-described = column described otherwise: { $name } ({ $properties })
changes-moved = the columns stand in another order
changes-rekeyed = rows are known by other columns
changes-redescribed = the title of the table has changed
changes-rows-added = { $n ->
    [one] { $n } row added
   *[other] { $n } rows added
}
changes-rows-removed = { $n ->
    [one] { $n } row removed
   *[other] { $n } rows removed
}
changes-rows-changed = { $n ->
    [one] { $n } row corrected
   *[other] { $n } rows corrected
}
changes-cells = { $n ->
    [one] { $n } cell
   *[other] { $n } cells
}

## The version

changes-none = No difference.
changes-proposal = Proposed version: { $version } ({ $level ->
    [patch] corrections only
    [minor] rows or tables came, or rows went
   *[major] columns, links or a table have changed: programs that read these data have to follow
})
release-recorded = Version { $version } is recorded in { $path }: add its “note”, then build and publish.
release-same = Nothing has changed: there is no version to record.
release-no-date = the new package does not say when it was published
    { "  " }what to do: date your records (field dct:modified) or set SOURCE_DATE_EPOCH, build, then try again
release-already = version { $version } is already recorded in content/releases.yaml, on { $date }
    { "  " }what to do: compare with the package published since, or remove that version if it never was

## What cannot be compared

package-missing = there is no data package at “{ $address }” ({ $reason })
    { "  " }what to do: give the published folder, a ZIP archive, or the address of the site
package-site = { $address }: { $message }
    { "  " }what to do: { $help }
package-descriptor = “datapackage.json” of “{ $address }” cannot be read ({ $reason })
    { "  " }what to do: build that site again
package-table = the table “{ $table }” of “{ $address }” cannot be read ({ $reason })
    { "  " }what to do: check that the copy is complete
