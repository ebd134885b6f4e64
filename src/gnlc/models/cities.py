"""The members: cities, and how they were admitted."""

import datetime
from typing import TYPE_CHECKING, Literal, TypeVar, get_args, overload

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import PartialDate, Record, Source, any_sources, partial_date, some_sources
from gnlc.models.doors import Citable, ModelField, Placed, Portable
from gnlc.models.places import Country, Location, Region, Subdivision
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

# The repr contains that of the country, which rarely fits in a line of the usual width.
_CITY_LINE = 100


@frozen(eq=False, kw_only=True, repr=False)
class Admission(Record):
    """An admission of a city to the network, according to the sources.

    Attributes:
        year (int | None): the year of the admission; None if unknown.
        announced_on (datetime.date | None): the day of the announcement; None if unknown.
        listed_as (str): the city's name in the source.
        certainty (str): "stated": a source states that the city joined in this year (or, if the
            year is unknown, that it is a member); "inferred": the note gives the reason.
        sources (tuple[Source, ...]): at least one.
        note (str | None): further remarks, or how the year was inferred.
        withdrawn_on (datetime.date | None): the day on which the admission was withdrawn;
            None if it was not.
        withdrawn_sources (tuple[Source, ...]): sources of the withdrawal.
        withdrawn_note (str | None): how it was withdrawn.

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
        """Whether the admission was withdrawn after its announcement."""
        return self.withdrawn_on is not None


@frozen(eq=False, kw_only=True)
class City(Record, Placed, Citable, ModelField, Portable):
    """A city (or district, county, ...) that was admitted to the network.

    The record contains when the city was admitted, and according to which sources. Nobody publishes
    the current members: cities that do not report are removed without notice.

    Attributes:
        id (str): the country's alpha-2 code in lower case, a hyphen, and the name in ASCII; once
            published it is never given to another city.
        name (str): the common English name.
        country (Country): the country under which the network lists it.
        subdivision (Subdivision | None): the part of the country; None if ISO 3166-2 has none.
        kind (str): what the member is: "city", "district", "municipality", "county", "province",
            "consortium", "industrial city" or "island".
        admissions (tuple[Admission, ...]): in order of time; at least one.
        known_member_by (PartialDate | None): if the year is unknown, the earliest date at
            which a source lists the city as a member.
        status_notes (str | None): what is known about its membership after the admission.
        location (Location | None): the place at GeoNames; None if GeoNames has none.
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

    if TYPE_CHECKING:
        # attrs makes both. To mypy a class without its own equals no str, so that it would reject
        # `"Ganja" in gnlc.cities()`.
        def __eq__(self, other: object) -> bool: ...
        def __hash__(self) -> int: ...

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
        """The year of the first admission; None if unknown. The filter `year` matches any."""
        return None if (first := self._first) is None else first.year

    @property
    def announced_on(self) -> datetime.date | None:
        """The day on which the first admission was announced; None if unknown."""
        return None if (first := self._first) is None else first.announced_on

    @property
    def _first(self) -> Admission | None:
        for admission in self.admissions:
            if admission.year is not None:
                return admission
        return None

    @property
    def certainty(self) -> Certainty:
        """How certain the first admission is: "stated" or "inferred"."""
        return (self._first or self.admissions[0]).certainty

    @property
    def withdrawn(self) -> bool:
        """Whether every admission was withdrawn, so that the city did not become a member."""
        return all(admission.withdrawn_on is not None for admission in self.admissions)

    @property
    def names(self) -> tuple[str, ...]:
        """All recorded names, without repeats."""
        listed = (admission.listed_as for admission in self.admissions)
        place = self._same
        at_geonames = () if place is None else (place.name,)
        by_language = () if place is None else (label.name for label in place.names)
        every = (self.name, *listed, *self.aliases, *at_geonames, *self.alternate_names)
        return tuple(dict.fromkeys((*every, *by_language)))

    @property
    def _same(self) -> Location | None:
        """The place if it is the member itself, so that it has the same names."""
        place = self.location
        return place if place is not None and place.relation == "same" else None

    @overload
    def name_in(self, language: str) -> str | None: ...
    @overload
    def name_in(self, language: str, default: D) -> str | D: ...
    def name_in(self, language: str, default: object = None) -> object:
        """Return the city's name in a language, if its place is the member itself.

        If the language has no name, subtags are removed from the end of the tag until there
        is one (the lookup of RFC 4647): "pt-BR" returns the name in "pt", "zh-Hant-TW" that in
        "zh-Hant". Scripts are not inferred: "zh-TW" returns the name in "zh".

        Args:
            language: a BCP 47 tag; case does not matter.
            default: what to return if no name is known, or the place is only the seat or the parent
                of the member.

        Raises:
            TypeError: the language is not a str.
            ValueError: it is not a BCP 47 tag.

        Example:
            >>> gnlc.city("Baku").name_in("fr-CA")
            'Bakou'
            >>> gnlc.city("Ganja").name_in("eo", default="Ganja")
            'Ganja'
        """
        from gnlc.models.languages import name_in

        place = self._same
        names = {} if place is None else {n.language.lower(): n.name for n in place.names}
        return name_in(language, names, default)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all admissions and withdrawals, without repeats."""
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
