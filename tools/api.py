"""List the public API, and compare it with the last release.

    python tools/api.py

prints what was removed or changed without an entry in CHANGELOG.md; the exit code is 1 if there is
any. An entry is the path, or that of its class, in backticks in the unreleased section.

`griffe check` would miss the types of attributes and arguments, the filters behind `**filters`, the
constructors that attrs generates, the columns of tables, and the command line.
"""

import builtins
import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_overloads, get_type_hints

import attrs
from packaging.version import Version
from shells import commands

import gnlc
import gnlc.typing
from gnlc import frames, plot, testing
from gnlc.cli.arguments import parser
from gnlc.models.base import fields_of

PROJECT = Path(__file__).parents[1]
KEPT = PROJECT / "tests" / "kept"


def api() -> dict[str, str]:
    """Return the signature or type of each public object by its path.

    Paths are such as `city`, `City.name`, `Tables.awards[year]`, `plot.map`, `gnlc city --country`.
    """
    return dict(sorted(_entries()))


def _entries() -> Iterator[tuple[str, str]]:
    for module, prefix in ((gnlc, ""), (frames, "frames."), (plot, "plot."), (testing, "testing.")):
        for name in module.__all__:
            path, value = f"{prefix}{name}", getattr(module, name)
            yield path, _signature(value) if callable(value) else type(value).__name__
            if isinstance(value, type):
                yield from _members(path, value)
    for rows in gnlc.tables():
        row = rows._row()  # noqa: SLF001 - the columns are public, but their types are not
        for column, of in get_type_hints(row).items():
            yield f"Tables.{rows.name}[{column}]", _text(of)
    for name, command in commands(parser()).items():
        for action in command._actions:  # noqa: SLF001 - argparse has no public way
            for option in action.option_strings or [str(action.metavar or action.dest)]:
                text = f"{action.nargs} of {action.choices or 'any'} = {action.default!r}"
                yield f"gnlc {name} {option}", text


def _members(path: str, cls: type[Any]) -> Iterator[tuple[str, str]]:
    if attrs.has(cls):
        yield from ((f"{path}.{f.name}", _text(f.type)) for f in fields_of(cls) if f.name[0] != "_")
    else:
        # Errors and named tuples list their attributes in their docstrings.
        for base in (base for base in cls.__mro__ if base is cls or hasattr(gnlc, base.__name__)):
            listed = re.findall(r"(?m)^    (\w+) \((.+?)\): ", inspect.getdoc(base) or "")
            yield from ((f"{path}.{name}", of) for name, of in listed)
    for name in dir(cls):
        member = inspect.getattr_static(cls, name)
        if name[0] != "_" or name in {"__arrow_c_stream__", "__geo_interface__"}:
            if isinstance(member, property):
                yield f"{path}.{name}", _signature(member.fget)
            elif isinstance(member, classmethod) or inspect.isfunction(member):
                yield f"{path}.{name}", _signature(getattr(cls, name))


def _signature(value: Any) -> str:
    if isinstance(value, type):
        names = (base.__name__ for base in value.__mro__[1:-1])
        bases = ", ".join(n for n in names if n in gnlc.__all__ or hasattr(builtins, n))
        private = value in {gnlc.Cities, gnlc.GnlcError, gnlc.Rows, gnlc.Tables}
        return bases if private else f"{bases}{_text(inspect.signature(value))}"
    forms = [*get_overloads(value), value]
    known = vars(gnlc.typing)
    return "; ".join(_text(inspect.signature(f, locals=known, eval_str=True)) for f in forms)


def _text(of: Any) -> str:
    """Return a type or signature without the modules of its parts, the same on any machine."""
    text = str(of) if isinstance(of, inspect.Signature) else inspect.formatannotation(of)
    return re.sub(r"\b[a-z_]\w*\.(?=[\w.]+)", "", text).replace(str(sys.maxsize), "sys.maxsize")


def last_release() -> Path:
    """Return the folder with the record of the last release."""
    folders = [folder for folder in KEPT.iterdir() if (folder / "api.json").exists()]
    return max(folders, key=lambda folder: Version(folder.name))


def undeclared_changes(old: dict[str, str], new: dict[str, str], changelog: str) -> dict[str, str]:
    """Return removed and changed paths that the changelog does not name."""
    [unreleased] = re.findall(r"(?ms)^## \[Unreleased\]\n(.*?)(?=^## |\Z)", changelog)
    named = set(re.findall("`([^`]+)`", unreleased))
    return {
        path: f"was {text!r}, is {new.get(path, 'gone')!r}"
        for path, text in old.items()
        if new.get(path) != text and not {path, re.split(r"[.[]", path)[0]} & named
    }


def main() -> int:
    old = json.loads((last_release() / "api.json").read_text("utf-8"))
    left = undeclared_changes(old, api(), (PROJECT / "CHANGELOG.md").read_text("utf-8"))
    print(*(f"{path}: {text}\n" for path, text in left.items()), sep="", end="")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
