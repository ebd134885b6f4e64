"""Which parts of pages are made, and which pages as a whole.

A line `<!-- made: NAME -->` of a page stands for the text that the maker of that name returns. The
pages of the countries are written beside the others before the site is built, and are not kept.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import gnlc
from pages import commands, contents, dictionary, gaps, register

MARK = re.compile(r"^<!-- made: (\S+) -->$", re.MULTILINE)

MAKERS: Mapping[str, Callable[[], str]] = {
    "cities": lambda: register.cities_list(gnlc.network()),
    "command-line": commands.command_line,
    "conflicts": lambda: gaps.conflicts(gnlc.network()),
    "contents": contents.contents,
    "countries": lambda: register.countries_list(gnlc.network()),
    "coverage": lambda: gaps.coverage_table(gnlc.network()),
    "dictionary": lambda: dictionary.dictionary(gnlc.network()),
    "document": dictionary.document_table,
    "standing": lambda: register.standing(gnlc.network()),
}


def filled(text: str) -> str:
    """Return the text of a page with every part of it that is made.

    Raises:
        KeyError: nothing makes a part.
    """
    # The line that ends an example for those who run it is nothing to those who read it.
    return MARK.sub(lambda mark: MAKERS[mark[1]](), text).replace("\n\n```\n", "\n```\n")


def write_countries(folder: Path) -> None:
    """Write the page of each country into a folder, and leave no other page there."""
    folder.mkdir(exist_ok=True)
    pages = {f"{name}.md": text for name, text in register.country_pages(gnlc.network()).items()}
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        # What did not change keeps its date, and is not read again.
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
