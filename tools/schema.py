"""The JSON Schema of documents, made of the records, their docstrings and their checks."""

import datetime
import re
import types
from collections.abc import Iterator
from inspect import cleandoc
from typing import Any, Literal, Union, get_args, get_origin

from attrs import Attribute

from gnlc import networks
from gnlc.document import FORMAT_VERSION, SIDES, Json
from gnlc.models.announcements import Announcement
from gnlc.models.base import DAY, PARTIAL_DATE, PartialDate, Record, Source, fields_of, key_name
from gnlc.models.checks import schema_of, whole
from gnlc.models.chronicle import Chronicle
from gnlc.models.places import City, Country, Region
from gnlc.models.strategy import StrategyPeriod

ID = f"urn:x-gnlc:document:{FORMAT_VERSION}"

_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date", "pattern": whole(DAY)},
    PartialDate: {"type": "string", "pattern": whole(PARTIAL_DATE)},
}
_TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "regions": Region,
    "countries": Country,
    "cities": City,
    "strategy_periods": StrategyPeriod,
    "announcements": Announcement,
}


def schema() -> dict[str, Json]:
    """Return the schema (draft 2020-12) of a document."""
    classes: dict[str, type[Record]] = {}
    chronicle = _object(Chronicle, classes)
    tables = {name: _table(_named(cls, classes)) for name, cls in _TABLES.items()}
    names = {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}
    sides = {"city": {"type": "string"}, "names": {**names, "uniqueItems": True}}
    version = next(f for f in fields_of(networks.Network) if f.name == "data_version")
    head = {
        "format_version": {"const": FORMAT_VERSION, "description": "the version of this format"},
        "data_version": {
            "type": "string",
            "description": "the version of the data, by the calendar",
            **schema_of(version.validator),
        },
        "as_of": {
            **_value(datetime.date, classes),
            "description": "the day of the latest source that went into it",
        },
    }
    definitions: dict[str, Json] = {}
    while missing := classes.keys() - definitions.keys():
        for name in sorted(missing):
            definitions[name] = _object(classes[name], classes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "A network of learning cities",
        "type": "object",
        "properties": {
            **head,
            **chronicle["properties"],
            **tables,
            "alternate_names": _table(_closed(sides, ["city", "names"])),
        },
        "required": list(head),
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _table(items: Json) -> Json:
    return {"type": "array", "items": items}


def _closed(properties: Json, required: list[str]) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _object(cls: type[Record], classes: dict[str, type[Record]]) -> Json:
    told = dict(_descriptions(cls))
    fields = [f for f in fields_of(cls) if not (cls is City and f.name in SIDES)]
    properties = {field.name: _field(field, told[field.name], classes) for field in fields}
    # Only a field that must be there has no default.
    required = [field.name for field in fields if repr(field.default) == "NOTHING"]
    summary = (cls.__doc__ or "").split("\n", 1)[0]
    return {"description": summary, **_closed(properties, required)}


def _descriptions(cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Give the name of each field and what the docstring says of it."""
    # Cleaned, because from Python 3.13 on docstrings are stored without their indent.
    text = cleandoc(cls.__doc__ or "").partition("Attributes:\n")[2].partition("\n\n")[0]
    for entry in re.split(r"\n {4}(?=\w)", "\n" + text):
        if found := re.fullmatch(r"(\w+) \([^:]*\): (.*)", entry.strip(), re.DOTALL):
            yield found[1], " ".join(found[2].split())


def _field(field: "Attribute[Any]", told: str, classes: dict[str, type[Record]]) -> Json:
    value = _value(field.type, classes)
    rules = schema_of(field.validator)
    if "anyOf" in value:
        value["anyOf"][0] |= rules
    elif "items" in value:
        value["items"] |= rules.pop("items", {})
        value |= rules
    else:
        value |= rules
    return {"description": told, **value}


def _value(of: Any, classes: dict[str, type[Record]]) -> Json:
    origin = get_origin(of)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_value(get_args(of)[0], classes), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(of)[0], classes)}
    if origin is Literal:
        return {"type": "string"}
    if of in _PLAIN:
        return dict(_PLAIN[of])
    if key_name(of):
        return {"type": "string", "$comment": f"the {key_name(of)} of a {of.__name__}"}
    return _named(of, classes)


def _named(cls: type[Record], classes: dict[str, type[Record]]) -> Json:
    classes[cls.__name__] = cls
    return {"$ref": f"#/$defs/{cls.__name__}"}
