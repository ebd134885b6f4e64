"""The history of the network as flat records: sizes, counts, conferences, awards, conflicts."""

from typing import TypedDict

from gnlc.models.history import Award, Conference, Conflict, NationalCount, NetworkSize, Recipient
from gnlc.rows.records import Year, addresses, flat, ids


class NetworkSizeRecord(TypedDict):
    """The size of the network at a date, as a row of a table; None if not stated."""

    date: str
    """A day, a month or a year, as ISO 8601 writes it."""
    cities: int | None
    cities_qualifier: str | None
    """How the source puts it: "exact", "more than", "nearly", "about" or "stated"."""
    countries: int | None
    inhabitants: int | None
    inhabitants_qualifier: str | None
    note: str | None
    sources: list[str]
    source_urls: list[str]


class NationalCountRecord(TypedDict):
    """How many member cities a country has at a date, as a row of a table."""

    country: str
    """ISO 3166-1 alpha-2 code."""
    date: str
    """A day, a month or a year, as ISO 8601 writes it."""
    cities: int
    note: str | None
    sources: list[str]
    source_urls: list[str]


class ConferenceRecord(TypedDict):
    """An International Conference on Learning Cities, as a row of a table."""

    number: int
    host: str | None
    """The place, as the sources name it."""
    country: str | None
    """ISO 3166-1 alpha-2 code."""
    city: str | None
    """Id of the place as a member."""
    start: str
    """A day, a month or a year, as ISO 8601 writes it."""
    end: str | None
    theme: str
    outcomes: list[str]
    participants: str | None
    status: str
    sources: list[str]
    source_urls: list[str]


class AwardRecord(TypedDict):
    """A city that received the UNESCO Learning City Award, as a row of a table."""

    year: Year
    name: str
    """As the award names it."""
    country: str
    """ISO 3166-1 alpha-2 code."""
    city: str | None
    """Id of the member; None if it is not a recorded member."""
    note: str | None
    sources: list[str]
    source_urls: list[str]


class ConflictRecord(TypedDict):
    """A conflict between sources, as a row of a table."""

    id: str
    topic: str
    cities: list[str]
    """Ids of the cities concerned."""
    announcement: str | None
    """Id of the announcement concerned."""
    claims: list[str]
    """What each source says."""
    claim_sources: list[str]
    """The id of the source of each claim, in the same order."""
    resolution: str
    reason: str


def network_size_record(size: NetworkSize) -> NetworkSizeRecord:
    """Return the size of the network at a date as one flat record."""
    return flat(NetworkSizeRecord, size)


def national_count_record(count: NationalCount) -> NationalCountRecord:
    """Return the number of member cities of a country as one flat record."""
    return flat(NationalCountRecord, count)


def conference_record(conference: Conference) -> ConferenceRecord:
    """Return a conference as one flat record."""
    return flat(ConferenceRecord, conference)


def award_record(given: tuple[Award, Recipient]) -> AwardRecord:
    """Return a recipient of an award as one flat record."""
    award, recipient = given
    sources, urls = ids(award.sources), addresses(award.sources)
    return flat(AwardRecord, recipient, year=award.year, sources=sources, source_urls=urls)


def conflict_record(conflict: Conflict) -> ConflictRecord:
    """Return a conflict between sources as one flat record."""
    claims = [claim.value for claim in conflict.claims]
    return flat(
        ConflictRecord,
        conflict,
        claims=claims,
        claim_sources=[claim.source.id for claim in conflict.claims],
    )
