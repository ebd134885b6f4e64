"""Chart of the admissions of any cities, year by year."""

from collections import Counter

import altair as alt

from gnlc.plot.frame import (
    BLUE,
    Row,
    admissions_by_year,
    cities_of,
    from_zero,
    heading,
    ink,
    rows,
    several,
)
from gnlc.query.cities import Cities
from gnlc.rows.records import country_name, name_of

_BAR = 0.42


def admissions(cities: Cities | None = None, *, language: str | None = None) -> alt.LayerChart:
    """Return a bar chart of the admissions of cities by year, in which each admission is a part.

    A city admitted twice counts twice. Withdrawn admissions and those of unknown year are omitted;
    a note under the title counts them.

    Args:
        cities: the cities to show; default: those of the bundled network that were not withdrawn.
        language: a BCP 47 tag: cities and countries are called by their names in this language, if
            any; see `City.name_in`.

    Raises:
        TypeError: `cities` is not a Cities, or the language is not a str.
        ValueError: the language is not a BCP 47 tag.

    Example:
        >>> from gnlc import plot
        >>> plot.admissions(gnlc.cities(country="AZ", year=2020)).title.text
        '3 admissions of learning cities, by year'
    """
    shown = cities_of(cities)
    # Of all cities, so that the language is checked even if none has an admission to show.
    names = {
        city.id: {
            "name": name_of(city, language),
            "country": country_name(city.country, language),
        }
        for city in shown
    }
    counts: Counter[int] = Counter()
    parts: list[Row] = []
    # Those of a country are next to each other.
    dated, notes = admissions_by_year(sorted(shown, key=lambda city: city.id))
    for city, year in dated:
        below = counts[year]
        counts[year] += 1
        parts.append({**names[city.id], **_span(year), "low": below, "high": below + 1})
    sums: list[Row] = [{**_span(year), "cities": n} for year, n in sorted(counts.items())]
    scale, axis = from_zero(sums)
    x = alt.X(
        "from:Q",
        title="year of admission",
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=20, grid=False),
    )
    bars = alt.Chart(rows(parts)).mark_rect(
        color=BLUE, stroke="white", strokeWidth=0.6, strokeOpacity=0.4
    )
    text = alt.Chart(rows(sums)).mark_text(color=ink(), baseline="bottom", dy=-3)
    title = f"{several(len(parts), 'admission')} of learning cities, by year"
    return alt.LayerChart(
        layer=[
            bars.encode(
                x,
                alt.X2("to:Q"),
                alt.Y("low:Q", title="admissions", scale=scale, axis=axis),
                alt.Y2("high:Q"),
                tooltip=[
                    alt.Tooltip("name:N", title="city"),
                    alt.Tooltip("country:N", title="country"),
                    alt.Tooltip("year:Q", title="year of admission", format="d"),
                ],
            ),
            text.encode(alt.X("year:Q"), alt.Y("cities:Q"), alt.Text("cities:Q", format=",d")),
        ],
        width=620,
        height=260,
        title=heading(title, shown, notes=notes),
        view=alt.ViewBackground(stroke=None),
    )


def _span(year: int) -> dict[str, float]:
    return {"year": year, "from": year - _BAR, "to": year + _BAR}
