"""Whatever is asked, the answer is a documented one, short, and takes bounded work and memory."""

import gc
import gzip
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import getitem
from types import FunctionType, ModuleType, SimpleNamespace
from typing import Any

import anyascii
import numpy
import pandas
import pytest
from documents import small
from hypothesis import example, given
from hypothesis import strategies as st
from oddities import (
    COMMANDS,
    PIECES,
    QUESTIONS,
    TEXT_QUESTIONS,
    ask,
    command_line,
    odd_text,
    run,
)

import gnlc
from gnlc.errors import KEPT
from gnlc.names import distance
from gnlc.names import folding as text
from gnlc.names.folding import LONGEST, fold, spelling
from gnlc.query.keys import keys_of

SIZE = 100_000
"""Characters in a long text here."""

SHORT = 500
"""Characters that a message may have."""

# Every code point, lone surrogates included, and often those that are odd.
ODD_TEXTS = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec=None, categories=None)),
    max_size=8,
).map("".join)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many characters reach, at a time, what takes more time than to look at each once."""
    # The names of other places are folded together, once: those in Latin letters, and all others.
    gnlc.match(["Nowhere", "Нигде"])
    sizes: list[int] = [0]

    def count_work(function: Callable[..., Any], argument: int) -> Callable[..., Any]:
        def count(*arguments: Any) -> Any:
            sizes.append(len(arguments[argument]))
            return function(*arguments)

        return count

    unicode = SimpleNamespace(
        normalize=count_work(unicodedata.normalize, 1),
        category=unicodedata.category,
        name=unicodedata.name,
    )
    monkeypatch.setattr(text, "unicodedata", unicode)
    monkeypatch.setattr(anyascii, "anyascii", count_work(anyascii.anyascii, 0))
    monkeypatch.setattr(distance, "_distances", count_work(distance._distances, 0))
    return sizes


class TestLongTexts:
    """A text of any length and any characters is answered by bounded work and in few words."""

    @pytest.mark.parametrize("piece", PIECES, ids=ascii)
    def test_questions(self, piece: str, work: list[int]) -> None:
        # Names with the same letters are loaded before it counts.
        list(ask([*QUESTIONS, *TEXT_QUESTIONS], piece))
        work[:] = [0]
        long = odd_text(piece, SIZE)
        for error in ask([*QUESTIONS, *TEXT_QUESTIONS], long):
            assert len(str(error)) < SHORT
        # NFKC makes 18 characters of one at the most, and that twice in a row.
        assert max(work) <= 18 * LONGEST

    @pytest.mark.parametrize("piece", PIECES, ids=ascii)
    def test_commands(self, piece: str, work: list[int]) -> None:
        long = odd_text(piece, SIZE)
        for command in COMMANDS:
            status, out, err = run(command_line(command, long))
            assert status in (1, 2) or out
            # Some characters are reported by six.
            assert len(err) < 4 * SHORT
            assert err.count("\n") == (status != 0)
        assert max(work) <= 18 * LONGEST

    @given(ODD_TEXTS)
    def test_short_questions(self, odd: str) -> None:
        for error in ask([*QUESTIONS, *TEXT_QUESTIONS], odd):
            assert len(str(error)) < SHORT

    @given(ODD_TEXTS, st.sampled_from(COMMANDS))
    @example("a", "cities -o ./?.csv")
    def test_short_commands(self, odd: str, command: str) -> None:
        status, out, err = run(command_line(command, odd))
        assert err.count("\n") == (status != 0)
        assert status or out

    def test_what_counts_of_a_text(self) -> None:
        for long in (odd_text(piece, SIZE) for piece in PIECES):
            assert fold(long) == fold(long[:LONGEST])
            assert spelling(long) == spelling(long[:LONGEST])
            assert len(fold(long)) <= LONGEST
            assert fold(fold(long)) == fold(long)
        accents = "G" + "\u0301" * 10_000 + "anja"
        assert fold(accents) == "g"

    @pytest.mark.parametrize("word", ["a", "Wort ", "\ufdfa"])
    def test_a_long_name_is_found(self, word: str) -> None:
        name = (word * SIZE)[: 2 * LONGEST - 1] + "z"
        document = small()
        document["cities"][0]["name"] = name
        network = gnlc.Network.from_dict(document)
        city = network.city("ke-nairobi")
        assert network.city(name) is city
        assert network.search(name)[0] == gnlc.Match(city=city, score=100.0, matched_name=name)
        assert network.search(name[:20])[0].city is city
        assert max(map(len, keys_of([city]))) <= LONGEST


class _Odd:
    """A value that nobody expects, and of which the text cannot be made."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr")


def _nest(depth: int) -> list[Any]:
    outer: list[Any] = []
    for _ in range(depth):
        outer = [outer]
    return outer


def _cyclic() -> dict[str, Any]:
    cycle: dict[str, Any] = {}
    cycle["cycle"] = [cycle]
    return cycle


class TestOddValues:
    """What is no text is refused in few words, by a TypeError or ValueError, or not found."""

    @pytest.mark.parametrize(
        "value",
        [
            _Odd(),
            _nest(100_000),
            _cyclic(),
            ["x" * 10**6] * 3,
            [["x" * 10**6] * 1000] * 1000,
            dict.fromkeys(range(10_000)),
            10**5000,
            -(10**5000),
            10**400,
            -1,
            float("nan"),
            float("inf"),
            -float("inf"),
            Decimal("sNaN"),
            Decimal("1e999999"),
            Fraction(10**400, 3),
            1 + 1j,
            b"\xff" * 10**6,
            bytearray(b"Ganja"),
            memoryview(b"Ganja"),
            gnlc,
            gnlc.City,
            gnlc.city("az-ganja"),
            gnlc.country("AZ"),
            gnlc.announcement(2020),
            gnlc.PartialDate(2020),
            (),
            iter(()),
            frozenset({b"x", "x", 5}),
            ...,
            NotImplemented,
            True,
            None,
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_is_answered(self, value: object) -> None:
        for error in ask(QUESTIONS, value):
            assert len(str(error)) < SHORT


def _foreign() -> list[Any]:
    """Values of other libraries: such as cannot be compared, and such as are like Python's own."""
    pair = numpy.array([1, 2])
    values: list[Any] = [
        pair,
        numpy.array(["Ganja", "Baku"]),
        numpy.array([[1.5]]),
        numpy.array("Ganja"),
    ]
    values += [numpy.str_("Ganja"), numpy.bytes_(b"Ganja"), numpy.float32("nan"), numpy.bool_(1)]
    values += [numpy.timedelta64(5, "D"), numpy.datetime64("NaT", "D"), numpy.void(b"x"), pandas.NA]
    values += [pandas.NaT, pandas.Series([1, 2]), pandas.Timedelta(5, "D"), pandas.Interval(1, 2)]
    return [*values, pandas.Index(["Ganja", "Baku"]), pandas.DataFrame({"name": ["Ganja"]})]


def test_values_of_other_libraries() -> None:
    """They are answered, or refused in words that name the argument and the value."""
    for value in _foreign():
        for error in ask(QUESTIONS, value):
            assert len(str(error)) < SHORT
            if error is not None and not isinstance(error, gnlc.GnlcError):
                assert "must be " in str(error), error


def _error_of(source: Any) -> gnlc.DataError:
    with pytest.raises(gnlc.DataError) as caught:
        gnlc.Network.from_dict(source) if isinstance(source, dict) else gnlc.loads(source)
    return caught.value


class TestRefusedDocuments:
    """The error for a document is short, and does not keep the document."""

    @pytest.mark.parametrize("name", ["city", "country", "kind", "name", "nmae"])
    def test_long_texts(self, name: str) -> None:
        document = small()
        document["cities"][0][name] = "x" * SIZE + "\0"
        for problem in _error_of(document).problems:
            assert len(problem.message) < SHORT

    def test_long_keys_that_are_declared(self) -> None:
        document = small()
        document["sources"].append({**document["sources"][0], "id": "b" * SIZE})
        document["conflicts"][0]["claims"][0]["source"] = "zz"
        [problem] = _error_of(document).problems
        assert len(problem.message) < SHORT

    def test_long_keys_twice(self) -> None:
        document = small()
        document["alternate_names"] = [{"city": "k" * SIZE, "names": ["a"]}] * 2
        for problem in _error_of(document).problems:
            assert len(problem.message) < SHORT

    def test_long_names_of_fields(self) -> None:
        error = _error_of({**small(), "y" * SIZE: 1})
        assert [problem.pointer for problem in error.problems] == ["/" + "y" * SIZE]
        assert len(str(error)) < SHORT

    @pytest.mark.parametrize(
        "source",
        [
            pytest.param('{"a":' + " " * SIZE, id="no JSON"),
            pytest.param(b'{"a":"\xff' + b" " * SIZE, id="no UTF-8"),
            pytest.param('{"a":"' + "x" * SIZE + '"}', id="no network"),
            pytest.param("[" * SIZE, id="too deep"),
        ],
    )
    def test_are_not_kept(self, source: Any) -> None:
        error: BaseException | None = _error_of(source)
        while error is not None:
            # What the frames hold is what the caller's own hold too.
            held = (*error.args, *vars(error).values(), *_attributes(error))
            assert all(len(part) < SHORT for part in held if isinstance(part, str | bytes))
            error = error.__cause__ or error.__context__


def _attributes(error: BaseException) -> Iterator[object]:
    """What an error has beside its arguments."""
    for name in ("doc", "object"):
        yield getattr(error, name, None)


def count_objects(*roots: object) -> int:
    """How many objects the library and some of its objects keep alive: what a leak would add to."""
    modules = [module for name, module in sys.modules.items() if f"{name}.".startswith("gnlc.")]
    left: list[object] = [*roots, *map(vars, modules)]
    seen = set(map(id, left))
    while left:
        for part in gc.get_referents(left.pop()):
            if id(part) not in seen and not isinstance(part, ModuleType | FunctionType | type):
                seen.add(id(part))
                left.append(part)
    return len(seen)


class TestMemory:
    """Questions, and documents that are refused, are forgotten."""

    def test_many_questions(self) -> None:
        network = gnlc.Network.from_dict(small())

        def question(numbers: range) -> None:
            for number in numbers:
                unknown = f"Nəirobi {number:x}"
                questions = (network.city, network.search, network.country, network.region)
                list(ask(questions, unknown))
                list(ask([lambda key: network.city("Nairobi", country=key)], unknown))
                # What is found is asked for in ever new spellings.
                odd = "\u0301" * (number % 50) + "'" * (number // 50)
                assert network.city(f"Nairobi{odd}").id == "ke-nairobi"
                assert network.country(f"Kenya{odd}").alpha_2 == "KE"

        question(range(100))
        before = count_objects(network)
        question(range(100, 2_100))
        assert count_objects(network) - before < 100

    def test_only_what_is_recorded_is_remembered(self) -> None:
        network = gnlc.loads(gnlc.dumps(gnlc.network()))
        for number in range(1, 10_000):
            assert network.city("Ganja" + "'" * (number % 450) + "-" * (number // 450))
        names = {name for city in network.cities(include_withdrawn=True) for name in city.names}
        assert network._asked.keys() <= names
        list(ask([network.city], "Gandja Citty"))
        list(ask([network.city], "Ganja"))
        assert network._asked.keys() <= names


class TestHostileDocuments:
    """What is made to cost much is read no further than allowed, and reported in short."""

    def test_a_bomb(self) -> None:
        """A megabyte that gzip makes a thousand of."""
        bomb = io.BytesIO()
        with gzip.open(bomb, "wb") as packed:
            for _ in range(64):
                packed.write(b" " * 2**20)
        assert bomb.tell() < 2**17
        bomb.seek(0)
        file: Any
        with gzip.open(bomb) as file:
            with pytest.raises(gnlc.DataError) as caught:
                gnlc.load(file, max_size=2**20)
            assert file.tell() <= 2 * 2**20
        assert caught.value.problems[0].message.startswith("longer than 1,048,576 bytes")

    @pytest.mark.parametrize("place", [(), ("cities", 0), ("place_names", 0, "names")])
    def test_very_many_names(self, place: tuple[Any, ...]) -> None:
        many = dict.fromkeys((f"k{number}" for number in range(SIZE)), 1)
        document = small()
        document["place_names"] = [{"city": "ke-nairobi", "names": {"en": "x"}}]
        within = reduce(getitem, place, document)
        within.update(many)
        error = _error_of(json.dumps(document))
        assert error.count >= SIZE
        assert len(error.problems) == KEPT
        assert all(len(problem.message) < SHORT for problem in error.problems)

    def test_very_many_names_twice(self) -> None:
        twice = ",".join(f'"k{number}":{{"a":1,"a":2}}' for number in range(SIZE // 10))
        error = _error_of(f'{{"cities":[{{{twice}}}],{twice}}}')
        assert error.count >= 2 * SIZE // 10
        assert len(error.problems) == KEPT

    @pytest.mark.parametrize("number", ["9" * 4000, "-1e999", "0." + "3" * SIZE, "1" + "0" * 308])
    def test_long_numbers(self, number: str) -> None:
        text = json.dumps(small())
        for old in ('"date": "2020"', '"countries": 55'):
            error = _error_of(text.replace(old, old.partition(":")[0] + f": {number}"))
            assert [problem.pointer for problem in error.problems] == [
                f"/sizes/0/{old.split(chr(34))[1]}"
            ]
            assert len(str(error)) < SHORT


class TestInterrupted:
    """Loads do not get in each other's way, and one that ends early leaves nothing."""

    def test_two_at_once(self) -> None:
        document = small()
        texts = [json.dumps({**document, "as_of": f"2026-04-{day}"}) for day in range(10, 30)]
        with ThreadPoolExecutor(8) as pool:
            for _ in range(5):
                loaded = list(pool.map(gnlc.loads, texts))
                assert [str(network.as_of) for network in loaded] == [
                    f"2026-04-{day}" for day in range(10, 30)
                ]

    def test_cancelled(self) -> None:
        class Cancelled(io.BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                if self.tell():
                    raise KeyboardInterrupt
                return super().read(size if size is None else min(size, 20))

        text = json.dumps(small()).encode()
        before = gnlc.network()
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                gnlc.load(Cancelled(text))
        assert gnlc.loads(text) == gnlc.Network.from_dict(small())
        assert gnlc.network() is before

    @given(st.integers(1, 400), st.integers(1, 400))
    def test_a_file_that_changes_while_it_is_read(self, size: int, shift: int) -> None:
        first, then = json.dumps(small()).encode(), json.dumps(small(), indent=1).encode()

        class Changing(io.BytesIO):
            def read(self, _: int | None = -1, /) -> bytes:
                old = self.getvalue()
                part = old[self.tell() : self.tell() + size]
                self.seek(len(part), io.SEEK_CUR)
                with self.getbuffer() as held:
                    held[self.tell() :] = (then[shift:] + then)[: len(held) - self.tell()]
                return part

        try:
            network = gnlc.load(Changing(first))
        except gnlc.DataError as error:
            assert len(str(error)) < SHORT
        else:
            assert network == gnlc.loads(first)
