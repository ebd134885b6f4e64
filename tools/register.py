"""What pages show of the data: the register of cities, missing records, and conflicts.

The register has a page for each country, and a list of all cities.
"""

import datetime
from collections.abc import Iterable, Iterator

from markup import citation, city_link, code, fence, link, plain, table

from gnlc.models.cities import Admission, City
from gnlc.models.history import Conflict, NationalCount
from gnlc.models.places import Country
from gnlc.query.network import Network
from gnlc.wording import counted


def page_name(country: Country) -> str:
    """Return the name of the page of a country, without its ending."""
    return country.alpha_2.lower()


def country_pages(network: Network) -> dict[str, str]:
    """Return the page of each country that has a city on record, by its name."""
    groups = network.cities(include_withdrawn=True).group_by("country")
    return {page_name(country): _page(country, groups[country], network) for country in groups}


def cities_list(network: Network) -> str:
    """Return a table of all cities, including withdrawn ones."""
    heads = ["City", "Country", "Admitted", "Certainty", "Sources"]
    rows = (
        [
            city_link(city),
            plain(city.country.common_name),
            "; ".join(map(_year, city.admissions)),
            "; ".join(admission.certainty for admission in city.admissions),
            "; ".join(map(citation, city.sources)),
        ]
        for city in network.cities(include_withdrawn=True).sorted_by("name")
    )
    return table("cities", heads, rows)


def countries_list(network: Network) -> str:
    """Return links to the pages of all countries, by region, with the number of their cities."""
    lines: list[str] = []
    by_region = network.cities(include_withdrawn=True).sorted_by("country").group_by("region")
    for region in sorted(by_region, key=lambda region: region.name):
        pages = (
            f"{link(country.common_name, f'register/{page_name(country)}.md')} {len(cities)}"
            for country, cities in by_region[region].group_by("country").items()
        )
        lines += [f"### {plain(region.name)}", "", ", ".join(pages), ""]
    return "\n".join(lines)


def caveat(network: Network) -> str:
    """Return the note at the top of every page of the register."""
    return (
        "Nobody publishes who is a member today. This register lists who was admitted, when, and "
        f"according to whom: data version {plain(network.data_version)}, latest source of "
        f"{network.as_of}.\n"
    )


def _page(country: Country, cities: Iterable[City], network: Network) -> str:
    cities = tuple(cities)
    every = link("All countries and cities", "../register.md")
    return "\n".join(
        [
            # Without `orphan`, every page would be in the menu of all the others.
            f"---\norphan: true\n---\n\n# {plain(country.common_name)}\n",
            f"{counted(len(cities), 'city')} on record. {every}.\n",
            caveat(network),
            "## The country\n",
            fence("{raw} html", country._repr_html_()),
            *(line for city in cities for line in _city(city)),
        ]
    )


def _city(city: City) -> Iterator[str]:
    """Yield the section of a city, as a notebook shows it."""
    yield f"({city.id})="
    yield f"## {plain(city.name)}\n"
    yield f"Id: {code(city.id)}\n"
    yield fence("{raw} html", city._repr_html_())


def _year(admission: Admission) -> str:
    year = "year unknown" if admission.year is None else str(admission.year)
    return f"{year} (withdrawn)" if admission.withdrawn else year


def coverage_table(network: Network) -> str:
    """Return a table of the stated and recorded counts of each announcement."""
    heads = {
        "cities_stated": "Stated",
        "cities_corrected": "Corrected",
        "cities_recorded": "Recorded",
        "cities_withdrawn": "Withdrawn",
        "cities_missing": "Missing",
        "countries_stated": "Countries stated",
        "countries_recorded": "Countries recorded",
        "countries_missing": "Countries missing",
    }
    rows = (
        ["an unknown year" if row.year is None else str(row.year)]
        + ["not known" if (n := getattr(row, name)) is None else str(n) for name in heads]
        for row in network.coverage()
    )
    return table("coverage", ["Admitted in", *heads.values()], rows)


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
