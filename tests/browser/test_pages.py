"""Charts and reprs in a real browser: it draws them and has nothing to complain of.

They need Chromium, of which the path may stand in the environment as `CHROMIUM`, and are run by
themselves: `python -m pytest tests/browser`. With `--screenshots FOLDER` they leave pictures.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browsing import complaints_of
from documents import hostile
from playwright.sync_api import Browser, Page

import gnlc
from gnlc import plot

THEMES = ("light", "dark")
PAGE = """<!doctype html>
<meta charset="utf-8">
<style>
  :root {{ color-scheme: {theme}; font-family: sans-serif; }}
  body {{ margin: 16px; background: {background}; color: {color}; }}
</style>
<title>{title}</title>
<main>{body}</main>
"""
COLOURS = {"light": ("#fff", "#111"), "dark": ("#111", "#eee")}

CHARTS: dict[str, tuple[Callable[..., Any], str]] = {
    "map": (plot.map, ".mark-symbol path"),
    "growth": (plot.growth, ".mark-symbol path"),
    "cohorts": (plot.cohorts, ".mark-rect path"),
    "coverage": (plot.coverage, ".mark-rect path"),
}

SHOWN: dict[str, Any] = {
    "network": gnlc.network(),
    "cities": gnlc.cities(),
    "few-cities": gnlc.cities(country="AZ"),
    "city": gnlc.city("Ganja"),
    "city-with-an-award": gnlc.cities(awarded=True)[0],
    "announcement": gnlc.announcement(2020),
    "strategy-period": gnlc.strategy_period(2020),
    "coverage": next(row for row in gnlc.coverage() if row.year == 2020),
    "match": gnlc.search("gandja")[0],
    "rows": gnlc.tables().coverage,
    "tables": gnlc.tables(),
}


@pytest.fixture(params=[(1200, "wide"), (480, "narrow")], ids=lambda param: param[1])
def width(request: pytest.FixtureRequest) -> int:
    pixels: int = request.param[0]
    return pixels


@pytest.fixture
def page(browser: Browser, width: int) -> Iterator[Page]:
    """A page that may ask nobody for anything, and has nothing to say when it is done."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    complaints = complaints_of(page)
    page.on("request", lambda asked: complaints.append(f"asks for {asked.url}"))
    yield page
    page.close()
    assert complaints == []


def show(page: Page, title: str, body: str, theme: str) -> None:
    background, color = COLOURS[theme]
    page.set_content(
        PAGE.format(title=title, body=body, theme=theme, background=background, color=color)
    )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CHARTS)
def test_chart(page: Page, name: str, theme: str, keep: Callable[[Page], None]) -> None:
    make, marks = CHARTS[name]
    chart = make()
    page.set_content(
        chart.to_html(
            inline=True,
            embed_options={"renderer": "svg", "theme": "dark" if theme == "dark" else None},
        )
    )
    page.wait_for_selector("svg " + marks, state="attached")
    title = chart.to_dict()["title"]["text"]
    assert page.locator("svg text", has_text=title).count() >= 1
    drawn = page.locator("svg " + marks).count()
    keep(page)
    if name == "map":
        located = sum(city.location is not None for city in gnlc.cities())
        # The legend has some more.
        assert drawn >= located
    else:
        assert drawn >= len(gnlc.coverage()) - 1


@pytest.mark.parametrize("name", CHARTS)
def test_no_text_of_the_data_runs(page: Page, name: str) -> None:
    make, marks = CHARTS[name]
    network = gnlc.Network.from_dict(hostile())
    chart = make(network.cities() if name == "map" else network)
    ran: list[str] = []
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    page.set_content(chart.to_html(inline=True, embed_options={"renderer": "svg"}))
    page.wait_for_selector("svg " + marks, state="attached")
    assert page.locator("img").count() == 0
    mark = page.locator("svg " + marks).last
    mark.hover(force=True)
    page.wait_for_timeout(100)
    assert page.locator("img").count() == 0
    assert ran == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SHOWN)
def test_repr(page: Page, name: str, theme: str, keep: Callable[[Page], None], width: int) -> None:
    show(page, name, SHOWN[name]._repr_html_(), theme)
    keep(page)
    visible = page.locator("main").inner_text()
    if isinstance(SHOWN[name], gnlc.City):
        assert SHOWN[name].name in visible
    links = page.locator("main a").evaluate_all("links => links.map(link => link.protocol)")
    assert set(links) <= {"http:", "https:"}
    # Words have at least the contrast that WCAG asks for, and nothing sticks out of a wide page.
    assert page.evaluate(CONTRAST) >= 4.5
    if width > 1000:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


CONTRAST = """() => {
  const channel = value => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const light = ([r, g, b]) =>
    0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  // Whatever the notation, what the browser would paint; a colour that lets through is mixed.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const painted = (color, below) => {
    canvas.fillStyle = `rgb(${below.join(",")})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = node => {
    const chain = [];
    for (let at = node; at; at = at.parentElement) chain.unshift(at);
    return chain.reduce(
      (below, at) => painted(getComputedStyle(at).backgroundColor, below), [255, 255, 255]);
  };
  const faded = node => {
    let opacity = 1;
    for (let at = node; at; at = at.parentElement) opacity *= getComputedStyle(at).opacity;
    return opacity;
  };
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  let least = 21;
  while (texts.nextNode()) {
    const node = texts.currentNode.parentElement;
    if (!texts.currentNode.textContent.trim() || !node.checkVisibility()) continue;
    const below = behind(node);
    const color = painted(getComputedStyle(node).color, below);
    const share = faded(node);
    const mixed = color.map((part, i) => share * part + (1 - share) * below[i]);
    const [a, b] = [light(mixed), light(below)];
    least = Math.min(least, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
  }
  return least;
}"""
