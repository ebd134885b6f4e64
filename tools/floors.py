"""Print the rooms of the library with their lines, the arrows of imports between them, and circles.

    python tools/floors.py [FOLDER]

The folder is that of the package, here or in another checkout (default: src/gnlc). A room is a
module or a folder at the top of the package. An arrow is a module that imports another one, at
whatever time: when it is loaded, inside a function, or for type checkers.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
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
    """Return the modules of the library that a module imports, at whatever time and in any way."""
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


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the modules that import one another in a circle, the groups and each in order."""

    def reach(start: str) -> set[str]:
        seen, todo = set[str](), [start]
        while todo:
            todo += (new := arrows[todo.pop()] - seen)
            seen |= new
        return seen

    reached = {module: reach(module) for module in arrows}
    groups = {
        frozenset(b for b in reached[a] if a in reached[b]) for a in arrows if a in reached[a]
    }
    return sorted(sorted(group) for group in groups)


def room(module: str) -> str:
    """Return the top-level module or folder that a module is in; the face is `gnlc` itself."""
    return module.partition(".")[2].split(".")[0] or "gnlc"


def main(folder: Path) -> None:
    texts = sources(folder)
    arrows = {module: imports(module, text, texts) for module, text in texts.items()}
    # Whatever is below the package imports the package: only its own arrows are shown.
    inner = {module: others - {"gnlc"} for module, others in arrows.items() if module != "gnlc"}
    modules = Counter(map(room, texts))
    lines = Counter[str]()
    for module, text in texts.items():
        lines[room(module)] += text.count("\n")
    print("| room | modules | lines | imports from |\n| --- | ---: | ---: | --- |")
    for name in sorted(modules):
        to = Counter(
            room(other) for module in arrows if room(module) == name for other in arrows[module]
        )
        arrows_out = ", ".join(
            f"{other} {count}" for other, count in sorted(to.items()) if other != name
        )
        print(f"| {name} | {modules[name]} | {lines[name]:,} | {arrows_out} |")
    print(f"\n{lines.total():,} lines, {sum(map(len, inner.values()))} arrows below the face")
    longest = sorted(((text.count("\n"), module) for module, text in texts.items()), reverse=True)
    print("longest modules:", longest[:3])
    found = circles(inner)
    print(f"circles: {len(found)}", *(f"  {len(c)}: {', '.join(c)}" for c in found), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
