"""Hypothesis strategies of the tests: those of the library, and filters of the bundled network."""

import datetime
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
    "networks",
    "partial_dates",
]

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
