"""Checks of single values, run by the records' constructors and by the loader of documents.

Each is an attrs validator that depends on the value only, so that the loader can check field by
field and report all problems at once.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias, TypeGuard, TypeVar

from attrs import Attribute

from gnlc.wording import listed, shortened, unknown_choice

# For regular expressions of Python and of JSON Schema, which differ in `\s` and `$`.
_BARRED = r"\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069"
"""Control characters, line separators, and what reorders the text around it."""
_SURROGATE = r"[\ud800-\udfff]"
"""Lone surrogates; not in the patterns of the schema, because not all engines support them."""
GAPS = rf"{_BARRED} \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Characters that words cannot contain: those, and spaces."""
_UNSEEN = r"\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f\ufeff"
"""Invisible characters, which are allowed in a string but not on their own."""
_END = r"$(?!\n)"

_TEXT = rf"^(?![{_UNSEEN}]+{_END})[^{GAPS}]([^{_BARRED}]*[^{GAPS}])?{_END}"

_LISTED = 5
"""The number of repeated keys that a message lists."""

Validator: TypeAlias = Callable[[Any, "Attribute[Any]", Any], None]


def _says(check: Validator, **rules: object) -> Validator:
    """Attach the JSON Schema of a check to it."""
    vars(check)["schema"] = rules
    return check


def schema_of(check: object) -> dict[str, Any]:
    """Return the JSON Schema of a check, as far as JSON Schema can express it."""
    rules: dict[str, Any] = getattr(check, "schema", {})
    return dict(rules)


def _wrong_type(name: str, wanted: str, value: object) -> TypeError:
    return TypeError(f"{name} must be {wanted}, got {shortened(value)}")


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Return whether a value is a tuple, but not of a subclass."""
    return type(value) is tuple


def instance(*classes: type, wanted: str | None = None) -> Validator:
    """Check that a value is of one of these classes; subclasses (bool for int) are rejected."""
    wanted = wanted or " or ".join(f"a {cls.__name__}" for cls in classes)

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) not in classes:
            raise _wrong_type(attribute.name, wanted, value)

    vars(check).update(classes=classes)
    return check


def optional(validator: Validator) -> Validator:
    """Check a value unless it is None."""

    def check(record: object, attribute: "Attribute[Any]", value: object) -> None:
        if value is not None:
            validator(record, attribute, value)

    vars(check).update(required=validator)
    return _says(check, **schema_of(validator))


def unless_none(check: Validator) -> Validator:
    """Return the check of values that are not None, of an `optional` check."""
    validator: Validator = vars(check)["required"]
    return validator


def text(_: object, attribute: "Attribute[Any]", value: object) -> None:
    """Check that a value is a one-line str, not empty, without leading or trailing space."""
    if type(value) is not str:
        raise _wrong_type(attribute.name, "a str", value)
    if not value:
        raise ValueError(f"{attribute.name} must not be empty")
    if value != value.strip():
        raise ValueError(
            f"{attribute.name} must not begin or end with space, got {shortened(value)}"
        )
    # Nearly all strings are printable, so that the pattern rarely needs to be compiled.
    if not value.isprintable():
        if re.search(_TEXT, value) is None:
            raise ValueError(
                f"{attribute.name} must be a line of text that can be seen, got {shortened(value)}"
            )
        _refuse_surrogates(attribute.name, value)


def _refuse_surrogates(name: str, value: str) -> None:
    if re.search(_SURROGATE, value) is not None:
        raise ValueError(f"{name} must not contain a lone surrogate, got {shortened(value)}")


def anchor(pattern: str) -> str:
    """Anchor a pattern so that it matches whole strings only, in Python and in JSON Schema."""
    return f"^({pattern}){_END}"


# The cache of the `re` module takes longer to look up than most patterns to match.
_compile = cache(re.compile)


def matching(pattern: str, wanted: str) -> Validator:
    """Check that a value is a str that fully matches a pattern."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) is not str:
            raise _wrong_type(attribute.name, "a str", value)
        if _compile(pattern).fullmatch(value) is None:
            raise ValueError(f"{attribute.name} must be {wanted}, got {shortened(value)}")
        if not value.isprintable():
            _refuse_surrogates(attribute.name, value)

    return _says(check, pattern=anchor(pattern))


def one_of(*choices: str) -> Validator:
    """Check that a value is one of these strings."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) is not str:
            raise _wrong_type(attribute.name, "a str", value)
        if value not in choices:
            raise unknown_choice(attribute.name, value, choices)

    return _says(check, enum=list(choices))


def number(low: float, high: float, *, unit: str = "") -> Validator:
    """Check that a value is an int (any number if the bounds are floats) in a range."""
    classes = (int, float) if isinstance(low, float) else (int,)
    noun = "a number" if float in classes else "an int"
    span = f"{noun} from {low:g} to {high:g}" if low < high else f"{low:g}"
    wanted = f"{span}{unit and ' ' + unit}"

    def check(_: object, attribute: "Attribute[Any]", value: Any) -> None:
        if type(value) not in classes:
            raise _wrong_type(attribute.name, wanted, value)
        # Not `value < low or value > high`, which would accept NaN.
        if not low <= value <= high:
            raise ValueError(f"{attribute.name} must be {wanted}, got {shortened(value)}")

    return _says(check, minimum=low, maximum=high)


def each(item: Validator, *, least: int = 0, key: str = "") -> Validator:
    """Check that a value is a tuple, without repeats, of items that pass a check.

    Args:
        item: the check.
        least: the minimum number of items.
        key: an attribute that must be unique among the items; empty for none.
    """

    def check(record: object, attribute: "Attribute[Any]", value: Any) -> None:
        if not is_tuple(value):
            raise _wrong_type(attribute.name, "a tuple", value)
        for member in value:
            item(record, attribute, member)
        of_all(record, attribute, value)

    def of_all(_: object, attribute: "Attribute[Any]", value: Any) -> None:
        if len(value) < least:
            raise ValueError(f"{attribute.name} must have {least} or more, got {len(value)}")
        if len(value) > 1 and len(set(value)) < len(value):
            [(twice, _)] = Counter[Any](value).most_common(1)
            raise ValueError(
                f"{attribute.name} must not name anything twice, got {shortened(twice)} again"
            )
        if key:
            distinct(f"of the {attribute.name} has the {key}", (getattr(i, key) for i in value))

    vars(check).update(parts=(item, of_all), key=key)
    return _says(check, items=schema_of(item), minItems=least, uniqueItems=True)


def parts_of_each(check: Validator) -> tuple[Validator, Validator]:
    """Return the two parts of an `each` check: the check of an item, and that of the whole tuple.

    The loader checks items one by one, to report the path of each.
    """
    parts: tuple[Validator, Validator] = vars(check)["parts"]
    return parts


_says(text, minLength=1, pattern=_TEXT)

identifier: Validator = matching(
    r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words of ASCII letters and digits joined by hyphens"
)
language: Validator = matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a BCP 47 tag such as 'en'")
year: Validator = number(datetime.MINYEAR, datetime.MAXYEAR)
date: Validator = instance(datetime.date)
count: Validator = number(0, 10**12)
texts: Validator = each(text)


def key_of_each(check: object) -> str:
    """Return the attribute that an `each` check requires to be unique, or an empty string."""
    key: str = vars(check)["key"]
    return key


def distinct(what: str, keys: Iterable[object]) -> None:
    """Reject repeated keys."""
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        first = map(shortened, twice[:_LISTED])
        more = [f"{len(twice) - _LISTED:,} more"] if len(twice) > _LISTED else []
        raise ValueError(f"more than one {what} {listed((*first, *more), word='and')}")


def calendar_version(_: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Check that a value is a calendar version with a valid date."""
    _version(_, attribute, value)
    try:
        datetime.date(*map(int, value.split(".")[:3]))
    except ValueError as error:
        raise ValueError(
            f"{attribute.name} must be a valid date, got {shortened(value)}"
        ) from error


_version = matching(
    r"(?!0000)[0-9]{4}\.(0[1-9]|1[0-2])\.(0[1-9]|[12][0-9]|3[01])(\.[0-9]+)?",
    "a date as YYYY.MM.DD, or that and .N",
)
_says(calendar_version, **schema_of(_version))


_Ordered = TypeVar("_Ordered", datetime.date, int)


def in_order(first: _Ordered | None, then: _Ordered | None, what: str) -> None:
    """Reject two dates or years if the second precedes the first."""
    if first is not None and then is not None and then < first:
        raise ValueError(f"{what}: {then} is before {first}")
