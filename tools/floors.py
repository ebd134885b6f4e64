"""Print the rooms of the library with their lines, the imports between them, and a circle if any.

    python tools/floors.py [FOLDER]

The folder is that of the package, here or in another checkout (default: src/gnlc). A room is a
module or a folder at the top of the package. An arrow is a module that imports another one: when it
is loaded, inside a function, or for type checkers.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "gnlc"

# The methods that may import from floors above, when they are called, and the one module that may
# have them: records are shown, exported and written by floors above their own.
DOORS = {
    *("_repr_html_", "__geo_interface__", "__get_pydantic_core_schema__"),
    *("to_dict", "from_dict", "cite", "to_bibtex", "to_csl", "name_in"),
}
MIXINS = "gnlc.models.doors"


def sources(folder: Path = PACKAGE) -> dict[str, str]:
    """Return the text of every module by its dotted name, without hooks of other programs."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        below = path.relative_to(folder)
        if below.parts[0] != "_pyinstaller":
            name = ".".join(("gnlc", *below.with_suffix("").parts)).removesuffix(".__init__")
            found[name] = path.read_text("utf-8")
    return found


def _nodes(module: str, tree: ast.AST) -> Iterator[ast.AST]:
    """Yield every node of a module, except those inside the doors."""
    method = isinstance(tree, ast.ClassDef) and module == MIXINS
    for child in ast.iter_child_nodes(tree):
        if method and isinstance(child, ast.FunctionDef) and child.name in DOORS:
            continue
        yield child
        yield from _nodes(module, child)


def imports(module: str, source: str, known: Mapping[str, object]) -> set[str]:
    """Return the modules of the library that a module imports, anywhere and in any way."""
    named: list[str] = []
    by_name = "import_module" in source or "__import__" in source
    for node in _nodes(module, ast.parse(source)):
        if isinstance(node, ast.Import):
            named += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            if node.level:
                raise ValueError(f"{module} has a relative import")
            named += [f"{node.module}.{alias.name}" for alias in node.names]
        elif by_name and isinstance(node, ast.Constant) and isinstance(node.value, str):
            # Names that a module gives to import_module: whole, or in a table of its own.
            words = (name for word in node.value.split() for name in (word, f"gnlc.{word}"))
            named += [name for name in words if name in known]
    found = set[str]()
    for name in named:
        module_of = name
        while module_of and module_of not in known:
            module_of = module_of.rpartition(".")[0]
        found.add(module_of)
    return found - {"", module}


def circle(arrows: Mapping[str, set[str]]) -> list[str]:
    """Return a circle of imports, with the first module repeated at the end; empty if none."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        modules: list[str] = error.args[1]
        return modules
    return []


def room(module: str) -> str:
    """Return the top-level module or folder that a module is in; the face is `gnlc` itself."""
    return module.partition(".")[2].split(".")[0] or "gnlc"


def main(folder: Path) -> None:
    texts = sources(folder)
    # Every module imports the package itself.
    arrows = {name: imports(name, text, texts) - {"gnlc"} for name, text in texts.items()}
    print("| room | modules | lines | imports from |\n| --- | ---: | ---: | --- |")
    for name in sorted(set(map(room, texts))):
        inside = [module for module in texts if room(module) == name]
        to = Counter(room(other) for module in inside for other in arrows[module])
        counts = ", ".join(f"{other} {to[other]}" for other in sorted(to) if other != name)
        lines = sum(texts[module].count("\n") for module in inside)
        print(f"| {name} | {len(inside)} | {lines:,} | {counts} |")
    lines = sum(text.count("\n") for text in texts.values())
    print(f"\n{lines:,} lines, {sum(map(len, arrows.values()))} arrows")
    print("circle:", *(circle({**arrows, "gnlc": set()}) or ["none"]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
