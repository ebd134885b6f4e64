"""Which records stand in which table of a document, and by what they are told apart."""

from collections.abc import Mapping
from typing import get_args

from gnlc.layout import FACT_TABLES, SIDE_FIELDS, SIDES
from gnlc.models.base import Record, Source, fields_of, key_name
from gnlc.models.checks import key_of_each
from gnlc.models.facts import NetworkFacts
from gnlc.models.places import City, Country, Location, Region, Subdivision

CORE: Mapping[str, type[Record]] = {
    "sources": Source,
    "regions": Region,
    "countries": Country,
    "subdivisions": Subdivision,
    "cities": City,
}
"""The tables that are no fields of the facts."""

ELSEWHERE: Mapping[type[Record], Mapping[str, str]] = {
    City: dict(zip(SIDE_FIELDS, SIDES, strict=True)),
    Location: {"names": "place_names"},
}
"""The fields that documents have in another table than their record, and which table it is."""

_FACTS = {field.name: field for field in fields_of(NetworkFacts)}
_KEYS = {name: key_of_each(_FACTS[name].validator) for name in FACT_TABLES}

RECORDS: Mapping[str, type[Record]] = {
    **CORE,
    **{name: get_args(_FACTS[name].type)[0] for name in FACT_TABLES},
}
"""The classes of records, by the table."""

KEYS: Mapping[str, str] = {
    **{name: key_name(cls) for name, cls in CORE.items()},
    **{name: key for name, key in _KEYS.items() if key},
}
"""The fields in which no two records of a table are the same, by the table; not all have one."""
