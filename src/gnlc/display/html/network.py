"""A network as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gnlc.display.html.announcements import COVERAGE, cities_covered
from gnlc.display.html.cities import size
from gnlc.display.html.markup import Content, facts, name, note, output, soft, table
from gnlc.display.html.parts import GEONAMES
from gnlc.wording import counted

if TYPE_CHECKING:
    from gnlc.models.coverage import Coverage
    from gnlc.query.network import Network

_TRUTH = (
    "Nobody publishes who is a member today: this tells who was admitted, when, and by whose word."
)


def network_html(network: Network) -> str:
    """Return what a network holds, and how complete that is."""
    called = network.facts.name
    caption = "Network" if called is None else name(called.text)
    by_year = table(
        "Cities by announcement",
        ("Year", *COVERAGE, "Withdrawn"),
        network.coverage(),
        lambda row: (_year(row), *cities_covered(row), row.cities_withdrawn),
        numbers=range(1, 6),
    )
    return output(facts(caption, _network_facts(network)), by_year, note(_TRUTH))


def _network_facts(network: Network) -> Iterator[tuple[str, Content]]:
    cities = network.cities(include_withdrawn=True)
    withdrawn = sum(city.withdrawn for city in cities)
    yield "Data version", f"{network.data_version}, as of {network.as_of}"
    yield "Recorded", f"{size(cities)}, {withdrawn} of these withdrawn"
    yield "Sources", str(len(network.sources))
    yield "Sources differ", f"on {counted(len(network.conflicts), 'matter')}"
    yield "Places", GEONAMES


def _year(row: Coverage) -> Content:
    return soft("not known") if row.year is None else row.year
