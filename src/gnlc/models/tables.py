"""The tables of a document: their classes of records, and the keys of these."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

from gnlc.layout import FACT_TABLES, HEAD_FIELDS, SIDE_FIELDS, SIDES
from gnlc.models.base import Record, Source, fields_of, key_name, noun, repr_fields, shape
from gnlc.models.checks import key_of_each
from gnlc.models.cities import City
from gnlc.models.facts import NetworkFacts
from gnlc.models.places import Country, Location, PlaceName, Region, Subdivision

CORE: Mapping[str, type[Record]] = {
    "sources": Source,
    "regions": Region,
    "countries": Country,
    "subdivisions": Subdivision,
    "cities": City,
}
"""The tables that are not fields of the facts."""

ELSEWHERE: Mapping[type[Record], Mapping[str, str]] = {
    City: dict(zip(SIDE_FIELDS, SIDES, strict=True)),
    Location: {"names": "place_names"},
}
"""Fields that documents hold in another table than the record, with the name of that table."""

_FACTS = {field.name: field for field in fields_of(NetworkFacts)}
_KEYS = {name: key_of_each(_FACTS[name].validator) for name in FACT_TABLES}

RECORDS: Mapping[str, type[Record]] = {
    **CORE,
    **{name: shape(_FACTS[name].type)[0] for name in FACT_TABLES},
}
"""The class of records in each table."""

KEYS: Mapping[str, str] = {
    **{name: key_name(cls) for name, cls in CORE.items()},
    **{name: key for name, key in _KEYS.items() if key},
}
"""The field that is unique in each table that has such a field."""

_KEY_OF: Mapping[type[Record], str] = {
    PlaceName: "language",
    **{RECORDS[table]: key for table, key in KEYS.items()},
}

Types: TypeAlias = Mapping[str, type[Record] | None]
"""The class of the records in each field of an object; None if it holds no records."""


@cache
def types_in_document() -> Types:
    """Return the classes of the records in the fields of a document."""
    return {**dict.fromkeys(HEAD_FIELDS), **CORE, **types_in(NetworkFacts)}


def types_in(cls: type[Record]) -> Types:
    """Return the classes of the records in the fields of a record."""
    return {field.name: _record_in(field.type) for field in fields_of(cls)}


def _record_in(of: Any) -> type[Record] | None:
    inner, _, _ = shape(of)
    return inner if isinstance(inner, type) and issubclass(inner, Record) else None


@cache
def classes() -> Mapping[str, type[Record]]:
    """Return the classes of the records in documents, by their nouns."""
    found: dict[str, type[Record]] = {}

    def find(types: Types) -> None:
        for cls in types.values():
            if cls is not None and noun(cls) not in found:
                found[noun(cls)] = cls
                find(types_in(cls))

    find(types_in_document())
    return found


def distinctive(cls: type[Record]) -> tuple[str, ...]:
    """Return the fields that identify records of a class: the key, or the fields of the repr."""
    key = _KEY_OF.get(cls)
    return (key,) if key else repr_fields(cls)
