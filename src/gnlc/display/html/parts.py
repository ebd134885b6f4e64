"""What several records are shown with: ids, remarks, sources, whose the places are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gnlc.display.html.markup import (
    Content,
    Html,
    element,
    folded,
    joined,
    lines,
    link,
    name,
    soft,
)
from gnlc.display.phrases import DATE_NOT_KNOWN, NO_ADDRESS, cited
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.models.base import Source

# So many sources are told at once.
_SOURCES = 5

GEONAMES = joined(
    (
        link("GeoNames", "https://www.geonames.org"),
        ", ",
        link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    )
)
"""Whose the places are, and on what terms."""


def known_by(called: str, key: str) -> Html:
    """Return a name with the id by which to ask for what bears it."""
    return joined((name(called), " ", element("code", key)))


def remark(text: str | None) -> list[Content]:
    """Return what the data remarks on something, if it does."""
    return [] if text is None else [soft(name(text))]


def numbered(sources: Sequence[Source]) -> Html:
    """Return links to sources that have no room for more than their numbers."""
    return joined(
        (
            link(str(number), source.url, title=_title(source))
            for number, source in enumerate(sources, 1)
        ),
        " ",
    )


def _title(source: Source) -> str:
    address = None if source.url else NO_ADDRESS
    return ", ".join(filter(None, (cited(source), source.title, address)))


def references(sources: Sequence[Source]) -> Html:
    """Return sources with their titles; many of them on demand only."""
    listed = lines(*map(_source, sources))
    return listed if len(sources) <= _SOURCES else folded(counted(len(sources), "source"), listed)


def _source(source: Source) -> Html:
    when = source.published or DATE_NOT_KNOWN
    told = [link(joined((name(source.publisher), when), ", "), source.url)]
    if source.title is not None:
        told += [soft(name(source.title, language=source.language))]
    if source.url is None:
        told += [soft(f"({NO_ADDRESS})")]
    return joined(told, " ")
