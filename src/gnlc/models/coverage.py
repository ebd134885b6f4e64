"""Comparison of stated and recorded counts."""

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import Record


@frozen(eq=False, kw_only=True, repr=False)
class Coverage(Record):
    """The counts of an announcement: as stated, as corrected, and as recorded here.

    Attributes:
        announcement (Announcement | None): the announcement; None if none is known.
        year (int | None): the year of the admissions; None for cities of unknown year.
        cities_recorded (int): cities recorded here, including withdrawn ones.
        countries_recorded (int): the countries of these cities.
        cities_withdrawn (int): the number of these cities that were withdrawn later.

    Example:
        >>> row = next(row for row in gnlc.coverage() if row.year == 2020)
        >>> row.cities_stated, row.cities_corrected
        (55, 54)
    """

    _shown = ("year", "cities_stated", "cities_recorded", "cities_missing")

    announcement: Announcement | None = field(
        default=None, validator=checks.optional(checks.instance(Announcement))
    )
    year: int | None = field(default=None, validator=checks.optional(checks.year))
    cities_recorded: int = field(validator=checks.count)
    countries_recorded: int = field(validator=checks.count)
    cities_withdrawn: int = field(validator=checks.count)

    @property
    def cities_stated(self) -> int | None:
        """New cities, as announced; None if unknown."""
        return None if self.announcement is None else self.announcement.cities_stated

    @property
    def countries_stated(self) -> int | None:
        """Countries of the new cities, as announced; None if unknown."""
        return None if self.announcement is None else self.announcement.countries_stated

    @property
    def cities_corrected(self) -> int | None:
        """New cities, as corrected; None if not corrected."""
        return None if self.announcement is None else self.announcement.corrected("cities_stated")

    @property
    def countries_corrected(self) -> int | None:
        """Countries of the new cities, as corrected; None if not corrected."""
        if self.announcement is None:
            return None
        return self.announcement.corrected("countries_stated")

    @property
    def cities_missing(self) -> int | None:
        """The number of stated cities that are not recorded; None if the count is unknown."""
        return None if self.cities_stated is None else self.cities_stated - self.cities_recorded

    @property
    def countries_missing(self) -> int | None:
        """The number of stated countries that are not recorded; None if the count is unknown."""
        if self.countries_stated is None:
            return None
        return self.countries_stated - self.countries_recorded
