"""The base class of records, partial dates, sources and statements."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, total_ordering
from operator import attrgetter
from types import UnionType
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar, Union, cast, get_args, get_origin

from attrs import Attribute, AttrsInstance, field, fields, frozen

from gnlc.models import checks
from gnlc.models.doors import Citable, Shown
from gnlc.wording import Misspelt, in_a_line, shortened

T = TypeVar("T")

_YEAR, _MONTH, _DAY = "(?!0000)[0-9]{4}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
DAY = f"{_YEAR}-{_MONTH}-{_DAY}"
PARTIAL_DATE = f"{_YEAR}(-{_MONTH}(-{_DAY})?)?"
"""Patterns of full and of partial dates in ISO 8601."""


def rebuild(cls: Callable[..., T], parts: Mapping[str, Any]) -> T:
    """Call a class with arguments by name; pickles of records refer to this function."""
    return cls(**parts)


class Kept(Shown):
    """Base of values that are pickled and copied by calling their class with keyword arguments.

    This validates the pickles of earlier releases, and gives fields added since then their default.
    The `__setstate__` that attrs generates would leave such fields unset.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # The one that attrs makes for cached properties has no module, which `help` needs.
        if (lookup := cls.__dict__.get("__getattr__")) is not None:
            lookup.__module__ = cls.__module__

    # To type checkers it would let any misspelt attribute pass.
    if not TYPE_CHECKING:  # pragma: no branch

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(Misspelt(type(self), name))

    def __reduce__(self) -> tuple[Callable[..., Self], tuple[type[Self], dict[str, Any]]]:
        cls = type(self)
        # attrs types `alias` as optional, but it is always set.
        parts: dict[Any, Any] = {each.alias: getattr(self, each.name) for each in fields_of(cls)}
        return rebuild, (cls, parts)


class Record(Kept):
    """Base of all records: immutable, hashable, compared by value, with a one-line repr."""

    __slots__ = ()

    _shown: ClassVar[tuple[str, ...]] = ()
    """The attributes that the repr shows."""

    _referred_by: ClassVar[str] = ""
    """The attribute by which documents refer to the record, or an empty string."""

    # attrs would compile both for each class, before the first city can be looked up.

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = _values(type(self))
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        cls = type(self)
        return hash((cls, _values(cls)(self)))

    def __repr__(self) -> str:
        values = {name: _in_words(getattr(self, name)) for name in self._shown}
        return in_a_line(type(self).__name__, values, key=self._referred_by)


def _fields_of(cls: type) -> "tuple[Attribute[Any], ...]":
    found: tuple[Attribute[Any], ...] = fields(cast("type[AttrsInstance]", cls))
    return found


# Type checkers do not take classes of records for hashable, as caches ask.
fields_of: "Callable[[Any], tuple[Attribute[Any], ...]]" = cache(_fields_of)
"""Return the fields of a class of records, in order."""


def _values_of(cls: type) -> Callable[[Any], object]:
    return attrgetter(*(field.name for field in fields_of(cls)))


_values: Callable[[Any], Callable[[Any], object]] = cache(_values_of)
"""Return a function that returns the values of all fields of a record of a class."""


def shape(of: Any) -> tuple[Any, bool, bool]:
    """Analyse the type of a field.

    Returns:
        The type of the value, or of each item; whether it may be None; whether it is a tuple.
    """
    origin, optional = get_origin(of), get_origin(of) in (Union, UnionType)
    if optional or origin is tuple:
        return get_args(of)[0], optional, origin is tuple
    return of, False, False


def _key_name(of: object) -> str:
    if isinstance(of, type) and issubclass(of, Record):
        # Private to this module.
        return of._referred_by  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
    return ""


key_name: Callable[[Any], str] = cache(_key_name)
"""Return the attribute by which documents refer to records of a class, or an empty string."""


def key_of(record: Record) -> str:
    """Return the key by which documents refer to a record."""
    key: str = getattr(record, key_name(type(record)))
    return key


def repr_fields(cls: type[Record]) -> tuple[str, ...]:
    """Return the attributes that the repr of a class shows, the most distinctive first."""
    return cls._shown  # pyright: ignore[reportPrivateUsage]


def noun(cls: type[Record]) -> str:
    """Return the name of a class as a noun in a sentence."""
    return re.sub("(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()


def parts_of(record: Record) -> Iterator[Record]:
    """Yield the records in the fields of a record, in order."""
    for name in _parts(type(record)):
        value = getattr(record, name)
        if checks.is_tuple(value):
            yield from value
        elif value is not None:
            yield value


def _fields_with_records(cls: type[Record]) -> tuple[str, ...]:
    types = ((field.name, shape(field.type)[0]) for field in fields_of(cls))
    return tuple(name for name, of in types if isinstance(of, type) and issubclass(of, Record))


_parts: Callable[[Any], tuple[str, ...]] = cache(_fields_with_records)
"""The names of the fields of a class that hold records."""


def _in_words(value: object) -> str:
    """Return the short repr of a value, with dates in ISO 8601."""
    return str(value) if isinstance(value, datetime.date | PartialDate) else shortened(value)


def _days(year: int, month: int) -> int:
    if month == 12:
        return 31
    return (datetime.date(year, month + 1, 1) - datetime.date(year, month, 1)).days


@total_ordering
@frozen
class PartialDate(Record):
    """A calendar date whose day, or month and day, may be unknown.

    The string is a date of reduced precision in ISO 8601: `2016`, `2016-08`, `2016-08-23`. Dates
    are ordered by their known parts, and a less precise date precedes those that begin with it.

    >>> import gnlc
    >>> gnlc.PartialDate.parse("2016-08") < gnlc.PartialDate(2016, 8, 23)
    True

    Attributes:
        year (int): 1 to 9999.
        month (int | None): 1 to 12; None if unknown.
        day (int | None): 1 to 31; None if unknown.

    Raises:
        TypeError: a part is not an int.
        ValueError: the date does not exist, or has a day without a month.
    """

    year: int = field(validator=checks.year)
    month: int | None = field(default=None, validator=checks.optional(checks.number(1, 12)))
    day: int | None = field(default=None, validator=checks.optional(checks.number(1, 31)))

    def __attrs_post_init__(self) -> None:
        if self.day is not None:
            if self.month is None:
                raise ValueError(f"a day without a month: year {self.year}, day {self.day}")
            if self.day > _days(self.year, self.month):
                raise ValueError(f"invalid date {self}")

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read a date written as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

        Raises:
            ValueError: the string has another form, or the date does not exist.
        """
        if not isinstance(text, str):
            raise TypeError(f"a date must be a str, got {shortened(text)}")
        if not re.fullmatch(PARTIAL_DATE, text):
            raise ValueError(
                f"must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got {shortened(text)}"
            )
        return cls(*map(int, text.split("-")))

    @property
    def earliest(self) -> datetime.date:
        """The first day of the period that the date denotes."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> datetime.date:
        """The last day of the period that the date denotes."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or _days(self.year, month))

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return str(self) < str(other)

    def __str__(self) -> str:
        return "-".join(
            [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        )

    def __repr__(self) -> str:
        return f"PartialDate({str(self)!r})"


partial_date: checks.Validator = checks.instance(PartialDate)


@frozen(eq=False, kw_only=True, repr=False)
class Source(Record, Citable):
    """A public text that is cited for facts.

    Attributes:
        id (str): publisher, year (`nd` if the page has none) and, if needed, a further word.
        url (str | None): the address; None if unknown.
        publisher (str): who published it.
        title (str | None): as shown on the page; None if the page shows none.
        published (PartialDate | None): when it was published; None if unknown.
        language (str): the language of the text, as a BCP 47 tag.
        cited_for (str): what it is cited for.

    Example:
        >>> gnlc.city("Ganja").sources[0]
        Source(id='today-az-2020', publisher='Today.Az (A...ws)', published=2020-09-24)
    """

    _shown = ("id", "publisher", "published")
    _referred_by = "id"

    id: str = field(validator=checks.identifier)
    url: str | None = field(
        default=None,
        validator=checks.optional(
            checks.matching(
                rf"https?://[^/{checks.GAPS}]+(/[^{checks.GAPS}]*)?",
                "an address with http or https",
            )
        ),
    )
    publisher: str = field(validator=checks.text)
    title: str | None = field(default=None, validator=checks.optional(checks.text))
    published: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    language: str = field(validator=checks.language)
    cited_for: str = field(validator=checks.text)


def sources_of(record: Record) -> Iterator[Source]:
    """Yield the sources of a record and of its parts, without those of records it refers to."""
    for part in parts_of(record):
        if isinstance(part, Source):
            yield part
        elif not key_name(type(part)):
            yield from sources_of(part)


any_sources: checks.Validator = checks.each(checks.instance(Source))
some_sources: checks.Validator = checks.each(checks.instance(Source), least=1)


@frozen(eq=False, kw_only=True, repr=False)
class Statement(Record):
    """A fact in words, with its sources.

    Attributes:
        date (PartialDate | None): the date of an event.
        text (str): the fact.
        sources (tuple[Source, ...]): at least one.

    Example:
        >>> gnlc.network().facts.acronym.text
        'GNLC'
    """

    _shown = ("text",)

    date: PartialDate | None = field(default=None, validator=checks.optional(partial_date))
    text: str = field(validator=checks.text)
    sources: tuple[Source, ...] = field(validator=some_sources)


statement: checks.Validator = checks.instance(Statement)
statements: checks.Validator = checks.each(statement)
