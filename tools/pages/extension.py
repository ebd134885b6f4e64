"""What Sphinx is told of the pages that are made, and of names in the reference."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import gnlc
from pages import made


def _fill(_: Sphinx, _name: str, content: list[str]) -> None:
    content[0] = made.filled(content[0])


def _write(app: Sphinx) -> None:
    made.write(Path(app.srcdir))


def _refer(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
) -> nodes.Element | None:
    """Find what a name in the reference means.

    A class is documented where users import it from, and annotations name the module it is defined
    in. Other libraries are not linked to, since nothing may be asked of the network; and words in
    backticks are mostly no names at all.
    """
    if node["refdomain"] != "py":
        return None
    target: str = node["reftarget"]
    name = target.rpartition(".")[2]
    if name in gnlc.__all__:
        return env.get_domain("py").resolve_xref(
            env, node["refdoc"], app.builder, "obj", f"gnlc.{name}", node, shown
        )
    return None if target.startswith("gnlc.") and node["reftype"] != "obj" else shown


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx."""
    app.connect("builder-inited", _write)
    app.connect("source-read", _fill)
    app.connect("missing-reference", _refer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
