"""A map of the world with the cities."""

import altair as alt

from gnlc import bundled
from gnlc.models.cities import City
from gnlc.plot.frame import GREY, Row, heading, omissions, rows, several
from gnlc.query.cities import Cities
from gnlc.rows.records import country_name, name_of
from gnlc.wording import shortened

LAND = "land"
"""The name of the file with the outline of the land."""

_CREDIT = "Places: GeoNames (geonames.org), CC BY 4.0. Land: Natural Earth, public domain."

# Ends at orange, so that all points are visible on light land; their white outline makes the dark
# ones visible on dark land.
_SCHEME = alt.SchemeParams(name="plasma", extent=[0.0, 0.85])

_UNKNOWN, _WITHDRAWN = "year not known", "announced and withdrawn"
_SHAPES = {_UNKNOWN: "diamond", _WITHDRAWN: "cross"}


# Users call it as `plot.map`; nothing here needs the built-in function.
def map(cities: Cities | None = None, *, language: str | None = None) -> alt.LayerChart:  # noqa: A001
    """Return a map of the world with a point for each city, coloured by its year of admission.

    Cities of unknown year and withdrawn cities have other shapes. A note under the title counts the
    cities without a known place. Antarctica is omitted.

    Args:
        cities: the cities to show; default: those of the bundled network that were not withdrawn.
        language: a BCP 47 tag: cities and countries are called by their names in this language, if
            any; see `City.name_in`.

    Raises:
        TypeError: `cities` is not a Cities, or the language is not a str.
        ValueError: the language is not a BCP 47 tag.

    Example:
        >>> from gnlc import plot
        >>> plot.map(gnlc.cities(country="AZ", year=2020)).title.text
        '3 learning cities, by year of admission'
    """
    shown = bundled.cities() if cities is None else cities
    if not isinstance(shown, Cities):
        raise TypeError(f"cities must be Cities, as gnlc.cities() gives, got {shortened(shown)}")
    records = [_record(city, language) for city in shown if city.location is not None]
    layers = [_land()]
    if with_year := [record for record in records if record["status"] is None]:
        layers.append(_points_by_year(with_year))
    if without_year := [record for record in records if record["status"] is not None]:
        layers.append(_points_without_year(without_year))
    omitted = len(shown) - len(records)
    title = heading(
        f"{several(len(records), 'learning city')}, by year of admission",
        shown,
        notes=omissions([f"{several(omitted, 'city')} without a known place"] * bool(omitted)),
        credit=_CREDIT,
    )
    return alt.LayerChart(
        layer=layers,
        title=title,
        width=720,
        height=325,
        view=alt.ViewBackground(stroke=None),
        projection=alt.Projection(type="equalEarth"),
    )


def _record(city: City, language: str | None) -> Row:
    status = _WITHDRAWN if city.withdrawn else _UNKNOWN if city.year is None else None
    place = city.location
    return {
        "name": name_of(city, language),
        "country": country_name(city.country, language),
        "year": city.year,
        "admitted": "not known" if city.year is None else str(city.year),
        "status": status,
        "latitude": None if place is None else place.latitude,
        "longitude": None if place is None else place.longitude,
    }


def _land() -> alt.Chart:
    outline = alt.InlineData(
        values=bundled.read(LAND), format=alt.TopoDataFormat(feature="land", type="topojson")
    )
    land: alt.Chart = alt.Chart(outline).mark_geoshape(
        fill=GREY, fillOpacity=0.22, stroke=GREY, strokeWidth=0.5, strokeOpacity=0.5, clip=True
    )
    return land


def _points_by_year(records: list[Row]) -> alt.Chart:
    color = alt.Color(
        "year:O",
        title="year",
        scale=alt.Scale(scheme=_SCHEME),
        legend=_legend(columns=12),
    )
    points: alt.Chart = alt.Chart(rows(records)).mark_point(
        shape="circle",
        filled=True,
        size=38,
        opacity=0.9,
        stroke="white",
        strokeWidth=0.6,
        clip=True,
    )
    return points.encode(*_place(), color)


def _points_without_year(records: list[Row]) -> alt.Chart:
    present = [status for status in _SHAPES if any(r["status"] == status for r in records)]
    shape = alt.Shape(
        "status:N",
        title=None,
        scale=alt.Scale(domain=present, range=[_SHAPES[status] for status in present]),
        legend=_legend(columns=len(present)),
    )
    points: alt.Chart = alt.Chart(rows(records)).mark_point(
        filled=True, size=50, opacity=0.9, color=GREY, stroke="white", strokeWidth=0.6, clip=True
    )
    return points.encode(*_place(), shape)


def _legend(columns: int) -> alt.Legend:
    return alt.Legend(
        orient="top", direction="horizontal", titleOrient="left", columns=columns, symbolOpacity=1
    )


def _place() -> tuple[alt.Longitude, alt.Latitude, list[alt.Tooltip]]:
    """Return the position channels and the tooltip of a point."""
    tooltip = [
        alt.Tooltip("name:N", title="city"),
        alt.Tooltip("country:N", title="country"),
        alt.Tooltip("admitted:N", title="year of admission"),
    ]
    return alt.Longitude("longitude:Q"), alt.Latitude("latitude:Q"), tooltip
