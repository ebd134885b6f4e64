"""What a network holds: its records, and the indexes that are computed from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import Record, Source, key_name, key_of
from gnlc.models.cities import City
from gnlc.models.deferred import Deferred, Table
from gnlc.models.doors import Documented
from gnlc.models.places import Country, Region, Subdivision
from gnlc.names.folding import Text, fold, spelling
from gnlc.query.gazetteer import Answer, Folded, Gazetteer
from gnlc.query.lookup import match_spelling
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.models.facts import NetworkFacts
    from gnlc.names.world import Place
    from gnlc.query.cities import Cities
    from gnlc.query.complete import Completion
    from gnlc.query.filters import Directory
    from gnlc.query.match.matching import Matcher
    from gnlc.query.search import Labels, Ranking
    from gnlc.query.subdivisions import Called

R = TypeVar("R", bound=Record)


def _deferred(facts: NetworkFacts | Deferred[NetworkFacts]) -> Deferred[NetworkFacts]:
    if isinstance(facts, Deferred):
        return facts
    from gnlc.models.facts import NetworkFacts

    if type(facts) is not NetworkFacts:
        raise TypeError(f"facts must be a NetworkFacts, got {shortened(facts)}")
    return Deferred[NetworkFacts].of(facts)


def _table(of: type[R], value: Table[R] | tuple[R, ...]) -> Table[R]:
    """Return records as a table; raise if two of them have the same key."""
    if isinstance(value, Table):
        return value
    if not checks.is_tuple(value) or any(type(record) is not of for record in value):
        raise TypeError(f"must be a tuple of {of.__name__}, got {shortened(value)}")
    table = Table[R].of(value)
    if len(table.all_keys()) < len(value):
        checks.distinct(f"{of.__name__} has the {key_name(of)}", map(key_of, value))
    return table


# One function each, since type checkers read what a converter accepts from its signature.


def _sources(value: Table[Source] | tuple[Source, ...]) -> Table[Source]:
    return _table(Source, value)


def _regions(value: Table[Region] | tuple[Region, ...]) -> Table[Region]:
    return _table(Region, value)


def _countries(value: Table[Country] | tuple[Country, ...]) -> Table[Country]:
    return _table(Country, value)


def _subdivisions(value: Table[Subdivision] | tuple[Subdivision, ...]) -> Table[Subdivision]:
    return _table(Subdivision, value)


def _cities(value: Table[City] | tuple[City, ...]) -> Table[City]:
    return _table(City, value)


@frozen(eq=False, kw_only=True, repr=False)
class Holdings(Record, Documented):
    """The records of a network, checked, and the indexes over them."""

    _shown = ("data_version",)

    data_version: str = field(validator=checks.calendar_version)
    as_of: datetime.date = field(validator=checks.date)
    _sources: Table[Source] = field(alias="sources", converter=_sources)
    _regions: Table[Region] = field(alias="regions", converter=_regions)
    _countries: Table[Country] = field(alias="countries", converter=_countries)
    _subdivisions: Table[Subdivision] = field(alias="subdivisions", converter=_subdivisions)
    _cities: Table[City] = field(alias="cities", converter=_cities)
    _facts: Deferred[NetworkFacts] = field(alias="facts", converter=_deferred)

    def __attrs_post_init__(self) -> None:
        # Imported late: what is bundled was checked before.
        from gnlc.models.references import check_facts, check_names, check_references

        known: dict[type[Record], Mapping[str, Record]] = {
            Source: self._sources.by_key(),
            Region: self._regions.by_key(),
            Country: self._countries.by_key(),
            Subdivision: self._subdivisions.by_key(),
            City: self._cities.by_key(),
        }
        for record in chain.from_iterable(table.values() for table in known.values()):
            check_references(record, known)
        check_facts(self.facts, self._cities.all(), known)
        check_names(self._cities.all(), known[City])
        checks.distinct(
            "country is called", chain.from_iterable(map(spellings, self._countries.all()))
        )
        checks.distinct(
            "region is called", chain.from_iterable(map(spellings, self._regions.all()))
        )

    @property
    def facts(self) -> NetworkFacts:
        """Everything on record about the network apart from its members."""
        return self._facts.get()

    def _bearers(self, key: City | Text, country: Country | None) -> Answer:
        """Return the cities that a key may mean."""
        if isinstance(key, Text):
            found = self._cities.get(key.raw.strip().lower())
            if found is None:
                return self._gazetteer.look_up(key, country)
        elif isinstance(key, City):
            found = self._cities.get(key.id)
        else:
            raise TypeError(f"city must be a name or an id, got {shortened(key)}")
        if found is None or (isinstance(key, City) and found != key):
            return Answer(())
        return Answer((found,) if country in (None, found.country) else ())

    def _is_recorded(self, text: Text, city: City) -> bool:
        """Return whether a text is the id or a name of a city, spelled as it is recorded."""
        if text.raw in (city.id, city.name):
            return True
        name = self._gazetteer.names_of(city).get(text.exact)
        return name is not None and name[0].raw == text.raw

    def _describe(self, place: Place) -> str:
        """Return a hint for a name that belongs to another place."""
        if place.country is None:
            return f"{place.name} is a country"
        return f"{place.name} in {self._country_name(place.country)} is another place"

    def _own_country(self, key: str) -> Country | None:
        """Return the country with a city on record that has a name or code in the network."""
        own = match_spelling(key, self._country_by_spelling)
        return own if own is not None and own.alpha_2 in self._country_codes else None

    def _codes_of(self, key: object) -> tuple[str, ...]:
        """Return the alpha-2 codes of the countries that a key means, on record or not.

        The network's own names and codes decide; all others are those of the world.
        """
        if isinstance(key, Country):
            return (key.alpha_2,) if self._countries.get(key.alpha_2) == key else ()
        if not isinstance(key, str | Text):
            return ()
        text = Text(key) if isinstance(key, str) else key
        if (own := match_spelling(text.raw, self._country_by_spelling)) is not None:
            return (own.alpha_2,)
        from gnlc.names.territories import codes_of

        return codes_of(text)

    def _country_name(self, code: str) -> str:
        """Return the name of a country, on record or not."""
        if (own := self._countries.get(code)) is not None:
            return own.common_name
        from gnlc.names.territories import name_of

        return name_of(code)

    # Computed when first needed, and kept.

    @cached_property
    def _folded(self) -> Deferred[Folded]:
        """What is derived from the names of the cities."""

        def labels() -> Labels:
            from gnlc.query.search import labels_of

            return labels_of(self._cities.all())

        def compute() -> Folded:
            # Imported late: the keys of what is bundled are derived before.
            from gnlc.query.keys import further_keys_of, keys_of

            cities = self._cities.all()
            further = partial(further_keys_of, cities)
            bearers = keys_of(cities)
            return {"bearers": bearers, "further": further, "rivals": None, "labels": labels}

        return Deferred(compute)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """Which cities and other places bear a name."""

        def areas() -> Iterable[Place]:
            return areas_of(self._countries_on_record, self._subdivisions.all())

        folded, city = self._folded.get(), self._cities.__getitem__
        return Gazetteer(city, folded["bearers"], folded["rivals"], areas, folded["further"])

    @cached_property
    def _asked(self) -> dict[str, City]:
        """The cities that were looked up, by the recorded id or name that was given."""
        return {}

    @cached_property
    def _all(self) -> Cities:
        from gnlc.query.cities import Cities

        # Only networks are made, which have the methods of a directory.
        return Cities(self._cities.all(), cast("Directory", self))

    @cached_property
    def _not_withdrawn(self) -> Cities:
        return self._all.filter(include_withdrawn=False)

    @cached_property
    def _country_codes(self) -> frozenset[str]:
        """The codes of the countries with a city on record: a city's id begins with it."""
        return frozenset(key.partition("-")[0].upper() for key in self._cities.all_keys())

    @cached_property
    def _countries_on_record(self) -> tuple[Country, ...]:
        return tuple(c for c in self._countries.all() if c.alpha_2 in self._country_codes)

    @cached_property
    def _country_by_spelling(self) -> dict[str, Country]:
        return {name: each for each in self._countries.all() for name in spellings(each)}

    @property
    def _spellings_on_record(self) -> dict[str, Country]:
        """The countries with a city on record, by their spellings."""
        every = self._country_by_spelling.items()
        return {name: each for name, each in every if each.alpha_2 in self._country_codes}

    @cached_property
    def _region_by_spelling(self) -> dict[str, Region]:
        return {fold(spelling): r for r in self._regions.all() for spelling in (r.name, r.id)}

    @cached_property
    def _called_subdivisions(self) -> Called:
        from gnlc.query.subdivisions import Called

        return Called(self._subdivisions)

    @cached_property
    def _completion(self) -> Completion:
        from gnlc.query.complete import Completion

        return Completion(self._cities.all())

    @cached_property
    def _ranking(self) -> Ranking:
        from gnlc.query.search import Ranking

        labels = self._folded.get()["labels"]()
        return Ranking(labels, self._cities.__getitem__, self._gazetteer)

    @cached_property
    def _matcher(self) -> Matcher:
        from gnlc.query.match.matching import Matcher
        from gnlc.query.match.whereabouts import Territories

        territories = Territories(self._codes_of, self._country_name, self._country_codes)
        return Matcher(self._gazetteer, self._cities.__getitem__, territories)


def country_table(network: Holdings) -> tuple[Country, ...]:
    """Return every country of a network, with or without a city on record."""
    # Only writers of whole documents need those without one.
    return network._countries.all()  # noqa: SLF001


def spellings(record: Country | Region) -> Iterable[str]:
    """Return the names and codes of a country or region, folded and as spelt, each once."""
    if isinstance(record, Region):
        keys: tuple[str, ...] = (record.name, record.id)
    else:
        keys = (record.alpha_2, record.alpha_3, record.numeric, *record.names)
    return dict.fromkeys(
        s for key in keys if (folded := fold(key)) for s in (folded, spelling(key))
    )


def areas_of(countries: Iterable[Country], subdivisions: Iterable[Subdivision]) -> Iterable[Place]:
    """Return countries and subdivisions as places with which a city may be confused."""
    from gnlc.names.world import Place

    named = (Place(name, None, None) for country in countries for name in country.names)
    return (*named, *(Place(s.name, s.country.alpha_2, None) for s in subdivisions))
