"""Tell what is public, and what of it is not as the last release had it.

    python tools/api.py

prints each break that CHANGELOG.md does not declare; the exit code is 1 if there are any. A break
is declared by its path in backticks, or by that of the class or function that it belongs to, under
Changed or Removed of what is not released yet.

Why not with `griffe check`: it looks neither at the types of attributes and arguments, nor at the
filters behind `**filters`, nor at the constructors that attrs makes, the columns of tables and the
command line, which are most of what there is here.
"""

import builtins
import inspect
import json
import re
import sys
from argparse import SUPPRESS
from collections.abc import Callable, Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_overloads,
    get_type_hints,
)

import attrs
from packaging.version import Version

import gnlc
from gnlc import plot, testing
from gnlc.cli.arguments import parser
from gnlc.documents.changes import ChangeKind
from gnlc.models.base import fields_of
from gnlc.models.places import Certainty, CityKind
from gnlc.query.cities import Key

Api: TypeAlias = dict[str, str]
"""What is public by its path, with its type and what else callers may rely on.

Paths are such as `city()` for what it returns, `city(key)` for an argument, `City` for what else a
City is, `City.name`, `Tables.awards[year]`, `plot.map()` and `gnlc city --country`.
"""

PROJECT = Path(__file__).parents[1]
KEPT = PROJECT / "tests" / "kept"

BY_NAME = "by name"
"""How the text of an argument begins that must be named."""

# What other libraries ask for by these names.
_PROTOCOLS = {"__arrow_c_stream__", "__geo_interface__"}

# The library alone makes these, and nobody is told how.
_GIVEN = {"Cities", "Rows", "Tables"}

# What stands by its name in annotations, and callers rely on word for word.
_WORDS = {"Certainty": Certainty, "CityKind": CityKind, "Key": Key, "ChangeKind": ChangeKind}


def api() -> Api:
    """Return all that is public."""
    return dict(sorted(_entries()))


def _entries() -> Iterator[tuple[str, str]]:
    for module, prefix in ((gnlc, ""), (plot, "plot."), (testing, "testing.")):
        for name in module.__all__:
            path, value = f"{prefix}{name}", getattr(module, name)
            if isinstance(value, type):
                bases = (base.__name__ for base in value.__mro__[1:-1])
                known = (base for base in bases if base in gnlc.__all__ or hasattr(builtins, base))
                yield path, ", ".join(known)
                yield from _attributes(path, value)
                yield from _members(path, value)
            elif not callable(value):
                yield path, type(value).__name__
            # The base of the errors takes what any exception takes.
            if callable(value) and path not in {*_GIVEN, "GnlcError"}:
                yield from _call(path, value)
    for rows in gnlc.tables():
        row = rows._row()  # noqa: SLF001 - the columns are public, the way to their types is not
        for column, of in get_type_hints(row).items():
            yield f"Tables.{rows.name}[{column}]", _text(of)
    yield from _command_line()


def _attributes(path: str, cls: type[Any]) -> Iterator[tuple[str, str]]:
    """Give what is set when an object is made."""
    if attrs.has(cls):
        for field in fields_of(cls):
            if field.name[0] != "_":
                yield f"{path}.{field.name}", _text(field.type)
        return
    # Of errors and named tuples their docstrings tell it.
    for base in cls.__mro__[:-1]:
        if base is cls or base.__name__ in gnlc.__all__:
            told = re.findall(r"(?m)^    (\w+) \((.+?)\): ", inspect.getdoc(base) or "")
            yield from ((f"{path}.{name}", of) for name, of in told)


def _members(path: str, cls: type[Any]) -> Iterator[tuple[str, str]]:
    """Give properties and methods."""
    for name in dir(cls):
        member = inspect.getattr_static(cls, name)
        if name[0] == "_" and name not in _PROTOCOLS:
            continue
        if isinstance(member, property) and member.fget is not None:
            yield f"{path}.{name}", _text(member.fget.__annotations__["return"])
        elif isinstance(member, classmethod) or inspect.isfunction(member):
            yield from _call(f"{path}.{name}", getattr(cls, name))


def _call(path: str, value: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    signature = inspect.signature(value)
    returned = "" if isinstance(value, type) else _text(signature.return_annotation)
    yield f"{path}()", returned
    parameters = [each for each in signature.parameters.values() if each.name != "self"]
    for place, each in enumerate(parameters, 1):
        how = BY_NAME if each.kind is each.KEYWORD_ONLY else str(place)
        default = "" if each.default is each.empty else f" = {each.default!r}"
        yield f"{path}({each.name})", f"{how}: {_text(each.annotation)}{default}"
    for number, overload in enumerate(get_overloads(value), 1):
        hints = [_text(hint) for hint in overload.__annotations__.values()]
        yield f"{path}()#{number}", " -> ".join(hints)


def _command_line() -> Iterator[tuple[str, str]]:
    # There is no other way to ask a parser what it understands.
    choices = (action.choices for action in parser()._actions)  # noqa: SLF001
    [commands] = (commands for commands in choices if isinstance(commands, dict))
    for name, command in commands.items():
        for action in command._actions:  # noqa: SLF001
            values = 1 if action.nargs is None else action.nargs
            default = "" if action.default in (None, SUPPRESS) else f" = {action.default!r}"
            for option in action.option_strings or [action.metavar or action.dest]:
                yield f"gnlc {name} {option}", f"{values} {action.choices or ''}".rstrip() + default


def _text(of: Any) -> str:
    """Return a type in the same words for every version of Python, without modules."""
    origin, parts = get_origin(of), get_args(of)
    if isinstance(of, ForwardRef):
        of = of.__forward_arg__
    if isinstance(of, str):
        return re.sub(rf"\b({'|'.join(_WORDS)})\b", lambda found: _text(_WORDS[found[1]]), of)
    if isinstance(of, list):
        return f"[{', '.join(map(_text, of))}]"
    if origin is Annotated:
        return _text(parts[0])
    if origin in (Union, UnionType):
        return " | ".join(map(_text, parts))
    if origin is Literal:
        return f"Literal{[*parts]}"
    name: str = {None: "None", NoneType: "None", ...: "..."}.get(of) or (
        getattr(origin or of, "__qualname__", "") or str(of)
    )
    return f"{name}[{', '.join(map(_text, parts))}]" if parts else name


def last_release() -> Path:
    """Return the folder with what is kept of the last release."""
    folders = [folder for folder in KEPT.iterdir() if (folder / "api.json").exists()]
    return max(folders, key=lambda folder: Version(folder.name))


def breaks(old: Api, new: Api) -> dict[str, str]:
    """Return what those who rely on the old may find missing or different, by path."""
    found: dict[str, str] = {}
    for path, text in old.items():
        if path not in new:
            found[path] = f"was {text!r}, is no more"
        elif new[path] != text:
            found[path] = f"was {text!r}, is {new[path]!r}"
    for path in new.keys() - old.keys():
        call, _, argument = path.partition("(")
        if argument not in ("", ")") and f"{call}()" in old and " = " not in new[path]:
            found[path] = f"must be given: {new[path]!r}"
    return dict(sorted(found.items()))


def declared(changelog: str) -> set[str]:
    """Return the paths that a changelog has in backticks under Changed and Removed, unreleased."""
    [unreleased] = re.findall(r"(?ms)^## \[Unreleased\]\n(.*?)(?=^## |\Z)", changelog)
    told = re.findall(r"(?ms)^### (?:Changed|Removed)\n(.*?)(?=^### |\Z)", unreleased)
    return set(re.findall("`([^`]+)`", "".join(told)))


def undeclared(found: dict[str, str], paths: set[str]) -> dict[str, str]:
    """Return the breaks of which neither the path is declared nor what it belongs to."""
    return {
        path: text
        for path, text in found.items()
        if not any(path == d or path.startswith((f"{d}.", f"{d}(", f"{d}[")) for d in paths)
    }


def main() -> int:
    old: Api = json.loads((last_release() / "api.json").read_text("utf-8"))
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    left = undeclared(breaks(old, api()), declared(changelog))
    for path, text in left.items():
        print(f"{path}: {text}")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
