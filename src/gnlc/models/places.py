"""Where the members are and how they came in: regions, countries, places, cities, admissions."""

import datetime
import re
from math import asin, cos, radians, sin, sqrt
from typing import Literal, TypeVar, get_args, overload

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import (
    PartialDate,
    Record,
    Source,
    Statement,
    any_sources,
    partial_date,
    some_sources,
    statements,
)
from gnlc.models.doors import Placed
from gnlc.wording import in_a_line, shortened

D = TypeVar("D")

CityKind = Literal[
    "city",
    "district",
    "municipality",
    "county",
    "province",
    "consortium",
    "industrial city",
    "island",
]
Certainty = Literal["stated", "inferred"]
Relation = Literal["same", "seat", "parent"]

_EARTH_RADIUS_KM = 6371.0088

# A city is shown with its country, for which a line is mostly too short.
_CITY_LINE = 100


@frozen(kw_only=True)
class Region(Record):
    """One of the regions into which UNESCO groups its members.

    Attributes:
        id (str): the name in lower case, joined by hyphens.
        name (str): as UNESCO writes it.
        sources (tuple[Source, ...]): who uses this grouping; one at least.

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


@frozen(kw_only=True)
class Country(Record):
    """A country as ISO 3166 codes it and UNESCO groups it.

    Attributes:
        alpha_2 (str): ISO 3166-1 alpha-2 code.
        alpha_3 (str): ISO 3166-1 alpha-3 code.
        numeric (str): ISO 3166-1 numeric code, three digits.
        name (str): as UNESCO writes it.
        common_name (str): the common English name.
        aliases (tuple[str, ...]): other names used in the sources.
        region (Region): UNESCO's region.
        region_sources (tuple[Source, ...]): who puts the country in the region; empty where no
            source was found, then `region_note` says what it rests on.
        region_note (str | None): what else is to be known of the region.
        region_evidence (tuple[Statement, ...]): lists of the network that show the region.

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
        """The name, the common name and the aliases, each once."""
        return tuple(dict.fromkeys((self.name, self.common_name, *self.aliases)))

    def __repr__(self) -> str:
        return f"Country({self.alpha_2!r}, {shortened(self.common_name)})"


@frozen(kw_only=True)
class Subdivision(Record):
    """A subdivision of a country, such as a province or a state, as ISO 3166-2 codes it.

    Attributes:
        code (str): ISO 3166-2 code.
        name (str): as ISO 3166-2 has it, mostly in a language of the country.
        type (str): what it is: "Province", "State", "Municipality", ...
        country (Country): of which it is a part.

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


@frozen(kw_only=True, repr=False)
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
    """Return the one of equal numbers that is written: 25.0 for 25, 0.0 for -0.0."""
    # What is no number is left to the check of the field.
    return degrees + 0.0 if type(degrees) in (int, float) else degrees


@frozen(kw_only=True, repr=False)
class Location(Record):
    """The GeoNames record by which a member is put on the map (GeoNames, CC BY 4.0).

    Coordinates, population and time zone are those of this place. For a relation other than
    "same" it is not the member itself, and even for "same" the population may be that of a core
    town: do not take it for the member's own size.

    Attributes:
        geonames_id (int): GeoNames' id; the record is at https://www.geonames.org/<id>.
        wikidata (str | None): the Wikidata item of the place, which is at
            https://www.wikidata.org/wiki/<item>, as Natural Earth has it; None where it has none.
        name (str): the place's name at GeoNames.
        latitude (float): degrees north, WGS 84, -90 to 90.
        longitude (float): degrees east, WGS 84, -180 to 180.
        population (int | None): inhabitants of the place; None where GeoNames has no figure, or
            plainly that of a core or an old count.
        timezone (str): name in the IANA time zone database.
        relation (str): "same": the place is the member; "seat": it is the main town of the
            member; "parent": it is the city in which the member lies or to which it belongs.
        names (tuple[PlaceName, ...]): the names of the place by language, in order of the tags;
            those of Wikidata as Natural Earth has them.

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
        here, there = radians(self.latitude), radians(latitude)
        half = sin((there - here) / 2) ** 2
        half += cos(here) * cos(there) * sin(radians(longitude - self.longitude) / 2) ** 2
        # Rounding may carry the sum past 1 for points on opposite sides of the earth.
        return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


@frozen(kw_only=True, repr=False)
class Admission(Record):
    """A city's admission to the network, as the sources have it.

    Attributes:
        year (int | None): the year of the admission; None where it is not known.
        announced_on (datetime.date | None): the day of the announcement; None where not known.
        listed_as (str): the city's name in the source.
        certainty (str): "stated": a source says that the city joined in this year (or, where the
            year is unknown, that it is a member); "inferred": it follows, as the note tells.
        sources (tuple[Source, ...]): by whose word; one at least.
        note (str | None): what else the sources tell, or what the year was inferred from.
        withdrawn_on (datetime.date | None): the day on which the admission was taken back;
            None where it was not.
        withdrawn_sources (tuple[Source, ...]): who says that it was taken back.
        withdrawn_note (str | None): how it was taken back.

    Example:
        >>> gnlc.city("Ganja").admissions[0]
        Admission(year=2020, listed_as='Ganja', certainty='stated')
        >>> gnlc.city("Ganja").admissions[0].sources[0].publisher
        'Today.Az (Azernews)'
    """

    _shown = ("year", "listed_as", "certainty")

    year: int | None = field(default=None, validator=checks.optional(checks.year))
    announced_on: datetime.date | None = field(default=None, validator=checks.optional(checks.date))
    listed_as: str = field(validator=checks.text)
    certainty: Certainty = field(validator=checks.one_of(*get_args(Certainty)))
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))
    withdrawn_on: datetime.date | None = field(default=None, validator=checks.optional(checks.date))
    withdrawn_sources: tuple[Source, ...] = field(default=(), validator=any_sources)
    withdrawn_note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        if self.announced_on is not None and self.announced_on.year != self.year:
            raise ValueError(f"announced on {self.announced_on}, but the year is {self.year}")
        checks.in_order(self.announced_on, self.withdrawn_on, "withdrawn_on")
        if (self.withdrawn_on is None) != (not self.withdrawn_sources):
            raise ValueError("withdrawn_on and withdrawn_sources must be given together")
        if self.withdrawn_note is not None and self.withdrawn_on is None:
            raise ValueError("withdrawn_note without withdrawn_on")

    @property
    def withdrawn(self) -> bool:
        """Whether the admission was announced and then taken back."""
        return self.withdrawn_on is not None


@frozen(kw_only=True)
class City(Record, Placed):
    """A city (or district, county, ...) that was admitted to the network.

    The record says who was admitted, when, and by whose word. Nobody publishes who is a member
    today: cities that do not report are dropped, and no list of those is public.

    Attributes:
        id (str): the country's alpha-2 code in lower case, a hyphen, and the name in ASCII; once
            published it is never given to another city.
        name (str): the common English name.
        country (Country): as the network lists it.
        subdivision (Subdivision | None): in which the place lies; None where ISO 3166-2 has none.
        kind (str): what the member is: "city", "district", "municipality", "county", "province",
            "consortium", "industrial city" or "island".
        admissions (tuple[Admission, ...]): in order of time; one at least.
        known_member_by (PartialDate | None): where the year is not known, the earliest date at
            which a source shows the city as a member.
        status_notes (str | None): what is known of the time after the admission.
        location (Location | None): the place at GeoNames; None where GeoNames has none.
        aliases (tuple[str, ...]): other names that the sources use.
        alternate_names (tuple[str, ...]): more names, in many scripts, from GeoNames (CC BY 4.0).
        award_years (tuple[int, ...]): years in which it received the UNESCO Learning City Award.

    Example:
        >>> city = gnlc.city("Ganja")
        >>> city.year, city.announced_on, city.certainty
        (2020, datetime.date(2020, 9, 23), 'stated')
        >>> city.names[:2]
        ('Ganja', 'Gəncə')
    """

    _shown = ("name",)
    _referred_by = "id"

    id: str = field(validator=checks.identifier)
    name: str = field(validator=checks.text)
    country: Country = field(validator=checks.instance(Country))
    subdivision: Subdivision | None = field(
        default=None, validator=checks.optional(checks.instance(Subdivision))
    )
    kind: CityKind = field(validator=checks.one_of(*get_args(CityKind)))
    admissions: tuple[Admission, ...] = field(
        validator=checks.each(checks.instance(Admission), least=1)
    )
    known_member_by: PartialDate | None = field(
        default=None, validator=checks.optional(partial_date)
    )
    status_notes: str | None = field(default=None, validator=checks.optional(checks.text))
    location: Location | None = field(
        default=None, validator=checks.optional(checks.instance(Location))
    )
    aliases: tuple[str, ...] = field(default=(), validator=checks.texts)
    alternate_names: tuple[str, ...] = field(default=(), validator=checks.texts)
    award_years: tuple[int, ...] = field(default=(), validator=checks.each(checks.year))

    def __attrs_post_init__(self) -> None:
        code = self.country.alpha_2
        if not self.id.startswith(f"{code.lower()}-"):
            raise ValueError(f"id {shortened(self.id)} must begin with the country's code, {code}")
        if self.subdivision is not None and self.subdivision.country.alpha_2 != code:
            raise ValueError(
                f"subdivision {self.subdivision.code!r} must be in the city's country, {code}"
            )
        years = [admission.year for admission in self.admissions if admission.year is not None]
        if years != sorted(years):
            raise ValueError(f"admissions of {shortened(self.id)} must be in order of time")

    @property
    def region(self) -> Region:
        """UNESCO's region of the country."""
        return self.country.region

    @property
    def latitude(self) -> float | None:
        """Degrees north (WGS 84) of the place at GeoNames; None without a location."""
        return None if self.location is None else self.location.latitude

    @property
    def longitude(self) -> float | None:
        """Degrees east (WGS 84) of the place at GeoNames; None without a location."""
        return None if self.location is None else self.location.longitude

    @property
    def year(self) -> int | None:
        """The year of the first admission, None if unknown; the filter `year` asks for any."""
        return None if self._first is None else self._first.year

    @property
    def announced_on(self) -> datetime.date | None:
        """The day on which the first admission was announced; None where it is not known."""
        return None if self._first is None else self._first.announced_on

    @property
    def _first(self) -> Admission | None:
        dated = (admission for admission in self.admissions if admission.year is not None)
        return next(dated, None)

    @property
    def certainty(self) -> Certainty:
        """How certain the first admission is: "stated" or "inferred"."""
        return (self._first or self.admissions[0]).certainty

    @property
    def withdrawn(self) -> bool:
        """Whether every admission was taken back, so that the city did not become a member."""
        return all(admission.withdrawn for admission in self.admissions)

    @property
    def names(self) -> tuple[str, ...]:
        """Every recorded name, each once: the name, names in lists, aliases, those of the place."""
        listed = (admission.listed_as for admission in self.admissions)
        place = self._same
        at_geonames = () if place is None else (place.name,)
        by_language = () if place is None else (label.name for label in place.names)
        every = (self.name, *listed, *self.aliases, *at_geonames, *self.alternate_names)
        return tuple(dict.fromkeys((*every, *by_language)))

    @property
    def _same(self) -> Location | None:
        """The place whose names are those of the member: only where the two are the same."""
        place = self.location
        return place if place is not None and place.relation == "same" else None

    @overload
    def name_in(self, language: str) -> str | None: ...
    @overload
    def name_in(self, language: str, default: D) -> str | D: ...
    def name_in(self, language: str, default: object = None) -> object:
        """Return the city's name in a language, where its place is the member itself.

        A language without a name falls back as RFC 4647 looks tags up: the last subtag is dropped,
        and a single letter before it too, until there is a name. "pt-BR" gives the name in "pt",
        "zh-Hant-TW" that in "zh-Hant". Nothing is inferred: "zh-TW" gives the name in "zh".

        Args:
            language: a BCP 47 tag; case does not matter.
            default: what to return where there is no name, also where the place is only the seat
                or the parent of the member.

        Raises:
            TypeError: the language is not a str.
            ValueError: it is not a BCP 47 tag.

        Example:
            >>> gnlc.city("Baku").name_in("fr-CA")
            'Bakou'
            >>> gnlc.city("Ganja").name_in("eo", default="Ganja")
            'Ganja'
        """
        if not isinstance(language, str):
            raise TypeError(f"language must be a str, got {shortened(language)}")
        if re.fullmatch("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) is None:
            raise ValueError(f"language must be a BCP 47 tag, got {shortened(language)}")
        place = self._same
        names = {} if place is None else {n.language.lower(): n.name for n in place.names}
        tag = language.lower()
        while tag not in names:
            tag = re.sub("(-[a-z0-9])?-?[a-z0-9]*$", "", tag)
            if not tag:
                return default
        return names[tag]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all admissions, and of their withdrawal, each once."""
        cited = (
            source
            for admission in self.admissions
            for source in (*admission.sources, *admission.withdrawn_sources)
        )
        return tuple(dict.fromkeys(cited))

    def __repr__(self) -> str:
        values = {
            "id": shortened(self.id),
            "name": shortened(self.name),
            "country": shortened(self.country),
            "year": str(self.year),
        }
        return in_a_line("City", values, key="id", room=_CITY_LINE)


any_cities: checks.Validator = checks.each(checks.instance(City))
