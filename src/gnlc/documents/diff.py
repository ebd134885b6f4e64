"""What changed between two networks, in terms of what they are about.

The documents that describe them are compared, so that a change is told once: where the country of
a city got another name, the country changed and not the city. How a record is called, what it
holds and by what it is known from others is read from the models.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product, takewhile
from typing import Any, Literal, TypeAlias, TypedDict, get_args

import attrs
from attrs import frozen

from gnlc.documents.read import load
from gnlc.documents.source import Loadable
from gnlc.documents.write import to_document
from gnlc.errors import DataError
from gnlc.layout import HEAD_FIELDS, Json, by_language, is_array, is_object
from gnlc.models import checks
from gnlc.models.base import Record, Statement, fields_of, noun, shown_of
from gnlc.models.facts import NetworkFacts
from gnlc.models.places import City, PlaceName
from gnlc.models.tables import CORE, KEYS, RECORDS
from gnlc.query.network import Network
from gnlc.wording import shortened

ChangeKind = Literal["added", "removed", "changed"]

_Object: TypeAlias = Mapping[str, Json]
_Types: TypeAlias = Mapping[str, type[Record] | None]
"""The class of the records that each field of an object holds; None where it holds none."""

_NETWORK = "network"
_CONTEXT = 20
_SHORT = 60
_LISTED = 8
_COMPARED = 200 * 200
"""How many pairs of records without a key are compared at the most, all with all."""

_KEYS: Mapping[type[Record], str] = {
    PlaceName: "language",
    **{RECORDS[table]: key for table, key in KEYS.items()},
}


@frozen(kw_only=True, repr=False)
class Change(Record):
    """One thing that differs between two networks.

    Its `str` is a sentence. Records that documents hold in lists are told of by themselves: an
    admission is "added", and its city not "changed".

    Attributes:
        kind (str): "added" or "removed", of the record as a whole; "changed", of one of its fields.
        record (str): what it is a record of: "city", "admission", "source", "network size", ...;
            "network" for what is in no list. A fact in words is a "statement".
        key (tuple[str, ...]): what leads to the record, from the outermost inwards: the key of a
            record, then that of a record in it, as `("az-ganja", "2020")` for an admission of
            Ganja. Empty for the network. A record that has no key is called by what tells it from
            others; where that changed, by the one of the two that sorts first.
        field (str | None): the field that changed, with a dot before a field in it:
            "location.latitude"; None for the record as a whole.
        old (str | None): the old value as JSON text, in the form of documents; None where there was
            none. Where only the order of records in a list changed: their keys in the old order.
        new (str | None): the same of the new value.

    Example:
        >>> document = gnlc.network().to_json().replace('"name": "Ganja"', '"name": "Gence"', 1)
        >>> gnlc.diff(gnlc.network(), document).entries[0]
        Change(kind='changed', record='city', key=('az-ganja',), field='name')
    """

    _shown = ("kind", "record", "key", "field")

    kind: ChangeKind = attrs.field(validator=checks.one_of(*get_args(ChangeKind)))
    record: str = attrs.field(validator=checks.text)
    key: tuple[str, ...] = attrs.field(validator=checks.instance(tuple))
    field: str | None = attrs.field(default=None, validator=checks.optional(checks.text))
    old: str | None = attrs.field(default=None, validator=checks.optional(checks.text))
    new: str | None = attrs.field(default=None, validator=checks.optional(checks.text))

    @property
    def withdrawal(self) -> bool:
        """Whether it tells that an admission was announced and has now been taken back."""
        return (self.record, self.field, self.old) == ("admission", "withdrawn_on", None)

    @property
    def summary(self) -> str:
        """What was added, removed or changed, in short; long values are cut, with dots."""
        old, new = (None if text is None else json.loads(text) for text in (self.old, self.new))
        if self.field is None:
            told = _described(self.record, new if old is None else old)
            lost = self.kind == "removed" and self.record == noun(City)
            return f"{told}; its id must not be given to another city" if lost else told
        if self.withdrawal:
            return f"withdrawn on {new}"
        return f"{self.field}: {_difference(old, new)}"

    def __str__(self) -> str:
        path = "/".join(map(_cut, self.key))
        head = " ".join(filter(None, (self.record, path, self.kind)))
        return f"{head}: {self.summary}" if self.summary else head


class ChangeRecord(TypedDict):
    """A change as a row of a table."""

    kind: ChangeKind
    record: str
    key: list[str]
    field: str | None
    old: Json
    new: Json
    summary: str


@frozen(kw_only=True, repr=False)
class Changes(Record):
    """All that differs between two networks; false where nothing does.

    It is iterated over, and counted, by its changes.

    Attributes:
        old (Network): the one.
        new (Network): the other.
        entries (tuple[Change, ...]): what differs, by class of record and key.

    Example:
        >>> changes = gnlc.diff(gnlc.network(), gnlc.network())
        >>> len(changes), bool(changes)
        (0, False)
    """

    # The entries follow from the networks, and are quicker to hash.
    old: Network = attrs.field(hash=False, validator=checks.instance(Network))
    new: Network = attrs.field(hash=False, validator=checks.instance(Network))
    # Two may be equal: of records that nothing told apart, each was changed alike.
    entries: tuple[Change, ...] = attrs.field(validator=checks.instance(tuple))

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.entries)

    def to_records(self) -> list[ChangeRecord]:
        """Return a dict for each change, with values as the `json` module reads them.

        Example:
            >>> gnlc.diff(gnlc.network(), gnlc.network()).to_records()
            []
        """
        return [
            {
                "kind": change.kind,
                "record": change.record,
                "key": list(change.key),
                "field": change.field,
                "old": None if change.old is None else json.loads(change.old),
                "new": None if change.new is None else json.loads(change.new),
                "summary": change.summary,
            }
            for change in self
        ]

    def to_markdown(self) -> str:
        """Return the entry of a changelog that tells the changes, in Markdown.

        It is for people to read: long lists are cut, and say what they leave out.

        Example:
            >>> gnlc.diff(gnlc.network(), gnlc.network()).to_markdown().splitlines()[-1]
            '- Nothing changed.'
        """
        from gnlc.documents.changelog import changelog_entry

        return changelog_entry(self)

    def __repr__(self) -> str:
        kinds = [change.kind for change in self]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in get_args(ChangeKind))
        return f"Changes({self.old.data_version} -> {self.new.data_version}: {counts})"


def diff(old: Network | Loadable, new: Network | Loadable) -> Changes:
    """Return what changed between two networks.

    Nothing is left out: there are no changes if, and only if, the two are equal. The other way
    round the same is told, with what was added as removed, and old for new.

    Records are compared with those that have the same key, and records without a key (admissions,
    sizes, statements, ...) with those that come nearest: those of the same year, date or text
    first, then those of which half of the fields or more are equal, then the only ones that a
    record holds. All others were added or removed. Of more than 200 with 200, those of the same
    year, date or text are compared in order, and others not at all. A change of nothing but order
    is told as one of the list; where in a list a new record stands is not told.

    Args:
        old: a network, or anything that `load` takes.
        new: the same.

    Raises:
        DataError: a document is not sound; a note of the error says which.
        OSError: a file cannot be read.
        TypeError: an argument is none of these.

    Example:
        >>> document = gnlc.network().to_json().replace('"name": "Ganja"', '"name": "Gence"', 1)
        >>> for change in gnlc.diff(gnlc.network(), document):
        ...     print(change)
        city az-ganja changed: name: 'Ganja' -> 'Gence'
    """
    before, after = _network("old", old), _network("new", new)
    told = _in_object(_root(), _document(before), _document(after), _Place(_NETWORK, (), ""))
    return Changes(old=before, new=after, entries=tuple(sorted(told, key=_order)))


def _network(which: str, given: Network | Loadable) -> Network:
    if isinstance(given, Network):
        return given
    try:
        return load(given)
    except DataError as error:
        error.add_note(f"in the {which} document")
        raise


def _document(network: Network) -> _Object:
    """Return the document of a network, with the tables of names in the cities themselves."""
    document = to_document(network)
    named = {side["city"]: side["names"] for side in document.pop("alternate_names", [])}
    labels = {side["city"]: side["names"] for side in document.pop("place_names", [])}
    for city in document.get("cities", []):
        if city["id"] in labels:
            city["location"]["names"] = by_language(labels[city["id"]])
        if city["id"] in named:
            city["alternate_names"] = named[city["id"]]
    return document


# What the models tell.


@cache
def _root() -> _Types:
    """Return what the fields of a document hold."""
    return {**dict.fromkeys(HEAD_FIELDS), **CORE, **_types(NetworkFacts)}


def _types(cls: type[Record]) -> _Types:
    return {attribute.name: _record_in(attribute.type) for attribute in fields_of(cls)}


def _record_in(of: Any) -> type[Record] | None:
    """Return the class of the records that a field of some type holds; None if it holds none."""
    parts = (part for part in (of, *get_args(of)) if isinstance(part, type))
    return next((part for part in parts if issubclass(part, Record)), None)


@cache
def _classes() -> Mapping[str, type[Record]]:
    """Return the classes of the records that a document holds, by what they are called."""
    found: dict[str, type[Record]] = {}

    def find(types: _Types) -> None:
        for cls in types.values():
            if cls is not None and noun(cls) not in found:
                found[noun(cls)] = cls
                find(_types(cls))

    find(_root())
    return found


def _telling(cls: type[Record]) -> tuple[str, ...]:
    """Return the fields by which records of a class are known, the best first."""
    key = _key(cls)
    return (key,) if key else shown_of(cls)


def _key(cls: type[Record]) -> str:
    """Return the field that is another in each record of a list; empty where there is none."""
    return _KEYS.get(cls, "")


# How documents are compared.


@frozen
class _Place:
    """Where in a document something stands: the record, and the field or what leads to it."""

    record: str
    key: tuple[str, ...]
    field: str


def _changed(at: _Place, old: Json, new: Json) -> Change:
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


def _in_object(types: _Types, old: _Object, new: _Object, at: _Place) -> Iterator[Change]:
    """Tell how two objects differ, field by field; the field of the place ends in a dot, if any."""
    for name in {**old, **new}:
        place = _Place(at.record, at.key, f"{at.field}{name}")
        yield from _in_value(types[name], old.get(name), new.get(name), place)


def _in_value(cls: type[Record] | None, old: Json, new: Json, at: _Place) -> Iterator[Change]:
    if old == new:
        return
    if cls is not None and is_object(old) and is_object(new):
        yield from _in_object(_types(cls), old, new, _Place(at.record, at.key, f"{at.field}."))
    elif cls is not None and _holds_objects(old or new):
        # A list that is empty is left out of documents.
        yield from _in_list(cls, _items(old), _items(new), at)
    else:
        yield _changed(at, old, new)


def _holds_objects(value: Json) -> bool:
    return is_array(value) and any(map(is_object, value))


def _items(value: Json) -> Sequence[Json]:
    return value if is_array(value) else []


def _in_list(
    cls: type[Record], olds: Sequence[_Object], news: Sequence[_Object], at: _Place
) -> Iterator[Change]:
    """Tell how two lists of records differ."""
    record = noun(cls)
    old_labels, new_labels = _labels(cls, olds), _labels(cls, news)
    pairs = _pairs(cls, olds, news, nested=at.key != ())
    # What a record is of its class tells, but for statements, which stand in many lists.
    outer = (*at.key, at.field) if cls is Statement else at.key
    for i in sorted(set(range(len(olds))) - set(pairs)):
        key = (*outer, old_labels[i])
        yield Change(kind="removed", record=record, key=key, old=_text(olds[i]))
    for j in sorted(set(range(len(news))) - set(pairs.values())):
        key = (*outer, new_labels[j])
        yield Change(kind="added", record=record, key=key, new=_text(news[j]))
    shared = {i: min(old_labels[i], new_labels[j]) for i, j in pairs.items()}
    types = _types(cls)
    for i, j in pairs.items():
        place = _Place(record, (*outer, shared[i]), "")
        yield from _in_object(types, olds[i], news[j], place)
    before, after = sorted(pairs), sorted(pairs, key=pairs.__getitem__)
    if before != after:
        yield _changed(at, [shared[i] for i in before], [shared[i] for i in after])


def _labels(cls: type[Record], items: Sequence[_Object]) -> list[str]:
    """Return what each record of a list is called: in short where that is clear."""
    told = [
        # A record that has nothing of what its like are known by is known by what it has.
        [_plain(item[name]) for name in _telling(cls) if name in item] or [_plain([*item.values()])]
        for item in items
    ]
    counts = Counter(first for first, *_ in told)
    return [names[0] if counts[names[0]] == 1 else ", ".join(names) for names in told]


def _plain(value: Json) -> str:
    if is_array(value):
        return ", ".join(map(_plain, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _pairs(
    cls: type[Record], olds: Sequence[_Object], news: Sequence[_Object], *, nested: bool
) -> dict[int, int]:
    """Return which records are the same, by position; the same both ways round."""
    if key := _key(cls):
        position = {item[key]: j for j, item in enumerate(news)}
        return {i: position[item[key]] for i, item in enumerate(olds) if item[key] in position}
    same = {_text(item): j for j, item in enumerate(news)}
    pairs = {i: same[text] for i, item in enumerate(olds) if (text := _text(item)) in same}
    [first, *_] = _telling(cls)
    of_old = _by_value(first, olds, _left(olds, pairs))
    of_new = _by_value(first, news, _left(news, set(pairs.values())))
    for value in of_old.keys() & of_new.keys():
        alike = of_old[value], of_new[value]
        in_order = zip(*alike, strict=False)
        pairs |= _nearest(olds, news, *alike, least=0) if _few_pairs(*alike) else in_order
    left = _left(olds, pairs), _left(news, set(pairs.values()))
    if _few_pairs(*left):
        only = nested and len(olds) == len(news) == 1
        pairs |= _nearest(olds, news, *left, least=0 if only else 0.5)
    return pairs


def _left(items: Sequence[_Object], taken: Container[int]) -> list[int]:
    return [position for position in range(len(items)) if position not in taken]


def _by_value(
    name: str, items: Sequence[_Object], positions: Iterable[int]
) -> dict[str | None, list[int]]:
    """Return the positions of what has a field, by its value as JSON text."""
    found: dict[str | None, list[int]] = {}
    for position in positions:
        if name in items[position]:
            found.setdefault(_text(items[position][name]), []).append(position)
    return found


def _few_pairs(of_old: Sequence[int], of_new: Sequence[int]) -> bool:
    return len(of_old) * len(of_new) <= _COMPARED


def _nearest(
    olds: Sequence[_Object],
    news: Sequence[_Object],
    of_old: Iterable[int],
    of_new: Iterable[int],
    *,
    least: float,
) -> dict[int, int]:
    """Return the pairs of which the greatest share of fields is equal, that share or more."""
    shares = [(_share(olds[i], news[j]), i, j) for i, j in product(of_old, of_new)]
    near = [(share, i, j) for share, i, j in shares if share >= least]
    # What is equally near is taken in an order that is the same with old and new exchanged.
    near.sort(key=lambda pair: (-pair[0], pair[1] + pair[2], abs(pair[1] - pair[2])))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in near:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _share(old: _Object, new: _Object) -> float:
    """Return the share of fields that are equal, 0 to 1."""
    names = {**old, **new}
    return len([name for name in names if old.get(name) == new.get(name)]) / len(names)


def _order(change: Change) -> tuple[object, ...]:
    """Return what sorts changes, the same with old and new exchanged."""
    rank = [_NETWORK, *_classes()].index(change.record)
    values = sorted((change.old or "", change.new or ""))
    return rank, change.key, change.field or "", values


# How changes are told.


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def _described(record: str, value: Json) -> str:
    """Return what tells a record from others, beside its key."""
    cls = _classes()[record]
    [first, *_] = _telling(cls)
    told = (name for name in shown_of(cls) if name in value and name != first)
    return ", ".join(f"{name} {_cut(_plain(value[name]))}" for name in told)


def _difference(old: Json, new: Json) -> str:
    if is_array(old) or is_array(new):
        return _between_lists(_items(old), _items(new))
    if isinstance(old, str) and isinstance(new, str):
        # Long texts are shown from a little before where they begin to differ.
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
        )
        start = same - _CONTEXT
        if start > 0 and max(len(old), len(new)) > _SHORT - _CONTEXT:
            old, new = f"...{old[start:]}", f"...{new[start:]}"
    return f"{_value(old)} -> {_value(new)}"


def _value(value: Json) -> str:
    if value is None:
        return "none"
    if isinstance(value, str):
        return shortened(value)
    return _cut(json.dumps(value, ensure_ascii=False))


def _between_lists(old: Sequence[Json], new: Sequence[Json]) -> str:
    before, now = (dict.fromkeys(map(_plain, items)) for items in (old, new))
    come = [f"+ {item}" for item in now if item not in before]
    gone = [f"- {item}" for item in before if item not in now]
    told = [part for items in (come, gone) for part in _few(items)]
    if [item for item in before if item in now] != [item for item in now if item in before]:
        told.append("another order")
    return ", ".join(told)


def _few(items: Sequence[str]) -> Iterable[str]:
    shown = [_cut(item) for item in items[:_LISTED]]
    more = len(items) - _LISTED
    return [*shown, f"{items[0][:2]}{more} more"] if more > 0 else shown
