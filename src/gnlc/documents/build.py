"""Bundled JSON data -> records, by the types of their fields.

Faster than `gnlc.documents.read`, because it neither loads cattrs nor calls the classes, which
would check every value. The tests check that both readers build the same network.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from gnlc.layout import (
    FACT_TABLES,
    HEAD_FIELDS,
    TABLES,
    Json,
    Records,
    by_language,
    parse,
    side_parts,
)
from gnlc.models.base import PartialDate, Record, Source, fields_of, key_name, shape
from gnlc.models.cities import City
from gnlc.models.deferred import Deferred, Table
from gnlc.models.places import Country, Region, Subdivision
from gnlc.query.gazetteer import Folded
from gnlc.query.network import Network

if TYPE_CHECKING:
    from gnlc.models.facts import NetworkFacts
    from gnlc.query.search import Labels

R = TypeVar("R", bound=Record)
Document: TypeAlias = Mapping[str, Json]
Convert: TypeAlias = Callable[[Json], Any]

_REFERRED = ("strategy_periods", "announcements")
"""The tables of facts to which other records refer."""

_ABSENT = object()

_PLAIN: dict[Any, Convert] = {
    datetime.date: datetime.date.fromisoformat,
    PartialDate: lambda text: PartialDate(*map(int, text.split("-"))),
}


def network(
    head: Document,
    records: Callable[[str], Records],
    folded: Callable[[], Folded],
) -> Network:
    """Build a network whose parts are read and built on first use.

    Args:
        head: the document without its tables.
        records: a function that returns the JSON of each record of a table by its name.
        folded: a function that returns the index of the names of the cities.
    """
    texts = {name: Deferred(partial(records, name)) for name in TABLES}
    builder = _Builder(texts)

    def city(text: bytes) -> City:
        raw = parse(text)
        if names := texts["alternate_names"].get().get(raw["id"]):
            raw["alternate_names"] = parse(names)["names"]
        if labels := texts["place_names"].get().get(raw["id"]):
            raw["location"]["names"] = by_language(parse(labels)["names"])
        # Few cities have one, and parsing all of them takes longer than looking for an id.
        if raw["id"].encode() in texts["awards"].get().table:
            raw.update(award_years.get().get(raw["id"], {}))
        return builder.record(City, raw)

    def facts() -> NetworkFacts:
        rest = {name: fact for name, fact in head.items() if name not in HEAD_FIELDS}
        tables = {name: rows(name) for name in FACT_TABLES if name not in _REFERRED}
        return builder.facts({**rest, **tables})

    def rows(name: str) -> list[Json]:
        table: list[Json] = json.loads(texts[name].get().table)
        return table

    def labels() -> Labels:
        from gnlc.query.search import Labels

        cities = [(r["id"], r["name"], r["country"], r.get("subdivision")) for r in rows("cities")]
        regions = {row["id"]: row["name"] for row in rows("regions")}
        countries = {
            row["alpha_2"]: (
                row["alpha_3"],
                row["common_name"],
                (row["name"], row["common_name"], *row.get("aliases", ()), regions[row["region"]]),
            )
            for row in rows("countries")
        }
        return Labels(cities, countries, {row["code"]: row["name"] for row in rows("subdivisions")})

    award_years = Deferred(lambda: side_parts({"alternate_names": [], "awards": rows("awards")}))
    return _assemble(
        folded=Deferred(lambda: {**folded(), "labels": labels}),
        data_version=head["data_version"],
        as_of=datetime.date.fromisoformat(head["as_of"]),
        sources=builder.table(Source, "sources"),
        regions=builder.table(Region, "regions"),
        countries=builder.table(Country, "countries"),
        subdivisions=builder.table(Subdivision, "subdivisions"),
        cities=builder.table(City, "cities", city),
        facts=Deferred(facts),
    )


def _assemble(folded: Deferred[Folded], **parts: object) -> Network:
    """Return a network without checking its parts, so that each is built on first use.

    Only for the bundled data, which the tests check.

    Args:
        folded: the index of the names of the cities.
        **parts: every argument of `Network`, each table a `Table`, the facts `Deferred`.
    """
    network = object.__new__(Network)
    values = {f.name: parts[str(f.alias)] for f in fields_of(Network)}
    for name, value in (*values.items(), ("_folded", folded)):
        object.__setattr__(network, name, value)
    return network


class _Builder:
    """Builds the records of a document."""

    def __init__(self, texts: Mapping[str, Deferred[Records]]) -> None:
        self._texts = texts
        self._tables: dict[type[Record], Table[Any]] = {}
        # The name of each field, its default, and what converts JSON to its value.
        self._fields: dict[type[Record], list[tuple[str, Any, Convert | None]]] = {}

    def table(self, cls: type[R], name: str, make: Callable[[bytes], R] | None = None) -> Table[R]:
        """Return a table that records may refer to; its records are built on first use."""
        table = Table(
            self._texts[name].get,
            make or (lambda text: self.record(cls, parse(text))),
        )
        self._tables[cls] = table
        return table

    def record(self, cls: type[R], raw: Document) -> R:
        """Make one record."""
        fields = self._fields.get(cls)
        if fields is None:
            fields = self._fields[cls] = [
                (f.name, f.default, self._converter(f.type)) for f in fields_of(cls)
            ]
        made = object.__new__(cls)
        for name, default, convert in fields:
            value = raw.get(name, _ABSENT)
            if value is _ABSENT:
                value = default
            elif convert is not None:
                value = convert(value)
            object.__setattr__(made, name, value)
        return made

    def facts(self, raw: Document) -> NetworkFacts:
        """Build the facts, whose tables refer to one another."""
        from gnlc.models.announcements import Announcement
        from gnlc.models.facts import NetworkFacts
        from gnlc.models.strategy import StrategyPeriod

        periods = self.table(StrategyPeriod, "strategy_periods").all_keys()
        announcements = self.table(Announcement, "announcements").all_keys()
        referred = {"strategy_periods": periods, "announcements": announcements}
        return self.record(NetworkFacts, {**raw, **referred})

    def _converter(self, of: Any) -> Convert | None:
        """Return a function that converts JSON to a type, or None if no conversion is needed."""
        # Documents omit None.
        of, _, many = shape(of)
        if many:
            item = self._converter(of)
            return tuple if item is None else lambda values: tuple(map(item, values))
        if key_name(of):
            return self._tables[of].__getitem__
        if of in _PLAIN:
            return _PLAIN[of]
        is_record = isinstance(of, type) and issubclass(of, Record)
        return partial(self.record, of) if is_record else None
