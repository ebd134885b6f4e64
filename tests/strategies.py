"""Hypothesis strategies of the tests: those of the library, and filters of the bundled network."""

import copy
import datetime
from collections.abc import Callable, Iterator
from typing import Any, get_args

from hypothesis import strategies as st

import gnlc
from gnlc.models.cities import Certainty, CityKind
from gnlc.testing import broken_documents, documents, networks
from gnlc.testing.draw import partial_dates
from gnlc.testing.records import locations

__all__ = [
    "BUNDLED_CITIES",
    "FILTERS",
    "JSON",
    "broken_documents",
    "changed_documents",
    "documents",
    "locations",
    "networks",
    "partial_dates",
]

_DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31))


def _bundled(ask: Any) -> st.SearchStrategy[Any]:
    """A strategy over what the bundled network holds, read when the first test needs it."""
    return st.deferred(lambda: st.sampled_from(tuple(ask(gnlc.network()))))


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
# A subdivision outside the countries asked for is an error, so that the two go together.
FILTERS |= st.builds(
    lambda filters, within, alone: {
        **filters,
        "subdivision": within,
        "country": None if alone else [each.country for each in within],
    },
    FILTERS,
    st.lists(_bundled(lambda network: network.subdivisions()), min_size=1, max_size=3),
    st.booleans(),
)
"""Filters of the bundled network."""


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(codec=None, categories=None), max_size=5)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
"""What JSON can hold, and some that it cannot."""

_ODD_NUMBERS = (0, -0.0, -1, 0.5, 2020.0, 2e30, 1e308, 5e-324, 2**63, 10**30)
_ODD_TEXTS = (
    "",
    " ",
    "a ",
    "\0",
    "\n",
    "\ud800",
    "\u202e",
    "a\u0301",
    "\ufeff",
    "~1/~0",
    "0",
    "none",
)


def _nested(value: Any, depth: int) -> Any:
    for _ in range(depth):
        value = [value] if depth % 2 else {"a": value}
    return value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document: what it is in, and at which name or number."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


_Draw = st.DrawFn
_Place = tuple[Any, Any]


def _swap(_: _Draw, place: _Place, other: _Place) -> None:
    # Copies: of two places of which one is within the other a circle would come.
    values = [copy.deepcopy(within[key]) for within, key in (other, place)]
    for (within, key), value in zip((place, other), values, strict=True):
        within[key] = value


def _insert(draw: _Draw, place: _Place, _: _Place) -> None:
    within, key = place
    new = draw(JSON | st.just(copy.deepcopy(within[key])))
    if isinstance(within, list):
        within.insert(key, new)
    else:
        within[draw(st.text(max_size=3) | st.sampled_from(["name", "id", "/~"]))] = new


def _rename(draw: _Draw, place: _Place, _: _Place) -> None:
    within, key = place
    if isinstance(within, dict):
        new = draw(st.text(max_size=3) | st.sampled_from([f"{key}s", key.upper(), "/~"]))
        within[new] = within.pop(key)


def _delete(_: _Draw, place: _Place, __: _Place) -> None:
    within, key = place
    del within[key]


def _put(values: Callable[[Any], st.SearchStrategy[Any]]) -> Callable[..., None]:
    """Put another value in a place; what it may be depends on what is there."""

    def put(draw: _Draw, place: _Place, _: _Place) -> None:
        within, key = place
        within[key] = draw(values(within[key]))

    return put


def _copy(_: _Draw, place: _Place, other: _Place) -> None:
    (within, key), (whence, at) = place, other
    within[key] = copy.deepcopy(whence[at])


_CHANGES: dict[str, Callable[..., None]] = {
    "replace": _put(lambda _: JSON),
    "copy": _copy,
    "swap": _swap,
    "delete": _delete,
    "insert": _insert,
    "rename": _rename,
    "wrap": _put(lambda old: st.sampled_from([[old], [old, old], {"id": old}, {}, [], [old] * 3])),
    "nest": _put(lambda old: st.sampled_from([_nested(old, depth) for depth in (2, 3, 9)])),
    "number": _put(lambda _: st.sampled_from(_ODD_NUMBERS) | st.floats()),
    "text": _put(lambda _: st.sampled_from(_ODD_TEXTS)),
    "date": _put(lambda _: st.from_regex(r"\A[0-9]{4}(-[0-9]{2}){0,2}\Z") | st.dates().map(str)),
    "long": _put(lambda old: st.just(str(old)[:20] * 10_000)),
}


@st.composite
def changed_documents(
    draw: _Draw, document: dict[str, Any], *, extreme: bool = True
) -> dict[str, Any]:
    """A document with one to three changes, anywhere in it and of any kind.

    What is extreme, other tools than the loader may not stand: numbers and depths without measure.
    """
    made = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 3))):
        if places := list(_places(made)):
            place, other = draw(st.tuples(*[st.sampled_from(places)] * 2))
            _CHANGES[draw(st.sampled_from(sorted(_CHANGES)))](draw, place, other)
    if extreme and (places := list(_places(made))) and draw(st.integers(0, 9)) == 9:
        # Too deep for recursion, so that it comes last.
        within, key = draw(st.sampled_from(places))
        depth = draw(st.sampled_from([0, 500, 20_000, 20_001]))
        within[key] = _nested(within[key], depth) if depth else 10**5000
    return made


NO_YEARS = st.integers(max_value=0) | st.integers(min_value=10_000)
"""Numbers that no year has."""

NO_YEAR_TEXTS = st.text("0123456789", min_size=1, max_size=12).filter(lambda t: len(t) != 4)
"""Numbers that are not written as a year is."""

_UNITS = {"Y": 4, "M": 7, **dict.fromkeys(("D", "h", "s", "ms", "us", "ns"), 10)}

# NumPy and pandas are imported where they are used, since some platforms have neither.


@st.composite
def foreign_times(draw: _Draw) -> tuple[Any, str]:
    """A time of NumPy or pandas, and how ISO 8601 writes its day, month or year."""
    import numpy
    import pandas

    time: Any = numpy.datetime64
    day = draw(st.dates(datetime.date(1700, 1, 1), datetime.date(2200, 1, 1)))
    unit = draw(st.sampled_from(["pandas", *_UNITS]))
    if unit == "pandas":
        return pandas.Timestamp(day, tz=draw(st.sampled_from([None, "Asia/Baku"]))), str(day)
    written = str(day)[: _UNITS[unit]]
    made = time(written, unit)
    return draw(st.sampled_from([made, numpy.array(made)])), written


@st.composite
def foreign_ints(draw: _Draw, least: int, most: int) -> tuple[Any, int]:
    """A whole number of NumPy, and the same of Python."""
    import numpy

    number = draw(st.integers(least, most))
    of: Any = draw(st.sampled_from([numpy.int16, numpy.int64, numpy.uint16, numpy.array]))
    return of(number), number
