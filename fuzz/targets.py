"""What is fuzzed: functions of bytes that fail where the library does what it does not document.

Each has seeds: bytes that are worth to be changed. `fuzz/run.py` runs one with atheris, guided by
coverage; the tests run all with some changes that are always the same.
"""

import contextlib
import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from oddities import COMMANDS, PIECES, QUESTIONS, TEXT_QUESTIONS, asked, odd_text, run

import gnlc
from gnlc import bundled
from gnlc.layout import CORE_TABLES, SIDE_TABLES, TABLES
from gnlc.query.folding import fold

Json = Any

SHORT = 500
"""Characters that a message may have at the most."""

READING = ("city", "search", "cities", "announcement", "coverage")
"""The commands that touch no file that the arguments name."""

_KEYS = {"countries": "alpha_2", "subdivisions": "code", **dict.fromkeys(SIDE_TABLES, "city")}

_SEPARATOR = "\x1e"


def small_document() -> dict[str, Json]:
    """A document with a record or two of everything that the bundled one holds."""
    whole = _cut(bundled.document())
    referred_to = (*CORE_TABLES, *SIDE_TABLES, "strategy_periods", "announcements")
    parts: dict[str, Json] = {}
    for name, value in whole.items():
        if name not in referred_to:
            parts[name] = [_shortest(value)] if isinstance(value, list) else value
    # Each table after those that refer to it: what is taken of it is what they refer to.
    for name in reversed(referred_to):
        wanted = set(_strings(parts))
        key = _KEYS.get(name, "id")
        kept = [record for record in whole[name] if record[key] in wanted]
        parts[name] = kept or [_shortest(whole[name])]
    return {name: parts[name] for name in whole}


def _cut(value: Json, *, depth: int = 0) -> Json:
    """Return a value with no more than two items in any array within its tables."""
    if isinstance(value, dict):
        return {name: _cut(part, depth=depth + 1) for name, part in value.items()}
    if isinstance(value, list):
        return [_cut(part, depth=depth + 1) for part in (value[:2] if depth > 1 else value)]
    return value


def _shortest(records: list[Json]) -> Json:
    return min(records, key=lambda record: len(json.dumps(record)))


def _strings(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def resolved(pointer: str, document: Json) -> Json:
    """Return what a JSON Pointer (RFC 6901) points to."""
    if pointer and not pointer.startswith("/"):
        raise ValueError(f"not a JSON Pointer: {pointer}")
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            if name != str(int(name)) or int(name) < 0:
                raise ValueError(f"no place in an array: {pointer}")
            document = document[int(name)]
        else:
            document = document[name]
    return document


def check_load(source: Any, document: Json = None) -> None:
    """Load what may be a document: it is a network that round-trips, or has problems with places.

    Args:
        source: as `gnlc.load` takes it.
        document: what pointers are looked up in.
    """
    try:
        network = gnlc.load(source)
    except gnlc.DataError as error:
        assert error.problems
        assert error.count >= len(error.problems)
        for pointer, message in error.problems:
            resolved(pointer, document)
            assert message
            assert len(message) < SHORT, message
            assert "\n" not in message
    else:
        text = gnlc.dumps(network)
        again = gnlc.load(text)
        assert again == network
        assert gnlc.dumps(again) == text
        for city in network.cities(include_withdrawn=True):
            assert network.city(city.id) is city
            assert city in {match.city for match in network.search(city.name)} or not fold(
                city.name
            )


def load(data: bytes) -> None:
    """Load bytes."""
    document: Json = None
    with contextlib.suppress(ValueError, RecursionError):
        document = json.loads(data)
    check_load(data, document)


def ask(data: bytes) -> None:
    """Ask every question with a text."""
    text = _text(data)
    questions = {name: one for name, one in QUESTIONS.items() if name != "search all"}
    for error in asked([*questions.values(), *TEXT_QUESTIONS.values()], text):
        assert len(str(error)) < SHORT, str(error)
    folded = fold(text)
    assert fold(folded) == folded
    matches = gnlc.search(text, limit=None, min_score=30)
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    [error] = asked([gnlc.city], text)
    if 100 in scores:
        assert error is None or isinstance(error, gnlc.AmbiguousNameError)
    for match in matches:
        country = match.city.country
        assert match.matched_name in (*match.city.names, *country.names, country.region.name)


def command(data: bytes) -> None:
    """Run a command line that reads the bundled data."""
    argv = _text(data).split(_SEPARATOR)
    if argv[0] not in READING:
        argv.insert(0, READING[len(data) % len(READING)])
    status, out, err = run(argv)
    assert status in (0, 1, 2)
    assert err.count("\n") == (status != 0)
    assert len(err) < 4 * SHORT, err
    assert status == 2 or out or err


def _text(data: bytes) -> str:
    """Return bytes as a text, whatever they are; halves of characters too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return (
            data.decode("utf-16", "surrogatepass") if len(data) % 2 == 0 else data.decode("latin-1")
        )


class Target(NamedTuple):
    """A function that is fuzzed, and the bytes to begin with."""

    function: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]


def _documents() -> list[bytes]:
    small = small_document()
    head = {name: value for name, value in small.items() if name not in TABLES}
    core = {**{name: head[name] for name in ("format_version", "data_version", "as_of")}}
    seeds: list[Json] = [{}, core, head, small]
    for name in CORE_TABLES:
        core[name] = small[name]
        seeds.append({**core})
    return [
        json.dumps(seed, ensure_ascii=even).encode() for seed in seeds for even in (True, False)
    ]


def _names() -> list[bytes]:
    names = [name for city in gnlc.cities()[::20] for name in city.names[:4]]
    names += [name for country in gnlc.countries()[::9] for name in country.names]
    names += [odd_text(piece, 20) for piece in PIECES.values()]
    names += ["az-ganja", "AZ", "2020", "2020-09-23", "africa", "Ganja, Azerbaijan", "baku 31"]
    return [name.encode("utf-8", "surrogatepass") for name in names]


def _commands() -> list[bytes]:
    texts = ("Gəncə", "2020", "1,2,3,4")
    lines = [argv(text) for argv in COMMANDS.values() for text in texts]
    lines += [["cities", "--near", "40,49", "--within-km", "500", "--format", "csv"]]
    lines += [["city", "Ganja", "--sources", "--format", "json"], ["coverage"], ["search", "-h"]]
    return [_SEPARATOR.join(line).encode() for line in lines]


TARGETS = {
    "load": Target(load, _documents),
    "ask": Target(ask, _names),
    "command": Target(command, _commands),
}


@cache
def words() -> list[str]:
    """Return what documents are made of: signs, literals, names of fields, choices."""
    document = small_document()
    texts = {text for text in _strings(document) if len(text) < 20}
    names: set[str] = set()
    ahead: list[Json] = [document]
    while ahead:
        value = ahead.pop()
        if isinstance(value, dict):
            names |= value.keys()
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value
    quoted = [json.dumps(text) for text in sorted(names | texts)]
    return [*"{}[],:", "null", "true", "false", "NaN", "-Infinity", "1e999", "\\ud800", *quoted]


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few changes: some flipped, put in, taken out, doubled or cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(made) + 1)
        end = min(len(made), place + chance.choice((1, 1, 2, 8, 64)))
        match chance.randrange(6):
            case 0:
                made[place:end] = bytes(chance.randrange(256) for _ in range(end - place))
            case 1:
                made[place:place] = chance.choice(words()).encode()
            case 2:
                del made[place:end]
            case 3:
                made[place:place] = made[place:end] * chance.choice((1, 2, 50))
            case 4 if made:
                place = min(place, len(made) - 1)
                made[place] ^= 1 << chance.randrange(8)
            case _:
                del made[place:]
    return bytes(made)
