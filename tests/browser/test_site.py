"""The site: built without a warning, every link leads somewhere, and it is read in a browser.

It is built and served here; looked at wide and narrow, light and dark; judged by axe.
"""

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import VIEWS, complaints_of, page_in_view
from playwright.sync_api import Browser, Page

import gnlc

ROOT = Path(__file__).parents[2]

PAGES = [
    "index",
    "explore",
    "tutorial",
    "gallery/who-joined-when",
    "gallery/joining-other-data",
    "register",
    "register/ma",
    "explanation/data-model",
    "explanation/missing",
    "explanation/conflicts",
    "how-to/tools",
    "reference/asking",
    "reference/dictionary",
    "reference/command-line",
    "search",
]
# Every width and every theme; the width of a page does not depend on its colours.
in_two_views = pytest.mark.parametrize("page", ["wide-light", "narrow-dark"], indirect=True)
in_one_view = pytest.mark.parametrize("page", ["narrow-light"], indirect=True)

FITS = "document.documentElement.scrollWidth <= window.innerWidth"

# Of rows and sections that are made alike axe judges the first: it takes its time for each.
FEWER = """
  for (const more of document.querySelectorAll(
    "article section section:nth-of-type(n+7), tbody tr:nth-child(n+7)"
  )) more.remove();
"""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as the page on testing says, but elsewhere."""
    folder = tmp_path_factory.mktemp("site")
    build = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", "docs", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stderr
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what is asked for."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=VIEWS, ids=str)
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that may ask nobody but the site, and has nothing to say when it is done."""
    with page_in_view(browser, request.param) as page:
        complaints = complaints_of(page)
        asks: list[str] = []
        page.on("request", lambda asked: asks.append(asked.url))
        yield page
        assert complaints == []
        assert [url for url in asks if not url.startswith((address, "data:"))] == []


@in_two_views
@pytest.mark.parametrize("name", PAGES)
def test_page(page: Page, address: str, name: str, keep: Callable[[Page], None]) -> None:
    """It is as wide as the screen, and whoever hears it or uses the keyboard can read it."""
    page.goto(f"{address}{name}.html", wait_until="load")
    keep(page)
    assert page.evaluate(FITS)
    page.evaluate(FEWER)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@in_one_view
def test_no_page_is_wider_than_a_phone(page: Page, address: str, site: Path) -> None:
    """Be it one of those that are looked at closely or not."""
    wider: list[str] = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        page.goto(f"{address}{name}", wait_until="load")
        if not page.evaluate(FITS):
            wider.append(name)
    assert wider == []


@pytest.mark.parametrize("name", ["index", "explore"])
def test_page_to_explore(page: Page, address: str, name: str) -> None:
    """It is in the page as high as what it shows, and works there."""
    page.goto(f"{address}{name}.html", wait_until="load")
    frame = page.frame_locator("iframe.explorer")
    frame.get_by_label("City or country").fill("ganja")
    assert frame.locator("#list > li:not([hidden])").count() >= 1
    frame.locator("summary bdi", has_text="Ganja").first.click()
    frame.locator("details[open] a").first.wait_for(state="visible")
    fits = "() => document.querySelector('iframe.explorer').contentDocument.documentElement"
    page.wait_for_function(f"({fits})().scrollHeight <= ({fits})().clientHeight + 1")


@in_one_view
def test_search_finds_a_city(page: Page, address: str) -> None:
    page.goto(f"{address}search.html?q=Ganja")
    link = page.locator("#search-results a", has_text="Ganja").first
    link.click()
    page.wait_for_url("**/register/az.html**")
    assert page.locator("h2", has_text="Ganja").count() == 1


@in_one_view
def test_search_finds_a_city_by_another_name(page: Page, address: str) -> None:
    page.goto(f"{address}search.html?q=Гянджа")
    page.locator("#search-results a", has_text="Azerbaijan").first.wait_for()


class _Places(HTMLParser):
    """Where a page leads to, and which places it has."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (name := given.get("id")) is not None:
            self.ids.add(name)
        targets = [target for name in ("href", "src") if (target := given.get(name)) is not None]
        self.targets += targets
        if tag != "a":
            self.loaded += [target for target in targets if not target.startswith("data:")]


@pytest.fixture(scope="session")
def places(site: Path) -> dict[str, _Places]:
    found: dict[str, _Places] = {}
    for path in site.rglob("*.html"):
        places = found[path.relative_to(site).as_posix()] = _Places()
        places.feed(path.read_text("utf-8"))
    return found


class TestLinks:
    def test_every_one_leads_somewhere(self, site: Path, places: dict[str, _Places]) -> None:
        lost: list[str] = []
        for name, page in places.items():
            for target in page.targets:
                if urlsplit(target).scheme or target.startswith("//"):
                    continue
                path, fragment = urldefrag(urljoin(name, target))
                path = unquote(urlsplit(path).path)
                there = (site / path).is_file()
                if there and fragment and path.endswith(".html"):
                    there = unquote(fragment) in places[path].ids
                if not there:
                    lost.append(f"{name}: {target}")
        assert lost == []

    def test_nothing_is_loaded_from_elsewhere(self, places: dict[str, _Places]) -> None:
        """By no page, be it opened here or not."""
        loaded = {(name, target) for name, page in places.items() for target in page.loaded}
        assert [(name, target) for name, target in loaded if "//" in target.partition("?")[0]] == []

    def test_every_city_has_its_place(self, places: dict[str, _Places]) -> None:
        for city in gnlc.cities(include_withdrawn=True):
            assert city.id in places[f"register/{city.country.alpha_2.lower()}.html"].ids
