"""The files in tests/typing, which type checkers read, leave out nothing that is public."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gnlc
from gnlc import plot, strategies

CONSUMERS = Path(__file__).parent / "typing"

# The library alone makes these, and nobody is told how.
GIVEN = {"Cities", "Rows", "Tables"}
INTERNAL = {"Network(keys)"}


def public() -> Iterator[str]:
    """Every public name, attribute and method, keyword of a call, and column of a table.

    Such as `city`, `plot.map`, `City.name`, `cities(year)`, `Tables.awards[year]`.
    """
    for module, prefix in ((gnlc, ""), (plot, "plot."), (strategies, "strategies.")):
        for name in module.__all__:
            path, value = f"{prefix}{name}", getattr(module, name)
            if path not in GIVEN:
                yield path
                yield from keywords(path, value)
            if isinstance(value, type):
                yield from members(path, value)
    for rows in gnlc.tables():
        yield from (f"Tables.{rows.name}[{column}]" for column in rows._row().__annotations__)


def members(path: str, cls: type[Any]) -> Iterator[str]:
    """Every attribute of a class, and the keywords of its methods."""
    builtin = {name for base in (tuple, Exception) if issubclass(cls, base) for name in dir(base)}
    # What errors hold only their docstrings tell of the class.
    docs = [inspect.getdoc(base) or "" for base in cls.__mro__ if issubclass(base, gnlc.GnlcError)]
    told = re.findall(r"^    (\w+) \(", "\n".join(docs), re.MULTILINE)
    for name in {*dir(cls), *told} - builtin:
        if name[0] != "_":
            yield f"{path}.{name}"
            yield from keywords(f"{path}.{name}", getattr(cls, name, None))


def keywords(path: str, value: Any) -> Iterator[str]:
    """Every argument that must be named."""
    # The base of all errors takes what any exception takes, and has no signature to ask for.
    if callable(value) and value is not gnlc.GnlcError:
        parameters = inspect.signature(value).parameters.values()
        named = (each.name for each in parameters if each.kind is each.KEYWORD_ONLY)
        yield from (f"{path}({name})" for name in named)


def asserted(tree: ast.Module) -> Iterator[str]:
    """Everything of which a file asserts the type, in the same words."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *functions):
        known = {"plot": "plot", "strategies": "strategies"}
        if isinstance(scope, ast.FunctionDef):
            for argument in scope.args.args:
                told = ast.unparse(argument.annotation) if argument.annotation else ""
                known[argument.arg] = told.partition("[")[0].removeprefix("gnlc.")
        nodes = list(ast.walk(scope))
        for node in nodes:
            if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
                known[node.target.id] = path(node.iter, known)
        for node in nodes:
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "assert_type":
                # What is handed to a call has some type that will do, and not one that is told.
                part: ast.AST = node.args[0]
                while isinstance(part, ast.Attribute | ast.Call | ast.Subscript):
                    yield path(part, known)
                    if isinstance(part, ast.Call):
                        yield from (f"{path(part, known)}({each.arg})" for each in part.keywords)
                    part = part.func if isinstance(part, ast.Call) else part.value


def path(node: ast.AST, known: dict[str, str]) -> str:
    """Return the words for what an expression leads to; `known` has those for its variables."""
    match node:
        case ast.Name(id="gnlc"):
            return ""
        case ast.Name(id=name):
            return known.get(name, "?")
        case ast.Attribute(value=value, attr=name):
            return f"{path(value, known)}.{name}".removeprefix(".")
        case ast.Call(func=function):
            return path(function, known)
        case ast.Subscript(value=value, slice=ast.Constant(value=str() as key)):
            return f"{path(value, known)}[{key}]"
    return "?"


class TestConsumers:
    """Each public call, field and column has its `assert_type`, and each keyword its use."""

    def test_nothing_is_left_out(self) -> None:
        trees = [ast.parse(file.read_text("utf-8")) for file in CONSUMERS.glob("*.py")]
        seen = {told for tree in trees for told in asserted(tree)}
        wanted = set(public()) - INTERNAL
        assert len(wanted) > 500
        assert sorted(wanted - seen) == []
