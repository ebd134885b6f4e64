"""Helpers for all charts: titles with notes, scales, and colours.

The colours of marks are distinguishable for people with colour vision deficiency, and visible on
white and on the dark grey of Altair's theme `dark`. Text is coloured by the theme.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import altair as alt

from gnlc import bundled
from gnlc.models.cities import City
from gnlc.query.cities import Cities
from gnlc.query.network import Network
from gnlc.wording import inflected, listed, shortened

Value: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Value]

# From the palette of Okabe and Ito, with a lighter blue. Each has a contrast of at least 3:1 (as
# WCAG requires for graphics) to white and to #333.
BLUE = "#1F86C9"
VERMILLION = "#D55E00"
PURPLE = "#CC79A7"
GREY = "#808080"

_CREDIT = (
    "Data: gnlc, CC BY 4.0, from public sources, "
    "first of all UNESCO's Institute for Lifelong Learning."
)


def network_of(network: Network | None) -> Network:
    """Return the network to show: the bundled one unless another is given."""
    if network is None:
        return bundled.network()
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {shortened(network)}")
    return network


def cities_of(cities: Cities | None) -> Cities:
    """Return the cities to show: those of the bundled network unless others are given."""
    shown = bundled.cities() if cities is None else cities
    if not isinstance(shown, Cities):
        raise TypeError(f"cities must be Cities, as gnlc.cities() gives, got {shortened(shown)}")
    return shown


def admissions_by_year(cities: Iterable[City]) -> tuple[list[tuple[City, int]], list[str]]:
    """Return each admission as its city and year, and a note on those that have none to show.

    Withdrawn admissions and those of unknown year are omitted.
    """
    dated: list[tuple[City, int]] = []
    omitted: Counter[str] = Counter()
    for city in cities:
        for admission in city.admissions:
            if admission.withdrawn:
                omitted["withdrawn"] += 1
            elif admission.year is None:
                omitted["of unknown year"] += 1
            else:
                dated.append((city, admission.year))
    parts = [f"{several(number, 'admission')} {why}" for why, number in sorted(omitted.items())]
    return dated, omissions(parts)


def rows(records: Iterable[Row]) -> alt.InlineData:
    """Return records as the data of a chart, their texts as `inert` has them."""
    return alt.InlineData(
        values=[
            {name: inert(v) if isinstance(v, str) else v for name, v in record.items()}
            for record in records
        ]
    )


def inert(text: str) -> str:
    """Return a text of the data in which a page finds no tag.

    Altair writes what a chart holds into a script as it is, which `</script>` would end. A word
    joiner, which has no width, keeps "<" from what follows it.
    """
    return re.sub("<(?=[A-Za-z!/?])", "<\u2060", text)


def encodings(
    marks: Mapping[str, tuple[str, str]], counts: Iterable[Mapping[str, Any]]
) -> tuple[alt.Color, alt.Shape]:
    """Return the colour and shape that distinguish counts, with a legend of those present.

    Args:
        marks: colour and shape of each kind of count; the legend always has the first.
        counts: rows with their kind under `what`.
    """
    used = {next(iter(marks)), *(row["what"] for row in counts)}
    names = [name for name in marks if name in used]
    colors, shapes = zip(*(marks[name] for name in names), strict=True)
    return (
        alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=names, range=list(colors)),
            # By default, the legend is as pale as the most transparent mark.
            legend=alt.Legend(
                orient="top", direction="horizontal", symbolSize=100, symbolOpacity=1
            ),
        ),
        alt.Shape("what:N", title=None, scale=alt.Scale(domain=names, range=list(shapes))),
    )


def ink() -> alt.ExprRef:
    """Return the colour of text on the ground of a chart, which themes set."""
    return alt.ExprRef("luminance(background || 'white') < 0.2 ? 'white' : 'black'")


def from_zero(counts: Iterable[Mapping[str, Any]]) -> tuple[alt.Scale, alt.Axis]:
    """Return a scale and an axis for counts of cities, from 0 to at least 1."""
    most: int = max((row["cities"] for row in counts), default=0)
    scale = alt.Scale(domain=[0, max(most, 1)], nice=True)
    if most > 8:
        return scale, alt.Axis(tickCount=8, format=",d")
    # For so few, Vega would add ticks at fractions.
    return scale, alt.Axis(values=list(range(max(most, 1) + 1)), format="d")


def several(number: int, noun: str) -> str:
    """Return a count with its noun: `1 city`, `2,000 cities`."""
    return f"{number:,} {inflected(noun, number)}"


def omissions(parts: Sequence[str]) -> list[str]:
    """Return the note on omitted records, or an empty list if there are none."""
    return [f"Not shown: {listed(parts, word='and')}."] if parts else []


def heading(
    title: str, data: Network | Cities, *, notes: Iterable[str] = (), credit: Iterable[str] = ()
) -> alt.TitleParams:
    """Return the title of a chart, with the version and the sources of the data under it.

    Args:
        title: what the chart shows.
        data: the network or the cities shown, for the version of the data.
        notes: further lines, for instance on omitted records.
        credit: lines on whom to credit in addition to the authors of the data.
    """
    return alt.TitleParams(
        text=title,
        subtitle=credits_of(data, notes, credit),
        anchor="start",
        frame="bounds",
        offset=12,
        subtitlePadding=5,
    )


def credits_of(
    data: Network | Cities, notes: Iterable[str] = (), credit: Iterable[str] = ()
) -> list[str]:
    """Return the lines below a picture: the state of the data, notes, and whom to credit."""
    ours = bundled.network()
    # A user's own network is not gnlc's data.
    same = (data.data_version, data.as_of) == (ours.data_version, ours.as_of)
    state = f"As of {data.as_of}, data version {data.data_version}."
    return [state, *notes, *([_CREDIT] if same else []), *credit]


def picture(chart: alt.LayerChart, form: Literal["svg", "png"]) -> str | bytes:
    """Return a chart as a picture.

    Raises:
        ImportError: vl-convert is not installed.
    """
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        wanted = 'pictures of charts need vl-convert: pip install "gnlc[plot]"'
        raise ImportError(wanted, name="vl_convert") from error
    spec = chart.to_dict()
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return vl_convert.vegalite_to_png(spec, ppi=144, allowed_base_urls=[])
