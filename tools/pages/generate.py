"""Generated parts of pages, and pages that are generated as a whole.

The lines between `<!-- generated: NAME -->` and `<!-- end: NAME -->` in a page are those of
`PARTS[NAME]`: as plain Markdown in the file, written by `tools/derive.py`, and as MyST on the site.
The pages of the countries, and copies of the documents in the root of the project, are written into
the docs before the site is built, and are not committed.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import tree

import gnlc
from gnlc.bundled import read
from gnlc.layout import Json
from gnlc.query.network import Network
from pages import commands, dictionary, gaps, register
from pages.markup import fence

MARK = re.compile(
    r"^(<!-- generated: (\S+) -->\n).*?^(<!-- end: \2 -->\n)", re.DOTALL | re.MULTILINE
)

PARTS: Mapping[str, Callable[[Network, Json], str]] = {
    "cities": lambda network, _: register.cities_list(network),
    "command-line": lambda *_: commands.command_line(),
    "conflicts": lambda network, _: gaps.conflicts(network),
    "countries": lambda network, _: register.countries_list(network),
    "coverage": lambda network, _: gaps.coverage_table(network),
    "dictionary": lambda _, schema: dictionary.dictionary(schema),
    "document": lambda _, schema: dictionary.document_table(schema),
    "national-counts": lambda network, _: gaps.national_counts(network),
    "caveat": lambda network, _: register.caveat(network),
    # Sphinx makes the reference of docstrings: only readers of the file need this part.
    "reference": lambda *_: "",
    "explorer": lambda *_: fence(
        "{raw} html",
        '<iframe class="explorer" src="_static/explorer.html" title="Cities to explore"></iframe>',
    ),
    "tree": lambda *_: tree.nested_list(),
}

NOTES: Mapping[str, str] = {
    "cities": """\
The list is on the site only. `gnlc cities` prints it, `gnlc city NAME --sources` prints one city
with its sources, and [`cities.json`](../src/gnlc/data/cities.json) is the file that both read.
""",
    "countries": """\
You are reading the file. The pages of the countries are on the site only: [build
it](../CONTRIBUTING.md#building-the-site), or ask `gnlc cities --country NAME`.
""",
    "explorer": """\
[![Map of the world with a point for each city on record, coloured by its year of
admission.](pictures/map.svg)](pictures/map.svg)

You are reading the file. On the site, and in the file that `gnlc map -o cities.html` writes, there
is a map to look around in, beside a list with filters.
""",
    "reference": """\
> You are reading the file. The signatures and descriptions are on the site only, which takes them
> from the docstrings: [build it](../../CONTRIBUTING.md#building-the-site), or ask Python, as in
> `help(gnlc.cities)`.
""",
}
"""What the files have in the place of parts that are on the site only."""

_ROOT = Path(__file__).parents[2]
_EXPLORER = Path("_static", "explorer.html")

WRITTEN = ("project", "register")
"""The folders of pages that are written before the site is built."""

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
    """Return the text of a page as it is in its file, with parts of the given data."""

    def part(mark: re.Match[str]) -> str:
        name = mark[2]
        text = NOTES[name] if name in NOTES else to_markdown(PARTS[name](network, schema))
        return f"{mark[1]}\n{text.strip()}\n\n{mark[3]}"

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
