"""The register of cities: a page for each country, and the list of all cities."""

import datetime
from collections.abc import Iterable, Iterator

from gnlc.display.phrases import RELATIONS, coordinates, population
from gnlc.models.base import PartialDate, Source
from gnlc.models.places import Admission, City, Country, Location
from gnlc.query.network import Network
from gnlc.wording import counted
from pages.markup import cited, city_link, code, link, plain, table

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def page_name(country: Country) -> str:
    """Return the name of the page of a country, without its ending."""
    return country.alpha_2.lower()


def country_pages(network: Network) -> dict[str, str]:
    """Return the page of each country that has a city on record, by its name."""
    groups = network.cities(include_withdrawn=True).group_by("country")
    return {page_name(country): _page(country, groups[country], network) for country in groups}


def cities_list(network: Network) -> str:
    """Return a table of every city, those that were withdrawn among them."""
    heads = ["City", "Country", "Admitted", "Certainty", "Sources"]
    rows = (
        [
            city_link(city),
            plain(city.country.common_name),
            *_admitted(city),
            "; ".join(map(cited, city.sources)),
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


def standing(network: Network) -> str:
    """Return what every page of the register says of itself."""
    return (
        "Nobody publishes who is a member today. This tells who was admitted, when, and by whose "
        f"word: data version {plain(network.data_version)}, latest source of "
        f"{_day(network.as_of)}.\n"
    )


def _page(country: Country, cities: Iterable[City], network: Network) -> str:
    cities = tuple(cities)
    heads = ["City", "Kind", "Admitted", "Certainty"]
    rows = ([city_link(city), plain(city.kind), *_admitted(city)] for city in cities)
    number = f"{counted(len(cities), 'city')} on record"
    return "\n".join(
        [
            # Of so many pages each would be in the menu of all the others.
            "---\norphan: true\n---",
            "",
            f"# {plain(country.common_name)}",
            "",
            f"{number}. {link('All countries and cities', '../register.md')}.",
            "",
            standing(network),
            table("cities-of-country", heads, rows),
            *_country(country),
            *(line for city in cities for line in _city(city)),
        ]
    )


def _country(country: Country) -> Iterator[str]:
    codes = (country.alpha_2, country.alpha_3, country.numeric)
    yield "## The country\n"
    yield f"- Name at UNESCO: {plain(country.name)}"
    if country.aliases:
        yield f"- Other names: {', '.join(map(plain, country.aliases))}"
    yield f"- ISO 3166: {', '.join(map(code, codes))}"
    yield f"- UNESCO region: {plain(country.region.name)}{_by(country.region_sources)}"
    if country.region_note is not None:
        yield f"- On the region: {plain(country.region_note)}"
    for statement in country.region_evidence:
        yield f"- Seen in the region: {plain(statement.text)}{_by(statement.sources)}"
    yield ""


def _city(city: City) -> Iterator[str]:
    yield f"({city.id})="
    yield f"## {plain(city.name)}\n"
    yield f"- Id: {code(city.id)}"
    yield f"- Kind: {plain(city.kind)}"
    if city.subdivision is not None:
        yield f"- Subdivision: {plain(city.subdivision.name)} ({code(city.subdivision.code)})"
    for admission in city.admissions:
        yield from _admission(admission)
    if city.known_member_by is not None:
        yield f"- A source shows it as a member by: {_date(city.known_member_by)}"
    if city.award_years:
        yield f"- UNESCO Learning City Award: {', '.join(map(str, city.award_years))}"
    if city.status_notes is not None:
        yield f"- Since then: {plain(city.status_notes)}"
    if city.location is None:
        yield "- Place: GeoNames has none"
    else:
        yield from _location(city.location)
    if city.aliases:
        yield f"- Other names in the sources: {', '.join(map(plain, city.aliases))}"
    if city.alternate_names:
        yield f"- Other names at GeoNames: {', '.join(map(plain, city.alternate_names))}"
    yield ""


def _admission(admission: Admission) -> Iterator[str]:
    year = "in a year that is not known" if admission.year is None else f"in {admission.year}"
    if admission.announced_on is not None:
        year = f"on {_day(admission.announced_on)}"
    yield f"- Admitted {year}: **{admission.certainty}**"
    yield f"  - Listed as: {plain(admission.listed_as)}"
    yield from _grounds(admission.note, admission.sources)
    if admission.withdrawn_on is not None:
        yield f"- Withdrawn on {_day(admission.withdrawn_on)}: the admission was taken back"
        yield from _grounds(admission.withdrawn_note, admission.withdrawn_sources)


def _grounds(note: str | None, sources: Iterable[Source]) -> Iterator[str]:
    """Give what a statement rests on."""
    if note is not None:
        yield f"  - Note: {plain(note)}"
    for source in sources:
        yield f"  - Source: {_source(source)}"


def _location(place: Location) -> Iterator[str]:
    at_geonames = f"https://www.geonames.org/{place.geonames_id}"
    yield f"- Place: {link(f'{place.name} at GeoNames', at_geonames)}, CC BY 4.0"
    if place.wikidata is not None:
        item = f"https://www.wikidata.org/wiki/{place.wikidata}"
        yield f"  - Wikidata: {link(place.wikidata, item)}, as Natural Earth has it"
    yield f"  - What it is to the member: {RELATIONS[place.relation]}"
    yield f"  - Coordinates: {plain(coordinates(place))}"
    yield f"  - Time zone: {plain(place.timezone)}"
    if place.population is not None:
        yield f"  - Inhabitants: {plain(population(place))}"


def _source(source: Source) -> str:
    title = "" if source.title is None else f", “{plain(source.title)}”"
    return f"{cited(source)}{title}; for: {plain(source.cited_for)} ({code(source.id)})"


def _by(sources: Iterable[Source]) -> str:
    told = "; ".join(map(cited, sources))
    return f" ({told})" if told else ""


def _admitted(city: City) -> list[str]:
    """Return when a city was admitted, each time, and how certain that is."""
    return [
        "; ".join(map(_year, city.admissions)),
        "; ".join(admission.certainty for admission in city.admissions),
    ]


def _year(admission: Admission) -> str:
    year = "year unknown" if admission.year is None else str(admission.year)
    return f"{year} (withdrawn)" if admission.withdrawn else year


def _day(day: datetime.date) -> str:
    # In English, whatever the locale of who builds the site.
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _date(date: PartialDate) -> str:
    return _day(date.earliest) if date.day is not None else plain(date)
