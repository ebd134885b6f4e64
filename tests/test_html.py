"""What a notebook shows: sound HTML, in which text is text and nothing is hidden."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
import recorded
from hypothesis import given
from hypothesis import strategies as st
from strategies import networks
from tinyhtml5.parser import HTMLParser

import gnlc
from gnlc.display.html.markup import element, link, table
from gnlc.wording import printable

NETWORK = gnlc.network()
ALL = NETWORK.cities(include_withdrawn=True)
GANJA = gnlc.city("Ganja")

DASH = "\u2013"

# All that it is made of.
ELEMENTS = {"div", "style", "p", "span", "bdi", "a", "code", "time", "wbr", "ul", "li"}
ELEMENTS |= {"table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary"}
ATTRIBUTES = {"class", "title", "href", "rel", "dir", "lang", "datetime", "scope", "colspan"}

HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</bdi></td></style><!-- ]]> &amp; &nbsp &#x3c;",
    "باكو",
    "a\u202eb\u2066c",
    "\ufdd0\ufffe\U0010ffff",
    "javascript:alert(1)",
]


def shown_of(network: gnlc.Network) -> Iterator[Any]:
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


def parsed(html: str) -> ET.Element:
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
    return [[text_of(cell) for cell in row] for row in parsed(html).iter("tr")]


def shown(count: int | None) -> str:
    return DASH if count is None else str(count)


def covered(row: gnlc.Coverage) -> list[str]:
    """What is shown of the cities stated, corrected, recorded and missing."""
    counts = (row.cities_stated, row.cities_corrected, row.cities_recorded, row.cities_missing)
    return list(map(shown, counts))


def check(html: str) -> ET.Element:
    """See that HTML is sound, does nothing but show, and that a dash tells why it is there."""
    root = parsed(html)
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
        for value in shown_of(network):
            check(html_of(value))

    def test_of_the_bundled_network(self) -> None:
        seen = [check(html_of(value)) for value in shown_of(NETWORK)]
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
                parsed(wrong)

    def test_style_is_for_the_output_alone(self) -> None:
        style = parsed(html_of(GANJA)).findtext("style") or ""
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
            text = text_of(parsed(html_of(city)))
            assert all(printable(name) in text for name in (*city.names, city.country.name))
            assert city.id in text

    @given(networks(min_cities=1))
    def test_every_name_in_a_table(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        rows = cells_of(html_of(cities))[1:]
        assert [row[:3] for row in rows] == [
            [f"{city.name} {city.id}", city.country.common_name, city.country.region.name]
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
            told = text.encode("ascii", "backslashreplace").decode()
            assert text in text_of(root) or told in text_of(root)
            assert source.url in [at.get("href") for at in root.iter("a")]

    @given(st.text(st.characters(codec=None, categories=None)))
    def test_any_text_at_all(self, text: str) -> None:
        """Matches are made of what callers give, controls and halves of characters among it."""
        check(html_of(gnlc.Match(GANJA, 12.34, text)))
        check(element("div", text, title=text))

    def test_names_have_their_own_direction(self) -> None:
        for value in (GANJA, gnlc.search("Gandja")[0], NETWORK.tables().cities):
            names = list(parsed(html_of(value)).iter("bdi"))
            assert names
            assert {at.get("dir") for at in names} == {"auto"}

    def test_titles_have_their_language(self) -> None:
        root = parsed(html_of(gnlc.city("Laâyoune")))
        assert "ar" in {at.get("lang") for at in root.iter("bdi")}

    @pytest.mark.parametrize("url", [None, "javascript:alert(1)", "data:text/html,a", "//a.b", ""])
    def test_only_addresses_of_the_web_are_links(self, url: str | None) -> None:
        assert parsed(link("there", url)).tag == "span"


class TestLong:
    """Of many the first and the last are shown, and how many there are."""

    @given(st.integers(0, 40))
    def test_cities(self, count: int) -> None:
        cities = ALL[:count]
        root = check(html_of(cities))
        shown = [text_of(at) for at in root.iter("code")]
        if count <= 12:
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
        assert text_of(check(table("nothing", ["a"], [], lambda _: []))) == "nothing"


class TestTruth:
    """What is not known is shown as such, and never as zero."""

    def test_coverage(self) -> None:
        for row in gnlc.coverage():
            header, cities, countries = cells_of(html_of(row))
            assert header == ["", "Stated", "Corrected", "Recorded", "Missing"]
            assert cities == ["Cities", *covered(row)]
            assert countries == [
                "Countries",
                *map(
                    shown,
                    (
                        row.countries_stated,
                        row.countries_corrected,
                        row.countries_recorded,
                        row.countries_missing,
                    ),
                ),
            ]
            told = text_of(parsed(html_of(row)))
            assert f"Coverage, {row.year or 'year not known'}" in told
            assert f"Withdrawn of the cities recorded: {row.cities_withdrawn}." in told
            assert ("No announcement is known" in told) == (row.announcement is None)

    def test_network(self) -> None:
        html = html_of(NETWORK)
        rows = [row for row in cells_of(html) if len(row) == 6]
        assert rows[1:] == [
            [str(row.year or "not known"), *covered(row), str(row.cities_withdrawn)]
            for row in gnlc.coverage()
        ]
        [stated] = [row for row in rows if row[0] == "2020"]
        assert stated[1:3] == ["55", "54"]
        assert "Nobody publishes who is a member today" in text_of(parsed(html))
        unnamed = attrs.evolve(NETWORK, facts=attrs.evolve(NETWORK.facts, name=None))
        assert parsed(html_of(unnamed)).findtext(".//caption") == "Network"

    def test_announcement(self) -> None:
        rows = {row[0]: row[1:3] for row in cells_of(html_of(gnlc.announcement(2020)))}
        assert rows["New members"] == ["55", "27"]
        assert rows["New members, corrected on 2020-09-24"] == ["54", DASH]
        assert rows["New members, counted later"] == ["54", "27"]
        assert rows["Network then"] == ["230", "64"]
        assert rows["Network then, corrected on 2020-09-24"] == ["229", DASH]
        assert "Laâyoune ma-laayoune, withdrawn" in rows["Corrected on 2020-09-24"][0]

    def test_city(self) -> None:
        rows = dict(cells_of(html_of(GANJA)))
        assert rows["Joined"] == "2020-09-23, stated"
        assert rows["Admission"].startswith("2020-09-23 listed as Ganja, stated")
        assert "not the size of the member" in rows["Place"]
        assert "GeoNames, CC BY 4.0" in rows["Place"]
        links = {at.get("href"): text_of(at) for at in parsed(html_of(GANJA)).iter("a")}
        assert links["http://today.az/print/news/entertainment/197464.html"] == (
            "Today.Az (Azernews), 2020-09-24"
        )
        assert links["https://www.geonames.org/586523"] == "Ganja"

    def test_joined(self) -> None:
        def joined(city: gnlc.City) -> str:
            [_, row] = cells_of(html_of(gnlc.Match(city, 50.0, "")))
            return row[5]

        assert joined(GANJA) == "2020"
        [admission] = GANJA.admissions
        undated = attrs.evolve(admission, year=None, announced_on=None, certainty="inferred")
        city = attrs.evolve(GANJA, admissions=(undated,))
        assert joined(city) == f"{DASH}, inferred"
        by = attrs.evolve(city, known_member_by=gnlc.PartialDate(2017, 1))
        assert joined(by) == "by 2017-01, inferred"
        laayoune = gnlc.city("Laâyoune")
        assert joined(laayoune) == "2020, withdrawn"
        undated = attrs.evolve(laayoune.admissions[0], year=None, announced_on=None)
        assert joined(attrs.evolve(laayoune, admissions=(undated,))) == f"{DASH}, withdrawn"

    def test_withdrawn(self) -> None:
        withdrawn = gnlc.city("Laâyoune")
        assert dict(cells_of(html_of(withdrawn)))["Joined"] == "2020, withdrawn, stated"

    def test_strategy_period(self) -> None:
        html = html_of(gnlc.strategy_period(2020))
        rows = {row[1]: row for row in cells_of(html) if len(row) == 4}
        name_of = {city["id"]: city["name"] for city in recorded.CITIES}
        period = next(p for p in recorded.table("strategy_periods") if p["id"] == "2019-2021")
        [health] = [p for p in period["priorities"] if p["name"] == "health and well-being"]
        names = [name_of[city] for city in health["coordinators"]]
        assert rows["health and well-beingor learning for health and well-being"][2] == (
            f"{', '.join(names)} 1"
        )
        assert rows["literacy"] == ["7", "literacy", DASH, "1 2 3"]


class TestRows:
    """A table shows all its columns."""

    @pytest.mark.parametrize("rows", list(NETWORK.tables()), ids=lambda rows: rows.name)
    def test_columns(self, rows: gnlc.Rows[Any]) -> None:
        header, *shown = cells_of(html_of(rows))
        [first, *_] = rows
        assert header == list(first)
        assert len(shown) == (len(rows) if len(rows) <= 12 else 11)

    def test_numbers_stand_at_the_right(self) -> None:
        root = parsed(html_of(NETWORK.tables().coverage))
        at_right = [text_of(at) for at in root.iter("th") if at.get("class") == "gnlc-number"]
        assert at_right[:2] == ["year", "cities_stated"]

    def test_absence(self) -> None:
        root = parsed(html_of(NETWORK.tables().coverage))
        titles = {at.get("title") for at in root.iter("span")}
        assert titles == {"not corrected", "not known", "none on record"}

    def test_tables(self) -> None:
        _, *rows = cells_of(html_of(NETWORK.tables()))
        assert [row[:2] for row in rows] == [[t.name, str(len(t))] for t in NETWORK.tables()]
        assert rows[3][2] == "id, publisher, title, url, published, language, cited_for"
