"""Names that are not on record: misspelt and abbreviated ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING

from gnlc.models.deferred import Deferred
from gnlc.names.folding import HAN, LATIN, Text
from gnlc.names.generic import generic_words
from gnlc.names.world import Place
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.match.elsewhere import Elsewhere
from gnlc.query.match.findings import (
    ABBREVIATED,
    TRANSLITERATED,
    Finding,
    any_of,
    called,
    people_of,
)
from gnlc.query.match.members import Members
from gnlc.query.match.similar import Near, Nearest
from gnlc.query.match.whereabouts import Fit, Whereabouts

if TYPE_CHECKING:
    from gnlc.models.cities import City

# By so much the score of a likely member is better than that of the next.
_AHEAD = 4.0

_SHORTEST_INITIALS, _LONGEST_INITIALS = 2, 4
_LEAST_CONTRACTED = 4


class Guesses:
    """What a name may mean that is not on record.

    Args:
        gazetteer: the names of members and other places.
        city: gives a city by its id.
        members: the members by their names.
        whereabouts: where members lie.
        elsewhere: the places that are not members.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        city: Callable[[str], City],
        members: Members,
        whereabouts: Whereabouts,
        elsewhere: Elsewhere,
    ) -> None:
        self._gazetteer = gazetteer
        self._city = city
        self._members = members
        self._whereabouts = whereabouts
        self._elsewhere = elsewhere
        self._nearest = Deferred(lambda: Nearest(gazetteer))
        self._names: dict[frozenset[str], list[tuple[str, list[str], list[str]]]] = {}

    def finding(
        self,
        name: Text,
        rest: Sequence[Text],
        codes: Collection[str] | None,
        min_score: float,
    ) -> Finding:
        """Return the answer for a name that is not on record.

        Args:
            name: the name, perhaps with generic words.
            rest: what else the text says.
            codes: the alpha-2 codes of the countries that it may be in; None if unknown.
            min_score: the least score of a candidate.
        """
        generic, gazetteer = generic_words.get(), self._gazetteer
        # A name may be like a generic word too, so a slip counts only beside the name of a member.
        slips = [core.name for core in generic.cores(name, misspelt=True)]
        sure = any(map(gazetteer.bearers_of, slips))
        names = [name, *(slips if sure else (core.name for core in generic.cores(name)))]
        if codes is not None and (short := self._abbreviated(names[-1], codes)) is not None:
            return short
        near = self._near(dict.fromkeys((name, names[-1])), codes, min_score)
        if not near:
            places = (self._elsewhere.place(each, None) for each in names)
            place = next((each for each in places if each is not None), None)
            if place is None:
                return Finding("unknown", "No member on record has a name like it.")
            return self._elsewhere.at(place)._replace(country=None)
        best, *more = near
        cities = tuple(self._city(each.id) for each in near)
        city = cities[0]
        latin = name.scripts == LATIN
        if (place := self._as_near(best, city, codes, latin=latin)) is not None:
            why = f"Most like {self._elsewhere.words(place)}, which is not a member on record."
            return Finding("elsewhere", why, candidates=cities, place=place)
        ahead = not more or best.score - more[0].score >= _AHEAD
        fits = (self._whereabouts.fit(part, city) for part in rest)
        if best.sure and ahead and Fit.NO not in fits:
            score = TRANSLITERATED if best.distance == 0 else round(best.score, 2)
            recorded = self._members.recorded(Text(best.key), city)
            why = f"Most like {called(recorded, city)}."
            country = city.country.alpha_2
            return Finding("likely", why, city, score, recorded, cities, country=country)
        return Finding("unknown", f"Only similar to {any_of(cities[:3])}.", candidates=cities)

    def _near(
        self, names: Iterable[Text], codes: Collection[str] | None, min_score: float
    ) -> list[Near]:
        """Return the members that are nearest to one of some names."""
        # Most misspelt names differ in one letter, which is soon found.
        for within in 1, None:
            near: list[Near] = []
            for name in names:

                def shares_script(city_id: str, key: str, name: Text = name) -> bool:
                    city = self._city(city_id)
                    if key == name.key:
                        # A name in Chinese characters is not that of others that sound alike.
                        return HAN not in name.scripts or self._gazetteer.reaches(name, city)
                    alike = self._gazetteer.named(key, city)
                    return not alike or any(each.scripts & name.scripts for each, _ in alike)

                found = self._nearest.get().members(
                    name.key, codes, min_score, shares_script, within=within
                )
                near = max(near, found, key=lambda found: found[0].score if found else 0)
            if near:
                return near
        return []

    def _as_near(
        self, near: Near, city: City, codes: Collection[str] | None, *, latin: bool
    ) -> Place | None:
        """Return another place that a misspelt name may mean rather than a city.

        Its name is nearer, or as near and the main name of a place with more people.
        """
        known = self._nearest.get().others(near.text, codes, near.distance, latin=latin)
        for distance, key in known:
            for place in self._gazetteer.others(key, latin=latin):
                there = codes is None or place.country in codes
                more = (place.population or inf) > people_of(city)
                is_main = Text(place.name).key == key
                if there and (distance < near.distance or (more and is_main)):
                    return place
        return None

    def _names_in(self, codes: Collection[str]) -> list[tuple[str, list[str], list[str]]]:
        """Return the names of members in some countries, with their words and the ids."""
        countries = frozenset(codes)
        names = self._names.get(countries)
        if names is None:
            names = self._names[countries] = [
                (known, known.split(), there)
                for known, ids in self._gazetteer.bearers.items()
                if (there := [each for each in ids.split() if each[:2].upper() in countries])
            ]
        return names

    def _abbreviated(self, name: Text, codes: Collection[str]) -> Finding | None:
        """Return the answer for initials (`RAK`) and contractions (`Bs. As.`) in a country."""
        letters = [char for char in name.raw if char.isalnum()]
        initials = name.raw.isupper() and _SHORTEST_INITIALS <= len(letters) <= _LONGEST_INITIALS
        marked = any(mark in name.raw for mark in ".'\u2019")
        if not name.raw.isascii() or not (initials or marked):
            return None
        words = name.folded.split()
        found: dict[str, str] = {}
        for known, parts, ids in self._names_in(codes):
            short = initials and len(parts) > 1 and "".join(p[0] for p in parts) == name.key
            if short or (marked and _contracts(words, parts)):
                for city_id in ids:
                    found.setdefault(city_id, known)
        if len(found) != 1:
            return None
        [(city_id, known)] = found.items()
        city = self._city(city_id)
        recorded = self._members.recorded(Text(known), city)
        why = f"May be short for {called(recorded, city)}."
        country = city.country.alpha_2
        return Finding("likely", why, city, ABBREVIATED, recorded, (city,), country=country)


def _contracts(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Return whether each word has the first, the last and others of the letters of a part."""
    if len(words) != len(parts) or words == parts or sum(map(len, words)) < _LEAST_CONTRACTED:
        return False
    return all(
        word[0] == part[0] and word[-1] == part[-1] and _is_within(word, part)
        for word, part in zip(words, parts, strict=True)
    )


def _is_within(word: str, part: str) -> bool:
    letters = iter(part)
    return all(letter in letters for letter in word)
