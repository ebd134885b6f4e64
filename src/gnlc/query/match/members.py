"""Names of members: which one is meant, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from gnlc.models.matches import Status
from gnlc.names.folding import LATIN, Text, spelling
from gnlc.names.readings import Reading
from gnlc.names.world import LARGE, Place
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.match.elsewhere import Elsewhere
from gnlc.query.match.findings import (
    SEAT,
    TRANSLITERATED,
    UNEXPLAINED,
    Finding,
    any_of,
    in_country,
    people_of,
)
from gnlc.query.match.whereabouts import Fit, Where, Whereabouts

if TYPE_CHECKING:
    from gnlc.models.cities import City

# Kinds of members that may be called "Province of" and "Region of".
_AREAS = ("province", "county", "island", "district", "municipality", "consortium")


class Grade(IntEnum):
    """How a city bears a name, the best way first.

    `OWN` is a name that its sources use, `NAME` another one on record, `CORE` a name that lacks its
    generic word, `READ` one that is the same only by transliteration, `SEAT` that of its main town.
    """

    OWN = 0
    NAME = 1
    CORE = 2
    READ = 3
    SEAT = 4


class Members:
    """The members by their names.

    Args:
        gazetteer: the names of members and other places.
        city: gives a city by its id.
        whereabouts: where members lie.
        elsewhere: the places that are not members.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        city: Callable[[str], City],
        whereabouts: Whereabouts,
        elsewhere: Elsewhere,
    ) -> None:
        self._gazetteer = gazetteer
        self._city = city
        self._whereabouts = whereabouts
        self._elsewhere = elsewhere

    def finding(self, reading: Reading, where: Where) -> Finding | None:
        """Return the answer for a reading that is the name of a member."""
        if not reading.rest and (found := self._spelled(reading, where)) is not None:
            return found
        bearers = self._bearers(reading.name)
        return self._borne(reading, where, bearers) if bearers else None

    def _borne(
        self, reading: Reading, where: Where, bearers: Sequence[tuple[Grade, City]]
    ) -> Finding | None:
        """Return the answer for a name that cities bear."""
        codes = where.codes
        there = [pair for pair in bearers if codes is None or pair[1].country.alpha_2 in codes]
        if not there:
            return self._in_another_country(reading, where, bearers)
        if not reading.rest:
            return self._answer(reading, where, there, Fit.YES)
        fits = [(self._fit(reading, city), grade, city) for grade, city in there]
        best = max(fit for fit, *_ in fits)
        fitting = [(grade, city) for fit, grade, city in fits if fit is best]
        if best is not Fit.NO:
            return self._answer(reading, where, fitting, best)
        place = self._elsewhere.place(reading.name, codes)
        if place is not None:
            return self._elsewhere.at(place)
        cities = tuple(city for _, city in fitting)
        said = ", ".join(part.raw for part in reading.rest)
        why = f"{any_of(cities)} is on record, but {said} is elsewhere."
        return Finding("elsewhere", why, candidates=cities)

    def _spelled(self, reading: Reading, where: Where) -> Finding | None:
        """Return the answer for a name spelled as the sources of one city alone do: most are."""
        name, gazetteer = reading.name, self._gazetteer
        ids = gazetteer.bearers.get(name.folded)
        if ids is None or " " in ids or name.key in gazetteer.further() or reading.aside:
            return None
        city = self._city(ids)
        there = where.codes is None or city.country.alpha_2 in where.codes
        if not there or name.raw not in gazetteer.own_names(city):
            return None
        if gazetteer.better_known(name, city, where.codes) is not None:
            return None
        why = f"{_known_as(name.raw, city)}."
        code = city.country.alpha_2
        return Finding("found", why, city, 100.0, name.raw, (city,), country=code)

    def recorded(self, name: Text, city: City) -> str:
        """Return the recorded name of a city that has the key of a name."""
        if name.exact == spelling(city.name):
            return city.name
        alike = self._gazetteer.named(name.key, city)
        for each, recorded in alike:
            if each.exact == name.exact:
                return recorded
        return alike[0][1] if alike else city.name

    def spelled(self, key: str, form: Text) -> Text | None:
        """Return a name of a member or another place that has a key and a script of a form of it.

        Of several it is the one that begins most like the form.
        """
        gazetteer = self._gazetteer
        bearers = gazetteer.bearers_of(Text(key))
        names = [each for city in bearers for each, _ in gazetteer.named(key, city)]
        for place in gazetteer.others(key, latin=form.scripts == LATIN):
            names += map(Text, place.all_names)
        alike = (n for n in names if n.key == key and not n.scripts.isdisjoint(form.scripts))

        def shared(name: Text) -> int:
            pairs = zip(name.exact, form.exact, strict=False)
            return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

        return max(alike, key=shared, default=None)

    def _in_another_country(
        self, reading: Reading, where: Where, bearers: Sequence[tuple[Grade, City]]
    ) -> Finding | None:
        if min(grade for grade, _ in bearers) > Grade.NAME:
            return None
        if (known := self._elsewhere.finding(reading, where)) is not None:
            return known
        cities = tuple(city for _, city in bearers)
        label = self._elsewhere.label(where.codes or ())
        why = f"{any_of(cities)} is on record, but not in {label}."
        return Finding("elsewhere", why, candidates=cities)

    def _fit(self, reading: Reading, city: City) -> Fit:
        """Return how what a text says of where a city lies is right, the worst of its parts."""
        return min(self._whereabouts.fit(part, city) for part in reading.rest)

    def _is_pinned(self, reading: Reading, city: City) -> bool:
        """Return whether a text says more of where a city lies than its country."""
        return any(self._whereabouts.fit(part, city) is Fit.EXACT for part in reading.rest)

    def _answer(
        self, reading: Reading, where: Where, there: Sequence[tuple[Grade, City]], fit: Fit
    ) -> Finding:
        """Return the answer for a name of cities that fit all else in the text."""
        grade = min(grade for grade, _ in there)
        pinned = self._is_pinned(reading, there[0][1])
        cities = self._chosen(reading.name, there, grade, pinned=pinned)
        if len(cities) > 1:
            why = f"{reading.name.raw.strip()} is a name of {any_of(cities)}."
            return Finding("ambiguous", why, candidates=tuple(cities))
        [city] = cities
        place = None if pinned else self._rival(reading.name, where, city, grade)
        if place is None:
            return self._sure(reading, where, city, grade, fit)
        name = reading.name.raw.strip()
        why = f"{name} may be {in_country(city)} or {self._elsewhere.words(place)}."
        return Finding("ambiguous", why, candidates=(city,), place=place)

    def _chosen(
        self, name: Text, there: Sequence[tuple[Grade, City]], grade: Grade, *, pinned: bool
    ) -> list[City]:
        """Return the cities that a name may mean.

        Of names that fold alike in other scripts the exact spelling decides. The seat of one member
        with more people than another member of this name may be meant as well.
        """
        cities = [city for each, city in there if each is grade]
        if len(cities) > 1 and "LATIN" not in name.scripts:
            cities = [c for c in cities if self._gazetteer.is_recorded(name, c)] or cities
        if pinned or len(there) == len(cities):
            return cities
        seats = (city for each, city in there if each is Grade.SEAT and city not in cities)
        return [*cities, *(city for city in seats if people_of(city) > people_of(cities[0]))]

    def _rival(self, name: Text, where: Where, city: City, grade: Grade) -> Place | None:
        """Return the other place that a name may mean rather than a city."""
        codes = where.codes
        large = LARGE if grade is Grade.NAME and codes is None else None
        place = self._gazetteer.better_known(name, city, codes, least=large)
        if place is None and grade is Grade.CORE:
            place = self._elsewhere.place(name, codes)
        if place is None and codes is None and grade is not Grade.OWN:
            # Mexico is a name of Mexico City.
            place = self._whereabouts.country_called(name, city)
        return place

    def _sure(self, reading: Reading, where: Where, city: City, grade: Grade, fit: Fit) -> Finding:
        """Return the answer for a name that means a city, found or likely."""
        name, code = reading.name, city.country.alpha_2
        recorded = self.recorded(name, city)
        if grade is Grade.SEAT:
            at = "" if city.location is None else city.location.name
            why, score = f"{at} is the seat of {in_country(city)}.", SEAT
        elif grade is Grade.READ:
            why = f"{name.raw.strip()} is like {in_country(city)} only by transliteration."
            score = TRANSLITERATED
        elif fit is Fit.UNKNOWN or (reading.area and city.kind not in _AREAS):
            parts = [p.raw for p in reading.rest if self._whereabouts.fit(p, city) is Fit.UNKNOWN]
            unclear = ", ".join(parts) or " ".join(reading.aside)
            why = f"{recorded} is a name of {in_country(city)}, but {unclear} is unclear."
            score = UNEXPLAINED
        else:
            why = _known_as(recorded, city)
            parts = [part.raw for part in reading.rest if part not in where.rest]
            aside = ", ".join((*reading.aside, *parts))
            why, score = f"{why}; set aside: {aside}." if aside else f"{why}.", 100.0
        status: Status = "found" if score == 100 else "likely"
        return Finding(status, why, city, score, recorded, (city,), country=code)

    def _bearers(self, name: Text) -> list[tuple[Grade, City]]:
        """Return the cities that bear a name, and how."""
        gazetteer = self._gazetteer
        bearers = [
            (grade, city)
            for city in gazetteer.bearers_of(name)
            if (grade := self._grade(name, city)) is not None
        ]
        if (ids := gazetteer.further().get(name.key)) is not None:
            known = {city.id for _, city in bearers}
            for city in (self._city(city_id) for city_id in ids.split() if city_id not in known):
                seat = city.location is not None and Text(city.location.name).key == name.key
                bearers.append((Grade.SEAT if seat else Grade.CORE, city))
        return bearers

    def _grade(self, name: Text, city: City) -> Grade | None:
        """Return how a city bears a name; None if it does not."""
        gazetteer = self._gazetteer
        # Most are main names, which saves folding all others.
        if gazetteer.is_main_name(name, city):
            return Grade.OWN
        own = gazetteer.own_names(city)
        same = False
        for each, recorded in gazetteer.named(name.key, city):
            if name.same_name(each) or name.exact == each.exact:
                if recorded in own:
                    return Grade.OWN
                same = True
        if not same:
            return Grade.READ if gazetteer.reaches(name, city) else None
        at = city.location
        if at is None or at.relation != "seat" or gazetteer.is_own(Text(at.name), city):
            return Grade.NAME
        return Grade.SEAT


def _known_as(recorded: str, city: City) -> str:
    """Return in words whose name on record it is."""
    where = in_country(city)
    return f"{where} is on record" if recorded == city.name else f"{recorded} is a name of {where}"
