"""Changes between networks: all of them, each told once, of the record that it is of."""

import copy
import json
import pickle
from typing import Any, get_args

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled
from gnlc.changes import ChangeRecord, Kind, _classes, _root, _telling
from gnlc.codec import from_document
from gnlc.export.published import to_document
from gnlc.models.base import key_name, noun

Json = Any

DOCUMENT = bundled.document()


def document() -> Json:
    """The bundled document, for tests to change."""
    return copy.deepcopy(DOCUMENT)


def record(changed: Json, table: str, key: str) -> Json:
    """A record of a document."""
    return next(r for r in changed[table] if key in r.values())


def told(old: Any, new: Any) -> list[str]:
    return list(map(str, gnlc.diff(old, new)))


def since_bundled(changed: Json) -> list[str]:
    """What is told of a document that was changed, against the bundled one."""
    return told(gnlc.network(), changed)


def mirrored(change: gnlc.Change) -> gnlc.Change:
    other: dict[Kind, Kind] = {"added": "removed", "removed": "added", "changed": "changed"}
    return attrs.evolve(change, kind=other[change.kind], old=change.new, new=change.old)


def places(value: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path to every member and item of a document."""
    items: Any = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    found = [path] if path else []
    return [*found, *(place for step, item in items for place in places(item, (*path, step)))]


def at(value: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        value = value[step]
    return value


@st.composite
def altered(draw: st.DrawFn, value: Json) -> Json:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + draw(st.sampled_from([1, -1]))
    if isinstance(value, str):
        changed = [f"{value} x", value[:-1], f"{value}x", f"x{value}", value[:-1] + "1"]
        return draw(st.sampled_from(changed))
    if isinstance(value, list):
        return draw(st.sampled_from([value[::-1], value[1:], value[:-1]]))
    return {name: value[name] for name in [*value][draw(st.integers(0, 1)) :]}


def identity(table: str, value: Json) -> str | None:
    """The key of a record of a table; None where those of the table have none."""
    if table == "alternate_names":
        return str(value["city"])
    cls = _root()[table]
    name, *_ = _telling(cls) if cls is not None else ("",)
    keyed = table in ("conferences", "awards", "conflicts") or key_name(cls) != ""
    return str(value[name]) if keyed else None


def check_one_thing(draw: Any, whole: Json) -> None:
    """Change one thing anywhere in a document; it is told, and of the record that it is in."""
    table = draw(st.sampled_from([*whole]))
    path = draw(st.sampled_from(places(whole[table], (table,))))
    assume(path[0] != "format_version")
    changed = copy.deepcopy(whole)
    before = at(whole, path)
    if draw(st.booleans()) and len(path) > 1:
        del at(changed, path[:-1])[path[-1]]
    else:
        at(changed, path[:-1])[path[-1]] = draw(altered(before))
    try:
        new = from_document(changed)
    except gnlc.DataError:
        assume(False)
    old = from_document(whole)
    changes = gnlc.diff(old, new)
    assert bool(changes) == (old != new)
    assume(old != new)
    check_mirror(changes)
    rows = whole[table]
    if len(path) == 1 and isinstance(before, list):
        # Records of the table itself were left out or have another order.
        assert changes
    elif isinstance(rows, list):
        row = rows[path[1]]
        key = identity(table, row)
        if key is not None:
            assert key in {change.key[0] for change in changes}
        elif "text" in row and noun(_root()[table] or gnlc.Total) == "statement":
            assert {change.key[0] for change in changes} == {table}
        else:
            assert {c.record for c in changes} == {noun(_root()[table] or gnlc.Total)}
    else:
        assert [change.record for change in changes] == ["network"]
        assert {(change.field or "").split(".")[0] for change in changes} == {table}
    if not isinstance(before, dict | list) and isinstance(at(whole, path[:-1]), dict):
        assert any(json.dumps(before, ensure_ascii=False) in (c.old or "") for c in changes)


def check_mirror(changes: gnlc.Changes) -> None:
    back = gnlc.diff(changes.new, changes.old)
    assert list(map(mirrored, back)) == list(changes)


class TestAllIsTold:
    """There are no changes if, and only if, two networks are equal."""

    @given(networks())
    def test_nothing_between_equals(self, network: gnlc.Network) -> None:
        assert not gnlc.diff(network, from_document(to_document(network)))

    @given(networks(), networks())
    def test_something_between_others(self, one: gnlc.Network, other: gnlc.Network) -> None:
        changes = gnlc.diff(one, other)
        assert bool(changes) == (one != other)
        check_mirror(changes)
        for change in changes:
            assert str(change).startswith(f"{change.record} ")
            assert "\n" not in str(change)
        assert changes.to_markdown().startswith("#### 2026.11.23 -> 2026.11.23\n\n- ")

    @given(networks(), st.data())
    def test_one_thing_of_a_network(self, network: gnlc.Network, data: st.DataObject) -> None:
        check_one_thing(data.draw, to_document(network))

    # Each example reads the whole document two times.
    @settings(max_examples=20)
    @given(st.data())
    def test_one_thing_of_the_bundled_network(self, data: st.DataObject) -> None:
        check_one_thing(data.draw, DOCUMENT)

    def test_numbers_are_compared_by_value(self) -> None:
        new = document()
        place = record(new, "cities", "az-ganja")["location"]
        place["latitude"], place["population"] = 40, None
        del place["population"]
        newer = copy.deepcopy(new)
        record(newer, "cities", "az-ganja")["location"]["latitude"] = 40.0
        assert not gnlc.diff(new, newer)
        assert gnlc.load(new) == gnlc.load(newer)

    def test_every_class_of_records_is_known(self) -> None:
        """What stands in a list can be told from its like."""
        for name, cls in _classes().items():
            assert name == noun(cls)
            assert _telling(cls) or cls is gnlc.PartialDate
