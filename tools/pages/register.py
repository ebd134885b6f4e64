"""The register of cities: a page for each country, and the list of all cities."""

from collections.abc import Iterable, Iterator

from gnlc.models.cities import Admission, City
from gnlc.models.places import Country
from gnlc.query.network import Network
from gnlc.wording import counted
from pages.markup import citation, city_link, code, fence, link, plain, table


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
