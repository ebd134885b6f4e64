"""Words for messages: short whatever came in, and of help."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnlc.wording import close_to, listed, shortened, unknown_choice

PLAIN = string.ascii_letters + string.digits + " .,"


class Named:
    """What shows itself by a text of one's own."""

    def __init__(self, shown: str) -> None:
        self.shown = shown

    def __repr__(self) -> str:
        return self.shown


class TestShortened:
    """The repr of a value; of a long one the beginning and the end."""

    @given(st.text(PLAIN, max_size=120), st.booleans())
    def test_texts(self, text: str, as_bytes: bool) -> None:
        for value in (text, text * 3, "x" * 58, "x" * 59):
            shown = repr(value.encode() if as_bytes else value)
            if len(shown) > 60:
                # The end of a long text is told; of bytes, the end of what was looked at.
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
