"""The command line: `gnlc` and `python -m gnlc`.

Results go to stdout or a file, errors to stderr in one plain line. The exit status is 0; 1 where
nothing was found or a document is invalid; 2 where the command line cannot be understood, or a file
cannot be read or written.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from gnlc.cli.arguments import UnknownCommandError, parse
from gnlc.cli.commands import COMMANDS
from gnlc.cli.console import complain
from gnlc.cli.options import UsageError
from gnlc.errors import GnlcError
from gnlc.wording import shortened

# What reads data, or builds the classes of the records, is imported by the command that needs it.
if TYPE_CHECKING:
    from gnlc.cli.answer import Answer

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        argv: the arguments, without the name of the program; None: those of the process.

    Raises:
        SystemExit: with status 0, after `--help` and `--version`; 143, if the process is asked to
            end while it writes a file.
    """
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except UsageError as error:
        complain(error)
        return 2
    except ImportError as error:
        if f"{error.name}".startswith("gnlc"):
            raise
        # A library that is not required; the message says how to get it.
        complain(error)
        return 2
    except GnlcError as error:
        complain(error)
        return 1
    except OSError as error:
        named = "" if error.filename is None else f": {shortened(error.filename)}"
        complain(f"{error.strerror}{named}")
        return 2
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(argv: Sequence[str]) -> int:
    if not argv:
        from gnlc.cli.overview import show

        return show()
    try:
        options = parse(argv)
    except UnknownCommandError as error:
        from gnlc.cli.overview import propose

        raise propose(error.words) from None
    command = COMMANDS[options.command]
    answer: Answer = getattr(import_module(f"gnlc.{command.home}"), options.command)(options)
    return answer.deliver(options)
