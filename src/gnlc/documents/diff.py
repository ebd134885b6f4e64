"""Comparison of two networks.

It compares the documents that describe them, in which other records are only referred to by key.
So each change is reported once: if a country is renamed, its cities do not change. The kinds of
records, their fields and what identifies them come from the models.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from gnlc.documents.changes import NETWORK, Change, Changes
from gnlc.documents.sentences import in_words
from gnlc.documents.write import network_to_dict
from gnlc.layout import Json, by_language, is_array, is_object
from gnlc.models.base import Record, Statement, noun
from gnlc.models.tables import Types, classes, distinctive, types_in, types_in_document
from gnlc.query.network import Network
from gnlc.wording import shortened

_Object: TypeAlias = Mapping[str, Json]


def diff(old: Network, new: Network) -> Changes:
    """Return the changes between two networks.

    The result is complete: it is empty if and only if the networks are equal. With the arguments
    exchanged, the changes are the same, but with "added" for "removed" and old for new values.

    Records are compared with the record of the same key. Records without a key (admissions, sizes,
    statements, ...) are compared with the record of the same year, date or text, and if several
    have the same, of more equal fields. All other records were added or removed. If only the order
    of a list changed, that is one change of the list; the positions of new records are not
    reported.

    Raises:
        TypeError: an argument is not a Network.

    Example:
        >>> document = gnlc.network().to_dict()
        >>> [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        >>> ganja["name"] = "Gence"
        >>> for change in gnlc.diff(gnlc.network(), gnlc.Network.from_dict(document)):
        ...     print(change)
        city az-ganja changed: name: 'Ganja' -> 'Gence'
    """
    for name, network in (("old", old), ("new", new)):
        if not isinstance(network, Network):
            hint = "`load` and `loads` read one from a document"
            raise TypeError(f"{name} must be a Network, got {shortened(network)}; {hint}")
    place = _Place(NETWORK, (), "")
    changes = _in_object(types_in_document(), _document(old), _document(new), place)
    return Changes(old=old, new=new, entries=tuple(sorted(changes, key=_order)))


def _document(network: Network) -> _Object:
    """Return the document of a network, with the tables of names moved into the cities."""
    document = network_to_dict(network)
    names = {side["city"]: side["names"] for side in document.pop("alternate_names", [])}
    labels = {side["city"]: side["names"] for side in document.pop("place_names", [])}
    for city in document.get("cities", []):
        if city["id"] in labels:
            city["location"]["names"] = by_language(labels[city["id"]])
        if city["id"] in names:
            city["alternate_names"] = names[city["id"]]
    return document


@frozen
class _Place:
    """A place in a document: a record by its path of keys, and a field."""

    record: str
    key: tuple[str, ...]
    field: str


def _change(at: _Place, old: Json, new: Json) -> Change:
    return Change(
        kind="changed",
        record=at.record,
        key=at.key,
        field=at.field,
        old=_text(old),
        new=_text(new),
    )


def _text(value: Json) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _in_object(types: Types, old: _Object, new: _Object, at: _Place) -> Iterator[Change]:
    """Compare two objects field by field; the field of the place is empty or ends with a dot."""
    for name in {**old, **new}:
        place = evolve(at, field=f"{at.field}{name}")
        yield from _in_value(types[name], old.get(name), new.get(name), place)


def _in_value(cls: type[Record] | None, old: Json, new: Json, at: _Place) -> Iterator[Change]:
    if old == new:
        return
    if cls is not None and is_object(old) and is_object(new):
        yield from _in_object(types_in(cls), old, new, evolve(at, field=f"{at.field}."))
    elif cls is not None and _holds_objects(old or new):
        # Documents omit empty lists.
        olds, news = (value if is_array(value) else [] for value in (old, new))
        yield from _in_list(cls, olds, news, at)
    else:
        yield _change(at, old, new)


def _holds_objects(value: Json) -> bool:
    return is_array(value) and any(map(is_object, value))


def _in_list(
    cls: type[Record], old: Sequence[_Object], new: Sequence[_Object], at: _Place
) -> Iterator[Change]:
    """Compare two lists of records."""
    record = noun(cls)
    before, after = _by_label(cls, old, new)
    # Statements are in many lists, so that their key needs the name of the list.
    outer = (*at.key, at.field) if cls is Statement else at.key
    for label in before.keys() - after.keys():
        key = (*outer, label[0])
        yield Change(kind="removed", record=record, key=key, old=_text(before[label]))
    for label in after.keys() - before.keys():
        key = (*outer, label[0])
        yield Change(kind="added", record=record, key=key, new=_text(after[label]))
    types = types_in(cls)
    shared = [label for label in before if label in after]
    for label in shared:
        place = _Place(record, (*outer, label[0]), "")
        yield from _in_object(types, before[label], after[label], place)
    reordered = [label for label in after if label in before]
    if shared != reordered:
        yield _change(at, [label for label, _ in shared], [label for label, _ in reordered])


_ByLabel: TypeAlias = dict[tuple[str, int], _Object]


def _by_label(
    cls: type[Record], old: Sequence[_Object], new: Sequence[_Object]
) -> tuple[_ByLabel, _ByLabel]:
    """Return the records of two lists by their label and, if it repeats, by a running number.

    The label is the first distinctive field, or all of them if the first repeats in a list.
    """
    fields = distinctive(cls)
    named = [[_values(fields, item) for item in items] for items in (old, new)]
    repeated = {
        first
        for names in named
        for first, count in Counter(first for first, *_ in names).items()
        if count > 1
    }

    def index(items: Sequence[_Object], names: Sequence[Sequence[str]]) -> _ByLabel:
        counts: Counter[str] = Counter()
        found: _ByLabel = {}
        for item, values in zip(items, names, strict=True):
            label = ", ".join(values) if values[0] in repeated else values[0]
            counts[label] += 1
            found[label, counts[label]] = item
        return found

    return index(old, named[0]), index(new, named[1])


def _values(fields: Sequence[str], item: _Object) -> Sequence[str]:
    """Return the distinctive values of a record, or all of its values if it has none of them."""
    return [in_words(item[name]) for name in fields if name in item] or [in_words([*item.values()])]


def _order(change: Change) -> tuple[object, ...]:
    """Sort key that stays the same if old and new are exchanged."""
    rank = [NETWORK, *classes()].index(change.record)
    values = sorted((change.old or "", change.new or ""))
    return rank, change.key, change.field or "", values
