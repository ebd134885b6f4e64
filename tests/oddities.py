"""Odd texts, and every question and command that takes a text."""

import argparse
import contextlib
import io
from collections.abc import Callable, Iterable
from typing import Any

import gnlc
from gnlc.cli import main
from gnlc.query.filters import Filters
from gnlc.query.folding import fold, spelling
from gnlc.query.gazetteer import keys_of

PIECES = {
    "lone surrogate": "\ud800",
    "surrogates in the wrong order": "\udc00\ud800",
    "accents": "\u0301",
    # Unicode has a fixed order for these, and putting them in order is what takes time.
    "accents out of order": "\u0301\u0323",
    "letters with accents": "a\u0328\u0301",
    "enclosing marks": "\u20dd",
    "vowel signs": "\u093f",
    "bidi controls": "\u202e\u2066",
    "right to left": "גנגה ",
    "Arabic with points": "رَ",
    "long ligature": "\ufdfa",
    "ligature": "\ufb03",
    "zero width": "\u200b\u200d\ufeff",
    "control": "\x1b[2J\r\n",
    "NUL": "\0",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "flags": "\U0001f1e6\U0001f1ff",
    "fullwidth": "\uff22\uff41",
    "jamo": "\u1112\u1161\u11ab",
    "Hangul fillers": "\u115f\u3164",
    "Han": "喀",
    "private use": "\ue000\U0010ffff",
    "capital that grows": "ŉ\u0130ß",
    "digits": "9",
    "other digits": "٣²",
    "spaces": " \u3000\u2028",
    "words": "a ",
    "letters": "a",
    "separators": "-/,",
    "brackets": "[{(",
    "backslashes": "\\u",
    "percent": "%s{0}$(",
}
"""What odd texts are made of."""


def odd_text(piece: str, size: int) -> str:
    """A name of so many characters that begins well."""
    return ("Ganja" + piece * (size // len(piece) + 1))[:size]


Question = Callable[[Any], object]


def _filtered(name: str) -> Question:
    ask: Callable[..., object] = gnlc.cities
    return lambda value: ask(**{name: value})


QUESTIONS: dict[str, Question] = {
    "city": gnlc.city,
    "city in a country": lambda value: gnlc.city("Ganja", country=value),
    "search": gnlc.search,
    "search all": lambda value: gnlc.search(value, limit=None, min_score=0),
    "search limit": lambda value: gnlc.search("Ganja", limit=value),
    "search score": lambda value: gnlc.search("Ganja", min_score=value),
    "country": gnlc.country,
    "region": gnlc.region,
    "announcement": gnlc.announcement,
    "strategy_period": gnlc.strategy_period,
    "PartialDate": gnlc.PartialDate,
    "PartialDate.parse": gnlc.PartialDate.parse,
    "Cities.filter": lambda value: gnlc.cities(year=2020).filter(country=value),
    "Cities.group_by": lambda value: gnlc.cities(year=2020).group_by(value),
    "Cities.count_by": lambda value: gnlc.cities(year=2020).count_by(value),
    "Cities.sorted_by": lambda value: gnlc.cities(year=2020).sorted_by(value),
    "near with": lambda value: gnlc.cities(near=(0, 0), within_km=value),
    "near a point": lambda value: gnlc.cities(near=(value, value), within_km=1),
    "box": lambda value: gnlc.cities(bbox=(value, 0, 0, value)),
    **{f"cities {name}": _filtered(name) for name in Filters.__annotations__},
}
"""Questions to the bundled network that take a value, most of them a text, by name."""

TEXT_QUESTIONS: dict[str, Question] = {
    "fold": fold,
    "spelling": spelling,
    "a filter's name": lambda text: _filtered(text)(1),
    "loads": lambda text: gnlc.loads('{"' + text),
    "a name of a city": lambda text: keys_of([_named(text)]),
}
"""Questions that take nothing but a text."""

_OPTIONS = [f"--{name.replace('_', '-')}" for name in (*Filters.__annotations__, "sort")]


def _with_option(option: str) -> Callable[[str], list[str]]:
    return lambda text: ["cities", f"{option}={text}"]


COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "city": lambda text: ["city", text],
    "city --country": lambda text: ["city", "Ganja", "--country", text],
    "search": lambda text: ["search", "--", text],
    "search words": lambda text: ["search", text, text],
    "search --limit": lambda text: ["search", "Ganja", "--limit", text],
    "search --min-score": lambda text: ["search", "Ganja", f"--min-score={text}"],
    **{f"cities {option}": _with_option(option) for option in _OPTIONS},
    "cities --near": lambda text: ["cities", "--within-km", "1", "--near", text],
    "cities --bbox apart": lambda text: ["cities", "--bbox", f"-{text}"],
    "announcement": lambda text: ["announcement", text],
    "--format": lambda text: ["coverage", "--format", text],
    "an option": lambda text: ["coverage", f"--{text}"],
    "an argument": lambda text: ["coverage", text],
    "a command": lambda text: [text],
}
"""Command lines that take a text, by name."""


def _named(name: str) -> Any:
    """What the keys of names are made of."""
    return argparse.Namespace(id="az-ganja", names=(name,))


def asked(questions: Iterable[Question], value: object) -> Iterable[Exception | None]:
    """Ask, and give the error that is the answer, or None."""
    for question in questions:
        try:
            question(value)
        except (gnlc.GnlcError, TypeError, ValueError) as error:
            yield error
        else:
            yield None


def run(argv: list[str]) -> tuple[int, str, str]:
    """Run a command line in this process: its status, and what it prints."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(argv)
        except SystemExit as end:  # after --help and --version
            status = 0 if end.code is None else int(end.code)
    return status, out.getvalue(), err.getvalue()
