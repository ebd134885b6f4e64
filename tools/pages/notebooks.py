"""Notebooks as pages: run from top to bottom, with what they show."""

import logging
import os
import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat

import gnlc
from pages.markup import fenced

# Typed in part only.
_untyped: Any = nbformat

# Run before the first cell: a chart is shown as two pictures, one for each theme of the site, since
# the scripts that would draw it are elsewhere.
_PICTURES = """
import base64 as _base64
import html as _html

import altair as _altair
import vl_convert as _vl_convert

def _picture(spec, name, theme):
    title = spec["title"]
    told = _html.escape(". ".join([f"Chart: {title['text']}", *title["subtitle"]]))
    svg = _vl_convert.vegalite_to_svg(spec, theme=theme)
    data = _base64.b64encode(svg.encode()).decode()
    return f'<img class="chart {name}" alt="{told}" src="data:image/svg+xml;base64,{data}">'

def _pictures(spec, **_):
    return {
        "text/html": _picture(spec, "only-light", None) + _picture(spec, "only-dark", "dark")
    }

_altair.renderers.register("pictures", _pictures)
_altair.renderers.enable("pictures")
"""

_EMPTY = re.compile(r"<th[^>]*>\s*(?:&nbsp;)?\s*</th>")


def page(source: str, folder: Path) -> str:
    """Return a notebook as MyST, with what its cells show.

    Args:
        source: the notebook.
        folder: where it is, and is run.
    """
    notebook = _untyped.reads(source, as_version=4)
    notebook.cells.insert(0, _untyped.v4.new_code_cell(_PICTURES))
    # It would tell each notebook that it runs.
    logging.getLogger("traitlets").setLevel(logging.WARNING)
    # The library is the one of this process, be it installed or not.
    paths = [str(Path(gnlc.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    nbclient.NotebookClient(
        notebook,
        timeout=300,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],
    ).execute(env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))})
    return "\n".join(map(_cell, notebook.cells[1:]))


def _cell(cell: Any) -> str:
    if cell.cell_type == "markdown":
        return f"{cell.source}\n"
    return "\n".join([fenced("python", cell.source), *map(_output, cell.outputs)])


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return fenced("text", output.text)
    if page := output.data.get("text/html"):
        # An empty cell of pandas is no heading of anything.
        page = _EMPTY.sub("<td></td>", page)
        return fenced("{raw} html", f'<div class="shown">{page}</div>')
    return fenced("text", output.data["text/plain"])
