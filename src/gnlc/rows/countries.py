"""Countries with their numbers of cities, as recorded and as stated, as flat records."""

from collections.abc import Iterable

from gnlc.models.cities import City
from gnlc.models.history import NationalCount
from gnlc.models.places import Country
from gnlc.rows.records import CountryRecord, country_record


class CountryCountRecord(CountryRecord):
    """A country with its numbers of cities, as a row of a table; None where they are not known."""

    cities_recorded: int
    """Cities on record here, without those whose admission was withdrawn."""
    first_year: int | None
    """The earliest year of an admission on record."""
    latest_year: int | None
    cities_stated: int | None
    """The latest number of members that a source states for the country."""
    stated_on: str | None
    """The day, month or year to which that number belongs."""


def country_count_record(
    country: Country, cities: Iterable[City], counts: Iterable[NationalCount]
) -> CountryCountRecord:
    """Return a country as one flat record.

    Args:
        country: the country.
        cities: its cities that were not withdrawn.
        counts: the numbers that were stated for it.
    """
    members = tuple(cities)
    years = sorted(city.year for city in members if city.year is not None)
    stated = max(counts, key=lambda count: count.date.latest, default=None)
    return {
        **country_record(country),
        "cities_recorded": len(members),
        "first_year": years[0] if years else None,
        "latest_year": years[-1] if years else None,
        "cities_stated": None if stated is None else stated.cities,
        "stated_on": None if stated is None else str(stated.date),
    }
