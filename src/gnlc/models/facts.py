"""The facts about the network other than its members."""

from collections.abc import Iterable
from itertools import pairwise

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import Record, Statement, statement, statements
from gnlc.models.history import (
    AdmissionRule,
    Award,
    Conference,
    Conflict,
    Director,
    NationalCount,
    NetworkSize,
    Quota,
)
from gnlc.models.strategy import StrategyPeriod


@frozen(eq=False, kw_only=True, repr=False)
class NetworkFacts(Record):
    """Facts about the network and its history, each with its sources.

    Attributes:
        name (Statement | None): the network's name.
        acronym (Statement | None): the name in short.
        coordinating_body (Statement | None): who runs the network.
        coordinator (Statement | None): who coordinates it there.
        expected_benefits (Statement | None): what learning cities are expected to bring.
        sdg_focus (Statement | None): the Sustainable Development Goals it works for.
        membership_fee (Statement | None): what membership costs.
        established (tuple[Statement, ...]): when it began, according to different sources.
        features (tuple[Statement, ...]): what makes a learning city.
        guiding_documents (tuple[Statement, ...]): the texts that members commit to.
        member_duties (tuple[Statement, ...]): what members must do.
        member_benefits (tuple[Statement, ...]): what members gain.
        region_background (tuple[Statement, ...]): background on UNESCO's regions.
        directors (tuple[Director, ...]): directors of the UNESCO Institute for Lifelong Learning.
        announcements (tuple[Announcement, ...]): in order of time, at most one a year.
        strategy_periods (tuple[StrategyPeriod, ...]): in order of time.
        sizes (tuple[NetworkSize, ...]): the size of the network over time, as stated.
        national_counts (tuple[NationalCount, ...]): members of a country over time, as stated.
        conferences (tuple[Conference, ...]): International Conferences on Learning Cities.
        conference_rhythm (tuple[Statement, ...]): how often they are held.
        awards (tuple[Award, ...]): rounds of the UNESCO Learning City Award.
        award_rules (tuple[Statement, ...]): who can receive it.
        award_note (str | None): what was not found, and inconsistencies.
        admission_rules (tuple[AdmissionRule, ...]): how cities were admitted, over time.
        admission_steps (tuple[Statement, ...]): what a city does to become a member.
        quota (Quota | None): the number of cities that may be admitted at a time.
        city_size (tuple[Statement, ...]): how large a city must be.
        conflicts (tuple[Conflict, ...]): conflicts between sources, and how each is resolved.

    Example:
        >>> gnlc.network().facts.acronym.text
        'GNLC'
    """

    _shown = ("name",)

    name: Statement | None = field(default=None, validator=checks.optional(statement))
    acronym: Statement | None = field(default=None, validator=checks.optional(statement))
    coordinating_body: Statement | None = field(default=None, validator=checks.optional(statement))
    coordinator: Statement | None = field(default=None, validator=checks.optional(statement))
    expected_benefits: Statement | None = field(default=None, validator=checks.optional(statement))
    sdg_focus: Statement | None = field(default=None, validator=checks.optional(statement))
    membership_fee: Statement | None = field(default=None, validator=checks.optional(statement))
    established: tuple[Statement, ...] = field(default=(), validator=statements)
    features: tuple[Statement, ...] = field(default=(), validator=statements)
    guiding_documents: tuple[Statement, ...] = field(default=(), validator=statements)
    member_duties: tuple[Statement, ...] = field(default=(), validator=statements)
    member_benefits: tuple[Statement, ...] = field(default=(), validator=statements)
    region_background: tuple[Statement, ...] = field(default=(), validator=statements)
    directors: tuple[Director, ...] = field(
        default=(), validator=checks.each(checks.instance(Director))
    )
    announcements: tuple[Announcement, ...] = field(
        default=(), validator=checks.each(checks.instance(Announcement), key="id")
    )
    strategy_periods: tuple[StrategyPeriod, ...] = field(
        default=(), validator=checks.each(checks.instance(StrategyPeriod), key="id")
    )
    sizes: tuple[NetworkSize, ...] = field(
        default=(), validator=checks.each(checks.instance(NetworkSize))
    )
    national_counts: tuple[NationalCount, ...] = field(
        default=(), validator=checks.each(checks.instance(NationalCount))
    )
    conferences: tuple[Conference, ...] = field(
        default=(), validator=checks.each(checks.instance(Conference), key="number")
    )
    conference_rhythm: tuple[Statement, ...] = field(default=(), validator=statements)
    awards: tuple[Award, ...] = field(
        default=(), validator=checks.each(checks.instance(Award), key="year")
    )
    award_rules: tuple[Statement, ...] = field(default=(), validator=statements)
    award_note: str | None = field(default=None, validator=checks.optional(checks.text))
    admission_rules: tuple[AdmissionRule, ...] = field(
        default=(), validator=checks.each(checks.instance(AdmissionRule))
    )
    admission_steps: tuple[Statement, ...] = field(default=(), validator=statements)
    quota: Quota | None = field(default=None, validator=checks.optional(checks.instance(Quota)))
    city_size: tuple[Statement, ...] = field(default=(), validator=statements)
    conflicts: tuple[Conflict, ...] = field(
        default=(), validator=checks.each(checks.instance(Conflict), key="id")
    )

    def __attrs_post_init__(self) -> None:
        check_rounds(self.announcements)


def check_rounds(announcements: Iterable[Announcement]) -> None:
    """Reject announcements that are not in order of time, or two of the same year."""
    for before, after in pairwise(announcement.year for announcement in announcements):
        if before >= after:
            raise ValueError(f"announcements of {before} and {after}: one a year, in order of time")
