"""Reproducible documents of any number of cities, spliced from the bundled data."""

from copy import deepcopy
from random import Random
from string import ascii_lowercase
from typing import Any

from gnlc import bundled
from gnlc.names.folding import fold


def document(cities: int, *, names: int = 2, seed: int = 20200923) -> dict[str, Any]:
    """Return a document of so many cities, with `names` alternate names each on average.

    Names consist of half of the name of one city and half of that of another.
    """
    random, whole = Random(seed), deepcopy(bundled.document())
    real = [city for city in whole["cities"] if city["name"].isascii()]
    alternates = [name for record in whole["alternate_names"] for name in record["names"]]
    kept = ["format_version", "data_version", "as_of"]
    kept += ["regions", "countries", "subdivisions", "announcements"]
    result: dict[str, Any] = {name: whole[name] for name in kept}
    for announcement in result["announcements"]:
        for of_cities in ("releases", "corrections"):
            announcement.pop(of_cities, None)
    table: dict[str, dict[str, Any]] = {}
    while len(table) < cities:
        old = random.choice(real)
        name = _splice(old["name"], random.choice(real)["name"])
        if len(name) > 4 and name not in table:
            table[name] = _city(random, old, name, len(table) + 1)
    result["cities"] = sorted(table.values(), key=lambda city: str(city["id"]))
    result["sources"] = [
        *whole["sources"],
        *({**random.choice(whole["sources"]), "id": f"copy-{n + 1}"} for n in range(cities)),
    ]
    others = {
        city["id"]: {_splice(*random.sample(alternates, 2)) for _ in range(wanted)}
        for city in result["cities"]
        if (wanted := random.randint(0, 2 * names))
    }
    result["alternate_names"] = [
        {"city": id_, "names": sorted(found)} for id_, found in others.items()
    ]
    awarded = random.sample(result["cities"], cities // 10)
    result["awards"] = [
        {
            "year": year,
            "recipients_stated": len(awarded[place::5]),
            "recipients": [
                {"name": city["name"], "country": city["country"], "city": city["id"]}
                for city in awarded[place::5]
            ],
            "sources": ["copy-1"],
        }
        for place, year in enumerate((2015, 2017, 2019, 2021, 2024))
    ]
    return result


def _splice(start: str, end: str) -> str:
    return " ".join(f"{start[: (len(start) + 1) // 2]}{end[len(end) // 2 :].lower()}".split())


def _city(random: Random, old: dict[str, Any], name: str, number: int) -> dict[str, Any]:
    admissions = [
        {**admission, "listed_as": name, "sources": [f"copy-{number}"]}
        for admission in old["admissions"]
    ]
    city = {**old, "id": f"{old['country'].lower()}-{number}", "name": name}
    city |= {"admissions": admissions, "aliases": [f"{name} City"]}
    if "location" in old:
        place = old["location"]
        city["location"] = {
            **place,
            "geonames_id": number,
            "latitude": round(place["latitude"] * random.uniform(0.9, 1), 5),
        }
    return city


def damage(rng: Random, name: str, typos: int = 1) -> str:
    """Return a name with letters replaced, left out, inserted, or swapped with their neighbour."""
    result = name
    while fold(result) == fold(name):
        result = name.lower()
        for _ in range(typos):
            at = rng.randrange(len(result) - 1)
            replacement, addition = rng.choice(ascii_lowercase), rng.choice(ascii_lowercase)
            start, letter, rest = result[:at], result[at], result[at + 1 :]
            result = start + rng.choice(
                (replacement + rest, rest, addition + letter + rest, rest[0] + letter + rest[1:])
            )
    return result
