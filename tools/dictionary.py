"""The records as a tree, and the data dictionary: every field of every record.

Classes, types and allowed values come from the fields and their checks, meanings from the
docstrings, examples from the JSON Schema. Units and origins are in `dictionary.toml`; a number
without a unit is an error, and so is a field without an origin.
"""

import datetime
import inspect
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_origin

from attrs import Attribute
from markup import code, plain, prose
from schema import descriptions

import gnlc
from gnlc.layout import Json
from gnlc.models.base import PartialDate, Record, Source, Statement, fields_of, key_name, shape
from gnlc.models.checks import schema_of, text
from gnlc.models.facts import NetworkFacts
from gnlc.models.tables import CORE, RECORDS, types_in
from gnlc.query.network import Network

_KNOWN = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_UNIT_OF: dict[str, str] = {
    name: unit for unit, names in _KNOWN["units"].items() for name in names.split()
}

Contents = dict[type[Record], bool]
"""The classes of the records in a record, and whether it holds several of each."""


def records() -> list[type[Record]]:
    """Return every public class of records of the data."""
    public = (getattr(gnlc, name) for name in gnlc.__all__)
    found = [cls for cls in public if inspect.isclass(cls) and issubclass(cls, Record)]
    return [cls for cls in found if cls is Network or cls.__module__.startswith("gnlc.models.")]


def contents(cls: type[Record]) -> Contents:
    """Return the classes of records in the fields of a class."""
    if cls is Network:
        # Its fields are tables and values that are built on first use.
        return {**dict.fromkeys(CORE.values(), True), NetworkFacts: False}
    found: Contents = {}
    for field, of in zip(fields_of(cls), types_in(cls).values(), strict=True):
        if of is not None:
            found[of] = found.get(of, False) or shape(field.type)[2]
    return found


def parts(cls: type[Record]) -> Contents:
    """Return the classes of the parts of a record, without those that it refers to."""
    # These hold the tables of the records that have a key, to which all others refer.
    whole = cls in (Network, NetworkFacts)
    shared = (PartialDate, Statement)
    return {
        of: several
        for of, several in contents(cls).items()
        if of not in shared and (whole or not key_name(of))
    }


def references(cls: type[Record]) -> list[type[Record]]:
    """Return the classes of the records that a record refers to."""
    return [of for of in contents(cls) if key_name(of) and of not in parts(cls)]


Branch = tuple[type[Record], bool, int]
"""A class of records, whether its holder has several, and how deep it is in the tree."""


def tree(cls: type[Record] = Network, several: bool = False, depth: int = 0) -> Iterator[Branch]:
    """Yield the classes of records as a tree, each before its parts."""
    yield cls, several, depth
    for part, several_parts in parts(cls).items():
        yield from tree(part, several_parts, depth + 1)


def in_order() -> list[type[Record]]:
    """Return the classes of records: first the tree, then the others."""
    return list(dict.fromkeys([*(branch[0] for branch in tree()), *records()]))


def others() -> list[type[Record]]:
    """Return the classes of records that are not in the tree."""
    return in_order()[len({branch[0] for branch in tree()}) :]


def tables_of(cls: type[Record]) -> list[str]:
    """Return the tables of documents whose records are of a class: one, or none."""
    return [table for table, of in RECORDS.items() if of is cls]


def rows(cls: type[Record], schema: Json) -> Iterator[list[str]]:
    """Yield the row of each field of a class in the dictionary."""
    meanings = dict(descriptions(cls))
    node = schema if cls in (Network, NetworkFacts) else schema["$defs"].get(cls.__name__, {})
    # Documents do not have every record, nor all fields of a record in the same place.
    in_documents = node.get("properties", {})
    for field in (field for field in fields_of(cls) if not field.name.startswith("_")):
        examples = in_documents.get(field.name, {}).get("examples", [])
        yield [
            code(field.name),
            prose(meanings[field.name]),
            code(type_text(field.type)),
            _unit(field.name, type_text(field.type)),
            _allowed_values(field),
            prose(_origin(cls, field)),
            ", ".join(code(json.dumps(one, ensure_ascii=False)) for one in examples)
            or "none that is short",
        ]


def type_text(of: Any) -> str:
    """Return a type as Python code, with str for a choice of words."""
    part, optional, several = shape(of)
    name = "str" if get_origin(part) is Literal else getattr(part, "__name__", part)
    name = f"datetime.{name}" if part is datetime.date else name
    return f"tuple[{name}, ...]" if several else f"{name} | None" if optional else name


def _unit(name: str, type_: str) -> str:
    if "Date" in type_:
        return "day, month or year"
    if "date" in type_:
        return "day"
    return _UNIT_OF[name] if "int" in type_ or "float" in type_ else "none"


def _allowed_values(field: "Attribute[Any]") -> str:
    of, optional, several = shape(field.type)
    rules = schema_of(field.validator)
    words = _words(field, of, rules.get("items", rules))
    if several:
        least = ("any number", "one or more", "two or more")[rules["minItems"]]
        return f"{least}, each once: {words}"
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
    known: Mapping[str, str] = _KNOWN["origins"].get(cls.__name__, {})
    if field.name in known or field.name == "id":
        return known.get(field.name, "gnlc")
    item = shape(field.type)[0]
    if item is Source:
        return "the public texts themselves"
    # Parts that have their own sources, and tables; not records that are only referred to.
    if (cls is NetworkFacts and item in records()) or (not key_name(item) and _sources_of(item)):
        return f"see `{item.__name__}`"
    if own := _sources_of(cls):
        return f"its `{own}`"
    if "*" not in known:
        raise LookupError(f"tools/dictionary.toml has no origin of {cls.__name__}.{field.name}")
    return known["*"]


def _sources_of(of: Any) -> str:
    """Return the field that names the sources of a record; empty if there is none."""
    names = {field.name for field in fields_of(of)} if of in records() else ()
    return next((name for name in ("sources", "source") if name in names), "")
