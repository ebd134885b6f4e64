"""What a notebook shows: sound HTML, in which text is text and nothing is hidden."""

import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs
import pytest
from commands import child
from documents import records
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks
from tinyhtml5.parser import HTMLParser

import gnlc
from gnlc.display.describe import describe
from gnlc.display.markup import element, link, table
from gnlc.display.text import text
from gnlc.models.doors import Shown
from gnlc.wording import printable

NETWORK = gnlc.network()
ALL = NETWORK.cities(include_withdrawn=True)
GANJA = gnlc.city("Ganja")

DASH = "\u2013"

# All that it is made of.
ELEMENTS = {"div", "style", "p", "span", "bdi", "a", "code", "time", "wbr", "ul", "li"}
ELEMENTS |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"}
ATTRIBUTES = {"class", "title", "href", "rel", "dir", "lang", "datetime", "scope", "colspan"}

# Every public class of values.
_PUBLIC = [getattr(gnlc, name) for name in gnlc.__all__]
PUBLIC = [cls for cls in _PUBLIC if isinstance(cls, type) and issubclass(cls, Shown)]

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</bdi></td></style><!-- ]]> &amp; &nbsp &#x3c;",
    "باكو",
    "a\u200fb\u061cc",
    "\ufdd0\ufffe\U0010ffff",
    "javascript:alert(1)",
]


def values_of(network: gnlc.Network) -> Iterator[Any]:
    """All that a notebook shows of a network."""
    tables = network.tables()
    cities = network.cities(include_withdrawn=True)
    yield from (network, tables, *tables, cities, *cities)
    yield from (*network.announcements(), *network.strategy_periods(), *network.coverage())
    for city in cities[:2]:
        yield from network.search(city.name)


def html_of(value: Any) -> str:
    html = value._repr_html_()
    assert isinstance(html, str)
    return html


def parse(html: str) -> ET.Element:
    """Read HTML as a browser does, and see that there was nothing to mend.

    It is well-formed XML too, and means the same in both languages: so no element is closed, moved
    or made by a rule of repair.
    """
    parser = HTMLParser(namespace_html_elements=False)
    page = f"<!doctype html><html><head><title>t</title></head><body>{html}</body></html>"
    whole: ET.Element = parser.parse(page)
    assert parser.errors == []
    [found] = whole.findall("body/*")
    assert as_tuple(found) == as_tuple(ET.fromstring(html))  # noqa: S314 - it is our own
    return found


def as_tuple(at: ET.Element) -> tuple[Any, ...]:
    return at.tag, at.attrib, at.text or "", at.tail or "", [as_tuple(part) for part in at]


def text_of(at: ET.Element) -> str:
    return "".join(at.itertext())


def cells_of(html: str) -> list[list[str]]:
    """The text of the cells of every row of every table."""
    return [[text_of(cell) for cell in row] for row in parse(html).iter("tr")]


def shown(count: int | None) -> str:
    return DASH if count is None else str(count)


def check(html: str) -> ET.Element:
    """See that HTML is sound, does nothing but show, and that a dash tells why it is there."""
    root = parse(html)
    for at in root.iter():
        assert at.text != DASH or at.tag == "bdi" or at.get("title")
        assert at.tag in ELEMENTS
        assert ATTRIBUTES.issuperset(at.attrib)
        if at.tag == "a":
            assert re.match(r"https?://", at.attrib["href"])
            assert at.attrib["rel"] == "noreferrer noopener"
    for grid in root.iter("table"):
        assert [part.tag for part in grid if part.tag != "thead"] == ["caption", "tbody"]
        widths = {sum(int(cell.get("colspan", "1")) for cell in row) for row in grid.iter("tr")}
        assert len(widths) == 1
        for row in grid.iterfind("tbody/tr"):
            assert row[0].get("scope") == "row" or row[0].get("colspan")
    return root


class TestSound:
    """It parses without an error, and has no scripts, handlers, pictures or strange addresses."""

    @given(networks())
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for value in values_of(network):
            check(html_of(value))

    def test_of_the_bundled_network(self) -> None:
        seen = [check(html_of(value)) for value in values_of(NETWORK)]
        assert len(seen) > 400

    def test_a_parser_that_objects(self) -> None:
        """The check does find what is wrong."""
        for wrong in (
            "<div><p>a</div>",
            "<div><table><tr><td>a</td></tr></table></div>",
            "<table><tbody><tr><p>a</p></tr></tbody></table>",
            "<div>a</div></div>",
            "<b title='a' title='b'></b>",
            "<b>a & b</b>",
        ):
            with pytest.raises((AssertionError, ValueError, ET.ParseError)):
                parse(wrong)

    def test_style_is_for_the_output_alone(self) -> None:
        style = parse(html_of(GANJA)).findtext("style") or ""
        selectors = [part for rule in re.findall(r"([^{}]+)\{", style) for part in rule.split(",")]
        assert len(selectors) > 10
        assert all(part.strip().startswith(".gnlc") for part in selectors)
        assert "@" not in style
        assert "url(" not in style


class TestText:
    """Text stays text, whatever is in it, and runs in its own direction."""

    @given(networks(min_cities=1))
    def test_every_name_of_a_city(self, network: gnlc.Network) -> None:
        for city in network.cities(include_withdrawn=True):
            text = text_of(parse(html_of(city)))
            assert all(printable(name) in text for name in (*city.names, city.country.common_name))
            assert city.id in text

    @given(networks(min_cities=1))
    def test_every_name_in_a_table(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        rows = cells_of(html_of(cities))[1:]
        assert [row[:4] for row in rows] == [
            [city.id, city.name, city.country.common_name, city.country.region.name]
            for city in cities
        ]

    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_is_meant_to_break_out(self, text: str) -> None:
        source = attrs.evolve(
            GANJA.sources[0], title=text, publisher=text, url="https://a.b/\"'<script>&lt;"
        )
        admission = attrs.evolve(GANJA.admissions[0], listed_as=text, note=text, sources=(source,))
        city = attrs.evolve(
            GANJA, name=text, admissions=(admission,), aliases=(text,), status_notes=text
        )
        for html in (html_of(city), html_of(gnlc.Match(city, 50.0, text))):
            root = check(html)
            escaped = text.encode("ascii", "backslashreplace").decode()
            assert text in text_of(root) or escaped in text_of(root)
            assert source.url in [at.get("href") for at in root.iter("a")]

    @given(st.text(st.characters(codec=None, categories=None)))
    def test_any_text_at_all(self, text: str) -> None:
        """Matches are made of what callers give, controls and halves of characters among it."""
        check(html_of(gnlc.Match(GANJA, 12.34, text)))
        check(element("div", text, title=text))

    def test_names_have_their_own_direction(self) -> None:
        for value in (GANJA, gnlc.search("Gandja")[0], NETWORK.tables().cities):
            names = list(parse(html_of(value)).iter("bdi"))
            assert names
            assert {at.get("dir") for at in names} == {"auto"}

    def test_titles_have_their_language(self) -> None:
        root = parse(html_of(gnlc.city("Laâyoune")))
        assert "ar" in {at.get("lang") for at in root.iter("bdi")}

    @pytest.mark.parametrize("url", [None, "javascript:alert(1)", "data:text/html,a", "//a.b", ""])
    def test_only_addresses_of_the_web_are_links(self, url: str | None) -> None:
        assert parse(link("there", url)).tag == "span"


class TestLong:
    """Of many the first and the last are shown, and how many there are."""

    @given(st.integers(0, 40))
    def test_cities(self, count: int) -> None:
        cities = ALL[:count]
        root = check(html_of(cities))
        shown = [text_of(row[0]) for row in root.iterfind(".//tbody/tr") if len(row) > 1]
        if count <= 15:
            assert tuple(shown) == cities.ids
        else:
            assert tuple(shown) == (*cities.ids[:5], *cities.ids[-5:])
            assert f"… {count - 10} more …" in text_of(root)
        noun = "city" if count == 1 else "cities"
        assert f"{count} {noun} of " in text_of(root)

    def test_sources(self) -> None:
        """Many sources are there, but folded up."""
        many = tuple(attrs.evolve(GANJA.sources[0], id=f"a-{i}") for i in range(6))
        admission = attrs.evolve(GANJA.admissions[0], sources=many)
        root = check(html_of(attrs.evolve(GANJA, admissions=(admission,))))
        [folded] = [at for at in root.iter("details") if at.findtext("summary") == "6 sources"]
        assert len(list(folded.iter("li"))) == 6

    def test_cells(self) -> None:
        rows = NETWORK.tables().conflicts
        at, longest = max(
            ((at, len(row["cities"])) for at, row in enumerate(rows)), key=lambda pair: pair[1]
        )
        assert longest > 3
        root = check(html_of(attrs.evolve(rows, items=rows._items[at : at + 1])))
        assert f"and {longest - 3} more" in text_of(root)

    def test_texts_are_cut_and_whole_in_the_title(self) -> None:
        [row] = [row for row in NETWORK.tables().cities if row["id"] == "ma-laayoune"]
        note = row["status_notes"]
        assert note is not None
        cities = NETWORK.cities(where=lambda c: c.id == "ma-laayoune", include_withdrawn=True)
        rows = attrs.evolve(NETWORK.tables().cities, items=tuple(cities))
        titles = {at.get("title"): text_of(at) for at in check(html_of(rows)).iter("span")}
        assert titles[note] == f"{note[:99]}…"

    def test_nothing(self) -> None:
        assert text_of(check(table("nothing", ["a"], []))) == "nothing"


class TestTruth:
    """What is not known is shown as such, and never as zero."""

    def test_coverage(self) -> None:
        for row in gnlc.coverage():
            header, cities, countries = cells_of(html_of(row))
            assert header == ["", "stated", "corrected", "recorded", "withdrawn", "missing"]
            assert cities == ["cities", *counts_of(row, "cities", *header[1:])]
            assert countries == ["countries", *counts_of(row, "countries", *header[1:])]
            text = text_of(parse(html_of(row)))
            assert f"Coverage, {row.year or 'year not known'}: " in text
            assert ("no announcement is known" in text) == (row.announcement is None)

    def test_network(self) -> None:
        html = html_of(NETWORK)
        header, *rows = [row for row in cells_of(html) if len(row) == 10]
        assert header[1] == "cities stated"
        assert rows == [
            [
                "year not known" if row.announcement is None else row.announcement.id,
                *counts_of(
                    row, "cities", "stated", "corrected", "recorded", "withdrawn", "missing"
                ),
                *counts_of(row, "countries", "stated", "corrected", "recorded", "missing"),
            ]
            for row in gnlc.coverage()
        ]
        [stated] = [row for row in rows if row[0] == "2020"]
        assert stated[1:3] == ["55", "54"]
        assert "Nobody publishes who is a member today" in text_of(parse(html))
        unnamed = attrs.evolve(NETWORK, facts=attrs.evolve(NETWORK.facts, name=None))
        assert parse(html_of(unnamed)).findtext(".//caption") == "Network"

    def test_announcement(self) -> None:
        rows = facts_of(gnlc.announcement(2020))
        assert (rows["cities stated"], rows["countries stated"]) == ("55", "27")
        assert (rows["network cities stated"], rows["network countries stated"]) == ("230", "64")
        assert rows["new members"].startswith("cities: 54countries: 27sources: ")
        assert rows["2020-09-24"].startswith("cities stated: 54network cities stated: 229")
        assert "withdrawn cities: Laâyoune ma-laayoune" in rows["2020-09-24"]
        assert "first of country" in rows
        assert facts_of(gnlc.announcement(2016))["cities stated"] == DASH

    def test_city(self) -> None:
        rows = facts_of(GANJA)
        assert rows["year"] == "2020-09-23, stated"
        assert rows["2020"].startswith("announced on: 2020-09-23listed as: Ganjacertainty: stated")
        assert "not the size of the member" in rows["population"]
        assert rows["from"] == "GeoNames, CC BY 4.0"
        links = {at.get("href"): text_of(at) for at in parse(html_of(GANJA)).iter("a")}
        assert links["http://today.az/print/news/entertainment/197464.html"] == (
            "Today.Az (Azernews), 2020-09-24"
        )
        assert links["https://www.geonames.org/586523"] == "Ganja"

    def test_joined(self) -> None:
        def admission_of(city: gnlc.City) -> tuple[str, str]:
            [header, row] = cells_of(html_of(gnlc.Match(city, 50.0, "")))
            cells = dict(zip(header, row, strict=True))
            return cells["year"], cells["certainty"]

        assert admission_of(GANJA) == ("2020", "stated")
        [admission] = GANJA.admissions
        undated = attrs.evolve(admission, year=None, announced_on=None, certainty="inferred")
        city = attrs.evolve(GANJA, admissions=(undated,))
        assert admission_of(city) == ("year not known", "inferred")
        by = attrs.evolve(city, known_member_by=gnlc.PartialDate(2017, 1))
        assert admission_of(by) == ("by 2017-01", "inferred")
        laayoune = gnlc.city("Laâyoune")
        assert admission_of(laayoune) == ("2020, withdrawn", "stated")
        undated = attrs.evolve(laayoune.admissions[0], year=None, announced_on=None)
        city = attrs.evolve(laayoune, admissions=(undated,))
        assert admission_of(city) == ("year not known, withdrawn", "stated")

    def test_withdrawn(self) -> None:
        assert facts_of(gnlc.city("Laâyoune"))["year"] == "2020, withdrawn, stated"

    def test_strategy_period(self) -> None:
        rows = facts_of(gnlc.strategy_period(2020))
        assert rows["6"].startswith(
            "name: health and well-beingother wording: learning for health and well-being"
        )
        assert "coordinators: Cork ie-corkOsan kr-osan" in rows["6"]
        assert "coordinators" not in rows["7"]


class TestBothRenderings:
    """A notebook and a terminal show the same facts of every kind of record."""

    def compare(self, value: Any, network: gnlc.Network) -> None:
        html, terminal = parse(html_of(value)), text(describe(value), sources=True)
        ids = words_in(" ".join(source.id for source in network.sources()))
        head = {"sources", "of", "each"}
        assert words_in(terminal) - ids - head <= words_of(html, absent=True)
        assert words_of(html, absent=False) - head <= words_in(terminal)

    @pytest.mark.parametrize("cls", PUBLIC)
    def test_every_kind(self, cls: type) -> None:
        every = [value for value in values() if type(value) is cls]
        for value in (every[0], max(every, key=lambda value: len(html_of(value)))):
            self.compare(value, NETWORK)

    @given(networks(min_cities=1))
    def test_of_any_network(self, network: gnlc.Network) -> None:
        for value in values_of(network):
            if not isinstance(value, gnlc.Rows | gnlc.Tables):
                self.compare(value, network)

    @pytest.mark.parametrize(
        "code",
        [
            "import gnlc; gnlc.city('Ganja')._repr_html_()",
            "from gnlc.cli import main; main(['city', 'Ganja'])",
        ],
    )
    def test_a_city_loads_no_history(self, code: str) -> None:
        program = f"import sys; {code}; print(*(name for name in sys.modules if 'gnlc.' in name))"
        done = child(code=program, stdout=subprocess.PIPE)
        assert (done.returncode, done.stderr) == (0, "")
        loaded = set(done.stdout.splitlines()[-1].split())
        assert {"gnlc.display.places", "gnlc.models.places"} <= loaded
        models = {"announcements", "coverage", "facts", "history", "strategy"}
        displays = {"announcements", "cities", "coverage", "network", "search", "tables"}
        absent = {f"gnlc.models.{name}" for name in models}
        assert not loaded & (absent | {f"gnlc.display.{name}" for name in displays})


def facts_of(value: Any) -> dict[str, str]:
    """What is shown of a record, by the label."""
    return {row[0]: row[1] for row in cells_of(html_of(value)) if len(row) == 2}


def counts_of(row: gnlc.Coverage, of: str, *how: str) -> list[str]:
    return [shown(getattr(row, f"{of}_{each}", None)) for each in how]


@cache
def values() -> list[Any]:
    """Values of every public class."""
    changes = gnlc.diff(NETWORK, attrs.evolve(NETWORK, data_version="2026.01.01"))
    few, found = ALL[:9], gnlc.search("gandja", limit=3)
    facts = records(NETWORK.facts, *few, gnlc.city("Laâyoune"), *NETWORK.coverage())
    tables = NETWORK.tables()
    near = gnlc.nearest("Ganja", limit=9)
    matched = gnlc.match(["Ganja", "Ganja Citty", "Lima", "Nam-gu", ""])
    places = [row.place for row in matched if row.place is not None]
    asked = [few, *found, near, *near, matched, *matched, *places]
    return [*facts, NETWORK, *asked, tables, tables.coverage, *changes, changes]


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def words_of(at: ET.Element, *, absent: bool) -> set[str]:
    """The words that a page shows at some place, now or when it is pointed at.

    Args:
        at: the place.
        absent: whether to count the reasons why something is absent, and the addresses of links.
    """
    return words_in(_spread(at, absent=absent))


def _spread(at: ET.Element, *, absent: bool) -> str:
    if at.tag in ("style", "summary"):
        return ""
    title, address = at.get("title"), at.get("href", "") if absent else ""
    if title is not None:
        return f" {title if absent or at.text != DASH else ''} {address} "
    parts = (f"{_spread(part, absent=absent)}{part.tail or ''}" for part in at)
    shown = f"{at.text or ''}{''.join(parts)}"
    return shown if at.tag == "wbr" else f" {shown} {address} "


class TestRows:
    """A table shows all its columns."""

    @pytest.mark.parametrize("rows", list(NETWORK.tables()), ids=lambda rows: rows.name)
    def test_columns(self, rows: gnlc.Rows[Any]) -> None:
        header, *shown = cells_of(html_of(rows))
        [first, *_] = rows
        assert header == list(first)
        assert len(shown) == (len(rows) if len(rows) <= 15 else 11)

    def test_numbers_stand_at_the_right(self) -> None:
        root = parse(html_of(NETWORK.tables().coverage))
        at_right = [text_of(at) for at in root.iter("th") if at.get("class") == "gnlc-number"]
        assert at_right[:2] == ["year", "cities_stated"]

    def test_absence(self) -> None:
        root = parse(html_of(NETWORK.tables().coverage))
        titles = {at.get("title") for at in root.iter("span")}
        assert titles == {"not corrected", "not known", "none on record"}

    def test_tables(self) -> None:
        _, *rows = cells_of(html_of(NETWORK.tables()))
        assert [row[:2] for row in rows] == [[t.name, str(len(t))] for t in NETWORK.tables()]
        assert rows[4][2] == "id, publisher, title, url, published, language, cited_for"
