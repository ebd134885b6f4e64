"""How often search finds the right city, and how often `city` takes another place for a member.

    python benchmarks/reach.py [SEED]

Prints for names as recorded, damaged names and names not on record how many queries there were and
how many of them found the city first, with the target. Then it asks `city` for the places of
100,000 people and more that are not members, and lists those that are found as a member of another
main name.
"""

import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from babel import Locale
from babel.localedata import locale_identifiers
from match import others
from synthetic import damage

import gnlc
from gnlc import City
from gnlc.names.folding import Text, fold
from gnlc.query.gazetteer import Gazetteer
from gnlc.query.search import Ranking, labels_of

Query = tuple[str, City]

CITIES = tuple(gnlc.cities(include_withdrawn=True))
NAMES = [(name, city) for city in CITIES for name in city.names if fold(name)]
MIN_SCORE = 50  # the default of gnlc.search


def script(name: str) -> str:
    """Return the script of a name: the first word of the Unicode name of its first letter."""
    letter = next(filter(str.isalpha, name), None)
    word = unicodedata.name(letter, "?").split()[0] if letter else "?"
    return {"HIRAGANA": "KATAKANA"}.get(word, word)


class Known(Gazetteer):
    """A gazetteer that knows no other names of cities than these."""

    def __init__(self, names: Iterable[Query]) -> None:
        self._given: dict[str, dict[str, tuple[Text, str]]] = {city.id: {} for city in CITIES}
        keys = defaultdict[str, dict[str, None]](dict)
        for name, city in names:
            text = Text(name)
            self._given[city.id][text.exact] = (text, name)
            keys[text.folded][city.id] = None
        by_id = {city.id: city for city in CITIES}
        super().__init__(by_id.__getitem__, {key: " ".join(keys[key]) for key in keys if key})

    def names_of(self, city: City) -> dict[str, tuple[Text, str]]:
        return self._given[city.id]


def hits(
    queries: Iterable[Query], names: Iterable[Query] = NAMES, ties: bool = False
) -> list[bool]:
    """Return for each query whether the right city comes first, or with `ties` scores best."""
    ranking, found = Ranking(labels_of(CITIES), gnlc.network().city, Known(names)), []
    for text, city in queries:
        matches = ranking.search(Text(text), limit=None if ties else 1, min_score=MIN_SCORE)
        found.append(any(m.city == city and m.score == matches[0].score for m in matches))
    return found


def leave_out(groups: Iterable[list[Query]]) -> list[bool]:
    """Search for each group of names with the other names only."""
    left = ((group, set(group)) for group in groups)
    return [hit for group, out in left for hit in hits(group, [n for n in NAMES if n not in out])]


def cldr_names() -> list[Query]:
    """Return the names that the CLDR has, in all locales, for cities that name a time zone."""
    english = Locale("en").time_zones
    by_zone: dict[str, City] = {}
    for city in CITIES:
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


def report(label: str, target: float, found: list[bool]) -> None:
    share = 100 * sum(found) / len(found)
    print(f"{label:<58} {len(found):>7,} {share:>7.2f} {target or '-':>6}", flush=True)


def main(seed: int) -> None:
    rng = random.Random(seed)
    print(f"{len(CITIES)} cities, {len(NAMES):,} names; seed {seed}")
    print(f"{'right city first':<58} {'queries':>7} {'%':>7} {'target'}")
    report("names as recorded (best score, alone or with others)", 100, hits(NAMES, ties=True))
    latin = [query for query in NAMES if script(query[0]) == "LATIN"]
    main_names = [(city.name, city) for city in CITIES] * 10
    for typos, letters, target in ((1, 5, 99.5), (2, 6, 98.0)):
        for label, of, least in (("main names", main_names, target), ("all Latin names", latin, 0)):
            long_enough = [q for q in of if sum(map(str.isalpha, q[0])) >= letters]
            queries = [(damage(rng, name, typos), city) for name, city in long_enough]
            report(f"{label} of {letters}+ letters, typos: {typos}", least, hits(queries))
    recorded = {(fold(name), city) for name, city in NAMES}
    foreign = cldr_names()
    unknown = [(name, city) for name, city in foreign if (fold(name), city) not in recorded]
    report("CLDR, cities of time zones in all locales", 95, hits(foreign))
    report("  those that do not fold to a recorded name", 95, hits(unknown))
    by_script = defaultdict[str, list[Query]](list)
    for query in NAMES:
        by_script[script(query[0])].append(query)
    others = [group for name, group in by_script.items() if name not in ("LATIN", "?")]
    report("no name on record in the script", 95, leave_out(others))
    aliases = [query for query in NAMES if query[0] != query[1].name]
    rng.shuffle(aliases)
    tenths = [aliases[start::10] for start in range(10)]
    report("a tenth of the names at a time not on record", 0, leave_out(tenths))


def answer(name: str, country: str | None) -> City | None:
    """Return the city that a name gives; None if it is ambiguous or not found."""
    try:
        return gnlc.city(name, country=country)
    except gnlc.NotFoundError:
        return None


def namesakes() -> None:
    """Print how many places that are not members are taken for one, and which by another name."""
    for known in (False, True):
        asked = [(p["name"], p["countrycode"] if known else None) for p in others()]
        found = [(name, city) for name, code in asked if (city := answer(name, code))]
        unlike = [(name, city.id) for name, city in found if fold(city.name) != fold(name)]
        print(f"asked {'with' if known else 'without'} the country, found as members:", end=" ")
        print(f"{len(found)} of {len(asked):,}; unlike ones:", *unlike)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2020)
    namesakes()
