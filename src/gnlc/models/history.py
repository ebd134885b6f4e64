"""The network over time: sizes, conferences, awards, rules, directors, conflicting claims."""

from typing import Literal, get_args

from attrs import field, frozen

from gnlc.models import checks
from gnlc.models.announcements import Announcement
from gnlc.models.base import (
    PartialDate,
    Record,
    Source,
    partial_date,
    some_sources,
)
from gnlc.models.cities import City, any_cities
from gnlc.models.places import Country

Qualifier = Literal["exact", "more than", "nearly", "about", "stated"]

qualifier: checks.Validator = checks.optional(checks.one_of(*get_args(Qualifier)))


def _in_order(start: PartialDate | None, end: PartialDate | None, what: str) -> None:
    if start is not None and end is not None:
        checks.in_order(start.earliest, end.latest, what)


@frozen(eq=False, kw_only=True, repr=False)
class NetworkSize(Record):
    """The size of the network at a date, as stated by one or more sources.

    Attributes:
        date (PartialDate): the date to which the figures belong.
        cities (int | None): cities in the network.
        cities_qualifier (str | None): how the source qualifies that figure: "exact", "more than",
            "nearly", "about" or "stated" (not qualified).
        countries (int | None): countries in the network.
        inhabitants (int | None): inhabitants of all members together.
        inhabitants_qualifier (str | None): how the source qualifies that figure.
        sources (tuple[Source, ...]): at least one.
        note (str | None): who counted, and inconsistencies.

    Example:
        >>> gnlc.size("2020-09-23")
        NetworkSize(date=2020-09-23, cities=230, countries=64)
    """

    _shown = ("date", "cities", "countries")

    date: PartialDate = field(validator=partial_date)
    cities: int | None = field(default=None, validator=checks.optional(checks.count))
    cities_qualifier: Qualifier | None = field(default=None, validator=qualifier)
    countries: int | None = field(default=None, validator=checks.optional(checks.count))
    inhabitants: int | None = field(default=None, validator=checks.optional(checks.count))
    inhabitants_qualifier: Qualifier | None = field(default=None, validator=qualifier)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        for name in ("cities", "inhabitants"):
            if (getattr(self, name) is None) != (getattr(self, f"{name}_qualifier") is None):
                raise ValueError(f"{name} and {name}_qualifier must be given together")


@frozen(eq=False, kw_only=True, repr=False)
class NationalCount(Record):
    """The number of member cities of a country at a date, as stated by one or more sources.

    Attributes:
        country (Country): the country.
        date (PartialDate): the date to which the count belongs.
        cities (int): member cities of the country, as stated, not as recorded here.
        sources (tuple[Source, ...]): at least one.
        note (str | None): the wording of the source, and how the date was determined.

    Example:
        >>> gnlc.national_counts()[0].country.common_name
        'Argentina'
    """

    _shown = ("country", "date", "cities")

    country: Country = field(validator=checks.instance(Country))
    date: PartialDate = field(validator=partial_date)
    cities: int = field(validator=checks.number(1, 100_000))
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class Conference(Record):
    """An International Conference on Learning Cities.

    Attributes:
        number (int): the number of the conference, from 1.
        host (str | None): the place, as the sources name it.
        country (Country | None): its country.
        city (City | None): the place as a member of the network.
        start (PartialDate): its first day, as far as known.
        end (PartialDate | None): its last day.
        theme (str): its theme.
        outcomes (tuple[str, ...]): the documents that it adopted.
        participants (str | None): their number, as worded by the sources.
        status (str): "held", or the state of planning.
        sources (tuple[Source, ...]): at least one.

    Example:
        >>> gnlc.conferences()[0]
        Conference(number=1, host='Beijing', start=2013-10-21)
    """

    _shown = ("number", "host", "start")

    number: int = field(validator=checks.number(1, 999))
    host: str | None = field(default=None, validator=checks.optional(checks.text))
    country: Country | None = field(
        default=None, validator=checks.optional(checks.instance(Country))
    )
    city: City | None = field(default=None, validator=checks.optional(checks.instance(City)))
    start: PartialDate = field(validator=partial_date)
    end: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    theme: str = field(validator=checks.text)
    outcomes: tuple[str, ...] = field(default=(), validator=checks.texts)
    participants: str | None = field(default=None, validator=checks.optional(checks.text))
    status: str = field(validator=checks.text)
    sources: tuple[Source, ...] = field(validator=some_sources)

    def __attrs_post_init__(self) -> None:
        _in_order(self.start, self.end, "end")


@frozen(eq=False, kw_only=True, repr=False)
class Recipient(Record):
    """A city that received an award.

    Attributes:
        name (str): as the award names it.
        country (Country): its country.
        city (City | None): the member; None if it is not a recorded member.
        note (str | None): why it is not a recorded member.

    Example:
        >>> award = gnlc.awards()[0]
        >>> all(award.year in one.city.award_years for one in award.recipients if one.city)
        True
    """

    _shown = ("name", "country")

    name: str = field(validator=checks.text)
    country: Country = field(validator=checks.instance(Country))
    city: City | None = field(default=None, validator=checks.optional(checks.instance(City)))
    note: str | None = field(default=None, validator=checks.optional(checks.text))


@frozen(eq=False, kw_only=True, repr=False)
class Award(Record):
    """A round of the UNESCO Learning City Award.

    Attributes:
        year (int): the year of the round.
        recipients_stated (int): how many cities received it, as stated.
        recipients (tuple[Recipient, ...]): those cities.
        sources (tuple[Source, ...]): at least one.

    Example:
        >>> gnlc.awards()[0]
        Award(year=2015, recipients_stated=12)
    """

    _shown = ("year", "recipients_stated")

    year: int = field(validator=checks.year)
    recipients_stated: int = field(validator=checks.count)
    recipients: tuple[Recipient, ...] = field(validator=checks.each(checks.instance(Recipient)))
    sources: tuple[Source, ...] = field(validator=some_sources)

    def __attrs_post_init__(self) -> None:
        members = (recipient.city for recipient in self.recipients)
        checks.distinct("recipient is", (city.id for city in members if city is not None))


@frozen(eq=False, kw_only=True, repr=False)
class AdmissionRule(Record):
    """A rule by which cities were admitted.

    Attributes:
        start (PartialDate): when it came into effect.
        end (PartialDate | None): when it ended; None if no end is known.
        text (str): the rule.
        sources (tuple[Source, ...]): at least one.
        note (str | None): further remarks.

    Example:
        >>> gnlc.network().admission_rules[0].start
        PartialDate('2015-09')
    """

    _shown = ("text", "start", "end")

    start: PartialDate = field(validator=partial_date)
    end: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    text: str = field(validator=checks.text)
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        _in_order(self.start, self.end, "end")


@frozen(eq=False, kw_only=True, repr=False)
class Quota(Record):
    """The number of cities that may be admitted at a time.

    Attributes:
        cities (int): the number.
        per (str): what the number applies to.
        text (str): the rule in words.
        sources (tuple[Source, ...]): at least one.

    Example:
        >>> gnlc.network().facts.quota.per
        'country and admission'
    """

    _shown = ("cities", "per")

    cities: int = field(validator=checks.count)
    per: str = field(validator=checks.text)
    text: str = field(validator=checks.text)
    sources: tuple[Source, ...] = field(validator=some_sources)


@frozen(eq=False, kw_only=True, repr=False)
class Director(Record):
    """A director of the UNESCO Institute for Lifelong Learning (UIL).

    Attributes:
        name (str): the name.
        start (PartialDate | None): start of the term; None if not found.
        end (PartialDate | None): end of the term; None if not found or still in office.
        acting (bool): whether this was an interim director.
        sources (tuple[Source, ...]): at least one.
        note (str | None): what is uncertain about the dates.

    Example:
        >>> gnlc.network().facts.directors[0]
        Director(name='Adama Ouane', start=2000, end=2011-05)
    """

    _shown = ("name", "start", "end")

    name: str = field(validator=checks.text)
    start: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    end: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    acting: bool = field(validator=checks.instance(bool))
    sources: tuple[Source, ...] = field(validator=some_sources)
    note: str | None = field(default=None, validator=checks.optional(checks.text))

    def __attrs_post_init__(self) -> None:
        _in_order(self.start, self.end, "end")


@frozen(eq=False, kw_only=True, repr=False)
class Claim(Record):
    """What one of several conflicting sources states.

    Attributes:
        value (str): the statement.
        source (Source): its source.

    Example:
        >>> conflict = gnlc.conflict("2020-new-members")
        >>> conflict.claims[0]
        Claim(value='55 cities, 27 countries')
    """

    _shown = ("value",)

    value: str = field(validator=checks.text)
    source: Source = field(validator=checks.instance(Source))


@frozen(eq=False, kw_only=True, repr=False)
class Conflict(Record):
    """A conflict between sources, and how it is resolved here.

    Attributes:
        id (str): the id of the conflict.
        topic (str): what the sources disagree about.
        cities (tuple[City, ...]): the cities concerned.
        announcement (Announcement | None): the announcement concerned.
        claims (tuple[Claim, ...]): what each source states; at least two.
        resolution (str): what is used here.
        reason (str): the reason for this.

    Example:
        >>> conflict = gnlc.conflict("2020-new-members")
        >>> conflict.topic, conflict.resolution
        ('number of new members in 2020', '55 as announced, 54 as corrected')
    """

    _shown = ("id", "resolution")

    id: str = field(validator=checks.identifier)
    topic: str = field(validator=checks.text)
    cities: tuple[City, ...] = field(default=(), validator=any_cities)
    announcement: Announcement | None = field(
        default=None, validator=checks.optional(checks.instance(Announcement))
    )
    claims: tuple[Claim, ...] = field(validator=checks.each(checks.instance(Claim), least=2))
    resolution: str = field(validator=checks.text)
    reason: str = field(validator=checks.text)
