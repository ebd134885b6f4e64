"""A city, or an announcement, told in full for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gnlc.display.columns import Fact, facts
from gnlc.display.phrases import (
    KINDS,
    NO_ADDRESS,
    RELATIONS,
    cited,
    coordinates,
    counts,
    population,
)
from gnlc.wording import YEAR_NOT_KNOWN, printable

if TYPE_CHECKING:
    from gnlc.models.announcements import (
        Announcement,
        Correction,
        Event,
        ListedStrategy,
        NewMembers,
        Release,
        Remarks,
    )
    from gnlc.models.base import Source
    from gnlc.models.coverage import Coverage
    from gnlc.models.history import Conflict
    from gnlc.models.places import Admission, City, Location
    from gnlc.query.network import Network


class _Section(NamedTuple):
    """Facts that belong together.

    Attributes:
        heading (str): what they are about; for the first section, about what the report is.
        facts (list[Fact]): the facts, in order.
    """

    heading: str
    facts: list[Fact]


class _Citations:
    """Tells the sources of facts by id, where they are wanted, and in full at the end."""

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._cited: dict[str, Source] = {}

    def ids(self, sources: Iterable[Source]) -> str | None:
        """Return the ids of sources; None where there is nothing to tell."""
        told = {source.id: source for source in sources} if self._wanted else {}
        self._cited.update(told)
        return ", ".join(told) or None

    def line(self, sources: Iterable[Source]) -> str | None:
        """Return the line that tells sources below a fact; None where there is nothing to tell."""
        told = self.ids(sources)
        return told and f"sources: {told}"

    def section(self) -> list[_Section]:
        """Return the section that tells in full what was cited, if anything was."""
        cited = sorted(self._cited.items())
        told = [(name, _lines(*_described(source))) for name, source in cited]
        return [_Section("Sources", told)] if told else []


def _described(source: Source) -> tuple[str | None, ...]:
    return cited(source), source.title, source.url or NO_ADDRESS


def _text(sections: Iterable[_Section], columns: int | None) -> str:
    """Return sections as text, a blank line between them."""
    return "\n".join(
        f"{printable(heading)}\n{facts(told, columns=columns)}" for heading, told in sections
    )


def city_text(city: City, network: Network, *, sources: bool, columns: int | None = None) -> str:
    """Return what is known of a city.

    Args:
        city: the city.
        network: the network that it is in.
        sources: whether to tell the sources of each fact.
        columns: how wide lines may be; None: as long as they are.
    """
    cite = _Citations(wanted=sources)
    admissions = [_admission(admission, cite) for admission in city.admissions]
    sections = [
        _section(f"{city.name} ({city.id})", *_city_facts(city, network, cite)),
        _section("Admissions" if len(admissions) > 1 else "Admission", *admissions),
        *([] if city.location is None else [_place(city.location)]),
        *_other_names(city),
        *_conflicts((c for c in network.conflicts if city in c.cities), cite),
        *cite.section(),
    ]
    return _text(sections, columns)


def _city_facts(city: City, network: Network, cite: _Citations) -> Iterable[Fact]:
    country = city.country
    named = f"{country.name} ({country.alpha_2})"
    yield _fact("country", named)
    if (within := city.subdivision) is not None:
        yield _fact("subdivision", f"{within.name} ({within.code}), {within.type}")
    yield _fact(
        "region", country.region.name, country.region_note, cite.line(country.region_sources)
    )
    yield _fact("kind", city.kind)
    known = city.known_member_by
    shown_by = None if known is None else f"known as a member by {known}"
    yield _fact("joined", str(city.announced_on or city.year or YEAR_NOT_KNOWN), shown_by)
    yield _fact("certainty", city.certainty)
    for admission in city.admissions:
        if admission.withdrawn:
            yield _fact("withdrawn", str(admission.withdrawn_on), admission.withdrawn_note)
    for year in city.award_years:
        told = (s for award in network.awards if award.year == year for s in award.sources)
        yield _fact("award", f"UNESCO Learning City Award {year}", cite.line(told))
    yield _fact("status", city.status_notes)


def _admission(admission: Admission, cite: _Citations) -> Fact:
    when = str(admission.announced_on or admission.year or YEAR_NOT_KNOWN)
    gone = f"withdrawn on {admission.withdrawn_on}" if admission.withdrawn else None
    return _fact(
        when,
        f"listed as {admission.listed_as!r}, {admission.certainty}",
        admission.note,
        cite.line(admission.sources),
        gone,
        cite.line(admission.withdrawn_sources),
    )


def _place(place: Location) -> _Section:
    return _section(
        "Place (GeoNames, CC BY 4.0)",
        _fact("name", place.name, f"https://www.geonames.org/{place.geonames_id}"),
        _fact("Wikidata", place.wikidata and f"https://www.wikidata.org/wiki/{place.wikidata}"),
        _fact("relation", f"{place.relation}: {RELATIONS[place.relation]}"),
        _fact("coordinates", coordinates(place)),
        _fact("time zone", place.timezone),
        _fact("population", population(place)),
    )


def _other_names(city: City) -> list[_Section]:
    aliases = _fact("in the sources", ", ".join(city.aliases))
    count = len(city.alternate_names)
    more = _fact("at GeoNames", f"{count} alternate names" if count else None)
    section = _section("Other names", aliases, more)
    return [section] if section.facts else []


def announcement_text(
    announcement: Announcement, network: Network, *, sources: bool, columns: int | None = None
) -> str:
    """Return what is known of an announcement.

    Args:
        announcement: the announcement.
        network: the network that it is of.
        sources: whether to tell the sources of each fact.
        columns: how wide lines may be; None: as long as they are.
    """
    cite = _Citations(wanted=sources)
    (recorded,) = (row for row in network.coverage() if row.announcement == announcement)
    title = f"{announcement.title} ({announcement.id})"
    conflicts = (c for c in network.conflicts if c.announcement == announcement)
    sections = [
        _section(title, *_told(announcement, recorded, cite)),
        *(_correction(correction, cite) for correction in announcement.corrections),
        *(part for release in announcement.releases for part in _release(release, cite)),
        *_conflicts(conflicts, cite),
        *cite.section(),
    ]
    return _text(sections, columns)


def sources_text(announcements: Iterable[Announcement], *, columns: int | None = None) -> str:
    """Return the sources of announcements in full, each with what it tells of.

    Args:
        announcements: the announcements.
        columns: how wide lines may be; None: as long as they are.
    """
    cite = _Citations(wanted=True)
    told = [_fact(a.id, cite.ids(a.sources)) for a in announcements]
    return _text([_section("Sources of each", *told), *cite.section()], columns)


def _told(announcement: Announcement, recorded: Coverage, cite: _Citations) -> Iterable[Fact]:
    a = announcement
    yield _fact("year", str(a.year))
    yield _fact("kind", KINDS[a.kind])
    yield _fact("announced on", str(a.announced_on) if a.announced_on else "day not known")
    yield _fact("event", a.event)
    yield _fact("stated", counts(a.cities_stated, a.countries_stated) or "no count is known")
    yield _fact("network then", counts(a.network_cities_stated, a.network_countries_stated))
    yield from (_new_members(a.new_members, cite),) if a.new_members else ()
    withdrawn, missing = recorded.cities_withdrawn, recorded.cities_missing
    yield _fact(
        "recorded here",
        counts(recorded.cities_recorded, recorded.countries_recorded),
        f"{withdrawn} of these withdrawn" if withdrawn else None,
        None if missing is None else f"{missing} of the cities stated are missing",
    )
    if a.applications is not None:
        window = a.applications
        span = f"from {window.opens} to {window.closes}"
        yield _fact("applications", span, window.note, cite.line(window.sources))
    yield _fact("note", a.note)
    yield _fact("sources", cite.ids(a.sources))


def _new_members(counted: NewMembers, cite: _Citations) -> Fact:
    numbers = counts(counted.cities, counted.countries)
    return _fact("counted later", numbers, counted.note, cite.line(counted.sources))


def _correction(correction: Correction, cite: _Citations) -> _Section:
    c = correction
    return _section(
        f"Corrected on {c.corrected_on}",
        _fact("stated", counts(c.cities_stated, c.countries_stated)),
        _fact("network then", counts(c.network_cities_stated, c.network_countries_stated)),
        _fact("withdrawn", *_cities(c.withdrawn_cities)),
        _fact("note", c.note),
        _fact("sources", cite.ids(c.sources)),
    )


def _release(release: Release, cite: _Citations) -> Iterable[_Section]:
    """Tell every fact of a release, part by part."""
    copies = [source for source in (release.source, release.public_copy) if source is not None]
    yield _section(
        f"Release of {release.published_on}",
        _fact("published by", *(source.publisher for source in copies), cite.line(copies)),
        _fact("new members", *_cities(release.cities)),
        _fact("joined on", str(release.joined_on)),
        _fact(
            "country",
            f"{release.country.name} ({release.country.alpha_2})",
            "its first members" if release.first_of_country else "not its first members",
        ),
        _fact("brought about by", *release.initiative.bodies),
        _fact("by what", release.initiative.means),
        _fact("left out here", release.omitted),
    )
    yield _event(release.event)
    yield _remarks(release.remarks)
    yield _section(
        "The network, as the release has it",
        _fact("name", f"{release.network_name} ({release.network_acronym})"),
        _fact("standing", release.network_standing),
        _fact("kind", ", ".join(release.purpose.kinds)),
        _fact("aims", *release.purpose.aims),
        _fact("size", counts(release.network_cities_stated, release.network_countries_stated)),
        _fact("candidates must show", release.requirement),
        _fact("members gain", *release.members_gain),
        _fact("who can benefit", release.beneficiary.who),
        _fact("by", release.beneficiary.means),
        _fact("because", release.beneficiary.reason),
    )
    yield _strategy(release.strategy, cite)


def _event(event: Event) -> _Section:
    return _section(
        "Event",
        _fact("held on", str(event.held_on)),
        _fact("kind", event.kind),
        _fact("held by", event.held_by),
        _fact("made known", event.announced),
        _fact("new members", counts(event.cities_stated, event.countries_stated)),
    )


def _remarks(remarks: Remarks) -> _Section:
    return _section(
        f"{remarks.speaker}, {remarks.role}",
        _fact("welcomed", remarks.welcomed),
        _fact("looks forward to", remarks.looks_forward_to),
        _fact("says of these cities", *remarks.expectations),
        _fact("criteria for joining", *remarks.criteria),
    )


def _strategy(strategy: ListedStrategy, cite: _Citations) -> _Section:
    period = strategy.period
    listed = [
        f"{priority.number}. {priority.as_listed}"
        + (f" ({priority.note})" if priority.note else "")
        for priority in strategy.priorities_listed
    ]
    official = [
        f"{'' if priority.number is None else f'{priority.number}. '}{priority.name}"
        for priority in period.priorities
    ]
    rest_on = [source for priority in period.priorities for source in priority.sources]
    return _section(
        f"Strategy {period.name}",
        _fact("priorities stated", str(strategy.priorities_stated)),
        _fact("as listed", *listed),
        _fact("note", strategy.note),
        _fact("the official ones", *official, cite.line((*period.sources, *rest_on))),
        _fact("note on these", period.note),
    )


def _conflicts(conflicts: Iterable[Conflict], cite: _Citations) -> Iterable[_Section]:
    for conflict in conflicts:
        claims = ((claim.value, cite.ids([claim.source])) for claim in conflict.claims)
        yield _section(
            f"Sources differ: {conflict.topic}",
            _fact("they say", *(f"{value} ({who})" if who else value for value, who in claims)),
            _fact("taken here", conflict.resolution),
            _fact("because", conflict.reason),
        )


def _section(heading: str, *told: Fact) -> _Section:
    return _Section(heading, [(label, lines) for label, lines in told if lines])


def _fact(label: str, *lines: str | None) -> Fact:
    return label, _lines(*lines)


def _lines(*lines: str | None) -> Sequence[str]:
    return [line for line in lines if line]


def _cities(cities: Iterable[City]) -> list[str]:
    return [f"{city.name} ({city.id})" for city in cities]
