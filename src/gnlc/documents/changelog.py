"""Changes as the entry of a changelog, in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.wording import YEAR_NOT_KNOWN, counted, printable

if TYPE_CHECKING:
    from gnlc.documents.diff import Change, Changes
    from gnlc.models.coverage import Coverage
    from gnlc.models.places import City
    from gnlc.query.network import Network

_WIDTH = 100
_LISTED = 12
_FIRST = ("city", "admission", "country", "source")
_WORDS = ("added", "withdrawn", "reinstated", "corrected", "removed", "dropped")
_DECISIVE = ("withdrawn", "reinstated")
_NEVER_AGAIN = "an id that was published must not be given to another city"


def changelog_entry(changes: Changes) -> str:
    """Return the entry that tells changes: a heading with both versions, and a list.

    Cities added or removed stand by country and sources by id, all of them; of other records so
    many are told, and the rest is counted.
    """
    old, new = changes.old, changes.new
    groups: dict[tuple[str, str], dict[tuple[str, ...], list[Change]]] = {}
    # All that changed of an admission is told at its withdrawal.
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
            names = [_escaped(network.country(code).common_name) for code, *_ in by_key]
            lines += _filled(f"- {counted(len(by_key), record)} {word}:", names)
        elif record == "source" and word in ("added", "dropped"):
            ids = [f"`{source_id}`" for source_id, *_ in by_key]
            lines += _filled(f"- {counted(len(by_key), record)} {word}:", ids)
        elif record == "network":
            lines += _network(by_key[()])
        else:
            lines += _records(f"- {counted(len(by_key), record)} {word}:", by_key)
    lines += _stated(old, new)
    if not lines[2:]:
        # The versions stand in the heading.
        lines.append(f"- Nothing {'else ' if changes else ''}changed.")
    return "\n".join([*lines, ""])


def _word(change: Change) -> str:
    """Return what happened to the record, in a word."""
    if change.withdrawal:
        return "withdrawn"
    if (change.record, change.field, change.new) == ("admission", "withdrawn_on", None):
        return "reinstated"
    if change.kind == "removed" and change.record == "source":
        return "dropped"
    return "corrected" if change.kind == "changed" else change.kind


def _rank(record: str, word: str) -> tuple[int, int]:
    """Return what puts first what a reader looks for; all else stays as it is."""
    first = _FIRST.index(record) if record in _FIRST else len(_FIRST)
    return first, _WORDS.index(word) if record in _FIRST else 0


def _escaped(text: str) -> str:
    """Return a text in which nothing is an order to Markdown."""
    return re.sub(r"(^[-+#>=]|[\\`*\[\]<&|~]|(?<!\w)_|_(?!\w))", r"\\\1", printable(text))


def _filled(head: str, items: Iterable[str]) -> Iterator[str]:
    """Give an item of a list that names others, in lines that break between these only."""
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
    """Tell cities, a line for each country."""
    by_country: dict[str, list[str]] = {}
    total = 0
    for city in sorted(cities, key=lambda city: (city.country.common_name, city.name, city.id)):
        total += 1
        when = str(city.year or YEAR_NOT_KNOWN) + (", withdrawn" if city.withdrawn else "")
        told = f"{_escaped(city.name)} ({when})"
        of_country = by_country.setdefault(_escaped(city.country.common_name), [])
        of_country.append(f"`{city.id}` {told}" if word == "removed" else told)
    head = f"{counted(total, 'city')} of {counted(len(by_country), 'country')} {word}"
    yield f"- **{head}**; {_NEVER_AGAIN}:" if word == "removed" else f"- {head}:"
    for country, told_cities in by_country.items():
        yield from _filled(f"  - {country}:", told_cities)


def _network(changes: Sequence[Change]) -> Iterator[str]:
    # The versions stand in the heading.
    told = [_escaped(change.summary) for change in changes if change.field != "data_version"]
    if told:
        yield "- The network as a whole:"
        yield from (f"  - {summary}" for summary in told)


def _records(head: str, by_key: dict[tuple[str, ...], list[Change]]) -> Iterator[str]:
    """Tell records one by one, and count those that are too many."""
    yield head
    for key, changes in list(by_key.items())[:_LISTED]:
        first = sorted(changes, key=lambda change: _word(change) not in _DECISIVE)
        told = "; ".join(change.summary for change in first if change.summary)
        name = "/".join(key)
        yield f"  - {_escaped(f'{name}: {told}' if told else name)}"
    rest = list(by_key.values())[_LISTED:]
    if rest:
        fields = Counter(change.field for changes in rest for change in changes if change.field)
        counts = ", ".join(f"{_escaped(name)} {count}" for name, count in fields.most_common())
        yield f"  - and {len(rest)} more, not listed here{counts and f' ({counts})'}"


def _stated(old: Network, new: Network) -> Iterator[str]:
    """Tell what is stated and what is recorded of each announcement of which either changed."""
    before = {row.year: _figures(row) for row in old.coverage()}
    now = {row.year: _figures(row) for row in new.coverage()}
    # The cities of which no year is known come last.
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
