"""The pictures of the documentation: the map of the members, and the records as a tree.

`tools/derive.py` draws them. The map needs Altair and vl-convert.
"""

import re
from pathlib import Path

import diagram

from gnlc.query.network import Network

DOCS = Path(__file__).parents[1] / "docs"
MAP = DOCS / "pictures" / "map.svg"
MODEL = DOCS / "pictures" / "model.svg"
PAGE = DOCS / "explanation" / "data-model.md"

LISTED = re.compile("(<!-- tree -->\n\n)(.*?)(\n<!-- end of the tree -->)", re.DOTALL)
"""Where the page has the tree in words."""


def world(network: Network) -> str:
    """Return the map of a network as SVG, on white ground."""
    import vl_convert

    from gnlc import plot

    chart = plot.map(network.cities()).to_dict()
    drawn = vl_convert.vegalite_to_svg(chart, allowed_base_urls=[])
    # What a picture in a page reads out is its alternative text alone.
    silent = re.sub(r' (aria-[a-z]+|role)="[^"]*"', "", drawn)
    # A tenth of a pixel is as exact as anybody can see. Numbers in words stay as they are.
    rounded = re.sub(r' (d|transform)="[^"]*"', lambda form: _rounded(form[0]), silent)
    # The ids of clip paths count on from one drawing to the next, from a number that varies.
    ids = list(dict.fromkeys(re.findall(r"\bclip\d+\b", rounded)))
    return re.sub(r"\bclip\d+\b", lambda id_: f"clip{ids.index(id_[0]) + 1}", rounded) + "\n"


def _rounded(form: str) -> str:
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", form)


def page() -> str:
    """Return the page on the data model, with the tree in words."""
    text = PAGE.read_text("utf-8")
    return LISTED.sub(lambda found: found[1] + diagram.listed() + found[3], text)
