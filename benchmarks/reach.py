"""How often search finds the right city: names as recorded, damaged names, names not on record.

    python benchmarks/reach.py [SEED]

Prints how many queries there were and how many of them found the city first, with the target.
"""

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

from babel import Locale
from babel.localedata import locale_identifiers
from synthetic import damaged

import gnlc
from gnlc import City
from gnlc.query.folding import fold
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.search import Ranking

Query = tuple[str, City]

MIN_SCORE = 50  # the default of gnlc.search


def script(name: str) -> str:
    """Return the script of a name: the first word of the Unicode name of its first letter."""
    words = (unicodedata.name(char, "?").split()[0] for char in name if char.isalpha())
    return next(words, "?").replace("HIRAGANA", "KATAKANA")


def ranking(cities: tuple[City, ...], names: Iterable[Query]) -> Ranking:
    """Return a ranking that knows only these names of the cities."""
    keys: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, city in names:
        keys[fold(name)][city.id] = None
    bearers = {key: " ".join(ids) for key, ids in keys.items() if key}
    return Ranking(cities, Gazetteer({city.id: city for city in cities}.__getitem__, bearers))


def first(ranks: Ranking, queries: Iterable[Query]) -> Iterator[bool]:
    """Yield whether the right city comes first, alone or with others of the same score."""
    for text, city in queries:
        matches = ranks.search(text, limit=5, min_score=MIN_SCORE)
        yield any(match.city == city and match.score == matches[0].score for match in matches)


def omitted(
    cities: tuple[City, ...], names: list[Query], groups: Iterable[list[Query]]
) -> Iterator[bool]:
    """Omit a group of names at a time and look for them."""
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
    print(f"{label:<48} {len(outcome):>7,} {share:>7.2f} {target or '-'}", flush=True)


def main(seed: int) -> None:
    rng = random.Random(seed)
    cities = tuple(gnlc.cities(include_withdrawn=True))
    names = [(name, city) for city in cities for name in city.names if fold(name)]
    every = ranking(cities, names)
    print(f"{len(cities)} cities, {len(names):,} names; seed {seed}")
    print(f"{'right city first':<48} {'queries':>7} {'%':>7} target")
    report("names as recorded", 100, first(every, names))
    latin = [(name, city) for name, city in names if script(name) == "LATIN"]
    main_names = [(city.name, city) for city in cities] * 10
    for typos, letters, target in ((1, 5, 99.5), (2, 6, 98.0)):
        for label, of, least in (("main names", main_names, target), ("all Latin names", latin, 0)):
            long = [q for q in of if sum(map(str.isalpha, q[0])) >= letters]
            queries = [(damaged(rng, name, typos), city) for name, city in long]
            report(f"{label} of {letters}+ letters, {typos} typos", least, first(every, queries))
    recorded, foreign = {(fold(name), city) for name, city in names}, cldr_names(cities)
    unknown = [(name, city) for name, city in foreign if (fold(name), city) not in recorded]
    report("CLDR, cities of time zones in all locales", 95, first(every, foreign))
    report("  those that do not fold to a recorded name", 95, first(every, unknown))
    scripts = {script(name) for name, _ in names} - {"LATIN", "?"}
    by_script = ([q for q in names if script(q[0]) == one] for one in sorted(scripts))
    report("no name on record in the script", 95, omitted(cities, names, by_script))
    others = [query for query in names if query[0] != query[1].name]
    rng.shuffle(others)
    tenths = (others[start::10] for start in range(10))
    report("a tenth of the names at a time not on record", 0, omitted(cities, names, tenths))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2020)
