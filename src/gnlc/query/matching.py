"""What a name in a column means: a member, another place, or nothing that is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from enum import IntEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from gnlc.models.deferred import Deferred
from gnlc.models.matches import MatchedName, OtherPlace, Status
from gnlc.query.areas import areas_called
from gnlc.query.folding import Text
from gnlc.query.gazetteer import LARGE, Gazetteer, Place
from gnlc.query.generic import generic_words
from gnlc.query.nearest import Near, Nearest
from gnlc.query.readings import Reading, cores, in_parts, in_words
from gnlc.query.whereabouts import Fit, Territories, Where, Whereabouts

if TYPE_CHECKING:
    from gnlc.models.cities import City

# Scores of names that are the same, but of which one cannot be sure.
_TRANSLITERATED = 92.0
_SEAT = 90.0
_UNEXPLAINED = 85.0

_LONGEST_CODE = 3

# Most misspelt names have such a score, and few others.
_CLOSE = 82.0

# By so much the score of a likely member is better than that of the next.
_AHEAD = 4


class Grade(IntEnum):
    """How a city bears a name, the best way first."""

    OWN = 0
    NAME = 1
    CORE = 2
    READ = 3
    SEAT = 4


class Finding(NamedTuple):
    """An answer, before it becomes a row."""

    status: Status
    reason: str
    city: City | None = None
    score: float = 0.0
    name: str | None = None
    candidates: tuple[City, ...] = ()
    place: Place | None = None
    country: str | None = None


class Matcher:
    """What names mean, one after the other.

    Args:
        gazetteer: the names of members and other places.
        city: gives a city by its id.
        territories: the countries of the world.
    """

    def __init__(
        self, gazetteer: Gazetteer, city: Callable[[str], City], territories: Territories
    ) -> None:
        self._gazetteer = gazetteer
        self._city = city
        self._territories = territories = territories.cached()
        self._nearest = Deferred(lambda: Nearest(gazetteer))
        self._whereabouts = Whereabouts(gazetteer, territories)

    def where(self, text: str | None) -> Where:
        """Return what a cell of a column of countries says."""
        return self._whereabouts.where(text)

    def match(self, text: Text, where: Where, *, min_score: float, limit: int) -> MatchedName:
        """Return what a name means.

        Args:
            text: the name, with a letter or digit at least.
            where: the country that is known otherwise.
            min_score: the least score of a likely member.
            limit: the greatest number of candidates.
        """
        found = self._exact(text, where) or self._like(text, where, min_score, limit)
        if found.status == "likely" and found.score < min_score:
            found = found._replace(status="unknown", city=None, score=0.0, name=None)
        codes = {found.country} if found.country else where.codes or ()
        place = found.place
        return MatchedName(
            text=text.raw,
            country_text=where.text,
            status=found.status,
            city=found.city,
            score=found.score,
            matched_name=found.name,
            candidates=found.candidates[:limit],
            place=place and OtherPlace(**dict(zip(_PLACE, place, strict=False))),
            country=next(iter(codes)) if len(codes) == 1 else None,
            reason=found.reason,
        )

    def _exact(self, text: Text, where: Where) -> Finding | None:
        """Return what a name means that is on record, in one of the ways to read it."""
        whole = Reading(text, where.rest)
        if (found := self._member(whole, where)) is not None:
            return found
        if where.codes and where.codes.isdisjoint(self._territories.members):
            label = self._label(where.codes)
            return Finding("elsewhere", f"No member is on record in {label}.")
        generic = generic_words.get()
        parts = self._whereabouts.parts_of(text.raw)
        if len(parts) > 1:
            known = self._other(whole, where)
            return known or self._divided(in_parts(generic, parts), where)
        stripped = list(cores(generic, text, where.rest))
        found = self._first(self._member(reading, where) for reading in stripped)
        # A place may have such a word in its name: Quebec City.
        if found is not None:
            return self._other(whole, where) or found
        found = self._first(self._other(reading, where) for reading in (whole, *stripped))
        found = found or self._loose(list(in_words(generic, text)), where)
        if found is None and generic.is_generic(text):
            return Finding("unknown", "Generic words alone are not the name of a place.")
        return found or self._area(text, where)

    def _first(self, findings: Iterable[Finding | None]) -> Finding | None:
        return next((found for found in findings if found is not None), None)

    def _divided(self, readings: Iterable[Reading], where: Where) -> Finding | None:
        """Return what a text with separators means.

        That is what the first reading means in which all is explained, or else the first at all.
        """
        doubtful: Finding | None = None
        seen: list[Reading] = []
        for reading in readings:
            found = self._read(reading, where)
            if found is not None and (found.status in _SURE or found.place is not None):
                return found
            doubtful = doubtful or found
            seen.append(reading)
        others = (self._other(r, self._whereabouts.narrowed(r, where)) for r in seen)
        return doubtful or self._first(others)

    def _loose(self, readings: Sequence[Reading], where: Where) -> Finding | None:
        """Return what a text means of which some words are where the place lies."""
        doubtful: Finding | None = None
        for reading in readings:
            found = self._read(reading, where)
            if found is not None and found.status == "found":
                return found
            if found is not None and found.status == "likely" and found.score > _UNEXPLAINED:
                doubtful = doubtful or found
        named = (r for r in readings if self._territories.codes(r.rest[0]))
        others = (self._other(r, self._whereabouts.narrowed(r, where)) for r in named)
        return doubtful or self._first(others)

    def _read(self, reading: Reading, where: Where) -> Finding | None:
        """Return what a reading means if it is the name of a member."""
        there = self._whereabouts.narrowed(reading, where)
        numbers = tuple(part for part in reading.rest if part.key.isdigit())
        rest = (*(part for part in reading.rest if part not in numbers), *where.rest)
        aside = (*reading.aside, *(part.raw for part in numbers))
        return self._member(reading._replace(rest=rest, aside=aside), there)

    def _member(self, reading: Reading, where: Where) -> Finding | None:
        """Return what a reading means if it is the name of a member."""
        name = reading.name
        bearers = self._bearers(name)
        if not bearers:
            return None
        codes = where.codes
        there = [pair for pair in bearers if codes is None or pair[1].country.alpha_2 in codes]
        if not there:
            cities = tuple(city for _, city in bearers)
            if min(bearers)[0] > Grade.NAME:
                return None
            known = "; ".join(f"{c.name} in {c.country.common_name} is on record" for c in cities)
            label = self._label(where.codes)
            return self._other(reading, where) or Finding(
                "elsewhere", f"{known}, but not in {label}.", candidates=cities
            )
        if not reading.rest:
            return self._decide(reading, where, there, Fit.YES)
        fits = [
            (
                min((self._whereabouts.fit(part, city) for part in reading.rest), default=Fit.YES),
                grade,
                city,
            )
            for grade, city in there
        ]
        best = max(fit for fit, *_ in fits)
        cities = tuple(city for fit, _, city in fits if fit == best)
        if best is Fit.NO:
            said = ", ".join(part.raw for part in reading.rest)
            return self._other(reading, where, said=said) or Finding(
                "elsewhere",
                f"{_listed(cities)} is on record, but {said} is elsewhere.",
                candidates=cities,
            )
        return self._decide(reading, where, [(g, c) for fit, g, c in fits if fit == best], best)

    def _decide(
        self, reading: Reading, where: Where, there: Sequence[tuple[Grade, City]], fit: Fit
    ) -> Finding:
        name = reading.name
        grade = min(grade for grade, _ in there)
        cities = tuple(city for each, city in there if each == grade)
        if len(cities) > 1 and "LATIN" not in name.scripts:
            exact = tuple(c for c in cities if self._gazetteer.is_recorded(name, c))
            cities = exact or cities
        pinned = any(self._whereabouts.fit(part, cities[0]) is Fit.EXACT for part in reading.rest)
        if not pinned and len(there) > 1:
            cities += tuple(
                city
                for each, city in there
                if each is Grade.SEAT and city not in cities and _people(city) > _people(cities[0])
            )
        if len(cities) > 1:
            why = f"{name.raw} is a name of {_listed(cities)}."
            return Finding("ambiguous", why, candidates=cities)
        [city] = cities
        large = LARGE if grade is Grade.NAME and where.codes is None else None
        place = None
        if not pinned:
            place = self._gazetteer.better_known(name, city, where.codes, least=large)
        if place is None and grade is Grade.CORE and not pinned:
            place = self._place(name, where.codes)
        if place is None and where.codes is None and not pinned and grade is not Grade.OWN:
            place = self._home_country(name, city)
        if place is not None:
            less = (place.population or inf) <= _people(city)
            if grade is Grade.OWN or place.country is None or grade is Grade.CORE or less:
                why = f"{name.raw} may be {_named(city)} or {self._place_words(place)}."
                return Finding("ambiguous", why, candidates=(city,), place=place)
            why = f"{name.raw} is {self._place_words(place)}, which is not a member on record."
            return Finding("elsewhere", why, place=place, country=place.country)
        recorded = self._recorded(name, city)
        code = city.country.alpha_2
        aside = (*reading.aside, *(part.raw for part in reading.rest if part not in where.rest))
        if recorded == city.name:
            why = f"{recorded} in {city.country.common_name} is on record"
        else:
            why = f"{recorded} is a name of {_named(city)}"
        if aside:
            why = f"{why}; set aside: {', '.join(aside)}"
        score, status = 100.0, "found"
        if grade is Grade.SEAT:
            at = city.location.name if city.location else ""
            why, score = f"{name.raw} is a name of {at}, the seat of {_named(city)}", _SEAT
        elif grade is Grade.READ:
            why = f"{name.raw} is spelled like {_named(city)} only by transliteration"
            score = _TRANSLITERATED
        elif fit is Fit.UNKNOWN or (reading.area and city.kind not in _AREAS):
            score = _UNEXPLAINED
            unknown = [
                part.raw
                for part in reading.rest
                if self._whereabouts.fit(part, city) is Fit.UNKNOWN
            ]
            what = ", ".join(unknown) or " ".join(reading.aside)
            why = f"{recorded} is a name of {_named(city)}, but what {what} means is unclear"
        if score < 100:
            status = "likely"
        return Finding(status, f"{why}.", city, score, recorded, (city,), country=code)

    def _bearers(self, name: Text) -> list[tuple[Grade, City]]:
        """Return the cities that bear a name, and how."""
        gazetteer = self._gazetteer
        bearers = [
            (grade, city)
            for city in gazetteer.bearers_of(name)
            if (grade := self._grade(name, city)) is not None
        ]
        ids = gazetteer.further.get(name.key)
        if ids is not None:
            known = {city.id for _, city in bearers}
            for city in map(self._city, ids.split()):
                if city.id not in known:
                    seat = city.location is not None and Text(city.location.name).key == name.key
                    bearers.append((Grade.SEAT if seat else Grade.CORE, city))
        return bearers

    def _grade(self, name: Text, city: City) -> Grade | None:
        gazetteer = self._gazetteer
        own = gazetteer.own_names(city)
        same = False
        for each, recorded in gazetteer.named(name.key, city):
            if name.same_name(each) or name.exact == each.exact:
                if recorded in own:
                    return Grade.OWN
                same = True
        if same:
            at = city.location
            if at is None or at.relation != "seat" or gazetteer.is_own(Text(at.name), city):
                return Grade.NAME
            return Grade.SEAT
        return Grade.READ if gazetteer.reaches(name, city) else None

    def _home_country(self, name: Text, city: City) -> Place | None:
        """Return the country of a city as a place, if a name is that of the country."""
        if city.country.alpha_2 not in self._territories.codes(name):
            return None
        return Place(city.country.common_name, None, None)

    def _place(self, name: Text, codes: Collection[str] | None) -> Place | None:
        """Return the most populous other place with a name, in countries if given."""
        for place in self._gazetteer.others(name.key):
            there = codes is None or place.country in codes
            is_area = place.population is None and place.country is not None
            if (
                there
                and not is_area
                and any(name.same_name(Text(each)) for each in place.all_names)
            ):
                return place
        return None

    def _other(self, reading: Reading, where: Where, said: str = "") -> Finding | None:
        """Return what a reading means if it is the name of a known place that is no member."""
        place = self._place(reading.name, where.codes)
        if place is None:
            codes = (
                ()
                if len(reading.name.raw) <= _LONGEST_CODE
                else self._territories.codes(reading.name)
            )
            if not codes or (where.codes and not where.codes.isdisjoint(codes)) or said:
                return None
            label = self._label(codes)
            return Finding("elsewhere", f"{label} is a country.", country=None)
        what = self._place_words(place)
        why = f"{what} is not a member on record."
        return Finding("elsewhere", why, place=place, country=place.country)

    def _area(self, text: Text, where: Where) -> Finding | None:
        """Return what a name means if it is that of a part of a country."""
        for area in areas_called(text):
            if (where.codes is None or area.country in where.codes) and len(
                text.key
            ) > _LONGEST_CODE:
                what = f"{text.raw} is a part of {self._territories.name(area.country)}"
                return Finding(
                    "elsewhere", f"{what}, not a member on record.", country=area.country
                )
        return None

    def _place_words(self, place: Place) -> str:
        if place.country is None:
            return f"the country {place.name}"
        return f"{place.name} in {self._territories.name(place.country)}"

    def _recorded(self, name: Text, city: City) -> str:
        """Return the recorded name of a city that a name is."""
        alike = self._gazetteer.named(name.key, city)
        for each, recorded in alike:
            if each.exact == name.exact:
                return recorded
        return alike[0][1] if alike else city.name

    def _label(self, codes: Iterable[str] | None) -> str:
        return " or ".join(sorted(map(self._territories.name, codes or ())))

    def _like(self, text: Text, where: Where, min_score: float, limit: int) -> Finding:
        """Return what a name means that is not on record."""
        first, *others = self._whereabouts.parts_of(text.raw) or [text.raw]
        rest = (*map(Text, others), *where.rest)
        there = self._whereabouts.narrowed(Reading(text, rest), where).codes
        name = Text(first)
        names = [name, *(core.name for core in generic_words.get().cores(name))]
        near: list[Near] = []
        for least in sorted({max(min_score, _CLOSE), min_score}, reverse=True):
            for each in dict.fromkeys((name, names[-1])):
                found = self._near(each, there, least)
                near = max(near, found, key=lambda found: found[0].score if found else 0)
            if near:
                break
        if not near:
            return self._known(names, None) or Finding("unknown", "No member has a name like it.")
        best, *more = near
        cities = tuple(self._city(each.id) for each in near)
        city = cities[0]
        if (place := self._as_near(best, city, there)) is not None:
            why = f"Most like {self._place_words(place)}, which is not a member on record."
            return Finding("elsewhere", why, candidates=cities, place=place)
        ahead = not more or best.score - more[0].score >= _AHEAD
        fits = (self._whereabouts.fit(part, city) for part in rest)
        if best.sure and ahead and Fit.NO not in fits:
            score = _TRANSLITERATED if best.distance == 0 else round(best.score, 2)
            recorded = self._recorded(Text(best.key), city)
            why = f"Most like {recorded}, a name of {_named(city)}."
            return Finding(
                "likely", why, city, score, recorded, cities, country=city.country.alpha_2
            )
        why = f"Not on record, but similar to {_listed(cities[:limit] or cities[:1])}."
        return Finding("unknown", why, candidates=cities)

    def _near(self, name: Text, codes: Collection[str] | None, min_score: float) -> list[Near]:
        """Return the members with a name that is near, in a script that both share."""

        def keep(city_id: str, key: str) -> bool:
            alike = self._gazetteer.named(key, self._city(city_id))
            return not alike or any(each.scripts & name.scripts for each, _ in alike)

        return self._nearest.get().members(name.key, codes, min_score, keep)

    def _as_near(self, near: Near, city: City, codes: Collection[str] | None) -> Place | None:
        """Return another place that a misspelt name may mean rather than a city.

        Its name is nearer, or as near and that of a place with more people.
        """
        for distance, key in self._nearest.get().others(near.text, codes, near.distance):
            for place in self._gazetteer.others(key):
                if codes is not None and place.country not in codes:
                    continue
                more = (place.population or inf) > _people(city)
                if distance < near.distance or (more and Text(place.name).key == key):
                    return place
        return None

    def _known(self, names: Sequence[Text], codes: Collection[str] | None) -> Finding | None:
        """Return what the first of some names means that is the name of a known place."""
        for name in names:
            if (place := self._place(name, codes)) is not None:
                why = f"{self._place_words(place)} is not a member on record."
                return Finding("elsewhere", why, place=place)
        return None


_SURE = ("found", "ambiguous")

_PLACE = ("name", "country", "population")

_AREAS = ("province", "county", "island", "district", "municipality", "consortium")


def _named(city: City) -> str:
    return f"{city.name} in {city.country.common_name}"


def _listed(cities: Iterable[City]) -> str:
    return " or ".join(map(_named, cities))


def _people(city: City) -> int:
    return (city.location and city.location.population) or 0
