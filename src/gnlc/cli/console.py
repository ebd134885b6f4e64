"""Write results and errors of the command line to stdout and stderr, in any encoding."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from typing import Any

from gnlc.wording import printable


def show(form: str, *, sources: bool = False, **forms: Callable[[], Any]) -> None:
    """Print a result in the form that is asked for; each form has a function that makes it.

    Args:
        form: the name of the form.
        sources: whether a description shows the sources of each fact.
        **forms: the functions; that of a table returns a description, or lines as they are.
    """
    made = forms[form]()
    if isinstance(made, str):
        put(made)
        return
    if form == "table":
        from gnlc.display.text import text

        put(text(made, sources=sources, columns=columns()))
        return
    from gnlc.rows.text import csv_text, json_text

    if form == "csv":
        # In a stream of text lines end as they do on the platform.
        put(csv_text(*made).replace("\r\n", "\n"))
    else:
        put(f"{json_text(made)}\n", escape=json_escaped)


def _backslashed(text: str, encoding: str) -> str:
    return text.encode(encoding, "backslashreplace").decode(encoding)


def json_escaped(text: str, _: str) -> str:
    """Return the text of a JSON document in ASCII; only strings can hold other characters."""
    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)


def put(text: str, *, escape: Callable[[str, str], str] = _backslashed) -> None:
    """Write a text to stdout, at once.

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
    try:
        print(text, end="", flush=True)
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


def complain(error: object, status: int) -> int:
    """Write what is wrong to stderr, in one line, and return the exit status."""
    # Without a stderr, print would turn to stdout, where results are.
    if sys.stderr is not None:
        print(f"gnlc: {printable(' '.join(str(error).split()))}", file=sys.stderr)
    return status
