"""A Chromium for the tests, and pictures of what they saw in it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "there is no Chromium"
    with sync_playwright() as playwright:
        # Without a sandbox of its own, which needs rights that containers do not give.
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def keep(request: pytest.FixtureRequest) -> Callable[[Page], None]:
    """Leave a picture of a page, if pictures are asked for."""

    def keep(page: Page) -> None:
        if folder := request.config.getoption("--screenshots"):
            name = request.node.name.replace("[", "-").replace("]", "").replace("/", "-")
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep
