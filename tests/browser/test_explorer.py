"""The page for exploring cities, as people use it: by pointer, by keyboard, by what they hear."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import VIEWS, complaints_of, page_in_view
from documents import HOSTILE, hostile
from playwright.sync_api import Browser, Page

import gnlc
from gnlc import plot

EVERYBODY = gnlc.cities(include_withdrawn=True)
PAGE = plot.explore(EVERYBODY).to_html()

ROWS = "#list > li:not([hidden])"
MARKS = "#marks > g:not([hidden])"
WORDS = """() => document.getElementById("count").value"""


@pytest.fixture(params=["wide-light"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that asks nobody for anything, and has nothing to complain of when it is done."""
    with page_in_view(browser, request.param) as page:
        complaints = complaints_of(page)
        page.on("request", lambda asked: complaints.append(f"asks for {asked.url}"))
        page.on("dialog", lambda dialog: complaints.append(f"says {dialog.message}"))
        page.set_content(PAGE)
        yield page
        assert complaints == []


in_every_view = pytest.mark.parametrize("page", VIEWS, indirect=True)


def shown(page: Page, cities: gnlc.Cities) -> None:
    """The page shows these cities: in its list, on its map, and in its words."""
    located = sum(city.location is not None for city in cities)
    assert page.locator(ROWS).count() == len(cities)
    assert page.locator(MARKS).count() == located
    words: str = page.evaluate(WORDS)
    assert words.startswith(f"{len(cities)} ")
    assert ("without a known place" in words) == (located < len(cities))
    names = page.locator(f"{ROWS} bdi:first-child").all_text_contents()
    assert {city.name for city in cities} <= set(names)


class TestFilters:
    def test_all_at_first(self, page: Page) -> None:
        shown(page, EVERYBODY)

    @pytest.mark.parametrize("region", gnlc.regions(), ids=lambda region: region.id)
    def test_region(self, page: Page, region: gnlc.Region) -> None:
        page.get_by_label("Region").select_option(region.id)
        shown(page, EVERYBODY.filter(region=region))
        # The map shows their part of the world: each mark is in it.
        boxes = page.locator(f"{MARKS} path").evaluate_all(
            "marks => marks.map(mark => mark.getBoundingClientRect()).map(({x, y}) => [x, y])"
        )
        box = page.locator("#map").bounding_box()
        assert box is not None
        assert all(box["x"] <= x + 6 <= box["x"] + box["width"] for x, _ in boxes)
        assert all(box["y"] <= y + 6 <= box["y"] + box["height"] for _, y in boxes)

    def test_year(self, page: Page) -> None:
        for year in (2015, 2020):
            page.get_by_label("Year of admission").first.select_option(str(year))
            shown(page, EVERYBODY.filter(year=year))

    def test_all_of_them_together(self, page: Page) -> None:
        page.get_by_label("Region").select_option("europe-and-north-america")
        page.get_by_label("Year of admission").first.select_option("2020")
        page.get_by_label("City or country").fill("azer")
        shown(page, EVERYBODY.filter(country="AZ", year=2020))
        page.get_by_role("button", name="Show all").click()
        page.wait_for_function(f"document.querySelectorAll({ROWS!r}).length > 9")
        shown(page, EVERYBODY)

    @pytest.mark.parametrize("text", ["Ganja", "gəncə", "ГЯНДЖА", "  GANJA ", "Gan ja"])
    def test_name(self, page: Page, text: str) -> None:
        page.get_by_label("City or country").fill(text)
        assert page.locator(f"{ROWS} bdi:first-child").first.text_content() == "Ganja"

    def test_main_names_come_first(self, page: Page) -> None:
        page.get_by_label("City or country").fill("ba")
        names = page.locator(f"{ROWS} summary bdi").all_text_contents()
        folded = [gnlc.fold(name).startswith("ba") for name in names]
        assert folded == sorted(folded, reverse=True)
        assert any(folded)
        assert not all(folded)

    @pytest.mark.parametrize("text", ["qqqq", "?!", "🎉"])
    def test_nothing(self, page: Page, text: str) -> None:
        page.get_by_label("City or country").fill(text)
        shown(page, EVERYBODY[:0])

    def test_folds_as_the_library_does(self, page: Page) -> None:
        """Every name on record, in all scripts, and as people type it."""
        names = sorted({name for city in EVERYBODY for name in (*city.names, *city.country.names)})
        names += [name.upper() for name in names]
        folded: list[str] = page.evaluate("names => names.map(fold)", names)
        wrong = [
            (name, spelled, gnlc.fold(name))
            for name, spelled in zip(names, folded, strict=True)
            if spelled != gnlc.fold(name)
        ]
        assert wrong == []


class TestPeople:
    @in_every_view
    def test_whoever_hears_or_types(self, page: Page, keep: Callable[[Page], None]) -> None:
        keep(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        self.judge(page)
        page.get_by_label("City or country").fill("baku")
        page.locator(f"{ROWS} summary").first.click()
        keep(page)
        self.judge(page)

    def judge(self, page: Page) -> None:
        # Rows that are made alike: axe judges the first, since it takes its time for each.
        page.evaluate("() => { for (const row of rows.slice(9)) row.classList.add('more'); }")
        found = Axe().run(page, {"exclude": [[".more"]]})
        assert found.violations_count == 0, found.generate_report()

    def test_keyboard_reaches_all(self, page: Page) -> None:
        page.get_by_label("City or country").fill("azerbaijan")
        page.get_by_label("Region").focus()
        reached: list[Any] = []
        for _ in range(12):
            reached.append(
                page.evaluate("document.activeElement.id || document.activeElement.textContent")
            )
            page.keyboard.press("Tab")
        assert reached[:3] == ["region", "year", "typed"]
        assert "Show all" in reached
        assert {"closer", "farther"} <= set(reached)
        rows = page.locator(f"{ROWS} summary").all_text_contents()
        assert len(rows) > 1
        assert set(rows) <= set(reached)

    def test_facts_open_by_the_keyboard_and_mark_the_map(self, page: Page) -> None:
        page.get_by_label("City or country").fill("ganja")
        page.locator(f"{ROWS} summary").first.focus()
        page.keyboard.press("Enter")
        link = page.locator(f"{ROWS} a").first
        link.wait_for(state="visible")
        assert link.get_attribute("href") == gnlc.city("Ganja").sources[0].url
        page.locator("#marks .chosen").wait_for()
        assert page.locator("#marks .chosen text").text_content() == "Ganja"
        assert page.locator("#marks .chosen text").is_visible()

    def test_marks_lead_to_the_facts(self, page: Page) -> None:
        page.get_by_label("City or country").fill("ganja")
        page.locator(f"{MARKS} path").first.click()
        page.locator(f"{ROWS} .facts").first.wait_for(state="visible")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"

    def test_closer_and_farther(self, page: Page) -> None:
        def width() -> float:
            return float(page.locator("#map").get_attribute("viewBox").split()[2])  # type: ignore[union-attr]  # it has one

        whole = width()
        page.get_by_role("button", name="Closer").click()
        assert width() < whole
        box = page.locator("#map").bounding_box()
        assert box is not None
        before = page.locator("#map").get_attribute("viewBox")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 60, y + 20, steps=3)
        page.mouse.up()
        assert page.locator("#map").get_attribute("viewBox") != before
        page.get_by_role("button", name="Farther").click()
        assert width() == pytest.approx(whole)

    @pytest.mark.parametrize("page", ["narrow-light"], indirect=True)
    def test_names_do_not_cover_each_other(self, page: Page) -> None:
        for region in gnlc.regions():
            page.get_by_label("Region").select_option(region.id)
            boxes = page.locator("#marks .named text").evaluate_all(
                "texts => texts.map(text => text.getBoundingClientRect())"
                ".map(({left, top, right, bottom}) => [left, top + 3, right, bottom - 3])"
            )
            assert boxes
            for number, one in enumerate(boxes):
                for other in boxes[:number]:
                    apart = one[2] <= other[0] + 1 or other[2] <= one[0] + 1
                    assert apart or one[3] <= other[1] or other[3] <= one[1]


class TestHostile:
    @pytest.mark.parametrize("framed", [False, True])
    def test_no_text_of_the_data_runs(self, page: Page, framed: bool) -> None:
        made = plot.explore(gnlc.Network.from_dict(hostile()))
        page.goto("about:blank")  # the script of the other page is gone
        page.set_content(made._repr_html_() if framed else made.to_html())
        frame = page.frames[-1] if framed else page.main_frame
        frame.locator("summary").click()
        assert frame.locator("summary bdi").text_content() == HOSTILE
        assert frame.locator("#marks text").text_content() == HOSTILE
        assert frame.locator("img").count() == 0
        frame.get_by_label("City or country").fill("script")
        assert frame.locator(ROWS).count() == 1

    def test_a_script_that_got_in_would_not_run(self, page: Page) -> None:
        """The page allows its own script alone; the browser says so, and runs nothing."""
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        # On a page of its own, since this one is to complain of nothing.
        other = page.context.new_page()
        other.on("console", lambda message: refused.append(message.text))
        other.set_content(PAGE.replace("<main>", "<main><script>document.title = 'ran'</script>"))
        assert other.title() != "ran"
        assert any("Content Security Policy" in text for text in refused)
