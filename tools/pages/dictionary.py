"""The data dictionary: every field of every record, out of the records, their checks, the schema.

What a field means is said by its docstring, what it may hold by its type and its check, how
documents have it and an example by the JSON Schema. Units and origins, of which nothing in the
package knows, are in `fields.toml`; a number without a unit is an error.
"""

import datetime
import json
import tomllib
import types
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import tree
from attrs import Attribute
from schema import descriptions, resolved

from gnlc.bundled import read
from gnlc.layout import Json
from gnlc.models import base, facts, places
from gnlc.models.base import PartialDate, Record, fields_of, key_name
from gnlc.models.checks import schema_of, text
from gnlc.models.tables import ELSEWHERE, RECORDS
from gnlc.query.network import Network
from pages.markup import code, plain, prose, table

_KNOWN = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
_UNIT_OF: dict[str, str] = {
    name: unit for unit, names in _KNOWN["units"].items() for name in names.split()
}


def dictionary() -> str:
    """Return the dictionary: a section with a table for every class of records."""
    return "\n".join(map(_section, tree.in_order()))


def document_table() -> str:
    """Return a table of what stands in a document, beside the records."""
    must = _schema()["required"]
    rows = [
        [code(name), prose(node["description"]), _json_type(node), "yes" if name in must else "no"]
        for name, node in _schema()["properties"].items()
    ]
    return table("document", ["Field", "Meaning", "JSON", "Must be there"], rows)


def _section(cls: type[Record]) -> str:
    heads = ["Field", "Meaning", "Type", "Unit", "Allowed values", "Where it comes from", "Example"]
    name = cls.__name__
    summary = cleandoc(cls.__doc__ or "").partition("\n")[0]
    where = [f"The class is {{py:class}}`gnlc.{name}`."]
    where += [f"In documents: table {code(table)}." for table, of in RECORDS.items() if of is cls]
    rows = [[code(row[0]), *row[1:]] for row in _rows(cls)]
    return "\n".join(
        [f"## {name}", "", prose(summary), " ".join(where), "", table("dictionary", heads, rows)]
    )


def _rows(cls: type[Record]) -> Iterator[list[str]]:
    told = dict(descriptions(cls))
    for field in (field for field in fields_of(cls) if not field.name.startswith("_")):
        node = _node(cls, field.name)
        yield [
            field.name,
            prose(told[field.name]),
            f"{code(type_text(field.type))}; in documents: {_documented(cls, field.name, node)}",
            _unit(field.name, field.type),
            _allowed(field),
            prose(_origin(cls, field)),
            ", ".join(code(json.dumps(one, ensure_ascii=False)) for one in node.get("examples", []))
            or "none that is short",
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
    return _UNIT_OF[name] if "int" in words or "float" in words else "none"


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
    origin: str = _KNOWN["origins"].get(cls.__name__, {}).get(name, "")
    if origin:
        return origin
    if name == "id":
        return "gnlc"
    item = next((of for of, _ in tree.classes(field.type)), None)
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
    for holder in tree.records():
        if cls in tree.held(holder):
            own = _sources_of(holder)
            return f"{own}` of the `{holder.__name__}" if own else _cited_in(holder)
    raise AssertionError(f"nothing tells where a {cls.__name__} comes from")


@cache
def _schema() -> Json:
    return read("document.schema")


def _node(cls: type[Record], name: str) -> Json:
    """Return the schema of a field; empty where documents have it in another form or not at all."""
    if cls in (Network, facts.NetworkFacts):
        fields = _schema()["properties"]
    else:
        tables = _schema()["properties"]
        whole = {of.__name__: tables[table]["items"] for table, of in RECORDS.items()}
        node = {**whole, **_schema()["$defs"]}.get(cls.__name__)
        fields = resolved(node, _schema())["properties"] if node else {}
    found: Json = fields.get(name, {})
    return found


def _documented(cls: type[Record], name: str, node: Json) -> str:
    """Return how documents have a field: its JSON type, and what it refers to."""
    if cls is PartialDate:
        return "a part of the text"
    if cls is places.PlaceName:
        return f"a key or a value in the table {code('place_names')}"
    if side := ELSEWHERE.get(cls, {}).get(name):
        return f"in the table {code(side)}"
    return _json_type(node) if node else "nowhere"


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
