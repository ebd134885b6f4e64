"""MyST in small pieces, into which no text of the data gets unescaped."""

import re
from collections.abc import Iterable, Sequence

from gnlc.display import content
from gnlc.models.base import Source
from gnlc.models.cities import City

# CommonMark takes any of these for itself after a backslash.
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")


def plain(value: object) -> str:
    """Return a value as text that is shown as it is."""
    return _SPECIAL.sub(r"\\\1", str(value))


def code(value: object) -> str:
    """Return a value as code."""
    text = str(value)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def link(text: object, target: str) -> str:
    """Return a link to an address or a place of the site."""
    return f"[{plain(text)}](<{target}>)"


def city_link(city: City) -> str:
    """Return a link to a city's place in the register, from wherever on the site."""
    return link(city.name, f"#{city.id}")


def prose(text: str) -> str:
    """Return a sentence of a docstring, in which single backticks stand around code."""
    parts = text.split("`")
    return "".join(code(part) if at % 2 else plain(part) for at, part in enumerate(parts))


def citation(source: Source) -> str:
    """Return who published a source and when, as a link where it has an address."""
    words = content.citation(source)
    return plain(words) if source.url is None else link(words, source.url)


def table(name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a class of its own."""
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in (heads, ["---"] * len(heads), *rows)]
    return "\n".join([f"{{.{name}}}", *lines, ""])


def _cell(text: str) -> str:
    # A bar would end the cell, even within code.
    return re.sub(r"(?<!\\)\|", r"\|", text)


def fence(name: str, text: str) -> str:
    """Return a block of code, or of what a directive takes."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence}{name}\n{text.rstrip()}\n{fence}\n"
