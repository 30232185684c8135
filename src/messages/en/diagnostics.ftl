# What is wrong with a project, one message a code: what is wrong, then (.help) what to do.
#
# Style: one sentence each; names as the editor wrote them, in “”; no blame, no jargon, no word of the program's inside.
# [0] is the form of an argument that is absent. Read them aloud.

## Parts of sentences

suggestion = { $nearest ->
    [0] {""}
   *[other] did you mean “{ $nearest }”? If not,{" "}
}
choices-none = an allowed value
choices-many = { $shown } … ({ $count } possible values)
condition = “{ $field }” is “{ $value }”
conditions = { $others } and { $last }
theme-back = correct this file of the theme, or remove it to have the original back
fill = { $blank ->
    [key] add a line “{ $field }: …”
    [value] write the value behind “{ $field }:”
   *[cell] fill in the cell of the column “{ $field }”
}
# What holds a key, at the head of a sentence.
owner-of-key = { $owner ->
    [record] the collection “{ $holder }”
    [table] the collection “{ $holder }”
    [row] a row of “{ $holder }”
    [site] site.yaml
    [portal] sources.yaml
    [collection] _collection.yaml
    [shared-fields] _fields.yaml
    [field] a field
    [constraints] the list of constraints
    [schema] a schema
    [view] this view
    [picture] a picture
    [chapter] a chapter
    [section] a section
    [rule] a rule
    [category] an allowed value
    [foreign-key] a foreign key
    [lock] origins/lock.yaml
    [page] a page
    [part] a part
    [lints] the list of checks
    [release] a version
    [released-table] a table of a version
    [removed-record] a removed record
   *[other] “{ $owner }”
}
# A type, with its article.
kind-name = { $kind ->
    [string] a text
    [number] a number
    [integer] a whole number
    [boolean] yes or no
    [date] a date
    [time] a time
    [datetime] a date with a time
    [year] a year
    [yearmonth] a month
    [duration] a duration
    [list] a list
    [array] a list of rows
    [object] a set of keys
    [geopoint] a point (longitude, latitude)
    [geojson] a GeoJSON shape
   *[other] a value of type “{ $kind }”
}
format-name = { $format ->
    [email] an e-mail address
    [uri] a whole web address
    [uuid] a UUID
    [binary] data in base64
   *[other] in the format “{ $format }”
}
# What a field must be for a view, and how it becomes that.
drawable = { $wanted ->
    [number] a number
    [date] a date
    [reference] a reference to another record
   *[group] a reference or a list of allowed values
}
    .how = { $wanted ->
        [number] type number or integer
        [date] type date, datetime, yearmonth or year
        [reference] key “reference”
       *[group] key “reference” or “categories”
    }

## Files, YAML and tables

not-utf8 = { $fault ->
    [utf16] this file is saved in UTF-16 (“Unicode”), not in UTF-8
    [zero] there is a zero byte here: this file is no text, or is damaged
   *[bytes] this character is not in UTF-8: the file was probably saved the old way (Windows-1252, “ANSI”)
}
    .help = save it with the encoding “UTF-8” (Notepad: Save as, Encoding)
text-normalized = { $change ->
    [name] in the name of this file, accents are written apart from their letters: they are read with them
    [mark] a no-break space follows “{ $mark }”: it is read as an ordinary space
   *[accents] accents are written apart from their letters, as a Mac does: they are read with them
}
    .help = { $change ->
        [name] nothing is lost; rename the file, typing the accented letters again, to silence this
        [mark] put an ordinary space there; other lines of this file may be written alike
       *[accents] nothing is lost; type the accented letters again to silence this
    }
file-too-large = this file weighs { $size } MB, the limit is { $limit } MB
    .help = make it lighter, split it, or publish it elsewhere and give its address
unreadable = this file cannot be read ({ machine-fault })
    .help = check its permissions, and that the link leads somewhere if it is one
outside-project = this symbolic link leads out of the project: it is not followed
    .help = copy the file into the project in place of the link
link-loop = this symbolic link runs in a circle, or through another link: it is not followed
    .help = delete it, or copy the folder into the project in its place
not-a-file = this is neither a file nor a folder (a pipe, a socket or a device): it is not read
    .help = delete it from the project
import-interrupted = an import or an update was interrupted: the project may be half changed
    .help = if it is still at work, wait until it is done; else run “essaim update”, which shows what it would undo and asks you
invalid-identifier = “{ $name }” cannot be an identifier: only lower-case letters without accents, digits and hyphens
    .help = { $proposal ->
        [0] choose a name made of letters a to z, digits and hyphens
       *[other] rename it to “{ $proposal }”
    }
stray-file = { $stray ->
    [unnamed] this file is no record and no text leads to it: it is published as it is, without a check
    [settings] this is not the name of a settings file: this file is not read
   *[homeless] this file has no place here and is not published
}
    .help = { $nearest ->
        [0] { $stray ->
            [unnamed] link to it from a text, take it away, or begin its name with “_”
           *[other] move it into a collection or into “content/pages”, or begin its name with “_”
        }
       *[other] { $stray ->
            [settings] rename it “{ $nearest }”
           *[other] if it is a record, rename it “{ $nearest }”; otherwise, begin its name with “_”
        }
    }
yaml-syntax = { $fault ->
    [colon-in-value] this value contains “: ”, which YAML takes for a new key
    [tab] there is a tab, which YAML does not accept here
    [unclosed-quote] “{ $mark }” is opened here and never closed
    [unclosed-bracket] “[” is opened here and never closed
    [unclosed-brace] “{"{"}” is opened here and never closed
    [after-apostrophe] there is text behind the apostrophe, which closes the quotation here
    [after-quote] there is text behind the closing quotation mark
    [after-bracket] there is text after the closing “{ $mark }”
    [indentation] this line is not aligned with its neighbours
    [missing-colon] this line does not have the form “key: value”
    [no-space-after-colon] a space is missing behind the colon
    [dash-without-space] a space is missing behind the hyphen
    [reserved] a value cannot begin with “{ $mark }”
    [no-break-space] there is a no-break space, which YAML does not take for a space
    [backslash] “\” has a special meaning between double quotation marks
    [invisible] there is an invisible character here, which no text may hold
    [alias] “&” and “*” at the head of a value have a special meaning in YAML, which essaim does not use
    [too-deep] the values are nested too deeply
    [several-documents] this file holds several documents separated by “---”
   *[other] this line is not correct YAML
}
    .help = { $fault ->
        [colon-in-value] put the value between straight quotation marks: "…"
        [tab] replace it by spaces (two a level)
        [unclosed-quote] add the missing quotation mark at the end of the value
        [unclosed-bracket] add the missing “]”
        [unclosed-brace] add the missing “{"}"}”
        [after-apostrophe] put the whole value in straight double quotes: "The cat's"
        [after-quote] put the marks around the whole value, or remove them; a mark inside is written \"
        [after-bracket] if the value is a text, put the whole of it in straight quotes: "…"
        [indentation] align the keys of one level on one column, with spaces
        [missing-colon] write the name of the field, a colon, a space, then the value
        [no-space-after-colon] write the name of the field, a colon, a space, then the value
        [dash-without-space] write a hyphen, a space, then the value; if this is no list, put the value in quotation marks
        [reserved] put the value between straight quotation marks: "…"
        [no-break-space] replace it by an ordinary space: delete it, then press the space bar
        [backslash] put the value between straight single quotes ('…'), or double it: “\\”
        [invisible] delete it; if need be, type the word again
        [alias] put the value between straight quotation marks: "…"
        [too-deep] make the structure simpler
        [several-documents] keep one, or make several files of them
       *[other] check quotation marks, brackets and alignment; in doubt, put the value between quotation marks
    }
comment-in-value = “{ $lost }” is taken for a comment and not published
    .help = if it is text, put the whole value in straight quotes: "…"; if not, leave a space after “#”
smart-quotes = the quotation marks of { $value } will be published with the text
    .help = remove them, or use straight quotes: "…"
duplicate-key = the key “{ $key }” is written twice
    .help = keep only one of the two lines
front-matter-unclosed = the header opened by “---” is never closed
    .help = add a line “---” after the last line of the header, before the text
front-matter-missing = this file has no header
    .help = begin it with a line “---”, the fields, then another line “---”
front-matter-fence = “{ $written }” neither opens nor closes the header
    .help = write three hyphens, alone and at the beginning of the line: “---”
csv-delimiter = it cannot be told whether commas or semicolons separate the columns
    .help = put quotation marks around column titles that contain a comma or a semicolon
csv-quote = a quotation mark is opened and never closed
    .help = close it; a quotation mark inside the text is written twice ("")
too-many-rows = this table has more than { $limit } rows
    .help = keep here what is read, and publish the rest elsewhere with its address
unknown-key = { owner-of-key } has no { $owner ->
    [record] field
    [table] field
    [row] field
    [lints] check
   *[other] key
} “{ $key }”
    .help = { suggestion }{ $owner ->
        [table] rename the column, or remove it
       *[other] correct the name, or remove the line
    }
missing-key = “{ $key }” is missing { $owner ->
    [record] in this record of “{ $holder }”
    [page] in the header of this page
    [publisher] under “publisher”
    [license] under “license”
   *[other] here
}
    .help = add a line “{ $key }: …”
wrong-shape = { $expected ->
    [list] a list is expected here
    [mapping] lines “key: value” are expected here
    [boolean] “true” or “false” is expected here
    [number] a number is expected here
   *[text] a text is expected here
}
    .help = { $line ->
        [0] { $value ->
            [0] { $expected ->
                [list] write one value a line behind a hyphen, or [a, b]
                [mapping] write one key a line, aligned
                [boolean] write true (yes) or false (no)
                [number] write a number in digits
               *[text] write a single value on the line
            }
           *[other] write “{ $value }”
        }
       *[other] write one line an item, for instance “{ $line }”
    }
unknown-choice = “{ $value }” is not one of the choices
    .help = { suggestion }write { $allowed }
item-twice = “{ $value }” stands twice in “{ $field }”
    .help = keep it once
import-unsafe = { $fault ->
    [path] “{ $what }” leads out of the folder it is meant for
    [name] “{ $what }” is no safe name of a file
    [link] “{ $what }” is a link or a special file, not a document
    [twice] “{ $what }” is there twice, but for upper and lower case
    [other-host] “{ $what }” stands on another site
    [private] “{ $what }” is an address of this machine or of its network
    [not-https] “{ $what }” is no protected address (https)
    [redirect] this site sends elsewhere: “{ $what }”
    [too-large] this content is larger than allowed ({ $limit } MB)
    [too-many] this content has more than { $limit } files
    [bomb] “{ $what }” unpacks to far more than what was sent
    [encrypted] “{ $what }” is encrypted
   *[kind] “{ $what }” is no file that a record is made of
}
    .help = { $fault ->
        [private] if you know that machine, add --allow-private; else give up: nothing was written
        [not-https] give the address in https://, or add --allow-private if that machine is of your network; nothing was written
        [redirect] if it is the site you meant, give this address: { $what }; nothing was written
        [too-large] take one record at a time, by its name; nothing was written
        [too-many] take one record at a time, by its name; nothing was written
       *[other] do not open it, and tell the authority whose name it bears; nothing was written
    }
import-unreachable = { $fault ->
    [no-host] no machine has that name
    [no-connection] the machine at this address takes no call, or ends it
    [too-slow] this address takes too long to answer
    [unproven] the protected connection fails: nothing proves that this site is what it says
    [other] this address does not answer ({ $reason })
   *[status] this address answers with an error ({ $status })
}
    .help = { $fault ->
        [unproven] tell the authority whose site it is: nothing of it was read
        [too-slow] run again later; if it goes on, tell the authority
        [failing] run again later; if it goes on, tell the authority
       *[other] try the address in a browser, then run again
    }

## Settings of the site

missing-site = “content/site.yaml”, which gives the title, language and publisher of the site, is missing
    .help = create it; two lines are enough to start: “title: …” and “language: en”
invalid-setting = “{ $value }” does not suit “{ $key ->
    [portal-collection] collection (sources.yaml)
   *[other] { $key }
}”
    .help = { $key ->
        [languages] give codes of languages in lower case, other than that of the site: “en”, “pt-br”
        [budget] give a whole number
        [language] give a language code, for example “fr” or “en”
        [base_url] give a whole address, without “?” or “#”, for instance https://www.city.example/innovation/
        [sources] give the whole address of a site, which begins with https://, one a line
        [portal-collection] give a name in small letters, without accents and spaces, that no collection here has, such as “federation”
        [email] give one e-mail address, for instance contact@city.example
        [phone] give a telephone number and nothing else, for instance 01 00 00 00 00
        [rdfType] give a term of a known vocabulary, such as “dct:title” or “schema:name”, or its whole address
        [siret] give the 14 digits of the SIRET; its control key does not come out right
        [insee] give the INSEE code of the municipality, five characters in quotation marks: "06004"
        [date] give a date, such as 2026-03-01
        [url] give a whole address, which begins with https://
        [scheme] give a whole address, which begins with https://
        [report] give a whole address, which begins with https://
        [rate] give a percentage, from 0 to 100
        [results] that collection must have a field “rdfType: earl:test” (the criterion) and a field “rdfType: earl:outcome” whose allowed values are among C, NC, D, NA, NT and HO
        [temporal] give the first and the last day, such as 2024-01-01/2024-12-31
        [version] give three numbers with dots between, such as 1.2.0
        [added] give a number of rows, such as 3
        [removed] give a number of rows, such as 3
        [changed] give a number of rows, such as 3
        [collection] give the identifier as it stood in the address, such as la-balade
        [id] give the identifier as it stood in the address, such as la-balade
        [consent] give the date of the agreement, such as 2026-03-01
        [bbox] give four numbers: west, south, east, north, for example [7.06, 43.54, 7.15, 43.62]
       *[other] correct this value
    }
insecure-address = “{ $address }” is not encrypted: anyone on the way could read what passes
    .help = if the site answers at “https://” too, give that address
language-without-interface = there is no interface in “{ $language }”: its words will be in English
    .help = translate it in “themes/<theme>/i18n/{ $language }.yaml”, or choose “fr” or “en”
lint-unfit = “{ $code }” always stops the publication: this check cannot be set
    .help = remove this line; what can be set: warnings, and { $settable }
release-order = version { $version } is not older than version { $above }, which stands above it
    .help = put the versions in order, the newest first, by number and by date
license-unlisted = the licence “{ $name }” is not among those that a French administration may choose freely
    .help = choose “etalab-2.0” or “ODbL-1.0”, or have yours approved

## Schemas and values

schema-file-missing = the schema “{ $name }” does not stand beside this file
    .help = check its name, or write the schema right here under “schema:”
schema-syntax = this schema is not a readable Table Schema ({ $reason })
    .help = take the file its authors published, unchanged
unknown-field-name = no field of the schema is called “{ $name }”
    .help = { suggestion }give the name of a field of the schema
unknown-collection = no collection is called “{ $name }”
    .help = { suggestion }give the name of a folder of “content”
field-twice = the field “{ $name }” is declared twice
    .help = keep only one of the two declarations
field-reserved = “{ $name }” is a column that essaim adds to every table
    .help = give this field another name
invalid-pattern = “{ $pattern }” is not a correct regular expression
    .help = check the parentheses and brackets
constraint-unfit = the constraint “{ $constraint }” means nothing for the type “{ $kind }”
    .help = remove it, or change the type of the field
bounds-crossed = between “{ $low }” ({ $least }) and “{ $high }” ({ $most }), no value fits
    .help = correct one of the two bounds
view-unfit = { $field ->
    [0] the view “{ $view }” has nothing to show: no field is { drawable } ({ drawable.how })
   *[other] “{ $field }” is not { drawable }: the view “{ $view }” can show nothing of it
}
    .help = { $field ->
        [0] add such a field, or choose another view, for instance “view: cards”
       *[other] name for “{ $key }” a field that is { drawable } ({ drawable.how })
    }
unit-unknown = “{ $unit }” is no unit that programs know
    .help = { $nearest ->
        [0] give a currency (EUR), a unit (h, km, m2), or a word between braces: "{"{"}person{"}"}"
       *[other] write “unit: { $nearest }”
    }
required-missing = the required field “{ $field }” is empty
    .help = { fill }
advised-missing = the recommended field “{ $field }” is empty
    .help = { fill } once you know
wrong-type = “{ $value }” is not { kind-name } ({ $field })
    .help = { $hint ->
        [0] give “{ $field }” { kind-name }
       *[other] write for example “{ $hint }”
    }
date-impossible = the date “{ $value }” does not exist ({ $field })
    .help = check the day and the month
date-incomplete = “{ $value }” does not say the day, and “{ $field }” expects a full date
    .help = add the day (2015-06-30), or ask for the type “yearmonth” or “year” in the schema
leading-zero = “{ $value }” begins with a zero, which a number would lose ({ $field })
    .help = remove the zero; if it is a code and no quantity, ask for the type “string” in the schema
not-allowed = “{ $value }” is not a value of “{ $field }”
    .help = { suggestion }choose { $allowed }
too-short = “{ $field }” is too short: { $length } for at least { $minimum }
    .help = complete it
too-long = “{ $field }” is too long: { $length } for at most { $maximum }
    .help = shorten it
too-small = “{ $field }” is { $value }, the minimum is { $minimum }
    .help = correct the value
too-large = “{ $field }” is { $value }, the maximum is { $maximum }
    .help = correct the value
not-above = “{ $field }” is { $value }, it must be above { $bound }
    .help = correct the value
not-below = “{ $field }” is { $value }, it must be below { $bound }
    .help = correct the value
pattern-mismatch = “{ $value }” does not have the form expected of “{ $field }”
    .help = the form expected is described by the expression “{ $pattern }”
format-mismatch = “{ $value }” is not { format-name } ({ $field })
    .help = give “{ $field }” { format-name }
delimiter-in-item = a value of “{ $field }” contains “{ $delimiter }”, which separates the values in a cell
    .help = write it without “{ $delimiter }”, or declare another “delimiter:” in the schema
item-empty = there is nothing behind this dash ({ $field })
    .help = write the value, or remove the line

## Records, tables and translations

undeclared-collection = the folder “{ $name }” holds records, but nothing says what they are made of
    .help = create “content/{ $name }/_collection.yaml”, or move these files into a collection
pages-declared = “content/pages” holds plain pages, not a collection: this file is not read
    .help = delete it; if these pages are records, give their folder another name
parts-undeclared = this file is in a record's folder, but its collection has no parts
    .help = add “parts: true” to _collection.yaml, or move this file
csv-cells = this row has { $found ->
    [one] { $found } cell
   *[other] { $found } cells
}, the header has { $expected }
    .help = add or remove separators; a value that contains one goes between quotation marks
csv-header-twice = the column “{ $name }” is there twice
    .help = rename or remove one of the two
csv-header-empty = column { $column } has no title
    .help = give it the name of a field, or remove it
header-missing = the column “{ $field }” is missing
    .help = add it to the first line of the table
header-misplaced = the column “{ $field }” is not in its place: “{ $found }” stands there
    .help = put the columns in the order of the schema
duplicate-identifier = the identifier “{ $id }” is already taken
    .help = rename one of the two files, or change one of the two “id”
broken-reference = “{ $value }” does not exist in “{ $collection }”
    .help = { suggestion }give the identifier of a record that exists (the name of its file)
alias-taken = “{ $name }” cannot be a former address: another record or page has it already
    .help = remove it from “aliases:”, or rename the other
translation-orphan = this file translates “{ $original }”, which does not exist
    .help = { suggestion }give it the name of the file that it translates, the language before “.md”
translation-language = this file translates into “{ $language }”, which is no language of the site: it is not published
    .help = { suggestion }add the language under “languages:” in site.yaml, or rename the file
translation-field = “{ $field }” is not translated: its value is that of the original record
    .help = remove this line

## Texts, links, pictures and duties

windows-name = “{ $name }” is a name that Windows keeps for itself: this file could not be copied there
    .help = give another name, with one word more for instance
active-file = this file can run code in the page: it is not published
    .help = export it as PDF or PNG; if it belongs to the look of the site, put it in the theme's folder “static”
not-unique = the value “{ $value }” of “{ $field }” is already taken
    .help = give each record a different value
duplicate-primary-key = two rows have the same key ({ $fields })
    .help = each row needs a key of its own
rule-require = “{ $field }” must be filled{ $when ->
    [0] {""}
   *[other] {" "}when { $when }
}
    .help = fill “{ $field }”
rule-ordered = “{ $second }” cannot be smaller than “{ $first }”
    .help = correct one of the two values
broken-link = the link to “{ $target }” leads nowhere
    .help = { suggestion }give the path of a file that exists
link-to-data = “{ $target }” is a file of data: it is not published as it stands
    .help = { $record ->
        [0] { $page ->
            [0] link to a record or to a page
           *[other] write “{ $page }”, the page of this data
        }
       *[other] write “{ $record }”, the record it holds
    }
broken-fragment = in “{ $target }”, nothing is called “{ $fragment }”
    .help = { suggestion }give the name of a heading of that page, in lower case with hyphens
unsafe-link = the link “{ $target }” is not permitted
    .help = { $kind ->
        [drive] this file is on your computer only: copy it beside the record, and give its name
       *[other] use an https:, mailto: or tel: address, or the path of a file
    }
image-without-alternative = the image “{ $target }” has no alternative text
    .help = describe it between the brackets: ![what the image shows](…); if it shows nothing to know: ![](… "decorative")
image-elsewhere = the image “{ $target }” is not a file of the site
    .help = copy the image beside this text and give its name: the site asks nothing of others
html-refused = { $fault ->
    [words] “{ $tag }” is taken for HTML code, and is not published
    [element] the HTML code “{ $tag }” is not published
    [attribute] in “{ $tag }”, “{ $attribute }” is not published as it stands
    [unopened] “{ $tag }” closes nothing
    [misplaced] “{ $tag }” is out of place
    [misplaced-details] “{ $tag }” is out of place
    [text] this text is right against “{ $tag }”: it would not be formatted
    [text-at-comment] there is text right against a comment “<!-- … -->”: it would not be published
   *[unclosed] nothing closes “{ $tag }”
}
    .help = { $fault ->
        [words] write these words without angle brackets, or put “\” before the first: “\<”
        [element] write it in Markdown; only simple codes pass: <br>, <sub>, <sup>, <kbd>, <mark>, <abbr>, <details>…
        [attribute] remove it; only title, lang (a language code: “en”), dir (ltr or rtl) and, for <details>, open pass
        [unclosed-details] add “</details>” alone on its line, between two empty lines
        [unopened] remove it, or open “{ $opposite }” before it, in the same paragraph
        [misplaced] write it on the line of the text it concerns, after a word
        [misplaced-details] write “<details>” alone on its line, “<summary>the title</summary>” on the next, then an empty line
        [text] leave an empty line between the two
        [text-at-comment] close the comment with “-->”, and leave an empty line between it and the text
       *[unclosed] add “{ $opposite }” in the same paragraph
    }
vague-link = out of its sentence, “{ $text }” does not tell where this link leads
    .help = put the name of what is found there in the link
heading-order = this “{ $level }” heading skips a level
    .help = write “{ $expected }”, or add the heading that is missing above
heading-empty = this heading has no text
    .help = write the heading after “#”, or remove the line
markup-as-text = { $slip ->
    [space-in-address] “{ $written }” holds a space: this link would be published as text
    [space-before-address] a space stands between “]” and “(”: this link would be published as text
    [address-unclosed] nothing closes the address of this link: it would be published as text
    [open-brackets] nothing closes these brackets: this link would be published as text
    [half-link] this link lacks one of its four brackets: it would be published as text
    [alert-unknown] no alert is called “{ $written }”: it would be published as text
    [alert-before-text] “[!{ $written }]” is not alone on its line: the alert would be published as text
    [alert-unquoted] “>” is missing before “[!{ $written }]”: the alert would be published as text
    [heading] a space is missing behind “{ $written }”: this heading would be published as text
    [note-unwritten] the note “{ $written }” is written nowhere: its mark would be published as text
    [note-uncalled] nothing calls the note “{ $written }”: it will not be published
    [row-too-long] this row has { $cells } cells and the table { $columns } columns: the rest would be lost
    [delimiter-row] { $cells } cells of hyphens below { $columns } columns: this table would be published as text
    [foreign-attributes] this mark is one of another tool: it would be published as text
    [foreign-shortcode] this mark is one of another tool: it would be published as text
    [foreign-contents] this mark is one of another tool: it would be published as text
    [foreign-admonition] this mark is one of another tool: it would be published as text
    [foreign-task] this mark is one of another tool: it would be published as text
   *[blank] nothing fills {"{{"}{ $written }{"}}"} here: it would be published as it is
}
    .help = { $slip ->
        [space-in-address] put the address between angle brackets, “(<my file.pdf>)”, or rename the file without the space
        [space-before-address] put them together: “[text](address)”
        [address-unclosed] add “)” behind the address
        [open-brackets] write “[[collection/record]]”, on one line
        [half-link] write “[[{ $written }]]”
        [alert-unknown] { $nearest ->
            [0] {""}
           *[other] write “> [!{ $nearest }]”;{" "}
        }there are NOTE, TIP, IMPORTANT, WARNING and CAUTION
        [alert-before-text] begin a new line behind it, with “>”
        [alert-unquoted] begin this line and all others of the alert with “>”
        [heading] write “{ $written } Title”
        [note-unwritten] add a line “[^{ $written }]: …” below
        [note-uncalled] write “[^{ $written }]” in the text, where it applies
        [row-too-long] add a column to the head and to the line of hyphens, or write “\|” for a bar in the text
        [delimiter-row] put as many cells “---” there as the head has columns
        [foreign-attributes] remove it: the anchor of a heading is made of its words
        [foreign-shortcode] remove it, or write a link: “[text](address)”
        [foreign-contents] remove it: headings have their anchors without it
        [foreign-admonition] write “> [!NOTE]”, and “>” before each line of the alert
        [foreign-task] put a space between the brackets: “- [ ]”
       *[blank] write the word itself; only collections that have “parts:” or “editions:” are filled in
    }
blank-unknown = nothing fills {"{"}{"{"}{ $name }{"}"}{"}"}: it will show as “to be completed”
    .help = { suggestion }add “{ $name }: …” under “variables:”, in the record or in site.yaml
blank-empty = “{ $name }” is empty: it will show as “to be completed”
    .help = fill “{ $name }” when you know it
personal-data = { $kind ->
    [phone] “{ $text }” is a telephone number, and would be published
    [address] “{ $text }” is a person's e-mail address, and would be published
   *[name] “{ $text }” looks like a person's name, and would be published
}
    .help = { $kind ->
        [name] name the function or the service
       *[other] give that of a service
    }; where the person agrees, note when: “consent: 2026-03-01”
unattested = nothing says where this record comes from, nor whether it is attested
    .help = fill “{ $source }”, or say its state in “{ $status }”
image-unreadable = this file bears the name of a picture but is none, or it is damaged
    .help = open it in a program for pictures and save it again, or remove it
image-too-large = this picture has { $width } × { $height } points: no screen shows that many
    .help = make it smaller, for instance 2000 points wide
image-misnamed = the name of this picture does not say its true format: it holds a “.{ $extension }” file
    .help = rename it so that its name ends with “.{ $extension }”, and correct the texts that show it
picture-location = this file says where it was taken, and is published as it is
    .help = save the photograph as JPEG: essaim takes the place out of it; export the film without its position
picture-empty = { $reason ->
    [nothing-compares] these bars show nothing: they need at least two exact values of the same unit and the same measure
    [one-step] this funnel has fewer than two steps
   *[no-record] this picture shows nothing: no record matches, or the field to draw is empty
}
    .help = { $reason ->
        [nothing-compares] choose values that compare, or write “view: figures” to show figures alone
        [one-step] name in “records” at least two records that have a value, from the first step to the last
       *[no-record] look again at “records” and “only”, or fill the field in the records
    }
card-too-full = the { $face ->
    [front] front
   *[back] back
} of the printed card overflows: about { $lines ->
    [one] one line
   *[other] { $lines } lines
} too many
    .help = shorten a text of this record, or choose fewer fields with “print: {"{"}card: …{"}"}”
address-missing = without “base_url”, no feed, no sitemap for search engines and no catalogue are published
    .help = add “base_url: https://…”, the address where the site will be
siret-missing = the publisher's SIRET is missing: the data will not say for certain who publishes them
    .help = add “siret:” (14 digits) under “publisher:”
date-missing = nothing says how old these records are: the site and the data will have no date
    .help = add a field of type “date” with “rdfType: dct:modified” to the schema, and fill it
reserved-identifier = “{ $name }” is the name of a page that the site makes itself
    .help = give this file another name
legal-missing = the law asks for “{ $key }”: the legal page will show “to be completed”
    .help = fill “{ $key }” in site.yaml
accessibility-unproved = no valid audit proves “{ $claimed }”: the site will say “{ $proved }”
    .help = give the audit (“audit: {"{"}date: …, by: …{"}"}”) and its results, or write “state: { $proved }”
theme-elsewhere = pages would ask another site for “{ $address }”, and it would know of each visit
    .help = copy this file into the theme's folder “static”, and give its path
merge-conflict = { $beside ->
    [0] this passage changed here and in the original: a choice is to be made
   *[other] this file changed here and in the original, whose version stands beside it: “{ $beside }”
}
    .help = { $beside ->
        [0] keep what suits of each version, then remove the lines of the marks (<<<<<<<, =======, >>>>>>>)
       *[other] keep the file that suits under its usual name, then remove “{ $beside }”
    }
attribution-lost = this record comes from “{ $publisher }” and no longer says so: its licence asks for it
    .help = { $where ->
        [header] copy this line into its header: { $line }
        [block] put this line in the place of its “origin” block: { $line }
       *[file] a row of a table cannot say so: move it to a file of its own, { $path }, with this in the header: { $line }
    }

## Publication

route-twice = two contents want the same address, “{ $path }”: this one and “{ $other }”
    .help = rename one of the two

## Themes

template-fault = { $fault ->
    [no-variable] here, no value is called “{ $name }”
    [no-field] nothing in this value is called “{ $name }”
    [no-filter] no filter is called “{ $name }”
    [no-function] no function is called “{ $name }”
    [no-test] no test is called “{ $name }”
    [no-component] no component is called “{ $name }”
    [no-template] no template is called “{ $name }”
    [no-block] in the extended template, no block is called “{ $name }”
    [block-missing] this template lacks the block “{ $name }”, which others fill
    [unclosed] this template ends in the middle of an instruction
    [unexpected] “{ $name }” is not expected at this place of the template
    [unexpected-here] what stands here is no instruction of a template
    [twice] “{ $name }” is declared twice in this template
    [circle] this template calls itself, straight or through another
   *[engine] this template cannot be filled in here
}
    .help = { $fault ->
        [block-missing] add {"{%"} block { $name } {"%}{%"} endblock {"%}"} to it
        [unclosed] close what is open: “{"%}"}”, “{"}}"}”, {"{%"} endif {"%}"}, {"{%"} endfor {"%}"}, {"{%"} endblock {"%}"}
        [twice] keep one of them
        [circle] remove one of the “extends” or “include” that run in a circle
        [engine] { theme-back }; the engine says: “{ $name }”
       *[other] { suggestion }{ theme-back }
    }
attribution-undrawn = the page of “{ $record }” does not say where it comes from: the template “{ $template }” leaves out its origin
    .help = remove that template to have the original back, or show {"{{"} origin.publisher {"}}"}, {"{{"} origin.license {"}}"} and {"{{"} origin.href {"}}"} in it: the licence of “{ $publisher }” asks for it

## What comes from elsewhere

import-damaged = { $fault ->
    [not-an-archive] this file is no ZIP archive that can be read
    [no-descriptor] nothing in it describes content to take (datapackage.json)
    [descriptor] its description (datapackage.json) cannot be read: { $what }
    [size] “{ $what }” has { $found } bytes instead of the { $expected } announced
    [hash] “{ $what }” is not the file announced: its hash differs
    [unsealed] “{ $what }” is announced without a SHA-256
    [missing] “{ $what }” is announced and is not there
    [unlisted] “{ $what }” is there and was not announced
    [text] “{ $what }” is no text that can be read
   *[identifier] “{ $what }” cannot name a record or a collection
}
    .help = ask the authority that publishes it for this content again: nothing was written
import-license = { $license ->
    [0] nothing says under which licence this content is published: without one it cannot be taken
   *[other] the licence “{ $license }” does not let this content be taken
}
    .help = { $license ->
        [0] ask the authority that publishes it to name an open licence; nothing was written
       *[other] ask the authority that publishes it to agree, or for an open licence; nothing was written
    }
set-aside = { $reason ->
    [unknown] your collection has no field “{ $field }”: its value is kept under “extras”
    [value] your collection does not allow this value of “{ $field }”: it is kept under “extras”
   *[reference] “{ $field }” names a record that you do not have: the name is kept under “extras”
}
    .help = { $reason ->
        [unknown] add “{ $field }” to your schema if you have a use for it; else leave it there
        [value] give “{ $field }” a value of your list if you need it
       *[reference] import that record too, or name one of yours
    }
upstream-changed = { $fate ->
    [gone] the original of “{ $record }” is no longer published
    [alike] the original of “{ $record }” is no longer published under that name; it is probably called “{ $now }” now
    [license] the original of “{ $record }” went from the licence “{ $also }” to “{ $now }”
   *[withheld] the new version of “{ $record }” was not taken: { $reason }
}
    .help = { $fate ->
        [gone] your record does not change; ask the authority what became of it
        [alike] your record does not change; to take the other one too: essaim import { $also } { $now }
        [license] your record keeps the version taken under the former licence; read the new one before you go on
       *[withheld] your record does not change; settle this, then run essaim update again
    }
