"""Patches: documents that say how another one is to be changed.

A patch is a JSON Merge Patch (RFC 7396), with one difference: a table whose records have a key is
not replaced as a whole. Its records are found by their keys and patched one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from attrs import define

from gnlc.documents.hooks import Message, repeat_message, unknown_record
from gnlc.documents.source import Path
from gnlc.documents.write import network_to_dict
from gnlc.layout import FORMAT_VERSION, ORDER, PATCH, REMOVE, SIDE_TABLES, Json, is_array, is_object
from gnlc.layout import pointer as to_pointer
from gnlc.models.cities import City
from gnlc.models.tables import KEYS, RECORDS
from gnlc.query.network import Network
from gnlc.wording import shortened

_Object: TypeAlias = Mapping[str, Json]
_Key: TypeAlias = str | int

_KEYS = {**KEYS, **dict.fromkeys(SIDE_TABLES, "city")}
"""The keys of the tables that are patched record by record."""

# Deeper than the parts of any record. What is deeper is not merged, and refused when it is read.
_DEEPEST = 20


class Patch:
    """A patch that was laid over a network.

    Attributes:
        document: the patched document, not validated.
        faults: what is wrong with the form of the patch itself.
    """

    def __init__(self, patch: _Object, base: Network) -> None:
        self._patch = patch
        self._tables: dict[str, _Table] = {}
        self.faults: list[tuple[Path, Message]] = []
        # Each document names the version of its own format.
        document = network_to_dict(base).items()
        self.document: dict[str, Json] = {k: v for k, v in document if k != "format_version"}
        if patch[PATCH] is not True:
            found = shortened(patch[PATCH])
            self.faults.append(((PATCH,), f"must be true, got {found}; other documents have none"))
        others: dict[str, Json] = {}
        for name, value in patch.items():
            if name == PATCH:
                continue
            if name in _KEYS and is_array(value):
                faults = self._table(name).patch(value)
                self.faults += (((name, *path), message) for path, message in faults)
                self.document[name] = self._table(name).records()
            else:
                others[name] = value
        self.document = merge(self.document, others)
        if (cities := self._tables.get("cities")) is not None and cities.removed:
            self._drop_names(cities.removed)

    def _drop_names(self, removed: set[_Key]) -> None:
        """Drop the names of removed cities, except those that the patch gives."""
        for name in SIDE_TABLES:
            if is_array(self.document.get(name, [])):
                self._table(name).drop(removed)
                self.document[name] = self._table(name).records()

    def _table(self, name: str) -> _Table:
        if name not in self._tables:
            self._tables[name] = _Table(name, self.document.get(name, []))
        return self._tables[name]

    def locate(self, path: Path, message: Message) -> tuple[Path, Message]:
        """Return the place in the patch of a fault of the patched document, and what to say there.

        A fault of what the patch does not contain is reported at what contains it in the patch.
        """
        if len(path) < 2 or path[0] not in _KEYS:
            return self._within(path, path, message)
        name, place, *rest = path
        row = self._table(name).rows[int(place)]
        if not rest and row.new:
            message = _both(message, partial(self._table(name).unknown, row.key))
            # Once is enough.
            row.new = False
        return self._within((name, row.given, *rest), (name, row.key, *rest), message)

    def _within(self, place: Path, there: Path, message: Message) -> tuple[Path, Message]:
        """Return a place in the patch, or what contains it there, and what to say of it."""
        within = self._existing(place)
        return within, message if within == place else _elsewhere(there, message)

    def _existing(self, path: Path) -> Path:
        """Return the beginning of a path that the patch has."""
        here: Json = self._patch
        for count, step in enumerate(path):
            there = is_object(here) and step in here
            if not (there or (is_array(here) and step in range(len(here)))):
                return path[:count]
            here = here[step]
        return path


def _words(message: Message) -> str:
    return message if isinstance(message, str) else message()


def _both(message: Message, hint: Callable[[], str]) -> Message:
    return lambda: f"{_words(message)}; {hint()}"


def _elsewhere(path: Path, message: Message) -> Message:
    return lambda: f"at {to_pointer(path)} after the patch: {_words(message)}"


@define
class _Row:
    """A record of a patched table.

    Attributes:
        key: its key; None if it has none that could be one.
        record: the record.
        given: its place in the patch; None if it is not there.
        new: whether only the patch has it.
    """

    key: _Key | None
    record: Json
    given: int | None = None
    new: bool = False


class _Table:
    """A table whose records are patched by their keys."""

    def __init__(self, name: str, records: Iterable[_Object]) -> None:
        self.key = _KEYS[name]
        self._of = RECORDS.get(name, City)
        self.rows = [_Row(record[self.key], record) for record in records]
        self._known = {row.key: row for row in self.rows}
        self.removed: set[_Key] = set()

    def records(self) -> list[Json]:
        """Return the records as they are now."""
        return [row.record for row in self.rows]

    def unknown(self, key: object) -> str:
        """Return the message for the key of a record that is not there."""
        # Not every int becomes a string.
        text = key if isinstance(key, str) else shortened(key)
        return unknown_record(self._of, text, {str(known): None for known in self._known})

    def drop(self, keys: set[_Key]) -> None:
        """Take records away, except those that the patch gives."""
        self.rows = [row for row in self.rows if row.given is not None or row.key not in keys]

    def patch(self, given: Sequence[Json]) -> list[tuple[Path, Message]]:
        """Patch the table, and return what is wrong with the form of the patch.

        A new record is put where its key belongs if the table is in order of its keys, and
        otherwise at the end, unless the patch gives an order.
        """
        faults: list[tuple[Path, Message]] = []
        keys = [row.key for row in self.rows]
        sort = _in_order(keys)
        order: tuple[int, _Object] | None = None
        before: set[_Key] = set()
        for place, raw in enumerate(given):
            if is_object(raw) and ORDER in raw:
                order = (place, raw)
                continue
            key: Json = raw.get(self.key) if is_object(raw) else None
            if type(key) not in (str, int):
                if is_object(raw) and REMOVE in raw:
                    faults.append(((place,), f"a record to be removed needs its {self.key}"))
                else:
                    # The reader says what is wrong with it.
                    self.rows.append(_Row(None, raw, place))
                continue
            if key in before:
                faults.append(((place, self.key), repeat_message(self.key, key)))
            elif REMOVE in raw:
                faults += (((place, *path), message) for path, message in self._remove(key, raw))
            elif (row := self._known.get(key)) is not None:
                row.record, row.given = merge(row.record, raw), place
            else:
                self.rows.append(_Row(key, merge({}, raw), place, new=True))
            before.add(key)
        self.rows = [row for row in self.rows if row.key not in self.removed]
        if sort:
            self.rows.sort(key=lambda row: _rank(row.key))
        if order is not None:
            faults += self._put_in_order(*order)
        return faults

    def _remove(self, key: _Key, raw: _Object) -> Iterable[tuple[Path, Message]]:
        if raw[REMOVE] is not True:
            yield (REMOVE,), f"must be true, got {shortened(raw[REMOVE])}"
        for name in raw.keys() - {self.key, REMOVE}:
            yield (name,), f"a record to be removed has only its {self.key}"
        if key not in self._known:
            yield (self.key,), partial(self.unknown, key)
        self.removed.add(key)

    def _put_in_order(self, place: int, raw: _Object) -> Iterable[tuple[Path, Message]]:
        for name in raw.keys() - {ORDER}:
            yield (place, name), "an order has no other fields"
        keys: list[Json] = raw[ORDER] if is_array(raw[ORDER]) else [None]
        places = {key: place for place, key in enumerate(keys) if type(key) in (str, int)}
        if len(keys) == len(self.rows) and places.keys() == {row.key for row in self.rows}:
            self.rows.sort(key=lambda row: places[row.key])
        else:
            yield (place, ORDER), f"must be an array with the {self.key} of each record once"


def _rank(key: _Key | None) -> tuple[object, ...]:
    """Sort key of a key: numbers, words, then what is neither."""
    return key is None, isinstance(key, str), 0 if key is None else key


def _in_order(keys: Sequence[_Key | None]) -> bool:
    return list(keys) == sorted(keys, key=_rank)


def merge(value: Json, patch: Json, depth: int = 0) -> Json:
    """Return a value patched by a JSON Merge Patch (RFC 7396)."""
    if not is_object(patch) or depth == _DEEPEST:
        return patch
    merged = dict(value) if is_object(value) else {}
    for name, part in patch.items():
        if part is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), part, depth + 1)
    return merged


def between(old: Network, new: Network) -> dict[str, Json]:
    """Return the patch that makes one network of another."""
    before, after = network_to_dict(old), network_to_dict(new)
    patch: dict[str, Json] = {"format_version": FORMAT_VERSION, PATCH: True}
    for name in {**before, **after}:
        if name in _KEYS:
            if rows := _rows(name, before, after):
                patch[name] = rows
        elif before.get(name) != after.get(name):
            patch[name] = _difference(before.get(name), after.get(name))
    return patch


def _rows(name: str, before: _Object, after: _Object) -> list[Json]:
    """Return the records by which a table is patched."""
    key = _KEYS[name]
    olds = {record[key]: record for record in before.get(name, [])}
    news = {record[key]: record for record in after.get(name, [])}
    gone = [each for each in olds if each not in news]
    if name in SIDE_TABLES:
        # The names of a city go with it.
        cities = {city["id"] for city in after.get("cities", [])}
        gone = [each for each in gone if each in cities]
    rows: list[Json] = [{key: each, REMOVE: True} for each in gone]
    for each, record in news.items():
        if each not in olds:
            rows.append(record)
        elif record != olds[each]:
            rows.append({key: each, **_difference(olds[each], record)})
    order = [*(each for each in olds if each in news), *(each for each in news if each not in olds)]
    if _in_order([*olds]):
        order.sort(key=_rank)
    # In which order the tables of names are has no meaning.
    if order != [*news] and name not in SIDE_TABLES:
        rows.append({ORDER: [*news]})
    return rows


def _difference(old: Json, new: Json) -> Json:
    """Return the JSON Merge Patch that makes one value of another."""
    if not (is_object(old) and is_object(new)):
        return new
    return {
        name: _difference(old.get(name), new.get(name))
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    }
