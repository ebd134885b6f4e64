"""Pages in a browser: the views in which they are looked at, and what they complain of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = {
    f"{width}-{theme}": (pixels, theme)
    for width, pixels in (("wide", 1280), ("narrow", 360))
    for theme in ("light", "dark")
}


@contextmanager
def page_in_view(browser: Browser, view: str) -> Iterator[Page]:
    """Give a new page in one of the views."""
    width, theme = VIEWS[view]
    with browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=theme,  # type: ignore[arg-type]  # one of those that it takes
    ) as context:
        yield context.new_page()


def complaints_of(page: Page) -> list[str]:
    """Return a list to which all that a page writes to the console is added, and its errors."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
