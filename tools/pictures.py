"""Draw the pictures of the documentation: the map of the members, and the records as a tree.

    python tools/pictures.py

Run it after a release of the data, which changes the map, and after a change of the records. It
needs `pip install . --group test`, for Altair and vl-convert. The tree is told in words too, which
are written into the page.
"""

import re
import sys
from pathlib import Path

import diagram
import vl_convert

from gnlc import plot

DOCS = Path(__file__).parents[1] / "docs"
MAP = DOCS / "pictures" / "map.svg"
MODEL = DOCS / "pictures" / "model.svg"
PAGE = DOCS / "explanation" / "data-model.md"

LISTED = re.compile("(<!-- tree -->\n\n)(.*?)(\n<!-- end of the tree -->)", re.DOTALL)
"""Where the page has the tree in words."""


def world() -> str:
    """Return the map as SVG, on white ground."""
    drawn = vl_convert.vegalite_to_svg(plot.map().to_dict(), allowed_base_urls=[])
    # What a picture in a page reads out is its alternative text alone.
    silent = re.sub(r' (aria-[a-z]+|role)="[^"]*"', "", drawn)
    # A tenth of a pixel is as exact as anybody can see. Numbers in words stay as they are.
    return re.sub(r' (d|transform)="[^"]*"', lambda form: _rounded(form[0]), silent) + "\n"


def _rounded(form: str) -> str:
    return re.sub(r"\d+\.\d{2,}", lambda number: f"{float(number[0]):.1f}", form)


def main() -> int:
    MODEL.write_text(diagram.picture(), "utf-8", newline="\n")
    page = LISTED.sub(lambda found: found[1] + diagram.listed() + found[3], PAGE.read_text("utf-8"))
    PAGE.write_text(page, "utf-8", newline="\n")
    MAP.write_text(world(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
