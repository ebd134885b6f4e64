"""What the options of all commands are made of: a parser with plain errors, types, proposals."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from gnlc.cli.console import put
from gnlc.wording import close_to, listed, shortened

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

T = TypeVar("T")

# argparse quotes an argument that it does not understand in full, however long it is.
_MESSAGE = 300


class UsageError(Exception):
    """The command line cannot be understood."""


class Parser(argparse.ArgumentParser):
    """A parser that leaves it to its caller to report errors."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)
        # Python 3.14 colours help by default; earlier versions ignore this.
        self.color = False

    def error(self, message: str) -> NoReturn:
        """Raise what argparse would print."""
        if len(message) > _MESSAGE:
            message = f"{message[:_MESSAGE]}..."
        message = re.sub(r"^argument (\S+): ", r"\1 ", message)
        raise UsageError(f"{message}; see '{self.prog} --help'")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print help in any encoding."""
        if file is None:
            put(self.format_help())
        else:
            super().print_help(file)

    @property
    def names(self) -> list[str]:
        """The options in all their spellings."""
        return [name for action in self._actions for name in action.option_strings]


def proposal(word: str, choices: Iterable[str]) -> str:
    """Return the end of a message that proposes the choices closest to a word, if any are close."""
    near = close_to(word, choices)
    return f"; did you mean {listed(map(repr, near))}?" if near else ""


def one_of(choices: Collection[str], instead: Mapping[str, str]) -> Callable[[str], str]:
    """Return a type of argument that is one of a few words.

    Args:
        choices: the words.
        instead: ends of the message for other words.
    """

    def parse(text: str) -> str:
        if text in choices:
            return text
        hint = instead.get(text) or proposal(text, choices)
        raise argparse.ArgumentTypeError(
            f"must be {listed(choices)}, got {shortened(as_typed(text))}{hint}"
        )

    return parse


def as_typed(text: str) -> str:
    """Return an argument that is not a file as it was typed, in any locale.

    Bytes that the locale cannot decode arrive as lone surrogates; they are taken as UTF-8.
    """
    try:
        return text.encode(errors="surrogateescape").decode()
    except UnicodeError:
        return text


def path(text: str) -> Path:
    """Return the path of a file.

    Raises:
        UsageError: no file can have it.
    """
    from gnlc.files import check_path

    try:
        check_path(text)
    except ValueError as error:
        raise UsageError(error) from error
    return Path(text)


def whole_number(text: str) -> int:
    """Parse an argument that is a whole number."""
    return _parsed(int, text, "a whole number")


def decimal(text: str) -> float:
    """Parse an argument that is a number."""
    return _parsed(float, text, "a number")


def years(text: str) -> list[int]:
    """Parse an argument that is one year, or several with commas."""
    return [_parsed(int, part, "a year") for part in text.split(",")]


def words(text: str) -> list[str]:
    """Parse an argument that is one word, or several with commas."""
    return [part.strip() for part in as_typed(text).split(",")]


def degrees(text: str) -> list[float]:
    """Parse an argument that is a box of degrees."""
    return _parsed(numbers, text, "W,S,E,N")


def _parsed(parse: Callable[[str], T], text: str, what: str) -> T:
    try:
        return parse(text)
    except ValueError:
        message = f"must be {what}, got {shortened(as_typed(text))}"
        raise argparse.ArgumentTypeError(message) from None


def numbers(text: str) -> list[float]:
    """Parse numbers separated by commas.

    Raises:
        ValueError: a part is not a number.
    """
    return [float(part) for part in text.split(",")]
