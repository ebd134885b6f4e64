"""The map of the members in the README, drawn by Altair and vl-convert."""

import re
from pathlib import Path

from gnlc.query.network import Network

MAP = Path(__file__).parents[1] / "docs" / "pictures" / "map.svg"


def world(network: Network) -> str:
    """Return the map of a network as SVG on a white ground."""
    import vl_convert

    from gnlc import plot

    chart = plot.map(network.cities()).to_dict()
    drawn = vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])
    # Screen readers use the alternative text in the page, not the text in the picture.
    silent = re.sub(r' (aria-[a-z]+|role)="[^"]*"', "", drawn)
    # Coordinates are rounded to a tenth of a pixel. Numbers in text are unchanged.
    shortened = re.sub(r' (d|transform)="[^"]*"', lambda form: _round(form[0]), silent)
    # The ids of clip paths are numbered across drawings, so they are renumbered from 1.
    ids = list(dict.fromkeys(re.findall(r"\bclip\d+\b", shortened)))
    return re.sub(r"\bclip\d+\b", lambda id_: f"clip{ids.index(id_[0]) + 1}", shortened) + "\n"


def _round(form: str) -> str:
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", form)
