"""Hypothesis strategies of the tests: those of the library, and filters of the bundled network."""

import copy
import datetime
from collections.abc import Iterator
from typing import Any, get_args

from hypothesis import strategies as st

import gnlc
from gnlc.models.places import Certainty, CityKind
from gnlc.strategies import broken_documents, documents, networks
from gnlc.strategies.records import locations, partial_dates

__all__ = [
    "BUNDLED_CITIES",
    "FILTERS",
    "broken_documents",
    "documents",
    "locations",
    "meddled_documents",
    "networks",
    "partial_dates",
]

_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.integers(-3, 3000).map(float),
    st.floats(),
    st.text(max_size=6),
    st.dates(datetime.date(1, 1, 1)).map(str),
    st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){0,2}\Z"),
    st.lists(st.text(max_size=2), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@st.composite
def meddled_documents(draw: st.DrawFn) -> dict[str, Any]:
    """Documents in which a few values were replaced, taken out or copied elsewhere."""
    document = draw(documents())
    for _ in range(draw(st.integers(1, 3))):
        places = st.sampled_from(list(places_in(document)))
        holder, name = draw(places)
        how = draw(st.sampled_from(["replace", "remove", "copy", "double"]))
        if how == "replace":
            holder[name] = draw(_VALUES)
        elif how == "remove":
            del holder[name]
        elif how == "copy":
            there, other = draw(places)
            holder[name] = copy.deepcopy(there[other])
        elif isinstance(holder, list):
            holder.append(copy.deepcopy(holder[name]))
        else:
            holder[draw(st.text(max_size=3))] = copy.deepcopy(holder[name])
    return document


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give each value in a JSON value, by what holds it and its name there."""
    if isinstance(value, dict | list):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, name
            yield from places_in(part)


_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))


def _bundled(ask: Any) -> st.SearchStrategy[Any]:
    """A strategy over what the bundled network holds, read when the first test needs it."""
    return st.deferred(lambda: st.sampled_from(ask(gnlc.network())))


BUNDLED_CITIES = _bundled(lambda network: network.cities(include_withdrawn=True))


def one_or_more(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return values | st.lists(values, min_size=1, max_size=3)


_NEAR = st.sampled_from([(40.4, 49.9), (-34.6, -58.4), (0.0, 180.0)])

FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "country": one_or_more(_bundled(lambda network: network.countries())),
        "region": one_or_more(_bundled(lambda network: network.regions())),
        "year": one_or_more(st.integers(2014, 2027)),
        "announcement": one_or_more(st.sampled_from([2019, "2020", datetime.date(2022, 9, 2)])),
        "as_of": _DAYS | partial_dates() | st.integers(2014, 2027),
        "kind": one_or_more(st.sampled_from(get_args(CityKind))),
        "awarded": st.booleans() | one_or_more(st.sampled_from([2015, 2017, 2018, 2024])),
        "certainty": one_or_more(st.sampled_from(get_args(Certainty))),
        "bbox": st.sampled_from([(-20, -35, 60, 38), (150.0, -50.0, -30.0, 60.0)]),
        "where": st.sampled_from([lambda city: len(city.name) > 6, lambda city: city.aliases]),
    },
)
FILTERS |= st.builds(
    lambda filters, near, km: {**filters, "near": near, "within_km": km},
    FILTERS,
    _NEAR,
    st.floats(0, 10_000),
)
"""Filters of the bundled network."""
