"""The types of GeoJSON (RFC 7946) and CSL-JSON, as methods return them."""

from typing import Any, Literal, NotRequired, TypedDict


class Point(TypedDict):
    """A point: its longitude and latitude in degrees, WGS 84."""

    type: Literal["Point"]
    coordinates: list[float]


class Feature(TypedDict):
    """A city or a row that names one: its coordinates, and its record as properties."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: dict[str, Any]


class FeatureCollection(TypedDict):
    """Cities or rows, with the attribution of their places."""

    type: Literal["FeatureCollection"]
    attribution: str
    features: list[Feature]


class CslAuthor(TypedDict):
    """An institution as the author of a text."""

    literal: str


CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]})
"""A date: year, month and day, as far as they are known."""


class CslItem(TypedDict):
    """A source as an item of CSL-JSON, the format of citeproc and reference managers.

    A text without a title has in brackets, as its title, what it is cited for. Unknown values are
    omitted.
    """

    id: str
    type: Literal["webpage", "document", "dataset"]
    author: list[CslAuthor]
    title: str
    issued: NotRequired[CslDate]
    URL: NotRequired[str]
    language: str
    annote: str
