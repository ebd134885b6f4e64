"""The page for exploring cities: all that it says is there, and nothing of the data is markup.

What it does in a browser, `tests/browser/test_explorer.py` asserts.
"""

import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from documents import HOSTILE, hostile, small
from hypothesis import given, settings
from strategies import networks

import gnlc
from gnlc import plot
from gnlc.plot import outline, paths

EVERYBODY = gnlc.cities(include_withdrawn=True)


class Reader(HTMLParser):
    """The elements of a page with their attributes, and the text of those asked for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of the elements with a name and some attributes."""
        return [
            found
            for name, found in self.elements
            if name == tag and wanted.items() <= {**found, "class_": found.get("class", "")}.items()
        ]

    def rows(self) -> list[dict[str, str]]:
        return [found for found in self.all("li") if "data-keys" in found]


ALL = Reader(plot.explore(EVERYBODY).to_html())


class TestContent:
    def test_a_row_for_each_city(self) -> None:
        expected = Counter(
            (
                city.region.id,
                " ".join(sorted({str(a.year or "unknown") for a in city.admissions})),
                frozenset(map(gnlc.fold, city.names)) - {""},
            )
            for city in EVERYBODY
        )
        assert expected == Counter(
            (row["data-region"], row["data-years"], frozenset(row["data-keys"].split("|")))
            for row in ALL.rows()
        )

    def test_a_mark_for_each_city_with_a_place(self) -> None:
        located = [city for city in EVERYBODY if city.location is not None]
        marks = ALL.all("g", class_="mark")
        assert len(marks) == len(located)
        assert {mark["data-n"] for mark in marks} <= {row["data-n"] for row in ALL.rows()}
        for mark in marks:
            x, y = map(int, re.findall(r"-?\d+", mark["transform"]))
            assert 0 <= x <= paths.WIDTH
            assert 0 <= y <= paths.HEIGHT

    def test_main_names_come_first(self) -> None:
        page = Reader(plot.explore(gnlc.cities(country="AZ", year=2020)).to_html())
        assert [row["data-keys"].split("|")[0] for row in page.rows()] == [
            "baku",
            "gabala",
            "ganja",
        ]

    def test_every_choice_has_its_count(self) -> None:
        page = plot.explore(EVERYBODY).to_html()
        for region in gnlc.regions():
            count = len(gnlc.cities(region=region, include_withdrawn=True))
            assert f'<option value="{region.id}">{region.name} ({count})</option>' in page
        for year in {a.year for city in EVERYBODY for a in city.admissions if a.year}:
            count = len(gnlc.cities(year=year, include_withdrawn=True))
            assert f'<option value="{year}">{year} ({count})</option>' in page

    def test_every_source_is_there(self) -> None:
        links = {link["href"] for link in ALL.all("a")}
        assert links == {s.url for city in EVERYBODY for s in city.sources if s.url}

    def test_withdrawn_and_unknown(self) -> None:
        page = plot.explore(gnlc.cities(country="MA", include_withdrawn=True)).to_html()
        assert re.search(", withdrawn on 2020-[0-9-]+</p>", page)
        assert "announced and withdrawn" in page
        assert "year not known" in plot.explore().to_html()

    def test_names_the_state_of_the_data_and_whom_to_credit(self) -> None:
        assert f"As of {EVERYBODY.as_of}, data version {gnlc.DATA_VERSION}." in ALL.text
        assert "GeoNames (geonames.org), CC BY 4.0" in ALL.text
        assert "no opinion on its status" in ALL.text
        lost = sum(city.location is None for city in EVERYBODY)
        assert f"Not on the map: {lost} cities without a known place." in ALL.text
        own = plot.explore(gnlc.Network.from_dict(small())).to_html()
        assert "Not on the map: 1 city without a known place." in own
        assert "Data: gnlc" not in own

    def test_language(self) -> None:
        cities = gnlc.cities(country="AZ", year=2020)
        page = Reader(plot.explore(cities, language="fr").to_html())
        names = {city.name_in("fr", city.name) for city in cities}
        assert {row["data-keys"].split("|")[0] for row in page.rows()} == set(map(gnlc.fold, names))
        assert "Azerbaïdjan" in page.text
        assert all("azerbaidjan" in row["data-where"].split() for row in page.rows())

    def test_ids_are_unique_and_labels_lead_somewhere(self) -> None:
        ids = Counter(found["id"] for _, found in ALL.elements if "id" in found)
        assert set(ids.values()) == {1}
        assert {"region", "year", "typed", "count", "list", "map"} <= set(ids)


class TestSafety:
    def test_its_own_script_alone_may_run(self) -> None:
        page = plot.explore().to_html()
        assert "{{" not in page
        [policy] = re.findall(r"script-src '(sha256-[^']+)'", page)
        script = page.rpartition("<script>")[2].partition("</script>")[0]
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert policy == f"sha256-{digest}"
        assert "default-src 'none'" in page

    def test_nothing_is_loaded(self) -> None:
        loading = {"src", "srcset", "data", "poster", "background", "action"}
        assert [found for _, found in ALL.elements if loading & found.keys()] == []
        assert ALL.all("link") == []
        assert not re.search(r"url\((?!#)|@import", plot.explore().to_html())

    def test_no_text_of_the_data_is_markup(self) -> None:
        network = gnlc.Network.from_dict(hostile())
        page = Reader(plot.explore(network).to_html())
        assert HOSTILE in page.text
        tags = Counter(tag for tag, _ in page.elements)
        assert tags["script"] == 2
        assert tags["img"] == 0

    @settings(max_examples=5)
    @given(networks(min_cities=1))
    def test_of_any_network(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        page = Reader(plot.explore(cities).to_html())
        assert len(page.rows()) == len(cities)
        assert Counter(tag for tag, _ in page.elements)["script"] == 2

    def test_letters_are_spelled_as_they_are_folded(self) -> None:
        page = plot.explore(EVERYBODY).to_html()
        letters = json.loads(page.partition('id="letters">')[2].partition("<")[0])
        assert letters["ə"] == gnlc.fold("ə")
        assert letters["ж"] == "zh"
        assert "é" not in letters or letters["é"] == "e"
        assert all(letters[letter].strip() == gnlc.fold(letter) for letter in letters)


class TestPage:
    def test_takes_cities_or_a_network(self) -> None:
        for given_ in (None, gnlc.network(), gnlc.cities()):
            assert plot.explore(given_) == plot.explore()

    @pytest.mark.parametrize("value", ["Ganja", [gnlc.city("Ganja")], 1])
    def test_refuses_other_things(self, value: object) -> None:
        with pytest.raises(TypeError, match=r"cities must be Cities, .* or a Network, got "):
            plot.explore(value)  # type: ignore[arg-type]  # that is the point

    def test_refuses_other_languages(self) -> None:
        with pytest.raises(ValueError, match="language must be a BCP 47 tag such as 'fr', got 'f'"):
            plot.explore(language="f")
        with pytest.raises(TypeError, match="language must be a str, got 1"):
            plot.explore(language=1)  # type: ignore[arg-type]  # that is the point

    def test_save(self, tmp_path: Path) -> None:
        page = plot.explore(gnlc.cities(country="AZ"))
        path = tmp_path / "cities.HTML"
        page.save(path)
        page.save(str(path))
        assert path.read_text("utf-8") == page.to_html()
        assert list(tmp_path.iterdir()) == [path]
        with pytest.raises(ValueError, match=r"path must end in .html, got 'cities.png'"):
            page.save("cities.png")
        with pytest.raises(TypeError, match="path must be a str or a path, got 1"):
            page.save(1)  # type: ignore[arg-type]  # that is the point
        with pytest.raises(FileNotFoundError) as caught:
            page.save(tmp_path / "nowhere" / "cities.html")
        assert caught.value.filename == str(tmp_path / "nowhere" / "cities.html")

    def test_in_a_notebook(self) -> None:
        page = plot.explore(gnlc.cities(country="AZ"))
        [(tag, frame)] = Reader(page._repr_html_()).elements
        assert tag == "iframe"
        assert frame["srcdoc"] == page.to_html()
        assert frame["title"] == page.title
        assert "allow-same-origin" not in frame["sandbox"]

    def test_repr(self) -> None:
        assert (
            repr(plot.explore(gnlc.cities(country="AZ", year=2020))) == "Page('3 learning cities')"
        )

    def test_of_no_city(self) -> None:
        page = plot.explore(gnlc.cities(year=2020)[:0])
        assert page.title == "0 learning cities"
        assert Reader(page.to_html()).rows() == []


class TestPaths:
    """The world in the Equal Earth projection, as published by its authors."""

    def test_projection(self) -> None:
        _, equator = paths.locate(0, 11)
        _, pole = paths.locate(90, 11)
        # Half the width of the world is 2.70663 radii, from the equator to a pole are 1.31736.
        assert (equator - pole) / paths.WIDTH == pytest.approx(
            1.317362759 / (2 * 2.706629983), abs=1e-3
        )
        assert paths.locate(0, 11) == (paths.WIDTH // 2, equator)
        assert paths.locate(0, -168.999)[0] == 0
        assert paths.locate(0, 190.999)[0] == paths.WIDTH

    def test_what_crosses_the_cut_is_on_both_edges(self) -> None:
        arc = [(-9000 // 2, 100), (-4400, 100), (-4100, 120)]
        lines = list(paths._lines(arc, 0.04))
        assert len(lines) == 2
        (first, *_), (second, *_) = lines
        assert abs(first[0] - second[0]) == pytest.approx(paths.WIDTH, abs=100)
        inner = list(paths._lines([(0, 0), (100, 100)], 0.04))
        assert len(inner) == 1

    def test_paths_are_those_of_the_outline(self) -> None:
        world = outline.outline()
        rings = sum(len(polygon) for polygon in world.land)
        assert rings <= paths.land(world).count("M") <= rings + 10
        assert paths.borders(world).count("M") == len(world.borders)
        assert re.fullmatch(r"(M-?\d+[ -]\d+l[\d -]+z)+", paths.land(world))
        assert re.fullmatch(r"M-?\d+ \d+l[\d -]+z", paths.globe())

    def test_a_path_of_a_point(self) -> None:
        assert paths._path([(1, 2), (1, 2)]) == "M1 2"
        assert paths._path([(1, -2), (4, 2), (3, 1)]) == "M1-2l3 4-1-1"
