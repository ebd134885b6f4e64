"""JSON -> records, by the types of their fields, strictly; all faults are reported by path."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any, Literal, TypeAlias, cast, get_origin

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

LISTED = 8
"""The number of existing names that a message lists."""

_MOST_COMPARED = 1000

Known: TypeAlias = dict[type[Record], dict[str, Record | None]]
"""The records to which others may refer, by class and key; None for an invalid one."""

Message: TypeAlias = str | Callable[[], str]
"""A message, or a function that returns it, because only the first faults are reported."""

Hook: TypeAlias = Callable[[Json, Any], Any]
"""A function of JSON and a type that returns a value of this type, or raises one of `FAULTS`."""


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
        # The validators check values that JSON represents directly.
        for plain in (str, int, float, bool):
            self._converter.register_structure_hook(plain, _keep)
        self._converter.register_structure_hook_func(_is_literal, _keep)
        self._converter.register_structure_hook(datetime.date, _day)
        self._converter.register_structure_hook(PartialDate, _partial_date)
        self._converter.register_structure_hook_factory(_is_record, self.of)
        if known is not None:
            self._converter.register_structure_hook_func(
                lambda of: key_name(of) != "", partial(_refer, known)
            )

    def of(self, cls: type, make: Callable[..., Any] | None = None) -> Hook:
        """Return a function that structures an object as a record.

        Args:
            cls: the class of the record.
            make: a function that builds the record from its fields; default: the class.
        """
        elsewhere = () if self._known is None else ELSEWHERE.get(cls, ())
        fields = {f.name: f for f in fields_of(cls) if f.name not in elsewhere}
        required = [name for name, field in fields.items() if field.default is NOTHING]
        readers: dict[str, Callable[[Json], Any]] = {}
        construct = make or partial(_validated, cls)

        def read(raw: Json, _: Any) -> Any:
            if not is_object(raw):
                raise TypeError(f"must be an object, got {shortened(raw)}")
            faults: list[tuple[Path, Message]] = [
                ((), f"the field {name!r} is missing") for name in required if name not in raw
            ]
            values: dict[str, Any] = {}
            for name, value in raw.items():
                if name not in fields:
                    faults.append(((name,), partial(_no_field, name, cls)))
                    continue
                # Created on first use, because few documents have every field.
                if (reader := readers.get(name)) is None:
                    reader = readers[name] = self._reader(fields[name])
                try:
                    values[name] = reader(value)
                except FAULTS as error:
                    faults.extend(faults_of(error, name))
            if faults or len(values) < len(raw):
                raise InvalidParts(faults)
            return construct(**values)

        return read

    def _reader(self, field: "Attribute[Any]") -> Callable[[Json], Any]:
        """Return a function that reads and validates the value of a field."""
        of, optional, many = shape(field.type)
        if of is PlaceName:
            return partial(_by_language, field)
        hook: Hook = self._converter.get_structure_hook(of)
        if many:
            return partial(_array, field, of, hook)
        validate = validator(field)

        def read(value: Json) -> Any:
            made = None if optional and value is None else hook(value, of)
            validate(None, field, made)
            return made

        return read


def _validated(cls: type[Record], **values: object) -> Record:
    """Return a record whose fields have been validated, with its check of how they fit together."""
    made = object.__new__(cls)
    for field in fields_of(cls):
        value: Any = values.get(field.name, field.default)
        # attrs leaves open what converters take and give.
        convert = cast("Callable[[Any], Any] | None", field.converter)  # pyright: ignore[reportUnknownMemberType]
        object.__setattr__(made, field.name, convert(value) if convert else value)
    check: Callable[[], None] | None = getattr(made, "__attrs_post_init__", None)
    if check is not None:
        check()
    return made


def _refer(records: Known, key: Json, cls: type[Record]) -> Record:
    """Return the record to which a key refers."""
    if not isinstance(key, str):
        article = "an" if noun(cls)[0] in "aeiou" else "a"
        wanted = f"the {key_name(cls)} of {article} {noun(cls)}"
        raise TypeError(f"must be {wanted}, got {shortened(key)}")
    # A table that cannot be read is reported once, not for each record that refers to it.
    known = records.get(cls, {key: None})
    if key not in known:
        raise InvalidParts([((), partial(unknown_record, cls, key, known))])
    record = known[key]
    if record is None:
        raise InvalidParts
    return record


def validator(field: "Attribute[Any]") -> checks.Validator:
    """Return the check of a field; a test ensures that each has one."""
    return cast("checks.Validator", field.validator)


def _array(field: "Attribute[Any]", of: Any, hook: Hook, value: Json) -> tuple[Any, ...]:
    """Return the items of an array, each validated."""
    if not is_array(value):
        raise TypeError(f"must be an array, got {shortened(value)}")
    validate, validate_whole = checks.parts_of_each(validator(field))
    items: list[Any] = []
    faults: list[tuple[Path, Message]] = []
    for place, raw in enumerate(value):
        try:
            item = hook(raw, of)
            validate(None, field, item)
            items.append(item)
        except FAULTS as error:
            faults.extend(faults_of(error, place))
    if len(items) == len(value):
        faults.extend(_repeats(field, value, items))
    if faults or len(items) < len(value):
        raise InvalidParts(faults)
    made = tuple(items)
    validate_whole(None, field, made)
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
    if not key and len(set(items)) == len(items):
        return
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


def _keep(value: Json, _: Any) -> Json:
    return value


def _is_literal(of: Any) -> bool:
    origin: Any = get_origin(of)
    return origin is Literal


def _is_record(of: Any) -> bool:
    return isinstance(of, type) and issubclass(of, Record)


def _day(value: Json, _: type) -> datetime.date:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    if not re.fullmatch(DAY, value):
        raise ValueError(f"must be a date as YYYY-MM-DD, got {shortened(value)}")
    return PartialDate.parse(value).latest


def _partial_date(value: Json, _: type) -> PartialDate:
    if not isinstance(value, str):
        raise TypeError(f"must be a date as YYYY, YYYY-MM or YYYY-MM-DD, got {shortened(value)}")
    return PartialDate.parse(value)


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
