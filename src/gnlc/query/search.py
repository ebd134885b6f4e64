"""Ranked search over the names of cities, tolerant of typos and foreign spellings."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from gnlc.models.base import Kept
from gnlc.names.distance import LONGEST, DistanceIndex
from gnlc.names.folding import Text
from gnlc.names.generic import Core, generic_words
from gnlc.query.gazetteer import Gazetteer
from gnlc.wording import in_a_line, shortened

if TYPE_CHECKING:
    from gnlc.models.cities import City

# How many letters of a folded query count.
_LETTERS = 256

# By how many of its first words a name is found, and by as many endings: without a limit a long
# name would take as many keys as it has words.
_WORDS = 8

# Comes after all texts that begin with what is before it.
_LAST = "\x7f"

# Adjustments of distances, in letters. Cities are mostly called by their main names, which count as
# nearer by this much, and other names as farther; and people mostly get the ends right.
_MAIN_NAME = 0.4
_SAME_END = 0.1

# Scores. The exact name has 100, its letters in other words less. A part of a name has a share of
# 100 that grows with its length, from the first number to the sum of both; so has a name among
# other words. Countries, regions and subdivisions stay behind cities that match as well. A name
# that only transliteration makes equal stays behind a main name with a letter missing, and a name
# that means another place, or that is too short to be transliterated, behind both.
_WHOLE = 99.0
_SHUFFLED = 98.0
_PART = (50.0, 49.0)
_BEGINNING = (55.0, 44.0)
_PART_OF_PLACE = (80.0, 19.0)
_PLACE = 0.95
_SUBDIVISION = 0.88
_TRANSLITERATED = 92.0
_ANOTHER = 90.0
_CORE = 0.99

# By how much rounding may add to a score.
_ROUNDED = 0.005

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

_Near: TypeAlias = Sequence[tuple[str, int, int]]
"""Names and parts of names near to a text, as `DistanceIndex.near` gives them."""


class Ranking:
    """An index of the names of cities, and of their countries, regions and subdivisions.

    Names are compared as `gnlc.fold` spells them, without spaces. A city gets the best score that
    one of its names has with the query or a part of it.

    Args:
        cities: the cities.
        gazetteer: the names of the cities.
    """

    def __init__(self, cities: Sequence[City], gazetteer: Gazetteer) -> None:
        self._cities = {city.id: city for city in cities}
        self._gazetteer = gazetteer
        self._main_keys = {city.id: Text(city.name).key for city in cities}
        places: defaultdict[str, list[str]] = defaultdict(list)
        self._codes: defaultdict[str, list[str]] = defaultdict(list)
        self._place_names: dict[str, str] = {}
        self._place_worth: dict[str, float] = {}
        for city in cities:
            country = city.country
            names = dict.fromkeys((*country.names, country.region.name), _PLACE)
            if city.subdivision is not None:
                names.setdefault(city.subdivision.name, _SUBDIVISION)
            for name, worth in names.items():
                text = Text(name)
                places[text.folded].append(city.id)
                self._place_names[text.key] = name
                self._place_worth[text.key] = max(worth, self._place_worth.get(text.key, 0))
            for code in (country.alpha_2, country.alpha_3):
                self._codes[code.lower()].append(city.id)
                self._place_names.setdefault(code.lower(), country.common_name)
        places.pop("", None)  # names without letters and digits
        bearers = {name: " ".join(ids) for name, ids in places.items()}
        self._places = _Names(bearers, part=_PART_OF_PLACE)
        main = set(self._main_keys.values())
        self._names = _Names(gazetteer.bearers, part=_PART, main=main, others=self._places.pieces)

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
        cities = self._cities
        found = [
            (-hit[0], cities[city_id].name, city_id, hit)
            for city_id, hit in self._hits(text, min_score).items()
            if hit[0] >= min_score and (keep is None or keep(cities[city_id]))
        ]
        found.sort()
        return tuple(
            Match(
                city=self._cities[city_id],
                score=hit[0],
                matched_name=self._name(city_id, hit, text),
            )
            for *_, city_id, hit in found[:limit]
        )

    def _hits(self, query: Text, least: float) -> dict[str, _Hit]:
        """Return the best hit by the ids of the cities, if it scores so much."""
        best = self._hits_of(query, least)
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
            bearers: Mapping[str, Iterable[str]],
            *,
            within: Container[str] | None = None,
            place: bool = False,
        ) -> None:
            for key, likeness in hits:
                score = 0.0
                for city_id in bearers[key]:
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
            exact = [city.id for city in (*answer.cities, *answer.refused)]
            offer([(query.key, 100.0)], {query.key: exact})
        near = self._names.near(text, least)
        offer(self._names.like(words, least, near), self._names.bearers)
        offer([(text, 100.0 * _PLACE)], {text: codes}, place=True)
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
                        readings.append((rest, set(self._places.bearers[key]), score / _WHOLE))
        most = max((likeness for *_, likeness in readings), default=0)
        return [reading for reading in readings if reading[2] == most]

    def _name(self, city_id: str, hit: _Hit, text: Text) -> str:
        """Return the recorded name that was hit, in the spelling of the query if there is one."""
        score, key, place = hit
        if place:
            return self._place_names[key]
        city = self._cities[city_id]
        if key == self._main_keys[city_id] and score < 100:
            return city.name
        names = self._gazetteer.named(key, city)
        exact = (recorded for name, recorded in names if name.exact == text.exact)
        return next(exact, names[0][1])


class _Names:
    """Folded names, and what they have in common with a query.

    Args:
        names: the ids of the cities to which a name leads, joined by spaces, by the name.
        part: the score of a word of a name, and what is added to it for the whole name.
        main: the keys of names that come before others; None where all are equal.
        others: further names and parts of names, to compare at the same time.

    Attributes:
        bearers (dict[str, list[str]]): the ids by the name without spaces, its key.
        pieces (dict[str, list[tuple[str, float]]]): by a name or a part of one, the keys to which
            it leads, and the score of who finds it.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        part: tuple[float, float],
        main: Collection[str] | None = None,
        others: Iterable[str] = (),
    ) -> None:
        self.bearers: defaultdict[str, list[str]] = defaultdict(list)
        self.pieces: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self._by_sorted: defaultdict[str, list[str]] = defaultdict(list)
        base, rest = part
        for name, ids in names.items():
            words = name.split()
            key = "".join(words)
            if key not in self.bearers:
                self.pieces[key].append((key, _WHOLE))
            self.bearers[key] += ids.split()
            if len(words) > 1:
                self._by_sorted["".join(sorted(words))].append(key)
                starts = range(1, min(len(words), _WORDS)) if len(key) <= LONGEST else ()
                endings = ["".join(words[start:]) for start in starts]
                for piece in dict.fromkeys((*words[:_WORDS], *endings)):
                    self.pieces[piece].append((key, base + rest * len(piece) / len(key)))
        self._favours: dict[str, float] = {}
        if main is not None:
            favours = {True: _MAIN_NAME, False: -_MAIN_NAME}
            self._favours = {piece: favours[piece in main] for piece in self.pieces}
        # The greater favour of a name that is in both: what is too far then scores too little.
        further = {piece: max(0.0, self._favours.get(piece, 0.0)) for piece in others}
        self._index = DistanceIndex({**self.pieces, **further}, {**self._favours, **further})
        self._sorted = DistanceIndex(self._by_sorted)
        self._beginnings = sorted(
            {(piece, key) for piece, leads in self.pieces.items() for key, _ in leads}
        )

    def near(self, text: str, least: float) -> _Near:
        """Return names and parts of names that are similar to a text, those of others too.

        Args:
            text: letters without spaces; one at least.
            least: the score that they may have at least.
        """
        return self._index.near(text, 1 - least / 100, slack=2 * _SAME_END)

    def like(self, words: Sequence[str], least: float, near: _Near) -> Iterable[tuple[str, float]]:
        """Return keys that have something in common with words, with their scores.

        Args:
            words: the words of a query; one at least.
            least: the score that similar names must have.
            near: what is near to the words without spaces.
        """
        text = "".join(words)
        hits = self.scores(text, least, near)
        hits += self._beginning_with(text)
        if len(words) > 1:
            hits += self._shuffled(words, least)
            hits += self._among(words)
        # Keys come in the order in which they got what they have.
        best: dict[str, float] = {}
        for key, score in hits:
            if key not in best:
                best[key] = score
            elif best[key] < score:
                del best[key]
                best[key] = score
        return best.items()

    def scores(self, text: str, least: float, near: _Near) -> list[tuple[str, float]]:
        """Return keys that are near to a text, or have a part that is, with scores up to 99."""
        hits: list[tuple[str, float]] = []
        least -= _ROUNDED
        pieces, favours, first, last = self.pieces, self._favours, text[0], text[-1]
        for piece, distance, longer in near:
            leads = pieces.get(piece)
            if leads is None:
                continue
            likeness = 1.0
            if distance and (wrong := distance - favours.get(piece, 0.0)) > 0:
                wrong -= _SAME_END * ((piece[0] == first) + (piece[-1] == last))
                likeness -= wrong / longer
            if likeness * _WHOLE >= least:
                hits += [(key, worth * likeness) for key, worth in leads]
        return hits

    def _beginning_with(self, text: str) -> list[tuple[str, float]]:
        """Return keys of names that, with or without their first words, begin with a text."""
        base, rest = _BEGINNING
        start = bisect_left(self._beginnings, (text, ""))
        end = bisect_left(self._beginnings, (f"{text}{_LAST}", ""), start)
        keys = dict.fromkeys([key for _, key in self._beginnings[start:end]])
        return [(key, base + rest * len(text) / len(key)) for key in keys]

    def _shuffled(self, words: Sequence[str], least: float) -> Iterator[tuple[str, float]]:
        """Yield keys of names whose words, in order of the alphabet, are similar to words."""
        near = self._sorted.near("".join(sorted(words)), 1 - least / 100)
        for shuffled, distance, longer in near:
            for key in self._by_sorted[shuffled]:
                yield key, _SHUFFLED * (1 - distance / longer)

    def _among(self, words: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Yield keys of names among some words."""
        base, rest = _PART
        letters = sum(map(len, words))
        for start in range(len(words)):
            key = ""
            for word in words[start:]:
                key += word
                if key in self.bearers:
                    yield key, base + rest * len(key) / letters
