"""Chart of the size of the network over time: as stated, and as recorded."""

import datetime
from collections.abc import Iterator

import altair as alt

from gnlc.models.base import PartialDate, Source
from gnlc.models.cities import City
from gnlc.plot.frame import (
    BLUE,
    PURPLE,
    VERMILLION,
    Row,
    encodings,
    from_zero,
    heading,
    network_of,
    rows,
    several,
)
from gnlc.query.network import Network

_RECORDED, _STATED, _CORRECTED = "recorded here", "stated", "stated, as corrected"
_MARKS = {
    _RECORDED: (BLUE, "M-1,-0.15L1,-0.15L1,0.15L-1,0.15Z"),
    _STATED: (VERMILLION, "circle"),
    "stated: more than": (VERMILLION, "triangle-up"),
    "stated: nearly": (VERMILLION, "triangle-down"),
    "stated: about": (VERMILLION, "square"),
    _CORRECTED: (PURPLE, "diamond"),
}
_QUALIFIED = ("more than", "nearly", "about")


def growth(network: Network | None = None) -> alt.LayerChart:
    """Return a chart of the stated sizes as points, and of the recorded cities as a line.

    The points are the sizes in `Network.sizes`, in announcements and in their corrections. If a
    date is known only to the month or year, a thin line shows this span, with the point in its
    middle.

    The line counts the recorded cities that were members by each day, like the filter `as_of`: a
    city with only a year counts from the end of that year, a city of unknown year from the date at
    which a source lists it. Nobody publishes departures, so the line falls only when an admission
    is withdrawn.

    Args:
        network: the network to show; default: the bundled one.

    Raises:
        TypeError: `network` is not a Network.

    Example:
        >>> from gnlc import plot
        >>> plot.growth().title.text
        'Size of the network: as stated over time, and as recorded here'
    """
    shown = network_of(network)
    stated = _sizes_stated(shown)
    line: list[Row] = [
        {"date": str(day), "day": str(day), "cities": number, "what": _RECORDED}
        for day, number in _sizes_recorded(shown)
    ]
    color, shape = encodings(_MARKS, stated)
    day = alt.X(
        "day:T",
        title="year",
        scale=alt.Scale(type="utc", nice="year"),
        axis=alt.Axis(labelFlush=False),
    )
    scale, axis = from_zero([*line, *stated])
    cities = alt.Y("cities:Q", title="cities", scale=scale, axis=axis)
    # A correction is often close to the corrected size, so it is drawn behind it, and larger.
    corrected = alt.datum.what == _CORRECTED
    size = alt.when(corrected).then(alt.value(190)).otherwise(alt.value(50))
    tooltip = [
        alt.Tooltip("date:N", title="date"),
        alt.Tooltip("cities:Q", title="cities", format=",d"),
        alt.Tooltip("what:N", title="how"),
        alt.Tooltip("by:N", title="stated by"),
    ]
    spans = [row for row in stated if row["from"] != row["to"]]
    layers = [
        alt.Chart(rows(line))
        # With points, because a line of a single day would be invisible.
        .mark_line(interpolate="step-after", strokeWidth=2.5, point=alt.OverlayMarkDef(size=12))
        .encode(day, cities, color, tooltip=tooltip[:-1]),
        alt.Chart(rows(spans))
        .mark_rule(strokeWidth=1.5, opacity=0.6)
        .encode(alt.X("from:T"), alt.X2("to:T"), cities, color),
        alt.Chart(rows(stated))
        .mark_point(filled=True, opacity=0.95)
        .encode(day, cities, color, shape, size=size, tooltip=tooltip),
    ]
    title = "Size of the network: as stated over time, and as recorded here"
    return alt.LayerChart(
        layer=layers, width=620, height=320, title=heading(title, shown, notes=_notes(shown))
    )


def _sizes_stated(network: Network) -> list[Row]:
    """Return the stated sizes without repeats, ordered by time; corrections come first."""
    found: dict[tuple[PartialDate, int], Row] = {}

    def add(date: PartialDate, cities: int | None, what: str, by: tuple[Source, ...]) -> None:
        if cities is not None and ((date, cities) not in found or what == _CORRECTED):
            found[date, cities] = _row(date, cities, what, by)

    for total in network.sizes():
        qualifier = total.cities_qualifier
        what = f"{_STATED}: {qualifier}" if qualifier in _QUALIFIED else _STATED
        add(total.date, total.cities, what, total.sources)
    for announcement in network.announcements():
        date = (
            _date(announcement.announced_on)
            if announcement.announced_on
            else PartialDate(announcement.year)
        )
        add(date, announcement.network_cities_stated, _STATED, announcement.sources)
        for correction in announcement.corrections:
            date = _date(correction.corrected_on)
            add(date, correction.network_cities_stated, _CORRECTED, correction.sources)
    in_order = (found[key] for key in sorted(found))
    return sorted(in_order, key=lambda row: row["what"] != _CORRECTED)


def _date(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _row(date: PartialDate, cities: int, what: str, by: tuple[Source, ...]) -> Row:
    middle = date.earliest + (date.latest - date.earliest) / 2
    return {
        "date": str(date),
        "day": str(middle),
        "from": str(date.earliest),
        "to": str(date.latest),
        "cities": cities,
        "what": what,
        "by": ", ".join(dict.fromkeys(source.publisher for source in by)),
    }


def _sizes_recorded(network: Network) -> list[tuple[datetime.date, int]]:
    """Return the number of recorded members by each day on which it may have changed."""
    everybody = network.cities(include_withdrawn=True)
    days = {network.as_of, *(day for city in everybody for day in _days(city, network.as_of))}
    return [(day, len(everybody.filter(as_of=day))) for day in sorted(days)]


def _days(city: City, as_of: datetime.date) -> Iterator[datetime.date]:
    for admission in city.admissions:
        if admission.announced_on is not None:
            yield admission.announced_on
        elif admission.year is not None:
            yield PartialDate(admission.year).latest
        elif city.known_member_by is not None:
            yield min(city.known_member_by.latest, as_of)
        if admission.withdrawn_on is not None:
            yield admission.withdrawn_on


def _notes(network: Network) -> Iterator[str]:
    if unknown := len(network.cities(where=lambda city: city.year is None)):
        since = f"those of unknown year ({unknown:,}) from the date of a source"
        yield f"Recorded here: all cities ever admitted; {since}."
    for announcement in network.announcements():
        new, every = announcement.cities_stated, announcement.network_cities_stated
        for correction in announcement.corrections:
            changes = [
                *_change(new, correction.cities_stated, "new "),
                *_change(every, correction.network_cities_stated, ""),
            ]
            if changes:
                yield f"Corrected on {correction.corrected_on}: {'; '.join(changes)}."
            new = new if correction.cities_stated is None else correction.cities_stated
            every = (
                every
                if correction.network_cities_stated is None
                else correction.network_cities_stated
            )


def _change(was: int | None, now: int | None, kind: str) -> Iterator[str]:
    if now is not None:
        cities = several(now, f"{kind}city")
        yield cities if was is None else f"{cities} instead of {was:,}"
