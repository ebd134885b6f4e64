"""How often search finds the right city: names as recorded, damaged names, names not on record.

    python benchmarks/reach.py [SEED]

Prints how many queries there were and how many of them found the city first, with the target.
"""

import random
import sys
import unicodedata
from collections.abc import Iterable, Iterator

from babel import Locale
from babel.localedata import locale_identifiers
from synthetic import damaged

import gnlc
from gnlc import City
from gnlc.query.folding import Text, fold
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.search import Ranking

Query = tuple[str, City]

DEFAULT_SEED = 2020
MAIN_NAME_ROUNDS = 10
MIN_SCORE = 50  # the default of gnlc.search


def script(name: str) -> str:
    """Return the script of a name: the first word of the Unicode name of its first letter."""
    for char in name:
        if char.isalpha():
            word = unicodedata.name(char, "?").split()[0]
            return {"HIRAGANA": "KATAKANA"}.get(word, word)
    return "?"


class Known(Gazetteer):
    """A gazetteer that knows no other names of cities than these."""

    def __init__(self, cities: Iterable[City], names: Iterable[Query]) -> None:
        self._given: dict[str, dict[str, tuple[Text, str]]] = {city.id: {} for city in cities}
        keys: dict[str, dict[str, None]] = {}
        for name, city in names:
            text = Text(name)
            self._given[city.id][text.exact] = (text, name)
            keys.setdefault(text.folded, {})[city.id] = None
        keys.pop("", None)
        by_id = {city.id: city for city in cities}
        super().__init__(by_id.__getitem__, {key: " ".join(ids) for key, ids in keys.items()})

    def names_of(self, city: City) -> dict[str, tuple[Text, str]]:
        return self._given[city.id]


def ranking(cities: tuple[City, ...], names: Iterable[Query]) -> Ranking:
    """Return a ranking that knows no other names of the cities than these."""
    return Ranking(cities, Known(cities, names))


def first(ranks: Ranking, queries: Iterable[Query]) -> Iterator[bool]:
    """Yield for each query whether the right city comes first."""
    for text, city in queries:
        matches = ranks.search(Text(text), limit=1, min_score=MIN_SCORE)
        yield bool(matches) and matches[0].city == city


def as_recorded(ranks: Ranking, queries: Iterable[Query]) -> Iterator[bool]:
    """Yield for each query whether the city has the best score, alone or with others."""
    for text, city in queries:
        best, *rest = ranks.search(Text(text), limit=None, min_score=MIN_SCORE)
        yield any(m.city == city and m.score == best.score for m in (best, *rest))


def left_out(
    cities: tuple[City, ...], names: list[Query], groups: Iterable[list[Query]]
) -> Iterator[bool]:
    """Leave out a group of names at a time and look for them."""
    for group in groups:
        missing = set(group)
        yield from first(ranking(cities, [name for name in names if name not in missing]), group)


def cldr_names(cities: Iterable[City]) -> list[Query]:
    """Return the names that the CLDR has, in all locales, for cities that name a time zone."""
    english = Locale("en").time_zones
    by_zone: dict[str, City] = {}
    for city in cities:
        if city.location is not None and city.location.relation == "same":
            zone = city.location.timezone
            known = english.get(zone, {}).get("city") or zone.split("/")[-1].replace("_", " ")
            if fold(known) in map(fold, city.names):
                by_zone[zone] = city
    found = {
        (place["city"], by_zone[zone])
        for identifier in locale_identifiers()
        for zone, place in Locale.parse(identifier).time_zones.items()
        if zone in by_zone and "city" in place
    }
    return sorted(found, key=lambda query: (query[1].id, query[0]))


def report(label: str, target: float, hits: Iterable[bool]) -> None:
    outcome = list(hits)
    share = 100 * sum(outcome) / len(outcome)
    wanted = f"{target:5.1f}" if target else "    -"
    print(f"{label:<58} {len(outcome):>7,} {share:>7.2f} {wanted}", flush=True)


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_SEED
    rng = random.Random(seed)
    cities = tuple(gnlc.cities(include_withdrawn=True))
    names = [(name, city) for city in cities for name in city.names if fold(name)]
    every = ranking(cities, names)

    print(f"{len(cities)} cities, {len(names):,} names; seed {seed}")
    print(f"{'right city first':<58} {'queries':>7} {'%':>7} {'target'}")
    report("names as recorded (first, or beside namesakes)", 100, as_recorded(every, names))
    latin = [(name, city) for name, city in names if script(name) == "LATIN"]
    main_names = [(city.name, city) for city in cities] * MAIN_NAME_ROUNDS
    for typos, letters, target in ((1, 5, 99.5), (2, 6, 98.0)):
        for label, of, least in (("main names", main_names, target), ("all Latin names", latin, 0)):
            long_enough = [q for q in of if sum(map(str.isalpha, q[0])) >= letters]
            queries = [(damaged(rng, name, typos), city) for name, city in long_enough]
            title = f"{label} of {letters}+ letters, {typos} typo{'s' * (typos > 1)}"
            report(title, least, first(every, queries))

    recorded = {(fold(name), city) for name, city in names}
    foreign = cldr_names(cities)
    unknown = [(name, city) for name, city in foreign if (fold(name), city) not in recorded]
    report("CLDR, cities of time zones in all locales", 95, first(every, foreign))
    report("  those that do not fold to a recorded name", 95, first(every, unknown))
    by_script: dict[str, list[Query]] = {}
    for name, city in names:
        if script(name) not in ("LATIN", "?"):
            by_script.setdefault(script(name), []).append((name, city))
    report("no name on record in the script", 95, left_out(cities, names, by_script.values()))
    others = [query for query in names if query[0] != query[1].name]
    rng.shuffle(others)
    tenths = [others[start::10] for start in range(10)]
    report("a tenth of the names at a time not on record", 0, left_out(cities, names, tenths))


if __name__ == "__main__":
    main()
