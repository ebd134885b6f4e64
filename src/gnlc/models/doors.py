"""Methods of records that are implemented on higher floors and imported when they are called.

No other code imports from a higher floor. `tools/floors.py` lists the names of these methods.
"""

from collections.abc import Mapping
from typing import Any, Self, cast

from gnlc.layout import Feature


class Shown:
    """Base of all public values: a notebook shows them as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from gnlc.display.html import html

        return html(self)


class Placed:
    """Base of values with a place on the map."""

    __slots__ = ()

    # Any, because `City` derives from this class.
    @property
    def __geo_interface__(self: Any) -> Feature:
        """The city as a GeoJSON Feature (RFC 7946), without geometry if its place is unknown."""
        from gnlc.rows.geojson import feature

        return feature(self)


class Documented:
    """Base of values that documents describe."""

    __slots__ = ()

    # Any, because `Network` derives from this class.
    def to_dict(self: Any) -> dict[str, Any]:
        """Return the document that describes the network, as the `json` module reads it.

        Unknown and empty fields are omitted; `gnlc.dumps` returns the document as a string.

        Example:
            >>> gnlc.network().to_dict()["format_version"]
            1
            >>> gnlc.Network.from_dict(gnlc.network().to_dict()) == gnlc.network()
            True
        """
        from gnlc.documents.write import network_to_dict

        return network_to_dict(self)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """Return the network that a document describes, given as the `json` module reads it.

        `gnlc.load` reads a file, `gnlc.loads` a string.

        Raises:
            DataError: the document is invalid; the error lists the problems, at most a hundred of
                them, and their number.
            TypeError: the document is not a mapping.

        Example:
            >>> document = gnlc.network().to_dict()
            >>> del document["cities"][0]["name"]
            >>> gnlc.Network.from_dict(document)
            Traceback (most recent call last):
            gnlc.errors.DataError: 1 problem in the document:
              /cities/0: the field 'name' is missing
        """
        from gnlc.documents.read import network_from_dict

        # Only `Network` derives from this class.
        return cast("Self", network_from_dict(document))
