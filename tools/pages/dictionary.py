"""The data dictionary: every field of every record, out of the records, their checks, the schema.

What a field means is said by its docstring, what it may hold by its type and its check, how
documents have it by the JSON Schema, and the example is from the data. Units and origins, of which
nothing in the package knows, stand here; a field without one is an error.
"""

import datetime
import types
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc, getmembers
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import diagram
from attrs import Attribute
from schema import descriptions, resolved

import gnlc
from gnlc.bundled import read
from gnlc.layout import Json
from gnlc.models import base, coverage, facts, places
from gnlc.models.base import PartialDate, Record, fields_of, key_name, parts_of
from gnlc.models.checks import is_tuple, schema_of, text
from gnlc.models.tables import ELSEWHERE, RECORDS
from gnlc.query.network import Network, country_table
from pages.markup import code, plain, prose, table

_SHORT = 80
"""How many characters an example has at the most, if there is one so short."""

_NO_UNIT = "none"

_UNITS = {
    "calendar year": "year start end award_years",
    "month of the year": "month",
    "day of the month": "day",
    "degrees north, WGS 84": "latitude",
    "degrees east, WGS 84": "longitude",
    "inhabitants": "population inhabitants",
    "cities": "cities cities_stated cities_corrected cities_recorded cities_withdrawn "
    "cities_missing network_cities_stated recipients_stated",
    "countries": "countries countries_stated countries_corrected countries_recorded "
    "countries_missing network_countries_stated",
    "priorities": "priorities_stated",
    "none: an id": "geonames_id",
    "none: a place in an order": "number",
}
_UNIT_OF = {name: unit for unit, names in _UNITS.items() for name in names.split()}

_GNLC = "gnlc"
_GEONAMES = "GeoNames, CC BY 4.0"
_NATURAL_EARTH = "Natural Earth, public domain"
_ISO = "ISO 3166-1"
_ISO_2 = "ISO 3166-2"
_COUNTED = "counted by gnlc"
_ADMISSIONS = "the `sources` of the admissions"
# Where fields come from that do not simply rest on the sources of their record.
_ORIGINS: Mapping[tuple[str, str], str] = {
    **{("Location", field.name): _GEONAMES for field in fields_of(places.Location)},
    **{("Location", name): _NATURAL_EARTH for name in ("wikidata", "names")},
    **{("PlaceName", field.name): _NATURAL_EARTH for field in fields_of(places.PlaceName)},
    **{("Subdivision", field.name): _ISO_2 for field in fields_of(places.Subdivision)},
    **{("Coverage", field.name): _COUNTED for field in fields_of(coverage.Coverage)},
    **{("Source", field.name): "the text itself" for field in fields_of(base.Source)},
    **{("PartialDate", field.name): "the record that holds it" for field in fields_of(PartialDate)},
    **{("Country", name): _ISO for name in ("alpha_2", "alpha_3", "numeric")},
    ("Country", "name"): f"{_ISO}, put into UNESCO's form",
    ("Country", "common_name"): _GNLC,
    ("Country", "aliases"): "the sources in which the country is named",
    ("Country", "region"): "its `region_sources`",
    ("Country", "region_note"): _GNLC,
    **{("City", name): f"gnlc, after {_ADMISSIONS}" for name in ("name", "kind")},
    **{("City", name): _ADMISSIONS for name in ("country", "known_member_by")},
    ("City", "aliases"): "the sources in which the city is named",
    ("City", "status_notes"): "gnlc, which names no source of its own for it",
    ("City", "location"): _GEONAMES,
    ("City", "subdivision"): "gnlc, after GeoNames",
    ("City", "alternate_names"): _GEONAMES,
    ("City", "award_years"): "the `sources` of the `Award` of that year",
    ("Location", "relation"): _GNLC,
    ("Source", "id"): _GNLC,
    ("Source", "cited_for"): _GNLC,
    ("Admission", "year"): "its `sources`, or inferred from them: see `certainty`",
    ("Admission", "certainty"): _GNLC,
    ("Admission", "note"): "gnlc, after its `sources`",
    **{("Admission", f"withdrawn_{name}"): "its `withdrawn_sources`" for name in ("on", "note")},
    ("Priority", "coordinators"): "its `coordinator_sources`",
    ("NetworkFacts", "award_note"): _GNLC,
    **{("Announcement", name): _GNLC for name in ("kind", "title")},
    ("Conference", "city"): _GNLC,
    ("NationalCount", "note"): "gnlc, after its `sources`",
    **{("Recipient", name): _GNLC for name in ("city", "note")},
    ("ListedPriority", "note"): _GNLC,
    **{("ListedStrategy", name): _GNLC for name in ("period", "note")},
    ("Release", "cities"): "gnlc, after its `source`",
    ("Release", "omitted"): _GNLC,
    **{
        ("Conflict", name): _GNLC
        for name in ("topic", "cities", "announcement", "resolution", "reason")
    },
    ("Claim", "value"): "its `source`",
    ("Network", "data_version"): _GNLC,
    ("Network", "as_of"): "the latest of its sources",
    ("Network", "facts"): "see `NetworkFacts`, whose fields stand in documents one by one",
}


def dictionary(network: Network) -> str:
    """Return the dictionary: a section with a table for every class of records."""
    known = instances(network)
    return "\n".join(_section(cls, known.get(cls, [])) for cls in diagram.in_order())


def document_table() -> str:
    """Return a table of what stands in a document, beside the records."""
    must = _schema()["required"]
    rows = [
        [code(name), prose(node["description"]), _json_type(node), "yes" if name in must else "no"]
        for name, node in _schema()["properties"].items()
    ]
    return table("document", ["Field", "Meaning", "JSON", "Must be there"], rows)


def _section(cls: type[Record], known: list[Record]) -> str:
    heads = ["Field", "Meaning", "Type", "Unit", "Allowed values", "Where it comes from", "Example"]
    name = cls.__name__
    summary = cleandoc(cls.__doc__ or "").partition("\n")[0]
    where = [f"The class is {{py:class}}`gnlc.{name}`."]
    where += [f"In documents: table {code(table)}." for table, of in RECORDS.items() if of is cls]
    rows = [[code(row[0]), *row[1:]] for row in _rows(cls, known)]
    return "\n".join(
        [f"## {name}", "", prose(summary), " ".join(where), "", table("dictionary", heads, rows)]
    )


def _rows(cls: type[Record], known: list[Record]) -> Iterator[list[str]]:
    """Give what is to be told of each field, and of what follows from the fields."""
    told = dict(descriptions(cls))
    for field in fields_of(cls):
        if not field.name.startswith("_"):
            yield [
                field.name,
                prose(told[field.name]),
                f"{code(type_text(field.type))}; in documents: {_documented(cls, field.name)}",
                _unit(field.name, field.type),
                _allowed(field),
                prose(_origin(cls, field)),
                _example(field.name, known),
            ]
    public = {name: getattr(gnlc, name) for name in gnlc.__all__}
    for name, made in getmembers(cls, lambda value: isinstance(value, property)):
        if not name.startswith("_"):
            kind = get_type_hints(made.fget, localns=public)["return"]
            # What a network gives of its tables is no more than documents have.
            held = cls is Network and name in _schema()["properties"]
            made_of = (
                f"see `{next(diagram.classes(kind))[0].__name__}`"
                if held
                else "follows from the other fields"
            )
            yield [
                name,
                prose(" ".join(cleandoc(made.__doc__ or "").partition("\n\n")[0].split())),
                f"{code(type_text(kind))}; "
                + (f"in documents: {_documented(cls, name)}" if held else "not in documents"),
                _unit(name, kind),
                _words(kind, {}),
                prose(_ORIGINS.get((cls.__name__, name), made_of)),
                _example(name, known),
            ]


def type_text(of: Any) -> str:
    """Return a type as a reader of Python writes it; words to choose from are texts."""
    if isinstance(of, str):
        return of
    if of is None or of is types.NoneType:
        return "None"
    origin = get_origin(of)
    if origin is Literal:
        return "str"
    if origin in (Union, types.UnionType):
        return " | ".join(map(type_text, get_args(of)))
    if origin is tuple:
        return f"tuple[{type_text(get_args(of)[0])}, ...]"
    name: str = of.__name__
    return f"{of.__module__}.{name}" if of is datetime.date else name


def _unit(name: str, of: Any) -> str:
    words = type_text(of)
    if "datetime.date" in words:
        return "day"
    if "PartialDate" in words:
        return "day, month or year"
    return _UNIT_OF[name] if "int" in words or "float" in words else _NO_UNIT


def _allowed(field: "Attribute[Any]") -> str:
    rules = schema_of(field.validator)
    of = field.type
    if "items" in rules:
        number = {0: "any number", 1: "one or more", 2: "two or more"}[rules["minItems"]]
        return f"{number}, each once: {_words(get_args(of)[0], rules['items'])}"
    if rules.get("pattern", "") and rules != schema_of(text):
        rules["words"] = _asked(field)
    return _words(of, rules)


def _words(of: Any, rules: Mapping[str, Any]) -> str:
    """Return what a value may be, by its type and what its check asks for."""
    if get_origin(of) in (Union, types.UnionType):
        return f"{_words(get_args(of)[0], rules)}; {code(None)} where there is none"
    choices = get_args(of) if get_origin(of) is Literal else (True, False) if of is bool else ()
    if choices := rules.get("enum", choices):
        return ", ".join(code(repr(choice)) for choice in choices)
    if "minimum" in rules:
        return plain(f"{rules['minimum']:g} to {rules['maximum']:.0f}")
    if words := rules.get("words"):
        return plain(words)
    if rules == schema_of(text):
        return "a line of text, not empty"
    return f"any {code(type_text(of))}"


def _asked(field: "Attribute[Any]") -> str:
    """Return what a check of a text asks for, in the words in which it refuses another."""
    check: Any = field.validator
    try:
        check(None, field, "")
    except ValueError as error:
        return str(error).partition(" must be ")[2].rpartition(", got ")[0]
    raise AssertionError(f"{field.name} takes an empty text")


def _origin(cls: type[Record], field: "Attribute[Any]") -> str:
    name = field.name
    if origin := _ORIGINS.get((cls.__name__, name)):
        return origin
    if name == "id":
        return _GNLC
    item = next((of for of, _ in diagram.classes(field.type)), None)
    if item is base.Source:
        return "the public texts themselves"
    own = _sources_of(cls)
    # Parts that name sources themselves, and tables; not what is only referred to.
    if item is not None and (
        cls is facts.NetworkFacts or (not key_name(item) and _sources_of(item))
    ):
        return f"see `{item.__name__}`"
    return f"its `{own}`" if own else f"the `{_cited_in(cls)}`"


def _sources_of(cls: type[Record]) -> str:
    """Return the field that names the sources of a record; empty where there is none."""
    names = {field.name for field in fields_of(cls)}
    return next((name for name in ("sources", "source") if name in names), "")


def _cited_in(cls: type[Record]) -> str:
    """Return where the sources are of a record that is part of another, and has none itself."""
    for holder in diagram.records():
        if cls in diagram.named(holder):
            own = _sources_of(holder)
            return f"{own}` of the `{holder.__name__}" if own else _cited_in(holder)
    raise AssertionError(f"nothing tells where a {cls.__name__} comes from")


def instances(network: Network) -> dict[type, list[Record]]:
    """Return all records of a network by their class, those of the year 2020 first."""
    found: dict[type, dict[Record, None]] = {}

    def add(record: Record) -> None:
        of = found.setdefault(type(record), {})
        if record not in of:
            of[record] = None
            for part in parts_of(record):
                add(part)

    for record in (
        *network.cities(year=2020, country="AZ").sorted_by("id", reverse=True),
        *(announcement for announcement in network.announcements() if announcement.year == 2020),
        *network.cities(include_withdrawn=True),
        *country_table(network),
        *network.regions(),
        network.facts,
        *network.coverage(),
        *network.sources,
        network,
    ):
        add(record)
    return {cls: list(records) for cls, records in found.items()}


def _example(name: str, known: list[Record]) -> str:
    """Return a value out of the data: the first that is short, or else the shortest."""
    shortest: tuple[int, str] | None = None
    for record in known:
        value = getattr(record, name)
        if value is None or value == ():
            continue
        shown = repr(value[0]) if is_tuple(value) else repr(value)
        told = f"the first of {len(value)}: {code(shown)}" if is_tuple(value) else code(shown)
        if len(shown) <= _SHORT:
            return told
        if shortest is None or len(shown) < shortest[0]:
            shortest = (len(shown), told)
    return "none on record" if shortest is None else shortest[1]


@cache
def _schema() -> Json:
    return read("document.schema")


def _documented(cls: type[Record], name: str) -> str:
    """Return how documents have a field: its JSON type, and what it refers to."""
    if cls is PartialDate:
        return "a part of the text"
    if cls is coverage.Coverage:
        return "nowhere"
    if cls is places.PlaceName:
        return f"a part of the object of names in the table {code('place_names')}"
    if table := ELSEWHERE.get(cls, {}).get(name):
        return f"in the table {code(table)}"
    if cls in (Network, facts.NetworkFacts):
        node = _schema()
    else:
        tables = _schema()["properties"]
        whole = {of.__name__: tables[table]["items"] for table, of in RECORDS.items()}
        node = resolved({**whole, **_schema()["$defs"]}[cls.__name__], _schema())
    return _json_type(node["properties"][name])


def _json_type(node: Json) -> str:
    if "anyOf" in node:
        return f"{_json_type(node['anyOf'][0])} or null"
    if "items" in node:
        return f"array of: {_json_type(node['items'])}"
    if "$comment" in node:
        return plain(f"string, {node['$comment']}")
    if "const" in node:
        return f"the number {node['const']}"
    kind: str = resolved(node, _schema())["type"]
    name = node.get("$ref", "").rpartition("/")[2]
    return f"{code(name)} object" if kind == "object" and name else kind
