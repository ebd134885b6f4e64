"""Cities, what a search found, and a city in full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.display.html.markup import (
    Content,
    Html,
    dash,
    element,
    facts,
    folded,
    joined,
    lines,
    link,
    name,
    output,
    soft,
    table,
)
from gnlc.display.html.parts import GEONAMES, known_by, numbered, references, remark
from gnlc.display.phrases import RELATIONS, coordinates, population, since
from gnlc.wording import YEAR_NOT_KNOWN, counted

if TYPE_CHECKING:
    from gnlc.models.places import Admission, City, Location
    from gnlc.query.cities import Cities
    from gnlc.query.search import Match

_COLUMNS = ("City", "Country", "Region", "Joined", "Sources")


def cities_html(cities: Cities) -> str:
    """Return cities as a table."""
    return output(table(size(cities), _COLUMNS, cities, _city_cells))


def size(cities: Cities) -> str:
    """Return how many cities there are, and of how many countries."""
    countries = len({city.country for city in cities})
    return f"{counted(len(cities), 'city')} of {counted(countries, 'country')}"


def match_html(match: Match) -> str:
    """Return what a search found as a table of one row."""

    def cells(match: Match) -> Sequence[Content]:
        return (f"{match.score:.1f}", name(match.matched_name), *_city_cells(match.city))

    return output(table("Match", ("Score", "Found by", *_COLUMNS), [match], cells, numbers=[0]))


def _city_cells(city: City) -> Sequence[Content]:
    country = city.country
    inferred = [soft(city.certainty)] if city.certainty == "inferred" else []
    return (
        known_by(city.name, city.id),
        name(country.common_name),
        name(country.region.name),
        joined((_since(city), *inferred), ", "),
        numbered(city.sources),
    )


def _since(city: City) -> Content:
    if city.year is not None or city.known_member_by is not None:
        return since(city)
    return joined((dash(YEAR_NOT_KNOWN), *(["withdrawn"] if city.withdrawn else [])), ", ")


def city_html(city: City) -> str:
    """Return what is known of a city."""
    return output(facts(known_by(city.name, city.id), _city_facts(city)))


def _city_facts(city: City) -> Iterator[tuple[str, Content]]:
    country = city.country
    yield "Country", joined((name(country.name), soft(f" {country.alpha_2}")))
    if (within := city.subdivision) is not None:
        yield "Subdivision", joined((name(within.name), soft(f" {within.code}")))
    yield "Region", name(country.region.name)
    yield "Kind", city.kind
    when = _since(city) if city.withdrawn else city.announced_on or _since(city)
    yield "Joined", joined((when, city.certainty), ", ")
    if city.award_years:
        yield "Award", f"UNESCO Learning City Award {', '.join(map(str, city.award_years))}"
    if city.status_notes is not None:
        yield "Status", name(city.status_notes)
    for admission in city.admissions:
        yield "Admission", lines(*_admission(admission))
    yield "Place", dash() if city.location is None else lines(*_place(city.location))
    if city.aliases or city.alternate_names:
        yield "Other names", _other_names(city)


def _admission(admission: Admission) -> Iterator[Content]:
    when = admission.announced_on or admission.year
    listed = joined((" listed as ", name(admission.listed_as), f", {admission.certainty}"))
    yield joined((dash(YEAR_NOT_KNOWN) if when is None else when, listed))
    yield from remark(admission.note)
    yield references(admission.sources)
    if admission.withdrawn_on is not None:
        yield joined(("withdrawn on ", admission.withdrawn_on))
        yield from remark(admission.withdrawn_note)
        yield references(admission.withdrawn_sources)


def _place(place: Location) -> Iterator[Content]:
    at = link(name(place.name), f"https://www.geonames.org/{place.geonames_id}")
    yield joined((at, f", {RELATIONS[place.relation]}"))
    yield coordinates(place)
    yield place.timezone
    yield f"population {population(place)}"
    if place.wikidata is not None:
        yield link(f"Wikidata {place.wikidata}", f"https://www.wikidata.org/wiki/{place.wikidata}")
    yield soft(GEONAMES)


def _other_names(city: City) -> Html:
    told = [("in the sources", city.aliases), ("at GeoNames", city.alternate_names)]
    told = [(where, names) for where, names in told if names]
    summary = ", ".join(f"{len(names)} {where}" for where, names in told)
    listed = (
        element("p", soft(f"{where}: "), joined(map(name, names), ", ")) for where, names in told
    )
    return folded(summary, *listed)
