"""A page for exploring cities: a map beside a list, with filters, and nothing to load."""

import base64
import hashlib
import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from attrs import frozen

from gnlc import bundled, files, packaged
from gnlc.display import markup as m
from gnlc.display.content import citation
from gnlc.models.cities import Admission, City
from gnlc.models.places import Location
from gnlc.names.folding import fold
from gnlc.plot.frame import credits_of, several
from gnlc.plot.outline import outline
from gnlc.plot.paths import HEIGHT, WIDTH, borders, globe, land, locate
from gnlc.plot.world import BORDERS, UNKNOWN, WITHDRAWN, status_of
from gnlc.query.cities import Cities
from gnlc.query.network import Network
from gnlc.rows.records import country_name, name_of
from gnlc.rows.tabular import FilePath
from gnlc.wording import counted, shortened

_NOT_KNOWN = "unknown"

# Letters that people may type although no name has them; those that are written with an accent are
# known to every browser.
_LATIN = "".join(map(chr, [*range(0xC0, 0x250), *range(0x1E00, 0x1F00)]))

_DOT = "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0Z"
_SHAPES = {UNKNOWN: "M0-6L6 0L0 6L-6 0Z", WITHDRAWN: "M-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z"}

# The scheme `plasma` up to orange, as the map has it.
_PLASMA = ("0d0887", "5302a3", "8b0aa5", "b83289", "db5c68", "f48849", "febd2a")

_FRAME = 720
"""The height of the page in a notebook, in pixels."""


@frozen(repr=False)
class Page:
    """A page of HTML that needs no other file and no network, as `explore` returns it.

    A notebook shows it in a frame of its own.

    Example:
        >>> from gnlc import plot
        >>> plot.explore(gnlc.cities(country="AZ", year=2020))
        Page('3 learning cities')
    """

    title: str
    _html: str

    def to_html(self) -> str:
        """Return the page as HTML.

        Example:
            >>> from gnlc import plot
            >>> plot.explore().to_html()[:15]
            '<!DOCTYPE html>'
        """
        return self._html

    def save(self, path: FilePath) -> None:
        """Write the page to a file, which is replaced in one step.

        Args:
            path: of the file; it must end in .html.

        Raises:
            OSError: the file cannot be written; the old one is as it was.
            TypeError: the path is neither a str nor a path.
            ValueError: it does not end in .html (`map` makes pictures), or contains invalid
                characters.

        Example:
            >>> import os, tempfile
            >>> from gnlc import plot
            >>> with tempfile.TemporaryDirectory() as folder:
            ...     plot.explore().save(os.path.join(folder, "cities.html"))
            ...     os.listdir(folder)
            ['cities.html']
        """
        if not isinstance(path, str | os.PathLike):
            raise TypeError(f"path must be a str or a path, got {shortened(path)}")
        if not os.fspath(path).lower().endswith((".html", ".htm")):
            raise ValueError(f"path must end in .html, got {shortened(os.fspath(path))}")
        files.replace(path, self._html)

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self._html)}" title="{escape(self.title)}" '
            'sandbox="allow-scripts allow-popups" loading="lazy" '
            f'style="border: 0; width: 100%; height: {_FRAME}px"></iframe>'
        )

    def __repr__(self) -> str:
        return f"Page({shortened(self.title)})"


def explore(cities: Cities | Network | None = None, *, language: str | None = None) -> Page:
    """Return a page that shows cities on a map and in a list, for people to look around.

    They choose a region and a year, and type names in any script and spelling on record. Each city
    has its admissions with their sources. The page is a single file that needs no network, and it
    can be used with a keyboard and a screen reader.

    Args:
        cities: the cities to show, or a network, whose withdrawn cities are left out;
            default: the bundled network.
        language: a BCP 47 tag: cities and countries are called by their names in this language, if
            any; see `City.name_in`. All else is in English.

    Raises:
        TypeError: `cities` is neither a Cities nor a Network, or the language is not a str.
        ValueError: the language is not a BCP 47 tag.

    Example:
        >>> from gnlc import plot
        >>> plot.explore(gnlc.cities(country="AZ", year=2020))
        Page('3 learning cities')
    """
    shown = _cities_of(cities)
    names = {city.id: name_of(city, language) for city in shown}
    ordered = sorted(shown, key=lambda city: (fold(names[city.id]), city.id))
    colors = _colors(ordered)
    world = outline()
    title = several(len(ordered), "learning city")
    credit = [" ".join(BORDERS)]
    script = packaged.text("plot", "explorer.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    lost = sum(city.location is None for city in ordered)
    missing = [f"Not on the map: {several(lost, 'city')} without a known place."] * bool(lost)
    values: Mapping[str, str] = {
        "title": m.html(title),
        "hash": f"sha256-{digest}",
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "unit": f"{WIDTH / 1000:g}",
        "world": globe(),
        "land": land(world),
        "borders": borders(world),
        "regions": _options("all regions", _regions(ordered)),
        "years": _options("all years", _years(ordered)),
        "count": m.html(counted(len(ordered), "city")),
        "marks": m.join(
            _mark(n, city, place, names[city.id], colors)
            for n, city in enumerate(ordered)
            if (place := city.location) is not None
        ),
        "list": m.join(
            _row(n, city, names[city.id], country_name(city.country, language))
            for n, city in enumerate(ordered)
        ),
        "legend": _legend(ordered, colors),
        "notes": m.join(m.element("p", line) for line in credits_of(shown, missing, credit)),
        "letters": _json(_letters(ordered, names)),
        "script": script,
    }
    template = packaged.text("plot", "explorer.html")
    return Page(title, re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template))


def _cities_of(cities: Cities | Network | None) -> Cities:
    if cities is None:
        return bundled.cities()
    if isinstance(cities, Network):
        return cities.cities()
    if not isinstance(cities, Cities):
        wanted = "cities must be Cities, as gnlc.cities() gives, or a Network"
        raise TypeError(f"{wanted}, got {shortened(cities)}")
    return cities


def _colors(cities: Iterable[City]) -> dict[int, str]:
    years = sorted({city.year for city in cities if city.year is not None})
    return {year: _color(n / max(len(years) - 1, 1)) for n, year in enumerate(years)}


def _color(share: float) -> str:
    at, rest = divmod(share * (len(_PLASMA) - 1), 1)
    low, high = _PLASMA[int(at)], _PLASMA[min(int(at) + 1, len(_PLASMA) - 1)]
    ends = ((int(low[i : i + 2], 16), int(high[i : i + 2], 16)) for i in (0, 2, 4))
    return "#" + "".join(f"{round(start + rest * (end - start)):02x}" for start, end in ends)


def _regions(cities: Iterable[City]) -> list[tuple[str, str]]:
    counts = Counter(city.region for city in cities)
    ordered = sorted(counts, key=lambda region: region.name)
    return [(region.id, f"{region.name} ({counts[region]:,})") for region in ordered]


def _years_of(city: City) -> list[str]:
    """Return the years of all admissions, as the filter `year` has them."""
    years = {str(admission.year or _NOT_KNOWN) for admission in city.admissions}
    return sorted(years)


def _years(cities: Iterable[City]) -> list[tuple[str, str]]:
    counts = Counter(year for city in cities for year in _years_of(city))
    labels = {_NOT_KNOWN: "not known"}
    return [(year, f"{labels.get(year, year)} ({counts[year]:,})") for year in sorted(counts)]


def _options(every: str, choices: Iterable[tuple[str, str]]) -> m.Html:
    return m.join(
        m.element("option", label, value=value) for value, label in (("", every), *choices)
    )


def _mark(n: int, city: City, place: Location, name: str, colors: Mapping[int, str]) -> m.Html:
    x, y = locate(place.latitude, place.longitude)
    return m.element(
        "g",
        _symbol(status_of(city), city.year, colors),
        m.element("text", name, y="4"),
        m.element("title", name),
        class_="mark",
        data_n=str(n),
        transform=f"translate({x} {y})",
    )


def _symbol(status: str | None, year: int | None, colors: Mapping[int, str]) -> m.Html:
    if status is not None:
        return m.element("path", d=_SHAPES[status], class_="grey")
    return m.element("path", d=_DOT, style=f"color: {colors[year]}" if year is not None else None)


def _legend(cities: Sequence[City], colors: Mapping[int, str]) -> m.Html:
    statuses = {status_of(city) for city in cities}
    years = sorted({city.year for city in cities if status_of(city) is None and city.year})
    entries = [(str(year), _symbol(None, year, colors)) for year in years]
    entries += [(status, _symbol(status, None, colors)) for status in _SHAPES if status in statuses]
    return m.join(
        m.element(
            "li",
            m.element("svg", symbol, viewBox="-7 -7 14 14", aria_hidden="true", class_="grey"),
            m.element("span", label),
        )
        for label, symbol in entries
    )


def _row(n: int, city: City, name: str, country: str) -> m.Html:
    keys = dict.fromkeys(key for text in (name, *city.names) if (key := fold(text)))
    where = dict.fromkeys(map(fold, (country, *city.country.names)))
    years = "year not known" if city.year is None else str(city.year)
    facts = m.element("div", *map(_admission, city.admissions), class_="facts")
    summary = m.element("summary", m.name(name), " ", m.element("span", f"{country}, {years}"))
    return m.element(
        "li",
        m.element("details", summary, facts),
        data_n=str(n),
        data_region=city.region.id,
        data_years=" ".join(_years_of(city)),
        data_keys="|".join(keys),
        data_where=" ".join(where),
    )


def _admission(admission: Admission) -> m.Html:
    when = f"Admitted in {admission.year}" if admission.year else "Admitted in an unknown year"
    left = f", withdrawn on {admission.withdrawn_on}" if admission.withdrawn else ""
    sources = (*admission.sources, *admission.withdrawn_sources)
    said = m.join((f"{when}, {admission.certainty}, as ", m.name(admission.listed_as), left))
    cited = (m.element("li", m.link(m.name(citation(s)), s.url, title=s.title)) for s in sources)
    return m.join((m.element("p", said), m.element("ul", *cited)))


def _letters(cities: Iterable[City], names: Mapping[str, str]) -> dict[str, str]:
    """Return how `fold` spells each letter that a browser could not."""
    every = _LATIN + "".join(
        text for c in cities for text in (names[c.id], *c.names, *c.country.names)
    )
    letters = {*every.lower(), *every.casefold()}
    return {
        letter: spelled
        for letter in sorted({*letters, *unicodedata.normalize("NFKC", "".join(letters))})
        if not letter.isascii() and (spelled := fold(f"a{letter}a")[1:-1])
    }


def _json(value: object) -> str:
    """Return JSON that no page takes for anything else."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
