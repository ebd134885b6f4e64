"""What names of a column mean, as a table and as a record."""

from __future__ import annotations

from collections.abc import Iterator

from gnlc.display.content import Block, Fact, Facts, Inline, Listed, Name, Table, Unknown
from gnlc.display.records import blocks_of
from gnlc.models.matches import MatchedName, OtherPlace
from gnlc.query.match.matched import Matched

_COLUMNS = ("text", "country_text", "status", "id", "name", "score", "candidates", "reason")

_NONE = Unknown("none")


def _row(row: MatchedName) -> tuple[Inline, ...]:
    def given(text: str | None) -> Inline:
        return _NONE if text is None else Name(text)

    city = row.city
    return (
        given(row.text),
        given(row.country_text),
        row.status,
        _NONE if city is None else city.id,
        _NONE if city is None else Name(city.name),
        round(row.score, 1),
        Listed([each.id for each in row.candidates]) if row.candidates else _NONE,
        Name(row.reason),
    )


@blocks_of.register(Matched)
def _matched(matched: Matched, _: object) -> Iterator[Block]:
    counts = ", ".join(f"{count} {status}" for status, count in matched.counts.items())
    yield Table(_COLUMNS, list(map(_row, matched)), total=counts or "no names")


@blocks_of.register(MatchedName)
def _name(row: MatchedName, _: object) -> Iterator[Block]:
    facts = [Fact(label, [cell]) for label, cell in zip(_COLUMNS, _row(row), strict=True)]
    place = [] if row.place is None else [_place_words(row.place)]
    yield Facts("Matched name", [*facts, Fact("place", place)])


@blocks_of.register(OtherPlace)
def _place(place: OtherPlace, _: object) -> Iterator[Block]:
    yield Facts("Place", [Fact("name", [_place_words(place)])])


def _place_words(place: OtherPlace) -> Inline:
    country = "" if place.country is None else f", {place.country}"
    people = "" if place.population is None else f", {place.population:,} inhabitants at GeoNames"
    return (Name(place.name), f"{country}{people}")
