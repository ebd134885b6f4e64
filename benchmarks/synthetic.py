"""Documents of as many cities as wanted, made up, the same for the same numbers.

They have the proportions of the bundled data: about one source for a city, one admission in most,
places, awards, a few other names in other scripts. Names are made of syllables, so that they are as
unlike each other as the names of cities are.
"""

from __future__ import annotations

import datetime
from itertools import product
from random import Random
from string import ascii_uppercase
from typing import Any

COUNTRIES = 200
YEARS = (2015, 2016, 2017, 2018, 2019, 2020, 2022, 2024, 2025)
AWARD_YEARS = (2015, 2017, 2019, 2021, 2024)
REGIONS = (
    "Africa",
    "Arab States",
    "Asia and the Pacific",
    "Europe and North America",
    "Latin America and the Caribbean",
)
_KINDS = ("city", "city", "city", "city", "district", "municipality", "county", "province")
_ONSETS = (
    *("b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "ll", "m", "n", "ny"),
    *("p", "pl", "qu", "r", "s", "sh", "sk", "st", "t", "tr", "v", "w", "y", "z", "zh", ""),
)
_VOWELS = ("a", "aa", "ai", "e", "ea", "ei", "i", "ia", "o", "oa", "ou", "u", "ue", "y")
_CODAS = (
    "",
    "",
    "b",
    "ck",
    "d",
    "ff",
    "g",
    "k",
    "l",
    "m",
    "n",
    "nd",
    "ng",
    "r",
    "rg",
    "s",
    "t",
    "x",
)
_LANGUAGES = 40
"""So many sets of syllables there are; a country has one of them."""
_WORDS = ("San", "Nova", "Old", "Port", "Upper", "Saint")

# Letters of other scripts, and of Latin with its accents, for the same sounds.
_SCRIPTS = [
    str.maketrans(dict(zip("abdefghiklmnoprstuvzcjqwxy", letters, strict=True)))
    for letters in (
        "абдефгхиклмнопрстувзчжквхы",
        "αβδεφγχικλμνοπρστυβζτζκβξυ",
        "აბდეფგჰიკლმნოპრსტუვზჩჯქვხი",
        "ابدهفگحیكلمنوپرستوڤزچجقوخی",
        "աբդեֆգհիկլմնոպրստըվզչջքվխյ",
        "àbďéfğĥíķłmñöprşťüvžčjqŵxý",
    )
]


class _Language:
    """A few of the syllables that there are, so that names of one country are akin."""

    def __init__(self, random: Random) -> None:
        self._onsets = random.sample(_ONSETS, 9)
        self._vowels = random.sample(_VOWELS, 4)
        self._codas = random.sample(_CODAS, 5)

    def word(self, random: Random, syllables: int) -> str:
        """Return a word of so many syllables."""
        return "".join(
            random.choice(self._onsets) + random.choice(self._vowels) + random.choice(self._codas)
            for _ in range(syllables)
        ).capitalize()


def document(cities: int, *, names: int = 2, seed: int = 20200923) -> dict[str, Any]:
    """Return a document as the `json` module reads it.

    Args:
        cities: how many cities.
        names: how many alternate names a city has on the average.
        seed: another one makes another document.
    """
    random = Random(seed)
    languages = [_Language(random) for _ in range(_LANGUAGES)]
    countries = _countries(random, min(COUNTRIES, max(cities // 4, 1)), languages)
    sources = [_source(random, number, languages) for number in range(cities + 1)]
    made = _cities(random, cities, countries, languages)
    return {
        "format_version": 1,
        "data_version": "2026.11.23",
        "as_of": "2026-04-15",
        "sources": sources,
        "regions": [{"id": _slug(n), "name": n, "sources": ["source-0"]} for n in REGIONS],
        "countries": countries,
        "cities": made,
        "alternate_names": [
            {"city": city["id"], "names": others}
            for city in made
            if (others := _others(random, city["name"], names, languages))
        ],
        "strategy_periods": [],
        "announcements": [
            {
                "id": str(year),
                "year": year,
                "kind": "round",
                "title": f"Admissions of {year}",
                "sources": ["source-0"],
                "announced_on": f"{year}-09-23",
            }
            for year in YEARS
        ],
        "awards": _awards(random, made),
    }


def typo(random: Random, name: str) -> str:
    """Return a name with one letter left out, put in, replaced or swapped with its neighbour."""
    place = random.randrange(1, max(len(name) - 1, 2))
    before, at, after = name[:place], name[place : place + 1], name[place + 1 :]
    letter = random.choice("aeioulnrst")
    damaged = (
        before + after,
        before + letter + at + after,
        before + letter + after,
        before[:-1] + at + before[-1:] + after,
    )
    return random.choice(damaged)


def _countries(random: Random, count: int, languages: list[_Language]) -> list[dict[str, Any]]:
    codes = random.sample([*map("".join, product(ascii_uppercase, repeat=2))], count)
    found: dict[str, str] = {}
    while len(found) < count:
        found[random.choice(languages).word(random, 3)] = ""
    return [
        {
            "alpha_2": code,
            "alpha_3": f"{code}Q",
            "numeric": f"{number:03}",
            "name": f"Republic of {name}",
            "common_name": name,
            "region": _slug(random.choice(REGIONS)),
            "region_sources": ["source-0"],
        }
        for number, (code, name) in enumerate(zip(sorted(codes), found, strict=True), 1)
    ]


def _source(random: Random, number: int, languages: list[_Language]) -> dict[str, Any]:
    publisher = random.choice(languages).word(random, 3)
    year = random.choice(YEARS)
    return {
        "id": f"source-{number}",
        "publisher": f"{publisher} Times",
        "language": random.choice(("en", "fr", "es", "ar", "zh-Hans")),
        "cited_for": f"members of {year}",
        "url": f"https://example.org/{publisher.lower()}/{number}",
        "title": f"Cities of {publisher} join the network",
        "published": f"{year}-09-24",
    }


def _cities(
    random: Random, count: int, countries: list[dict[str, Any]], languages: list[_Language]
) -> list[dict[str, Any]]:
    names: dict[str, dict[str, Any]] = {}
    while len(names) < count:
        country = random.choice(countries)
        language = languages[int(country["numeric"]) % len(languages)]
        name = language.word(random, random.choice((1, 2, 2, 2, 3, 3)))
        names[f"{random.choice(_WORDS)} {name}" if random.random() < 0.2 else name] = country
    made = [
        _city(random, number, name, country["alpha_2"])
        for number, (name, country) in enumerate(names.items(), 1)
    ]
    return sorted(made, key=lambda city: str(city["id"]))


def _city(random: Random, number: int, name: str, country: str) -> dict[str, Any]:
    year = random.choice(YEARS)
    admission: dict[str, Any] = {
        "listed_as": name,
        "certainty": "stated" if random.random() < 0.9 else "inferred",
        "sources": sorted({f"source-{number}", f"source-{random.randrange(number)}"}),
    }
    if random.random() < 0.9:
        day = datetime.date(year, 9, 23)
        admission |= {"year": year, "announced_on": day.isoformat()}
    city: dict[str, Any] = {
        "id": f"{country.lower()}-{_slug(name)}",
        "name": name,
        "country": country,
        "kind": random.choice(_KINDS),
        "admissions": [admission],
    }
    if random.random() < 0.95:
        city["location"] = {
            "geonames_id": number,
            "name": name,
            "latitude": round(random.uniform(-60, 75), 5),
            "longitude": round(random.uniform(-180, 180), 5),
            "timezone": "Asia/Baku",
            "relation": "same" if random.random() < 0.9 else "seat",
            "population": random.randrange(1000, 10**7),
        }
    if random.random() < 0.3:
        city["aliases"] = [f"{name} City"]
    return city


def _others(random: Random, name: str, average: int, languages: list[_Language]) -> list[str]:
    """Return other names: the name in other scripts, or one that is not like it at all."""
    wanted = random.randint(0, 2 * average)
    found: dict[str, None] = {}
    while len(found) < wanted:
        script = random.choice(_SCRIPTS)
        other = name if random.random() < 0.6 else random.choice(languages).word(random, 3)
        spelt = other.lower().translate(script).title()
        found[spelt if spelt not in found else f"{spelt}{random.choice(_VOWELS)}"] = None
    return list(found)


def _awards(random: Random, cities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    receiving = random.sample(cities, len(cities) // 10)
    return [
        {
            "year": year,
            "recipients_stated": len(cities) // 50,
            "recipients": [
                {"name": city["name"], "country": city["country"], "city": city["id"]}
                for city in receiving[place :: len(AWARD_YEARS)]
            ],
            "sources": ["source-0"],
        }
        for place, year in enumerate(AWARD_YEARS)
    ]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")
