"""Networks -> documents of the published format."""

import datetime
import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from cattrs import Converter
from cattrs.gen import make_dict_unstructure_fn, override

from gnlc.files import replace
from gnlc.layout import FORMAT_VERSION, Json, rendered
from gnlc.models.announcements import Announcement
from gnlc.models.base import PartialDate, Record, Source, key_name, key_of
from gnlc.models.places import City, Country, Location, Region, Subdivision
from gnlc.models.strategy import StrategyPeriod
from gnlc.models.tables import ELSEWHERE
from gnlc.wording import shortened

if TYPE_CHECKING:
    from gnlc.query.network import Network


@cache
def _converter() -> Converter:
    converter = Converter(omit_if_default=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_unstructure_hook_func(lambda of: key_name(of) != "", key_of)
    converter.register_unstructure_hook_factory(lambda of: of is Location, _made_writer)
    return converter


def _made_writer(cls: Any) -> Callable[[Record], Json]:
    """Return what writes the records of a table: the table itself has more of them than a key."""
    hooks: Json = {name: override(omit=True) for name in ELSEWHERE.get(cls, ())}
    write: Callable[[Record], Json] = make_dict_unstructure_fn(
        cls, _converter(), _cattrs_omit_if_default=True, **hooks
    )
    return write


_writer: Callable[[Any], Callable[[Record], Json]] = cache(_made_writer)


def to_document(network: "Network") -> dict[str, Json]:
    """Return the document that describes a network; what is unknown or empty is left out.

    Raises:
        TypeError: it is no network.
    """
    from gnlc.query.network import (
        Network,  # which can be asked for its text, and so comes before this
        country_table,
    )

    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {shortened(network)}")

    def table(cls: type[Record], records: Iterable[Record]) -> list[Json]:
        return list(map(_writer(cls), records))

    cities = network.cities(include_withdrawn=True)
    named = [city for city in cities if city.alternate_names]
    labelled = [(city.id, city.location.names) for city in cities if city.location is not None]
    document = {
        "format_version": FORMAT_VERSION,
        "data_version": network.data_version,
        "as_of": network.as_of.isoformat(),
        **_converter().unstructure(network.facts),
        "sources": table(Source, network.sources),
        "regions": table(Region, network.regions()),
        "countries": table(Country, country_table(network)),
        "subdivisions": table(Subdivision, network.subdivisions()),
        "cities": table(City, cities),
        "alternate_names": [{"city": c.id, "names": list(c.alternate_names)} for c in named],
        "place_names": [
            {"city": city, "names": {label.language: label.name for label in labels}}
            for city, labels in labelled
            if labels
        ],
        "strategy_periods": table(StrategyPeriod, network.strategy_periods()),
        "announcements": table(Announcement, network.announcements()),
    }
    return {name: value for name, value in document.items() if value != []}


def dumps(network: "Network") -> str:
    """Return the text of the document that describes a network, the same for the same network.

    Raises:
        TypeError: it is no network.

    Example:
        >>> print(gnlc.dumps(gnlc.network())[:23])
        {
         "format_version": 1,
    """
    return rendered(to_document(network))


def dump(network: "Network", path: "str | os.PathLike[str]") -> None:
    """Write the document that describes a network to a file.

    A crash leaves the old file or the new one, each whole.

    Raises:
        OSError: the file cannot be written; the old one is as it was.
        TypeError: `network` is no network, or `path` no path.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "network.json"
        ...     gnlc.dump(gnlc.network(), path)
        ...     gnlc.load(path) == gnlc.network()
        True
    """
    replace(path, dumps(network))
