"""What a caller hands in -> JSON: a file or text, in UTF-8, of a size, each name once."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeAlias, TypeGuard, TypeVar

from gnlc.errors import DataError, Problem
from gnlc.files import content
from gnlc.layout import Json, is_array, is_object, step
from gnlc.wording import shortened

T = TypeVar("T")

Loadable: TypeAlias = os.PathLike[str] | IO[str] | IO[bytes] | bytes | str | Mapping[str, Json]

LARGEST = 2**28
"""How many bytes a document may have unless the caller says otherwise."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def unsound(message: str) -> DataError:
    """Return the error for a document that is wrong as a whole."""
    return DataError([Problem("", message)])


def parsed(source: Loadable, *, max_size: int = LARGEST) -> tuple[Json, list[Problem]]:
    """Return the JSON that a source holds, and the names that stand twice in one object of it.

    Args:
        source: as `load` takes it.
        max_size: how many bytes (of a str or a text file: characters) it may have at the most.

    Raises:
        DataError: it is too long, not UTF-8 or not JSON.
        OSError: the file cannot be read.
        TypeError: the source is none of these.
    """
    if isinstance(source, Mapping):
        return source, []
    text = _text(source, max_size)
    if text.startswith(_BOM):
        raise unsound("the text begins with a byte order mark; save it as UTF-8 without one")
    repeated: list[tuple[dict[str, Json], str]] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(name for name, _ in pairs)
            repeated.extend((found, name) for name, count in times.items() if count > 1)
        return found

    document = _json(text, members)
    return document, list(_told(document, repeated)) if repeated else []


# Where an error of the standard library holds the whole of what was read, ours is raised outside
# of its handler, so that it does not go along.


def _json(text: str, members: Callable[[list[tuple[str, Json]]], Json]) -> Json:
    try:
        # NaN and the infinities become floats that no field takes: so they have a place.
        return json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        fault = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except ValueError as error:
        fault = f"not JSON that can be read: {error}"
    except RecursionError:
        fault = "arrays and objects are nested too deep"
    raise unsound(fault)


def _decoded(decode: Callable[[], T]) -> T:
    try:
        return decode()
    except UnicodeDecodeError as error:
        if error.encoding == "utf-8":
            fault = f"not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        else:
            # A file of text that the caller opened.
            fault = f"opened as {error.encoding}, which it is not; open it as bytes"
    raise unsound(fault)


def _text(source: Any, max_size: int) -> str:
    whole = _read(source, max_size)
    if not isinstance(whole, str | bytes):
        wanted = "a path, an open file, bytes, str or a mapping"
        raise TypeError(f"a document must be {wanted}, got {shortened(source)}")
    if len(whole) > max_size:
        unit = "characters" if isinstance(whole, str) else "bytes"
        raise unsound(f"longer than {max_size:,} {unit}; a greater `max_size` lets it pass")
    if isinstance(whole, str):
        return whole
    encoding = json.detect_encoding(whole)
    if not encoding.startswith("utf-8"):
        raise unsound(f"in {encoding.upper()}; save it as UTF-8")
    return _decoded(whole.decode)


def _read(source: Any, max_size: int) -> Any:
    if _is_path(source):
        with _opened(source) as file:
            return content(file, max_size)
    if not hasattr(source, "read"):
        return source
    return _decoded(partial(content, source, max_size))


def _is_path(source: object) -> TypeGuard["os.PathLike[str] | str"]:
    if isinstance(source, str):
        return source.lstrip()[:1] not in ("", "{", "[", _BOM)
    return isinstance(source, os.PathLike)


def _opened(path: "os.PathLike[str] | str") -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except ValueError as error:
        # It holds a NUL or half a character, which no file's name does.
        raise unsound(f"neither JSON nor a path: {shortened(path)}") from error


def _told(document: Json, repeated: list[tuple[dict[str, Json], str]]) -> Iterator[Problem]:
    """Give a problem for each name that stands twice, at its place."""
    names: dict[int, list[str]] = {}
    for members, name in repeated:
        names.setdefault(id(members), []).append(name)
    ahead: list[tuple[str, Json]] = [("", document)]
    while ahead:
        pointer, value = ahead.pop()
        for name in names.get(id(value), ()):
            told = f"the name {shortened(name)} stands twice in its object; one must go"
            yield Problem(f"{pointer}/{step(name)}", told)
        if is_object(value):
            ahead.extend((f"{pointer}/{step(name)}", part) for name, part in value.items())
        elif is_array(value):
            ahead.extend((f"{pointer}/{place}", part) for place, part in enumerate(value))
