"""Copies are equal, whatever makes them, and nothing that is handed out can be changed."""

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from documents import small

import gnlc
from gnlc.bundled import document
from gnlc.models.base import Record, fields_of

PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


def reachable(*roots: object) -> Iterator[object]:
    """Everything that records are made of, each once."""
    left, seen = list(roots), set(map(id, roots))
    while left:
        value = left.pop()
        yield value
        parts: tuple[Any, ...] = value if isinstance(value, tuple) else ()
        if attrs.has(type(value)):
            # Keys of names are no part of what a network is; nobody can come by them.
            fields = (field.name for field in fields_of(type(value)))
            parts = tuple(getattr(value, name) for name in fields)
        elif type(value).__module__ == "gnlc.models.deferred":
            parts = (value.all() if hasattr(value, "all") else value.get(),)  # type: ignore[attr-defined]  # one of the two
        for part in parts:
            if id(part) not in seen:
                seen.add(id(part))
                left.append(part)


CHANGES = gnlc.diff(*map(gnlc.Network.from_dict, (small(), {**small(), "as_of": "2026-04-16"})))
BUNDLED = (
    gnlc.network(),
    gnlc.cities(),
    gnlc.coverage(),
    gnlc.search("gandja"),
    gnlc.nearest("Ganja"),
    tuple(gnlc.nearest("Ganja")),
    gnlc.match(["Ganja", "Lima, Peru"]),
    gnlc.tables(),
    gnlc.tables().sources,
)


def one_of_each() -> dict[str, Any]:
    """One object of each public class, and of each error."""
    # What is bundled comes last, and so in the place of what else there is of its class.
    values = (*reachable(CHANGES), *reachable(*BUNDLED))
    found = {type(value).__name__: value for value in values}
    errors = [
        gnlc.GnlcError("x"),
        gnlc.NotFoundError("city", "x", ("y",), "hint"),
        gnlc.AmbiguousNameError("city", "x", gnlc.cities()[:2]),
        gnlc.DataError([gnlc.Problem("/a", "x")] * 200, 300),
        gnlc.Problem("/a", "x"),
    ]
    public = {name for name in gnlc.__all__ if isinstance(getattr(gnlc, name), type)}
    objects = {name: value for name, value in found.items() if name in public}
    return {**objects, **{type(value).__name__: value for value in errors}}


OBJECTS = one_of_each()


def same(one: Any, other: Any) -> bool:
    """Whether two are equal, and errors of one class with the same fields."""
    if isinstance(one, Exception):
        return (type(one), str(one), vars(one)) == (type(other), str(other), vars(other))
    return type(one) is type(other) and bool(one == other) and hash(one) == hash(other)


class TestCopies:
    """What is pickled and copied is equal to what it is a copy of."""

    def test_every_public_class_is_here(self) -> None:
        classes = {name for name in gnlc.__all__ if isinstance(getattr(gnlc, name), type)}
        assert set(OBJECTS) == classes

    @pytest.mark.parametrize("name", OBJECTS)
    def test_copies(self, name: str) -> None:
        value = OBJECTS[name]
        assert same(copy.copy(value), value)
        assert same(copy.deepcopy(value), value)
        for protocol in PROTOCOLS:
            assert same(pickle.loads(pickle.dumps(value, protocol)), value)

    def test_what_is_one_object_stays_one(self) -> None:
        network = pickle.loads(pickle.dumps(gnlc.network()))
        city = network.city("Ganja")
        assert network.country("AZ") is city.country
        assert city.admissions[0].sources[0] in network.sources()
        assert all(any(s is source for source in network.sources()) for s in city.sources)
        cities = pickle.loads(pickle.dumps(gnlc.cities()))
        assert cities == gnlc.cities()
        assert cities.filter(country="AZ").ids == gnlc.cities(country="AZ").ids

    def test_keys_of_names_are_left_behind(self) -> None:
        """They are folded as one release folds names, and another may fold otherwise."""
        assert gnlc.network()._folded.is_ready
        network = pickle.loads(pickle.dumps(gnlc.network()))
        assert not network._folded.is_ready
        assert network.city("Гянджа") == gnlc.city("Ganja")

    @pytest.mark.parametrize("protocol", PROTOCOLS)
    def test_between_processes(self, protocol: int) -> None:
        code = (
            "import pickle, sys;"
            "objects = pickle.load(sys.stdin.buffer);"
            "import gnlc;"
            "assert objects['City'] == gnlc.city(objects['City'].id);"
            "assert objects['Network'] == gnlc.network();"
            "assert objects['Cities'] == gnlc.cities();"
            "assert objects['Network'].city(gnlc.city('Ganja')) == gnlc.city('Ganja');"
            "assert gnlc.network().city(objects['City']) is gnlc.city(objects['City'].id);"
            f"pickle.dump(objects, sys.stdout.buffer, {protocol})"
        )
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            input=pickle.dumps(OBJECTS, protocol),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        back = pickle.loads(done.stdout)
        assert back.keys() == OBJECTS.keys()
        assert all(same(back[name], value) for name, value in OBJECTS.items())


# Tests before this one may have asked it much; what it holds is compared with what is read anew.
FRESH = gnlc.Network.from_dict(document())


class TestUnchangeable:
    """No record, and nothing within one, can be changed."""

    def test_is_made_of_nothing_that_changes(self) -> None:
        values = list(reachable(gnlc.network(), gnlc.coverage(), gnlc.search("gandja")))
        assert len(values) > 10_000
        kinds = {type(value) for value in values if not isinstance(value, Record)}
        named = {kind.__name__ for kind in kinds}
        assert named <= {
            *("str", "int", "float", "bool", "NoneType", "date", "tuple"),
            # The two in which a network holds its tables, and what a search found.
            *("Table", "Deferred", "Match"),
        }

    def test_attributes(self) -> None:
        records = [value for value in reachable(*BUNDLED, CHANGES) if attrs.has(type(value))]
        assert {type(record).__name__ for record in records} >= set(OBJECTS) - {
            *("GnlcError", "NotFoundError", "AmbiguousNameError", "DataError", "Problem")
        }
        for record in records:
            fields = [field.name for field in fields_of(type(record))]
            for name in (*fields, "new", "__dict__", "__class__"):
                with pytest.raises((AttributeError, TypeError)):
                    setattr(record, name, None)
                with pytest.raises((AttributeError, TypeError)):
                    delattr(record, name)
            with pytest.raises((AttributeError, TypeError)):
                record[0] = None  # type: ignore[index]  # that is the point
            with pytest.raises((AttributeError, TypeError)):
                del record[0]  # type: ignore[attr-defined]  # that is the point
            assert not hasattr(record, "__dict__")
        assert gnlc.network() == FRESH
        assert hash(gnlc.network()) == hash(FRESH)


class TestHandedOut:
    """What changes belongs to whoever got it: it is made anew each time."""

    @pytest.mark.parametrize(
        "ask",
        [
            lambda: gnlc.cities(year=2020).to_records(),
            lambda: gnlc.cities(year=2020).__geo_interface__,
            lambda: gnlc.cities(year=2020).group_by("country"),
            lambda: gnlc.cities(year=2020).count_by("region"),
            lambda: json.loads(gnlc.dumps(gnlc.network())),
            document,
        ],
    )
    def test_changes_nothing_else(self, ask: Any) -> None:
        expected, spoilt = ask(), ask()
        _spoil(spoilt)
        assert ask() == expected != spoilt
        assert gnlc.network() == FRESH


def _spoil(value: Any) -> None:
    """Empty every container in a value, the innermost first."""
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            _spoil(part)
    value.clear()
