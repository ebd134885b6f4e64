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
from math import cos, hypot, radians, sin
from typing import Any, get_args
from xml.etree import ElementTree

import altair
import borders
import derive
import pytest
from absent import load_without
from attrs import evolve
from documents import HOSTILE, hostile, small
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import networks

import gnlc
from gnlc import bundled, plot
from gnlc.models.base import PartialDate
from gnlc.models.history import NetworkSize, Qualifier
from gnlc.plot import counts, frame, outline, sizes, view

Chart = Callable[..., altair.LayerChart]
Rows = list[dict[str, Any]]

EVERYBODY = gnlc.cities(include_withdrawn=True)
NETWORK = gnlc.network()
OF_CITIES: list[Chart] = [plot.map, plot.admissions]
OF_NETWORKS: list[Chart] = [plot.growth, plot.cohorts, plot.coverage]
NO_CITIES = gnlc.Network.from_dict(
    {"format_version": 1, "data_version": "1999.01.31", "as_of": "2026-04-15"}
)
ONE_CITY = gnlc.Network.from_dict(small())

few = settings(max_examples=3)


def every(network: gnlc.Network) -> list[altair.LayerChart]:
    """Every chart of a network."""
    cities = network.cities(include_withdrawn=True)
    drawn = [chart(cities) for chart in OF_CITIES]
    return [*drawn, *(chart(network) for chart in OF_NETWORKS)]


def layers(chart: altair.LayerChart) -> list[Rows]:
    """The rows of each layer of a chart that is sound by the schema of Vega-Lite."""
    spec = chart.to_dict()
    return [
        spec["datasets"][layer.get("data", spec.get("data"))["name"]] for layer in spec["layer"]
    ]


def points(chart: altair.LayerChart) -> list[Rows]:
    """The rows of the layers of a map that have points."""
    kinds = [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]
    return [rows for rows, kind in zip(layers(chart), kinds, strict=True) if kind == "point"]


def svg(chart: altair.LayerChart | altair.VConcatChart) -> str:
    """A chart as SVG, drawn without the network, on dark ground, where more can go wrong."""
    import vl_convert

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

    @pytest.mark.parametrize("chart", [*OF_CITIES, *OF_NETWORKS])
    def test_shows_the_bundled_data_if_none_is_given(self, chart: Chart) -> None:
        given = gnlc.cities() if chart in OF_CITIES else NETWORK
        assert chart().to_dict() == chart(None).to_dict() == chart(given).to_dict()
        state = f"As of {NETWORK.as_of}, data version {gnlc.DATA_VERSION}."
        assert subtitle(chart())[0] == state

    @pytest.mark.parametrize("chart", [*OF_CITIES, *OF_NETWORKS])
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

    @pytest.mark.parametrize("chart", [*OF_CITIES, *OF_NETWORKS])
    def test_refuses_other_things(self, chart: Chart) -> None:
        wanted = "cities must be Cities" if chart in OF_CITIES else "network must be a Network"
        with pytest.raises(TypeError, match=f"{wanted}.*, got 'Ganja'"):
            chart("Ganja")

    @pytest.mark.parametrize("chart", [*OF_CITIES, *OF_NETWORKS])
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
            plot.admissions: {"x": "year of admission", "y": "admissions"},
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
        [[seen]] = points(plot.map(network.cities()))
        assert seen["name"].replace("\u2060", "") == HOSTILE

    def test_names_in_a_language(self) -> None:
        cities = gnlc.cities(country="AZ", year=2020)
        expected = [(city.name_in("fr", city.name), "Azerbaïdjan") for city in cities]
        [drawn] = points(plot.map(cities, language="fr"))
        assert [(row["name"], row["country"]) for row in drawn] == expected
        parts, _ = layers(plot.admissions(cities, language="fr"))
        assert [(row["name"], row["country"]) for row in parts] == expected
        for chart in OF_CITIES:
            with pytest.raises(
                ValueError, match="language must be a BCP 47 tag such as 'fr', got 'f'"
            ):
                chart(cities, language="f")
            with pytest.raises(TypeError, match="language must be a str, got 1"):
                chart(cities, language=1)

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
        for name in set(plot.__all__) - {"Page"}:
            parameters = inspect.signature(getattr(plot, name)).parameters.values()
            assert {parameter.default for parameter in parameters} == {None}
            of_cities = name in ("map", "admissions", "explore")
            expected = ["cities", "language"] if of_cities else ["network"]
            assert [parameter.name for parameter in parameters] == expected


class TestMap:
    """A point for each city that has a place."""

    def test_a_point_for_each_city(self) -> None:
        dated, others = points(plot.map(EVERYBODY))
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
        _, others = points(plot.map(EVERYBODY))
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
        # The land and the borders; the city and its name.
        assert marks(drawn) == {"mark-shape": 2, "mark-symbol": 1, "mark-text": 1}
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
        assert sum(map(len, points(chart))) == len(located)
        assert subtitle(chart)[0] == f"As of {network.as_of}, data version {network.data_version}."


class TestView:
    """The map of cities in one region or country is one of that part of the world."""

    CLOSE = gnlc.cities(country="AZ", year=2020)

    def test_fits_to_cities_of_one_region(self) -> None:
        for region in gnlc.regions():
            chart = plot.map(gnlc.cities(region=region))
            assert chart.projection.type == "azimuthalEqualArea"
            shown = marks(svg(chart))
            assert shown["mark-symbol"] == sum(map(len, points(chart)))
            assert 5 < shown["mark-text"] < shown["mark-symbol"]
        two = gnlc.cities(where=lambda city: city.id in ("az-ganja", "ng-ibadan"))
        assert plot.map(two).projection.type == plot.map().projection.type == "equalEarth"
        assert not marks(usual(plot.map))["mark-text"]

    def test_points_are_where_vega_draws_them(self) -> None:
        """The projection is worked out twice, so that labels know where they have room."""
        places = [(c.latitude or 0.0, c.longitude or 0.0) for c in self.CLOSE]
        found = view.fit(places)
        assert found is not None
        drawn = svg(plot.map(self.CLOSE))
        drawn_points = re.findall('<path [^>]*aria-roledescription="point"[^>]*>', drawn)
        spots = [
            spot
            for point in drawn_points
            if (spot := re.search(r"translate\(([\d.]+),([\d.]+)\)", point))
        ]
        assert len(spots) == len(places)
        for spot, place in zip(spots, places, strict=True):
            at = (float(spot[1]), float(spot[2]))
            assert at == pytest.approx(found.locate(place), abs=0.01)

    def test_every_name_of_few(self) -> None:
        labels = layers(plot.map(self.CLOSE))[-1]
        assert sorted(row["name"] for row in labels) == ["Baku", "Gabala", "Ganja"]
        drawn = svg(plot.map(self.CLOSE))
        assert all(f">{name}</text>" in drawn for name in ("Baku", "Gabala", "Ganja"))

    def test_borders_are_no_opinion(self) -> None:
        assert any("no opinion on its status" in line for line in subtitle(plot.map(self.CLOSE)))
        assert not any("opinion" in line for line in subtitle(plot.map()))

    def test_names_can_be_read_on_any_ground(self) -> None:
        import vl_convert

        with altair.theme.enable("dark"):
            dark = vl_convert.vegalite_to_svg(plot.map(self.CLOSE).to_dict())
        light = vl_convert.vegalite_to_svg(plot.map(self.CLOSE).to_dict())
        for drawn, color in ((dark, "white"), (light, "black")):
            assert re.search(f'fill="{color}"[^>]*>Ganja</text>', drawn)

    @given(
        st.floats(-60, 75),
        st.floats(-180, 180),
        st.lists(st.tuples(st.floats(-12, 12), st.floats(-12, 12)), min_size=1, max_size=30),
    )
    def test_shows_every_place(
        self, north: float, east: float, steps: list[tuple[float, float]]
    ) -> None:
        places = [(north + up, (east + right + 180) % 360 - 180) for up, right in steps]
        found = view.fit(places)
        assert found is not None
        located = [found.locate(place) for place in places]
        assert all(found.shows(at, -view.MARGIN + 0.001) for at in located)
        assert 300 < found.height < 700
        names = [("x" * 8, at) for at in located]
        sides = found.sides(names)
        some = [view.box(side, *name) for side, name in zip(sides, names, strict=True) if side]
        assert some
        for number, (left, top, right, bottom) in enumerate(some):
            assert 0 <= left <= right <= view.WIDTH
            assert 0 <= top <= bottom <= found.height
            for other in some[:number]:
                apart = right <= other[0] or other[2] <= left
                assert apart or bottom <= other[1] or other[3] <= top
            for x, y in located:
                assert not (left < x < right and top < y < bottom)

    def test_not_what_is_on_both_sides_of_the_world(self) -> None:
        assert view.fit([]) is None
        assert view.fit([(0, 0), (0, 180)]) is None
        assert view.fit([(0, 0), (0, 90), (0, 175)]) is None
        far = [(0.0, 0.0), (10.0, 120.0), (-10.0, -120.0), (60.0, 170.0)]
        assert view.fit(far) is None


class TestOutline:
    """The outline is one that Vega draws: rings that close, clockwise around the land."""

    world = outline.outline()

    def rings(self, world: outline.Outline) -> list[list[tuple[float, float]]]:
        return [
            [(x * world.grid, y * world.grid) for arc in ring for x, y in arc]
            for polygon in world.land
            for ring in polygon
        ]

    def test_rings_close(self) -> None:
        for ring in self.rings(self.world):
            assert ring[0] == pytest.approx(ring[-1])
            assert len(set(ring)) > 2
            assert all(-180 <= east <= 180 and -60 < north < 90 for east, north in ring)

    @pytest.mark.parametrize("step", [1, 8, 60])
    def test_land_is_inside(self, step: int) -> None:
        """A ring of the other direction would be the whole world but for an island."""
        thin = self.world.thinned(lambda _: step)
        first = [polygon[:1] for polygon in thin.land]
        waters = [polygon[1:] for polygon in thin.land if polygon[1:]]
        assert all(_area(ring) < 0 for ring in self.rings(thin._replace(land=first)))
        [inner] = self.rings(thin._replace(land=waters))
        assert _area(inner) > 0, "the Caspian Sea"

    def test_thinner_means_smaller(self) -> None:
        def size(step: int) -> int:
            thin = self.world.thinned(lambda _: step)
            return sum(len(arc) for p in thin.land for ring in p for arc in ring)

        sizes = list(map(size, (1, 8, 60)))
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[0] > 2 * sizes[2]

    def test_topology_has_every_arc_once(self) -> None:
        topology = self.world.topology()
        objects = topology["objects"]
        used = [n for polygon in objects["land"]["arcs"] for ring in polygon for n in ring]
        used += [n for [n] in objects["borders"]["arcs"]]
        assert used == list(range(len(topology["arcs"])))
        assert topology["transform"]["scale"] == [self.world.grid] * 2
        x, y = map(sum, zip(*topology["arcs"][0], strict=True))
        assert (x, y) == self.world.land[0][0][0][-1]

    def test_borders_begin_and_end_at_borders_or_coasts(self) -> None:
        coast = {point for p in self.world.land for ring in p for arc in ring for point in arc}
        ends = Counter(end for arc in self.world.borders for end in {arc[0], arc[-1]})
        loose = [end for end, count in ends.items() if count < 2 and end not in coast]
        closed = {arc[0] for arc in self.world.borders if arc[0] == arc[-1]}
        assert set(loose) <= closed
        assert len(self.world.borders) > 300

    def test_cities_are_on_land(self) -> None:
        """Or so near that no map of a region shows the difference: half a degree."""
        rings = self.rings(self.world)
        for city in EVERYBODY:
            if city.location is not None:
                at = (city.location.longitude, city.location.latitude)
                near = min(
                    hypot((x - at[0]) * cos(radians(at[1])), y - at[1]) for r in rings for x, y in r
                )
                assert near < 2.5 or _inside(at, rings), city.id

    def test_is_small(self) -> None:
        """It is in the wheel, and parts of it are in each notebook with a map."""
        assert len(json.dumps(bundled.read(outline.LAND))) < 30_000
        ground: Any = layers(plot.map())[0]
        assert ground["type"] == "Topology"
        assert len(json.dumps(ground, separators=(",", ":"))) < 45_000

    @given(
        st.lists(
            st.tuples(st.integers(-4500, 4500), st.integers(-1500, 2250)), min_size=1, max_size=9
        )
    )
    def test_arcs_are_read_as_they_are_written(self, cells: list[tuple[int, int]]) -> None:
        assert list(outline._decode(borders._encode(cells))) == cells

    def test_is_what_the_tool_makes(self) -> None:
        """The tool needs npm; without, this says at least whether it was run since it changed."""
        made_by = json.loads(derive.RECORDED.read_text("utf-8"))["src/gnlc/data/land.json"]
        run = "npm install --no-save world-atlas@2 && python tools/derive.py"
        assert made_by["tools/borders.py"] == borders.digest(), run
        assert self.world.grid == borders.GRID

    def test_lines_are_simplified_within_the_tolerance(self) -> None:
        arc = [(x / 50, sin(x / 9)) for x in range(200)]
        for tolerance in (0.01, 0.1, 0.5):
            simple = borders._simplify(arc, tolerance)
            assert len(simple) < len(arc)
            assert (simple[0], simple[-1]) == (arc[0], arc[-1])
            for point in borders._even(arc):
                near = min(
                    borders._distance(point, *ends) for ends in pairwise(borders._even(simple))
                )
                assert near <= tolerance
        closed = [(cos(x), sin(x)) for x in range(7)]
        closed.append(closed[0])
        assert len(borders._simplify(closed, 9)) == 3


def _inside(point: tuple[float, float], rings: list[list[tuple[float, float]]]) -> bool:
    """Whether a line from a point to the north crosses the rings an odd number of times."""
    crossed = 0
    for ring in rings:
        for (x, y), (to_x, to_y) in pairwise(ring):
            if (x > point[0]) != (to_x > point[0]) and abs(to_x - x) < 180:
                crossed += y + (to_y - y) * (point[0] - x) / (to_x - x) > point[1]
    return crossed % 2 == 1


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


class TestAdmissions:
    """A part of a bar for each admission."""

    def test_counts(self) -> None:
        parts, sums = layers(plot.admissions(EVERYBODY))
        expected = Counter(
            a.year for c in EVERYBODY for a in c.admissions if a.year and not a.withdrawn
        )
        assert Counter(row["year"] for row in parts) == expected
        assert {row["year"]: row["cities"] for row in sums} == expected
        for year, count in expected.items():
            steps = [(row["low"], row["high"]) for row in parts if row["year"] == year]
            assert steps == [(n, n + 1) for n in range(count)]
        drawn = marks(svg(plot.admissions(EVERYBODY)))
        assert drawn == {"mark-rect": len(parts), "mark-text": len(sums)}

    def test_what_is_left_out(self) -> None:
        city = gnlc.city("Laâyoune")
        chart = plot.admissions(gnlc.cities(where=lambda c: c == city, include_withdrawn=True))
        assert "Not shown: 1 admission withdrawn." in subtitle(chart)
        assert chart.title.text == "0 admissions of learning cities, by year"
        unknown = "Not shown: 1 admission of unknown year."
        assert unknown in subtitle(plot.admissions(ONE_CITY.cities()))

    @few
    @given(networks(min_cities=1))
    def test_of_any_cities(self, network: gnlc.Network) -> None:
        chart = plot.admissions(network.cities(include_withdrawn=True))
        assert chart.title.text in svg(chart)


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

    @pytest.mark.parametrize("chart", [*OF_CITIES, *OF_NETWORKS])
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
