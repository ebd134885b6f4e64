"""Description of a network."""

from __future__ import annotations

from collections.abc import Iterator

from gnlc.display.cities import size
from gnlc.display.content import Block, Fact, Facts, Name, Note
from gnlc.display.coverage import coverage
from gnlc.display.places import GEONAMES
from gnlc.display.records import blocks_of, fact
from gnlc.query.network import Network
from gnlc.wording import counted

_TRUTH = (
    "Nobody publishes who is a member today: this records who was admitted, when, and according to"
    " whom."
)


@blocks_of.register(Network)
def _network(network: Network, _: object) -> Iterator[Block]:
    called = network.facts.name
    cities = network.cities(include_withdrawn=True)
    withdrawn = sum(city.withdrawn for city in cities)
    yield Facts(
        "Network" if called is None else Name(called.text),
        [
            fact("data version", f"{network.data_version}, as of {network.as_of}"),
            fact("recorded", f"{size(cities)}, {withdrawn} of these withdrawn"),
            fact("sources", len(network.sources())),
            fact("sources differ", f"on {counted(len(network.conflicts()), 'matter')}"),
            Fact("places", [GEONAMES]),
        ],
    )
    yield coverage(network.coverage())
    yield Note(_TRUTH)
