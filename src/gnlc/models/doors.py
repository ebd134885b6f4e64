"""Methods of records that are implemented on higher floors and imported when they are called.

No other code imports from a higher floor. `tools/floors.py` lists the names of these methods.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from gnlc.formats import CslItem, Feature


class Shown:
    """Base of all public values: a notebook shows them as HTML."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from gnlc.display.html import html

        return html(self)


class Placed:
    """Base of values that have coordinates."""

    __slots__ = ()

    # Any, because `City` derives from this class.
    @property
    def __geo_interface__(self: Any) -> "Feature":
        """The city as a GeoJSON Feature (RFC 7946), without geometry if its place is unknown."""
        from gnlc.rows.geojson import feature

        return feature(self)


class Citable:
    """Base of sources, and of values that have sources."""

    __slots__ = ()

    # Any: the classes of sources and cities derive from this one.
    def cite(self: Any) -> str:
        """Return the source, or each source of the cities once, as a line.

        A line has publisher, title, date and address. Without a title, it has in brackets what the
        source is cited for; if the date is unknown, it says so.

        Example:
            >>> gnlc.city("Ganja").sources[0].cite()[:55]
            'Today.Az (Azernews), "Azerbaijani cities join UNESCO GN'
            >>> len(gnlc.cities(country="AZ", year=2020).cite().splitlines()) >= 3
            True
        """
        from gnlc.display.citations import line, sources_of

        return "\n".join(map(line, sources_of(self)))

    def to_bibtex(self: Any) -> str:
        """Return the source, or each source of the cities once, as entries of BibTeX.

        The key of an entry is the id of the source. The author is the publisher, in braces because
        it is an institution. `annote`, which styles do not print, says what it is cited for.

        Example:
            >>> gnlc.city("Ganja").sources[0].to_bibtex().splitlines()[:2]
            ['@misc{today-az-2020,', '  author = {{Today.Az (Azernews)}},']
        """
        from gnlc.display.citations import bibtex, sources_of

        return "\n".join(map(bibtex, sources_of(self)))

    def to_csl(self: Any) -> "list[CslItem]":
        """Return the source, or each source of the cities once, as items of CSL-JSON.

        Write the list with the `json` module for Zotero, pandoc, and everything that uses citeproc.

        Example:
            >>> [item] = gnlc.city("Ganja").sources[0].to_csl()
            >>> item["author"], item["issued"]
            ([{'literal': 'Today.Az (Azernews)'}], {'date-parts': [[2020, 9, 24]]})
        """
        from gnlc.display.citations import csl, sources_of

        return list(map(csl, sources_of(self)))


class ModelField:
    """Base of records that can be the type of a field of a Pydantic model."""

    __slots__ = ()

    # Any: only Pydantic, which asks, has these types.
    @classmethod
    def __get_pydantic_core_schema__(cls: Any, source: Any, handler: Any) -> Any:
        """Return how Pydantic validates and serializes a record of the bundled network.

        A field accepts the key of a record, a name, or the record; it holds the record, and is
        serialized as the key.
        """
        from pydantic_core import PydanticCustomError, core_schema

        from gnlc import bundled
        from gnlc.errors import NotFoundError
        from gnlc.models.base import key_name, key_of, noun

        look_up = getattr(bundled, noun(cls))

        def validate(value: object) -> Any:
            try:
                return look_up(value)
            except (NotFoundError, TypeError) as error:
                # As a template, since the message may hold braces.
                reason = {"reason": str(error)}
                raise PydanticCustomError("not_found", "{reason}", reason) from error

        def describe(schema: Any, handler: Any) -> dict[str, Any]:
            description = f"The {key_name(cls)} or a name of a {noun(cls)}."
            return {**handler(schema), "description": description}

        text = core_schema.str_schema()
        return core_schema.json_or_python_schema(
            json_schema=core_schema.no_info_after_validator_function(validate, text),
            python_schema=core_schema.no_info_plain_validator_function(validate),
            serialization=core_schema.plain_serializer_function_ser_schema(
                key_of, return_schema=text
            ),
            metadata={"pydantic_js_functions": [describe]},
        )


class Portable:
    """Base of values that apps exchange as JSON."""

    __slots__ = ()

    # Any: the class of cities derives from this one.
    def to_dict(self: Any) -> dict[str, Any]:
        """Return the city as plain JSON values: every field, and its country, sources, ... in full.

        Dates are text, as in ISO 8601; names by language are an object; unknown values are None.
        Any JSON writer takes it.

        Example:
            >>> city = gnlc.city("Ganja").to_dict()
            >>> city["name"], city["country"]["alpha_2"], city["admissions"][0]["announced_on"]
            ('Ganja', 'AZ', '2020-09-23')
            >>> gnlc.City.from_dict(city) == gnlc.city("Ganja")
            True
        """
        from gnlc.documents.records import record_to_dict

        return record_to_dict(self)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Self:
        """Return the city that plain JSON values describe, as `to_dict` gives them.

        Optional fields may be missing. Nothing is converted.

        Raises:
            DataError: they do not describe a city; the error lists the problems, at most a hundred
                of them, and their number.
            TypeError: the document is not a mapping.

        Example:
            >>> city = gnlc.city("Ganja").to_dict()
            >>> city["country"]["alpha_2"] = "az"
            >>> gnlc.City.from_dict(city)
            Traceback (most recent call last):
            gnlc.errors.DataError: 1 problem in the document:
              /country/alpha_2: alpha_2 must be two capital letters, got 'az'
        """
        from gnlc.documents.records import record_from_dict

        # Only records derive from this class.
        return cast("Self", record_from_dict(cast("Any", cls), document))


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
    def from_dict(cls, document: Mapping[str, Any], *, base: Self | None = None) -> Self:
        """Return the network that a document describes, given as the `json` module reads it.

        `gnlc.load` reads a file, `gnlc.loads` a string.

        Args:
            document: the document.
            base: the network that is changed, if the document is a patch.

        Raises:
            DataError: the document is invalid; the error lists the problems, at most a hundred of
                them, and their number.
            TypeError: the document is not a mapping, or `base` is not a Network.

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
        return cast("Self", network_from_dict(document, cast("Any", base)))
