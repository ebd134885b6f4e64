"""Commands that read documents of one's own."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gnlc.cli.answer import Answer
from gnlc.cli.inputs import bundled_network, load, network, source
from gnlc.cli.options import UsageError
from gnlc.errors import DataError, Problem
from gnlc.wording import printable, shortened

if TYPE_CHECKING:
    from gnlc.display.content import Block


def check(options: Namespace) -> Answer:
    """Return every problem of documents."""
    from gnlc.documents.read import load

    files = list(dict.fromkeys(options.words))
    checked: dict[str, DataError | None] = {}
    barred: dict[str, str] = {}
    for file in files:
        try:
            load(source(file), base=bundled_network())
            checked[file] = None
        except DataError as error:
            checked[file] = error
        except OSError as error:
            barred[file] = f"{error.strerror}"
    invalid = sum(error is not None for error in checked.values())
    complaints = [f"{why}: {shortened(file)}" for file, why in barred.items()]
    if invalid:
        complaints.append(f"invalid documents: {invalid} of {len(files)}")
    return Answer(
        described=lambda: _lines(checked),
        records=lambda: [
            *({"file": file, **Problem("", why)._asdict()} for file, why in barred.items()),
            *({"file": f, **p._asdict()} for f, e in checked.items() if e for p in e.problems),
        ],
        columns=("file", *Problem._fields),
        forms={"json": lambda: [_report(f, checked.get(f), barred.get(f)) for f in files]},
        complaints=complaints,
        status=2 if barred else min(invalid, 1),
    )


def _report(file: str, error: DataError | None, barred: str | None) -> object:
    return {
        "file": file,
        "error": barred,
        "count": error.count if error else 0,
        "problems": [problem._asdict() for problem in error.problems] if error else [],
    }


def _lines(checked: Mapping[str, DataError | None]) -> str:
    """Return a line for each problem of documents, as compilers write it: `file:place: message`."""
    lines: list[str] = []
    for file, error in checked.items():
        problems = error.problems if error else ()
        lines += [f"{file}:{'' if each.pointer else ' '}{each}" for each in problems]
        if error is None:
            lines.append(f"{file}: the document is valid")
        elif error.count > len(problems):
            lines.append(f"{file}: and {error.count - len(problems):,} more problems")
    return "".join(f"{printable(line)}\n" for line in lines)


def diff(options: Namespace) -> Answer:
    """Compare two networks."""
    from gnlc.documents.changes import ChangeRecord
    from gnlc.documents.diff import diff

    *old, new = options.words
    if old == ["-"] == [new]:
        raise UsageError("only one of the documents can be the standard input")
    before = load(old[0]) if old else network(options)
    changes = diff(before, load(new, base=before))
    if options.patch:
        return Answer(described=tuple, records=tuple, columns=(), forms={"json": changes.to_patch})

    def described() -> Iterable[Block]:
        from gnlc.display.describe import describe

        return describe(changes)

    return Answer(
        described=described,
        # A key that leads to a record in another is one cell, as JSON has it in the values.
        records=lambda: [
            {**record, "key": "/".join(c.key), "old": c.old, "new": c.new}
            for record, c in zip(changes.to_records(), changes, strict=True)
        ],
        columns=ChangeRecord.__annotations__,
        forms={"json": changes.to_records, "markdown": changes.to_markdown},
    )
