"""Checks of single values, run by the records' constructors and by the loader of documents.

Each is a validator of attrs that looks at the value alone, so that the loader can run it field by
field and tell all problems at once.
"""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeGuard, TypeVar

from attrs import Attribute

from gnlc.wording import shortened, unknown_choice

# Controls, line ends and halves of characters. Format characters (Cf) have their use in names.
_UNPRINTABLE = {"Cc", "Cs", "Zl", "Zp"}

Validator = Callable[[Any, "Attribute[Any]", Any], None]


def _says(check: Validator, **rules: object) -> Validator:
    """Note what a check asks for in the words of JSON Schema."""
    vars(check)["schema"] = rules
    return check


def schema_of(check: object) -> dict[str, Any]:
    """Return what a check asks for in the words of JSON Schema, as far as it has words for it."""
    rules: dict[str, Any] = getattr(check, "schema", {})
    return dict(rules)


def _wrong_type(name: str, wanted: str, value: object) -> TypeError:
    return TypeError(f"{name} must be {wanted}, got {shortened(value)}")


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Tell whether a value is a tuple, and nothing that is derived from one."""
    return type(value) is tuple


def instance(*classes: type, wanted: str | None = None) -> Validator:
    """Check that a value is of one of these very classes (a bool is no int, a datetime no date)."""
    wanted = wanted or " or ".join(f"a {cls.__name__}" for cls in classes)

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) not in classes:
            raise _wrong_type(attribute.name, wanted, value)

    return check


def optional(validator: Validator) -> Validator:
    """Check a value unless it is None, the sign of the unknown."""

    def check(record: object, attribute: "Attribute[Any]", value: object) -> None:
        if value is not None:
            validator(record, attribute, value)

    return _says(check, **schema_of(validator))


def text(_: object, attribute: "Attribute[Any]", value: object) -> None:
    """Check that a value is a str with something in it and no space around it."""
    if type(value) is not str:
        raise _wrong_type(attribute.name, "a str", value)
    if not value:
        raise ValueError(f"{attribute.name} must not be empty")
    if value[0].isspace() or value[-1].isspace():
        raise ValueError(
            f"{attribute.name} must not begin or end with space, got {shortened(value)}"
        )
    if not value.isprintable():
        kinds = set(map(unicodedata.category, value))
        if kinds & _UNPRINTABLE or kinds == {"Cf"}:
            raise ValueError(
                f"{attribute.name} must be a line of text that can be seen, got {shortened(value)}"
            )


def matching(pattern: str, wanted: str) -> Validator:
    """Check that a value is a str of a certain form."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) is not str:
            raise _wrong_type(attribute.name, "a str", value)
        if re.fullmatch(pattern, value) is None:
            raise ValueError(f"{attribute.name} must be {wanted}, got {shortened(value)}")

    return _says(check, pattern=f"^({pattern})$")


def one_of(*choices: str) -> Validator:
    """Check that a value is one of a few words."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if type(value) is not str:
            raise _wrong_type(attribute.name, "a str", value)
        if value not in choices:
            raise unknown_choice(attribute.name, value, choices)

    return _says(check, enum=list(choices))


def number(low: float, high: float, *, unit: str = "") -> Validator:
    """Check that a value is an int (or, where the bounds are floats, any number) in a range."""
    classes = (int, float) if isinstance(low, float) else (int,)
    noun = "a number" if float in classes else "an int"
    wanted = f"{noun} from {low:g} to {high:g}{unit and ' ' + unit}"

    def check(_: object, attribute: "Attribute[Any]", value: Any) -> None:
        if type(value) not in classes:
            raise _wrong_type(attribute.name, wanted, value)
        # Written so that NaN, which compares false with everything, does not pass.
        if not low <= value <= high:
            raise ValueError(f"{attribute.name} must be {wanted}, got {shortened(value)}")

    return _says(check, minimum=low, maximum=high)


def each(item: Validator, *, least: int = 0) -> Validator:
    """Check that a value is a tuple, without repeats, of items that pass a check."""

    def check(record: object, attribute: "Attribute[Any]", value: Any) -> None:
        if not is_tuple(value):
            raise _wrong_type(attribute.name, "a tuple", value)
        if len(value) < least:
            raise ValueError(f"{attribute.name} must have {least} or more, got {len(value)}")
        for member in value:
            item(record, attribute, member)
        if len(value) > 1 and len(set(value)) < len(value):
            raise ValueError(f"{attribute.name} must not name anything twice")

    return _says(check, items=schema_of(item), minItems=least, uniqueItems=True)


_says(text, minLength=1, pattern=r"^\S(.*\S)?$")

identifier = matching(
    r"[a-z0-9]+(-[a-z0-9]+)*", "lower-case words of ASCII letters and digits joined by hyphens"
)
year = number(datetime.MINYEAR, datetime.MAXYEAR)
date = instance(datetime.date)
count = number(0, 10**12)
texts = each(text)


def distinct(what: str, keys: Iterable[object]) -> None:
    """Refuse keys of which one stands twice."""
    twice = next((key for key, count in Counter(keys).items() if count > 1), None)
    if twice is not None:
        raise ValueError(f"more than one {what} {twice!r}")


_Ordered = TypeVar("_Ordered", datetime.date, int)


def in_order(first: _Ordered | None, then: _Ordered | None, what: str) -> None:
    """Refuse a pair of dates or years of which the second is before the first."""
    if first is not None and then is not None and then < first:
        raise ValueError(f"{what}: {then} is before {first}")
