"""The whole of the data, and every way to ask it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from attrs import field, frozen

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models import checks
from gnlc.models.base import Record, Source, Statement, fields_of, key_name, key_of
from gnlc.models.deferred import Deferred, Table
from gnlc.models.places import Admission, City, Country, Region, Subdivision
from gnlc.models.references import by_class, check_facts, check_references
from gnlc.query.filters import (
    Filters,
    OneOrMore,
    number,
    predicates,
    several,
    spelled_out,
    whole_number,
)
from gnlc.query.folding import Text, fold, spelling
from gnlc.query.gazetteer import Answer, Folded, Gazetteer, Place, keys_of
from gnlc.query.lookup import SUGGESTED, look_up, no_such_time, parse_time
from gnlc.wording import listed, shortened

if TYPE_CHECKING:
    from gnlc.models.announcements import Announcement, Purpose
    from gnlc.models.coverage import Coverage
    from gnlc.models.facts import NetworkFacts
    from gnlc.models.history import (
        AdmissionRule,
        Award,
        Conference,
        Conflict,
        NationalCount,
        NetworkSize,
    )
    from gnlc.models.strategy import StrategyPeriod
    from gnlc.query.cities import Cities
    from gnlc.query.search import Match, Ranking
    from gnlc.query.subdivisions import Called
    from gnlc.rows.tables import Tables

R = TypeVar("R", bound=Record)

_SUGGESTION_SCORE = 60.0


def _deferred(facts: NetworkFacts | Deferred[NetworkFacts]) -> Deferred[NetworkFacts]:
    if isinstance(facts, Deferred):
        return facts
    from gnlc.models.facts import NetworkFacts

    if type(facts) is not NetworkFacts:
        raise TypeError(f"facts must be a NetworkFacts, got {shortened(facts)}")
    return Deferred[NetworkFacts].of(facts)


def _table(of: type[R], value: Table[R] | tuple[R, ...]) -> Table[R]:
    """Return records as a table, no two of them with the same key."""
    if isinstance(value, Table):
        return value
    if not checks.is_tuple(value) or any(type(record) is not of for record in value):
        raise TypeError(f"must be a tuple of {of.__name__}, got {shortened(value)}")
    checks.distinct(f"{of.__name__} has the {key_name(of)}", map(key_of, value))
    return Table[R].of(value)


# Named one by one, since type checkers read what a converter takes from its signature.


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


@frozen(kw_only=True, repr=False)
class Network(Record):
    """The UNESCO Global Network of Learning Cities, as far as public sources tell of it.

    `gnlc.network()` gives the bundled one, `gnlc.load(...)` one from a document of your own.
    It says who was admitted, when, and by whose word; who is a member today nobody publishes.

    Attributes:
        data_version (str): the version of the data, by the calendar: `2026.11.23`.
        as_of (datetime.date): the day of the latest source that went into it.

    Raises:
        TypeError: a part is of the wrong type.
        ValueError: two records of a table have the same key, a record refers to one that is not in
            its table, or the awards of a city are not those of the facts.

    Example:
        >>> gnlc.network().city("Ganja").year
        2020
        >>> gnlc.network().purpose.aims[0]
        'producing and sharing knowledge'
    """

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
        core = (self._sources, self._regions, self._countries, self._subdivisions, self._cities)
        known = by_class(*(table.all() for table in core))
        members = self._cities.all()
        for record in (*self.regions(), *self._countries.all(), *self.subdivisions(), *members):
            check_references(record, known)
        check_facts(self.facts, self._cities.all(), known)
        checks.distinct(
            "country is called", chain.from_iterable(map(spellings, self._countries.all()))
        )
        checks.distinct("region is called", chain.from_iterable(map(spellings, self.regions())))

    # What the network holds.

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source, in order of id."""
        return self._sources.all()

    @property
    def facts(self) -> NetworkFacts:
        """All that is known of the network beyond who its members are."""
        return self._facts.get()

    @property
    def purpose(self) -> Purpose | None:
        """What the network is for, as the first release that tells it has it."""
        releases = (r for a in self.announcements() for r in a.releases)
        return next((release.purpose for release in releases), None)

    @property
    def benefits(self) -> tuple[Statement, ...]:
        """What members gain, each with its sources."""
        told = (
            Statement(text=gain, sources=(release.source,))
            for announcement in self.announcements()
            for release in announcement.releases
            for gain in release.members_gain
        )
        return (*self.facts.member_benefits, *told)

    @property
    def features(self) -> tuple[Statement, ...]:
        """What makes a learning city, each with its sources."""
        return self.facts.features

    @property
    def coordinator(self) -> Statement | None:
        """Who coordinates the network."""
        return self.facts.coordinator

    @property
    def awards(self) -> tuple[Award, ...]:
        """The rounds of the UNESCO Learning City Award."""
        return self.facts.awards

    @property
    def conferences(self) -> tuple[Conference, ...]:
        """The International Conferences on Learning Cities."""
        return self.facts.conferences

    @property
    def sizes(self) -> tuple[NetworkSize, ...]:
        """The size of the network over time, as stated."""
        return self.facts.sizes

    @property
    def national_counts(self) -> tuple[NationalCount, ...]:
        """How many member cities countries have over time, as stated."""
        return self.facts.national_counts

    @property
    def admission_rules(self) -> tuple[AdmissionRule, ...]:
        """How cities were admitted, over time."""
        return self.facts.admission_rules

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Where sources differ, what is taken and why."""
        return self.facts.conflicts

    # Asking for one record.

    def city(self, key: City | str, *, country: Country | str | None = None) -> City:
        """Return the city with an id or a name.

        A name may be any that is recorded, in any script, with or without accents, in any case. A
        city of which the admission was withdrawn is found too: see `City.withdrawn`.

        Args:
            key: an id, or a name; a City is given back as the network has it.
            country: where the name is to be looked for.

        Raises:
            NotFoundError: no city is named so (there, if a country is given).
            AmbiguousNameError: several cities are named so.
            TypeError: the key is no str.

        Example:
            >>> gnlc.city("Gəncə")
            City(id='az-ganja', name='Ganja', country=Country('AZ', 'Azerbaijan'), year=2020)
            >>> gnlc.city("Ganja", country="AZ").id
            'az-ganja'
        """
        if country is None and isinstance(key, str) and (asked := self._asked.get(key)) is not None:
            return asked
        there = None if country is None else self.country(country)
        asked_for = Text(key) if isinstance(key, str) else key
        answer = self._called(asked_for, there)
        if len(answer.cities) == 1:
            [city] = answer.cities
            # Only what is recorded is remembered, so that questions cannot fill the memory.
            if there is None and isinstance(key, str) and key in (city.id, *city.names):
                self._asked[key] = city
            return city
        if answer.cities:
            raise AmbiguousNameError("city", key, answer.cities)
        raise self._no_city(asked_for, there, answer.place)

    def _called(self, key: City | Text, country: Country | None) -> Answer:
        """Return the cities that a key may mean."""
        if isinstance(key, Text):
            found = self._cities.get(key.raw) or self._cities.get(key.raw.strip().lower())
            if found is None:
                return self._gazetteer.look_up(key, country)
        elif isinstance(key, City):
            found = self._cities.get(key.id)
        else:
            raise TypeError(f"city must be a name or an id, got {shortened(key)}")
        if found is None or (isinstance(key, City) and found != key):
            return Answer(())
        return Answer((found,) if country in (None, found.country) else ())

    def _no_city(
        self, key: City | Text, country: Country | None, place: Place | None
    ) -> NotFoundError:
        """Return the error for a key that means no city, with what else it may mean."""
        hints: list[str] = []
        near = self._called(key, None).cities if country is not None else ()
        if isinstance(key, Text) and (
            place or (place := self._gazetteer.place_called(key, country))
        ):
            hints.append(self._described(place))
        if near and country is not None:
            hints.append(f"not in {country.common_name}, but there is {_named(near)}")
        else:
            text = key if isinstance(key, Text) else Text(key.name)
            matches = self._ranking.search(
                text,
                limit=SUGGESTED,
                min_score=_SUGGESTION_SCORE,
                keep=lambda city: country in (None, city.country),
            )
            if near := tuple(match.city for match in matches):
                hints.append(f"did you mean {_named(near)}?")
        asked = key.raw if isinstance(key, Text) else key
        return NotFoundError("city", asked, _ids(near), "; ".join(hints) or None)

    def _described(self, place: Place) -> str:
        if place.country is None:
            return f"{place.name} is a country"
        country = self._countries.get(place.country)
        name = country.common_name if country else self._gazetteer.country_name(place.country)
        return f"{place.name} in {name} is another place"

    def country(self, key: Country | str) -> Country:
        """Return the country with an ISO 3166 code or a name.

        Args:
            key: alpha-2, alpha-3 or numeric code (three digits), the name, the common name, or
                another recorded name; case and accents do not matter.

        Raises:
            NotFoundError: no country is called so, or no member of it is on record.
            TypeError: the key is no str.

        Example:
            >>> gnlc.country("AZE")
            Country('AZ', 'Azerbaijan')
            >>> gnlc.country("UK").name
            'United Kingdom of Great Britain and Northern Ireland'
        """
        try:
            return look_up("country", key, self._country_by_spelling, attrgetter("common_name"))
        except NotFoundError:
            spelling = fold(key) if isinstance(key, str) else ""
            for country in country_table(self):
                if country == key or spelling in spellings(country):
                    hint = f"no member is on record in {country.common_name}"
                    raise NotFoundError("country", key, hint=hint) from None
            raise

    def subdivision(
        self, key: Subdivision | str, *, country: Country | str | None = None
    ) -> Subdivision:
        """Return the subdivision of a country with an ISO 3166-2 code or a name.

        Args:
            key: a code or a name; case and accents do not matter.
            country: where the name is to be looked for.

        Raises:
            NotFoundError: no subdivision of the network is called so (there, if a country is
                given).
            AmbiguousNameError: subdivisions of several countries are.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.subdivision("az-ga")
            Subdivision('AZ-GA', 'Gəncə')
            >>> gnlc.subdivision("Ash Sharqiyah", country="EG").code
            'EG-SHR'
        """
        there = None if country is None else self.country(country)
        meant = self._called_subdivisions.find(key, there)
        if len(meant) > 1:
            raise AmbiguousNameError("subdivision", key, meant)
        return meant[0]

    def region(self, key: Region | str) -> Region:
        """Return the UNESCO region with an id or a name; case does not matter.

        Raises:
            NotFoundError: there is no such region.
            TypeError: the key is no str.

        Example:
            >>> gnlc.region("arab-states")
            Region('Arab States')
        """
        return look_up("region", key, self._region_by_spelling, attrgetter("name"))

    def announcement(self, key: Announcement | int | str | datetime.date) -> Announcement:
        """Return the announcement of a year, of a day, or with an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no announcement of that time is known.
            TypeError: the key is none of these.

        Example:
            >>> gnlc.announcement(2020).announced_on
            datetime.date(2020, 9, 23)
            >>> gnlc.announcement("2020-09-23").cities_stated
            55
        """
        announcements = self.announcements()
        for announcement in announcements:
            if key in (announcement, announcement.id):
                return announcement
        when = parse_time("announcement", key)
        for announcement in announcements:
            if when in (announcement.year, announcement.announced_on):
                return announcement
        raise no_such_time("announcement", key, when, {a.id: a.year for a in announcements})

    def strategy_period(self, key: StrategyPeriod | int | str | datetime.date) -> StrategyPeriod:
        """Return the strategy period that covers a year or a day, or has an id.

        Args:
            key: a year, a day (as a date or as ISO 8601 writes it), or an id.

        Raises:
            NotFoundError: no period that covers it is known.
            AmbiguousNameError: the year belongs to two periods; ask by id.
            TypeError: the key is none of these.

        Example:
            >>> gnlc.strategy_period(2020).id
            '2019-2021'
        """
        periods = self.strategy_periods()
        for period in periods:
            if key in (period, period.id, period.name):
                return period
        when = parse_time("strategy period", key)
        year = when.year if isinstance(when, datetime.date) else when
        covering = [p for p in periods if isinstance(year, int) and p.covers(year)]
        if len(covering) == 1:
            [period] = covering
            return period
        if covering:
            raise AmbiguousNameError("strategy period", key, covering)
        raise no_such_time("strategy period", key, when, {p.id: p.start for p in periods})

    # Asking for several records.

    @spelled_out(include_withdrawn=False)
    def cities(self, **filters: Unpack[Filters]) -> Cities:
        """Return the cities that pass every filter, in the order of the document: by id.

        Every filter takes one value or several; one that is left out, or None, keeps every city.

        Args:
            **filters: as follows.

                - country: ISO 3166 codes or names, in any spelling that is recorded.
                - region: UNESCO regions, by name or id.
                - subdivision: subdivisions of countries, by ISO 3166-2 code or name. A name borne
                  in several countries means all of them, or those that `country` gives.
                - year: the year of any admission; `City.year` is that of the first.
                - announcement: the announcement of an admission, by year, date or id.
                - as_of: admitted by this day (of a month or year: its last), and not withdrawn by
                  then; an admission of which only the year is known counts from its last day.
                - kind: what the member is: "city", "district", ...
                - awarded: whether, or in which year, it received the UNESCO Learning City Award.
                - certainty: of an admission, "stated" or "inferred".
                - near: a city, or degrees north and east (WGS 84); goes with `within_km`.
                - within_km: the greatest distance from `near`, in km.
                - bbox: west, south, east, north in degrees (WGS 84), as in GeoJSON.
                - where: a function that tells of a city whether to keep it.
                - include_withdrawn: whether to keep cities of which every admission was taken back.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: there is no such filter, or a value is of the wrong type.
            ValueError: a value cannot be.

        Example:
            >>> gnlc.cities(country="Azerbaijan", year=2020)
            Cities(3: az-baku, az-gabala, az-ganja)
            >>> gnlc.cities(country="AZ", year=2020, near=gnlc.city("Baku"), within_km=250).ids
            ('az-baku', 'az-gabala')
            >>> gnlc.cities(country="AZ", year=2020, where=lambda city: len(city.name) < 5).ids
            ('az-baku',)
        """
        start = self._all if filters.get("include_withdrawn") is True else self._not_withdrawn
        return start.filter(**filters)

    @spelled_out(include_withdrawn=True)
    def search(
        self,
        text: str,
        *,
        limit: int | None = 10,
        min_score: float = 50.0,
        **filters: Unpack[Filters],
    ) -> tuple[Match, ...]:
        """Return the cities that a text may mean, the best first.

        Any script will do, accents and case do not matter, nor the order of words; typos are
        forgiven, the beginning of a name will do. The name of a country, region or
        subdivision gives its cities.
        Equal scores are ordered by name, then id.

        Args:
            text: what to look for; where there is nothing in it to look for, nothing is found.
            limit: how many matches at the most; None for all.
            min_score: the least score, 0 to 100, where 100 is the very name.
            **filters: those of `cities`; withdrawn cities are found too, unless
                `include_withdrawn=False` is given.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: there is no such filter, or a value is of the wrong type.
            ValueError: a value cannot be.

        Example:
            >>> [match.city.name for match in gnlc.search("gandja", limit=1)]
            ['Ganja']
            >>> gnlc.search("Кабала")[0]
            Match(city=City(id='az-gabala', ...r=2020), score=100.0, matched_name='Кабала')
        """
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, got {shortened(text)}")
        if limit is not None and (limit := whole_number("limit", limit)) < 0:
            raise ValueError(f"limit must be 0 or more, got {shortened(limit)}")
        if not 0 <= (least := number("min_score", min_score)) <= 100:
            raise ValueError(f"min_score must be from 0 to 100, got {shortened(min_score)}")
        tests = predicates(filters, self)

        def keep(city: City) -> bool:
            return all(test(city) for test in tests)

        return self._ranking.search(
            Text(text), limit=limit, min_score=least, keep=keep if tests else None
        )

    def countries(self, *, region: OneOrMore[Region | str] | None = None) -> tuple[Country, ...]:
        """Return the countries with a city on record, in order of their alpha-2 codes.

        Args:
            region: UNESCO regions, by name or id; None for all.

        Raises:
            NotFoundError: there is no such region.
            TypeError: the region is not a str.

        Example:
            >>> gnlc.country("AZ") in gnlc.countries()
            True
        """
        regions = None if region is None else [self.region(each) for each in several(region)]
        return tuple(
            country
            for country in self._countries.all()
            if country.alpha_2 in self._country_codes
            and (regions is None or country.region in regions)
        )

    def subdivisions(
        self, *, country: OneOrMore[Country | str] | None = None
    ) -> tuple[Subdivision, ...]:
        """Return the subdivisions of countries that are on record, in order of their codes.

        Args:
            country: one country or several, of which to return those; None for all.

        Raises:
            NotFoundError: a country is not in the network.
            TypeError: a country is not a str.

        Example:
            >>> gnlc.subdivisions(country="AZ")[1]
            Subdivision('AZ-GA', 'Gəncə')
        """
        every = self._subdivisions.all()
        if country is None:
            return every
        codes = {self.country(key).alpha_2 for key in several(country)}
        return tuple(each for each in every if each.country.alpha_2 in codes)

    def regions(self) -> tuple[Region, ...]:
        """Return UNESCO's regions.

        Example:
            >>> [region.name for region in gnlc.regions()][:2]
            ['Africa', 'Arab States']
        """
        return self._regions.all()

    def announcements(self) -> tuple[Announcement, ...]:
        """Return the announcements of new members, in order of time.

        Example:
            >>> [announcement.year for announcement in gnlc.announcements()][:3]
            [2015, 2016, 2017]
        """
        return self.facts.announcements

    def strategy_periods(self) -> tuple[StrategyPeriod, ...]:
        """Return the strategy periods, in order of time.

        Example:
            >>> [(period.start, period.end) for period in gnlc.strategy_periods()][:2]
            [(2019, 2021), (2021, 2023)]
        """
        return self.facts.strategy_periods

    def coverage(self) -> tuple[Coverage, ...]:
        """Return what was stated, what was corrected and what is recorded, by announcement.

        A year of which no announcement is known has an entry without one; the last entry counts the
        cities of which no year is known.

        Example:
            >>> for row in gnlc.coverage():
            ...     if row.year == 2020:
            ...         print(row.cities_stated, row.cities_corrected)
            55 54
        """
        from gnlc.models.coverage import Coverage

        told = {announcement.year: announcement for announcement in self.announcements()}
        admitted: dict[int, list[tuple[City, Admission]]] = {year: [] for year in told}
        unknown: list[tuple[City, Admission]] = []
        for city in self._cities.all():
            for admission in city.admissions:
                year = admission.year
                entries = unknown if year is None else admitted.setdefault(year, [])
                entries.append((city, admission))
        rows = [*sorted(admitted.items()), (None, unknown)]
        return tuple(
            Coverage(
                announcement=None if year is None else told.get(year),
                year=year,
                cities_recorded=len(entries),
                countries_recorded=len({city.country.alpha_2 for city, _ in entries}),
                cities_withdrawn=sum(admission.withdrawn for _, admission in entries),
            )
            for year, entries in rows
        )

    def tables(self) -> Tables:
        """Return every table of the network, for other libraries: as records, CSV, JSON, Arrow.

        Example:
            >>> gnlc.tables().announcements.to_records()[5]["cities_stated"]
            55
        """
        from gnlc.rows.tables import Tables

        return Tables(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the document that describes the network, as the `json` module has it.

        What is unknown or empty is left out; `gnlc.dumps` gives it as text.

        Example:
            >>> gnlc.network().to_dict()["format_version"]
            1
            >>> gnlc.Network.from_dict(gnlc.network().to_dict()) == gnlc.network()
            True
        """
        from gnlc.documents.write import network_to_dict

        return network_to_dict(self)

    @staticmethod
    def from_dict(document: Mapping[str, Any]) -> Network:
        """Return the network that a document describes, as the `json` module has it.

        `gnlc.load` reads a file, `gnlc.loads` a text.

        Raises:
            DataError: the document is not sound; it names every problem, or of very many the first
                hundred and their number.
            TypeError: it is not a mapping.

        Example:
            >>> document = gnlc.network().to_dict()
            >>> del document["cities"][0]["name"]
            >>> gnlc.Network.from_dict(document)
            Traceback (most recent call last):
            gnlc.errors.DataError: 1 problem in the document:
              /cities/0: the field 'name' is missing
        """
        from gnlc.documents.read import network_from_dict

        return network_from_dict(document)

    # What is worked out once and kept.

    @cached_property
    def _folded(self) -> Deferred[Folded]:
        """What is derived from the names of the cities."""
        return Deferred(lambda: {"bearers": keys_of(self._cities.all()), "rivals": None})

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        """Which cities and other places bear a name."""
        areas = partial(areas_of, self)
        return Gazetteer(self._cities.__getitem__, **self._folded.get(), areas=areas)

    @cached_property
    def _asked(self) -> dict[str, City]:
        """The cities that were asked for, by the id or name, as recorded, that was given."""
        return {}

    @cached_property
    def _all(self) -> Cities:
        from gnlc.query.cities import Cities

        return Cities(self._cities.all(), self)

    @cached_property
    def _not_withdrawn(self) -> Cities:
        return self._all.filter(include_withdrawn=False)

    @cached_property
    def _country_codes(self) -> frozenset[str]:
        """The codes of the countries with a city on record: a city's id begins with it."""
        return frozenset(key.partition("-")[0].upper() for key in self._cities.all_keys())

    @cached_property
    def _country_by_spelling(self) -> dict[str, Country]:
        return {
            spelling: country for country in self.countries() for spelling in spellings(country)
        }

    @cached_property
    def _region_by_spelling(self) -> dict[str, Region]:
        return {fold(spelling): r for r in self.regions() for spelling in (r.name, r.id)}

    @cached_property
    def _called_subdivisions(self) -> Called:
        from gnlc.query.subdivisions import Called

        return Called(self._subdivisions)

    @cached_property
    def _ranking(self) -> Ranking:
        from gnlc.query.search import Ranking

        return Ranking(self._cities.all(), self._gazetteer)


def country_table(network: Network) -> tuple[Country, ...]:
    """Return every country that a network refers to, with a city on record or not."""
    # Only what writes the whole of it down needs those without one.
    return network._countries.all()  # noqa: SLF001


def trusted(folded: Deferred[Folded], **parts: object) -> Network:
    """Return a network of parts that are known to fit together, without making or checking any.

    The bundled data alone is made so; a test makes a network of it that is checked.

    Args:
        folded: what is derived from the names of the cities.
        **parts: every argument of `Network`, each table a `Table`, the facts `Deferred`.
    """
    network = object.__new__(Network)
    values = {f.name: parts[str(f.alias)] for f in fields_of(Network)}
    for name, value in (*values.items(), ("_folded", folded)):
        object.__setattr__(network, name, value)
    return network


def spellings(record: Country | Region) -> Iterable[str]:
    """Return by what a country or region is asked for, folded and as it is spelt, each once."""
    if isinstance(record, Region):
        keys: tuple[str, ...] = (record.name,)
    else:
        keys = (record.alpha_2, record.alpha_3, record.numeric, *record.names)
    return dict.fromkeys(s for key in keys if fold(key) for s in (fold(key), spelling(key)))


def areas_of(network: Network) -> Iterable[Place]:
    """Return countries and subdivisions of a network as places for which a city might be taken."""
    countries = (Place(name, None, None) for c in network.countries() for name in c.names)
    subdivisions = (Place(s.name, s.country.alpha_2, None) for s in network.subdivisions())
    return (*countries, *subdivisions)


def _named(cities: Iterable[City]) -> str:
    return listed(f"{shortened(city.name)} ({city.id})" for city in cities)


def _ids(cities: Iterable[City]) -> tuple[str, ...]:
    return tuple(city.id for city in cities)[:SUGGESTED]
