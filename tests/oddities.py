"""Odd texts, and every question and command that takes a text."""

import contextlib
import io
from argparse import Namespace
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gnlc
from gnlc.cli import main
from gnlc.names.folding import spelling
from gnlc.query.filters import Filters
from gnlc.query.keys import keys_of

PIECES: tuple[str, ...] = (
    # Lone surrogates, controls, private use.
    *("\ud800", "\udc00\ud800", "\x1b[2J\r\n", "\0", "\ue000\U0010ffff"),
    # Combining marks, some out of the order of Unicode, which takes time to restore.
    *("\u0301", "\u0301\u0323", "a\u0328\u0301", "\u20dd", "\u093f", "رَ"),
    # Right to left, bidi controls, and what has no width.
    *("גנגה ", "\u202e\u2066", "\u200b\u200d\ufeff"),
    # Characters that grow, or become others, when they are folded.
    *("\ufdfa", "\ufb03", "\uff22\uff41", "ŉ\u0130ß", "٣²", "\u1112\u1161\u11ab", "\u115f\u3164"),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e6\U0001f1ff", "喀"),
    # Plain letters and what has a meaning to parsers.
    *("a", "a ", "9", " \u3000\u2028", "-/,", "[{(", "\\u", "%s{0}$("),
)

Question = Callable[[Any], object]


def odd_text(piece: str, size: int) -> str:
    return ("Ganja" + piece * (size // len(piece) + 1))[:size]


def _filter(name: str) -> Question:
    ask: Callable[..., object] = gnlc.cities
    return lambda value: ask(**{name: value})


QUESTIONS: tuple[Question, ...] = (
    *(gnlc.city, gnlc.search, gnlc.country, gnlc.region, gnlc.subdivision, gnlc.announcement),
    *(gnlc.strategy_period, gnlc.award, gnlc.conference, gnlc.size, gnlc.source, gnlc.conflict),
    *(gnlc.conflicts, gnlc.PartialDate, gnlc.PartialDate.parse, gnlc.complete, gnlc.fold),
    *(gnlc.nearest, gnlc.match, gnlc.City.from_dict, gnlc.testing.city),
    lambda value: gnlc.match([value]),
    lambda value: gnlc.match(["Ganja"], value),
    lambda value: gnlc.match(["Ganja"], [value]),
    lambda value: gnlc.match(["Ganja"], min_score=value),
    lambda value: gnlc.match(["Ganja"], limit=value),
    lambda value: gnlc.match(["Ganja"], answers=value),
    lambda value: gnlc.complete("Ga", limit=value),
    lambda value: gnlc.nearest("Ganja", limit=value),
    lambda value: gnlc.nearest((value, value)),
    lambda value: gnlc.city("Ganja", country=value),
    lambda value: gnlc.search(value, limit=20, min_score=0),
    lambda value: gnlc.search("Ganja", limit=value),
    lambda value: gnlc.search("Ganja", min_score=value),
    lambda value: gnlc.cities(year=2020).filter(country=value),
    lambda value: gnlc.cities(year=2020).group_by(value),
    lambda value: gnlc.cities(year=2020).count_by(value),
    lambda value: gnlc.cities(year=2020).sorted_by(value),
    lambda value: gnlc.cities(year=2020).sorted_by("distance", near=value),
    lambda value: gnlc.cities(near=(0, 0), within_km=value),
    lambda value: gnlc.cities(near=(value, value), within_km=1),
    lambda value: gnlc.cities(bbox=(value, 0, 0, value)),
    *map(_filter, Filters.__annotations__),
)
"""Questions to the bundled network that take a value, most of them a text."""

TEXT_QUESTIONS: tuple[Question, ...] = (
    spelling,
    lambda text: _filter(text)(1),
    lambda text: gnlc.loads('{"' + text),
    lambda text: keys_of([Namespace(id="az-ganja", names=(text,), location=None)]),  # type: ignore[list-item] # looks like a city
)
"""Questions that take nothing but a text."""

COMMANDS: tuple[str, ...] = (
    *("city ?", "city Ganja --country ?", "search -- ?", "search ? ?", "search Ganja --limit ?"),
    *("search Ganja --min-score=?", "cities --within-km 1 --near ?", "cities --bbox -?"),
    *("complete ?", "nearest ?", "country ?", "countries --region ?", "table ?", "cite ?"),
    *(
        "cities --columns ?",
        "cities --limit?",
        "map -o ?",
        "check ?",
        "diff ?",
        "cities -o ./?.csv",
        "cities --data ?.json",
    ),
    *("announcement ?", "coverage --format ?", "coverage --?", "coverage ?", "?"),
    *(f"cities --{name.replace('_', '-')}=?" for name in (*Filters.__annotations__, "sort")),
)
"""Command lines with a place for a text."""


def command_line(command: str, text: str) -> list[str]:
    return [argument.replace("?", text) for argument in command.split(" ")]


def ask(questions: Iterable[Question], value: object) -> Iterable[Exception | None]:
    """Ask each question, and yield the error that is the answer, or None."""
    for question in questions:
        try:
            question(value)
        except (gnlc.GnlcError, TypeError, ValueError) as error:
            yield error
        else:
            yield None


def run(argv: list[str]) -> tuple[int, str, str]:
    """Run a command line in this process, in an empty folder.

    Returns:
        Its status, what it prints or writes into files there, and its errors.
    """
    out, err = io.StringIO(), io.StringIO()
    with TemporaryDirectory() as folder, contextlib.chdir(folder):
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main(argv)
            except SystemExit as end:  # after --help and --version
                status = 0 if end.code is None else int(end.code)
        written = "".join(path.read_text("utf-8") for path in Path().iterdir())
    return status, out.getvalue() + written, err.getvalue()
