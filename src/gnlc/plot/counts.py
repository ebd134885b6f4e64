"""Charts of the number of new cities: by region and year, and compared with announcements."""

from collections import Counter

import altair as alt

from gnlc.models.coverage import Coverage
from gnlc.plot.frame import (
    BLUE,
    PURPLE,
    VERMILLION,
    Row,
    admissions_by_year,
    encodings,
    from_zero,
    heading,
    inert,
    network_of,
    rows,
    several,
)
from gnlc.query.network import Network

# Not the name of a region: names do not end with a space.
_ALL = "all regions "

_PALE, _DEEP, _SUM = "#D6E6F4", "#084A91", "#666666"
_WHITE_FROM = 0.7
"""The share of the greatest count above which white text is more legible than black."""

_RECORDED, _STATED, _CORRECTED = "recorded here", "stated", "corrected to"
_MARKS = {
    _RECORDED: (BLUE, "square"),
    _STATED: (VERMILLION, "M-0.2,-1.1L0.2,-1.1L0.2,1.1L-0.2,1.1Z"),
    _CORRECTED: (PURPLE, "diamond"),
}


def cohorts(network: Network | None = None) -> alt.LayerChart:
    """Return a heat map of the admissions on record, by region and year.

    A city admitted twice counts twice. Withdrawn admissions and those of unknown year are omitted;
    a note under the title counts them. An empty cell means that no admission is on record.

    Args:
        network: the network to show; default: the bundled one.

    Raises:
        TypeError: `network` is not a Network.

    Example:
        >>> from gnlc import plot
        >>> plot.cohorts().title.text
        'Cities admitted, by region and year'
    """
    shown = network_of(network)
    counts: Counter[tuple[str, int]] = Counter()
    sums: Counter[int] = Counter()
    dated, notes = admissions_by_year(shown.cities(include_withdrawn=True))
    for city, year in dated:
        counts[city.country.region.name, year] += 1
        sums[year] += 1
    most = max(counts.values(), default=1)
    cells = [
        _cell(region, year, number, white=number > most * _WHITE_FROM)
        for (region, year), number in sorted(counts.items())
    ]
    cells += [_cell(_ALL, year, number, white=True) for year, number in sorted(sums.items())]
    regions = sorted(inert(region.name) for region in shown.regions())
    deeper = alt.Color(
        "cities:Q",
        scale=alt.Scale(domain=[0, most], range=[_PALE, _DEEP], interpolate="rgb"),
        legend=None,
    )
    base = alt.Chart().encode(
        y=alt.Y(
            "region:N",
            title=None,
            scale=alt.Scale(domain=[*regions, _ALL], paddingInner=0.06),
            axis=alt.Axis(labelLimit=250, ticks=False, domain=False, labelPadding=8),
        ),
        tooltip=[
            alt.Tooltip("region:N", title="region"),
            alt.Tooltip("year:Q", title="year of admission", format="d"),
            alt.Tooltip("cities:Q", title="cities", format=",d"),
        ],
    )
    cell = base.mark_rect().encode(
        x=alt.X(
            "from:Q",
            title="year of admission",
            scale=alt.Scale(nice=False, zero=False),
            axis=alt.Axis(format="d", tickMinStep=1, tickCount=40, grid=False, domain=False),
        ),
        x2="to:Q",
        color=alt.when(alt.datum.region == _ALL).then(alt.value(_SUM)).otherwise(deeper),
    )
    text = base.mark_text().encode(
        x="year:Q", text="cities:Q", color=alt.Color("ink:N", scale=None, legend=None)
    )
    return alt.LayerChart(
        data=rows(cells),
        layer=[cell, text],
        width=620,
        height=34 * (len(regions) + 1),
        title=heading("Cities admitted, by region and year", shown, notes=notes),
        view=alt.ViewBackground(stroke=None),
    )


def _cell(region: str, year: int, number: int, *, white: bool) -> Row:
    return {
        "region": region,
        "year": year,
        "from": year - 0.48,
        "to": year + 0.48,
        "cities": number,
        "ink": "white" if white else "black",
    }


def coverage(network: Network | None = None) -> alt.LayerChart:
    """Return a bar chart of the cities recorded for each year, with marks for stated counts.

    A tick marks the count of new cities as stated, a diamond as corrected; an unknown count has no
    mark. The bars show `cities_recorded` of `Network.coverage`, which includes withdrawn cities.

    Args:
        network: the network to show; default: the bundled one.

    Raises:
        TypeError: `network` is not a Network.

    Example:
        >>> from gnlc import plot
        >>> plot.coverage(gnlc.network()).title.text
        'New cities: how many were stated, and how many are recorded here'
    """
    shown = network_of(network)
    coverages = [row for row in shown.coverage() if row.year is not None or row.cities_recorded]
    counts: list[Row] = [
        {"year": _label(row), "what": what, "cities": number}
        for row in coverages
        for what, number in (
            (_RECORDED, row.cities_recorded),
            (_STATED, row.cities_stated),
            (_CORRECTED, row.cities_corrected),
        )
        if number is not None
    ]
    color, shape = encodings(_MARKS, counts)
    words = {_label(row): _in_words(row) for row in coverages}
    year = alt.Y("year:N", title="year", scale=alt.Scale(domain=list(words)))
    # Above the years, where there is room for it even if there are few of them.
    left = alt.Axis(titleAngle=0, titleAnchor="end", titleAlign="right", titleX=-8, titleY=-6)
    scale, axis = from_zero(counts)
    cities = alt.X("cities:Q", title="new cities", scale=scale, axis=axis)
    right = alt.Axis(
        orient="right",
        title=None,
        labelExpr=f"{words}[datum.value]",
        ticks=False,
        domain=False,
        labelLimit=300,
    )
    tooltip = [
        alt.Tooltip("year:N", title="year of admission"),
        alt.Tooltip("what:N", title="new cities"),
        alt.Tooltip("cities:Q", title="cities", format=",d"),
    ]
    recorded = [row for row in counts if row["what"] == _RECORDED]
    stated = [row for row in counts if row["what"] != _RECORDED]
    bars = alt.Chart(rows(recorded)).mark_bar(height=alt.RelativeBandSize(band=0.62))
    marks = alt.Chart(rows(stated)).mark_point(size=150, filled=True, opacity=1)
    withdrawn = sum(row.cities_withdrawn for row in coverages)
    notes = [f"Recorded counts include {several(withdrawn, 'city')} announced and withdrawn."]
    return alt.LayerChart(
        layer=[
            bars.encode(cities, year.axis(left), color, tooltip=tooltip),
            marks.encode(cities, year.axis(right), color, shape, tooltip=tooltip),
        ],
        resolve=alt.Resolve(axis=alt.AxisResolveMap(y="independent")),
        width=560,
        height=28 * max(len(words), 1),
        title=heading(
            "New cities: how many were stated, and how many are recorded here",
            shown,
            notes=notes if withdrawn else [],
        ),
    )


def _label(row: Coverage) -> str:
    return "not known" if row.year is None else str(row.year)


def _in_words(row: Coverage) -> str:
    if row.cities_stated is None:
        return f"{row.cities_recorded:,}, no count stated"
    words = f"{row.cities_recorded:,} of {row.cities_stated:,}"
    if row.cities_corrected is None:
        return words
    # Withdrawn cities are recorded, but the corrected count does not include them.
    left = row.cities_recorded - row.cities_withdrawn
    return f"{words}, then {left:,} of {row.cities_corrected:,}"
