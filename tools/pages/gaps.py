"""Missing records and conflicts between sources, from the data."""

import datetime

from gnlc.models.cities import City
from gnlc.models.coverage import Coverage
from gnlc.models.history import Conflict, NationalCount
from gnlc.query.network import Network
from pages.markup import citation, city_link, code, plain, table


def coverage_table(network: Network) -> str:
    """Return a table of the stated and recorded counts of each announcement."""
    heads = ["Admitted in", "Stated", "Corrected", "Recorded", "Withdrawn", "Missing"]
    heads += ["Countries stated", "Countries recorded", "Countries missing"]
    return table("coverage", heads, map(_coverage_row, network.coverage()))


def _coverage_row(row: Coverage) -> list[str]:
    counts = [row.cities_stated, row.cities_corrected, row.cities_recorded, row.cities_withdrawn]
    counts += [row.cities_missing, row.countries_stated, row.countries_recorded]
    counts += [row.countries_missing]
    year = "an unknown year" if row.year is None else str(row.year)
    return [year, *("not known" if count is None else str(count) for count in counts)]


def national_counts(network: Network) -> str:
    """Return a table of the members of countries, as stated and as recorded."""
    heads = ["Country", "Date", "Stated", "Recorded by then", "By whom", "Note"]
    rows = [
        [
            plain(count.country.common_name),
            str(count.date),
            str(count.cities),
            " to ".join(map(str, sorted(set(count_recorded(network, count))))),
            ", ".join(map(citation, count.sources)),
            plain(count.note or ""),
        ]
        for count in sorted(network.national_counts(), key=lambda count: count.country.common_name)
    ]
    return table("national-counts", heads, rows)


def count_recorded(network: Network, count: NationalCount) -> tuple[int, int]:
    """Return how many recorded members of a country joined by a date: certainly, and at most."""
    members = network.cities(country=count.country)
    possible = members.filter(where=lambda city: _earliest(city) <= count.date.latest)
    return len(members.filter(as_of=count.date)), len(possible)


def _earliest(city: City) -> datetime.date:
    """Return the first day on which a city may have joined."""
    first = city.admissions[0]
    year = datetime.MINYEAR if first.year is None else first.year
    return first.announced_on or datetime.date(year, 1, 1)


def conflicts(network: Network) -> str:
    """Return every conflict with its claims, resolution and reason."""
    return "\n".join(map(_conflict, network.conflicts()))


def _conflict(conflict: Conflict) -> str:
    about = plain(conflict.topic)
    lines = [f"({conflict.id})=", f"### {about[0].upper()}{about[1:]}", ""]
    if conflict.cities:
        lines += ["Cities: " + ", ".join(map(city_link, conflict.cities)), ""]
    if conflict.announcement is not None:
        lines += [f"Announcement: {plain(conflict.announcement.title)}", ""]
    rows = [[plain(claim.value), citation(claim.source)] for claim in conflict.claims]
    lines += [table("claims", ["Claim", "By whom"], rows)]
    lines += [f"- Taken: **{plain(conflict.resolution)}**", f"- Why: {plain(conflict.reason)}"]
    lines += [f"- Id: {code(conflict.id)}", ""]
    return "\n".join(lines)
