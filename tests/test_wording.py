"""Words for messages: short whatever came in, and of help."""

import string
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnlc.wording import (
    close_to,
    counted,
    in_a_line,
    in_short,
    listed,
    printable,
    shortened,
    unknown_choice,
    width,
)

PLAIN = string.ascii_letters + string.digits + " .,"


class Named:
    """What shows itself by a text of one's own."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __repr__(self) -> str:
        return self.shown


class TestOneLine:
    """What goes into one line of a terminal, and how many columns it takes."""

    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("", 0),
            ("Baku", 4),
            ("a\x1b", 2),
            ("東京", 4),
            ("e\u0301", 1),
            ("e\u20dd", 1),
            ("a\u200bé", 2),
            ("한글", 4),
            ("\uff21", 2),
            ("א\u05b7", 1),
        ],
    )
    def test_width(self, text: str, columns: int) -> None:
        assert width(text) == columns

    @given(st.text())
    def test_printable(self, text: str) -> None:
        line = printable(text)
        assert len(f"|{line}|".splitlines()) == 1
        assert "\x1b" not in line
        assert printable(line) == line
        if text.isprintable():
            assert line == text

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("a\nb", r"a\nb"),
            ("\x1b[31m", r"\x1b[31m"),
            ("\ud800", r"\ud800"),
            ("a\u2028b\u2029", r"a\u2028b\u2029"),
            ("\u202ea\u2066b\u200f", r"\u202ea\u2066b\u200f"),
            # What joins letters or not, and spaces, stay.
            ("a\u200bb\u00a0c\u200c", "a\u200bb\u00a0c\u200c"),
        ],
    )
    def test_what_has_an_escape(self, text: str, line: str) -> None:
        assert printable(text) == line

    def test_values_give_way_down_to_some_letters(self) -> None:
        """Before the last of them is left out."""
        values = {"a": "1" * 30, "b": "2" * 30}
        assert in_a_line("N", values, room=36) == "N(a=1111111...111, b=2222222...222)"
        assert in_a_line("N", values, room=35) == "N(a=1111111...111, b=2222222...222)"
        assert in_a_line("N", values, room=34) == "N(a=111111111111111...111111, ...)"

    def test_words_give_way_one_by_one(self) -> None:
        words = ["ab", "cd", "efghij"]
        shown = [in_short(words, room) for room in range(2, 16)]
        assert shown == (
            ["..."] * 5 + ["ab, ..."] * 4 + ["ab, cd, ..."] * 3 + ["ab, cd, efghij"] * 2
        )


@pytest.mark.parametrize(
    ("count", "noun", "shown"),
    [(0, "city", "0 cities"), (1, "city", "1 city"), (2, "source", "2 sources")],
)
def test_counts_have_their_noun(count: int, noun: str, shown: str) -> None:
    assert counted(count, noun) == shown


class TestShortened:
    """The repr of a value; of a long one the beginning and the end."""

    @given(st.text(PLAIN, max_size=120), st.booleans())
    def test_texts(self, text: str, as_bytes: bool) -> None:
        for value in (text, text * 3, "x" * 58, "x" * 59):
            shown = repr(value.encode() if as_bytes else value)
            if len(shown) > 60:
                # The end of a long text is reported; of bytes, the end of what was looked at.
                end = repr(value.encode()[:120])[-9:] if as_bytes else shown[-9:]
                shown = f"{shown[:48]}...{end}"
            assert shortened(value.encode() if as_bytes else value) == shown
            assert len(shown) <= 60

    @given(st.text(PLAIN, max_size=200))
    def test_other_values(self, shown: str) -> None:
        whole = shown if len(shown) <= 60 else f"{shown[:48]}...{shown[-9:]}"
        assert shortened(Named(shown)) == whole

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            (None, "None"),
            ([1, "a"], "[1, 'a']"),
            (bytes(range(65, 91)) * 9, f"{str(bytes(range(65, 91)) * 2)[:48]}...IJKLMNOP'"),
            (10**39, "1" + "0" * 39),
            (10**40, "1" + "0" * 17 + "..." + "0" * 19),
            pytest.param(10**5000, "a very long int", id="a very long int"),
            pytest.param([-(10**5000)], "[a very long int]", id="a very long int in a list"),
            (2**2100 - 1, f"{str(2**2100 - 1)[:18]}...{str(2**2100 - 1)[-19:]}"),
            (object(), "<object object>"),
            ([len, object()], "[<built-in function len>, <object object>]"),
            pytest.param(Named("<A at 0x7F00>" * 99), f"{'<A>' * 16}...{'<A>' * 3}", id="long"),
            ([[[[1]]]], "[[[[1]]]]"),
            ([[[[[1]]]]], "[[[[[...]]]]]"),
            ([*range(6)], "[0, 1, 2, 3, 4, 5]"),
            ([*range(7)], "[0, 1, 2, 3, 4, 5, ...]"),
            (tuple(range(6)), "(0, 1, 2, 3, 4, 5)"),
            (tuple(range(7)), "(0, 1, 2, 3, 4, 5, ...)"),
            (dict.fromkeys(range(6), 0), "{0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0}"),
            (dict.fromkeys(range(7), 0), "{0: 0, 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...}"),
        ],
    )
    def test_examples(self, value: Any, shown: str) -> None:
        assert shortened(value) == shown

    def test_the_least_limit_on_digits(self) -> None:
        before = sys.get_int_max_str_digits()
        sys.set_int_max_str_digits(sys.int_info.str_digits_check_threshold)
        try:
            told = [shortened(sign * 2**bits) for bits in (2099, 2100, 9999) for sign in (1, -1)]
        finally:
            sys.set_int_max_str_digits(before)
        assert [text == "a very long int" for text in told] == [False] * 2 + [True] * 4

    def test_what_cannot_show_itself(self) -> None:
        class Odd:
            def __repr__(self) -> str:
                raise RuntimeError("no repr")

        assert shortened([Odd()]) == "[<Odd instance>]"

    def test_what_is_huge_is_not_written_in_full(self) -> None:
        seen: list[int] = []

        class Noted(int):
            def __repr__(self) -> str:
                seen.append(self)
                return "0"

        assert shortened([Noted(i) for i in range(1000)]) == "[0, 0, 0, 0, 0, 0, ...]"
        assert len(seen) <= 6
        # Its first 58 and last 59 characters are looked at: an escape in the middle is not seen.
        assert shortened("x" * 60 + "\n" * 20 + "y" * 60)[-9:] == "yyyyyyyy'"


class TestListed:
    @pytest.mark.parametrize(
        ("choices", "text"),
        [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", 3, None], "a, b, 3 or None")],
    )
    def test_in_a_sentence(self, choices: list[object], text: str) -> None:
        assert listed(choices) == listed(iter(choices)) == text
        assert listed(choices, word="and") == text.replace(" or ", " and ")


class TestCloseTo:
    """Up to three that look alike, the best first, as they are spelt."""

    CHOICES = ("Armenia", "Austria", "Australia", "Azerbaijan", "Stra\u00dfe")

    @pytest.mark.parametrize(
        ("word", "near"),
        [
            ("Austrai", ("Australia", "Austria")),
            ("AZERBAIJAN", ("Azerbaijan",)),
            ("strasse", ("Stra\u00dfe",)),
            # Six tenths alike will do, less will not.
            ("Azerbaxxxx", ("Azerbaijan",)),
            ("Azerbxxxxx", ()),
            ("", ()),
        ],
    )
    def test_examples(self, word: str, near: tuple[str, ...]) -> None:
        assert close_to(word, self.CHOICES) == close_to(word, iter(self.CHOICES)) == near

    @given(st.text("ab", min_size=1), st.sets(st.text("ab", min_size=1)))
    def test_are_three_of_the_choices(self, word: str, choices: set[str]) -> None:
        near = close_to(word, sorted(choices))
        assert len(near) <= 3
        assert len(set(near)) == len(near)
        assert set(near) <= choices
        if word in choices and len(word) <= 60:
            assert near[0] == word

    def test_three_are_given(self) -> None:
        assert len(close_to("aaaa", ["aaa", "aaaab", "baaaa", "aaaac"])) == 3

    def test_60_letters_count(self) -> None:
        assert close_to("a" * 60 + "b" * 1000, ["a" * 60]) == ("a" * 60,)


class TestUnknownChoice:
    @pytest.mark.parametrize(
        ("value", "message"),
        [
            ("distrct", "kind must be city or district, got 'distrct'; did you mean 'district'?"),
            ("distritc", "kind must be city or district, got 'distritc'; did you mean 'district'?"),
            ("x", "kind must be city or district, got 'x'"),
            (5, "kind must be city or district, got 5"),
            ("x" * 90, f"kind must be city or district, got '{'x' * 47}...xxxxxxxx'"),
        ],
    )
    def test_message(self, value: object, message: str) -> None:
        error = unknown_choice("kind", value, ["city", "district"])
        assert type(error) is ValueError
        assert str(error) == message

    def test_the_best_is_suggested(self) -> None:
        assert str(unknown_choice("x", "aaab", ["aaaa", "aaab ", "baaa"])).endswith("'aaab '?")
