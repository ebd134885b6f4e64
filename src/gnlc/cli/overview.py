"""What `gnlc` alone shows, and what it proposes where the first word is not a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gnlc.cli.commands import COMMANDS
from gnlc.cli.console import columns, put
from gnlc.cli.inputs import is_known, network
from gnlc.cli.options import UsageError
from gnlc.wording import close_to, listed, shortened

if TYPE_CHECKING:
    from gnlc.query.network import Network

QUESTIONS = {
    "Is it a member, and since when?": "city Ganja",
    "How is it spelt here?": "search gandja",
    "Who are the members in a country?": "country Azerbaijan",
    "Which countries have members?": "countries",
    "Who joined in a year?": "cities --year 2020",
    "Who is near a place?": "nearest Baku",
    "Which rows of a sheet are members?": "match sheet.csv -o matched.csv",
    "Where are they on a map?": "map -o map.html",
    "What was stated, what is on record?": "coverage",
    "What did UNESCO announce?": "announcement 2020",
    "What else is on record: awards, ...?": "table",
    "How do I get a spreadsheet?": "cities -o cities.csv",
    "How do I cite it?": "cite Ganja",
    "What else can it do?": "--help",
}
"""What people ask, and the command that answers."""


_PROPOSED = 3

_OPTIONS = ("--help", "--version")

_LISTS = ("all", "export", "list", "ls", "members")
"""Words of other programs for a list of everything."""


def show() -> int:
    """Show what the program can do, by question, and the network in three lines."""
    from gnlc.display.content import Table
    from gnlc.display.network import standing
    from gnlc.display.text import text

    asked = [(question, f"gnlc {answer}") for question, answer in QUESTIONS.items()]
    questions = Table(("question", "command"), asked, key=1)
    put(text([standing(network()), questions], columns=columns()))
    return 0


def propose(words: Sequence[str]) -> UsageError:
    """Return the error for words that are not a command: it proposes the command to type."""
    said = " ".join(words)
    unknown = f"there is no command {shortened(said)}"
    if shortened(said)[1:-1] != said:
        # Too long, or not for a terminal: nobody would type it again.
        return UsageError(f"{unknown}; see 'gnlc --help'")
    first, *rest = words
    known = network()
    answers = {
        each: [each, *rest] if _takes_words(each) else [each] for each in (*COMMANDS, *_OPTIONS)
    }
    tables = [rows.name for rows in known.tables()]
    answers |= {each: ["table", each] for each in tables if each not in COMMANDS}
    answers |= {each: ["cities"] for each in _LISTS}
    meant = close_to(first, answers) or close_to("_".join(words), tables)
    near = [
        *_answers_of(said, known),
        *(f"gnlc {' '.join(answers[each])}" for each in meant),
        # The first word may be meant for a command.
        *_answers_of(" ".join(rest), known),
    ]
    proposed = [*dict.fromkeys(near)][:_PROPOSED] or [f"gnlc search {said}"]
    return UsageError(f"{unknown}; did you mean {listed(map(repr, proposed))}?")


def _answers_of(name: str, known: Network) -> Iterator[str]:
    """Yield the commands that answer with what has a name."""
    for kind, look_up in (("country", known.country), ("city", known.city)):
        if name and is_known(name, look_up):
            yield f"gnlc {kind} {name}"


def _takes_words(command: str) -> bool:
    return command in COMMANDS and bool(COMMANDS[command].words)
