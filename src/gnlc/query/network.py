"""A network, and every way to query it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING, Unpack

from gnlc.errors import AmbiguousNameError, NotFoundError
from gnlc.models.cities import City
from gnlc.models.places import Country
from gnlc.names.folding import Text, fold
from gnlc.query.arguments import at_most, number, typed
from gnlc.query.filters import Filters, Predicate, spelled_out
from gnlc.query.history import History
from gnlc.query.lookup import SUGGESTED, look_up
from gnlc.wording import listed, shortened

if TYPE_CHECKING:
    from gnlc.models.history import Conflict
    from gnlc.names.world import Place
    from gnlc.query.cities import Cities
    from gnlc.query.match.matched import Matched
    from gnlc.query.nearby import Neighbors
    from gnlc.query.search import Match
    from gnlc.rows.tables import Tables

_SUGGESTION_SCORE = 60.0


class Network(History):
    """The UNESCO Global Network of Learning Cities, according to public sources.

    `gnlc.network()` returns the bundled one; `gnlc.load(...)` reads one from your own document.
    It records who was admitted, when, and according to which source. Nobody publishes the current
    members.

    Attributes:
        data_version (str): the version of the data, by the calendar: `2026.11.23`.
        as_of (datetime.date): the day of its latest source.

    Raises:
        TypeError: an argument is of the wrong type.
        ValueError: two records of a table have the same key, a record refers to one that is not in
            its table, or the awards of a city differ from those of the facts.

    Example:
        >>> gnlc.network().city("Ganja").year
        2020
        >>> gnlc.network().purpose.aims[0]
        'producing and sharing knowledge'
    """

    __slots__ = ()

    def city(self, key: City | str, country: Country | str | None = None) -> City:
        """Return the city with an id or a name.

        Any recorded name works, in any script and case, with or without accents. Alternate names
        and names by language do not if they mean a larger place. Cities whose admission was
        withdrawn are found, too: see `City.withdrawn`.

        Args:
            key: an id or a name; for a City, the record of this network is returned.
            country: the country to search in.

        Raises:
            NotFoundError: no city has this id or name (in this country).
            AmbiguousNameError: several cities have this name.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.city("Gəncə")
            City(id='az-ganja', name='Ganja', country=Country('AZ', 'Azerbaijan'), year=2020)
            >>> gnlc.city("Ganja", "AZ").id
            'az-ganja'
        """
        if country is None and isinstance(key, str) and (asked := self._asked.get(key)) is not None:
            return asked
        there = None if country is None else self.country(country)
        asked_for = Text(key) if isinstance(key, str) else key
        answer = self._bearers(asked_for, there)
        if len(answer.cities) == 1:
            [city] = answer.cities
            # Only recorded spellings are cached, which limits the size of the cache.
            if there is None and isinstance(asked_for, Text) and self._is_recorded(asked_for, city):
                self._asked[asked_for.raw] = city
            return city
        if answer.cities:
            raise AmbiguousNameError("city", key, answer.cities)
        raise self._no_city(asked_for, there, answer.place)

    def _no_city(
        self, key: City | Text, country: Country | None, place: Place | None
    ) -> NotFoundError:
        """Return the error for an unknown city, with suggestions."""
        hints: list[str] = []
        text = key if isinstance(key, Text) else Text(key.name)
        near = self._bearers(key, None).cities if country is not None else ()
        if isinstance(key, Text) and (place := place or self._gazetteer.place_called(key, country)):
            hints.append(self._describe(place))
        if near and country is not None:
            hints.append(f"not in {country.common_name}, but there is {_named(near)}")
        elif text.is_readable:
            matches = self._ranking.search(
                text,
                limit=SUGGESTED,
                min_score=_SUGGESTION_SCORE,
                keep=lambda city: country in (None, city.country),
            )
            if near := tuple(match.city for match in matches):
                hints.append(f"did you mean {_named(near)}?")
        ids = tuple(city.id for city in near)[:SUGGESTED]
        asked = key.raw if isinstance(key, Text) else key
        return NotFoundError("city", asked, ids, "; ".join(hints) or None)

    @spelled_out(include_withdrawn=False)
    def cities(self, **filters: Unpack[Filters]) -> Cities:
        """Return the cities that pass every filter, in order of id.

        Most filters take one value or several. A filter that is omitted or None keeps every city.

        Args:
            **filters: as follows.

                - country: ISO 3166 codes or names, as `country` takes them.
                - region: UNESCO regions, by name or id.
                - subdivision: subdivisions, by ISO 3166-2 code or name. A name that occurs in
                  several countries selects all of them, or those in `country`.
                - year: the year of any admission; `City.year` is that of the first.
                - announcement: the announcement of an admission, by year, date or id.
                - as_of: admitted by this day (the last of a month or year) and not withdrawn by
                  then; an admission counts from the end of its year if its day is unknown.
                - kind: what the member is: "city", "district", ...
                - awarded: whether, or in which year, it received the UNESCO Learning City Award.
                - certainty: of an admission, "stated" or "inferred".
                - near: a city (a record, an id or a name), or degrees north and east (WGS 84);
                  requires `within_km`.
                - within_km: the maximum distance from `near`, in km.
                - bbox: west, south, east, north in degrees (WGS 84), as in GeoJSON.
                - where: a predicate of a city.
                - include_withdrawn: whether to keep cities all of whose admissions were withdrawn.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> gnlc.cities(country="Azerbaijan", year=2020)
            Cities(3: az-baku, az-gabala, az-ganja)
            >>> gnlc.cities(country="AZ", year=2020, near="Baku", within_km=250).ids
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

        The text may be in any script, have typos, or be the beginning of a name; accents, case and
        the order of words do not matter. The name of a country, region or subdivision matches its
        cities. Equal scores are ordered by name, then id.

        Args:
            text: the text; one without letters or digits matches nothing.
            limit: the maximum number of matches; None for all.
            min_score: the minimum score, from 0 to 100 for the exact name.
            **filters: those of `cities`, but withdrawn cities are included by default.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> [match.city.name for match in gnlc.search("gandja", limit=1)]
            ['Ganja']
            >>> gnlc.search("Гянджа")[0]
            Match(city=City(id='az-ganja', n...r=2020), score=100.0, matched_name='Гянджа')
        """
        least = number("min_score", min_score)
        if not 0 <= least <= 100:
            raise ValueError(f"min_score must be from 0 to 100, got {shortened(min_score)}")
        return self._ranking.search(
            typed(text), limit=at_most(limit), min_score=least, keep=self._keeper(filters)
        )

    def match(
        self,
        names: Iterable[object],
        countries: Country | str | Iterable[object] | None = None,
        *,
        min_score: float = 70.0,
        limit: int = 3,
        answers: Mapping[str, str | None] | None = None,
    ) -> Matched:
        """Return a row for each name of a column, in order: which member it means, if any.

        Names may be in any script and case, with generic words ("City of", "-si", "Comune di") and
        with the country or subdivision in the text ("Torino, Italy"). Cells are text or bytes
        (UTF-8); None, NaN, "", "-" and "n/a" are empty, and no cell is an error. Equal pairs of
        name and country are computed once and share their row.

        Args:
            names: a list, a Series, a NumPy or Arrow array, or any other iterable.
            countries: the country of all names, or one for each, by name or code in any language;
                None if unknown. With countries, fewer names are ambiguous.
            min_score: the minimum score of a likely member, from 0 to 100.
            limit: the maximum number of candidates in a row.
            answers: known answers by text: the id of a member, or None for no member. They take
                precedence.

        Raises:
            NotFoundError: an answer is not the id of a city.
            TypeError: the names are one str or not a column, or an argument is of the wrong type.
            ValueError: there are not as many countries as names, or a number is out of range.

        Example:
            >>> gnlc.match(["Ganja", "CITY OF CORK", "Lima, Peru", "Nam-gu"])
            Matched(4: 2 found, 1 ambiguous, 1 elsewhere)
            >>> gnlc.match(["Nam-gu, Ulsan"], "Korea")[0].city.id
            'kr-nam-gu-ulsan'
        """
        from gnlc.query.match.column import Rules, match_column
        from gnlc.query.match.matched import Matched

        rules = Rules(min_score, limit, answers)
        return Matched(match_column(self._matcher, self._city_with, names, countries, rules), self)

    def _city_with(self, key: str) -> City:
        """Return the city with an id."""
        if not isinstance(key, str):
            raise TypeError(f"an answer must be the id of a city or None, got {shortened(key)}")
        if (city := self._cities.get(key)) is None:
            raise NotFoundError("city", key)
        return city

    @spelled_out(include_withdrawn=True)
    def complete(
        self, text: str, *, limit: int | None = 8, **filters: Unpack[Filters]
    ) -> tuple[Match, ...]:
        """Return the cities with a name that begins with a text, for typing ahead.

        Beginnings of main names come first, then beginnings of their words, then those of other
        names in the script of the text; within each group larger places come first, then names
        in alphabetical order. Accents and case do not matter, but names with the same accents
        come first. If no name begins with the text, the result is that of `search`.

        Args:
            text: the text typed so far; one without letters or digits matches nothing.
            limit: the maximum number of matches; None for all.
            **filters: those of `cities`, but withdrawn cities are included by default.

        Raises:
            NotFoundError: a country, region, subdivision or announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range.

        Example:
            >>> [match.city.name for match in gnlc.complete("mar")][:2]
            ['Marrakech', 'Maroua 1er']
            >>> gnlc.complete("Гян")[0].matched_name
            'Гянджа'
        """
        begun, most, keep = typed(text), at_most(limit), self._keeper(filters)
        found = self._completion.complete(begun, limit=most, keep=keep)
        return found or self._ranking.search(begun, limit=most, min_score=50.0, keep=keep)

    @spelled_out(include_withdrawn=False)
    def nearest(
        self,
        place: City | str | tuple[float, float],
        *,
        limit: int | None = 5,
        **filters: Unpack[Filters],
    ) -> Neighbors:
        """Return the cities nearest to a place, the nearest first, each with its distance.

        The city itself and cities without a location are left out.

        Args:
            place: a city (a record, an id or a name), or degrees north and east (WGS 84).
            limit: the maximum number of cities; None for all.
            **filters: those of `cities`.

        Raises:
            NotFoundError: no city has this id or name, or a country, region, subdivision or
                announcement is not in the network.
            TypeError: a filter is unknown, or a value is of the wrong type.
            ValueError: a value is out of range, or the location of the city is unknown.

        Example:
            >>> gnlc.nearest("Ganja", country="AZ", year=2020)
            Neighbors(2: az-gabala 129 km, az-baku 300 km)
            >>> gnlc.nearest((40.4, 49.9), limit=1)[0].city.name
            'Baku'
        """
        return self.cities(**filters).nearest(place, limit=limit)

    def _keeper(self, filters: Filters) -> Predicate | None:
        """Return a predicate of the cities that pass all filters; None if all do."""
        if not filters:
            return None
        # Imported late: a search without filters needs none.
        from gnlc.query.predicates import predicates

        tests = predicates(filters, self)
        return (lambda city: all(test(city) for test in tests)) if tests else None

    def conflicts(self, city: City | str | None = None) -> tuple[Conflict, ...]:
        """Return the conflicts between sources, with their resolutions and reasons.

        Args:
            city: a city (a record, an id or a name), for the conflicts that concern it; None for
                all.

        Raises:
            NotFoundError: no city has this id or name.
            AmbiguousNameError: several cities have this name.
            TypeError: the city is none of these.

        Example:
            >>> gnlc.conflict("2020-new-members") in gnlc.conflicts()
            True
            >>> all(gnlc.city("Ganja") in each.cities for each in gnlc.conflicts("Ganja"))
            True
        """
        conflicts = self.facts.conflicts
        if city is None:
            return conflicts
        concerned = self.city(city)
        return tuple(conflict for conflict in conflicts if concerned in conflict.cities)

    def conflict(self, key: Conflict | str) -> Conflict:
        """Return the conflict between sources with an id.

        Raises:
            NotFoundError: no conflict has this id.
            TypeError: the key is not a str.

        Example:
            >>> gnlc.conflict("2020-new-members").resolution
            '55 as announced, 54 as corrected'
        """
        by_id = {fold(conflict.id): conflict for conflict in self.conflicts()}
        return look_up("conflict", key, by_id, attrgetter("id"))

    def tables(self) -> Tables:
        """Return every table of the network, for other libraries: as records, CSV, JSON, Arrow.

        Example:
            >>> gnlc.tables().announcements.to_records()[5]["cities_stated"]
            55
        """
        from gnlc.rows.tables import Tables

        return Tables(self)


def _named(cities: Iterable[City]) -> str:
    return listed(f"{shortened(city.name)} ({city.id})" for city in cities)
