"""Strategies for valid documents, and for invalid ones with the place of the fault."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from types import GenericAlias
from typing import Any, NamedTuple

from attrs import NOTHING, fields_dict
from hypothesis import strategies as st

from gnlc.layout import Json, is_array, is_object, step
from gnlc.models.base import PartialDate, fields_of, key_name, shape
from gnlc.models.facts import NetworkFacts
from gnlc.models.tables import CORE, KEYS
from gnlc.query.network import Network
from gnlc.testing.records import networks


class Broken(NamedTuple):
    """A document that `gnlc.Network.from_dict` rejects.

    Attributes:
        document (dict): the document, as the `json` module reads it.
        pointer (str): the place of the problem in the `DataError`, as a JSON Pointer.

    Example:
        >>> from gnlc.testing import Broken
        >>> Broken({"format_version": 2}, "/format_version").pointer
        '/format_version'
    """

    document: dict[str, Json]
    pointer: str


class _Place(NamedTuple):
    """A value in a document: its place, and the type of its field."""

    pointer: str
    holder: Any
    name: Any
    of: Any


def documents(
    *, min_cities: int = 0, max_cities: int | None = None
) -> st.SearchStrategy[dict[str, Json]]:
    """Valid documents, as the `json` module reads them.

    Takes the arguments of `networks`, and raises the same errors.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.documents())
        ... def test_can_be_loaded(document):
        ...     gnlc.Network.from_dict(document)
        >>> test_can_be_loaded()
    """
    return networks(min_cities=min_cities, max_cities=max_cities).map(Network.to_dict)


def broken_documents() -> st.SearchStrategy[Broken]:
    """Documents with one fault, and its place.

    The fault is a value of a wrong type, an invalid value, a missing or unknown field, a reference
    to a record that does not exist, or a repeated key.

    Example:
        >>> from hypothesis import given
        >>> from gnlc import testing
        >>> @given(testing.broken_documents())
        ... def test_is_refused(broken):
        ...     try:
        ...         gnlc.Network.from_dict(broken.document)
        ...     except gnlc.DataError as error:
        ...         assert broken.pointer in [problem.pointer for problem in error.problems]
        >>> test_is_refused()
    """
    return _broken_documents()


@st.composite
def _broken_documents(draw: st.DrawFn) -> Broken:
    document = draw(documents())
    if draw(st.integers(0, 9)) == 0:
        return Broken(document, _repeat(document, draw(st.sampled_from(_tables(document)))))
    place = draw(st.sampled_from(list(_places(document))))
    return Broken(document, draw(st.sampled_from(_damages(place)))(place))


def _tables(document: dict[str, Json]) -> list[str]:
    return [name for name in CORE if name in document]


def _places(document: dict[str, Json]) -> Iterator[_Place]:
    """Yield every value in a document."""
    for name in ("data_version", "as_of"):
        yield _Place(f"/{name}", document, name, fields_dict(Network)[name].type)
    for name in _tables(document):
        yield from _inside(
            _Place(f"/{name}", document, name, GenericAlias(tuple, (CORE[name], ...)))
        )
    for attribute in fields_of(NetworkFacts):
        if attribute.name in document:
            name = attribute.name
            yield from _inside(_Place(f"/{name}", document, name, attribute.type))


def _inside(place: _Place) -> Iterator[_Place]:
    """Yield a place and the places inside it."""
    of, _, many = shape(place.of)
    yield place._replace(of=of)
    value = place.holder[place.name]
    if many:
        # Items are records, or keys of records in other tables.
        for position, member in enumerate(value):
            inner = _Place(f"{place.pointer}/{position}", value, position, of)
            yield from _inside(inner) if is_object(member) else [inner]
    elif is_object(value):
        for attribute in fields_of(of):
            if attribute.name in value:
                name = attribute.name
                yield from _inside(_Place(f"{place.pointer}/{name}", value, name, attribute.type))


_Damage = Callable[[_Place], str]


def _damages(place: _Place) -> list[_Damage]:
    """Return the ways to damage a value; each returns the place at which the loader reports it."""
    value = place.holder[place.name]
    if is_object(value):
        # Required fields have no default.
        needed = [f.name for f in fields_of(place.of) if f.default is NOTHING]
        return [_put("?"), _add, *(partial(_remove, name) for name in needed)]
    if is_array(value):
        return [_put("?"), _put({})]
    if key_name(place.of):
        return [_put(1), _put("no such record")]
    return [_put({}), *map(_put, _IMPOSSIBLE.get(place.of, ("?",)))]


_IMPOSSIBLE: dict[Any, tuple[Json, ...]] = {
    str: ("", " x", "x\n", 5),
    int: ("1", -1, 1.5, True),
    float: ("1", 1000, float("nan")),
    bool: ("true", 1),
    datetime.date: ("", "2021-02-30", "2021", 2021),
    PartialDate: ("", "2021-02-30", "2021-13", 2021),
}
"""Values that no field of a type accepts; other types are choices of strings."""


def _put(value: Json) -> _Damage:
    def damage(place: _Place) -> str:
        place.holder[place.name] = value
        return place.pointer

    return damage


def _add(place: _Place) -> str:
    place.holder[place.name]["no/such~field"] = 1
    return f"{place.pointer}/{step('no/such~field')}"


def _remove(name: str, place: _Place) -> str:
    del place.holder[place.name][name]
    # The loader reports a missing field at its record.
    return place.pointer


def _repeat(document: dict[str, Json], table: str) -> str:
    records = document[table]
    records.append(records[0])
    return f"/{table}/{len(records) - 1}/{KEYS[table]}"
