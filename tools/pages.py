"""Generated parts of pages, and pages that are generated as a whole; an extension of Sphinx.

The lines between `<!-- generated: NAME -->` and `<!-- end: NAME -->` in a page are those of
`PARTS[NAME]`: as MyST on the site, and as plain Markdown in the file, written by `tools/derive.py`.
Of parts in `ON_THE_SITE`, the file has a note to its readers instead. The pages of the countries,
and copies of the documents in the root of the project, are written into the docs before the site is
built, and are not committed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dictionary
import register
import shells
from markup import fence

import gnlc
from gnlc import typing
from gnlc.bundled import read
from gnlc.layout import Json
from gnlc.query.network import Network

if TYPE_CHECKING:
    # The files are derived without Sphinx.
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MARK = re.compile(
    r"^(<!-- generated: (\S+) -->\n).*?^(<!-- end: \2 -->\n)", re.DOTALL | re.MULTILINE
)

PARTS: Mapping[str, Callable[[Network, Json], str]] = {
    "cities": lambda network, _: register.cities_list(network),
    "command-line": lambda *_: shells.command_line(),
    "conflicts": lambda network, _: register.conflicts(network),
    "countries": lambda network, _: register.countries_list(network),
    "coverage": lambda network, _: register.coverage_table(network),
    "dictionary": lambda _, schema: dictionary.dictionary(schema),
    "document": lambda _, schema: dictionary.document_table(schema),
    "national-counts": lambda network, _: register.national_counts(network),
    "caveat": lambda network, _: register.caveat(network),
    # Sphinx generates the reference from docstrings.
    "reference": lambda *_: "",
    "explorer": lambda *_: fence(
        "{raw} html",
        '<iframe class="explorer" src="_static/explorer.html" title="Cities to explore"></iframe>',
    ),
    "tree": lambda *_: dictionary.nested_list(),
}
ON_THE_SITE = ("cities", "countries", "explorer", "reference")

WRITTEN = ("project", "register")
"""The folders of pages that are written before the site is built."""

_ROOT = Path(__file__).parents[1]
_EXPLORER = Path("_static", "explorer.html")

# Documents in the root of the project, which readers look for on the site too.
_ROOT_PAGES = ("CHANGELOG", "CONTRIBUTING", "SECURITY")
_LEAVING = re.compile(rf"\]\(((?:\.\./)*)\.\./((?:{'|'.join(_ROOT_PAGES)})\.md)")

# Of MyST: classes and labels on lines of their own, links to labels, roles.
_CLASS_OR_LABEL = re.compile(r"^(\{\.\S+\}|\(\S+\)=)\n", re.MULTILINE)
_TO_LABEL = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(<#[^>]*>\)")
_ROLE = re.compile(r"\{[\w:]+\}(?=`)")


def fill(text: str) -> str:
    """Return the text of a page as it is on the site.

    Raises:
        KeyError: a mark has an unknown name.
    """
    text = _LEAVING.sub(r"](\1project/\2", text)
    text = MARK.sub(lambda mark: PARTS[mark[2]](gnlc.network(), read("document.schema")), text)
    # The blank line that ends a doctest is of no use to readers.
    return text.replace("\n\n```\n", "\n```\n")


def fill_file(path: Path, network: Network, schema: Json) -> str:
    """Return the text of a page as it is in its file, with parts from the given data."""

    def part(mark: re.Match[str]) -> str:
        if mark[2] in ON_THE_SITE:
            return mark[0]
        return f"{mark[1]}\n{to_markdown(PARTS[mark[2]](network, schema)).strip()}\n\n{mark[3]}"

    return MARK.sub(part, path.read_text("utf-8"))


def to_markdown(text: str) -> str:
    """Return MyST without what only the site can show."""
    return _ROLE.sub("", _TO_LABEL.sub(r"\1", _CLASS_OR_LABEL.sub("", text)))


def marked(docs: Path) -> Iterator[Path]:
    """Yield the pages that have generated parts."""
    for path in sorted(docs.rglob("*.md")):
        if path.parent.name not in WRITTEN and MARK.search(path.read_text("utf-8")):
            yield path


def write(docs: Path) -> None:
    """Write the generated pages into the docs, and delete outdated ones."""
    # Only the site needs Altair.
    from gnlc import plot

    (docs / _EXPLORER).parent.mkdir(exist_ok=True)
    plot.explore().save(docs / _EXPLORER)
    _write(docs / "register", register.country_pages(gnlc.network()))
    copies = {name: (_ROOT / f"{name}.md").read_text("utf-8") for name in _ROOT_PAGES}
    _write(docs / "project", {n: text.replace("](docs/", "](../") for n, text in copies.items()})


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.stem not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.md"
        # Sphinx reads a page again if its date has changed.
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def _refer(
    app: "Sphinx", env: "BuildEnvironment", node: "pending_xref", shown: "nodes.TextElement"
) -> "nodes.Element | None":
    """Resolve a name in the reference.

    Classes are documented under the name that users import, but annotations name the module of
    their definition. Other libraries are not linked, because builds do not use the network; and
    most words in backticks are not names.
    """
    if node["refdomain"] != "py":
        return None
    target: str = node["reftarget"]
    name = target.rpartition(".")[2]
    for module in (gnlc, typing):
        public = f"{module.__name__}.{name}"
        if name in module.__all__ and (
            found := env.get_domain("py").resolve_xref(
                env, node["refdoc"], app.builder, "obj", public, node, shown
            )
        ):
            return found
    return None if target.startswith("gnlc.") and node["reftype"] != "obj" else shown


def _fill(_: "Sphinx", _name: str, content: list[str]) -> None:
    content[0] = fill(content[0])


def setup(app: "Sphinx") -> dict[str, Any]:
    """Connect the functions of this module to Sphinx."""
    app.connect("builder-inited", lambda app: write(Path(app.srcdir)))
    app.connect("source-read", _fill)
    app.connect("missing-reference", _refer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
