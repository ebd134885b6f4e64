"""A small sound document, what spoils it, and what networks are made of."""

import copy
from collections.abc import Iterator
from typing import Any

from gnlc.models.base import Record, parts_of

Json = Any


def records(*roots: Record) -> Iterator[Record]:
    """Records and all that they are made of, each once."""
    todo, seen = list(roots), set[int]()
    while todo:
        record = todo.pop()
        if id(record) not in seen:
            seen.add(id(record))
            yield record
            todo.extend(parts_of(record))


def small() -> Json:
    """A small sound document that tests may spoil."""
    return copy.deepcopy(
        {
            "format_version": 1,
            "data_version": "2026.11.23",
            "as_of": "2026-04-15",
            "sources": [
                {"id": "a-nd", "publisher": "A", "language": "en", "cited_for": "all of it"}
            ],
            "regions": [{"id": "africa", "name": "Africa", "sources": ["a-nd"]}],
            "countries": [
                {
                    "alpha_2": "KE",
                    "alpha_3": "KEN",
                    "numeric": "404",
                    "name": "Kenya",
                    "common_name": "Kenya",
                    "region": "africa",
                }
            ],
            "cities": [
                {
                    "id": "ke-nairobi",
                    "name": "Nairobi",
                    "country": "KE",
                    "kind": "city",
                    "admissions": [
                        {"listed_as": "Nairobi", "certainty": "stated", "sources": ["a-nd"]}
                    ],
                }
            ],
            "alternate_names": [{"city": "ke-nairobi", "names": ["Найроби"]}],
            "sizes": [{"date": "2020", "countries": 55, "sources": ["a-nd"]}],
            "conflicts": [
                {
                    "id": "x",
                    "topic": "x",
                    "claims": [
                        {"value": "1", "source": "a-nd"},
                        {"value": "2", "source": "a-nd"},
                    ],
                    "resolution": "1",
                    "reason": "x",
                }
            ],
        }
    )


def spoilt(path: str, value: Json) -> Json:
    """The small document with another value at a JSON Pointer; `...` takes it away."""
    document = small()
    *steps, last = path.split("/")[1:]
    place = document
    for step in steps:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ...:
        del place[last]
    elif isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
    return document


HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>"
"""What would run in a page that took it for a part of its own."""


def hostile() -> Json:
    """A sound document whose texts would run in a page."""
    document = small()
    document["sources"][0] |= {"publisher": HOSTILE, "title": HOSTILE}
    document["regions"][0]["name"] = HOSTILE
    document["countries"][0] |= {"name": HOSTILE, "common_name": HOSTILE}
    document["sizes"][0] |= {"cities": 1, "cities_qualifier": "about", "note": HOSTILE}
    [city] = document["cities"]
    place = {"geonames_id": 184745, "name": HOSTILE, "latitude": -1.28333, "longitude": 36.81667}
    city |= {
        "name": HOSTILE,
        "location": {**place, "timezone": "Africa/Nairobi", "relation": "same"},
        "status_notes": HOSTILE,
    }
    city["admissions"][0] |= {"year": 2019, "listed_as": HOSTILE, "note": HOSTILE}
    return document
