"""Sources as references: a line for people, BibTeX and CSL-JSON for reference managers."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from gnlc.display.content import DATE_NOT_KNOWN, NO_ADDRESS
from gnlc.formats import CslItem
from gnlc.models.base import PartialDate, Source
from gnlc.models.cities import City
from gnlc.models.matches import MatchedName
from gnlc.rows.geojson import ATTRIBUTION

# What TeX reads as commands. Braces as commands too: BibTeX counts them even after a backslash.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: rf"\{char}" for char in "#$%&_"},
    }
)
# Signs that TeX joins to another one: two hyphens to a dash, two apostrophes to a quotation mark.
_LIGATURE = re.compile(r"([-'`,<>])(?=\1)|([!?])(?=`)")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_TITLE = "gnlc: the UNESCO Global Network of Learning Cities as data"
_AUTHORS = "The gnlc authors"
_LICENCE = "CC BY 4.0"


def sources_of(cited: Source | City | Iterable[City | MatchedName]) -> tuple[Source, ...]:
    """Return a source itself, or the sources of cities or of the cities of rows, each once."""
    if isinstance(cited, Source):
        return (cited,)
    cities = (cited,) if isinstance(cited, City) else cited
    return tuple(dict.fromkeys(source for city in cities for source in city.sources))


def line(source: Source) -> str:
    """Return a source as a line: publisher, title, date, address."""
    title = f'"{source.title}"' if source.title else _supplied_title(source)
    date, address = source.published or DATE_NOT_KNOWN, source.url or NO_ADDRESS
    return f"{source.publisher}, {title}, {date}, {address}"


def _supplied_title(source: Source) -> str:
    """Return a title for a text without one, as catalogues do: its subject, in brackets."""
    return f"[{source.cited_for}]"


def bibtex(source: Source) -> str:
    """Return a source as an entry of BibTeX."""
    fields = {
        "author": _institution(source.publisher),
        "title": _as_written(source.title or _supplied_title(source)),
        **_date(source.published),
        **_address(source.url),
        "language": f"{{{source.language}}}",
        "annote": f"{{{_escaped(source.cited_for)}}}",
    }
    return _entry(source.id, fields)


def _address(url: str | None) -> dict[str, str]:
    """Return an address as it is, since BibTeX styles print it so, but for what ends the field."""
    if url is None:
        return {}
    escaped = re.sub(r"[{}\\]", lambda found: quote(found[0]), url)
    return {"url": f"{{{escaped}}}"}


def package_bibtex(version: str, data_version: str, as_of: datetime.date) -> str:
    """Return an entry of BibTeX for the package and its data."""
    day = PartialDate(*map(int, data_version.split(".")[:3]))
    fields = {
        "author": _institution(_AUTHORS),
        "title": _as_written(_TITLE),
        **_date(day),
        "note": f"{{{_note(version, data_version, as_of)}}}",
    }
    return _entry("gnlc", fields)


def package_csl(version: str, data_version: str, as_of: datetime.date) -> CslItem:
    """Return an item of CSL-JSON for the package and its data."""
    return {
        "id": "gnlc",
        "type": "dataset",
        "language": "en",
        "author": [{"literal": _AUTHORS}],
        "title": _TITLE,
        "annote": _note(version, data_version, as_of),
        "issued": {"date-parts": [[*map(int, data_version.split(".")[:3])]]},
    }


def package_lines(version: str, data_version: str, as_of: datetime.date) -> str:
    """Return the package and its data as a line, and whose the places are as another one."""
    return f"{_AUTHORS}, {_TITLE}. {_note(version, data_version, as_of)}\n{ATTRIBUTION}\n"


def _note(version: str, data_version: str, as_of: datetime.date) -> str:
    return f"Version {version}, data {data_version} as of {as_of}, {_LICENCE}"


def _entry(key: str, fields: Mapping[str, str]) -> str:
    lines = (f"  {name} = {value},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{''.join(lines)}}}\n"


def _escaped(text: str) -> str:
    return _LIGATURE.sub(r"\g<0>{}", text.translate(_TEX))


def _institution(name: str) -> str:
    """Return an author whose name is not taken for that of a person, or of several."""
    return f"{{{{{_escaped(name)}}}}}"


def _as_written(title: str) -> str:
    """Return a title whose capitals no style lowers."""
    return f"{{{{{_escaped(title)}}}}}"


def _date(date: PartialDate | None) -> dict[str, str]:
    """Return the known parts of a date; months by their names in BibTeX."""
    if date is None:
        return {}
    month = _MONTHS[date.month - 1] if date.month else None
    parts = {"year": date.year, "month": month, "day": date.day}
    return {
        name: part if isinstance(part, str) else f"{{{part}}}"
        for name, part in parts.items()
        if part is not None
    }


def csl(source: Source) -> CslItem:
    """Return a source as an item of CSL-JSON."""
    item: CslItem = {
        "id": source.id,
        "type": "document" if source.url is None else "webpage",
        "author": [{"literal": source.publisher}],
        "title": source.title or _supplied_title(source),
        "language": source.language,
        "annote": source.cited_for,
    }
    if (date := source.published) is not None:
        parts = (date.year, date.month, date.day)
        item["issued"] = {"date-parts": [[part for part in parts if part is not None]]}
    if source.url is not None:
        item["URL"] = source.url
    return item
