"""Write results and errors of the command line to stdout and stderr, in any encoding."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable

from gnlc.wording import printable


def _backslashed(text: str, encoding: str) -> str:
    return text.encode(encoding, "backslashreplace").decode(encoding)


def json_escaped(text: str, _: str) -> str:
    """Return the text of a JSON document in ASCII; only strings can hold other characters."""
    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)


def put(text: str, *, escape: Callable[[str, str], str] = _backslashed) -> None:
    """Write a text for people to stdout, at once.

    What the encoding of stdout lacks is written as an escape, because names in many scripts are
    not to fail, nor to be lost, where the locale knows ASCII only.
    """
    if columns() is not None:
        # A terminal takes orders, and sets text in both directions.
        text = "\n".join(map(printable, text.split("\n")))
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding, getattr(sys.stdout, "errors", None) or "strict")
    except UnicodeEncodeError:
        text = escape(text, encoding)
    _write(lambda: print(text, end="", flush=True))


def put_data(text: str, *, escape: Callable[[str, str], str] = _backslashed) -> None:
    """Write a text for programs to stdout: as UTF-8, unless it is a terminal."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or columns() is not None:
        put(text, escape=escape)
        return

    def write() -> None:
        # Lone surrogates, which no encoding has, can only come from a document.
        stream.write(text.encode("utf-8", "backslashreplace"))
        stream.flush()

    _write(write)


def _write(write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        # The interpreter writes out what is left when it ends; let that fail no more.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        if not reader_is_gone(error):
            raise


def reader_is_gone(error: OSError, system: str = os.name) -> bool:
    """Return whether a write failed because the reader closed the pipe, which is not a fault."""
    # Windows also calls it an invalid argument.
    return isinstance(error, BrokenPipeError) or (system == "nt" and error.errno == errno.EINVAL)


def columns() -> int | None:
    """Return how wide the terminal is; None where stdout is none, so that nothing is cut."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def complain(error: object) -> None:
    """Write what is wrong to stderr, in one line."""
    # Without a stderr, print would turn to stdout, where results are.
    if sys.stderr is not None:
        print(f"gnlc: {printable(' '.join(str(error).split()))}", file=sys.stderr)
