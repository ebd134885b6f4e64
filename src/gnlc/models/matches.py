"""The answers of `match` for one name."""

from typing import Literal, get_args

from attrs import frozen

from gnlc.models.base import Kept, Source
from gnlc.models.cities import City
from gnlc.wording import in_a_line, shortened

Status = Literal["found", "ambiguous", "likely", "elsewhere", "unknown", "empty"]

STATUSES: tuple[Status, ...] = get_args(Status)
"""What `MatchedName.status` may be, the surest first."""


@frozen(kw_only=True)
class OtherPlace(Kept):
    """A place that is not a member, according to GeoNames or ISO 3166.

    Attributes:
        name (str): its main name.
        country (str | None): the alpha-2 code of its country; None for a country.
        population (int | None): at GeoNames, to two digits; None for a country.

    Example:
        >>> gnlc.match(["Lima"])[0].place
        OtherPlace(name='Lima', country='PE', population=7700000)
    """

    name: str
    country: str | None = None
    population: int | None = None

    def __repr__(self) -> str:
        values = {
            name: shortened(value)
            for name in ("name", "country", "population")
            if (value := getattr(self, name)) is not None
        }
        return in_a_line("OtherPlace", values)


@frozen(kw_only=True)
class MatchedName(Kept):
    """The answer for one name of a column.

    Attributes:
        text (str | None): the name as given; None for a missing value.
        country_text (str | None): the country as given.
        status (str): "found", "ambiguous", "likely", "elsewhere", "unknown" or "empty".
        city (City | None): the member; None unless found or likely.
        score (float): 100 if found, from `min_score` to 99 if likely, otherwise 0.
        matched_name (str | None): the recorded name of the member that matched.
        candidates (tuple[City, ...]): the members that the name may mean, best first.
        place (OtherPlace | None): the other place that the name means or may mean.
        country (str | None): the alpha-2 code of the country that the name or the column of
            countries gives.
        reason (str): the reason, as a sentence.

    Example:
        >>> row = gnlc.match(["Gandja Municipality"], "Azerbaijan")[0]
        >>> row.status, row.city.id, row.matched_name
        ('found', 'az-ganja', 'Gandja')
        >>> row.reason
        'Gandja is a name of Ganja in Azerbaijan; set aside: Municipality.'
    """

    text: str | None
    country_text: str | None = None
    status: Status
    city: City | None = None
    score: float = 0.0
    matched_name: str | None = None
    candidates: tuple[City, ...] = ()
    place: OtherPlace | None = None
    country: str | None = None
    reason: str

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the member; none unless found or likely."""
        return () if self.city is None else self.city.sources

    def __repr__(self) -> str:
        values = {"text": shortened(self.text), "status": shortened(self.status)}
        if self.city is not None:
            values["city"] = shortened(self.city.id)
        return in_a_line("MatchedName", values, key="status")
