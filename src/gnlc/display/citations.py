"""Sources, and the data as a whole, as lines to cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gnlc.rows.geojson import ATTRIBUTION

if TYPE_CHECKING:
    from gnlc.models.base import Source
    from gnlc.query.network import Network


def cite(source: Source) -> str:
    """Return a source as a line: publisher, title or description, date, address."""
    title = f"[{source.cited_for}]" if source.title is None else f'"{source.title}"'
    published = source.published or "no date"
    return f"{source.publisher}, {title}, {published}. {source.url or 'No public address.'}"


def cite_data(network: Network) -> str:
    """Return two lines: the data of a network, and whose its places are."""
    state = f"data {network.data_version}, as of {network.as_of}"
    return f"The gnlc authors: gnlc, {state}. CC BY 4.0.\n{ATTRIBUTION}.\n"
