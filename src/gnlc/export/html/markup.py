"""HTML in small pieces, elements, links and tables, into which no text gets unescaped."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Container, Iterable, Sequence
from html import escape
from typing import TypeAlias, TypeVar

from gnlc.models.base import PartialDate
from gnlc.wording import printable

T = TypeVar("T")


class Html(str):
    """HTML; a text that is not of this class is escaped where it is put into one."""

    __slots__ = ()


Content: TypeAlias = str | int | float | datetime.date | PartialDate | None
"""What an element holds: HTML, text, numbers, dates; None stands for something unknown."""

# Of more items than these only the first and the last are shown, and their number.
_MANY = 12
_ENDS = 5

# What Unicode keeps from ever being a character, which HTML does not take.
_PLANES = range(0, 0x110000, 0x10000)
_LAST = "".join(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF))
_NONCHARACTER = re.compile(f"[\ufdd0-\ufdef{_LAST}]")

# Colours are those of the page, as they are or half transparent, so that they go with any theme.
# The class stands twice to weigh more than what notebooks say of tables.
_STYLE = """
.gnlc { overflow-x: auto; line-height: 1.45; }
.gnlc.gnlc table { table-layout: auto; border-collapse: collapse; border: 0;
  margin: .2em 0 .8em; font-size: inherit; color: inherit; }
.gnlc.gnlc caption { caption-side: top; text-align: start; padding: 0 0 .5em;
  font-size: 1.05em; font-weight: 600; color: inherit; }
.gnlc.gnlc th, .gnlc.gnlc td { text-align: start; vertical-align: top; white-space: normal;
  line-height: 1.45; max-width: 36em; padding: .3em 1.4em .3em 0; border: 0; color: inherit; }
.gnlc.gnlc tr:nth-child(n) { background: none; border: 0;
  border-top: 1px solid rgba(128, 128, 128, .3); }
.gnlc.gnlc thead tr:nth-child(n) { border-top: 0; }
.gnlc.gnlc thead th { vertical-align: bottom; font-weight: 600; }
.gnlc.gnlc tbody th { font-weight: inherit; }
.gnlc.gnlc .gnlc-number { text-align: end; font-variant-numeric: tabular-nums; }
.gnlc.gnlc thead th, .gnlc.gnlc .gnlc-facts th, .gnlc .gnlc-soft, .gnlc code { opacity: .75; }
.gnlc.gnlc .gnlc-facts th, .gnlc time, .gnlc code { white-space: nowrap; }
.gnlc.gnlc code { font-size: .88em; font-weight: 400; color: inherit; background: none;
  padding: 0; }
.gnlc.gnlc a { color: inherit; text-decoration: underline; text-decoration-thickness: 1px;
  text-underline-offset: .18em; }
.gnlc.gnlc ul { list-style: none; margin: 0; padding: 0; }
.gnlc.gnlc li { margin: 0; padding-inline-start: .9em; text-indent: -.9em; }
.gnlc.gnlc li + li { margin-top: .12em; }
.gnlc.gnlc ul ul { margin: .2em 0; }
.gnlc.gnlc .gnlc-wide bdi { display: inline-block; width: max-content; max-width: 22em;
  vertical-align: top; text-indent: 0; }
.gnlc.gnlc p { margin: .2em 0 .8em; }
.gnlc.gnlc p + p { margin-top: -.6em; }
.gnlc.gnlc summary { cursor: pointer; }
"""


def output(*content: Content) -> str:
    """Return what a notebook shows: the content, and the style that is for it alone."""
    style = element("style", Html(_STYLE))
    return element("div", style, *content, class_="gnlc")


def html(content: Content) -> Html:
    """Return content as HTML."""
    if isinstance(content, Html):
        return content
    if content is None:
        return dash()
    if isinstance(content, datetime.date | PartialDate):
        return element("time", str(content), datetime=str(content))
    return _escaped(str(content))


def _escaped(text: str) -> Html:
    """Return a text as HTML; what cannot stand there is written as in Python."""
    return Html(escape(_NONCHARACTER.sub(lambda found: ascii(found[0])[1:-1], printable(text))))


def element(name: str, *content: Content, **attributes: str | None) -> Html:
    """Return an element.

    Args:
        name: of the element.
        *content: what it holds, one after the other.
        **attributes: by their names, the class as `class_`; None where there is none.
    """
    given = (
        f' {key.rstrip("_")}="{_escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{''.join(given)}>{joined(content)}</{name}>")


def joined(parts: Iterable[Content], by: str = "") -> Html:
    """Return parts as HTML, with a text between each and the next."""
    return Html(html(by).join(map(html, parts)))


def name(text: str, *, language: str | None = None) -> Html:
    """Return a text of the data, which runs in its own direction whatever is around it.

    Args:
        text: the text.
        language: a BCP 47 tag.
    """
    return element("bdi", text, dir="auto", lang=language)


def soft(*content: Content) -> Html:
    """Return what weighs less than what is around it."""
    return element("span", *content, class_="gnlc-soft")


def note(*content: Content) -> Html:
    """Return a remark in a line of its own."""
    return element("p", soft(*content))


def dash(why: str = "not known") -> Html:
    """Return the sign for what is not there, which says why."""
    return element("span", "\u2013", title=why)


def link(content: Content, url: str | None, *, title: str | None = None) -> Html:
    """Return a link; without an address, or with one that is not of the web, the content alone."""
    if url is None or not url.startswith(("http://", "https://")):
        return element("span", content, title=title)
    return element("a", content, href=url, title=title, rel="noreferrer noopener")


def wide(table: Html) -> Html:
    """Return a table that may be wider than the page, rather than have its cells squeezed."""
    return element("div", table, class_="gnlc-wide")


def lines(*content: Content) -> Html:
    """Return content as a list, each item in a line."""
    return element("ul", *(element("li", item) for item in content))


def folded(summary: Content, *content: Content) -> Html:
    """Return what is shown when a reader asks for it."""
    return element("details", element("summary", summary), *content)


def facts(caption: Content, told: Iterable[tuple[str, Content]]) -> Html:
    """Return facts as a table, a row for each with its label as the head."""
    rows = (
        element("tr", element("th", label, scope="row"), element("td", fact))
        for label, fact in told
    )
    body = element("tbody", *rows)
    return element("table", element("caption", caption), body, class_="gnlc-facts")


def table(
    caption: Content,
    header: Sequence[Content],
    items: Sequence[T],
    cells: Callable[[T], Sequence[Content]],
    *,
    numbers: Container[int] = (),
) -> Html:
    """Return items as a table, a row for each, of which the first cell is the head.

    Of many items the first and the last are shown, and between them how many others there are.

    Args:
        caption: what the table is.
        header: what is in each column.
        items: the items.
        cells: the function that gives the cells of one.
        numbers: which columns, from 0, stand at the right.
    """
    if not items:
        return element("p", caption)
    left_out = len(items) - 2 * _ENDS if len(items) > _MANY else 0
    classes = ["gnlc-number" if at in numbers else None for at in range(len(header))]
    body = [_row(cells(item), classes) for item in (*items[:_ENDS], *items[_ENDS + left_out :])]
    if left_out:
        gap = element("td", soft(f"… {left_out} more …"), colspan=str(len(header)))
        body.insert(_ENDS, element("tr", gap))
    labels = (
        element("th", label, class_=of, scope="col") if label else element("td")
        for label, of in zip(header, classes, strict=True)
    )
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *labels)),
        element("tbody", *body),
    )


def _row(cells: Sequence[Content], classes: Sequence[str | None]) -> Html:
    first, *others = zip(cells, classes, strict=True)
    head = element("th", first[0], class_=first[1], scope="row")
    return element("tr", head, *(element("td", cell, class_=of) for cell, of in others))
