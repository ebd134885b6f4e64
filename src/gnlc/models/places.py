"""Regions, countries, subdivisions, and places at GeoNames."""

from math import asin, cos, radians, sin, sqrt
from typing import Literal, TypeVar, get_args, overload

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import Record, Source, Statement, any_sources, some_sources, statements
from gnlc.models.doors import ModelField
from gnlc.wording import shortened

D = TypeVar("D")

Relation = Literal["same", "seat", "parent"]

_EARTH_RADIUS_KM = 6371.0088


def km_between(north: float, east: float, latitude: float, longitude: float) -> float:
    """Return the distance of two points in degrees (WGS 84), as `Location.distance_km` gives it."""
    here, there = radians(north), radians(latitude)
    half = sin((there - here) / 2) ** 2
    half += cos(here) * cos(there) * sin(radians(longitude - east) / 2) ** 2
    # For opposite points, rounding errors may make the sum greater than 1.
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


@frozen(eq=False, kw_only=True)
class Region(Record, ModelField):
    """One of the regions into which UNESCO groups its members.

    Attributes:
        id (str): the name in lower case, joined by hyphens.
        name (str): as UNESCO writes it.
        sources (tuple[Source, ...]): texts that use this grouping; at least one.

    Example:
        >>> gnlc.region("Africa")
        Region('Africa')
    """

    _shown = ("name",)
    _referred_by = "id"

    id: str = field(validator=checks.identifier)
    name: str = field(validator=checks.text)
    sources: tuple[Source, ...] = field(validator=some_sources)

    def __repr__(self) -> str:
        return f"Region({shortened(self.name)})"


@frozen(eq=False, kw_only=True)
class Country(Record, ModelField):
    """A country as ISO 3166 codes it and UNESCO groups it.

    Attributes:
        alpha_2 (str): ISO 3166-1 alpha-2 code.
        alpha_3 (str): ISO 3166-1 alpha-3 code.
        numeric (str): ISO 3166-1 numeric code, three digits.
        name (str): as UNESCO writes it.
        common_name (str): the common English name.
        aliases (tuple[str, ...]): other names used in the sources.
        region (Region): UNESCO's region.
        region_sources (tuple[Source, ...]): texts that assign the country to the region; if empty,
            `region_note` gives the reason.
        region_note (str | None): remarks on the region.
        region_evidence (tuple[Statement, ...]): lists of members that show the region.

    Example:
        >>> gnlc.country("AZ").region
        Region('Europe and North America')
        >>> gnlc.country("AZ").names
        ('Azerbaijan',)
    """

    _shown = ("common_name",)
    _referred_by = "alpha_2"

    alpha_2: str = field(validator=checks.matching("[A-Z]{2}", "two capital letters"))
    alpha_3: str = field(validator=checks.matching("[A-Z]{3}", "three capital letters"))
    numeric: str = field(validator=checks.matching("[0-9]{3}", "three digits"))
    name: str = field(validator=checks.text)
    common_name: str = field(validator=checks.text)
    aliases: tuple[str, ...] = field(default=(), validator=checks.texts)
    region: Region = field(validator=checks.instance(Region))
    region_sources: tuple[Source, ...] = field(default=(), validator=any_sources)
    region_note: str | None = field(default=None, validator=checks.optional(checks.text))
    region_evidence: tuple[Statement, ...] = field(default=(), validator=statements)

    @property
    def names(self) -> tuple[str, ...]:
        """The name, the common name and the aliases, without repeats."""
        return tuple(dict.fromkeys((self.name, self.common_name, *self.aliases)))

    @overload
    def name_in(self, language: str) -> str | None: ...
    @overload
    def name_in(self, language: str, default: D) -> str | D: ...
    def name_in(self, language: str, default: object = None) -> object:
        """Return the country's name in a language, according to the Unicode CLDR.

        The names are part of the package, not of the record: those of countries with a city in the
        bundled data, in the languages in which the CLDR names every country. A language without a
        name falls back as in `City.name_in`.

        Args:
            language: a BCP 47 tag; case does not matter.
            default: what to return if there is no name.

        Raises:
            TypeError: the language is not a str.
            ValueError: it is not a BCP 47 tag.

        Example:
            >>> gnlc.country("AZ").name_in("fr-CA")
            'Azerbaïdjan'
            >>> [gnlc.country("EG").name_in(tag) for tag in ("ar", "sw", "zh-Hant", "tlh")]
            ['مصر', 'Misri', '埃及', None]
        """
        from gnlc.models.languages import country_names, name_in

        return name_in(language, country_names(self.alpha_2), default)

    def __repr__(self) -> str:
        return f"Country({self.alpha_2!r}, {shortened(self.common_name)})"


@frozen(eq=False, kw_only=True)
class Subdivision(Record, ModelField):
    """A subdivision of a country, such as a province or a state, as ISO 3166-2 codes it.

    Attributes:
        code (str): ISO 3166-2 code.
        name (str): as in ISO 3166-2, usually in a language of the country.
        type (str): what it is: "Province", "State", "Municipality", ...
        country (Country): the country.

    Example:
        >>> gnlc.subdivision("AZ-GA")
        Subdivision('AZ-GA', 'Gəncə')
        >>> gnlc.city("Ganja").subdivision.type
        'Municipality'
    """

    _shown = ("code", "name")
    _referred_by = "code"

    code: str = field(
        validator=checks.matching("[A-Z]{2}-[A-Z0-9]{1,3}", "an ISO 3166-2 code such as 'AZ-GA'")
    )
    name: str = field(validator=checks.text)
    type: str = field(validator=checks.text)
    country: Country = field(validator=checks.instance(Country))

    def __attrs_post_init__(self) -> None:
        if not self.code.startswith(f"{self.country.alpha_2}-"):
            code = self.country.alpha_2
            raise ValueError(f"code {self.code!r} must begin with the country's code, {code}")

    def __repr__(self) -> str:
        return f"Subdivision({self.code!r}, {shortened(self.name)})"


@frozen(eq=False, kw_only=True, repr=False)
class PlaceName(Record):
    """The name of a place in one language (Natural Earth, public domain).

    Attributes:
        language (str): a BCP 47 tag.
        name (str): the name in this language.

    Example:
        >>> gnlc.city("Baku").location.names[0].language
        'ar'
    """

    _shown = ("language", "name")

    language: str = field(validator=checks.language)
    name: str = field(validator=checks.text)


def _one_form(degrees: float) -> float:
    """Normalize a number, so that equal coordinates are written alike: 25 to 25.0, -0.0 to 0.0."""
    # Other types are rejected by the validator.
    return degrees + 0.0 if type(degrees) in (int, float) else degrees


@frozen(eq=False, kw_only=True, repr=False)
class Location(Record):
    """The place of a member at GeoNames (CC BY 4.0).

    Coordinates, population and time zone are those of this place, which is the member itself only
    if the relation is "same". Even then the population may be that of the core town: do not use it
    as the population of the member.

    Attributes:
        geonames_id (int): GeoNames' id; the record is at https://www.geonames.org/<id>.
        wikidata (str | None): the Wikidata item of the place, from Natural Earth; the item is at
            https://www.wikidata.org/wiki/<item>. None if Natural Earth has none.
        name (str): the place's name at GeoNames.
        latitude (float): degrees north, WGS 84, -90 to 90.
        longitude (float): degrees east, WGS 84, -180 to 180.
        population (int | None): inhabitants of the place; None if GeoNames has no figure, or one
            that is clearly outdated or of the core only.
        timezone (str): name in the IANA time zone database.
        relation (str): "same": the place is the member; "seat": it is the main town of the
            member; "parent": it is the city to which the member belongs.
        names (tuple[PlaceName, ...]): the names of the place by language, in order of the tags;
            those of Wikidata, from Natural Earth.

    Example:
        >>> gnlc.city("Ganja").location
        Location(name='Ganja', latitude=40.68157, longitude=46.36134)
    """

    _shown = ("name", "latitude", "longitude")

    geonames_id: int = field(validator=checks.number(1, 10**10))
    wikidata: str | None = field(
        default=None,
        validator=checks.optional(
            checks.matching("Q[1-9][0-9]*", "a Wikidata item such as 'Q9248'")
        ),
    )
    name: str = field(validator=checks.text)
    latitude: float = field(
        converter=_one_form, validator=checks.number(-90.0, 90.0, unit="degrees")
    )
    longitude: float = field(
        converter=_one_form, validator=checks.number(-180.0, 180.0, unit="degrees")
    )
    population: int | None = field(default=None, validator=checks.optional(checks.count))
    timezone: str = field(
        validator=checks.matching(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)*", "a name such as 'Asia/Baku'")
    )
    relation: Relation = field(validator=checks.one_of(*get_args(Relation)))
    names: tuple[PlaceName, ...] = field(
        default=(), validator=checks.each(checks.instance(PlaceName), key="language")
    )

    def __attrs_post_init__(self) -> None:
        languages = [name.language for name in self.names]
        if languages != sorted(languages):
            raise ValueError("names must be in order of their languages")

    def distance_km(self, latitude: float, longitude: float) -> float:
        """Return the distance to a point, in km along the great circle (haversine formula).

        Args:
            latitude: degrees north, WGS 84.
            longitude: degrees east, WGS 84.

        Example:
            >>> round(gnlc.city("Ganja").location.distance_km(40.4, 49.9))
            301
        """
        return km_between(self.latitude, self.longitude, latitude, longitude)
