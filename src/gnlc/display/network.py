"""Description of a network."""

from __future__ import annotations

from collections.abc import Iterator

from gnlc.display.cities import size
from gnlc.display.content import Block, Fact, Facts, Inline, Name, Note
from gnlc.display.coverage import coverage
from gnlc.display.places import GEONAMES
from gnlc.display.records import blocks_of, fact
from gnlc.query.network import Network
from gnlc.wording import counted

_QUALIFIED = ("more than", "nearly", "about")

TRUTH = (
    "Nobody publishes who is a member today: this records who was admitted, when, and according to"
    " whom."
)


def standing(network: Network) -> Facts:
    """Return the size of a network in three lines: as stated, as recorded, and as of when."""
    return Facts(
        _called(network),
        [
            fact("stated", stated(network)),
            fact("on record", _recorded(network)),
            fact("as of", f"{network.as_of}, data version {network.data_version}"),
        ],
    )


def stated(network: Network) -> str:
    """Return the latest size of a network that was stated, in words."""
    sizes = [size for size in network.sizes() if size.cities is not None]
    if not sizes:
        return "nobody is on record as stating a number"
    last = max(sizes, key=lambda size: size.date.latest)
    qualifier = f"{last.cities_qualifier} " if last.cities_qualifier in _QUALIFIED else ""
    where = "" if last.countries is None else f" of {counted(last.countries, 'country')}"
    return f"{qualifier}{counted(last.cities or 0, 'city')}{where} ({last.date})"


def _recorded(network: Network) -> str:
    cities = network.cities(include_withdrawn=True)
    return f"{size(cities)}, {sum(city.withdrawn for city in cities)} of these withdrawn"


def _called(network: Network) -> Inline:
    called = network.facts.name
    return "Network" if called is None else Name(called.text)


@blocks_of.register(Network)
def _network(network: Network, _: object) -> Iterator[Block]:
    yield Facts(
        _called(network),
        [
            fact("data version", f"{network.data_version}, as of {network.as_of}"),
            fact("recorded", _recorded(network)),
            fact("sources", len(network.sources())),
            fact("sources differ", f"on {counted(len(network.conflicts()), 'matter')}"),
            Fact("places", [GEONAMES]),
        ],
    )
    yield coverage(network.coverage())
    yield Note(TRUTH)
