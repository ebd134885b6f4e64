"""A map with the cities: of the world, or of the part of it in which they lie."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from gnlc.models.cities import City
from gnlc.plot.frame import GREY, Row, cities_of, heading, ink, omissions, rows, several
from gnlc.plot.outline import Arc, Outline, outline
from gnlc.plot.view import FONT, SIDES, WIDTH, View, fit
from gnlc.query.cities import Cities
from gnlc.rows.records import country_name, name_of

_PLACES = "Places: GeoNames (geonames.org), CC BY 4.0."
_LAND = f"{_PLACES} Land: Natural Earth, public domain."
BORDERS = (
    f"{_PLACES} Land and borders: Natural Earth, public domain;",
    "a line shows who controls a place, and is no opinion on its status.",
)

# Ends at orange, so that all points are visible on light land; their white outline makes the dark
# ones visible on dark land.
_SCHEME = alt.SchemeParams(name="plasma", extent=[0.0, 0.85])

UNKNOWN, WITHDRAWN = "year not known", "announced and withdrawn"
_SHAPES = {UNKNOWN: "diamond", WITHDRAWN: "cross"}

# In cells of the outline: nothing smaller is seen on a map of the world, or beyond a part of it.
_WORLD, _BEYOND = 8, 60
_MARGIN = 200


# Users call it as `plot.map`; nothing here needs the built-in function.
def map(cities: Cities | None = None, *, language: str | None = None) -> alt.LayerChart:  # noqa: A001
    """Return a map with a point for each city, coloured by its year of admission.

    If all cities lie in one region of UNESCO, or in one country, the map shows that part of the
    world, with borders, and with names where there is room for them. Otherwise it shows the world
    without Antarctica.

    Cities of unknown year and withdrawn cities have other shapes. A note under the title counts the
    cities without a known place.

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
    shown = cities_of(cities)
    located = [city for city in shown if city.location is not None]
    records = [_record(city, language) for city in located]
    view = _view(located)
    layers = _ground(view)
    size = 38 if view is None else 60
    if with_year := [record for record in records if record["status"] is None]:
        layers.append(_points_by_year(with_year, size))
    if without_year := [record for record in records if record["status"] is not None]:
        layers.append(_points_without_year(without_year, size))
    if view is not None and (labels := _labels(view, located, records)):
        layers.append(_names(labels))
    omitted = len(shown) - len(records)
    notes = omissions([f"{several(omitted, 'city')} without a known place"] * bool(omitted))
    title = heading(
        f"{several(len(records), 'learning city')}, by year of admission",
        shown,
        notes=notes,
        credit=[_LAND] if view is None else BORDERS,
    )
    return alt.LayerChart(
        layer=layers,
        title=title,
        width=WIDTH,
        height=325 if view is None else view.height,
        view=alt.ViewBackground(stroke=None),
        projection=_projection(view),
    )


def status_of(city: City) -> str | None:
    """Return why a city has no year on a map, None if it has one."""
    return WITHDRAWN if city.withdrawn else UNKNOWN if city.year is None else None


def _record(city: City, language: str | None) -> Row:
    return {
        "name": name_of(city, language),
        "country": country_name(city.country, language),
        "year": city.year,
        "admitted": "not known" if city.year is None else str(city.year),
        "status": status_of(city),
        "latitude": city.latitude,
        "longitude": city.longitude,
    }


def _view(cities: Sequence[City]) -> View | None:
    """Return the part of the world to show, None for the world."""
    if len({city.region for city in cities}) != 1:
        return None
    return fit([(place.latitude, place.longitude) for c in cities if (place := c.location)])


def _projection(view: View | None) -> alt.Projection:
    if view is None:
        return alt.Projection(type="equalEarth")
    return alt.Projection(
        type="azimuthalEqualArea",
        rotate=[-view.east, -view.north],
        scale=view.scale,
        translate=[view.left, view.top],
    )


def _ground(view: View | None) -> list[alt.Chart]:
    every = outline()
    if view is None:
        return [_shape(every.thinned(lambda _: _WORLD)._replace(borders=[]), "land")]
    near = _near(every, view)
    return [_shape(near, "land"), _shape(near._replace(land=[]), "borders")]


def _near(every: Outline, view: View) -> Outline:
    """Return an outline that is thin where a view does not show it."""

    def is_near(arc: Arc) -> bool:
        return any(
            view.shows(view.locate((north * every.grid, east * every.grid)), _MARGIN)
            for east, north in arc
        )

    near = every.thinned(lambda arc: 1 if is_near(arc) else _BEYOND)
    return near._replace(borders=[arc for arc in near.borders if is_near(arc)])


def _shape(ground: Outline, feature: str) -> alt.Chart:
    data = alt.InlineData(
        values=ground.topology(), format=alt.TopoDataFormat(feature=feature, type="topojson")
    )
    is_land = feature == "land"
    shape: alt.Chart = alt.Chart(data).mark_geoshape(
        filled=is_land,
        fill=GREY if is_land else None,
        fillOpacity=0.22,
        stroke=GREY,
        strokeWidth=0.5 if is_land else 0.8,
        strokeOpacity=0.5 if is_land else 0.7,
        clip=True,
    )
    return shape


def _points_by_year(records: list[Row], size: int) -> alt.Chart:
    color = alt.Color(
        "year:O",
        title="year",
        scale=alt.Scale(scheme=_SCHEME),
        legend=_legend(columns=12),
    )
    points: alt.Chart = alt.Chart(rows(records)).mark_point(
        shape="circle",
        filled=True,
        size=size,
        opacity=0.9,
        stroke="white",
        strokeWidth=0.6,
        clip=True,
    )
    return points.encode(*_place(), color)


def _points_without_year(records: list[Row], size: int) -> alt.Chart:
    present = [status for status in _SHAPES if any(r["status"] == status for r in records)]
    shape = alt.Shape(
        "status:N",
        title=None,
        scale=alt.Scale(domain=present, range=[_SHAPES[status] for status in present]),
        legend=_legend(columns=len(present)),
    )
    points: alt.Chart = alt.Chart(rows(records)).mark_point(
        filled=True,
        size=size * 4 // 3,
        opacity=0.9,
        color=GREY,
        stroke="white",
        strokeWidth=0.6,
        clip=True,
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


def _labels(view: View, cities: Sequence[City], records: Sequence[Row]) -> list[Row]:
    """Return the records of the cities whose names have room, with where these are drawn."""
    points = [
        view.locate((place.latitude, place.longitude)) for c in cities if (place := c.location)
    ]
    # Larger places first: a reader knows these, and finds the others from there.
    order = sorted(range(len(cities)), key=lambda n: (-_population(cities[n]), cities[n].id))
    names = [(str(records[n]["name"]), points[n]) for n in order]
    labels: list[Row] = []
    for n, side in zip(order, view.sides(names), strict=True):
        if side:
            align, dx, dy = SIDES[side]
            labels.append({**records[n], "align": align, "dx": dx, "dy": dy})
    return labels


def _population(city: City) -> int:
    return (city.location and city.location.population) or 0


def _names(labels: list[Row]) -> alt.Chart:
    def of(name: str) -> Any:
        return alt.expr(f"datum.{name}")

    text: alt.Chart = alt.Chart(rows(labels)).mark_text(
        color=ink(),
        align=of("align"),
        baseline="middle",
        dx=of("dx"),
        dy=of("dy"),
        fontSize=FONT,
        clip=True,
    )
    return text.encode(*_place(), alt.Text("name:N"))
