"""Bundled JSON data -> records, by the types of their fields, without validation.

The tests validate the data by loading it with `gnlc.documents.read` too. This module is for speed:
it does not need cattrs.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, TypeAlias, TypeVar

from gnlc.layout import SIDES, Json, by_language, side_parts
from gnlc.models.base import PartialDate, Record, Source, fields_of, key_name, shape
from gnlc.models.cities import City
from gnlc.models.deferred import Deferred, Table
from gnlc.models.places import Country, Region, Subdivision
from gnlc.query.gazetteer import Folded
from gnlc.query.network import Network

R = TypeVar("R", bound=Record)
Document: TypeAlias = Mapping[str, Json]
Convert: TypeAlias = Callable[[Json], Any]

_PLAIN: dict[Any, Convert] = {
    datetime.date: datetime.date.fromisoformat,
    PartialDate: PartialDate.parse,
}


def network(
    head: Document,
    read: Callable[[str], list[Json]],
    facts: Callable[[], Document],
    folded: Callable[[], Folded],
) -> Network:
    """Build a network whose parts are read and built when first used.

    Args:
        head: the document; only its version and date are read.
        read: gives a table of the document, by name.
        facts: gives the rest of the document.
        folded: gives what is derived from the names of the cities.
    """
    builder = _Builder()

    def city(raw: Document) -> City:
        whole = {**raw, **sides.get().get(raw["id"], {})}
        if labels := names.get().get(raw["id"]):
            whole["location"] = {**raw["location"], "names": by_language(labels)}
        return builder.record(City, whole)

    sides = Deferred(lambda: side_parts({name: read(name) for name in SIDES}))
    names = Deferred(lambda: {side["city"]: side["names"] for side in read("place_names")})
    sources = builder.table(Source, lambda: read("sources"))
    regions = builder.table(Region, lambda: read("regions"))
    countries = builder.table(Country, lambda: read("countries"))
    subdivisions = builder.table(Subdivision, lambda: read("subdivisions"))
    cities = builder.table(City, lambda: read("cities"), city)
    return _assemble(
        folded=Deferred(folded),
        data_version=head["data_version"],
        as_of=datetime.date.fromisoformat(head["as_of"]),
        sources=sources,
        regions=regions,
        countries=countries,
        subdivisions=subdivisions,
        cities=cities,
        facts=Deferred(lambda: builder.facts(facts())),
    )


def _assemble(folded: Deferred[Folded], **parts: object) -> Network:
    """Return a network without checking its parts, so that each is built when it is first used.

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
    """Makes records of a document, and those that they refer to."""

    def __init__(self) -> None:
        self._tables: dict[type[Record], Table[Any]] = {}
        self._converters: dict[type[Record], dict[str, Convert]] = {}

    def table(
        self,
        cls: type[R],
        raws: Callable[[], Iterable[Document]],
        make: Callable[[Document], R] | None = None,
    ) -> Table[R]:
        """Return a table that records may refer to, whose records are built when first used."""
        key = key_name(cls)

        def by_key() -> Mapping[str, Document]:
            return {raw[key]: raw for raw in raws()}

        table = Table(Deferred(by_key), make or partial(self.record, cls))
        self._tables[cls] = table
        return table

    def record(self, cls: type[R], raw: Document, **parts: object) -> R:
        """Make one record; parts are fields that are made already."""
        converters = self._converters.get(cls)
        if converters is None:
            converters = self._converters[cls] = {
                attribute.name: convert
                for attribute in fields_of(cls)
                if (convert := self._converter(attribute.type)) is not None
            }
        values = {
            name: converters[name](value) if name in converters else value
            for name, value in raw.items()
        }
        return cls(**values, **parts)

    def facts(self, raw: Document) -> Any:
        """Build the facts, whose tables refer to one another."""
        from gnlc.models.announcements import Announcement
        from gnlc.models.facts import NetworkFacts
        from gnlc.models.strategy import StrategyPeriod

        periods = self.table(StrategyPeriod, lambda: raw["strategy_periods"]).all()
        announcements = self.table(Announcement, lambda: raw["announcements"]).all()
        rest = {k: v for k, v in raw.items() if k not in ("strategy_periods", "announcements")}
        return self.record(
            NetworkFacts, rest, strategy_periods=periods, announcements=announcements
        )

    def _converter(self, of: Any) -> Convert | None:
        """Return a function that converts JSON to a value of a type, or None if it is the same."""
        # None is not written.
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
