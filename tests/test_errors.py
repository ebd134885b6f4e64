"""Errors: what they tell, and that they are the same after a copy."""

import copy
import pickle
from typing import Any

import pytest
from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st

import gnlc
from gnlc.errors import KEPT

PERIODS = gnlc.strategy_periods()
GANJA, BAKU, LAAYOUNE = (gnlc.city(name) for name in ("Ganja", "Baku", "Laâyoune"))
TWIN = evolve(GANJA, id="az-ganja-2")


def same(error: Exception) -> None:
    for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(twin) is type(error)
        assert (str(twin), twin.args) == (str(error), error.args)
        assert vars(twin) == vars(error)


class TestNotFound:
    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("city", "x"), "no city 'x' on record"),
            (("city", 5, ()), "no city 5 on record"),
            (("region", "x", ["a"]), "no region 'x' on record; did you mean 'a'?"),
            (
                ("city", "x", ["a", "b", "c"]),
                "no city 'x' on record; did you mean 'a', 'b' or 'c'?",
            ),
            (("city", "x", ["a"], "look elsewhere"), "no city 'x' on record; look elsewhere"),
            (("city", "x" * 99), f"no city '{'x' * 47}...xxxxxxxx' on record"),
        ],
    )
    def test_message(self, arguments: Any, message: str) -> None:
        error = gnlc.NotFoundError(*arguments)
        assert str(error) == message
        fields = (error.kind, error.key, error.suggestions, error.hint)
        given = (*arguments[:2], tuple(arguments[2]) if arguments[2:] else (), *arguments[3:])
        assert fields == error.args == (*given, None)[:4]
        assert isinstance(error, gnlc.GnlcError)
        assert isinstance(error, LookupError)
        same(error)


class TestAmbiguous:
    @pytest.mark.parametrize(
        ("kind", "candidates", "message"),
        [
            (
                "city",
                (GANJA, TWIN),
                (
                    "'x' fits more than one city: 'Ganja' (az-ganja) and 'Ganja' (az-ganja-2);"
                    " ask by id"
                ),
            ),
            (
                "city",
                (GANJA, BAKU, TWIN, LAAYOUNE),
                (
                    "'x' fits more than one city: 'Ganja' (az-ganja), 'Baku' (az-baku),"
                    " 'Ganja' (az-ganja-2) and 'Laâyoune' (ma-laayoune); ask by id, or name the"
                    " country"
                ),
            ),
            (
                "strategy period",
                PERIODS[:2],
                "'x' fits more than one strategy period: "
                + " and ".join(f"{period.name!r} ({period.id})" for period in PERIODS[:2])
                + "; ask by id",
            ),
        ],
    )
    def test_message(self, kind: str, candidates: Any, message: str) -> None:
        error = gnlc.AmbiguousNameError(kind, "x", list(candidates))
        assert str(error) == message
        assert error.candidates == candidates
        assert error.suggestions == tuple(candidate.id for candidate in candidates[:3])
        assert (error.kind, error.key, error.hint) == (kind, "x", None)
        assert isinstance(error, gnlc.NotFoundError)
        same(error)

    def test_a_long_key_is_cut(self) -> None:
        error = gnlc.AmbiguousNameError("city", "x" * 99, [GANJA, TWIN])
        assert str(error).startswith(f"'{'x' * 47}...xxxxxxxx' fits more than one city")


class TestDataError:
    @pytest.mark.parametrize(
        ("pointer", "text"),
        [
            ("", "it is wrong"),
            ("/a/0", "/a/0: it is wrong"),
            # A pointer may hold any name; a line must not be driven by it.
            ("/\n\x1b", r"/\n\x1b: it is wrong"),
        ],
    )
    def test_of_one(self, pointer: str, text: str) -> None:
        problem = gnlc.Problem(pointer, "it is wrong")
        assert str(problem) == text
        error = gnlc.DataError([problem])
        assert str(error) == f"1 problem in the document:\n  {text}"
        assert isinstance(error, gnlc.GnlcError)
        assert isinstance(error, ValueError)

    @given(st.integers(190, 300), st.text("ab/0", min_size=1))
    @example(200, "/x")
    @example(201, "/x")
    def test_of_a_long_pointer_both_ends_are_told(self, length: int, part: str) -> None:
        pointer = (part * length)[:length]
        fields = pointer if length <= 200 else f"{pointer[:100]}...{pointer[-100:]}"
        assert str(gnlc.Problem(pointer, "it is wrong")) == f"{fields}: it is wrong"

    @given(st.integers(2, 120))
    @example(10)
    @example(11)
    def test_ten_are_shown(self, count: int) -> None:
        problems = [gnlc.Problem(f"/{number}", "x") for number in range(count)]
        error = gnlc.DataError(problems)
        head, *lines = str(error).split("\n")
        assert head == f"{count} problems in the document:"
        more = [f"  and {count - 10} more"] if count > 10 else []
        assert lines == [f"  /{number}: x" for number in range(min(count, 10))] + more
        assert error.problems == tuple(problems[:100])
        assert error.count == count
        assert error.args == (error.problems, count)
        same(error)

    def test_a_hundred_are_kept(self) -> None:
        assert KEPT == 100
        error = gnlc.DataError([gnlc.Problem("/a", "x")] * 100, 12_345)
        assert (len(error.problems), error.count) == (100, 12_345)
        assert str(error).startswith("12,345 problems in the document:\n  /a: x\n")
        assert str(error).endswith("\n  and 12,335 more")
        same(error)
