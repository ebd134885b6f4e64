"""Descriptions as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gnlc.display import content as c
from gnlc.display.columns import Cell, facts, table, wrap
from gnlc.display.records import fact
from gnlc.models.base import Source
from gnlc.wording import printable


def text(blocks: Iterable[c.Block], *, sources: bool = False, columns: int | None = None) -> str:
    """Return blocks as text, separated by blank lines.

    Args:
        blocks: what to show.
        sources: whether to name the sources of each fact, and to list them at the end.
        columns: the maximum width of a line; None for no limit.
    """
    writer = _Writer(sources=sources, columns=columns)
    shown = [part for block in blocks for part in writer.block(block)]
    return "\n".join([*shown, *writer.cited()])


class _Writer:
    def __init__(self, *, sources: bool, columns: int | None) -> None:
        self._wanted = sources
        self._columns = columns
        self._cited: dict[str, Source] = {}

    def block(self, block: c.Block) -> Iterator[str]:
        """Write a block."""
        if isinstance(block, c.Note):
            yield self._free(block.text)
        elif isinstance(block, c.Table):
            yield from self._table(block)
        else:
            pairs = [(each.label, lines) for each in block.facts if (lines := self._lines(each))]
            yield f"{self._free(block.heading)}{facts(pairs, columns=self._columns)}"

    def cited(self) -> Iterator[str]:
        """Write the cited sources in full, if there are any."""
        sources = [
            fact(key, c.citation(source), source.title, source.url or c.NO_ADDRESS)
            for key, source in sorted(self._cited.items())
        ]
        return self.block(c.Facts("Sources", sources)) if sources else iter(())

    def _table(self, block: c.Table) -> Iterator[str]:
        citing = {
            at for row in block.rows for at, part in enumerate(row) if isinstance(part, c.Cited)
        }
        shown = [at for at in range(len(block.columns)) if at not in citing]
        header = [block.columns[at] for at in shown]
        rows = [[self._cell(row[at]) for at in shown] for row in block.rows]
        body = table(header, rows, columns=self._columns, key=block.key) if rows else ""
        yield f"{self._free(block.heading)}{body}{self._free(block.total)}"
        for at in citing if self._wanted else ():
            cited = [c.Fact(self._line(row[block.key]), [row[at]]) for row in block.rows]
            yield from self.block(c.Facts("Sources of each", cited))

    def _free(self, part: c.Inline) -> str:
        """Return wrapped text outside tables, or an empty string."""
        lines = wrap(printable(self._line(part)), self._columns)
        return "".join(f"{line}\n" for line in lines if line)

    def _cell(self, part: c.Inline) -> Cell:
        if isinstance(part, c.Unknown):
            return None
        return part if isinstance(part, int | float) else self._line(part)

    def _lines(self, fact: c.Fact) -> list[str]:
        """Return the lines of a fact; nested facts are on one line with their label."""
        lines: list[str] = []
        for part in fact.lines:
            if not isinstance(part, c.Fact):
                lines.append(self._line(part))
            elif inner := self._lines(part):
                lines.append(f"{part.label}: {'; '.join(inner)}")
        return list(filter(None, lines))

    def _line(self, part: c.Inline) -> str:
        match part:
            case tuple():
                line = "".join(map(self._line, part))
            case c.Name(text, key):
                line = text if key is None else f"{text} ({key})"
            case c.Link(text, url):
                line = url if text == url else f"{self._line(text)} {url}"
            case c.Listed(items):
                line = "; ".join(map(self._line, items))
            case c.Cited(sources, named):
                wanted = {source.id: source for source in sources} if self._wanted else {}
                self._cited |= wanted
                line = ", ".join(wanted)
                if named:
                    line = "; ".join(f"{c.citation(source)} ({source.id})" for source in sources)
            case c.Unknown(why):
                line = why
            case _:
                line = str(part)
        return line
