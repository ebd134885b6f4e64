"""What a command reads: the network that is asked, documents, and the values of filters."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from gnlc.cli.options import UsageError, numbers, path
from gnlc.errors import AmbiguousNameError, DataError, GnlcError, NotFoundError
from gnlc.wording import shortened

if TYPE_CHECKING:
    from argparse import Namespace

    from gnlc.query.filters import Filters
    from gnlc.query.network import Network

# Arguments of the library that are options here, at the beginning of what it says of them.
_ARGUMENT = re.compile(
    r"^(as_of|awarded|bbox|certainty|kind|limit|min_score|near|within_km|year|key)\b"
)
_OPTIONS = {"key": "--sort"}


class InvalidDocumentError(GnlcError):
    """A document is not what it must be."""


def network(options: Namespace | None = None) -> Network:
    """Return the network that a command asks: the bundled one, or that of a document."""
    if file := getattr(options, "data", None) or os.environ.get("GNLC_DATA"):
        return load(file)
    return bundled_network()


def bundled_network() -> Network:
    """Return the network that comes with the package."""
    from gnlc import bundled

    return bundled.network()


def load(file: str, base: Network | None = None) -> Network:
    """Return the network of a document, or of a patch that is laid over another.

    Args:
        file: a path, or `-` for the standard input.
        base: what a patch changes; None for the bundled network.

    Raises:
        InvalidDocumentError: it is invalid.
        OSError: it cannot be read.
    """
    from gnlc.documents import read

    try:
        return read.load(source(file), base=bundled_network() if base is None else base)
    except DataError as error:
        # In full, so that two files with long paths can be distinguished.
        message = f"{file!r} is invalid, problems: {error.count}; 'gnlc check' lists them"
        raise InvalidDocumentError(message) from error


def source(file: str) -> Any:
    """Return the file of a document: a path or, for `-`, the standard input."""
    if file != "-":
        return path(file)
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), file)
    return sys.stdin.buffer


@contextmanager
def arguments() -> Generator[None]:
    """Turn an error that the library raises for the value of an argument into one of usage."""
    try:
        yield
    except (TypeError, ValueError) as error:
        raise UsageError(_ARGUMENT.sub(_option, str(error))) from error


def _option(argument: re.Match[str]) -> str:
    return _OPTIONS.get(argument[1]) or f"--{argument[1].replace('_', '-')}"


def filters(options: Namespace, known: Network) -> Filters:
    """Return the values of the options that are filters."""
    near = None if options.near is None else point(options.near, known, "--near")
    if (near is None) != (options.within_km is None):
        raise UsageError("--near and --within-km must be given together")
    return {
        "country": several(options.country, known.country),
        "region": several(options.region, known.region),
        "subdivision": several(options.subdivision, known.subdivision),
        "year": options.year,
        "announcement": several(options.announcement, known.announcement),
        "as_of": options.as_of,
        "kind": options.kind,
        "awarded": _awarded(options.awarded),
        "certainty": options.certainty,
        "near": near,
        "within_km": options.within_km,
        "bbox": options.bbox,
        "include_withdrawn": options.include_withdrawn,
    }


def several(texts: Iterable[str] | None, look_up: Callable[[str], object]) -> list[str] | None:
    """Divide text at commas into keys; a name may have commas too."""
    return None if texts is None else [key for text in texts for key in _keys(text, look_up)]


def _keys(text: str, look_up: Callable[[str], object]) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and not is_known(text, look_up):
        return [part for part in parts if part]
    return [text]


def is_known(text: str, look_up: Callable[[str], object]) -> bool:
    """Return whether anything has the name."""
    try:
        look_up(text)
    except AmbiguousNameError:
        return True
    except NotFoundError:
        return False
    return True


def _awarded(given: list[list[int] | Literal[True]] | None) -> list[int] | Literal[True] | None:
    if given is None:
        return None
    asked = [years for years in given if years is not True]
    # Without a year it means any award, and then a further year adds nothing.
    return [year for years in asked for year in years] if len(asked) == len(given) else True


def point(text: str, known: Network, what: str) -> Any:
    """Return the degrees in a text, or the city that it names."""
    try:
        # Words of the command line are one text here.
        degrees = numbers(re.sub(r"[,\s]+", ",", text.strip()))
    except ValueError:
        return known.city(text)
    if len(degrees) != 2:
        raise UsageError(f"{what} must be a city or LAT,LON, got {shortened(text)}")
    return degrees
