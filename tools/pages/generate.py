"""Generated parts of pages, and pages that are generated as a whole.

A line `<!-- generated: NAME -->` in a page is replaced by the result of `MAKERS[NAME]`. The pages
of the countries, and copies of the documents in the root of the project, are written into the docs
before the site is built, and are not committed.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import gnlc
from pages import commands, dictionary, gaps, register

MARK = re.compile(r"^<!-- generated: (\S+) -->$", re.MULTILINE)

MAKERS: Mapping[str, Callable[[], str]] = {
    "cities": lambda: register.cities_list(gnlc.network()),
    "command-line": commands.command_line,
    "conflicts": lambda: gaps.conflicts(gnlc.network()),
    "countries": lambda: register.countries_list(gnlc.network()),
    "coverage": lambda: gaps.coverage_table(gnlc.network()),
    "dictionary": dictionary.dictionary,
    "document": dictionary.document_table,
    "national-counts": lambda: gaps.national_counts(gnlc.network()),
    "caveat": lambda: register.caveat(gnlc.network()),
}

_ROOT = Path(__file__).parents[2]

# Documents in the root of the project, which readers look for on the site too.
_ROOT_PAGES = ("CHANGELOG", "CONTRIBUTING", "SECURITY")
_LEAVING = re.compile(rf"\]\(((?:\.\./)*)\.\./((?:{'|'.join(_ROOT_PAGES)})\.md)")


def fill(text: str) -> str:
    """Return the text of a page with its generated parts.

    Raises:
        KeyError: a mark has an unknown name.
    """
    text = _LEAVING.sub(r"](\1project/\2", text)
    # The blank line that ends a doctest is of no use to readers.
    return MARK.sub(lambda mark: MAKERS[mark[1]](), text).replace("\n\n```\n", "\n```\n")


def write(docs: Path) -> None:
    """Write the generated pages into the docs, and delete outdated ones."""
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
