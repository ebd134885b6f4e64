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
        self._names = _Names(gazetteer.bearers, part=_PART, main=set(self._main_keys.values()))
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
        found: list[tuple[float, str, str, _Hit]] = []
        for city_id, hit in self._hits(text, 1 - min_score / 100).items():
            city = self._cities[city_id]
            if hit[0] >= min_score and (keep is None or keep(city)):
                found.append((-hit[0], city.name, city_id, hit))
        found.sort()
        return tuple(
            Match(
                city=self._cities[city_id],
                score=hit[0],
                matched_name=self._name(city_id, hit, text),
            )
            for *_, city_id, hit in found[:limit]
        )

    def _hits(self, query: Text, share: float) -> dict[str, _Hit]:
        """Return the best hit by the ids of the cities."""
        best = self._hits_of(query, share)
        # Generic words do not say which city is meant: `Tehran Municipality`. What is left
        # without them counts a little less, since a name may have them itself: `Mexico City`.
        cores = generic_words.get().cores(query)
        for core in () if self._gazetteer.judge(query).refused else cores:
            for name in (core.name, *self._uninflected(core)):
                for city_id, (score, key, place) in self._hits_of(name, share).items():
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

    def _hits_of(self, query: Text, share: float) -> dict[str, _Hit]:
        """Return the best hit of a text by the ids of the cities."""
        best: dict[str, _Hit] = {}
        words = query.folded[:_LETTERS].split()

        # Many at once: where all names begin alike, a text hits them all.
        def offer(
            hits: Mapping[str, float],
            bearers: Mapping[str, Iterable[str]],
            *,
            worth: float = 1.0,
            within: Container[str] | None = None,
            place: bool = False,
        ) -> None:
            for key, likeness in hits.items():
                score = round(likeness * worth, 2)
                for city_id in bearers[key]:
                    if within is not None and city_id not in within:
                        continue
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
            offer({query.key: 100.0}, {query.key: exact})
        offer(self._names.like(words, share), self._names.bearers)
        offer({text: 100.0}, {text: codes}, worth=_PLACE, place=True)
        for key, score in self._places.like(words, share).items():
            worth = self._place_worth[key]
            offer({key: score}, self._places.bearers, worth=worth, place=True)
        for rest, ids, likeness in self._with_place(words):
            offer(self._names.like(rest, share), self._names.bearers, worth=likeness, within=ids)
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
                for key, score in self._places.near(text, 1 - _PLACE_MEANT / 100):
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
        names = self._gazetteer.names_of(city)
        exact = [names[text.exact]] if text.exact in names else []
        alike = (each for name, each in (*exact, *names.values()) if name.key == key)
        return next(alike)


class _Names:
    """Folded names, and what they have in common with a query.

    Args:
        names: the ids of the cities to which a name leads, joined by spaces, by the name.
        part: the score of a word of a name, and what is added to it for the whole name.
        main: the keys of names that come before others; None where all are equal.

    Attributes:
        bearers (dict[str, list[str]]): the ids by the name without spaces, its key.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        part: tuple[float, float],
        main: Collection[str] | None = None,
    ) -> None:
        self.bearers: defaultdict[str, list[str]] = defaultdict(list)
        # By a name or a part of one: the keys to which it leads, and the score of who finds it.
        self._pieces: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        self._by_sorted: defaultdict[str, list[str]] = defaultdict(list)
        base, rest = part
        for name, ids in names.items():
            words = name.split()
            key = "".join(words)
            if key not in self.bearers:
                self._pieces[key].append((key, _WHOLE))
            self.bearers[key] += ids.split()
            if len(words) > 1:
                self._by_sorted["".join(sorted(words))].append(key)
                starts = range(1, min(len(words), _WORDS)) if len(key) <= LONGEST else ()
                endings = ["".join(words[start:]) for start in starts]
                for piece in dict.fromkeys((*words[:_WORDS], *endings)):
                    self._pieces[piece].append((key, base + rest * len(piece) / len(key)))
        self._favours: dict[str, float] = {}
        if main is not None:
            favours = {True: _MAIN_NAME, False: -_MAIN_NAME}
            self._favours = {piece: favours[piece in main] for piece in self._pieces}
        self._index = DistanceIndex(self._pieces, self._favours)
        self._sorted = DistanceIndex(self._by_sorted)
        self._beginnings = sorted(
            {(piece, key) for piece, leads in self._pieces.items() for key, _ in leads}
        )

    def like(self, words: Sequence[str], share: float) -> dict[str, float]:
        """Return the scores of keys that have something in common with words.

        Args:
            words: the words of a query; one at least.
            share: how much may differ, as a share of the longer of the two, 0 to 1.
        """
        text = "".join(words)
        hits = self.near(text, share)
        hits += self._beginning_with(text)
        if len(words) > 1:
            hits += self._shuffled(words, share)
            hits += self._among(words)
        # Keys come in the order in which they got what they have.
        best: dict[str, float] = {}
        for key, score in hits:
            if key not in best:
                best[key] = score
            elif best[key] < score:
                del best[key]
                best[key] = score
        return best

    def near(self, text: str, share: float) -> list[tuple[str, float]]:
        """Return keys that are similar to a text, or have a similar part, with scores up to 99."""
        hits: list[tuple[str, float]] = []
        for piece, distance, longer in self._index.near(text, share, slack=2 * _SAME_END):
            likeness = 1.0
            if distance:
                same = _SAME_END * ((piece[0] == text[0]) + (piece[-1] == text[-1]))
                favour = self._favours.get(piece, 0.0)
                likeness -= max(0.0, distance - favour - same) / longer
            for key, worth in self._pieces[piece]:
                hits.append((key, worth * likeness))
        return hits

    def _beginning_with(self, text: str) -> list[tuple[str, float]]:
        """Return keys of names that, with or without their first words, begin with a text."""
        base, rest = _BEGINNING
        start = bisect_left(self._beginnings, (text, ""))
        end = bisect_left(self._beginnings, (f"{text}{_LAST}", ""), start)
        keys = dict.fromkeys([key for _, key in self._beginnings[start:end]])
        return [(key, base + rest * len(text) / len(key)) for key in keys]

    def _shuffled(self, words: Sequence[str], share: float) -> Iterator[tuple[str, float]]:
        """Yield keys of names whose words, in order of the alphabet, are similar to words."""
        for shuffled, distance, longer in self._sorted.near("".join(sorted(words)), share):
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
