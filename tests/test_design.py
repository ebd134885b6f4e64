"""The modules lie in the rooms of the page on the design, and import in one direction."""

import ast
from collections.abc import Iterator
from pathlib import Path

import gnlc

ROOT = Path(gnlc.__file__).parent
PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "design.md"


def rooms() -> dict[str, int]:
    """The modules and packages that the page names, by the number of their row."""
    rows = PAGE.read_text("utf-8").split("| room |")[1].split("\n\n")[0].splitlines()[2:]
    listed = [row.split("|")[2].replace("`", "").split(",") for row in rows]
    return {name.strip(): place for place, names in enumerate(listed) for name in names}


def imported_on_loading(node: ast.AST) -> Iterator[str]:
    """The modules of the library that a piece of code imports when it is loaded."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        return
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0
        module = node.module or ""
        # What is imported from the package itself may be one of its modules.
        yield from (f"gnlc.{a.name}" for a in node.names) if module == "gnlc" else [module]
    for child in ast.iter_child_nodes(node):
        yield from imported_on_loading(child)


def room(module: str) -> str:
    """The name by which the page has a module: that of its first part below the package."""
    _, _, below = module.partition(".")
    return below.split(".")[0] or "gnlc"


def modules() -> list[Path]:
    """Every module of the library, without what other programs load, such as a hook of theirs."""
    below = (path.relative_to(ROOT) for path in ROOT.rglob("*.py"))
    return [path for path in below if not path.parts[0].startswith("_") or len(path.parts) == 1]


def test_every_module_has_a_room() -> None:
    there = {path.parts[0].removesuffix(".py") for path in modules()} - {"__init__"}
    assert set(rooms()) == there | {"gnlc"}


def test_imports_go_up_the_page() -> None:
    rows = rooms()
    checked = 0
    for path in modules():
        first = path.parts[0].removesuffix(".py")
        own = "gnlc" if first == "__init__" else first
        for module in imported_on_loading(ast.parse((ROOT / path).read_text("utf-8"))):
            if module.partition(".")[0] == "gnlc":
                other = room(module)
                assert rows[other] <= rows[own], f"{path}: {module}"
                checked += other != own
    assert checked > 50
