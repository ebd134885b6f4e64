"""How much of what was stated is on record."""

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import Record


@frozen(kw_only=True, repr=False)
class Coverage(Record):
    """What an announcement stated, what was corrected, and what is recorded here.

    Attributes:
        announcement (Announcement | None): the announcement; None where none is known.
        year (int | None): the year of the admissions; None for cities of unknown year.
        cities_recorded (int): cities recorded here as announced, withdrawn ones among them.
        countries_recorded (int): their countries.
        cities_withdrawn (int): how many of these were announced and later withdrawn.

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
        """New cities, as announced; None where no count is known."""
        return None if self.announcement is None else self.announcement.cities_stated

    @property
    def countries_stated(self) -> int | None:
        """Countries of the new cities, as announced; None where no count is known."""
        return None if self.announcement is None else self.announcement.countries_stated

    @property
    def cities_corrected(self) -> int | None:
        """New cities, as corrected; None where nothing was corrected."""
        return None if self.announcement is None else self.announcement.corrected("cities_stated")

    @property
    def countries_corrected(self) -> int | None:
        """Countries of the new cities, as corrected; None where nothing was corrected."""
        if self.announcement is None:
            return None
        return self.announcement.corrected("countries_stated")

    @property
    def cities_missing(self) -> int | None:
        """How many of the cities stated are not recorded; None where no count is known."""
        return None if self.cities_stated is None else self.cities_stated - self.cities_recorded

    @property
    def countries_missing(self) -> int | None:
        """How many of the countries stated are not recorded; None where no count is known."""
        if self.countries_stated is None:
            return None
        return self.countries_stated - self.countries_recorded
