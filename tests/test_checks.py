"""Checks of single values, each by itself: what passes, and what is reported of what does not."""

import datetime
import unicodedata
from typing import Any

import pytest
from attrs import define, fields
from hypothesis import example, given
from hypothesis import strategies as st

from gnlc.models import checks
from gnlc.wording import shortened

SOME = checks.each(checks.text, least=2)
KEYED = checks.each(checks.instance(complex), key="real")


@define
class Holder:
    """What has a value, for checks that look at an attribute by its name."""

    value: object


ATTRIBUTE = fields(Holder).value
LONG = "x" * 99


def verdict(check: checks.Validator, value: object) -> str:
    """What a check says against a value; nothing if it lets it pass."""
    try:
        check(None, ATTRIBUTE, value)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return ""


class TestOfOneValue:
    """Each check tells the name, what is wanted and what came, cut where it is long."""

    @pytest.mark.parametrize(
        ("check", "value", "message"),
        [
            (checks.instance(int), 5, ""),
            (checks.instance(int), True, "TypeError: value must be a int, got True"),
            (checks.instance(int, str), "", ""),
            (checks.instance(int, str), None, "TypeError: value must be a int or a str, got None"),
            (checks.instance(int, wanted="5"), None, "TypeError: value must be 5, got None"),
            (checks.instance(int), LONG, f"TypeError: value must be a int, got {shortened(LONG)}"),
            (checks.date, datetime.date(2020, 1, 1), ""),
            (
                checks.date,
                datetime.datetime(2020, 1, 1),
                "TypeError: value must be a date, got datetime.datetime(2020, 1, 1, 0, 0)",
            ),
            (checks.optional(checks.text), None, ""),
            (checks.optional(checks.text), "a", ""),
            (checks.optional(checks.text), "", "ValueError: value must not be empty"),
            (checks.text, "a b", ""),
            (checks.text, 5, "TypeError: value must be a str, got 5"),
            (checks.text, "", "ValueError: value must not be empty"),
            (checks.text, "a\u00adb", ""),
            (
                checks.text,
                f" {LONG}",
                "ValueError: value must not begin or end with space, got " + shortened(f" {LONG}"),
            ),
            (
                checks.text,
                "a\u3000",
                "ValueError: value must not begin or end with space, got 'a\\u3000'",
            ),
            (
                checks.text,
                f"a\n{LONG}",
                "ValueError: value must be a line of text that can be seen, got "
                + shortened(f"a\n{LONG}"),
            ),
            (
                checks.text,
                "\u200b",
                "ValueError: value must be a line of text that can be seen, got '\\u200b'",
            ),
            (checks.matching("a|b", "x"), "a", ""),
            (checks.matching("a|b", "x"), "a\n", "ValueError: value must be x, got 'a\\n'"),
            (checks.matching("a|b", "x"), "ab", "ValueError: value must be x, got 'ab'"),
            (checks.matching("a|b", "x"), 5, "TypeError: value must be a str, got 5"),
            (
                checks.matching("a|b", "x"),
                LONG,
                f"ValueError: value must be x, got {shortened(LONG)}",
            ),
            (checks.one_of("ab", "cd"), "cd", ""),
            (checks.one_of("ab", "cd"), 5, "TypeError: value must be a str, got 5"),
            (
                checks.one_of("ab", "cd"),
                "ac",
                "ValueError: value must be ab or cd, got 'ac'",
            ),
            (
                checks.one_of("here", "there"),
                "hre",
                "ValueError: value must be here or there, got 'hre'; did you mean 'here'?",
            ),
            (checks.number(1, 3), 1, ""),
            (checks.number(1, 3), 3, ""),
            (checks.number(1, 3), 0, "ValueError: value must be an int from 1 to 3, got 0"),
            (checks.number(1, 3), 4, "ValueError: value must be an int from 1 to 3, got 4"),
            (checks.number(1, 3), True, "TypeError: value must be an int from 1 to 3, got True"),
            (checks.number(1, 3), 2.0, "TypeError: value must be an int from 1 to 3, got 2.0"),
            (checks.number(2, 2), 2, ""),
            (checks.number(2, 2), 3, "ValueError: value must be 2, got 3"),
            (checks.number(2, 2), "2", "TypeError: value must be 2, got '2'"),
            (checks.number(0.0, 2.5, unit="km"), 2, ""),
            (checks.number(0.0, 2.5, unit="km"), 2.5, ""),
            (
                checks.number(0.0, 2.5, unit="km"),
                2.6,
                "ValueError: value must be a number from 0 to 2.5 km, got 2.6",
            ),
            (
                checks.number(0.0, 2.5),
                float("nan"),
                "ValueError: value must be a number from 0 to 2.5, got nan",
            ),
            (
                checks.number(0.0, 2.5),
                "1",
                "TypeError: value must be a number from 0 to 2.5, got '1'",
            ),
            (
                checks.number(1, 3),
                10**99,
                f"ValueError: value must be an int from 1 to 3, got {shortened(10**99)}",
            ),
            (checks.count, 10**12, ""),
            (
                checks.count,
                10**12 + 1,
                "ValueError: value must be an int from 0 to 1e+12, got 1000000000001",
            ),
            (checks.year, 9999, ""),
            (checks.year, 10_000, "ValueError: value must be an int from 1 to 9999, got 10000"),
            (checks.calendar_version, "2026.11.23", ""),
            (checks.calendar_version, "2026.11.23.12", ""),
            (checks.calendar_version, 5, "TypeError: value must be a str, got 5"),
            (
                checks.calendar_version,
                "2026.11",
                "ValueError: value must be a date as YYYY.MM.DD, or that and .N, got '2026.11'",
            ),
            (
                checks.calendar_version,
                "2026.02.30." + "1" * 99,
                "ValueError: value must be a valid date, got "
                + shortened("2026.02.30." + "1" * 99),
            ),
        ],
    )
    def test_message(self, check: checks.Validator, value: object, message: str) -> None:
        assert verdict(check, value) == message


class TestText:
    """A name is a line of text that can be seen, and that leaves the text around it alone."""

    @given(st.text(max_size=3), st.text(max_size=3), st.integers(0, 0x10FFFF).map(chr))
    @example("a", "b", "\u202e")
    @example("a", "b", "\u200f")
    def test_what_reorders(self, before: str, after: str, char: str) -> None:
        # By the classes of the Unicode Bidirectional Algorithm: embeddings, overrides, isolates.
        classes = {*("LRE", "RLE", "LRO", "RLO", "PDF"), *("LRI", "RLI", "FSI", "PDI")}
        whole = f"a{before}{char}{after}b"
        barred = any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in whole)
        reorders = any(unicodedata.bidirectional(c) in classes for c in whole)
        assert bool(verdict(checks.text, whole)) == (barred or reorders)


class TestEach:
    """A check of a tuple has two parts: that of an item, and that of the whole."""

    @pytest.mark.parametrize(
        ("check", "value", "message"),
        [
            (SOME, ("a", "b"), ""),
            (checks.texts, (), ""),
            (checks.texts, ("a",), ""),
            (checks.texts, ["a"], "TypeError: value must be a tuple, got ['a']"),
            (checks.texts, ("a", 5), "TypeError: value must be a str, got 5"),
            (SOME, ("a",), "ValueError: value must have 2 or more, got 1"),
            (
                checks.texts,
                ("c", "a", "b", "a"),
                "ValueError: value must not name anything twice, got 'a' again",
            ),
            (
                checks.texts,
                ("a", "a"),
                "ValueError: value must not name anything twice, got 'a' again",
            ),
            (
                checks.texts,
                (LONG, LONG),
                f"ValueError: value must not name anything twice, got {shortened(LONG)} again",
            ),
            (KEYED, (1j, 1 + 1j), ""),
            (KEYED, (1j, 2j), "ValueError: more than one of the value has the real 0.0"),
        ],
    )
    def test_message(self, check: checks.Validator, value: object, message: str) -> None:
        assert verdict(check, value) == message

    def test_parts(self) -> None:
        item, whole = checks.parts_of_each(SOME)
        assert item is checks.text
        assert verdict(whole, ("a",)) == "ValueError: value must have 2 or more, got 1"
        # The items are looked at by the other part.
        assert verdict(whole, (5, "")) == ""

    def test_key(self) -> None:
        assert checks.key_of_each(KEYED) == "real"
        assert checks.key_of_each(SOME) == ""


class TestSchema:
    """What a check asks for is reported in the words of JSON Schema too."""

    @pytest.mark.parametrize(
        ("check", "rules"),
        [
            (checks.number(1, 3), {"minimum": 1, "maximum": 3}),
            (checks.one_of("a", "b"), {"enum": ["a", "b"]}),
            (checks.optional(checks.one_of("a")), {"enum": ["a"]}),
            (checks.matching("a|b", "x"), {"pattern": "^(a|b)$(?!\\n)"}),
            (checks.instance(int), {}),
            (
                checks.each(checks.number(1, 3), least=2),
                {"items": {"minimum": 1, "maximum": 3}, "minItems": 2, "uniqueItems": True},
            ),
        ],
    )
    def test_of(self, check: checks.Validator, rules: dict[str, Any]) -> None:
        assert checks.schema_of(check) == rules

    def test_is_given_as_a_copy(self) -> None:
        checks.schema_of(checks.text).clear()
        assert checks.schema_of(checks.text)["minLength"] == 1


class TestDistinct:
    """Of keys that stand twice the first five are reported, and how many more there are."""

    @given(st.lists(st.integers(0, 9)), st.integers(1, 3))
    @example([], 2)
    @example([1, 1], 1)
    @example([*range(5)], 2)
    @example([*range(6)], 2)
    @example([*range(1006)], 2)
    def test_message(self, keys: list[int], times: int) -> None:
        twice = [key for key in dict.fromkeys(keys) if (keys * times).count(key) > 1]
        if not twice:
            checks.distinct("key is", keys * times)
            return
        names = [str(key) for key in twice[:5]]
        names += [f"{len(twice) - 5:,} more"] if len(twice) > 5 else []
        listed = " and ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            checks.distinct("key is", iter(keys * times))
        assert str(caught.value) == f"more than one key is {listed}"

    def test_a_long_key_is_cut(self) -> None:
        with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is looked at below
            checks.distinct("key is", [LONG, LONG])
        assert str(caught.value) == f"more than one key is {shortened(LONG)}"


class TestInOrder:
    @given(st.none() | st.integers(1, 4), st.none() | st.integers(1, 4))
    def test_of_years(self, first: int | None, then: int | None) -> None:
        if first is None or then is None or first <= then:
            checks.in_order(first, then, "end")
        else:
            with pytest.raises(ValueError, match=f"^end: {then} is before {first}$"):
                checks.in_order(first, then, "end")
