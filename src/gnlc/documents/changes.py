"""Changes between networks, as values, a patch and Markdown."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict, get_args

import attrs
from attrs import frozen

from gnlc.documents.patch import between
from gnlc.documents.sentences import cut, describe, difference
from gnlc.layout import Json
from gnlc.models import checks
from gnlc.models.base import Record, noun
from gnlc.models.cities import City
from gnlc.query.holdings import country_table
from gnlc.query.network import Network
from gnlc.wording import YEAR_NOT_KNOWN, counted, printable

if TYPE_CHECKING:
    from gnlc.models.coverage import Coverage

ChangeKind = Literal["added", "removed", "changed"]

NETWORK = "network"
"""The `record` of changes outside lists of records."""

_WIDTH = 100
_LISTED = 12
"""The number of records of a class that an entry of a changelog lists."""
_FIRST = ("city", "admission", "country", "source")
_WORDS = ("added", "withdrawn", "reinstated", "corrected", "removed", "dropped")
_DECISIVE = ("withdrawn", "reinstated")
_NEVER_AGAIN = "an id that was published must not be given to another city"


@frozen(eq=False, kw_only=True, repr=False)
class Change(Record):
    """One difference between two networks. Its `str` is a sentence.

    Records in lists have separate changes: a new admission is "added", and does not make its city
    "changed".

    Attributes:
        kind (str): "added" or "removed" for a whole record, "changed" for one of its fields.
        record (str): the kind of record: "city", "admission", "source", "network size", ...;
            "network" for values outside lists of records. A fact in words is a "statement".
        key (tuple[str, ...]): the path to the record: the key of the outermost record, then that of
            a record in it, such as `("az-ganja", "2020")` for an admission of Ganja. Empty for the
            network. Records without a key are identified by their most distinctive fields.
        field (str | None): the field that changed, with dots for nested fields, such as
            "location.latitude"; None for a whole record.
        old (str | None): the old value as JSON, as in documents; None if there was none. If only
            the order of records in a list changed: their keys in the old order.
        new (str | None): the new value, in the same form.

    Example:
        >>> document = gnlc.network().to_dict()
        >>> [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
        >>> ganja["name"] = "Gence"
        >>> gnlc.diff(gnlc.network(), gnlc.Network.from_dict(document)).entries[0]
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
        """Whether the change is the withdrawal of an admission."""
        return (self.record, self.field, self.old) == ("admission", "withdrawn_on", None)

    @property
    def summary(self) -> str:
        """What was added, removed or changed; long values are shortened."""
        old, new = (None if text is None else json.loads(text) for text in (self.old, self.new))
        if self.field is None:
            text = describe(self.record, new if old is None else old)
            lost = self.kind == "removed" and self.record == noun(City)
            return f"{text}; its id must not be given to another city" if lost else text
        if self.withdrawal:
            return f"withdrawn on {new}"
        return f"{self.field}: {difference(old, new)}"

    def __str__(self) -> str:
        path = "/".join(map(cut, self.key))
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
    """All changes between two networks. Iterable and sized; false if the networks are equal.

    Attributes:
        old (Network): the old network.
        new (Network): the new network.
        entries (tuple[Change, ...]): the changes, sorted by class of record and key.

    Example:
        >>> changes = gnlc.diff(gnlc.network(), gnlc.network())
        >>> len(changes), bool(changes)
        (0, False)
    """

    # Not hashed, because the entries depend on the networks and are quicker to hash.
    old: Network = attrs.field(hash=False, validator=checks.instance(Network))
    new: Network = attrs.field(hash=False, validator=checks.instance(Network))
    # May repeat: indistinguishable records can change in the same way.
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

    def to_patch(self) -> dict[str, Json]:
        """Return the patch document that turns the old network into the new one.

        It is a dict as the `json` module reads and writes it. `Network.from_dict(patch, base=old)`
        returns the new network.

        Example:
            >>> document = gnlc.network().to_dict()
            >>> [ganja] = [city for city in document["cities"] if city["id"] == "az-ganja"]
            >>> ganja["name"] = "Gence"
            >>> mine = gnlc.Network.from_dict(document)
            >>> patch = gnlc.diff(gnlc.network(), mine).to_patch()
            >>> patch
            {'format_version': 1, 'patch': True, 'cities': [{'id': 'az-ganja', 'name': 'Gence'}]}
            >>> gnlc.Network.from_dict(patch, base=gnlc.network()) == mine
            True
        """
        return between(self.old, self.new)

    def to_markdown(self) -> str:
        """Return the changes as the entry of a changelog, in Markdown.

        Long lists are cut, with the number of omitted items.

        Example:
            >>> gnlc.diff(gnlc.network(), gnlc.network()).to_markdown().splitlines()[-1]
            '- Nothing changed.'
        """
        return _entry(self)

    def __repr__(self) -> str:
        kinds = [change.kind for change in self]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in get_args(ChangeKind))
        return f"Changes({self.old.data_version} -> {self.new.data_version}: {counts})"


# Markdown.


def _entry(changes: Changes) -> str:
    """Return the entry of a changelog: a heading with both versions, and a list.

    All cities, countries and sources that were added or removed are listed. Of other records the
    first are listed and the rest is counted.
    """
    old, new = changes.old, changes.new
    groups: dict[tuple[str, str], dict[tuple[str, ...], list[Change]]] = {}
    # All changes of an admission are listed with its withdrawal.
    decisive = {(c.record, c.key): _word(c) for c in changes if _word(c) in _DECISIVE}
    for change in changes:
        word = _word(change)
        if change.kind == "changed":
            word = decisive.get((change.record, change.key), word)
        by_key = groups.setdefault((change.record, word), {})
        by_key.setdefault(change.key, []).append(change)
    lines = [f"#### {old.data_version} -> {new.data_version}", ""]
    lines += _sizes(old, new)
    for (record, word), by_key in sorted(groups.items(), key=lambda group: _rank(*group[0])):
        if record == "city" and word in ("added", "removed"):
            network = new if word == "added" else old
            lines += _cities(word, [network.city(city_id) for city_id, *_ in by_key])
        elif record == "country" and word in ("added", "removed"):
            network = new if word == "added" else old
            names = [
                _escape(country.common_name)
                for country in country_table(network)
                if (country.alpha_2,) in by_key
            ]
            lines += _fill(f"- {counted(len(by_key), record)} {word}:", names)
        elif record == "source" and word in ("added", "dropped"):
            ids = [f"`{source_id}`" for source_id, *_ in by_key]
            lines += _fill(f"- {counted(len(by_key), record)} {word}:", ids)
        elif record == NETWORK:
            lines += _network(by_key[()])
        else:
            lines += _records(f"- {counted(len(by_key), record)} {word}:", by_key)
    lines += _announcement_counts(old, new)
    if not lines[2:]:
        # The versions are in the heading.
        lines.append(f"- Nothing {'else ' if changes else ''}changed.")
    return "\n".join([*lines, ""])


def _word(change: Change) -> str:
    """Return the word for a change in a changelog."""
    if change.withdrawal:
        return "withdrawn"
    if (change.record, change.field, change.new) == ("admission", "withdrawn_on", None):
        return "reinstated"
    if change.kind == "removed" and change.record == "source":
        return "dropped"
    return "corrected" if change.kind == "changed" else change.kind


def _rank(record: str, word: str) -> tuple[int, int]:
    """Sort key: the most important records first, all others in their order."""
    first = _FIRST.index(record) if record in _FIRST else len(_FIRST)
    return first, _WORDS.index(word) if record in _FIRST else 0


def _escape(text: str) -> str:
    """Escape a string for Markdown."""
    return re.sub(r"(^[-+#>=]|[\\`*\[\]<&|~]|(?<!\w)_|_(?!\w))", r"\\\1", printable(text))


def _fill(head: str, items: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a list item with a heading and items, without breaking lines in items."""
    indent = " " * (head.index("-") + 2)
    line = head
    *most, last = items
    for item in (*(f"{item}," for item in most), last):
        if len(f"{line} {item}") > _WIDTH:
            yield line
            line = f"{indent}{item}"
        else:
            line = f"{line} {item}"
    yield line


def _sizes(old: Network, new: Network) -> Iterator[str]:
    before, now = _size(old), _size(new)
    if before != now:
        cities, countries = (
            counted(count, noun) for count, noun in zip(now, ("city", "country"), strict=True)
        )
        yield f"- Now {cities} of {countries} on record, before {before[0]} of {before[1]}."


def _size(network: Network) -> tuple[int, int]:
    cities = network.cities(include_withdrawn=True)
    return len(cities), len({city.country.alpha_2 for city in cities})


def _cities(word: str, cities: Iterable[City]) -> Iterator[str]:
    """Yield a heading, and lines of cities for each country."""
    by_country: dict[str, list[str]] = {}
    total = 0
    for city in sorted(cities, key=lambda city: (city.country.common_name, city.name, city.id)):
        total += 1
        when = str(city.year or YEAR_NOT_KNOWN) + (", withdrawn" if city.withdrawn else "")
        named = f"{_escape(city.name)} ({when})"
        of_country = by_country.setdefault(_escape(city.country.common_name), [])
        of_country.append(f"`{city.id}` {named}" if word == "removed" else named)
    head = f"{counted(total, 'city')} of {counted(len(by_country), 'country')} {word}"
    yield f"- **{head}**; {_NEVER_AGAIN}:" if word == "removed" else f"- {head}:"
    for country, cities_of in by_country.items():
        yield from _fill(f"  - {country}:", cities_of)


def _network(changes: Sequence[Change]) -> Iterator[str]:
    # The versions are in the heading.
    summaries = [_escape(change.summary) for change in changes if change.field != "data_version"]
    if summaries:
        yield "- The network as a whole:"
        yield from (f"  - {summary}" for summary in summaries)


def _records(head: str, by_key: dict[tuple[str, ...], list[Change]]) -> Iterator[str]:
    """Yield a line for each of the first records, and one with the number of the others."""
    yield head
    for key, changes in list(by_key.items())[:_LISTED]:
        first = sorted(changes, key=lambda change: _word(change) not in _DECISIVE)
        summary = "; ".join(change.summary for change in first if change.summary)
        name = "/".join(key)
        yield f"  - {_escape(f'{name}: {summary}' if summary else name)}"
    rest = list(by_key.values())[_LISTED:]
    if rest:
        fields = Counter(change.field for changes in rest for change in changes if change.field)
        counts = ", ".join(f"{_escape(name)} {count}" for name, count in fields.most_common())
        yield f"  - and {len(rest)} more, not listed here{counts and f' ({counts})'}"


def _announcement_counts(old: Network, new: Network) -> Iterator[str]:
    """Yield the counts of each announcement whose stated or recorded counts changed."""
    before = {row.year: _figures(row) for row in old.coverage()}
    now = {row.year: _figures(row) for row in new.coverage()}
    # Cities whose year is unknown come last.
    years = sorted({*before, *now}, key=lambda year: (year is None, year))
    rows = [
        f"  - {year or YEAR_NOT_KNOWN}: {now.get(year, 'none')}; before: {before.get(year, 'none')}"
        for year in years
        if before.get(year) != now.get(year)
    ]
    if rows:
        yield "- Cities stated, and recorded here:"
        yield from rows


def _figures(row: Coverage) -> str:
    stated = "none" if row.cities_stated is None else str(row.cities_stated)
    corrected = "" if row.cities_corrected is None else f" (corrected to {row.cities_corrected})"
    withdrawn = f" ({row.cities_withdrawn} withdrawn)" if row.cities_withdrawn else ""
    return f"{stated} stated{corrected}, {row.cities_recorded} recorded{withdrawn}"
