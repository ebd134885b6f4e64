"""Bytes of any kind, as documents, questions and commands: the answer is a documented one.

`HYPOTHESIS_PROFILE=long` looks for more; `target` leads to what is nearly sound or nearly found.
"""

import copy
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, target
from hypothesis import strategies as st
from oddities import COMMANDS, PIECES, QUESTIONS, TEXT_QUESTIONS, asked, odd_text, run
from strategies import changed_documents

import gnlc
from gnlc.query.folding import fold

SHORT = 500
"""Characters that a message may have at the most."""

SAMPLE: dict[str, Any] = json.loads(
    Path(__file__).parent.joinpath("kept", "sample.json").read_text("utf-8")
)
READING = ("city", "search", "cities", "announcement", "coverage")
"""The commands that touch no file that the arguments name."""


def seeds(*texts: str) -> list[bytes]:
    return [text.encode("utf-8", "surrogatepass") for text in texts]


HEAD = {name: SAMPLE[name] for name in ("format_version", "data_version", "as_of")}
DOCUMENTS = seeds(
    "{}", *(json.dumps(d, ensure_ascii=e) for d in (HEAD, SAMPLE) for e in (False, True))
)
NAMES = seeds(
    *(name for city in gnlc.cities()[::20] for name in city.names[:4]),
    *(name for country in gnlc.countries()[::9] for name in country.names),
    *(odd_text(piece, 20) for piece in PIECES.values()),
    *("az-ganja", "AZ", "2020", "2020-09-23", "africa", "Ganja, Azerbaijan", "baku 31"),
)
LINES = seeds(
    *("\x1e".join(argv(t)) for argv in COMMANDS.values() for t in ("Gəncə", "2020", "1,2,3,4")),
    *("cities\x1e--near\x1e40,49\x1e--within-km\x1e500", "city\x1eGanja\x1e--sources"),
)
WORDS = seeds(*"{}[],:", "null", "true", "NaN", "-Infinity", "1e999", "\\ud800", '"id"', '"name"')


@st.composite
def bytes_like(draw: st.DrawFn, begin: list[bytes]) -> bytes:
    """Any bytes, or some to begin with, of which up to four parts are replaced."""
    made = draw(st.sampled_from(begin) | st.binary())
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(made)))
        end = start + draw(st.sampled_from([0, 1, 2, 8, 64, len(made)]))
        part = draw(st.binary(max_size=9) | st.sampled_from([*WORDS, made[start:end] * 50]))
        made = made[:start] + part + made[end:]
    return made


def as_text(data: bytes) -> str:
    """Bytes as a text, whatever they are; lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def pointed_to(pointer: str, document: Any) -> Any:
    """What a JSON Pointer (RFC 6901) points to."""
    assert not pointer or pointer.startswith("/")
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            assert name == str(abs(int(name)))
            document = document[int(name)]
        else:
            document = document[name]
    return document


def check_load(source: Any, document: Any) -> None:
    """A document is a network that round-trips, or has problems, each at a place that it has."""
    try:
        network = gnlc.load(source)
    except gnlc.DataError as error:
        assert error.count >= len(error.problems) > 0
        for pointer, message in error.problems:
            pointed_to(pointer, document)
            assert 0 < len(message) < SHORT
            assert "\n" not in message
        target(float(max(pointer.count("/") for pointer, _ in error.problems)), label="depth")
    else:
        text = gnlc.dumps(network)
        again = gnlc.load(text)
        assert again == network
        assert gnlc.dumps(again) == text
        for city in network.cities(include_withdrawn=True):
            assert network.city(city.id) is city
            found = {match.city for match in network.search(city.name, limit=None)}
            assert city in found or not fold(city.name)


class TestDocuments:
    """What is loaded is a network that round-trips, or a DataError with places."""

    @given(changed_documents(SAMPLE))
    @example(HEAD)
    @example(SAMPLE)
    def test_as_a_mapping(self, document: dict[str, object]) -> None:
        check_load(partial(gnlc.Network.from_dict, copy.copy(document)), document)

    @given(changed_documents(SAMPLE))
    def test_as_text(self, document: dict[str, object]) -> None:
        try:
            text = json.dumps(document)
        except (RecursionError, ValueError):
            return
        self.check(text.encode())

    @given(bytes_like(DOCUMENTS))
    def test_as_bytes(self, data: bytes) -> None:
        self.check(data)

    def check(self, data: bytes) -> None:
        try:
            document = json.loads(data)
        except (ValueError, RecursionError):
            document = None
        check_load(data, document)

    def test_a_wrong_place_is_noticed(self) -> None:
        assert pointed_to("/a~1b/~01", {"a/b": {"~1": 5}}) == 5
        for wrong in ("/cities/00", "cities", "/citys"):
            with pytest.raises((AssertionError, KeyError)):
                pointed_to(wrong, SAMPLE)
        with pytest.raises(TypeError):
            check_load({"format": 1}, None)


@given(bytes_like(NAMES).map(as_text))
@example("Ganja")
def test_questions(text: str) -> None:
    """Nothing but documented errors comes out, and what is found agrees with itself."""
    questions = [one for name, one in QUESTIONS.items() if name != "search all"]
    for error in asked([*questions, *TEXT_QUESTIONS.values()], text):
        assert len(str(error)) < SHORT
    assert fold(fold(text)) == fold(text)
    matches = gnlc.search(text, limit=None, min_score=30)
    scores = [match.score for match in matches]
    target(max(scores, default=0), label="score")
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    [error] = asked([gnlc.city], text)
    if 100 in scores:
        assert error is None or isinstance(error, gnlc.AmbiguousNameError)
    for match in matches:
        country = match.city.country
        assert match.matched_name in (*match.city.names, *country.names, country.region.name)


@given(bytes_like(LINES).map(as_text), st.sampled_from(READING))
def test_commands(line: str, command: str) -> None:
    """The status is 0, 1 or 2, and where something is wrong, one plain line tells of it."""
    argv = line.split("\x1e")
    status, out, err = run(argv if argv[0] in READING else [command, *argv])
    assert status in (0, 1, 2)
    assert err.count("\n") == (status != 0)
    assert len(err) < 4 * SHORT
    assert status == 2 or out or err
