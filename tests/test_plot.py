"""Charts: what they are drawn from, what stands above them, and that they can be drawn."""

import inspect
import json
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any, get_args
from xml.etree import ElementTree

import altair
import pytest
import vl_convert
from absent import load_without
from attrs import evolve
from documents import HOSTILE, hostile, small
from hypothesis import given, settings
from strategies import networks

import gnlc
from gnlc import bundled, plot
from gnlc.models.base import PartialDate
from gnlc.models.history import NetworkSize, Qualifier
from gnlc.plot import counts, frame, sizes

Chart = Callable[..., altair.LayerChart]
Rows = list[dict[str, Any]]

EVERYBODY = gnlc.cities(include_withdrawn=True)
NETWORK = gnlc.network()
OF_NETWORKS: list[Chart] = [plot.growth, plot.cohorts, plot.coverage]
NO_CITIES = gnlc.Network.from_dict(
    {"format_version": 1, "data_version": "1999.01.31", "as_of": "2026-04-15"}
)
ONE_CITY = gnlc.Network.from_dict(small())

few = settings(max_examples=3)


def every(network: gnlc.Network) -> list[altair.LayerChart]:
    """Every chart of a network."""
    drawn = [chart(network) for chart in OF_NETWORKS]
    return [plot.map(network.cities(include_withdrawn=True)), *drawn]


def layers(chart: altair.LayerChart) -> list[Rows]:
    """The rows of each layer of a chart that is sound by the schema of Vega-Lite."""
    spec = chart.to_dict()
    return [
        spec["datasets"][layer.get("data", spec.get("data"))["name"]] for layer in spec["layer"]
    ]


def svg(chart: altair.LayerChart | altair.VConcatChart) -> str:
    """A chart as SVG, drawn without the network, on dark ground, where more can go wrong."""
    with altair.theme.enable("dark"):
        spec = chart.to_dict()
    drawn = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    assert not re.search("NaN|Infinity|undefined", drawn)
    return drawn


def marks(drawn: str) -> Counter[str]:
    """How many marks of each kind a picture has in its plot, axes and legends aside."""
    found: Counter[str] = Counter()
    for group in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}g"):  # noqa: S314 - our own
        kind, _, role = group.get("class", "").partition(" role-mark ")
        if re.search("layer_[0-9]", role):
            found[kind] += len(list(group))
    return found


class _Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as it is called
        self.names.append(tag)

    def handle_comment(self, data: str) -> None:
        self.names.append(f"<!--{data}-->")


def elements(page: str) -> list[str]:
    """The elements and comments of a page, in order."""
    return _Elements(page).names


def subtitle(chart: altair.LayerChart) -> list[str]:
    lines: list[str] = chart.to_dict()["title"]["subtitle"]
    return lines


@cache
def usual(chart: Chart) -> str:
    """A chart of the bundled data as SVG."""
    return svg(chart())


class TestEvery:
    """What holds for every chart."""

    @pytest.mark.parametrize("chart", [plot.map, *OF_NETWORKS])
    def test_shows_the_bundled_data_if_none_is_given(self, chart: Chart) -> None:
        given = gnlc.cities() if chart is plot.map else NETWORK
        assert chart().to_dict() == chart(None).to_dict() == chart(given).to_dict()
        state = f"As of {NETWORK.as_of}, data version {gnlc.DATA_VERSION}."
        assert subtitle(chart())[0] == state

    @pytest.mark.parametrize("chart", [plot.map, *OF_NETWORKS])
    def test_becomes_a_picture(self, chart: Chart) -> None:
        file = BytesIO()
        chart().save(file, format="png")
        assert file.getvalue().startswith(b"\x89PNG")
        assert chart().title.text in usual(chart)

    def test_are_ordinary_charts(self) -> None:
        changed = [chart.properties(width=300) for chart in every(NETWORK)]
        assert {type(chart.interactive()) for chart in changed} == {altair.LayerChart}
        drawn = svg(altair.vconcat(*changed))
        assert all(f">{chart.title.text}</text>" in drawn for chart in changed)

    @pytest.mark.parametrize("chart", [plot.map, *OF_NETWORKS])
    def test_refuses_other_things(self, chart: Chart) -> None:
        wanted = "cities must be Cities" if chart is plot.map else "network must be a Network"
        with pytest.raises(TypeError, match=f"{wanted}.*, got 'Ganja'"):
            chart("Ganja")

    @pytest.mark.parametrize("chart", [plot.map, *OF_NETWORKS])
    def test_axes_have_titles(self, chart: Chart) -> None:
        titled = {
            position: [
                layer["encoding"][position].get("title")
                for layer in chart().to_dict()["layer"]
                if position in layer["encoding"]
            ]
            for position in ("x", "y")
            if chart is not plot.map
        }
        expected = {
            plot.map: {},
            plot.growth: {"x": "year", "y": "cities"},
            plot.cohorts: {"x": "year of admission", "y": None},
            plot.coverage: {"x": "new cities", "y": "year"},
        }[chart]
        assert {position: titles[0] for position, titles in titled.items()} == expected

    def test_no_text_of_the_data_runs_in_a_page(self) -> None:
        """A script that ends early would be followed by one of the data's own."""
        network = gnlc.Network.from_dict(hostile())
        pairs = zip(every(network), every(ONE_CITY), strict=True)
        for chart, harmless in pairs:
            page, expected = elements(chart.to_html()), elements(harmless.to_html())
            assert page == expected
        joined = altair.vconcat(*every(network))
        assert elements(joined.to_html()) == elements(altair.vconcat(*every(ONE_CITY)).to_html())
        assert network.cities()[0].name == HOSTILE
        seen = layers(plot.map(network.cities()))[1][0]["name"]
        assert seen.replace("\u2060", "") == HOSTILE

    def test_names_in_a_language(self) -> None:
        cities = gnlc.cities(country="AZ", year=2020)
        [_, points] = layers(plot.map(cities, language="fr"))
        assert [(row["name"], row["country"]) for row in points] == [
            (city.name_in("fr", city.name), "Azerbaïdjan") for city in cities
        ]
        with pytest.raises(ValueError, match="language must be a BCP 47 tag such as 'fr', got 'f'"):
            plot.map(cities, language="f")

    @pytest.mark.parametrize("network", [NO_CITIES, ONE_CITY])
    def test_of_little(self, network: gnlc.Network) -> None:
        for chart in every(network):
            assert f"As of {network.as_of}" in svg(chart)

    @few
    @given(networks(min_cities=1))
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for chart in OF_NETWORKS:
            assert f"As of {network.as_of}" in svg(chart(network))

    def test_own_data_is_not_called_ours(self) -> None:
        for chart, own in zip(every(NETWORK), every(NO_CITIES), strict=True):
            assert any(line.startswith("Data: gnlc, CC BY 4.0") for line in subtitle(chart))
            assert not any("gnlc" in line for line in subtitle(own))

    def test_html_needs_no_network(self) -> None:
        file = StringIO()
        plot.coverage().save(file, format="html", inline=True)
        assert 'src="http' not in file.getvalue()
        assert "New cities" in file.getvalue()

    def test_signatures_are_plain(self) -> None:
        for name in plot.__all__:
            parameters = inspect.signature(getattr(plot, name)).parameters.values()
            assert {parameter.default for parameter in parameters} == {None}
            expected = ["cities", "language"] if name == "map" else ["network"]
            assert [parameter.name for parameter in parameters] == expected


class TestMap:
    """A point for each city that has a place."""

    def test_a_point_for_each_city(self) -> None:
        _, dated, others = layers(plot.map(EVERYBODY))
        located = [city for city in EVERYBODY if city.location is not None]
        assert sorted(
            (row["name"], row["country"], row["year"], row["latitude"], row["longitude"])
            for row in dated + others
        ) == sorted(
            (c.name, c.country.common_name, c.year, c.location.latitude, c.location.longitude)
            for c in located
            if c.location is not None
        ), "of cities without a year there is none of the same name"
        assert {row["year"] for row in dated} == {c.year for c in EVERYBODY} - {None}
        drawn = marks(svg(plot.map(EVERYBODY)))
        assert drawn["mark-symbol"] == len(located)

    def test_every_point_is_told_of(self) -> None:
        for layer in plot.map().to_dict()["layer"][1:]:
            announcement = [tooltip["field"] for tooltip in layer["encoding"]["tooltip"]]
            assert announcement == ["name", "country", "admitted"]

    def test_shapes_of_those_without_a_year(self) -> None:
        _, _, others = layers(plot.map(EVERYBODY))
        withdrawn = [city for city in EVERYBODY if city.withdrawn]
        unknown = [c for c in EVERYBODY if c.year is None and c.location and not c.withdrawn]
        assert Counter(row["status"] for row in others) == {
            "announced and withdrawn": len(withdrawn),
            "year not known": len(unknown),
        }
        row = next(row for row in others if row["name"] == gnlc.city("Laâyoune").name)
        assert (row["status"], row["admitted"]) == ("announced and withdrawn", "2020")

    def test_of_unknown_place(self) -> None:
        lost = gnlc.cities(where=lambda city: city.location is None)
        assert len(lost) > 1
        chart = plot.map(lost)
        assert chart.title.text == "0 learning cities, by year of admission"
        assert f"Not shown: {len(lost)} cities without a known place." in subtitle(chart)
        assert "Not shown: 1 city without a known place." in subtitle(plot.map(lost[:1]))
        assert not marks(svg(chart))["mark-symbol"]

    def test_of_one_city(self) -> None:
        chart = plot.map(gnlc.cities(where=lambda city: city.id == "az-ganja"))
        assert chart.title.text == "1 learning city, by year of admission"
        assert not any("Not shown" in line for line in subtitle(chart))
        drawn = svg(chart)
        assert marks(drawn) == {"mark-shape": 1, "mark-symbol": 1}
        assert "Ganja" in json.dumps(chart.to_dict())

    def test_names_geonames_and_natural_earth(self) -> None:
        for chart in (plot.map(), plot.map(NO_CITIES.cities())):
            [line] = [line for line in subtitle(chart) if "GeoNames" in line]
            assert "CC BY 4.0" in line
            assert "Natural Earth" in line

    def test_years_differ_in_lightness(self) -> None:
        scale = plot.map().to_dict()["layer"][1]["encoding"]["color"]["scale"]
        assert scale["scheme"]["name"] == "plasma"

    @few
    @given(networks(min_cities=2))
    def test_of_any_cities(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        chart = plot.map(cities)
        located = [city for city in cities if city.location is not None]
        assert sum(map(len, layers(chart)[1:])) == len(located)
        assert subtitle(chart)[0] == f"As of {network.as_of}, data version {network.data_version}."


class TestLand:
    """The outline is one that Vega draws: rings that close, clockwise around the land."""

    LAND: Any = bundled.read("land")

    def rings(self) -> list[list[tuple[float, float]]]:
        rings: list[list[tuple[float, float]]] = []
        for arc in self.LAND["arcs"]:
            x = y = 0
            ring: list[tuple[float, float]] = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                ring.append((x / 10, y / 10))
            rings.append(ring)
        return rings

    def test_rings_close(self) -> None:
        assert self.LAND["transform"] == {"scale": [0.1, 0.1], "translate": [0, 0]}
        for ring in self.rings():
            assert ring[0] == ring[-1]
            assert len(set(ring)) > 2
            assert all(-180 <= east <= 180 and -60 < north < 90 for east, north in ring)

    def test_land_is_inside(self) -> None:
        [*outer], inner = self.outer(), self.inner()
        assert len(inner) == 1, "the Caspian Sea"
        assert all(_area(ring) < 0 for ring in outer)
        assert all(_area(ring) > 0 for ring in inner)

    def outer(self) -> list[list[tuple[float, float]]]:
        rings = self.rings()
        return [rings[first] for [[first], *_] in self.LAND["objects"]["land"]["arcs"]]

    def inner(self) -> list[list[tuple[float, float]]]:
        rings = self.rings()
        return [rings[n] for _, *holes in self.LAND["objects"]["land"]["arcs"] for [n] in holes]

    def test_every_arc_is_used_once(self) -> None:
        numbers = [n for polygon in self.LAND["objects"]["land"]["arcs"] for [n] in polygon]
        assert sorted(numbers) == list(range(len(self.LAND["arcs"])))

    def test_is_small(self) -> None:
        """It is in the wheel, and in each notebook with a map."""
        assert len(json.dumps(self.LAND, separators=(",", ":"))) < 30_000


def _area(ring: list[tuple[float, float]]) -> float:
    """The area within a ring in square degrees, less than 0 if it runs clockwise."""
    area = turned = 0.0
    for (east, north), (to_east, to_north) in pairwise(ring):
        # A ring that crosses the antimeridian goes on there.
        step = (to_east - east + 180) % 360 - 180
        area += step * (north + to_north) / 2
        turned += step
    assert abs(turned) < 1e-6
    return -area


class TestGrowth:
    """Totals as stated beside what is recorded."""

    def test_every_total(self) -> None:
        line, spans, stated = layers(plot.growth())
        totals = {(str(t.date), t.cities) for t in NETWORK.sizes() if t.cities is not None}
        announced = {
            (str(a.announced_on), a.network_cities_stated)
            for a in NETWORK.announcements()
            if a.network_cities_stated is not None
        }
        assert {(row["date"], row["cities"]) for row in stated} == totals | announced
        assert len(stated) == len(totals | announced)
        assert len(spans) == len([row for row in stated if len(row["date"]) < 10])
        drawn = marks(usual(plot.growth))
        assert drawn == {
            "mark-line": 1,
            "mark-rule": len(spans),
            "mark-symbol": len(line) + len(stated),
        }

    def test_unknown_totals_are_no_zeros(self) -> None:
        assert any(total.cities is None for total in NETWORK.sizes())
        assert min(row["cities"] for row in layers(plot.growth())[2]) > 0

    def test_the_correction_of_2020(self) -> None:
        _, _, [first, *_] = layers(plot.growth())
        assert (first["date"], first["cities"]) == ("2020-09-24", 229)
        assert first["what"] == "stated, as corrected"
        assert (
            "Corrected on 2020-09-24: 54 new cities instead of 55; 229 cities instead of 230."
            in (subtitle(plot.growth()))
        )

    def test_the_line_counts_as_the_filters_do(self) -> None:
        line = layers(plot.growth())[0]
        by_day = {row["day"]: row["cities"] for row in line}
        assert by_day["2020-09-24"] == by_day["2020-09-23"] - 1
        assert list(by_day.values())[-1] == len(gnlc.cities())
        for day, number in by_day.items():
            assert number == len(gnlc.cities(as_of=day, include_withdrawn=True))

    def test_the_line_has_every_day_of_a_change(self) -> None:
        counted = dict(sizes._sizes_recorded(NETWORK))
        for year in range(2014, 2028):
            for month in range(1, 13):
                last = PartialDate(year, month).latest
                before = [number for day, number in counted.items() if day <= last]
                number = len(gnlc.cities(as_of=last, include_withdrawn=True))
                assert number == (before[-1] if before else 0)

    def test_of_unknown_year(self) -> None:
        unknown = len(gnlc.cities(where=lambda city: city.year is None))
        assert any(f"those of unknown year ({unknown})" in line for line in subtitle(plot.growth()))

    def test_without_totals(self) -> None:
        line, spans, stated = layers(plot.growth(ONE_CITY))
        assert [row["cities"] for row in line] == [1]
        assert not spans + stated

    def test_what_announcements_state(self) -> None:
        """Without totals there are those of the announcements, as first stated and as corrected."""
        network = evolve(NETWORK, facts=evolve(NETWORK.facts, sizes=()))
        _, _, stated = layers(plot.growth(network))
        assert [(row["date"], row["cities"]) for row in stated][:3] == [
            ("2020-09-24", 229),
            ("2020-09-23", 230),
            ("2022-09-02", 294),
        ]
        announced = [a for a in NETWORK.announcements() if a.network_cities_stated is not None]
        assert len(stated) == len(announced) + 1

    def test_corrections_in_words(self) -> None:
        announcement = gnlc.announcement(2020)
        [correction] = announcement.corrections
        plain = evolve(correction, cities_stated=None, network_cities_stated=None)
        corrections = (plain, evolve(plain, cities_stated=1), evolve(plain, cities_stated=2))
        assert self.words(evolve(announcement, corrections=corrections)) == [
            "1 new city instead of 55",
            "2 new cities instead of 1",
        ]
        unstated = evolve(announcement, cities_stated=None, network_cities_stated=None)
        assert self.words(unstated) == ["54 new cities; 229 cities"]

    def words(self, announcement: gnlc.Announcement) -> list[str]:
        announcements = tuple(
            announcement if a.year == announcement.year else a for a in NETWORK.announcements()
        )
        facts = evolve(NETWORK.facts, announcements=announcements, conflicts=())
        lines = subtitle(plot.growth(evolve(NETWORK, facts=facts)))
        start = "Corrected on 2020-09-24: "
        return [line[len(start) : -1] for line in lines if line.startswith(start)]

    def test_how_it_was_put(self) -> None:
        ways = get_args(Qualifier)
        source = NETWORK.sources()[:1]
        totals = tuple(
            NetworkSize(
                date=PartialDate(2020, 1, day), cities=9, cities_qualifier=way, sources=source
            )
            for day, way in enumerate(ways, 1)
        )
        network = evolve(NETWORK, facts=evolve(NETWORK.facts, sizes=totals))
        _, _, stated = layers(plot.growth(network))
        plain = ("exact", "stated")
        assert [row["what"] for row in stated if row["cities"] == 9] == [
            "stated" if way in plain else f"stated: {way}" for way in ways
        ]
        assert marks(svg(plot.growth(network)))["mark-symbol"] > len(ways)

    @few
    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        _, _, stated = layers(plot.growth(network))
        # A total may be one of countries alone.
        totals = {(str(t.date), t.cities) for t in network.sizes() if t.cities is not None}
        assert totals <= {(row["date"], row["cities"]) for row in stated}
        for row in stated:
            assert row["from"] <= row["day"] <= row["to"]


class TestCohorts:
    """Admissions, by region and year."""

    def test_counts(self) -> None:
        cells, texts = layers(plot.cohorts())
        assert cells == texts
        counted = {(row["region"], row["year"]): row["cities"] for row in cells}
        for region in gnlc.regions():
            for year in range(2014, 2028):
                expected = len(gnlc.cities(region=region, year=year))
                assert counted.get((region.name, year), 0) == expected
        for row in gnlc.coverage()[:-1]:
            whole = row.cities_recorded - row.cities_withdrawn
            assert counted["all regions ", row.year or 0] == whole
        drawn = marks(usual(plot.cohorts))
        assert drawn == {"mark-rect": len(cells), "mark-text": len(cells)}

    def test_what_is_left_out(self) -> None:
        admissions = [admission for city in EVERYBODY for admission in city.admissions]
        back = sum(admission.withdrawn for admission in admissions)
        unknown = sum(a.year is None and not a.withdrawn for a in admissions)
        announcement = next(
            line for line in subtitle(plot.cohorts()) if line.startswith("Not shown")
        )
        assert list(map(int, re.findall("[0-9]+", announcement))) == [unknown, back]
        assert "Not shown: 1 admission of unknown year." in subtitle(plot.cohorts(ONE_CITY))
        assert not any("Not shown" in line for line in subtitle(plot.cohorts(NO_CITIES)))

    def test_numbers_can_be_read_on_their_cells(self) -> None:
        pale, deep = map(_rgb, (counts._PALE, counts._DEEP))
        most = 200
        for number in range(most + 1):
            share = number / most
            cell = [low + share * (high - low) for low, high in zip(pale, deep, strict=True)]
            ink = "#ffffff" if share > counts._WHITE_FROM else "#000000"
            assert _contrast(cell, _rgb(ink)) > 4.5
        assert _contrast(_rgb(counts._SUM), _rgb("#ffffff")) > 4.5

    @few
    @given(networks(min_cities=1))
    def test_of_any_network(self, network: gnlc.Network) -> None:
        cells, _ = layers(plot.cohorts(network))
        admissions = [
            (city.country.region.name, admission.year)
            for city in network.cities(include_withdrawn=True)
            for admission in city.admissions
            if admission.year is not None and not admission.withdrawn
        ]
        of_regions = [row for row in cells if row["region"] != "all regions "]
        assert {(row["region"], row["year"]): row["cities"] for row in of_regions} == Counter(
            admissions
        )
        assert 2 * len(admissions) == sum(row["cities"] for row in cells)


class TestCoverage:
    """What was stated, what was corrected and what is recorded."""

    def test_counts(self) -> None:
        bars, stated = layers(plot.coverage())
        announcement = [
            (str(row.year or "not known"), what, number)
            for row in gnlc.coverage()
            for what, number in (
                ("recorded here", row.cities_recorded),
                ("stated", row.cities_stated),
                ("corrected to", row.cities_corrected),
            )
            if number is not None
        ]
        drawn = [(row["year"], row["what"], row["cities"]) for row in bars + stated]
        assert sorted(drawn) == sorted(announcement)
        assert ("2020", "stated", 55) in drawn
        assert ("2020", "corrected to", 54) in drawn
        assert not any(year == "2018" and what == "stated" for year, what, _ in drawn)
        assert marks(usual(plot.coverage)) == {"mark-rect": len(bars), "mark-symbol": len(stated)}

    def test_numbers_stand_beside(self) -> None:
        drawn = usual(plot.coverage)
        recorded = {row.year: row.cities_recorded for row in gnlc.coverage()}
        for words in (
            f"{recorded[2020]} of 55, then {recorded[2020] - 1} of 54",
            f"{recorded[2019]} of 38",
            f"{recorded[2015]}, no count stated",
        ):
            assert f">{words}</text>" in drawn

    def test_the_withdrawn_are_told_of(self) -> None:
        withdrawn = sum(row.cities_withdrawn for row in gnlc.coverage())
        [announcement] = [line for line in subtitle(plot.coverage()) if "withdrawn" in line]
        assert announcement.startswith(f"Recorded counts include {withdrawn} cit")
        assert not any("withdrawn" in line for line in subtitle(plot.coverage(ONE_CITY)))

    def test_no_row_for_no_unknown_years(self) -> None:
        """Where every year is known, no bar of none is drawn."""
        known = tuple(city for city in EVERYBODY if city.year is not None)
        facts = evolve(
            NETWORK.facts,
            awards=(),
            strategy_periods=(),
            conferences=(),
            conflicts=(),
            announcements=(),
        )
        network = evolve(
            NETWORK, cities=tuple(evolve(c, award_years=()) for c in known), facts=facts
        )
        bars, stated = layers(plot.coverage(network))
        assert "not known" not in {row["year"] for row in bars}
        assert not stated

    @few
    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        _, stated = layers(plot.coverage(network))
        known = [
            number
            for row in network.coverage()
            for number in (row.cities_stated, row.cities_corrected)
            if number is not None
        ]
        assert sorted(row["cities"] for row in stated) == sorted(known)


def _rgb(color: str) -> list[float]:
    return [int(color[place : place + 2], 16) for place in (1, 3, 5)]


def _contrast(one: list[float], other: list[float]) -> float:
    """The contrast of two colours, as WCAG 2 defines it."""
    lightness: list[float] = []
    for color in (one, other):
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (part / 255 for part in color)
        ]
        weighed = zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        lightness.append(sum(weight * part for weight, part in weighed))
    low, high = sorted(lightness)
    return (high + 0.05) / (low + 0.05)


class TestColors:
    """Marks stand out from light and dark, and differ by more than their hue."""

    @pytest.mark.parametrize("color", [frame.BLUE, frame.VERMILLION, frame.PURPLE, frame.GREY])
    @pytest.mark.parametrize("background", ["#ffffff", "#333333", "#111111"])
    def test_contrast(self, color: str, background: str) -> None:
        assert _contrast(_rgb(color), _rgb(background)) > 3

    @pytest.mark.parametrize("marks", [counts._MARKS, sizes._MARKS])
    def test_shapes(self, marks: dict[str, tuple[str, str]]) -> None:
        shapes = [shape for _, shape in marks.values()]
        assert len(set(shapes)) == len(shapes)

    @pytest.mark.parametrize("chart", [plot.map, *OF_NETWORKS])
    def test_words_take_the_color_of_the_theme(self, chart: Chart) -> None:
        """Vega fills texts in black unless a theme says otherwise."""
        texts = re.findall("<text[^>]*>", usual(chart))
        outside = [text for text in texts if 'fill="black"' in text]
        on_cells = [row for row in layers(plot.cohorts())[1] if row["ink"] == "black"]
        assert len(outside) == (len(on_cells) if chart is plot.cohorts else 0)


class TestImport:
    """The module needs Altair, and says so."""

    def test_without_altair(self, monkeypatch: pytest.MonkeyPatch) -> None:
        announcement = 'gnlc.plot needs Altair: pip install "gnlc[plot]"'
        with pytest.raises(ImportError, match=re.escape(announcement)) as caught:
            load_without(monkeypatch, "gnlc.plot", "altair")
        assert caught.value.name == "altair"

    def test_without_something_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What else is missing is told as it is."""
        with pytest.raises(ModuleNotFoundError) as caught:
            load_without(monkeypatch, "gnlc.plot", "gnlc.query.network")
        assert caught.value.name == "gnlc.query.network"
        assert "altair" not in str(caught.value)
