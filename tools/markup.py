"""Building blocks of MyST, which are filters in templates. Strings from the data are escaped."""

import re
from collections.abc import Iterable

from gnlc.display import content
from gnlc.models.base import Source
from gnlc.models.cities import City

__all__ = ("citation", "city_link", "code", "fence", "link", "plain", "prose", "row")

# Special anywhere; at the beginning of a line only, those of lists, rules, labels and comments.
_SPECIAL = re.compile(
    r"(^\d+)(?=[.)](?:\s|$))|(?=[!#$&*<>\[\\\]_`{|}~])|^(?=[-+](?:[-+\s]|$)|[=%:(])"
)


_BAR, _ESCAPED_BAR = r"(?<!\\)\|", r"\\|"


def plain(value: object) -> str:
    """Return a value as escaped text."""
    return _SPECIAL.sub(r"\1\\", str(value))


def code(value: object) -> str:
    """Return a value as code."""
    text = str(value)
    fence = "`" * (1 + _backticks(text))
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _backticks(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def link(text: object, target: str) -> str:
    """Return a link to an address or a label of the site."""
    return f"[{plain(text)}](<{target}>)"


def city_link(city: City) -> str:
    """Return a link to a city in the register."""
    return link(city.name, f"#{city.id}")


def prose(text: str) -> str:
    """Return a sentence of a docstring, with code in single backticks."""
    parts = text.split("`")
    return "".join(code(part) if at % 2 else plain(part) for at, part in enumerate(parts))


def citation(source: Source) -> str:
    """Return the publisher and date of a source, as a link if it has an address."""
    words = content.citation(source)
    return plain(words) if source.url is None else link(words, source.url)


def row(cells: Iterable[object]) -> str:
    """Return the row of a table; None is a value that is not known."""
    texts = ("not known" if cell is None else str(cell) for cell in cells)
    # A bar would end the cell, even within code.
    return f"| {' | '.join(re.sub(_BAR, _ESCAPED_BAR, text) for text in texts)} |"


def fence(text: str, name: str) -> str:
    """Return a fenced block of code, or a directive."""
    fence = "`" * max(3, 1 + _backticks(text))
    return f"{fence}{name}\n{text.rstrip()}\n{fence}\n"
