"""What changed between two networks, in terms of what they are about.

The documents that describe them are compared, so that a change is reported once: where the country
of a city got another name, the country changed and not the city. How a record is called, what it
holds and what distinguishes it is read from the models.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from gnlc.documents.changes import NETWORK, Change, Changes, in_words
from gnlc.documents.write import network_to_dict
from gnlc.layout import Json, by_language, is_array, is_object
from gnlc.models.base import Record, Statement, noun
from gnlc.models.tables import Types, classes, distinctive, types_in, types_in_document
from gnlc.query.network import Network
from gnlc.wording import shortened

_Object: TypeAlias = Mapping[str, Json]


def diff(old: Network, new: Network) -> Changes:
    """Return what changed between two networks.

    The result is complete: there are no changes if and only if the two are equal. The other way
    round the changes are the same, with what was added as removed, and old for new.

    Records are compared with those that have the same key; records without a key (admissions,
    sizes, statements, ...) with those of the same label: the year, date or text that distinguishes
    them, and if several have the same, more of their fields. All others were added or removed.
    A change of nothing but order is a change of the list; where in a list a new record is, is not
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
            hint = "`load` and `loads` make one of a document"
            raise TypeError(f"{name} must be a Network, got {shortened(network)}; {hint}")
    place = _Place(NETWORK, (), "")
    changes = _in_object(types_in_document(), _document(old), _document(new), place)
    return Changes(old=old, new=new, entries=tuple(sorted(changes, key=_order)))


def _document(network: Network) -> _Object:
    """Return the document of a network, with the tables of names in the cities themselves."""
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
    """Where in a document something is: the record, and the field or what leads to it."""

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
    """Compare two objects field by field; the field of the place ends in a dot, if any."""
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
    # What a record is of its class says, but for statements, which are in many lists.
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
    """Return the records of two lists by what they are called, and of the same the how many-th.

    The first of the fields that tell them apart will do where both lists have it once.
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
    """Return the values that distinguish a record, or all of its values if it has none of them."""
    return [in_words(item[name]) for name in fields if name in item] or [in_words([*item.values()])]


def _order(change: Change) -> tuple[object, ...]:
    """Sort key: the same with old and new exchanged."""
    rank = [NETWORK, *classes()].index(change.record)
    values = sorted((change.old or "", change.new or ""))
    return rank, change.key, change.field or "", values
