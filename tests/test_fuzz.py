"""Any bytes, as documents, questions and commands, are answered as documented.

`HYPOTHESIS_PROFILE=long` looks for more; `target` leads to what is nearly valid or nearly found.
"""

import json
from pathlib import Path
from typing import Any

from hypothesis import example, given, target
from hypothesis import strategies as st
from oddities import COMMANDS, PIECES, QUESTIONS, TEXT_QUESTIONS, ask, command_line, odd_text, run
from strategies import changed_documents

import gnlc
from gnlc.names.folding import fold

SHORT = 500
"""Characters that a message may have at most."""

SAMPLE: dict[str, Any] = json.loads(
    Path(__file__).parent.joinpath("kept", "sample.json").read_text("utf-8")
)
READING = ("city", "search", "cities", "announcement", "coverage")
"""The commands that read no file that the arguments name."""

NAMES = [
    *(name for city in gnlc.cities()[::20] for name in city.names[:4]),
    *(odd_text(piece, 20) for piece in PIECES),
    *("az-ganja", "AZ", "2020", "2020-09-23", "africa", "Ganja, Azerbaijan", "baku 31"),
]
LINES = [
    *(
        "\x1e".join(command_line(c, text))
        for c in COMMANDS
        for text in ("Gəncə", "2020", "1,2,3,4")
    ),
    *("cities\x1e--near\x1e40,49\x1e--within-km\x1e500", "city\x1eGanja\x1e--sources"),
]
DOCUMENTS = [json.dumps(SAMPLE, ensure_ascii=escaped) for escaped in (False, True)]
WORDS = [*"{}[],:", "null", "true", "NaN", "-Infinity", "1e999", "\\ud800", '"id"', '"name"']


@st.composite
def texts_like(draw: st.DrawFn, begin: list[str]) -> bytes:
    """Any bytes, or a text to begin with, of which up to four parts are replaced."""
    data = draw(
        st.sampled_from(begin).map(lambda t: t.encode(errors="surrogatepass")) | st.binary()
    )
    words = st.sampled_from([word.encode() for word in WORDS])
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.sampled_from([0, 1, 2, 8, 64, len(data)]))
        part = draw(st.binary(max_size=9) | words | st.just(data[start:end] * 50))
        data = data[:start] + part + data[end:]
    return data


def as_text(data: bytes) -> str:
    """Bytes as a text, with lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def pointed_to(pointer: str, document: Any) -> Any:
    """What a JSON Pointer (RFC 6901) points to."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name) if isinstance(document, list) else name]
    return document


def check_document(source: Any, document: Any) -> None:
    """A document is a network that round-trips, or has problems, each at a place that it has."""
    try:
        network = (
            gnlc.loads(source) if isinstance(source, bytes) else gnlc.Network.from_dict(source)
        )
    except gnlc.DataError as error:
        assert error.count >= len(error.problems) > 0
        for pointer, message in error.problems:
            pointed_to(pointer, document)
            assert 0 < len(message) < SHORT
            assert "\n" not in message
        target(float(max(pointer.count("/") for pointer, _ in error.problems)), label="depth")
    else:
        assert gnlc.loads(gnlc.dumps(network)) == network
        for city in network.cities(include_withdrawn=True):
            assert network.city(city.id) is city
            found = {match.city for match in network.search(city.name, limit=None)}
            assert city in found or not fold(city.name)


@given(changed_documents(SAMPLE))
@example(SAMPLE)
def test_documents(document: dict[str, object]) -> None:
    check_document(document, document)


@given(texts_like(DOCUMENTS))
@example(DOCUMENTS[0].encode())
def test_documents_as_bytes(data: bytes) -> None:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        document = None
    check_document(data, document)


@given(texts_like(NAMES).map(as_text))
@example("Ganja")
def test_questions(text: str) -> None:
    """Only documented errors come out, and what is found agrees with itself."""
    for error in ask([*QUESTIONS, *TEXT_QUESTIONS], text):
        assert len(str(error)) < SHORT
    assert fold(fold(text)) == fold(text)
    matches = gnlc.search(text, limit=None, min_score=30)
    scores = [match.score for match in matches]
    target(max(scores, default=0), label="score")
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    [error] = ask([gnlc.city], text)
    if 100 in scores:
        assert error is None or isinstance(error, gnlc.AmbiguousNameError)
    for match in matches:
        country, within = match.city.country, match.city.subdivision
        places = {*country.names, country.region.name, within and within.name}
        assert match.matched_name in {*match.city.names, *places}


@given(texts_like(LINES).map(as_text), st.sampled_from(READING))
@example("cities\x1e-o\x1e./a.csv", "cities")
def test_commands(line: str, command: str) -> None:
    """The status is 0, 1 or 2, and an error is one plain line."""
    argv = line.split("\x1e")
    status, out, err = run(argv if argv[0] in READING else [command, *argv])
    assert status in (0, 1, 2)
    assert err.count("\n") == (status != 0)
    assert len(err) < 4 * SHORT
    assert status == 2 or out or err
