# What published data say of themselves: schemas, catalogue, workbooks, kits, programming interface.

## The columns that essaim adds

column-id = Identifier
    .description = Identifier of the record, unique in the table and stable from one publication to the next.
column-owner = Record
    .description = Identifier of the record of “{ $title }” that the row belongs to.
column-position = Position
    .description = Rank of the row in its record, from 1.
column-target = Linked record
    .description = Identifier of the linked record, in the table “{ $title }”.
column-derived = Taken from
    .description = Address of the original, where the record was taken from another authority.
column-publisher-name = Name of the authority
    .description = Name of the authority or body that publishes the data.
column-publisher-siret = SIRET of the authority
    .description = French establishment number (14 digits) of the authority that publishes the data.
column-published = Date of publication
    .description = Date on which this dataset was published.
column-modified = Date of modification
    .description = Date of the last change of the record, where it is known.
column-rows = { $collection }: { $field }
    .description = Rows of “{ $field }” of the records of “{ $collection }”, one a line, in the order of each record.
column-links = { $collection }: { $field }
    .description = Links of “{ $field }” of the records of “{ $collection }”, one a line: a record at each end.
column-unit = Unit: { $unit }.
column-values = Possible values: { $values }.
column-parts = The parts of the record, in order, in Markdown.
column-attachments = The files attached to the record: their address from the root of the site, size and hash.
column-body = The text of the record, in Markdown.
column-page = The page of the record, from the root of the site.
column-variables = What the record fills the blanks of its texts with.

## The catalogue (DCAT)

catalog-description = The open data of “{ $title }”, described table by table.
catalog-dataset-description = This dataset of “{ $title }” is documented column by column and can be downloaded in open formats.
catalog-dataset-publisher = It is published by { $publisher }.
catalog-csv = One line per record, in UTF-8, separated by commas; the columns are described by the published schema.
catalog-json = The same values as the table, with lists and nested rows written as such.
catalog-other = The same values as the table, in another open format.
catalog-rights = Free reuse under { $license }, naming { $publisher } and the date of last update.
catalog-public = public
catalog-contact = Contact: { $publisher }
catalog-commune = Municipality { $insee }
catalog-territory = Territory of { $publisher }
catalog-stable = stable
catalog-schema = Schema of “{ $title }”
catalog-themes = Data themes of the European Union
catalog-theme-AGRI = Agriculture, fisheries, forestry and food
catalog-theme-ECON = Economy and finance
catalog-theme-EDUC = Education, culture and sport
catalog-theme-ENER = Energy
catalog-theme-ENVI = Environment
catalog-theme-GOVE = Government and public sector
catalog-theme-HEAL = Health
catalog-theme-INTR = International issues
catalog-theme-JUST = Justice, legal system and public safety
catalog-theme-OP_DATPRO = Provisional data
catalog-theme-REGI = Regions and cities
catalog-theme-SOCI = Population and society
catalog-theme-TECH = Science and technology
catalog-frequency-ANNUAL = annual
catalog-frequency-ANNUAL_2 = semiannual
catalog-frequency-BIENNIAL = biennial
catalog-frequency-TRIENNIAL = triennial
catalog-frequency-QUADRENNIAL = quadrennial
catalog-frequency-QUINQUENNIAL = quinquennial
catalog-frequency-DECENNIAL = decennial
catalog-frequency-QUARTERLY = quarterly
catalog-frequency-BIMONTHLY = bimonthly
catalog-frequency-MONTHLY = monthly
catalog-frequency-MONTHLY_2 = semimonthly
catalog-frequency-BIWEEKLY = biweekly
catalog-frequency-WEEKLY = weekly
catalog-frequency-WEEKLY_2 = semiweekly
catalog-frequency-DAILY = daily
catalog-frequency-CONT = continuous
catalog-frequency-IRREG = irregular
catalog-frequency-NEVER = never
catalog-language-FRA = French
catalog-language-ENG = English
catalog-language-DEU = German
catalog-language-SPA = Spanish
catalog-language-ITA = Italian
catalog-language-NLD = Dutch
catalog-language-POR = Portuguese
catalog-language-EUS = Basque
catalog-language-CAT = Catalan
catalog-licence-Attribution = Attribution
catalog-licence-ViralEffect-ShareAlike = Share alike
catalog-licence-PublicDomain = Public domain
catalog-publisher-local-authority = Local authority
catalog-country-FRA = France

## The programming interface (OpenAPI)

openapi-ok = The file
openapi-whole = The data as a whole
openapi-record = a record
openapi-id = The identifier of the record
openapi-about = Static files: no key, no limit, and reading is the only operation.

## The first sheet of a workbook

workbook-title = About
workbook-description = Description
workbook-publisher = Published by
workbook-siret = SIRET
workbook-published = Date of publication
workbook-license = Licence
workbook-notice = Notice to copy
workbook-page = Page of this data
workbook-sheets = The sheets of this workbook
    .sheet = Sheet
    .content = What it holds
    .rows = Rows
workbook-columns = The columns
    .sheet = Sheet
    .column = Column
    .title = Title
    .type = Type
    .unit = Unit
    .required = Required
    .values = Possible values
    .description = Description
workbook-yes = yes
workbook-reading = How to read these sheets
workbook-reading-formats = The same data, without formatting, stands in the CSV and JSON files published beside this workbook.
workbook-reading-lists = Several values in a cell are separated by the sign that the description of the column names, most often “;”.
workbook-reading-texts = A month (2015-06), a duration of a day or more (P2D: two days) and a number of more than 15 digits are text, to stay exact. A text of more than 32,767 characters is cut in an XLSX file.
workbook-cut = { $rows } (the others are in the CSV file)
workbook-type = { $type ->
    [string] text
    [number] number
    [integer] whole number
    [boolean] true or false
    [date] date
    [time] time
    [datetime] date and time
    [year] year
    [yearmonth] month
    [duration] duration
    [list] list
    [array] list
    [object] JSON object
    [geopoint] geographic point
    [geojson] geographic shape
    [any] anything
   *[other] { $type }
}
workbook-notice-date = updated on { $date }

## The texts of a kit

kit-license =
    This kit is published under the following licence:

    { $name }
    { $url }
kit-attribution =
    To reuse or adapt this kit, copy this notice:

    “{ $title }”, version { $version }, { $publisher }, updated on { $date }, licence { $license }{ $place }
kit-sources = Sources:
kit-adapted = Adapted from:
kit-adapted-version = version { $version }
kit-adapted-date = updated on { $date }
kit-adapted-license = licence { $license }
