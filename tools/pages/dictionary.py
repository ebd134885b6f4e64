"""The data dictionary: every field of every record.

Meanings come from the docstrings, allowed values from the types and checks, and examples from the
JSON Schema. Units and origins are in `fields.toml`; a number without a unit is an error.
"""

import datetime
import json
import tomllib
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any, Literal, get_origin

import tree
from attrs import Attribute
from schema import descriptions, resolve

from gnlc.layout import Json
from gnlc.models import base, facts
from gnlc.models.base import Record, fields_of, key_name, shape
from gnlc.models.checks import schema_of, text
from gnlc.models.tables import RECORDS
from gnlc.query.network import Network
from pages.markup import code, plain, prose, table

_KNOWN = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
_UNIT_OF: dict[str, str] = {
    name: unit for unit, names in _KNOWN["units"].items() for name in names.split()
}


def dictionary(schema: Json) -> str:
    """Return the dictionary: a section with a table for every class of records."""
    return "\n".join(_section(cls, schema) for cls in tree.in_order())


def document_table(schema: Json) -> str:
    """Return a table of the fields of a document."""
    must = schema["required"]
    rows = [
        [code(name), prose(node["description"]), "yes" if name in must else "no"]
        for name, node in schema["properties"].items()
    ]
    return table("document", ["Field", "Meaning", "Required"], rows)


def _section(cls: type[Record], schema: Json) -> str:
    heads = ["Field", "Meaning", "Type", "Unit", "Allowed values", "Where it comes from", "Example"]
    name = cls.__name__
    summary = cleandoc(cls.__doc__ or "").partition("\n")[0]
    where = [f"The class is {{py:class}}`gnlc.{name}`."]
    where += [f"In documents: table {code(table)}." for table, of in RECORDS.items() if of is cls]
    rows = [[code(row[0]), *row[1:]] for row in _rows(cls, schema)]
    return "\n".join(
        [f"## {name}", "", prose(summary), " ".join(where), "", table("dictionary", heads, rows)]
    )


def _rows(cls: type[Record], schema: Json) -> Iterator[list[str]]:
    meanings = dict(descriptions(cls))
    for field in (field for field in fields_of(cls) if not field.name.startswith("_")):
        node = _node(cls, field.name, schema)
        yield [
            field.name,
            prose(meanings[field.name]),
            code(type_text(field.type)),
            _unit(field.name, field.type),
            _allowed_values(field),
            prose(_origin(cls, field)),
            ", ".join(code(json.dumps(one, ensure_ascii=False)) for one in node.get("examples", []))
            or "none that is short",
        ]


def type_text(of: Any) -> str:
    """Return a type as Python code, with str for a choice of words."""
    if isinstance(of, str):
        return of
    part, optional, several = shape(of)
    name = "str" if get_origin(part) is Literal else part.__name__
    name = f"datetime.{name}" if part is datetime.date else name
    return f"tuple[{name}, ...]" if several else f"{name} | None" if optional else name


def _unit(name: str, of: Any) -> str:
    words = type_text(of)
    if "datetime.date" in words:
        return "day"
    if "PartialDate" in words:
        return "day, month or year"
    return _UNIT_OF[name] if "int" in words or "float" in words else "none"


def _allowed_values(field: "Attribute[Any]") -> str:
    if isinstance(field.type, str):
        return f"any {code(field.type)}"
    of, optional, several = shape(field.type)
    rules = schema_of(field.validator)
    words = _words(field, of, rules.get("items", rules))
    if several:
        return (
            f"{('any number', 'one or more', 'two or more')[rules['minItems']]}, each once: {words}"
        )
    return f"{words}; {code(None)} where there is none" if optional else words


def _words(field: "Attribute[Any]", of: Any, rules: Mapping[str, Any]) -> str:
    """Return the allowed values of a type with the rules of a check, in words."""
    if choices := rules.get("enum", (True, False) if of is bool else ()):
        return ", ".join(code(repr(choice)) for choice in choices)
    if "minimum" in rules:
        return plain(f"{rules['minimum']:g} to {rules['maximum']:.0f}")
    if rules == schema_of(text):
        return "a line of text, not empty"
    return plain(_requirement(field)) if "pattern" in rules else f"any {code(type_text(of))}"


def _requirement(field: "Attribute[Any]") -> str:
    """Return what the check of a string requires, in the words of its error."""
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
    # Parts that have their own sources, and tables; not records that are only referred to.
    if item is not None and (
        cls is facts.NetworkFacts or (not key_name(item) and _sources_of(item))
    ):
        return f"see `{item.__name__}`"
    return f"its `{own}`" if own else f"the `{_place_of_sources(cls)}`"


def _sources_of(cls: type[Record]) -> str:
    """Return the field that names the sources of a record; empty if there is none."""
    names = {field.name for field in fields_of(cls)}
    return next((name for name in ("sources", "source") if name in names), "")


def _place_of_sources(cls: type[Record]) -> str:
    """Return the field with the sources of a record that has no such field itself."""
    holder = next(holder for holder in tree.records() if cls in tree.contents(holder))
    own = _sources_of(holder)
    return f"{own}` of the `{holder.__name__}" if own else _place_of_sources(holder)


def _node(cls: type[Record], name: str, schema: Json) -> Json:
    """Return the schema of a field; empty if documents do not have it in this form."""
    if cls in (Network, facts.NetworkFacts):
        fields = schema["properties"]
    else:
        tables = schema["properties"]
        whole = {of.__name__: tables[table]["items"] for table, of in RECORDS.items()}
        node = {**whole, **schema["$defs"]}.get(cls.__name__)
        fields = resolve(node, schema)["properties"] if node else {}
    found: Json = fields.get(name, {})
    return found
