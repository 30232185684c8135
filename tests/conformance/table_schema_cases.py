"""The cases of the differential judge of table_schema.py, and the divergences from frictionless that are accepted.

Most cases are families: a field, and values of every kind that people or programs write in it. Every table
that mixes good and bad rows is judged again with the good ones only, so that both the rows in error and the verdict on
a whole good file are compared. The other cases are whole tables: keys, headers, shapes of rows, and schemas
that are wrong themselves. Nothing here is random: the same cases come in the same order every time.
"""

import csv
import io
from dataclasses import dataclass, field
from functools import cached_property

# What is not held against essaim. (case, value) or (case, "*") or (case, None) for the whole table ->
# (what essaim does, why it may).
SPREADSHEET = "spreadsheets leave empty rows, above all at the end; nothing is lost, and the published file has none"
PEOPLE = "an office's dates are read as people write them, the day first, in French and in English; a guesser publishes wrong days"
WHOLE = "what the value does not say would be made up: dateutil completes it with today's date, or with midnight"
DIVERGENCES = {
    ("date, any", "12/31/2024"): ("refuses", PEOPLE),
    ("date, any", "3 juin 2015"): ("accepts", PEOPLE),
    ("date, any", "January 2024"): ("refuses", WHOLE),
    ("date, any", "31"): ("refuses", WHOLE),
    ("datetime, any", "3 juin 2015 à 9 h 30"): ("accepts", PEOPLE),
    ("datetime, any", "31/01/2024"): ("refuses", WHOLE),
    ("rows: an empty line inside", "*"): ("accepts", SPREADSHEET),
    ("rows: an empty line at the end", "*"): ("accepts", SPREADSHEET),
    ("rows: two empty lines at the end", "*"): ("accepts", SPREADSHEET),
    ("rows: a row of empty cells", "*"): ("accepts", SPREADSHEET),
    ("rows: a row of empty cells at the end", "*"): ("accepts", SPREADSHEET),
}  # fmt: skip


@dataclass
class Table:
    """The bytes of one CSV file, and which line each of its rows stands on."""

    content: bytes
    delimiter: str = ","

    @classmethod
    def of(cls, header, rows, delimiter=",", newline="\n", bom=False):
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows([header, *rows])
        return cls((b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode(), delimiter)

    @cached_property
    def parsed(self):
        """Each row as (line on which it starts, cells)."""
        text = self.content.decode("utf-8-sig", errors="replace")
        reader, rows, before = csv.reader(io.StringIO(text, newline=""), delimiter=self.delimiter), [], 0
        for cells in reader:
            rows.append((before + 1, cells))
            before = reader.line_num
        return rows

    def rows(self):
        return max(0, len(self.parsed) - 1)

    def line_of_row(self, number):
        rows = self.parsed
        return rows[number - 1][0] if 0 < number <= len(rows) else number

    def start_of(self, line):
        """The first line of the row that a line belongs to: a cell may stand below a cell of several lines."""
        return max((start for start, _ in self.parsed if start <= line), default=line)

    def label_of_line(self, line):
        cells = next((cells for start, cells in self.parsed if start == line), [])
        return cells[1] if len(cells) == 2 else self.delimiter.join(cells)


@dataclass
class Case:
    name: str
    schema: dict
    table: Table
    compare: str = "rows"
    others: dict = field(default_factory=dict)  # suffix -> (schema, table), for foreign keys

    def all_tables(self):
        return {"": (self.schema, self.table), **self.others}


def f(type, **more):
    """A field `valeur` of a type; constraints are given as `c_minimum=…`."""
    constraints = {key[2:]: value for key, value in more.items() if key.startswith("c_")}
    rest = {key: value for key, value in more.items() if not key.startswith("c_")}
    return {"name": "valeur", "type": type, **rest, **({"constraints": constraints} if constraints else {})}


# ---- Families: a field and the values tried in it

PLAIN = ["abc", "1", "0012", "é", "a;b", "a,b", 'dit "oui"', " espaces ", "TRUE", "null", "=1+1", "l'un et\nl'autre"]
NUMBERS = [
    "1", "1.5", "-1", "+1", "1e3", "1E-2", ".5", "5.", "0012", "-0", "NaN", "INF", "-INF", "Infinity", "nan", "inf", "1,5",
    "1 000", "1 000", "abc", "1.2.3", "--1", "0x10", " 1 ", "1%", "12 km", "€ 5", "1-2", "1e", "123456789012345678901234567890",
]  # fmt: skip
INTEGERS = [
    "1", "-1", "+1", "01", "007", "1.0", "1.5", "1e3", " 1 ", "abc", "1 000", "1,000", "- 1", "0x10", "oui", "NaN",
    "99999999999999999999999999", "-99999999999999999999999999", "9223372036854775808",
]  # fmt: skip
BOOLEANS = ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0", "tRUE", "yes", "oui", "vrai", "2", "t", " true", "on"]
DATES = [
    "2024-01-31", "2024-02-29", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "31/01/2024", "2024-1-5", "20240131",
    "24-01-31", "2024-01-31T00:00:00", "2024-01", "2024", " 2024-01-31", "0001-01-01", "9999-12-31", "10000-01-01",
    "hier", "2024/01/31", "2024-01-31Z",
]  # fmt: skip
TIMES = [
    "12:30:00", "00:00:00", "23:59:59", "12:30:00Z", "12:30:00+02:00", "12:30:00.5", "12:30", "25:00:00", "12:60:00",
    "12:30:60", "24:00:00", "midi", "12h30", "1:30:00", "123000",
]  # fmt: skip
DATETIMES = [
    "2024-01-31T12:30:00Z", "2024-01-31T12:30:00", "2024-01-31T12:30:00+02:00", "2024-01-31T12:30:00.123Z",
    "2024-01-31T12:30:00-0500", "2024-01-31", "2024-01-31T12:30", "2024-01-31T25:00:00Z", "2024-02-30T12:00:00Z",
    "31/01/2024 12:30:00", "maintenant", "2024-01-31T12:30:00 Z",
]  # fmt: skip
DURATIONS = [
    "P1Y2M3D", "P1Y", "PT45M", "PT1H30M", "P1DT12H", "P1W", "P2D", "PT0.5S", "PT36H", "P0D", "P", "PT", "1Y", "P1H", "P1YT",
    "PT1M2H", "durable", "45", "P1S", "PT1D",
]  # fmt: skip
YEARS = ["2024", "0000", "9999", "1066", "24", "20245", "abcd", "2024.0", "2024-01", "-0024", "MMXX"]
YEARMONTHS = ["2024-01", "2024-12", "1999-06", "2024-13", "2024-00", "2024", "01-2024", "2024/01", "2024-01-01", "mai 2024", "202401"]
ARRAYS = ['["a", 1]', "[]", '{"a": 1}', "pas du JSON", "a,b", '"a"', "1", "null", '["a"', "[1, [2]]"]
OBJECTS = ['{"a": 1}', "{}", "[]", "x", '"a"', '{"a": }', "null", '{"a": {"b": 1}}']
GEOPOINTS = ["2.35,48.85", "2.35, 48.85", "-180,-90", "180,90", "181,0", "0,91", "-180.1,0", "2.35", "a,b", "2.35;48.85", "1,2,3", "48.85 2.35"]
URIS = ["https://ville.example/x", "http://ville.example", "mailto:a@b.fr", "urn:isbn:123", "ftp://x/y", "www.ville.example", "ville", "://x", "//ville.example/x"]
EMAILS = ["contact@ville.example", "a.b+c@sous.ville.fr", "a-b@ville.fr", "courriel", "a@", "@ville.fr", "a b@ville.fr", "a@ville", "a@@ville.fr", "a@ville.fr."]

FAMILIES = {
    "string": (f("string"), PLAIN),
    "string by default": ({"name": "valeur"}, PLAIN),
    "string, default format": (f("string", format="default"), PLAIN),
    "any": (f("any"), PLAIN),
    "string email": (f("string", format="email"), EMAILS),
    "string uri": (f("string", format="uri"), URIS),
    "string uuid": (f("string", format="uuid"), [
        "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000", "123e4567e89b12d3a456426614174000",
        "123e4567-e89b-12d3-a456-42661417400", "pas un uuid"]),
    "string binary": (f("string", format="binary"), ["aGVsbG8=", "YQ==", "aGVsbG8", "a", "abcde"]),
    "number": (f("number"), NUMBERS),
    "number, French": (f("number", decimalChar=",", groupChar=" "), NUMBERS + ["1 234,5", "1 2 3", "-0,5", "1 000 000", "1,2,3"]),
    "number, decimal comma": (f("number", decimalChar=","), NUMBERS + ["-0,5", "1,", ",5"]),
    "number, grouped by dots": (f("number", decimalChar=",", groupChar="."), ["1.234,5", "1234,5", "1.5", "1,5", "1.234.567"]),
    "number, grouped": (f("number", groupChar=","), ["1,234.5", "1,5", "1.5", "1,234,567"]),
    "number, not bare": (f("number", bareNumber=False), ["95%", "95 %", "€95", "$ 12.50", "12 km", "-5 €", "12abc34", "km", "1", "environ 3"]),
    "number, French and not bare": (f("number", bareNumber=False, decimalChar=",", groupChar=" "), ["1 234,50 €", "12,5 %", "€ 1", "néant"]),
    "integer": (f("integer"), INTEGERS),
    "integer, not bare": (f("integer", bareNumber=False), ["12 km", "~12", "12", "-5 °C", "km", "1.5 km", "n° 12"]),
    "boolean": (f("boolean"), BOOLEANS),
    "boolean, French": (f("boolean", trueValues=["oui", "OUI", "vrai"], falseValues=["non", "NON", "faux"]), ["oui", "OUI", "vrai", "non", "faux", "Oui", "true", "1", "0", "o"]),
    "boolean, only true values": (f("boolean", trueValues=["oui"]), ["oui", "true", "1", "false", "0", "non"]),
    "date": (f("date"), DATES),
    "date, default": (f("date", format="default"), DATES),
    "date, any": (f("date", format="any"), ["2024-01-31", "31/01/2024", "2024/01/31", "20240131", "31 January 2024", "2024-13-45", "pas une date", "2024-02-30", "12/31/2024", "3 juin 2015", "January 2024", "31"]),
    "date %d/%m/%Y": (f("date", format="%d/%m/%Y"), ["31/01/2024", "1/2/2024", "01/02/24", "2024-01-31", "31-01-2024", "30/02/2024", "12/31/2024"]),
    "date %Y-%m-%d": (f("date", format="%Y-%m-%d"), DATES),
    "date %Y": (f("date", format="%Y"), ["2024", "24", "2024-01-01", "abcd", "20245"]),
    "date %d-%m-%y": (f("date", format="%d-%m-%y"), ["31-01-24", "31-01-2024", "31-13-24", "01-01-99"]),
    "date %Y%m%d": (f("date", format="%Y%m%d"), ["20240131", "2024-01-31", "20240230", "2024131"]),
    "date %d %B %Y": (f("date", format="%d %B %Y"), ["31 January 2024", "31 january 2024", "31 Janvier 2024", "31/01/2024"]),
    "date, old form of format": (f("date", format="fmt:%d/%m/%Y"), ["31/01/2024", "2024-01-31"]),
    "time": (f("time"), TIMES),
    "time %H:%M": (f("time", format="%H:%M"), ["12:30", "9:05", "24:00", "12:30:00", "12h30"]),
    "time %Hh%M": (f("time", format="%Hh%M"), ["12h30", "12:30", "12h60"]),
    "time, any": (f("time", format="any"), ["12:30", "12:30:00", "3pm", "pas une heure", "9 h 30"]),
    "datetime": (f("datetime"), DATETIMES),
    "datetime %d/%m/%Y %H:%M": (f("datetime", format="%d/%m/%Y %H:%M"), ["31/01/2024 12:30", "31/01/2024", "2024-01-31T12:30:00Z", "31/01/2024 25:30"]),
    "datetime, any": (f("datetime", format="any"), ["2024-01-31T12:30:00Z", "2024-01-31 12:30", "pas une date", "3 juin 2015 à 9 h 30", "31/01/2024"]),
    "year": (f("year"), YEARS),
    "yearmonth": (f("yearmonth"), YEARMONTHS),
    "duration": (f("duration"), DURATIONS),
    "list": (f("list"), ["a,b,c", "a", "a,,b", " a , b "]),
    "list of integers": (f("list", delimiter=";", itemType="integer"), ["1;2;3", "1", "1;x", "1,2", "1;", "1;2.5"]),
    "list of dates": (f("list", delimiter="|", itemType="date"), ["2024-01-31|2024-02-01", "2024-01-31", "2024-02-30", "2024-01-31;2024-02-01"]),
    "list of booleans": (f("list", delimiter=";", itemType="boolean"), ["true;false", "1;0", "oui;non"]),
    "array": (f("array"), ARRAYS),
    "array of integers": (f("array", arrayItem={"type": "integer"}), ["[1, 2]", '["1"]', '["a"]', "[1.5]", "[]"]),
    "array, enum of items": (f("array", arrayItem={"type": "string", "constraints": {"enum": ["a", "b"]}}), ['["a"]', '["a", "c"]', "[]", '["b", "a"]']),
    "object": (f("object"), OBJECTS),
    "geopoint": (f("geopoint"), GEOPOINTS),
    "geopoint, array": (f("geopoint", format="array"), ["[2.35, 48.85]", '["2.35", "48.85"]', "[200, 0]", "[1]", "2.35,48.85"]),
    "geopoint, object": (f("geopoint", format="object"), ['{"lon": 2.35, "lat": 48.85}', '{"lat": 48.85}', '{"lon": 200, "lat": 0}', '{"lon": 1, "lat": 2, "alt": 3}', "[1, 2]"]),
    "geojson": (f("geojson"), ['{"type": "Point", "coordinates": [2.35, 48.85]}', '{"type": "Nulle part"}', "x", "[]"]),
    # Constraints.
    "required string": (f("string", c_required=True), ["a", "", " ", "-"]),
    "required integer": (f("integer", c_required=True), ["1", "", "0"]),
    "required boolean": (f("boolean", c_required=True), ["false", "", "0"]),
    "not required": (f("date", c_required=False), ["2024-01-31", "", "x"]),
    "minLength": (f("string", c_minLength=3), ["abc", "ab", "éèà", "éà", "", "a c", "🌳🌳🌳", "🌳🌳"]),
    "maxLength": (f("string", c_maxLength=3), ["abc", "abcd", "éèà", "éèàù", "", "🌳🌳🌳", "🌳🌳🌳🌳"]),
    "lengths of an array": (f("array", c_minLength=1, c_maxLength=2), ["[]", "[1]", "[1, 2]", "[1, 2, 3]"]),
    "lengths of a list": (f("list", delimiter=";", c_minLength=2, c_maxLength=3), ["a", "a;b", "a;b;c", "a;b;c;d"]),
    "minimum and maximum of integers": (f("integer", c_minimum=0, c_maximum=10), ["0", "10", "-1", "11", "5", ""]),
    "bounds written as text": (f("number", c_minimum="-90", c_maximum="90"), ["0", "-90", "90", "90.01", "-91", "1e3"]),
    "bounds of numbers": (f("number", c_minimum=0.1, c_maximum=0.3), ["0.1", "0.3", "0.2", "0.30000000001", "0.09999", "NaN"]),
    "bounds of French numbers": (f("number", decimalChar=",", c_minimum="0", c_maximum="1,5"), ["0", "1,5", "1,6", "-0,1"]),
    "bounds of dates": (f("date", c_minimum="2024-01-01", c_maximum="2024-12-31"), ["2024-01-01", "2024-12-31", "2023-12-31", "2025-01-01"]),
    "bounds of dates %d/%m/%Y": (f("date", format="%d/%m/%Y", c_minimum="01/02/2024"), ["01/02/2024", "31/01/2024", "15/03/2023", "01/01/2025"]),
    "bounds of times": (f("time", c_minimum="08:00:00", c_maximum="18:30:00"), ["08:00:00", "18:30:00", "07:59:59", "18:30:01"]),
    "bounds of datetimes": (f("datetime", c_minimum="2024-01-01T00:00:00Z"), ["2024-01-01T00:00:00Z", "2023-12-31T23:59:59Z", "2024-06-01T00:00:00Z"]),
    "bounds of years": (f("year", c_minimum="1950", c_maximum=2050), ["1950", "1949", "2050", "2051"]),
    "bounds of months": (f("yearmonth", c_minimum="2024-02", c_maximum="2024-11"), ["2024-02", "2024-01", "2024-11", "2024-12", "2023-12"]),
    "pattern": (f("string", c_pattern=r"\d{5}"), ["06000", "6000", "060000", "x06000", "06000x", "", "06 00"]),
    "pattern with anchors": (f("string", c_pattern=r"^\d{14}$"), ["21060004300019", "2106000430001", "x21060004300019", "210600043000190"]),
    "pattern of two ways": (f("string", c_pattern=r"^(rouge|vert)$"), ["rouge", "vert", "rouges", "bleu"]),
    "pattern with look-ahead": (f("string", c_pattern=r"^(?!0)\d+$"), ["12", "012", "a"]),
    "pattern with a back-reference": (f("string", c_pattern=r"(\w)\1"), ["aa", "ab", "aaa"]),
    "pattern of accents": (f("string", c_pattern=r"^[A-Za-z\s\-À-ÿ]+$"), ["Évian-les-Bains", "Orléans 2", "L'Isle"]),
    "pattern of a commune": (f("string", c_pattern=r"^([013-9]\d|2[AB1-9])\d{3}$"), ["06004", "2A004", "20004", "6004", "2a004"]),
    "pattern of parts": (f("string", c_pattern=r"(?:(?:^|\|)(Itinérant|Fixe))+$"), ["Fixe", "Fixe|Itinérant", "Fixe|", "Mobile", "Fixe;Itinérant"]),
    "pattern with free ends": (f("string", c_pattern=r".*_[0-9]{4}_.*"), ["a_2024_b", "_2024_", "2024", "a_24_b"]),
    "enum": (f("string", c_enum=["rouge", "vert", "Éteint"]), ["rouge", "Rouge", "bleu", "Éteint", "", " rouge", "rouge,vert"]),
    "enum of integers": (f("integer", c_enum=[1, 2]), ["1", "2", "3", "01", "1.0"]),
    "enum of numbers": (f("number", c_enum=["0.5", 1]), ["0.5", "0.50", "1", "2"]),
    "enum of dates": (f("date", c_enum=["2024-01-31"]), ["2024-01-31", "2024-02-01"]),
    "enum of booleans": (f("boolean", c_enum=[True]), ["true", "1", "false"]),
    "enum of years": (f("year", c_enum=["2023", "2024"]), ["2024", "2025"]),
    "required and enum": (f("string", c_required=True, c_enum=["a", "b"]), ["a", "", "c"]),
    "several constraints": (f("string", c_required=True, c_minLength=2, c_maxLength=4, c_pattern="[a-z]+"), ["ab", "abcd", "a", "abcde", "AB", ""]),
}  # fmt: skip

# As above, with keys of the schema itself.
SCHEMA_FAMILIES = {
    "missing values": ({"missingValues": ["", "NA", "-"]}, f("integer"), ["1", "NA", "-", "", "na", "N/A"]),
    "missing values, required": ({"missingValues": ["", "NA"]}, f("string", c_required=True), ["a", "NA", "", "-"]),
    "missing values without the empty one": ({"missingValues": ["NC"]}, f("integer"), ["1", "NC", ""]),
    "no missing value, string": ({"missingValues": []}, f("string", c_required=True), ["a", ""]),
    "no missing value, integer": ({"missingValues": []}, f("integer"), ["1", ""]),
    "missing values of a field": ({"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}, f("integer", missingValues=["néant", ""]), ["1", "néant", "", "NA"]),
    "missing values with labels": ({"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "missingValues": [{"value": "", "label": "Vide"}, {"value": "-99", "label": "Refus"}]}, f("integer", c_minimum=0), ["1", "-99", "-1", ""]),
    "exclusive bounds": ({"$schema": "https://datapackage.org/profiles/2.0/tableschema.json"}, f("number", c_exclusiveMinimum=0, c_exclusiveMaximum=1), ["0", "0.1", "0.99", "1", "2"]),
    "French dates and gaps": ({"missingValues": ["", "s.d."]}, f("date", format="%d/%m/%Y", c_required=True), ["31/01/2024", "s.d.", "2024-01-31"]),
}  # fmt: skip


def families():
    every = {name: ({}, one, values) for name, (one, values) in FAMILIES.items()} | SCHEMA_FAMILIES
    for name, (keys, one, values) in every.items():
        schema = {**keys, "fields": [{"name": "cle", "type": "integer"}, one]}
        yield Case(name, schema, Table.of(["cle", "valeur"], numbered(values)))


def numbered(values):
    return [[str(number), value] for number, value in enumerate(values, 1)]


# ---- Whole tables

TWO = [{"name": "code", "type": "string"}, {"name": "nom", "type": "string"}]
THREE = [*TWO, {"name": "prix", "type": "number"}]
ROWS = [["a", "Ancre", "1.5"], ["b", "Bouée", "2"], ["c", "Cale", "3"]]
V2 = "https://datapackage.org/profiles/2.0/tableschema.json"


def raw(case, text, fields=None, compare="rows", delimiter=",", encoding="utf-8", **keys):
    return Case(case, {**keys, "fields": fields or THREE}, Table(text.encode(encoding), delimiter), compare)


def keyed(case, rows, compare="rows", fields=None, others=None, **keys):
    fields = fields or THREE
    return Case(case, {"fields": fields, **keys}, Table.of([one["name"] for one in fields], rows), compare, others or {})


def headers():
    good = "code,nom,prix\na,Ancre,1.5\nb,Bouée,2\n"
    yield raw("a good table", good)
    yield raw("header: two columns swapped", "nom,code,prix\nAncre,a,1.5\n", compare="verdict")
    yield raw("header: number column first", "prix,code,nom\n1.5,a,Ancre\n", compare="verdict")
    yield raw("header: last column missing", "code,nom\na,Ancre\n", compare="verdict")
    yield raw("header: first column missing", "nom,prix\nAncre,1.5\n", compare="verdict")
    yield raw("header: one column more", "code,nom,prix,note\na,Ancre,1.5,x\n", compare="verdict")
    yield raw("header: another case", "Code,nom,prix\na,Ancre,1.5\n", compare="verdict")
    yield raw("header: a misspelt name", "code,nome,prix\na,Ancre,1.5\n", compare="verdict")
    yield raw("header: a name twice", "code,nom,nom\na,Ancre,1\n", compare="verdict")
    yield raw("header: an empty name", "code,,prix\na,Ancre,1.5\n", compare="verdict")
    yield raw("header: spaces around a name", "code, nom ,prix\na,Ancre,1.5\n", compare="verdict")
    yield raw("header: none", "a,Ancre,1.5\nb,Bouée,2\n", compare="verdict")
    yield raw("header: an accent less", "code,prenom\na,Zoé\n", [TWO[0], {"name": "prénom", "type": "string"}], compare="verdict")
    yield raw("header: quoted", '"code","nom","prix"\n"a","Ancre","1.5"\n')
    yield raw("header only", "code,nom,prix\n")
    yield raw("header only, no end of line", "code,nom,prix")
    yield raw("empty file", "", compare="verdict")
    yield raw("one empty line", "\n", compare="verdict")
    yield raw("names of the city", "Code officiel,Dénomination (complète),Prix €\n1,Ancre,2\n", [{"name": "Code officiel", "type": "integer"}, {"name": "Dénomination (complète)", "type": "string"}, {"name": "Prix €", "type": "number"}])
    yield raw("names in capitals", "COLL_NOM,COLL_SIRET\nVille,21060004300019\n", [{"name": "COLL_NOM", "type": "string"}, {"name": "COLL_SIRET", "type": "string"}])
    yield raw("names with dots and dashes", "note_A_c1.1,ban-id\n1,x\n", [{"name": "note_A_c1.1", "type": "integer"}, {"name": "ban-id", "type": "string"}])
    yield raw("a column called id that is no identifier", "id,nom\nFR*A68*P,Ancre\nÉtage 2,Bouée\n", [{"name": "id", "type": "string"}, TWO[1]])
    yield raw("a column called id with numbers", "id,nom\n1,Ancre\n2,Bouée\n", [{"name": "id", "type": "integer"}, TWO[1]])
    yield raw("a column called id with gaps", "id,nom\n,Ancre\n,Bouée\n", [{"name": "id", "type": "string"}, TWO[1]])
    yield raw("a column called id with the same value twice", "id,nom\na,Ancre\na,Bouée\n", [{"name": "id", "type": "string"}, TWO[1]])
    yield raw("columns with names that essaim uses", "title,origin,sources,date_publication\na,b,c,d\n", [{"name": name, "type": "string"} for name in ("title", "origin", "sources", "date_publication")])
    for mode, name, text in (
        ("equal", "columns swapped", "nom,prix,code\nAncre,1.5,a\n"), ("equal", "a column less", "code,nom\na,Ancre\n"),
        ("subset", "a column more", "code,nom,prix,note\na,Ancre,1.5,x\n"), ("subset", "a column less", "code,nom\na,Ancre\n"),
        ("superset", "a column less", "code,nom\na,Ancre\n"), ("superset", "a column more", "code,nom,prix,note\na,Ancre,1.5,x\n"),
        ("partial", "one column in common", "nom,note\nAncre,x\n"), ("partial", "no column in common", "note\nx\n"),
        ("exact", "columns swapped", "nom,code,prix\nAncre,a,1.5\n"),
    ):  # fmt: skip
        yield raw(f"fieldsMatch {mode}: {name}", text, compare="verdict", fieldsMatch=mode, **{"$schema": V2})


def shapes():
    yield raw("rows: no end of line at the end", "code,nom,prix\na,Ancre,1.5")
    yield raw("rows: CRLF", "code,nom,prix\r\na,Ancre,1.5\r\nb,Bouée,x\r\n")
    yield Case("rows: BOM", {"fields": THREE}, Table.of(["code", "nom", "prix"], ROWS, bom=True))
    yield Case("rows: BOM, semicolon and CRLF", {"fields": THREE}, Table.of(["code", "nom", "prix"], ROWS + [["d", "Dé", "x"]], ";", "\r\n", bom=True))
    yield raw("rows: semicolon", "code;nom;prix\na;Ancre;1.5\nb;Bouée;x\n", delimiter=";")
    french = [*TWO, {"name": "prix", "type": "number", "decimalChar": ","}]
    yield raw("rows: semicolon, decimal commas", "code;nom;prix\na;Ancre, chaîne, bouée;1,5\nb;Bouée;2,5\n", french, delimiter=";")
    yield raw("rows: semicolon, more commas than semicolons", "code;nom\na;x,y,z,t,u,v,w\nb;x,y,z,t,u,v,w\n", TWO, delimiter=";")
    yield raw("rows: comma, more semicolons than commas", "code,nom\na,x;y;z;t;u;v\nb,x;y;z;t;u;v\n", TWO)
    yield raw("rows: semicolon, quoted header", '"code";"nom"\n"a";"Ancre"\n', TWO, delimiter=";")
    yield raw("rows: semicolon, name with a comma", '"code, court";nom\na;Ancre\n', [{"name": "code, court", "type": "string"}, TWO[1]], delimiter=";")
    yield raw("rows: one column", "code\na\nb\n", TWO[:1])
    yield raw("rows: one column, a wrong value", "prix\n1\nx\n2\n", THREE[2:])
    yield raw("rows: a cell too few", "code,nom,prix\na,Ancre\nb,Bouée,2\n")
    yield raw("rows: a cell too many", "code,nom,prix\na,Ancre,1.5,x\nb,Bouée,2\n")
    yield raw("rows: an empty cell too many", "code,nom,prix\na,Ancre,1.5,\nb,Bouée,2\n")
    yield raw("rows: one cell only", "code,nom,prix\na\nb,Bouée,2\n")
    yield raw("rows: an empty line inside", "code,nom,prix\na,Ancre,1.5\n\nb,Bouée,2\n")
    yield raw("rows: an empty line at the end", "code,nom,prix\na,Ancre,1.5\n\n")
    yield raw("rows: two empty lines at the end", "code,nom,prix\na,Ancre,1.5\n\n\n")
    yield raw("rows: a row of empty cells", "code,nom,prix\na,Ancre,1.5\n,,\nb,Bouée,2\n")
    yield raw("rows: a row of empty cells at the end", "code,nom,prix\na,Ancre,1.5\n,,\n")
    yield raw("rows: a row of spaces", "code,nom,prix\na,Ancre,1.5\n , ,\nb,Bouée,2\n")
    yield raw("rows: an end of line in a cell", 'code,nom,prix\na,"An\ncre",1.5\nb,Bouée,x\n')
    yield raw("rows: CRLF in a cell", 'code,nom,prix\r\na,"An\r\ncre",1.5\r\nb,Bouée,x\r\n')
    yield raw("rows: doubled quotes", 'code,nom,prix\na,"dit ""oui""",1.5\nb,Bouée,2\n')
    yield raw("rows: a quote inside a bare cell", 'code,nom,prix\na,5" de long,1.5\nb,Bouée,2\n')
    yield raw("rows: spaces around cells", "code,nom,prix\na, Ancre , 1.5 \n")
    yield raw("rows: Latin-1", "code,nom,prix\na,Bouée,1\n", compare="verdict", encoding="latin-1")
    yield raw("rows: two faults in one row", "code,nom,prix\na,Ancre,x,y\nb,Bouée,2\n")
    yield raw("rows: faults in three rows", "code,nom,prix\na,Ancre,x\nb,Bouée,2\nc,Cale\nd,Dé,z\n")
    yield raw("rows: a formula and a tab", "code,nom,prix\n=1+1,\ta,1\n@x,-y,2\n")


def keys():
    whole = {"name": "code", "type": "integer"}
    unique = {"name": "code", "type": "string", "constraints": {"unique": True}}
    yield keyed("unique", [["a", "x"], ["b", "x"], ["a", "y"]], fields=[unique, TWO[1]])
    yield keyed("unique: empty cells may repeat", [["a", "x"], ["", "y"], ["", "z"]], fields=[unique, TWO[1]])
    yield keyed("unique: case matters", [["a", "x"], ["A", "y"]], fields=[unique, TWO[1]])
    yield keyed("unique: three times", [["a", "x"], ["a", "y"], ["b", "y"], ["a", "z"]], fields=[unique, TWO[1]])
    yield keyed("unique integers: 1 and 01", [["1", "x"], ["01", "y"], ["2", "z"]], fields=[{**whole, "constraints": {"unique": True}}, TWO[1]])
    yield keyed("unique: false", [["a", "x"], ["a", "y"]], fields=[{**unique, "constraints": {"unique": False}}, TWO[1]])
    for form, key in (("text", "code"), ("list", ["code"])):
        yield keyed(f"primary key as {form}", ROWS, primaryKey=key)
        yield keyed(f"primary key as {form}, twice", ROWS + [["a", "Amarre", "4"]], primaryKey=key)
    yield keyed("primary key: an empty one", [["a", "x", "1"], ["", "y", "2"]], primaryKey="code")
    yield keyed("primary key: two empty ones", [["a", "x", "1"], ["", "y", "2"], ["", "z", "2"]], primaryKey="code")
    yield keyed("primary key: 1 and 01", [["1", "x"], ["01", "y"]], fields=[whole, TWO[1]], primaryKey="code")
    yield keyed("primary key: not an identifier", [["FR*S1", "x", "1"], ["Île d'Yeu", "y", "2"], ["fr*s1", "z", "3"]], primaryKey="code")
    yield keyed("primary key of two", [["a", "x", "1"], ["a", "y", "2"], ["b", "x", "3"]], primaryKey=["code", "nom"])
    yield keyed("primary key of two, twice", [["a", "x", "1"], ["a", "y", "2"], ["a", "x", "3"]], primaryKey=["code", "nom"])
    yield keyed("primary key of two, half empty", [["a", "", "1"], ["a", "y", "2"], ["", "y", "3"]], primaryKey=["code", "nom"])
    yield keyed("primary key of two, half empty twice", [["a", "", "1"], ["a", "", "2"]], primaryKey=["code", "nom"])
    yield keyed("primary key of two, all empty", [["a", "x", "1"], ["", "", "2"]], primaryKey=["code", "nom"])
    yield keyed("primary key and identifier apart", [["1", "a", "x"], ["2", "b", "y"]], fields=[{"name": "id", "type": "integer"}, *TWO], primaryKey=["code"])

    other = ({"fields": TWO, "primaryKey": "code"}, Table.of(["code", "nom"], [["p", "Port"], ["q", "Quai"], ["01", "Un"]]))
    child = [{"name": "ref", "type": "string"}, {"name": "lieu", "type": "string"}, {"name": "etage", "type": "string"}]
    to_other = {"foreignKeys": [{"fields": "lieu", "reference": {"resource": "@b", "fields": "code"}}]}
    listed = {"foreignKeys": [{"fields": ["lieu"], "reference": {"resource": "@b", "fields": ["code"]}}]}
    for form, fk in (("text", to_other), ("list", listed)):
        yield keyed(f"foreign key as {form}", [["1", "p", ""], ["2", "q", ""], ["3", "p", ""]], fields=child, others={"-b": other}, **fk)
        yield keyed(f"foreign key as {form}, broken", [["1", "p", ""], ["2", "z", ""], ["3", "Q", ""]], fields=child, others={"-b": other}, **fk)
    yield keyed("foreign key: empty", [["1", "p", ""], ["2", "", ""]], fields=child, others={"-b": other}, **to_other)
    yield keyed("foreign key: zeros matter in text", [["1", "01", ""], ["2", "1", ""]], fields=child, others={"-b": other}, **to_other)
    numbers = ({"fields": [whole, TWO[1]], "primaryKey": "code"}, Table.of(["code", "nom"], [["1", "Un"], ["2", "Deux"]]))
    number_child = [child[0], {"name": "lieu", "type": "integer"}]
    yield keyed("foreign key of integers", [["1", "1"], ["2", "02"], ["3", "3"]], fields=number_child, others={"-b": numbers}, **to_other)
    by_name = {"foreignKeys": [{"fields": "lieu", "reference": {"resource": "@b", "fields": "nom"}}]}
    yield keyed("foreign key to no primary key", [["1", "Port", ""], ["2", "p", ""]], fields=child, others={"-b": other}, **by_name)
    pairs = ({"fields": TWO, "primaryKey": ["code", "nom"]}, Table.of(["code", "nom"], [["p", "1"], ["p", "2"], ["q", "1"]]))
    pair = {"foreignKeys": [{"fields": ["lieu", "etage"], "reference": {"resource": "@b", "fields": ["code", "nom"]}}]}
    yield keyed("foreign key of two", [["1", "p", "1"], ["2", "q", "1"]], fields=child, others={"-b": pairs}, **pair)
    yield keyed("foreign key of two, broken", [["1", "p", "1"], ["2", "q", "2"], ["3", "", ""], ["4", "z", "1"]], fields=child, others={"-b": pairs}, **pair)
    yield keyed("foreign key of two, half empty", [["1", "p", "1"], ["2", "q", ""]], fields=child, others={"-b": pairs}, **pair)
    tree = [{"name": "code", "type": "string"}, {"name": "parent", "type": "string"}]
    for form, reference in (("empty text", {"resource": "", "fields": "code"}), ("no name", {"fields": "code"})):
        fk = {"foreignKeys": [{"fields": "parent", "reference": reference}]}
        yield keyed(f"foreign key to itself ({form})", [["a", ""], ["b", "a"], ["c", "b"], ["d", "d"]], fields=tree, **fk)
        yield keyed(f"foreign key to itself ({form}), broken", [["a", ""], ["b", "z"], ["c", "A"]], fields=tree, **fk)
    two_keys = {"foreignKeys": [*to_other["foreignKeys"], {"fields": "etage", "reference": {"resource": "@c", "fields": "code"}}]}
    yield keyed("two foreign keys", [["1", "p", "1"], ["2", "z", "1"], ["3", "p", "9"]], fields=child, others={"-b": other, "-c": numbers_as_text()}, **two_keys)
    yield keyed("foreign key to no table", [["1", "p", ""]], compare="verdict", fields=child, foreignKeys=[{"fields": "lieu", "reference": {"resource": "@absente", "fields": "code"}}])


def numbers_as_text():
    return {"fields": TWO}, Table.of(["code", "nom"], [["1", "Un"], ["2", "Deux"]])


def wrong_schemas():
    """Schemas that are wrong themselves, and schemas that only look so."""

    def schema(case, fields, rows=None, **keys):
        rows = rows or [["1", "a"]]
        return Case(f"schema: {case}", {**keys, "fields": fields}, Table.of(["cle", "valeur"], rows), "verdict")

    cle = {"name": "cle", "type": "integer"}
    yield schema("good", [cle, f("string")])
    yield schema("an unknown type", [cle, f("texte")])
    yield schema("an unknown format of text", [cle, f("string", format="telephone")])
    yield schema("a field without name", [cle, {"type": "string"}])
    yield schema("a name twice", [cle, {"name": "cle", "type": "string"}])
    yield schema("a constraint that the type does not take", [cle, f("integer", c_pattern="a")], [["1", "1"]])
    yield schema("a minimum on text", [cle, f("string", c_minimum="a")])
    yield schema("an unknown constraint", [cle, f("string", c_maximal=3)])
    yield schema("a length written as text", [cle, f("string", c_minLength="3")], [["1", "abcd"]])
    yield schema("required written as text", [cle, f("string", c_required="true")])
    yield schema("enum that is no list", [cle, f("string", c_enum="a")])
    yield schema("a pattern that is not one", [cle, f("string", c_pattern="(")])
    yield schema("a primary key that is no field", [cle, f("string")], primaryKey="autre")
    yield schema("a foreign key that is no field", [cle, f("string")], foreignKeys=[{"fields": "autre", "reference": {"resource": "", "fields": "cle"}}])
    yield schema("a foreign key of two to one", [cle, f("string")], foreignKeys=[{"fields": ["cle", "valeur"], "reference": {"resource": "", "fields": ["cle"]}}])
    yield schema("required beside the constraints", [cle, f("string", required=True)])
    yield schema("missing values that are no list", [cle, f("string")], missingValues="NA")
    yield schema("an example that is not valid", [cle, f("integer", example="douze")], [["1", "1"]])
    yield schema("metadata of every kind", [cle, f("string", title="Valeur", description="…", rdfType="http://purl.org/dc/terms/title", example="a", examples=["a", "b"], comment="x")],
                 **{"$schema": "https://frictionlessdata.io/schemas/table-schema.json", "name": "exemple", "title": "Exemple", "description": "…", "countryCode": "FR",
                    "homepage": "https://ville.example/", "path": "https://ville.example/schema.json", "image": "https://ville.example/x.png", "version": "1.0.0",
                    "created": "2024-01-31", "lastModified": "2024-01-31", "keywords": ["a"], "licenses": [{"name": "etalab-2.0", "title": "LO", "path": "https://x.example"}],
                    "contributors": [{"title": "Un service", "role": "author", "organisation": "Ville"}], "resources": [{"title": "Exemple", "path": "https://ville.example/x.csv"}],
                    "sources": [{"title": "Décret", "path": "https://x.example"}], "custom_checks": [{"name": "french-siret-value", "params": {"column": "valeur"}}]})  # fmt: skip
    yield schema("keys that nobody knows", [cle, f("string", nullable=True, contraints={"required": True}, exemple="a", **{"x-entite": "station"})], **{"règle de saisie": "…", "statut": "projet", "references": []})
    yield schema("a type in capitals", [cle, f("String")])


def all_cases():
    return [*families(), *headers(), *shapes(), *keys(), *wrong_schemas()]
