"""Networks -> documents of the published format."""

import datetime
import os
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from gnlc.documents.source import File
from gnlc.files import replace
from gnlc.layout import FORMAT_VERSION, Json, render
from gnlc.models.base import PartialDate, Record, fields_of, key_name, key_of
from gnlc.models.checks import is_tuple
from gnlc.models.tables import ELSEWHERE
from gnlc.query.holdings import country_table
from gnlc.query.network import Network
from gnlc.wording import shortened


def dump(network: Network, file: File) -> None:
    """Write the document that describes a network to a file, in UTF-8.

    If `file` is a path, it is replaced in one step: a crash leaves either the old or the new file.

    Args:
        network: the network.
        file: a path, or a file that is open for writing bytes or text. The encoding of a text file
            must be UTF-8.

    Raises:
        OSError: the file cannot be written; the old file at a path is unchanged.
        TypeError: `network` is not a Network, or `file` neither a path nor a file.
        ValueError: the path contains invalid characters.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     path = Path(folder) / "network.json"
        ...     gnlc.dump(gnlc.network(), path)
        ...     gnlc.load(path) == gnlc.network()
        True
    """
    text = dumps(network)
    if isinstance(file, str | os.PathLike):
        replace(file, text)
    elif hasattr(file, "write"):
        _write(file, text)
    else:
        raise TypeError(f"file must be a path or an open file, got {shortened(file)}")


def _write(file: Any, text: str) -> None:
    try:
        file.write(text)
    except TypeError:
        # It is a file of bytes.
        file.write(text.encode())


def dumps(network: Network) -> str:
    """Return the document that describes a network as a string; equal networks give equal strings.

    Raises:
        TypeError: `network` is not a Network.

    Example:
        >>> print(gnlc.dumps(gnlc.network())[:23])
        {
         "format_version": 1,
    """
    if not isinstance(network, Network):
        raise TypeError(f"network must be a Network, got {shortened(network)}")
    return render(network_to_dict(network))


def network_to_dict(network: Network) -> dict[str, Json]:
    """Return the document that describes a network, without unknown and empty fields."""
    cities = network.cities(include_withdrawn=True)
    named = [city for city in cities if city.alternate_names]
    labelled = [(city.id, city.location.names) for city in cities if city.location is not None]
    document = {
        "format_version": FORMAT_VERSION,
        "data_version": network.data_version,
        "as_of": network.as_of.isoformat(),
        **record_to_dict(network.facts),
        "sources": _table(network.sources()),
        "regions": _table(network.regions()),
        "countries": _table(country_table(network)),
        "subdivisions": _table(network.subdivisions()),
        "cities": _table(cities),
        "alternate_names": [{"city": c.id, "names": list(c.alternate_names)} for c in named],
        "place_names": [
            {"city": city, "names": {label.language: label.name for label in labels}}
            for city, labels in labelled
            if labels
        ],
        "strategy_periods": _table(network.strategy_periods()),
        "announcements": _table(network.announcements()),
    }
    return {name: value for name, value in document.items() if value != []}


def _table(records: Iterable[Record]) -> list[Json]:
    return [record_to_dict(record, whole=False) for record in records]


def record_to_dict(record: Record, *, whole: bool = True) -> dict[str, Json]:
    """Return a record as in documents: its fields in order, with references as keys.

    Unknown and empty fields are omitted.

    Args:
        record: the record.
        whole: False to omit the fields that documents hold in other tables: the alternate names,
            names by language and award years of a city.
    """
    fields = _fields(type(record)) if whole else _fields_of_table(type(record))
    return {
        name: value if type(value) is str else _plain(value, whole)
        for name, default in fields
        if (value := getattr(record, name)) is not default and value != default
    }


def _defaults_of(cls: type) -> tuple[tuple[str, object], ...]:
    return tuple((attribute.name, attribute.default) for attribute in fields_of(cls))


def _defaults_in_table(cls: type[Record]) -> tuple[tuple[str, object], ...]:
    elsewhere = ELSEWHERE.get(cls, ())
    return tuple(each for each in _defaults_of(cls) if each[0] not in elsewhere)


_fields: Callable[[Any], tuple[tuple[str, object], ...]] = cache(_defaults_of)
"""The names of the fields of a class, and their defaults."""
_fields_of_table: Callable[[Any], tuple[tuple[str, object], ...]] = cache(_defaults_in_table)
"""The same without the fields that documents hold in other tables."""


def _plain(value: object, whole: bool) -> Json:
    """Return a value for JSON; a record to which documents refer becomes its key."""
    if is_tuple(value):
        return [each if type(each) is str else _plain(each, whole) for each in value]
    if isinstance(value, Record):
        # A partial date is a record, too.
        if type(value) is PartialDate:
            return str(value)
        return key_of(value) if key_name(type(value)) else record_to_dict(value, whole=whole)
    return value.isoformat() if isinstance(value, datetime.date) else value
