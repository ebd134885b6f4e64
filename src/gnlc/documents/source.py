"""Files and strings -> JSON, with limits on size and encoding, and a check for repeated names."""

import json
import os
import pathlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any, TypeAlias, TypeGuard, TypeVar

from gnlc.errors import DataError, Problem
from gnlc.files import check_path, content
from gnlc.layout import Json, is_array, is_object
from gnlc.wording import shortened

T = TypeVar("T")

File: TypeAlias = str | os.PathLike[str] | IO[str] | IO[bytes]
"""A path, or a file that is open for reading."""

Path: TypeAlias = tuple[Any, ...]
"""The names and indexes that lead to a place in a document."""

LARGEST = 2**28
"""The default for the maximum size of a file, in bytes."""

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


def invalid(message: str) -> DataError:
    """Return the error for a document that is wrong as a whole."""
    return DataError([Problem("", message)])


def from_file(file: Any, max_size: int) -> tuple[Json, list[tuple[Path, str]]]:
    """Return the JSON in a file, and the names that are repeated within an object.

    Args:
        file: as `load` takes it.
        max_size: the maximum size, in bytes (of a text file: characters).

    Raises:
        DataError: the file is too long, not UTF-8 or not JSON.
        OSError: the file cannot be read.
        TypeError: `file` is neither a path nor a file.
        ValueError: the path contains invalid characters.
    """
    if hasattr(file, "read"):
        whole = _decode(partial(content, file, max_size))
    else:
        with _open(file) as opened:
            whole = content(opened, max_size)
    if not isinstance(whole, str | bytes):
        raise TypeError(f"file.read() must return str or bytes, got {shortened(whole)}")
    if len(whole) > max_size:
        unit = "characters" if isinstance(whole, str) else "bytes"
        raise invalid(f"longer than {max_size:,} {unit}; a greater `max_size` lets it pass")
    return from_text(whole)


def from_text(text: str | bytes) -> tuple[Json, list[tuple[Path, str]]]:
    """Return the JSON in a string, and the names that are repeated within an object.

    Raises:
        DataError: it is not UTF-8 or not JSON.
    """
    if isinstance(text, bytes):
        encoding = json.detect_encoding(text)
        if not encoding.startswith("utf-8"):
            raise invalid(f"in {encoding.upper()}; save it as UTF-8")
        text = _decode(text.decode)
    if text.startswith(_BOM):
        raise invalid("the text begins with a byte order mark; save it as UTF-8 without one")
    repeated: list[tuple[dict[str, Json], str]] = []

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) < len(pairs):
            times = Counter(name for name, _ in pairs)
            repeated.extend((found, name) for name, count in times.items() if count > 1)
        return found

    document = _parse(text, members)
    return document, list(_repeats(document, repeated)) if repeated else []


# Errors of the standard library hold everything that was read. Ours are raised outside of the
# handlers, so that they do not keep it as their context.


def _parse(text: str, members: Callable[[list[tuple[str, Json]]], Json]) -> Json:
    try:
        # NaN and the infinities become floats, which the checks of fields reject with a path.
        return json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        fault = f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}"
    except ValueError:
        fault = "not JSON that can be read: a number has too many digits"
    except RecursionError:
        fault = "arrays and objects are nested too deep"
    raise invalid(fault)


def _decode(decode: Callable[[], T]) -> T:
    try:
        return decode()
    except UnicodeDecodeError as error:
        if error.encoding == "utf-8":
            fault = f"not UTF-8: {error.reason} at byte {error.start}; save it as UTF-8"
        else:
            # The caller opened a text file.
            fault = f"opened as {error.encoding}, which it is not; open it as bytes"
    raise invalid(fault)


def _is_path(file: object) -> TypeGuard["str | os.PathLike[str]"]:
    if isinstance(file, str):
        # A string that begins so is a document, not a path.
        return file.lstrip()[:1] != "{"
    return isinstance(file, os.PathLike)


def _open(path: object) -> IO[bytes]:
    if not _is_path(path):
        hint = "; `loads` takes the text of a document" if isinstance(path, str | bytes) else ""
        hint = "; `Network.from_dict` takes a mapping" if is_object(path) else hint
        raise TypeError(f"file must be a path or an open file, got {shortened(path)}{hint}")
    check_path(path)
    return pathlib.Path(path).open("rb")


def _repeats(
    document: Json, repeated: list[tuple[dict[str, Json], str]]
) -> Iterator[tuple[Path, str]]:
    """Yield the path of each repeated name, with a message."""
    names: dict[int, list[str]] = {}
    for members, name in repeated:
        names.setdefault(id(members), []).append(name)
    ahead: list[tuple[Path, Json]] = [((), document)]
    while ahead:
        path, value = ahead.pop()
        for name in names.get(id(value), ()):
            message = f"the name {shortened(name)} is repeated in its object; remove one"
            yield (*path, name), message
        if is_object(value):
            ahead.extend(((*path, name), part) for name, part in value.items())
        elif is_array(value):
            ahead.extend(((*path, place), part) for place, part in enumerate(value))
