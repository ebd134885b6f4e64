"""What the charts have in common: the words above them, and their colours.

Words stand where the theme colours them, in titles, axes and legends, or on marks. The colours of
marks are for people who see colours differently, and stand out from white as from the dark grey of
Altair's theme `dark`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt

from gnlc import bundled
from gnlc.query.cities import Cities
from gnlc.query.network import Network
from gnlc.wording import inflected, listed, shortened

Value: TypeAlias = str | int | float | None
Row: TypeAlias = Mapping[str, Value]

# Of Okabe and Ito; the blue is lighter than theirs. Each has a contrast of three to one, as WCAG
# computes it and requires for graphics, to white and to #333.
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
        marks: colour and shape of all that a count may be, first of what is there in any case.
        counts: with what they are under `what`.
    """
    used = {next(iter(marks)), *(row["what"] for row in counts)}
    names = [name for name in marks if name in used]
    colors, shapes = zip(*(marks[name] for name in names), strict=True)
    return (
        alt.Color(
            "what:N",
            title=None,
            scale=alt.Scale(domain=names, range=list(colors)),
            # Or else the legend would be as pale as the thinnest mark.
            legend=alt.Legend(
                orient="top", direction="horizontal", symbolSize=100, symbolOpacity=1
            ),
        ),
        alt.Shape("what:N", title=None, scale=alt.Scale(domain=names, range=list(shapes))),
    )


def from_zero(counts: Iterable[Mapping[str, Any]]) -> tuple[alt.Scale, alt.Axis]:
    """Return scale and axis for counts of cities; they have some length even if there are none."""
    most: int = max((row["cities"] for row in counts), default=0)
    scale = alt.Scale(domain=[0, max(most, 1)], nice=True)
    if most > 8:
        return scale, alt.Axis(tickCount=8, format=",d")
    # Of so few, Vega would mark halves too.
    return scale, alt.Axis(values=list(range(max(most, 1) + 1)), format="d")


def several(number: int, noun: str) -> str:
    """Return how many there are of something: `1 city`, `2,000 cities`."""
    return f"{number:,} {inflected(noun, number)}"


def omissions(parts: Sequence[str]) -> list[str]:
    """Return the note on what is left out, if there is anything."""
    return [f"Not shown: {listed(parts, word='and')}."] if parts else []


def heading(
    title: str, data: Network | Cities, *, notes: Iterable[str] = (), credit: str = ""
) -> alt.TitleParams:
    """Return the text above a chart: what it shows, from which data, and whose data it is.

    Args:
        title: what one sees.
        data: what is shown, which tells of which state it is.
        notes: what is left out, and what else is to be known; each on a line of its own.
        credit: whom to name besides those who made the data.
    """
    ours = bundled.network()
    # Somebody's own network is not gnlc's data.
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
