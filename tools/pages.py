"""Generated parts of pages, and pages that are generated as a whole; an extension of Sphinx.

The lines between `<!-- generated: NAME -->` and `<!-- end: NAME -->` in a page are those of the
template NAME: as MyST on the site, and as plain Markdown in the file, written by `tools/derive.py`.
Instead of the parts in `ON_THE_SITE`, the file has a note to its readers. The pages of the
countries, and copies of the documents in the root of the project, are written into the docs before
the site is built, and are not committed.
"""

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dictionary
import markup
import shells
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from schema import summary, with_examples

import gnlc
from gnlc import typing
from gnlc.bundled import document, read
from gnlc.layout import Json
from gnlc.models.cities import City
from gnlc.models.history import NationalCount
from gnlc.query.network import Network
from gnlc.wording import counted

if TYPE_CHECKING:
    # The files are derived without Sphinx.
    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

MARK = re.compile(
    r"^(<!-- generated: (\S+) -->\n).*?^(<!-- end: \2 -->\n)", re.DOTALL | re.MULTILINE
)

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # noqa: S701 - Markdown is escaped by the filters
)
PARTS = frozenset(name.removesuffix(".jinja") for name in _TEMPLATES.list_templates()) - {"country"}
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


def count_recorded(network: Network, count: NationalCount) -> tuple[int, int]:
    """Return how many recorded members of a country joined by a date: certainly, and at most."""
    members = network.cities(country=count.country)
    possible = members.filter(where=lambda city: _earliest(city) <= count.date.latest)
    return len(members.filter(as_of=count.date)), len(possible)


def _earliest(city: City) -> datetime.date:
    """Return the first day on which a city may have joined."""
    first = city.admissions[0]
    year = datetime.MINYEAR if first.year is None else first.year
    return first.announced_on or datetime.date(year, 1, 1)


_TEMPLATES.filters.update(
    {name: getattr(markup, name) for name in markup.__all__},
    count_recorded=count_recorded,
    counted=counted,
    summary=summary,
)
_TEMPLATES.globals.update(dictionary=dictionary, shells=shells)


def part(name: str, network: Network, schema: Json) -> str:
    """Return a generated part of a page as MyST.

    Raises:
        TemplateNotFound: there is no such part.
    """
    return _TEMPLATES.get_template(f"{name}.jinja").render(network=network, schema=schema)


def country_pages(network: Network) -> dict[str, str]:
    """Return the page of each country that has a city on record, by its name."""
    groups = network.cities(include_withdrawn=True).group_by("country")
    template = _TEMPLATES.get_template("country.jinja")
    return {
        country.alpha_2.lower(): template.render(network=network, country=country, cities=cities)
        for country, cities in groups.items()
    }


@cache
def _described() -> Json:
    """Return the schema of the bundled data, with examples from it."""
    return with_examples(read("document.schema"), document())


def fill(text: str) -> str:
    """Return the text of a page as it is on the site."""
    text = _LEAVING.sub(r"](\1project/\2", text)
    text = MARK.sub(lambda mark: part(mark[2], gnlc.network(), _described()), text)
    # The blank line that ends a doctest is of no use to readers.
    return text.replace("\n\n```\n", "\n```\n")


def fill_file(path: Path, network: Network, schema: Json) -> str:
    """Return the text of a page as it is in its file, with parts from the given data."""

    def fill_part(mark: re.Match[str]) -> str:
        if mark[2] in ON_THE_SITE:
            return mark[0]
        return f"{mark[1]}\n{to_markdown(part(mark[2], network, schema)).strip()}\n\n{mark[3]}"

    return MARK.sub(fill_part, path.read_text("utf-8"))


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
    _write(docs / "register", country_pages(gnlc.network()))
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
