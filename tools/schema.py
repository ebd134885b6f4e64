"""The JSON Schema of documents, generated from the records, their docstrings and their checks."""

import datetime
import json
import re
from collections.abc import Iterator
from copy import deepcopy
from inspect import cleandoc
from typing import Any, Literal, get_origin

from attrs import NOTHING

from gnlc.layout import FORMAT_VERSION, SIDE_TABLES, Json, is_array, is_object
from gnlc.models.base import DAY, PARTIAL_DATE, PartialDate, Record, fields_of, key_name, shape
from gnlc.models.checks import anchor, schema_of, text
from gnlc.models.cities import City
from gnlc.models.facts import NetworkFacts
from gnlc.models.places import PlaceName
from gnlc.models.tables import ELSEWHERE, KEYS, RECORDS
from gnlc.query import network as networks

ID = f"urn:x-gnlc:document:{FORMAT_VERSION}"

_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date", "pattern": anchor(DAY)},
    PartialDate: {"type": "string", "pattern": anchor(PARTIAL_DATE)},
}
# The rule of most fields. It is long, so it is defined once.
_TEXT: Json = {"type": "string", **schema_of(text)}

_SHORT = 100
"""The maximum number of characters in the JSON of an example."""

REFERRED = {table: cls for table, cls in RECORDS.items() if key_name(cls)}
"""The tables to which others refer, and their classes of records."""

KEYS_OF = {**KEYS, **dict.fromkeys(SIDE_TABLES, "city")}
"""The field that is unique in each table that has such a field."""


def schema() -> dict[str, Json]:
    """Return the schema (draft 2020-12) of a document, without examples."""
    classes: dict[str, type[Record]] = {}
    facts = _object(NetworkFacts, classes)
    # These tables hold the records to which the rest of the document refers.
    tables = {
        name: _table(_definition(cls, classes), summary(cls)) for name, cls in REFERRED.items()
    }
    described = dict(descriptions(networks.Network))
    version = next(f for f in fields_of(networks.Network) if f.name == "data_version")
    head = {
        "format_version": {"description": "the version of this format.", "const": FORMAT_VERSION},
        "data_version": {
            "description": described["data_version"],
            **_value(str, classes),
            **schema_of(version.validator),
        },
        "as_of": {"description": described["as_of"], **_value(datetime.date, classes)},
    }
    city = {"description": "the city.", **reference(City)}
    names = {**_part(City, "alternate_names", classes), "minItems": 1}
    by_language = {
        "description": "the names of its place, by language as a BCP 47 tag.",
        "type": "object",
        "propertyNames": _ruleset(PlaceName, "language", classes),
        "additionalProperties": _ruleset(PlaceName, "name", classes),
        "minProperties": 1,
    }
    definitions: dict[str, Json] = {}
    while missing := classes.keys() - definitions.keys():
        for name in sorted(missing):
            definitions[name] = _object(classes[name], classes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "A network of learning cities",
        "description": summary(networks.Network),
        "type": "object",
        "properties": {
            **head,
            **facts["properties"],
            **tables,
            "alternate_names": _table(
                object_schema("The names of one city.", {"city": city, "names": names}),
                "Names of cities from GeoNames, apart from the cities because they are so many.",
            ),
            "place_names": _table(
                object_schema(
                    "The names of the place of one city.",
                    {"city": dict(city), "names": by_language},
                ),
                "Names by language of the places of cities, from Natural Earth.",
            ),
        },
        "required": list(head),
        "additionalProperties": False,
        "$defs": {
            **dict(sorted(definitions.items())),
            "text": {"description": "A line of text with no space around it.", **_TEXT},
        },
    }


def with_examples(schema: Json, document: Json) -> Json:
    """Return the schema with values of a document as examples.

    A field gets the first of its values that is short; a field without one gets no example.
    """
    schema = deepcopy(schema)

    def show(node: Json, value: Json) -> None:
        node = resolve(node, schema)
        if is_array(value):
            for item in value:
                show(node["items"], item)
        elif is_object(value) and "properties" in node:
            for name, part in value.items():
                field = node["properties"][name]
                if "const" not in field and len(json.dumps(part, ensure_ascii=False)) <= _SHORT:
                    field.setdefault("examples", [part])
                show(field, part)

    show(schema, document)
    return schema


def reference(cls: type[Record]) -> Json:
    """Return the schema of a value that refers to a record of a class."""
    return {"type": "string", "$comment": f"the {key_name(cls)} of a {cls.__name__}"}


def resolve(node: Json, root: Json) -> Json:
    """Return the schema of values that are not null, with references resolved."""
    node = node["anyOf"][0] if "anyOf" in node else node
    return root["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _table(items: Json, description: str) -> Json:
    return {"description": description, "type": "array", "items": items}


def object_schema(description: str, properties: Json, required: list[str] | None = None) -> Json:
    """Return the schema of an object whose fields are all required, or those that are given."""
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties) if required is None else required,
        "additionalProperties": False,
    }


def _object(cls: type[Record], classes: dict[str, type[Record]]) -> Json:
    fields = [f for f in fields_of(cls) if f.name not in ELSEWHERE.get(cls, ())]
    properties = {field.name: _part(cls, field.name, classes) for field in fields}
    # A required field has no default.
    required = [field.name for field in fields if field.default is NOTHING]
    return object_schema(summary(cls), properties, required)


def summary(cls: type) -> str:
    """Return the first line of the docstring of a class."""
    return (cls.__doc__ or "").split("\n", 1)[0]


def descriptions(cls: type[Record]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field, and its description in the docstring."""
    # Cleaned, because from Python 3.13 on docstrings are stored without their indent.
    entries = cleandoc(cls.__doc__ or "").partition("Attributes:\n")[2].partition("\n\n")[0]
    for entry in re.split(r"\n {4}(?=\w)", "\n" + entries):
        if found := re.fullmatch(r"(\w+) \([^:]*\): (.*)", entry.strip(), re.DOTALL):
            yield found[1], " ".join(found[2].split())


def _part(cls: type[Record], name: str, classes: dict[str, type[Record]]) -> Json:
    """Return the schema of a field with its description."""
    return {"description": dict(descriptions(cls))[name], **_ruleset(cls, name, classes)}


def _ruleset(cls: type[Record], name: str, classes: dict[str, type[Record]]) -> Json:
    [field] = (field for field in fields_of(cls) if field.name == name)
    value, rules = _value(field.type, classes), schema_of(field.validator)
    if "anyOf" in value:
        value["anyOf"][0] = _with_rules(value["anyOf"][0], rules)
        return value
    if "items" in value:
        value["items"] = _with_rules(value["items"], rules.pop("items", {}))
        return value | rules
    return _with_rules(value, rules)


def _with_rules(value: Json, rules: Json) -> Json:
    ruled = {**value, **rules}
    return {"$ref": "#/$defs/text"} if ruled == _TEXT else ruled


def _value(of: Any, classes: dict[str, type[Record]]) -> Json:
    of_part, optional, several = shape(of)
    if optional:
        return {"anyOf": [_value(of_part, classes), {"type": "null"}]}
    if several:
        return {"type": "array", "items": _value(of_part, classes)}
    if get_origin(of) is Literal:
        return {"type": "string"}
    if of in _PLAIN:
        return dict(_PLAIN[of])
    if key_name(of):
        return reference(of)
    return _definition(of, classes)


def _definition(cls: type[Record], classes: dict[str, type[Record]]) -> Json:
    classes[cls.__name__] = cls
    return {"$ref": f"#/$defs/{cls.__name__}"}
