"""Ranked search over the names of cities, tolerant of typos and foreign spellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import frozen

from gnlc.models.base import Kept
from gnlc.names.folding import LATIN, Text
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.pieces import WHOLE, Pieces
from gnlc.wording import in_a_line, shortened

if TYPE_CHECKING:
    from gnlc.models.cities import City
    from gnlc.names.generic import Core

# How many letters of a folded query count.
_LETTERS = 256

# Scores. The exact name has 100. Countries, regions and subdivisions stay behind cities that match
# as well; a part of their names has a share of 100 that grows with its length. A name that only
# transliteration makes equal stays behind a main name with a letter missing, and a name that means
# another place, or that is too short to be transliterated, behind both.
_PART_OF_PLACE = (80.0, 19.0)
_PLACE = 0.95
_SUBDIVISION = 0.88
_TRANSLITERATED = 92.0
_ANOTHER = 90.0
_CORE = 0.99

# A query may name the country or region next to the city, in at most so many words, which must
# score at least so much.
_PLACE_WORDS = 8
_PLACE_MEANT = 75.0


@frozen
class Match(Kept):
    """A city that a search found.

    Attributes:
        city (City): the city.
        score (float): how well it answers the query, 0 to 100, where 100 is the exact name.
        matched_name (str): the recorded name that matched: one of the city's, or that of its
            country, region or subdivision.

    Example:
        >>> gnlc.search("gandja")[0]
        Match(city=City(id='az-ganja', n...r=2020), score=100.0, matched_name='Gandja')
    """

    city: City
    score: float
    matched_name: str

    def __repr__(self) -> str:
        values = {
            name: shortened(getattr(self, name)) for name in ("city", "score", "matched_name")
        }
        return in_a_line("Match", values)


_Hit: TypeAlias = tuple[float, str, bool]
"""A score, the key that was hit, and whether it is that of a country, region or subdivision."""


class Labels(NamedTuple):
    """What cities are called, and where they lie: all that a search needs to choose among them.

    Attributes:
        cities: of each its id and name, and the codes of its country and subdivision, if any.
        countries: by alpha-2 code, the alpha-3 code, the common name, and all names of the country
            and its region.
        subdivisions: the names by code.
    """

    cities: Sequence[tuple[str, str, str, str | None]]
    countries: Mapping[str, tuple[str, str, Sequence[str]]]
    subdivisions: Mapping[str, str]


def labels_of(cities: Iterable[City]) -> Labels:
    """Return the labels of some cities."""
    rows: list[tuple[str, str, str, str | None]] = []
    countries: dict[str, tuple[str, str, Sequence[str]]] = {}
    subdivisions: dict[str, str] = {}
    for city in cities:
        at, part = city.country, city.subdivision
        names = (at.name, at.common_name, *at.aliases, at.region.name)
        countries[at.alpha_2] = (at.alpha_3, at.common_name, names)
        if part is not None:
            subdivisions[part.code] = part.name
        rows.append((city.id, city.name, at.alpha_2, None if part is None else part.code))
    return Labels(rows, countries, subdivisions)


class Ranking:
    """An index of the names of cities, and of their countries, regions and subdivisions.

    Names are compared as `gnlc.fold` spells them, without spaces. A city gets the best score that
    one of its names has with the query or a part of it.

    Args:
        labels: what the cities are called.
        city: gives a city by its id.
        gazetteer: the names of the cities.
    """

    def __init__(self, labels: Labels, city: Callable[[str], City], gazetteer: Gazetteer) -> None:
        self._city = city
        self._gazetteer = gazetteer
        self._main_names = {city_id: name for city_id, name, *_ in labels.cities}
        self._main_keys = {city_id: Text(name).key for city_id, name in self._main_names.items()}
        places: defaultdict[str, list[str]] = defaultdict(list)
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        self._place_names: dict[str, str] = {}
        self._place_worth: dict[str, float] = {}
        text_of = cache(Text)
        for city_id, _, code, part in labels.cities:
            alpha_3, common_name, names_there = labels.countries[code]
            names = dict.fromkeys(names_there, _PLACE)
            if part is not None:
                names.setdefault(labels.subdivisions[part], _SUBDIVISION)
            for name, worth in names.items():
                text = text_of(name)
                places[text.folded].append(city_id)
                self._place_names[text.key] = name
                self._place_worth[text.key] = max(worth, self._place_worth.get(text.key, 0))
            for each in (code.lower(), alpha_3.lower()):
                self._codes[each].append(city_id)
                self._place_names.setdefault(each, common_name)
        places.pop("", None)  # names without letters and digits
        bearers = {name: " ".join(ids) for name, ids in places.items()}
        self._places = Pieces(bearers, part=_PART_OF_PLACE)
        main = set(self._main_keys.values())
        self._names = Pieces(gazetteer.bearers, main=main, others=self._places)

    def search(
        self,
        text: Text,
        *,
        limit: int | None,
        min_score: float,
        keep: Callable[[City], bool] | None = None,
    ) -> tuple[Match, ...]:
        """Return the cities that answer a query, best first.

        Where scores are equal, they come in order of their names and ids.

        Args:
            text: what to look for: a name, a part of it, a country, or a name and a country. Of
                what it folds to the first 256 letters count.
            limit: the maximum number of matches; None for all.
            min_score: the least score, 0 to 100.
            keep: a predicate for the cities to include; None to include all.
        """
        found = [
            (-hit[0], self._main_names[city_id], city_id, hit)
            for city_id, hit in self._hits(text, min_score).items()
            if hit[0] >= min_score and (keep is None or keep(self._city(city_id)))
        ]
        found.sort()
        return tuple(
            Match(
                city=self._city(city_id),
                score=hit[0],
                matched_name=self._name(city_id, hit, text),
            )
            for *_, city_id, hit in found[:limit]
        )

    def _hits(self, query: Text, least: float) -> dict[str, _Hit]:
        """Return the best hit by the ids of the cities, if it scores so much."""
        best = self._hits_of(query, least)
        if query.raw.isascii() and query.raw.isalnum():
            return best
        # Imported late: a name of one word has no generic ones.
        from gnlc.names.generic import generic_words

        # Generic words do not say which city is meant: `Tehran Municipality`. What is left
        # without them counts a little less, since a name may have them itself: `Mexico City`.
        cores = generic_words.get().cores(query)
        for core in () if self._gazetteer.judge(query).refused else cores:
            for name in (core.name, *self._uninflected(core)):
                for city_id, (score, key, place) in self._hits_of(name, least).items():
                    reached = round(score * _CORE, 2)
                    if not place and (city_id not in best or best[city_id][0] < reached):
                        best[city_id] = (reached, key, place)
        return best

    def _uninflected(self, core: Core) -> Iterator[Text]:
        """Yield the names of cities that a name may be a form of: `Львівська міська рада`."""
        from gnlc.names.generic import generic_words

        for key, countries in generic_words.get().uninflected(core.name, core.aside).items():
            name = Text(key)
            if any(city.country.alpha_2 in countries for city in self._gazetteer.bearers_of(name)):
                yield name

    def _hits_of(self, query: Text, least: float) -> dict[str, _Hit]:
        """Return the best hit of a text by the ids of the cities, if it scores so much."""
        best: dict[str, _Hit] = {}
        words = query.folded[:_LETTERS].split()

        # Many at once: where all names begin alike, a text hits them all.
        def offer(
            hits: Iterable[tuple[str, float]],
            bearers: Mapping[str, str],
            *,
            within: Container[str] | None = None,
            place: bool = False,
        ) -> None:
            for key, likeness in hits:
                score = 0.0
                for city_id in bearers[key].split():
                    outside = within is not None and city_id not in within
                    if outside or (city_id in best and best[city_id][0] >= likeness):
                        continue
                    # Only now, since it takes as long as the rest.
                    score = score or round(likeness, 2)
                    reached = min(score, most.get(city_id, ceiling)) if capped else score
                    if city_id not in best or best[city_id][0] < reached:
                        best[city_id] = (reached, key, place)

        if not words:
            return best
        text = "".join(words)
        answer = self._gazetteer.judge(query)
        codes = self._codes.get(text, ()) if query.raw.isascii() else ()
        # Where the name means another place, names that are only similar stay behind its bearers.
        means_another = answer.place is not None
        ceiling = _ANOTHER - 1 if means_another and not answer.cities else 100.0
        read = query.is_readable and not means_another
        refused = _TRANSLITERATED if read else _ANOTHER
        most = dict.fromkeys((city.id for city in answer.refused), refused)
        capped = ceiling < 100 or bool(most)
        if query.folded in self._gazetteer.bearers:
            exact = " ".join(city.id for city in (*answer.cities, *answer.refused))
            offer([(query.key, 100.0)], {query.key: exact})
        near = self._names.near(text, least)
        offer(self._names.like(words, least, near), self._names.bearers)
        offer([(text, 100.0 * _PLACE)], {text: " ".join(codes)}, place=True)
        places = self._places.like(words, least, near)
        worths = ((key, score * self._place_worth[key]) for key, score in places)
        offer(worths, self._places.bearers, place=True)
        for rest, ids, likeness in self._with_place(words):
            hits = self._names.like(rest, least, self._names.near("".join(rest), least))
            shares = ((key, score * likeness) for key, score in hits)
            offer(shares, self._names.bearers, within=ids)
        return best

    def _with_place(self, words: Sequence[str]) -> list[tuple[Sequence[str], set[str], float]]:
        """Return the ways to read a query as a name, with a country or region before or after it.

        Of several ways those count in which the place is most like one that there is.

        Returns:
            The words of the name, the ids of the cities of the place, and how alike it is, 0 to 1.
        """
        readings: list[tuple[Sequence[str], set[str], float]] = []
        for size in range(1, min(len(words), _PLACE_WORDS + 1)):
            for place, rest in (words[-size:], words[:-size]), (words[:size], words[size:]):
                text = "".join(place)
                if text in self._codes:
                    readings.append((rest, set(self._codes[text]), 1.0))
                near = self._places.near(text, _PLACE_MEANT)
                for key, score in self._places.scores(text, _PLACE_MEANT, near):
                    if score >= _PLACE_MEANT:
                        readings.append(
                            (rest, set(self._places.bearers[key].split()), score / WHOLE)
                        )
        most = max((likeness for *_, likeness in readings), default=0)
        return [reading for reading in readings if reading[2] == most]

    def _name(self, city_id: str, hit: _Hit, text: Text) -> str:
        """Return the recorded name that was hit, in the spelling of the query if there is one."""
        score, key, place = hit
        if place:
            return self._place_names[key]
        if key == self._main_keys[city_id] and score < 100:
            return self._main_names[city_id]
        names = self._gazetteer.named(key, self._city(city_id), latin=text.scripts == LATIN)
        exact = (recorded for name, recorded in names if name.exact == text.exact)
        return next(exact, names[0][1])
