"""The pictures of the documentation show the records and the data that there are.

That they are what the tool draws, `test_tool_finds_nothing_stale` in test_data.py asserts.
"""

import re
from pathlib import Path
from xml.etree import ElementTree

import dictionary
import pages
import pytest

import gnlc
from gnlc import plot
from gnlc.models.base import Record

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"
AGAIN = "run `python tools/derive.py`"


def picture(name: str) -> ElementTree.Element:
    return ElementTree.parse(PICTURES / name).getroot()  # noqa: S314 - our own


def words(drawn: ElementTree.Element) -> set[str]:
    """The texts of a picture."""
    return {text for element in drawn.iter(f"{SVG}text") for text in element.itertext()}


class TestMap:
    """The map of the README is that of the bundled data."""

    drawn = picture("map.svg")

    def test_is_of_this_state_of_the_data(self) -> None:
        title = plot.map().to_dict()["title"]
        assert {title["text"], *title["subtitle"]} <= words(self.drawn), AGAIN

    def test_has_every_city_with_a_place(self) -> None:
        points = [
            mark
            for group in self.drawn.iter(f"{SVG}g")
            if re.search("mark-symbol role-mark", group.get("class", ""))
            for mark in group
        ]
        placed = [city for city in gnlc.cities() if city.location is not None]
        assert len(points) == len(placed), AGAIN

    def test_is_readable_on_any_ground(self) -> None:
        ground = self.drawn.find(f"{SVG}rect")
        assert ground is not None
        assert ground.get("fill") == "white"
        assert [ground.get(side) for side in ("width", "height")] == [
            self.drawn.get(side) for side in ("width", "height")
        ]

    def test_is_small(self) -> None:
        assert (PICTURES / "map.svg").stat().st_size < 150_000


class TestTree:
    """The tree of the records is made from their classes."""

    def test_has_every_public_record_once(self) -> None:
        public = [
            name
            for name in gnlc.__all__
            if isinstance(value := getattr(gnlc, name), type)
            and issubclass(value, Record)
            and name not in ("Change", "Changes")  # no part of the data
        ]
        assert len(public) > 30
        shown = re.findall(
            r"(?m)^ *- `(\w+)`(?: \(several\))?: ", pages.part("tree", gnlc.network(), {})
        )
        assert sorted(shown) == sorted(public)

    @pytest.mark.parametrize(
        ("holder", "parts", "references"),
        [
            ("City", ["Admission", "Location"], ["Country", "Subdivision"]),
            ("Admission", [], ["Source"]),
            ("Conflict", ["Claim"], ["City", "Announcement"]),
        ],
    )
    def test_parts_and_references(
        self, holder: str, parts: list[str], references: list[str]
    ) -> None:
        cls = getattr(gnlc, holder)
        assert [part.__name__ for part in dictionary.parts(cls)] == parts
        assert [of.__name__ for of in dictionary.references(cls)] == references
