"""Rows of matched names as flat records."""

from typing import TypedDict

from gnlc.models.matches import MatchedName
from gnlc.rows.records import name_of


class MatchRecord(TypedDict):
    """A name of a column and what it means, as a row of a table; None where there is nothing."""

    text: str | None
    """The name as it was given."""
    country_text: str | None
    """The country as it was given."""
    status: str
    """ "found", "ambiguous", "likely", "elsewhere", "unknown" or "empty"."""
    id: str | None
    """Of the member; None unless found or likely."""
    name: str | None
    """Of the member."""
    score: float
    """100 if found, from `min_score` to 99 if likely, otherwise 0."""
    matched_name: str | None
    """The recorded name that matched."""
    candidates: list[str]
    """Ids of the members that may be meant, the best first."""
    place: str | None
    """Name of the other place that is meant, or may be."""
    place_country: str | None
    """ISO 3166-1 alpha-2 code of its country."""
    place_population: int | None
    """Its inhabitants at GeoNames."""
    country: str | None
    """ISO 3166-1 alpha-2 code of the country that the name or its country gives."""
    reason: str
    """Why, in a sentence."""


def match_record(row: MatchedName, language: str | None = None) -> MatchRecord:
    """Return a matched name as one flat record, with the member's name in a language."""
    city, place = row.city, row.place
    return {
        "text": row.text,
        "country_text": row.country_text,
        "status": row.status,
        "id": None if city is None else city.id,
        "name": None if city is None else name_of(city, language),
        "score": row.score,
        "matched_name": row.matched_name,
        "candidates": [candidate.id for candidate in row.candidates],
        "place": None if place is None else place.name,
        "place_country": None if place is None else place.country,
        "place_population": None if place is None else place.population,
        "country": row.country,
        "reason": row.reason,
    }
