"""Sphinx extension: fills in the generated pages, and resolves names in the reference."""

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

import gnlc
from gnlc import typing
from pages import generate


def _fill(_: Sphinx, _name: str, content: list[str]) -> None:
    content[0] = generate.fill(content[0])


def _write(app: Sphinx) -> None:
    generate.write(Path(app.srcdir))


def _refer(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, shown: nodes.TextElement
) -> nodes.Element | None:
    """Resolve a name in the reference.

    Classes are documented under the name that users import, but annotations name the module of
    their definition. Other libraries are not linked, because builds do not use the network; and
    most words in backticks are not names.
    """
    if node["refdomain"] != "py":
        return None
    target: str = node["reftarget"]
    name = target.rpartition(".")[2]
    for module in (gnlc, typing):
        public = f"{module.__name__}.{name}"
        if name in module.__all__ and (
            found := env.get_domain("py").resolve_xref(
                env, node["refdoc"], app.builder, "obj", public, node, shown
            )
        ):
            return found
    return None if target.startswith("gnlc.") and node["reftype"] != "obj" else shown


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the functions of this module to Sphinx."""
    app.connect("builder-inited", _write)
    app.connect("source-read", _fill)
    app.connect("missing-reference", _refer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
