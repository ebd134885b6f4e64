"""Which parts of pages are made, and which pages as a whole.

A line `<!-- made: NAME -->` of a page stands for the text that the maker of that name returns. The
pages of the countries, and of what stands beside the docs, are written beside the others before the
site is built, and are not kept.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import gnlc
from pages import commands, dictionary, gaps, register

MARK = re.compile(r"^<!-- made: (\S+) -->$", re.MULTILINE)

MAKERS: Mapping[str, Callable[[], str]] = {
    "cities": lambda: register.cities_list(gnlc.network()),
    "command-line": commands.command_line,
    "conflicts": lambda: gaps.conflicts(gnlc.network()),
    "countries": lambda: register.countries_list(gnlc.network()),
    "coverage": lambda: gaps.coverage_table(gnlc.network()),
    "dictionary": dictionary.dictionary,
    "document": dictionary.document_table,
    "national-counts": lambda: gaps.national_counts(gnlc.network()),
    "standing": lambda: register.standing(gnlc.network()),
}

_ROOT = Path(__file__).parents[2]

# What people look for on the site too, though it is in the folder of the project.
_BESIDE = ("CHANGELOG", "CONTRIBUTING", "SECURITY")
_LEAVING = re.compile(rf"\]\(((?:\.\./)*)\.\./((?:{'|'.join(_BESIDE)})\.md)")


def filled(text: str) -> str:
    """Return the text of a page with every part of it that is made.

    Raises:
        KeyError: nothing makes a part.
    """
    text = _LEAVING.sub(r"](\1project/\2", text)
    # The line that ends an example for those who run it is nothing to those who read it.
    return MARK.sub(lambda mark: MAKERS[mark[1]](), text).replace("\n\n```\n", "\n```\n")


def write(docs: Path) -> None:
    """Write the pages that are made as a whole into the docs, and leave no other beside them."""
    countries = register.country_pages(gnlc.network())
    _write(docs / "register", countries)
    beside = {name: (_ROOT / f"{name}.md").read_text("utf-8") for name in _BESIDE}
    _write(docs / "project", {n: text.replace("](docs/", "](../") for n, text in beside.items()})


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.stem not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / f"{name}.md"
        # What did not change keeps its date, and is not read again.
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
