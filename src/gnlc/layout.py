"""The layout of documents: version, tables, and form as JSON.

A document is a JSON object with facts about the network, and an array of records for each table.
The bundled document has one file for each table and one for the rest.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeAlias, TypeGuard

FORMAT_VERSION = 1

NETWORK = "network"
"""The name of the bundled file with everything outside the tables."""

HEAD_FIELDS = ("format_version", "data_version", "as_of")
"""The required fields of a document."""

PATCH = "patch"
"""The field by which a document says that it is a patch of another one."""

REMOVE, ORDER = "$remove", "$order"
"""Fields by which a patch removes a record, and puts those of a table in order."""

CORE_TABLES = ("sources", "regions", "countries", "subdivisions", "cities")
"""The tables of the register of members, each after those that it refers to."""

FACT_TABLES = (
    "strategy_periods",
    "announcements",
    "conferences",
    "awards",
    "sizes",
    "national_counts",
    "conflicts",
)
"""The tables of facts, each after those that it refers to."""

ALTERNATE_NAMES = "alternate_names"
"""The table of more names of cities."""

SIDE_TABLES = (ALTERNATE_NAMES, "place_names")
"""Tables of fields of other records: the names of cities from GeoNames, and the names of their
places by language."""

SIDES = (ALTERNATE_NAMES, "awards")
"""The tables that hold fields of cities: alternate names, and the years of awards."""

SIDE_FIELDS = ("alternate_names", "award_years")
"""The fields of cities that these tables hold."""

TABLES = (*CORE_TABLES, *SIDE_TABLES, *FACT_TABLES)

WIDTH = 100
"""How many characters fit on a line of a document."""

WIDE = 100_000
"""How many characters fit on a line that nobody edits, which compresses better."""

WIDTHS = dict.fromkeys(SIDE_TABLES, WIDE)
"""Where a line is as long as a list of names: by the name of a table."""

_OPEN, _CLOSE = b" {", b"\n }"
"""The braces of a record in a table."""

Json: TypeAlias = Any
"""A value as returned by the `json` module."""


def is_object(value: Json) -> TypeGuard[Mapping[str, Json]]:
    """Return whether a value is a JSON object."""
    # Nearly all are dicts, and asking an abstract class takes ten times as long.
    return type(value) is dict or isinstance(value, Mapping)


def is_array(value: Json) -> TypeGuard[list[Json]]:
    """Return whether a value is a JSON array."""
    return isinstance(value, list)


def step(name: object) -> str:
    """Return a name escaped for a JSON Pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")


def pointer(path: Iterable[object]) -> str:
    """Return the JSON Pointer for the names and indexes that lead to a place."""
    return "".join(f"/{step(name)}" for name in path)


def side_parts(document: Mapping[str, Json]) -> dict[str, dict[str, list[Json]]]:
    """Return the fields of cities that other tables hold, by the id of the city."""
    parts: dict[str, dict[str, list[Json]]] = {}
    for side in document["alternate_names"]:
        parts[side["city"]] = {"alternate_names": side["names"]}
    for award in document["awards"]:
        for recipient in award["recipients"]:
            if "city" in recipient:
                part = parts.setdefault(recipient["city"], {})
                part.setdefault("award_years", []).append(award["year"])
    return parts


def by_language(names: Mapping[str, Json]) -> list[Json]:
    """Return an object of names by language as an array of records, in order of the languages."""
    return [{"language": language, "name": name} for language, name in sorted(names.items())]


def render(value: Json, *, width: int = WIDTH) -> str:
    """Return a value as JSON that people can read and edit; equal values give equal strings.

    Values that fit on one line are on one line, others are indented by one space.

    Args:
        value: what the `json` module writes.
        width: how many characters fit on a line.
    """
    return _render(value, depth=0, used=0, width=width) + "\n"


# Shared, because `json.dumps` creates an encoder for each call with options, and `json.loads` looks
# for the encoding of bytes.
_parse = json.JSONDecoder().decode
_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


@lru_cache(4096)
def _head(name: str) -> str:
    return f"{_line(name)}: "


def _render(value: Json, *, depth: int, used: int, width: int) -> str:
    heads: Iterable[str]
    items: Iterable[Json]
    if is_array(value) and value:
        heads, items = repeat(""), value
        left, right = "[", "]"
    elif is_object(value) and value:
        heads, items = map(_head, value), value.values()
        left, right = "{", "}"
    else:
        return repr(value) if type(value) is int else _line(value)
    # Each text is encoded once, and most values are texts.
    parts = [
        f"{head}{_line(item)}"
        if type(item) is str
        else f"{head}{_render(item, depth=depth + 1, used=len(head), width=width)}"
        for head, item in zip(heads, items, strict=False)
    ]
    # The outermost value and its members are always split, so that each record has its own lines.
    if depth > 1:
        line = f"{left}{', '.join(parts)}{right}"
        if depth + used + len(line) < width and "\n" not in line:
            return line
    indent = "\n" + " " * depth
    return f"{left}{indent} {f',{indent} '.join(parts)}{indent}{right}"


class Records(Mapping[str, bytes]):
    """The JSON of each record of a table in the form of `render`, by the record's first field.

    Parsing or splitting a whole table would take longer than everything else that looking up a city
    needs. So a record is searched for in the text, until somebody asks for all of them.

    Attributes:
        table (bytes): the text.
    """

    def __init__(self, table: bytes) -> None:
        self.table = table
        # Up to the first colon.
        self._start = table.partition(b":")[0].removeprefix(b"[\n")
        self._all: dict[str, bytes] | None = None

    def __getitem__(self, key: str) -> bytes:
        if self._all is not None:
            return self._all[key]
        # The braces of a record are at its indent, and no text contains a line break.
        start = self.table.find(
            b"%s: %s" % (self._start, _line(key).encode("utf-8", "surrogatepass"))
        )
        if start < 0:
            raise KeyError(key)
        return self.table[start + len(_OPEN) : self.table.index(_CLOSE, start)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._split())

    def __len__(self) -> int:
        return len(self._split())

    def _split(self) -> dict[str, bytes]:
        if self._all is None:
            # The brackets of the table, and the braces of its first and last record, are cut off.
            records = self.table[4:-6].split(b"\n },\n {")
            start = records[0].index(b'": "') + len(b'": "')
            self._all = {each[start : each.index(b'"', start)].decode(): each for each in records}
        return self._all


def parse(record: bytes) -> Json:
    """Return a record from the text of its fields, as `Records` gives it."""
    return _parse(f"{{{record.decode()}}}")
