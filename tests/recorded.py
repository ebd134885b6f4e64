"""What the bundled data holds, read from its files by other means than the library.

Tests get from here what they expect of the data, so that no correction of the data changes them.
"""

import json
from pathlib import Path
from typing import Any

import gnlc

Json = Any
DATA = Path(gnlc.__file__).parent / "data"


def table(name: str) -> Json:
    """What a data file holds."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


CITIES = table("cities")
COUNTRY = {country["alpha_2"]: country for country in table("countries")}
ADMITTED = [(city, admission) for city in CITIES for admission in city["admissions"]]


def is_withdrawn(city: Json) -> bool:
    """Whether each admission of a city was withdrawn."""
    return all("withdrawn_on" in admission for admission in city["admissions"])


MEMBERS = [city for city in CITIES if not is_withdrawn(city)]


def countries_of(cities: list[Json]) -> set[str]:
    """The codes of the countries of cities."""
    return {city["country"] for city in cities}


def admitted_in(year: int | None) -> list[Json]:
    """The cities admitted in a year, or those of an admission without one, once for each."""
    return [city for city, admission in ADMITTED if admission.get("year") == year]


def members_in(year: int) -> list[str]:
    """The ids of the cities admitted in a year and not withdrawn."""
    return [
        city["id"]
        for city, admission in ADMITTED
        if admission.get("year") == year and "withdrawn_on" not in admission
    ]


YEARS = sorted({admission["year"] for _, admission in ADMITTED if "year" in admission})
UNDATED = [city for city in MEMBERS if all("year" not in one for one in city["admissions"])]
KNOWN_BY = [city for city in UNDATED if "known_member_by" in city]
"""Of the members without a year, those that a dated source shows."""
