"""Mutants of a module: its syntax tree with one small fault in it, one fault after the other.

A test suite that is worth its time fails on each of them. What is mutated: comparisons, arithmetic,
conditions, constants, strings, slices, what is returned, arguments and calls, decorators, elements
of displays, statements. What is not: annotations, what only type checkers read, docstrings.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_CONTEXT = 72  # letters of source, about, that a mutant is named by

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    # The boundary, and the opposite.
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.LShift: (ast.RShift,),
    ast.RShift: (ast.LShift,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
}

# Calls that mean something to type checkers alone.
_TYPING = {"TypeVar", "cast"}


def mutants(source: str) -> Iterator[tuple[str, ast.Module]]:
    """Yield the mutants of a module, each with a name; a tree is good until the next is asked for.

    A name tells the scope and the source before and after, and stays the same when other lines
    change. What would be named alike is numbered.
    """
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    for scope, chain in _places(tree, (), ()):
        *_, (parent, field, at) = chain
        node = _get(parent, field, at)
        for new in _faults(node, parent, field):
            context = _context(chain)
            before = ast.unparse(_get(*context))
            _put(parent, field, at, new)
            after = ast.unparse(ast.fix_missing_locations(_get(*context)))
            name = f"{'.'.join(scope) or 'module'}: {_line(before)} -> {_line(after)}"
            seen[name] += 1
            yield name if seen[name] == 1 else f"{name} ({seen[name]})", tree
            _put(parent, field, at, node)


_Place = tuple[ast.AST, str, int | None]


def _get(parent: ast.AST, field: str, at: int | None) -> Any:
    value = getattr(parent, field)
    return value if at is None else value[at]


def _put(parent: ast.AST, field: str, at: int | None, node: Any) -> None:
    if isinstance(node, ast.AST) and isinstance(old := _get(parent, field, at), ast.AST):
        ast.copy_location(node, old)
    if at is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[at] = node


def _line(source: str) -> str:
    return " ".join(source.split())


def _context(chain: tuple[_Place, ...]) -> _Place:
    """Return the place of the largest short piece of source around the end of a chain."""
    pieces = [place for place in chain if isinstance(_get(*place), ast.expr | ast.stmt)]
    found = pieces.pop()
    while pieces:
        node = _get(*pieces[-1])
        if isinstance(node, ast.FunctionDef | ast.ClassDef) or len(ast.unparse(node)) > _CONTEXT:
            break
        found = pieces.pop()
    return found


def _places(
    node: ast.AST, scope: tuple[str, ...], chain: tuple[_Place, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[_Place, ...]]]:
    """Yield every place in a tree, with its scope and the chain of places that leads to it."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns"):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_for_checkers(child):
                continue
            here = (*chain, (node, field, at))
            inner = (*scope, *_named(child))
            yield inner, here
            yield from _places(child, inner, here)


def _named(node: ast.AST) -> tuple[str, ...]:
    match node:
        case ast.FunctionDef(name) | ast.ClassDef(name) | ast.AnnAssign(ast.Name(name)):
            return (name,)
    return ()


def _is_for_checkers(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant()):
            return True
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.AnnAssign(annotation=ast.Name("TypeAlias")):
            return True
        case ast.Call(ast.Name(called)) | ast.Assign(value=ast.Call(ast.Name(called))):
            return called in _TYPING
        case ast.FunctionDef(decorator_list=[ast.Name("overload")]):
            return True
    return False


def _faults(node: ast.AST, parent: ast.AST, field: str) -> Iterator[Any]:
    """Yield what may stand in the place of a node."""
    for operator in _OPERATORS.get(type(node), ()):
        yield operator()
    if field == "test" or (isinstance(parent, ast.comprehension) and field == "ifs"):
        yield from (ast.Constant(value) for value in (True, False))
    if field == "decorator_list":
        yield ast.parse("lambda decorated: decorated", mode="eval").body
    if isinstance(node, ast.expr):
        yield from _expressions(node, parent, field)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.ExceptHandler) and node.type is not None:
        yield ast.ExceptHandler(ast.Tuple([], ast.Load()), node.name, node.body)


def _expressions(node: ast.expr, parent: ast.AST, field: str) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value) if not isinstance(parent, ast.FormattedValue):
            yield from map(ast.Constant, _constants(value))
        case ast.BoolOp(operator, values):
            for rest in _without_one(values):
                yield rest[0] if len(rest) == 1 else ast.BoolOp(operator, rest)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Lambda(args, body) if not isinstance(body, ast.Constant):
            yield ast.Lambda(args, ast.Constant(None))
        case ast.Call():
            yield from _calls(node, parent, field)
        case _:
            yield from _displays(node, parent)


def _constants(value: Any) -> Iterator[Any]:
    match value:
        case bool():
            yield not value
        case int():
            yield from (value + 1, value - 1)
        case float():
            yield value + 1
        case str():
            yield f"xx{value}xx"
        case bytes():
            yield b"xx" + value


def _displays(node: ast.expr, parent: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Slice(lower, upper, step):
            for bound in filter(None, (lower, upper, step)):
                yield ast.Slice(*(None if b is bound else b for b in (lower, upper, step)))
        case ast.Tuple(items, ast.Load() as load) | ast.List(items, ast.Load() as load):
            for rest, item in zip(_without_one(items), items, strict=True):
                # To mutate a constant does as well as to leave it out.
                if not isinstance(item, ast.Constant) and not isinstance(parent, ast.Subscript):
                    yield type(node)(rest, load)
        case ast.Dict(keys, values):
            yield from map(ast.Dict, _without_one(keys), _without_one(values))


def _without_one(items: list[T]) -> list[list[T]]:
    return [items[:at] + items[at + 1 :] for at in range(len(items))]


def _calls(node: ast.Call, parent: ast.AST, field: str) -> Iterator[ast.expr]:
    func, args, keywords = node.func, node.args, node.keywords
    yield from (ast.Call(func, rest, keywords) for rest in _without_one(args))
    yield from (ast.Call(func, args, rest) for rest in _without_one(keywords))
    if isinstance(parent, ast.Raise) or field == "decorator_list":
        return
    if isinstance(func, ast.Name) and len(args) == 1 and not keywords:
        if not isinstance(args[0], ast.Starred):
            yield args[0]
    elif isinstance(func, ast.Attribute) and not args and not keywords:
        yield func.value


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(ast.expr() as value) if not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.Raise() | ast.Break() | ast.Continue() | ast.Delete():
            yield ast.Pass()
        case ast.AugAssign(target, _, value):
            yield ast.Pass()
            yield ast.Assign([target], value)
        case ast.Assign([ast.Attribute() | ast.Subscript()]) | ast.AnnAssign(ast.Attribute()):
            yield ast.Pass()
        case ast.Assign(targets, value) if not isinstance(value, ast.Constant | ast.Subscript):
            yield ast.Assign(targets, ast.Constant(None))
        case ast.For(target, _, body):
            yield ast.For(target, ast.Tuple([], ast.Load()), body, node.orelse)
        case ast.With(body=body):
            yield ast.If(ast.Constant(True), body, [])
