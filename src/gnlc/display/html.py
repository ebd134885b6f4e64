"""Descriptions as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterable

from gnlc.display import content as c
from gnlc.display import markup as m
from gnlc.display.columns import cut
from gnlc.display.describe import describe
from gnlc.models.base import Source
from gnlc.models.doors import Shown
from gnlc.wording import counted

# If there are more rows than this, a notebook shows only the first and last ones.
_MANY = 15
_ENDS = 5

# Limits: items of a list in a fact and in a cell, characters of a string and of an address.
_LIST = 5
_ITEMS = 3
_TEXT = 100
_ADDRESS = 40


def html(value: Shown) -> str:
    """Return the HTML that a notebook shows for a value."""
    return m.output(*map(_block, describe(value)))


def page(content: Iterable[c.Block] | str) -> str:
    """Return a document that shows blocks, or lines as they are, with every row of their tables."""
    if isinstance(content, str):
        return m.document(m.element("pre", content))
    return m.document(*(_block(block, whole=True) for block in content))


def _block(block: c.Block, *, whole: bool = False) -> m.Html:
    if isinstance(block, c.Note):
        return m.note(_inline(block.text))
    if isinstance(block, c.Facts):
        pairs = ((each.label, _lines(each)) for each in block.facts if each.lines)
        return m.facts(_inline(block.heading), pairs)
    rows = block.rows
    numbers = [
        at
        for at in range(len(block.columns))
        if all(isinstance(row[at], int | float | c.Unknown) for row in rows)
    ]
    # A long name may be broken after each word.
    header = [m.join(name.split("_"), m.Html("_<wbr/>")) for name in block.columns]
    caption = _inline(block.heading or block.total)
    left_out = len(rows) - 2 * _ENDS if len(rows) > _MANY and not whole else 0
    shown = [*rows[:_ENDS], *rows[_ENDS + left_out :]]
    cells = [list(map(_cell, row)) for row in shown]
    return m.table(caption, header, cells, numbers=numbers, left_out=left_out)


def _lines(fact: c.Fact) -> m.Content:
    lines = list(map(_line, fact.lines))
    return lines[0] if len(lines) == 1 else m.lines(*lines)


def _line(part: c.Inline | c.Fact) -> m.Content:
    match part:
        case c.Fact(label):
            return m.join((m.soft(f"{label}: "), _lines(part)))
        case c.Cited(sources):
            sources_listed = m.lines(*map(_source, sources))
            many = len(sources) > _LIST
            return (
                m.expandable(counted(len(sources), "source"), sources_listed)
                if many
                else sources_listed
            )
        case c.Listed(items, noun) if len(items) > _LIST:
            return m.expandable(counted(len(items), noun), _inline(part))
        case _:
            return _inline(part)


def _cell(part: c.Inline) -> m.Content:
    match part:
        case c.Listed(items):
            more = [m.soft(f"and {len(items) - _ITEMS} more")] if len(items) > _ITEMS else []
            return m.lines(*map(_cell, items[:_ITEMS]), *more)
        case c.Link(str(text), url) if text == url:
            return m.link(cut(url.partition("://")[2], _ADDRESS), url, title=url)
        case c.Name(text) if (shown := cut(text, _TEXT)) != text:
            return m.element("span", m.name(shown), title=text)
        case _:
            return _inline(part)


def _inline(part: c.Inline) -> m.Content:
    match part:
        case tuple():
            return m.join(map(_inline, part))
        case c.Name(text, key):
            return m.join((m.name(text), *([] if key is None else [" ", m.element("code", key)])))
        case c.Link(text, url):
            return m.link(_inline(text), url)
        case c.Listed(items):
            return m.join(map(_inline, items), "; ")
        case c.Cited(sources):
            numbered = (m.link(str(n), s.url, title=_title(s)) for n, s in enumerate(sources, 1))
            return m.join(numbered, " ")
        case _:
            return m.dash(part.why) if isinstance(part, c.Unknown) else part


def _title(source: Source) -> str:
    return ", ".join(
        filter(None, (c.citation(source), source.title, None if source.url else c.NO_ADDRESS))
    )


def _source(source: Source) -> m.Html:
    parts = [m.link(m.name(c.citation(source)), source.url)]
    if source.title is not None:
        parts.append(m.soft(m.name(source.title, language=source.language)))
    if source.url is None:
        parts.append(m.soft(f"({c.NO_ADDRESS})"))
    return m.join(parts, " ")
