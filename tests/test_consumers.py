"""The files in tests/typing, which type checkers read, leave out no call and no kind of field."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from api import api

import gnlc
from gnlc import frames, plot, testing

CONSUMERS = Path(__file__).parent / "typing"


API = api()
PACKAGES = {"frames": frames, "plot": plot, "testing": testing}


def value_at(path: str) -> Any:
    """What is public by a path; of a class its member as it is defined."""
    module, _, name = path.rpartition(".")
    if module in PACKAGES:
        return getattr(PACKAGES[module], name)
    first, *rest = path.split(".")
    value = getattr(gnlc, first)
    return inspect.getattr_static(value, rest[0], None) if rest else value


def public() -> Iterator[str]:
    """Every call, and each argument that must be named; those of records are fields."""
    for path in API:
        if re.fullmatch(r"[\w.]+", path):
            value = value_at(path)
            call = value.__func__ if isinstance(value, classmethod) else value
            if inspect.isfunction(call):
                yield path
                parameters = inspect.signature(call).parameters.values()
                yield from (f"{path}({p.name})" for p in parameters if p.kind is p.KEYWORD_ONLY)


def kinds(paths: Iterable[str]) -> set[str]:
    """The types of those of some paths that are fields, properties and columns."""
    calls = set(public())
    fields = (p for p in paths if p in API and re.search(r"[.\[]", p) and p not in calls)
    return {API[path].rpartition("-> ")[2] for path in fields}


def asserted_types(tree: ast.Module) -> Iterator[str]:
    """Everything of which a file asserts the type, in the same words."""
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for scope in (tree, *functions):
        known = {name: name for name in PACKAGES}
        if isinstance(scope, ast.FunctionDef):
            for argument in scope.args.args:
                annotation = ast.unparse(argument.annotation) if argument.annotation else ""
                known[argument.arg] = annotation.partition("[")[0].removeprefix("gnlc.")
                yield known[argument.arg]
        nodes = list(ast.walk(scope))
        for node in nodes:
            if isinstance(node, ast.For) and isinstance(node.target, ast.Name):
                known[node.target.id] = path(node.iter, known)
        for node in nodes:
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "assert_type":
                yield from (path(part, known) for part in ast.walk(node.args[1]))
                # What is handed to a call has some type that will do, and not one that is reported.
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
    """Each call has its `assert_type`, each keyword its use, and each kind of field an example."""

    def test_nothing_is_left_out(self) -> None:
        trees = [ast.parse(file.read_text("utf-8")) for file in CONSUMERS.glob("*.py")]
        seen = {annotation for tree in trees for annotation in asserted_types(tree)}
        wanted = set(public())
        assert len(wanted) > 150
        assert sorted(wanted - seen) == []
        assert len(kinds(API)) > 60
        assert sorted(kinds(API) - kinds(seen)) == []
