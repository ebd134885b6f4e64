"""JSON -> records, by the types of their fields, strictly; all faults are reported by path."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import islice
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_origin

from attrs import NOTHING, Attribute
from cattrs import Converter

from gnlc.documents.source import Path
from gnlc.layout import HEAD_FIELDS, TABLES, Json, is_array, is_object
from gnlc.models import checks
from gnlc.models.base import DAY, PartialDate, Record, fields_of, key_name, noun, shape
from gnlc.models.facts import NetworkFacts
from gnlc.models.places import PlaceName
from gnlc.models.tables import ELSEWHERE
from gnlc.wording import close_to, listed, shortened

T = TypeVar("T")

LISTED = 8
"""The number of existing names that a message lists."""

_MOST_COMPARED = 1000

Known: TypeAlias = dict[type[Record], dict[str, Record | None]]
"""The records to which others may refer, by class and key; None for an invalid one."""

Message: TypeAlias = str | Callable[[], str]
"""A message, or a function that returns it, because only the first faults are reported."""

Read: TypeAlias = Callable[..., Any]
"""A function of JSON that returns a valid value, or raises one of `FAULTS`.

The type, which cattrs hands on, is left out, since each function is made for one.
"""


_PLAIN = (str, int, float, bool)
"""The types of values that JSON represents directly."""


class InvalidParts(Exception):  # noqa: N818 - internal: the reader always catches it
    """The faults in the parts of a value, each with its path.

    There are none if the value refers to an invalid record, which is reported separately.
    """

    def __init__(self, faults: Sequence[tuple[Path, Message]] = ()) -> None:
        self.faults = faults


FAULTS = (TypeError, ValueError, InvalidParts)


def faults_of(error: Exception, *path: object) -> Iterator[tuple[Path, Message]]:
    """Yield the faults of an error, each with its path."""
    if isinstance(error, InvalidParts):
        yield from (((*path, *inner), message) for inner, message in error.faults)
    else:
        yield path, str(error)


class Hooks:
    """Functions that read the records of one document.

    Args:
        known: the records to which others may refer, to be filled as they are read; None if each
            record is described in full where it is named.
    """

    def __init__(self, known: Known | None) -> None:
        self._known = known
        self._converter = Converter()
        self._converter.register_structure_hook(datetime.date, _day)
        self._converter.register_structure_hook(PartialDate, _partial_date)
        self._converter.register_structure_hook_factory(_is_record, self.of)
        if known is not None:
            self._converter.register_structure_hook_factory(
                lambda of: key_name(of) != "", partial(_reference, known)
            )

    def of(self, cls: type, make: Callable[[dict[str, Any]], Any] | None = None) -> Read:
        """Return a function that structures an object as a record.

        Args:
            cls: the class of the record.
            make: a function that builds the record from its valid fields; default: the class,
                without validating them again.
        """
        elsewhere = () if self._known is None else ELSEWHERE.get(cls, ())
        fields = {f.name: f for f in fields_of(cls) if f.name not in elsewhere}
        required = frozenset(name for name, field in fields.items() if field.default is NOTHING)
        optional = {name for name, field in fields.items() if shape(field.type)[1]}
        readers: dict[str, Read] = {}
        construct: Callable[[dict[str, Any]], Any] = make or constructor(cls)

        def read(raw: Json, _: object = None) -> Any:
            if not is_object(raw):
                raise TypeError(f"must be an object, got {shortened(raw)}")
            faults: list[tuple[Path, Message]] = []
            values: dict[str, Any] = {}
            for name, value in raw.items():
                try:
                    if name not in readers:
                        # Created on first use, because few documents have every field.
                        readers[name] = self._reader(cls, name, fields.get(name))
                    if value is None and name in optional:
                        values[name] = None
                    else:
                        values[name] = readers[name](value)
                except FAULTS as error:
                    faults.extend(faults_of(error, name))
            if not required <= raw.keys():
                missing = [name for name in fields if name in required and name not in raw]
                faults[:0] = [((), f"the field {name!r} is missing") for name in missing]
            if faults or len(values) < len(raw):
                raise InvalidParts(faults)
            return construct(values)

        return read

    def _reader(self, cls: type, name: str, field: "Attribute[Any] | None") -> Read:
        """Return a function that reads and validates the value of a field, unless it is None."""
        if field is None:
            raise InvalidParts([((), partial(_no_field, name, cls))])
        of, optional, many = shape(field.type)
        check = validator(field)
        if of is PlaceName:
            return partial(_by_language, field)
        if many:
            item, whole = checks.parts_of_each(check)
            return partial(_array, field, self._value(field, of, item), whole)
        return self._value(field, of, checks.unless_none(check) if optional else check)

    def _value(self, field: "Attribute[Any]", of: Any, check: checks.Validator) -> Read:
        """Return a function that reads and validates one value of a type."""
        if of not in _PLAIN and not _is_literal(of):
            # The hook returns instances of the class, and no check requires more of them.
            hook: Read = self._converter.get_structure_hook(of)
            return hook
        convert = converter(field)

        def read(value: Json) -> Any:
            check(None, field, value)
            return convert(value) if convert else value

        return read


def constructor(cls: type[T]) -> Callable[[dict[str, Any]], T]:
    """Return a function that builds a record from fields that have been validated.

    It checks how they fit together.
    """
    defaults = {field.name: field.default for field in fields_of(cls)}
    check: Callable[[T], None] = getattr(cls, "__attrs_post_init__", lambda _: None)

    def construct(values: dict[str, Any]) -> T:
        made = object.__new__(cls)
        for name, value in {**defaults, **values}.items():
            object.__setattr__(made, name, value)
        check(made)
        return made

    return construct


def _reference(records: Known, cls: type[Record]) -> Read:
    """Return a function that returns the record of a class to which a key refers."""

    def refer(key: Json, _: object = None) -> Record:
        if not isinstance(key, str):
            article = "an" if noun(cls)[0] in "aeiou" else "a"
            wanted = f"the {key_name(cls)} of {article} {noun(cls)}"
            raise TypeError(f"must be {wanted}, got {shortened(key)}")
        known = records.get(cls)
        if known is not None and key not in known:
            raise InvalidParts([((), partial(unknown_record, cls, key, known))])
        # A table that cannot be read is reported once, not for each record that refers to it.
        record = None if known is None else known[key]
        if record is None:
            raise InvalidParts
        return record

    return refer


def validator(field: "Attribute[Any]") -> checks.Validator:
    """Return the check of a field; a test ensures that each has one."""
    return cast("checks.Validator", field.validator)


def converter(field: "Attribute[Any]") -> Callable[[Any], Any] | None:
    """Return the function that normalizes the value of a field, if there is one."""
    # attrs leaves open what converters take and give.
    return cast("Callable[[Any], Any] | None", field.converter)  # pyright: ignore[reportUnknownMemberType]


def _array(
    field: "Attribute[Any]", read: Read, check: checks.Validator, value: Json
) -> tuple[Any, ...]:
    """Return the items of an array, each validated, and then all of them together."""
    if not is_array(value):
        raise TypeError(f"must be an array, got {shortened(value)}")
    items: list[Any] = []
    faults: list[tuple[Path, Message]] = []
    for place, raw in enumerate(value):
        try:
            items.append(read(raw))
        except FAULTS as error:
            faults.extend(faults_of(error, place))
    if faults or len(items) < len(value):
        raise InvalidParts(faults)
    made = tuple(items)
    try:
        check(None, field, made)
    except ValueError:
        faults.extend(_repeats(field, value, items))
        if not faults:
            raise
    if faults:
        raise InvalidParts(faults)
    return made


def _by_language(field: "Attribute[Any]", value: Json) -> tuple[PlaceName, ...]:
    """Return the records for an object of names by language, in order of the languages."""
    if not is_object(value):
        raise TypeError(f"must be an object of names by language, got {shortened(value)}")
    names: list[PlaceName] = []
    faults: list[tuple[Path, Message]] = []
    for language, name in sorted(value.items()):
        try:
            names.append(PlaceName(language=language, name=name))
        except FAULTS as error:
            faults.extend(faults_of(error, language))
    if faults:
        raise InvalidParts(faults)
    made = tuple(names)
    validator(field)(None, field, made)
    return made


def _repeats(
    field: "Attribute[Any]", raws: Sequence[Json], items: Sequence[Any]
) -> Iterator[tuple[Path, str]]:
    """Yield the faults of items that repeat an earlier item or its key."""
    key = checks.key_of_each(field.validator)
    before: set[object] = set()
    keys: set[object] = set()
    for place, item in enumerate(items):
        if item in before:
            twice = f"{field.name} must not name anything twice, got {shortened(raws[place])} again"
            yield (place,), twice
        elif key and getattr(item, key) in keys:
            yield (place,), repeat_message(key, getattr(item, key))
        before.add(item)
        keys.add(key and getattr(item, key))


def _is_literal(of: Any) -> bool:
    origin: Any = get_origin(of)
    return origin is Literal


def _is_record(of: Any) -> bool:
    return isinstance(of, type) and issubclass(of, Record)


def _day(value: Json, _: object = None) -> datetime.date:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    if not re.fullmatch(DAY, value):
        raise ValueError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    return _parse(value).latest


def _partial_date(value: Json, _: object = None) -> PartialDate:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got {shortened(value)}")
    return _parse(value)


# Most dates of a document occur many times.
_parse = lru_cache(1024)(PartialDate.parse)


def repeat_message(key: str, value: object) -> str:
    """Return the message for a repeated key."""
    return f"{key} {shortened(value)} is that of an earlier record too"


def _no_field(name: object, cls: type) -> str:
    allowed = [field.name for field in fields_of(cls)]
    if cls is NetworkFacts:
        allowed += [*HEAD_FIELDS, *TABLES]
    near = close_to(str(name), allowed)
    hint = f"; did you mean {near[0]!r}?" if near and near[0] != name else ""
    return f"unknown field {shortened(name)}{hint}"


def unknown_record(cls: type[Record], key: str, known: Mapping[str, object]) -> str:
    """Return the message for the key of a record that is not there."""
    message = f"unknown {noun(cls)} {shortened(key)}"
    # Comparing many keys takes long, and there may be a hundred such faults.
    near = close_to(key, known) if len(known) <= _MOST_COMPARED else ()
    if near:
        return f"{message}; did you mean {listed(map(shortened, near))}?"
    more = ("...",) if len(known) > LISTED else ()
    first = (shortened(key)[1:-1] for key in islice(known, LISTED))
    return f"{message}; declared are {', '.join((*first, *more)) or 'none'}"
