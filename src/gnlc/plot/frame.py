"""Helpers for all charts: titles with notes, scales, and colours.

The colours of marks are distinguishable for people with colour vision deficiency, and visible on
white and on the dark grey of Altair's theme `dark`. Text is coloured by the theme.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any, Literal, TypeAlias

import altair as alt

from gnlc import bundled
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
    title: str, data: Network | Cities, *, notes: Iterable[str] = (), credit: str = ""
) -> alt.TitleParams:
    """Return the title of a chart, with the version and the sources of the data under it.

    Args:
        title: what the chart shows.
        data: the network or the cities shown, for the version of the data.
        notes: further lines, for instance on omitted records.
        credit: whom to credit in addition to the authors of the data.
    """
    ours = bundled.network()
    # A user's own network is not gnlc's data.
    same = (data.data_version, data.as_of) == (ours.data_version, ours.as_of)
    own = _CREDIT if same else ""
    state = f"As of {data.as_of}, data version {data.data_version}."
    return alt.TitleParams(
        text=title,
        subtitle=[state, *notes, *filter(None, [own, credit])],
        anchor="start",
        frame="bounds",
        offset=12,
        subtitlePadding=5,
    )


def content_of(chart: alt.LayerChart, form: Literal["html", "svg", "png"]) -> str | bytes:
    """Return the content of a file with a chart; HTML refers to no other file.

    Raises:
        ImportError: vl-convert is not installed.
    """
    # Altair imports it, and raises errors of several classes.
    if find_spec("vl_convert") is None:
        wanted = "files of charts need vl-convert: pip install vl-convert-python"
        raise ImportError(wanted, name="vl_convert")
    if form == "html":
        return chart.to_html(inline=True)
    stream: io.StringIO | io.BytesIO = io.StringIO() if form == "svg" else io.BytesIO()
    chart.save(stream, format=form, ppi=144)
    return stream.getvalue()
