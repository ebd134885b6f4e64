"""Announcements of new members: what was stated, corrected, and reported in releases."""

import datetime
from typing import Literal, get_args

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.base import PartialDate, Record, Source, partial_date, some_sources
from gnlc.models.cities import City, any_cities
from gnlc.models.places import Country
from gnlc.models.strategy import StrategyPeriod

AnnouncementKind = Literal["round", "rolling"]


@frozen(eq=False, kw_only=True, repr=False)
class Correction(Record):
    """A later correction of an announcement by its authors.

    Attributes:
        corrected_on (datetime.date): the day of the correction.
        cities_stated (int | None): new cities, as corrected; None if unchanged.
        countries_stated (int | None): their countries, as corrected; None if unchanged.
        network_cities_stated (int | None): cities in the network, as corrected.
        network_countries_stated (int | None): countries in the network, as corrected.
        withdrawn_cities (tuple[City, ...]): cities whose admission was withdrawn.
        sources (tuple[Source, ...]): at least one.
        note (str | None): what happened.

    Example:
        >>> gnlc.announcement(2020).corrections[0]
        Correction(corrected_on=2020-09-24, cities_stated=54, ...)
    """

    _shown = ("corrected_on", "cities_stated", "network_cities_stated")

    corrected_on: datetime.date = field(validator=checks.date)
    cities_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    countries_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    network_cities_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    network_countries_stated: int | None = field(
        default=None, validator=checks.optional(checks.count)
    )
    withdrawn_cities: tuple[City, ...] = field(default=(), validator=any_cities)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class NewMembers(Record):
    """The number of new members according to accounts written after the announcement.

    Attributes:
        cities (int): new cities.
        countries (int): their countries.
        sources (tuple[Source, ...]): at least one.
        note (str | None): how it differs from what was announced.

    Example:
        >>> gnlc.announcement(2020).new_members
        NewMembers(cities=54, countries=27)
    """

    _shown = ("cities", "countries")

    cities: int = field(validator=checks.count)
    countries: int = field(validator=checks.count)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class Event(Record):
    """The event at which new members were announced, as a release describes it.

    Attributes:
        held_on (datetime.date): the day.
        kind (str): such as "video conference".
        held_by (str): who held it and announced the new members.
        announced (str): what was announced.
        cities_stated (int): new cities, as the release counts them.
        countries_stated (int): their countries, as the release counts them.

    Example:
        >>> gnlc.announcement(2020).releases[0].event
        Event(held_on=2020-09-23, kind='video conference', held_by='UNESCO Inst...ing')
    """

    _shown = ("held_on", "kind", "held_by")

    held_on: datetime.date = field(validator=checks.date)
    kind: str = field(validator=checks.text)
    held_by: str = field(validator=checks.text)
    announced: str = field(validator=checks.text)
    cities_stated: int = field(validator=checks.count)
    countries_stated: int = field(validator=checks.count)


@frozen(eq=False, kw_only=True, repr=False)
class Remarks(Record):
    """A speaker's remarks on the occasion, summarized.

    Attributes:
        speaker (str): the name.
        role (str): the position of the speaker.
        welcomed (str): whom the speaker welcomed.
        looks_forward_to (str): what the speaker looks forward to.
        expectations (tuple[str, ...]): what the speaker expects of the release's cities.
        criteria (tuple[str, ...]): the main criteria for joining, according to the speaker.

    Example:
        >>> gnlc.announcement(2020).releases[0].remarks
        Remarks(speaker='David Atchoarena', role='Director of the UNESCO I...Learning')
    """

    _shown = ("speaker", "role")

    speaker: str = field(validator=checks.text)
    role: str = field(validator=checks.text)
    welcomed: str = field(validator=checks.text)
    looks_forward_to: str = field(validator=checks.text)
    expectations: tuple[str, ...] = field(validator=checks.texts)
    criteria: tuple[str, ...] = field(validator=checks.texts)


@frozen(eq=False, kw_only=True, repr=False)
class Purpose(Record):
    """What the network is for, as a release describes it.

    Attributes:
        kinds (tuple[str, ...]): what sort of network it is.
        aims (tuple[str, ...]): what it works towards.

    Example:
        >>> gnlc.network().purpose.aims[0]
        'producing and sharing knowledge'
    """

    _shown = ("kinds", "aims")

    kinds: tuple[str, ...] = field(validator=checks.texts)
    aims: tuple[str, ...] = field(validator=checks.texts)


@frozen(eq=False, kw_only=True, repr=False)
class Initiative(Record):
    """Who initiated the admission, according to a release.

    Attributes:
        means (str): how they did it.
        bodies (tuple[str, ...]): who they are.

    Example:
        >>> gnlc.announcement(2020).releases[0].initiative.bodies[0]
        'National Commission of Azerbaijan for UNESCO'
    """

    _shown = ("bodies",)

    means: str = field(validator=checks.text)
    bodies: tuple[str, ...] = field(validator=checks.texts)


@frozen(eq=False, kw_only=True, repr=False)
class Beneficiary(Record):
    """Who can benefit from the network and how, according to a release.

    Attributes:
        who (str): the cities that can benefit.
        means (str): how.
        reason (str): why.

    Example:
        >>> gnlc.announcement(2020).releases[0].beneficiary.who
        'cities at every level of development'
    """

    _shown = ("who", "means")

    who: str = field(validator=checks.text)
    means: str = field(validator=checks.text)
    reason: str = field(validator=checks.text)


@frozen(eq=False, kw_only=True, repr=False)
class ListedPriority(Record):
    """A priority as a release lists it, possibly abridged.

    Attributes:
        number (int): its position in the release's list, from 1.
        as_listed (str): the priority as the release words it.
        note (str | None): errors in it, and what other sources say.

    Example:
        >>> gnlc.announcement(2020).releases[0].strategy.priorities_listed[0]
        ListedPriority(number=1, as_listed='education for sustainable development')
    """

    _shown = ("number", "as_listed")

    number: int = field(validator=checks.number(1, 99))
    as_listed: str = field(validator=checks.text)
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class ListedStrategy(Record):
    """A strategy as a release describes it; the official one is `period`.

    Attributes:
        period (StrategyPeriod): the period meant, with its official priorities.
        priorities_stated (int): the number of priorities that the release mentions.
        priorities_listed (tuple[ListedPriority, ...]): those that it lists.
        note (str | None): how the two differ.

    Example:
        >>> gnlc.announcement(2020).releases[0].strategy
        ListedStrategy(period=StrategyPeriod(id='2019-...tated=7), priorities_stated=7)
    """

    _shown = ("period", "priorities_stated")

    period: StrategyPeriod = field(validator=checks.instance(StrategyPeriod))
    priorities_stated: int = field(validator=checks.count)
    priorities_listed: tuple[ListedPriority, ...] = field(
        validator=checks.each(checks.instance(ListedPriority))
    )
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class Release(Record):
    """The facts in one published text about an announcement.

    Attributes:
        source (Source): the text.
        public_copy (Source | None): a public copy of the text.
        published_on (datetime.date): the day on which it was published.
        cities (tuple[City, ...]): the new members that it reports.
        joined_on (datetime.date): the day on which they joined.
        country (Country): their country.
        first_of_country (bool): whether it calls them the first of their country.
        network_name (str): what it calls the network.
        network_acronym (str): the acronym that it uses.
        network_standing (str): how it ranks the network.
        initiative (Initiative): who initiated the admission.
        event (Event): where, when and by whom the new members were announced.
        remarks (Remarks): the director's remarks, with the criteria for joining.
        requirement (str): what a city must show to join.
        purpose (Purpose): what the network is for.
        network_cities_stated (int): cities in the network.
        network_countries_stated (int): countries in the network.
        members_gain (tuple[str, ...]): what members gain.
        beneficiary (Beneficiary): who can benefit from the network, how and why.
        strategy (ListedStrategy): the strategy and the priorities that it lists.
        omitted (str | None): the topics of the text that are not about the announcement.

    Example:
        >>> gnlc.announcement(2020).releases[0].published_on
        datetime.date(2020, 9, 25)
    """

    _shown = ("source", "published_on", "cities")

    source: Source = field(validator=checks.instance(Source))
    public_copy: Source | None = field(
        default=None, validator=checks.optional(checks.instance(Source))
    )
    published_on: datetime.date = field(validator=checks.date)
    cities: tuple[City, ...] = field(validator=any_cities)
    joined_on: datetime.date = field(validator=checks.date)
    country: Country = field(validator=checks.instance(Country))
    first_of_country: bool = field(validator=checks.instance(bool))
    network_name: str = field(validator=checks.text)
    network_acronym: str = field(validator=checks.text)
    network_standing: str = field(validator=checks.text)
    initiative: Initiative = field(validator=checks.instance(Initiative))
    event: Event = field(validator=checks.instance(Event))
    remarks: Remarks = field(validator=checks.instance(Remarks))
    requirement: str = field(validator=checks.text)
    purpose: Purpose = field(validator=checks.instance(Purpose))
    network_cities_stated: int = field(validator=checks.count)
    network_countries_stated: int = field(validator=checks.count)
    members_gain: tuple[str, ...] = field(validator=checks.texts)
    beneficiary: Beneficiary = field(validator=checks.instance(Beneficiary))
    strategy: ListedStrategy = field(validator=checks.instance(ListedStrategy))
    omitted: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        checks.in_order(self.joined_on, self.published_on, "published_on")


@frozen(eq=False, kw_only=True, repr=False)
class ApplicationWindow(Record):
    """The period in which cities could apply for admission.

    Attributes:
        opens (PartialDate): when it opened.
        closes (PartialDate): when it closed.
        sources (tuple[Source, ...]): at least one.
        note (str | None): extensions, and what differed from country to country.

    Example:
        >>> gnlc.announcement(2020).applications
        ApplicationWindow(opens=2020-03-01, closes=2020-06-30)
    """

    _shown = ("opens", "closes")

    opens: PartialDate = field(validator=partial_date)
    closes: PartialDate = field(validator=partial_date)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        checks.in_order(self.opens.earliest, self.closes.latest, "closes")


@frozen(eq=False, kw_only=True, repr=False)
class Announcement(Record):
    """An admission of new members: an announced round, or a year in which cities joined singly.

    Counts are as announced; later corrections are in `corrections`.

    Attributes:
        id (str): the year, such as "2020".
        year (int): the year of the admissions.
        kind (str): "round": announced together; "rolling": cities joined one by one.
        announced_on (datetime.date | None): the day of the announcement of a round.
        title (str): a short title.
        event (str | None): how it was announced.
        cities_stated (int | None): new cities, as announced; None if unknown.
        countries_stated (int | None): their countries, as announced.
        network_cities_stated (int | None): cities in the network, including the new ones.
        network_countries_stated (int | None): countries in the network, including the new ones.
        corrections (tuple[Correction, ...]): in order of time.
        new_members (NewMembers | None): the count according to later accounts.
        applications (ApplicationWindow | None): when cities could apply.
        releases (tuple[Release, ...]): the facts in published texts about it.
        sources (tuple[Source, ...]): at least one.
        note (str | None): further remarks.

    Example:
        >>> gnlc.announcement(2020)
        Announcement(id='2020', announced_on=2020-09-23, cities_stated=55, ...)
    """

    _shown = ("id", "announced_on", "cities_stated", "countries_stated")
    _referred_by = "id"

    id: str = field(validator=checks.identifier)
    year: int = field(validator=checks.year)
    kind: AnnouncementKind = field(validator=checks.one_of(*get_args(AnnouncementKind)))
    announced_on: datetime.date | None = field(default=None, validator=checks.optional(checks.date))
    title: str = field(validator=checks.text)
    event: str | None = field(default=None, validator=checks.optional(checks.text))
    cities_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    countries_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    network_cities_stated: int | None = field(default=None, validator=checks.optional(checks.count))
    network_countries_stated: int | None = field(
        default=None, validator=checks.optional(checks.count)
    )
    corrections: tuple[Correction, ...] = field(
        default=(), validator=checks.each(checks.instance(Correction))
    )
    new_members: NewMembers | None = field(
        default=None, validator=checks.optional(checks.instance(NewMembers))
    )
    applications: ApplicationWindow | None = field(
        default=None, validator=checks.optional(checks.instance(ApplicationWindow))
    )
    releases: tuple[Release, ...] = field(
        default=(), validator=checks.each(checks.instance(Release))
    )
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        if self.announced_on is not None and self.announced_on.year != self.year:
            raise ValueError(f"announced on {self.announced_on}, but the year is {self.year}")
        for correction in self.corrections:
            checks.in_order(self.announced_on, correction.corrected_on, "corrected_on")

    def corrected(
        self,
        count: Literal[
            "cities_stated", "countries_stated", "network_cities_stated", "network_countries_stated"
        ],
    ) -> int | None:
        """Return a count as last corrected, or None if it was not corrected.

        Example:
            >>> gnlc.announcement(2020).corrected("cities_stated")
            54
            >>> gnlc.announcement(2019).corrected("cities_stated") is None
            True
        """
        values = (getattr(correction, count) for correction in reversed(self.corrections))
        return next((value for value in values if value is not None), None)
