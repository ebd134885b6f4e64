"""References to sources, as programs made elsewhere read them."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import MonthIntMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from strategies import networks

import gnlc
from gnlc.formats import CslItem

ROOT = Path(__file__).parents[1]
UNTITLED = gnlc.Source(id="a-nd", publisher="A", language="en", cited_for="all of it")

SPECIAL = (
    st.text("\\{}#$%&_^~\"'`@,=<?ab ə人-", min_size=1, max_size=12).map(str.strip).filter(bool)
)


@st.composite
def sources(draw: st.DrawFn) -> gnlc.Source:
    """Sources whose texts hold what TeX, BibTeX and JSON might stumble over."""
    path = draw(st.text("\\{}#$%&_^~@,=ab/", max_size=8))
    day = draw(st.sampled_from(["2020", "2020-01", "2020-12-31"]))
    return gnlc.Source(
        id=draw(st.from_regex(r"\A[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}\Z")),
        publisher=draw(SPECIAL),
        title=draw(st.none() | SPECIAL),
        published=draw(st.none() | st.just(gnlc.PartialDate.parse(day))),
        url=draw(st.none() | st.just(f"https://example.org/{path}")),
        language="en",
        cited_for=draw(SPECIAL),
    )


def entries(text: str) -> dict[str, dict[str, Any]]:
    """The entries of BibTeX by their keys, as bibtexparser reads them, with months as numbers."""
    library = parse_string(text, append_middleware=[MonthIntMiddleware()])
    assert library.failed_blocks == []
    assert {entry.entry_type for entry in library.entries} <= {"misc"}
    assert len(library.entries) == len(library.blocks)
    return {
        entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries
    }


def institution(value: str) -> str:
    """What stands in braces, without which it would be the name of a person."""
    found = re.fullmatch(r"\{(.*)\}", value)
    assert found, value
    return plain(found[1])


def plain(tex: str) -> str:
    """What TeX prints of a text, as pylatexenc knows it, with three commands that it does not."""
    commands = {"braceleft": r"\{", "braceright": r"\}", "asciicircum": "^"}
    for command, sign in commands.items():
        tex = tex.replace(rf"\text{command}{{}}", sign)
    return str(LatexNodes2Text(math_mode="verbatim").latex_to_text(tex))


STYLE = CitationStylesStyle("harvard-cite-them-right", validate=False)


def rendered(items: list[CslItem]) -> list[str]:
    """The bibliography that citeproc-py makes, in the one style that it brings."""
    # As it is read from a file.
    source = CiteProcJSON(json.loads(json.dumps(items)))
    bibliography = CitationStylesBibliography(STYLE, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    return list(map(str, bibliography.bibliography()))


def known_parts(date: gnlc.PartialDate | None) -> list[int]:
    parts = () if date is None else (date.year, date.month, date.day)
    return [part for part in parts if part is not None]


class TestLine:
    def test_of_a_source(self) -> None:
        assert gnlc.network().city("Ganja").sources[0].cite() == (
            'Today.Az (Azernews), "Azerbaijani cities join UNESCO GNLC", 2020-09-24, '
            "http://today.az/print/news/entertainment/197464.html"
        )

    def test_the_unknown_stays_unknown(self) -> None:
        assert UNTITLED.cite() == "A, [all of it], date not known, no public address"

    @given(networks(min_cities=1))
    def test_each_source_of_cities_once(self, network: gnlc.Network) -> None:
        cities = network.cities(include_withdrawn=True)
        of_cities = dict.fromkeys(source for city in cities for source in city.sources)
        assert cities.cite().split("\n") == [source.cite() for source in of_cities]
        assert cities[0].cite().split("\n") == [source.cite() for source in cities[0].sources]
        assert network.cities(year=1999).cite() == ""


class TestBibtex:
    """bibtexparser reads back what is on record."""

    @given(sources())
    @example(UNTITLED)
    def test_is_read_back(self, source: gnlc.Source) -> None:
        [(key, fields)] = entries(source.to_bibtex()).items()
        assert key == source.id
        assert institution(fields.pop("author")) == source.publisher
        assert institution(fields.pop("title")) == (source.title or f"[{source.cited_for}]")
        assert plain(fields.pop("annote")) == source.cited_for
        assert fields.pop("language") == source.language
        parts = [int(fields.pop(name)) for name in ("year", "month", "day") if name in fields]
        assert parts == known_parts(source.published)
        address = fields.pop("url", None)
        assert (address and unquote(address)) == (source.url and unquote(source.url))
        assert fields == {}

    def test_everything_on_record(self) -> None:
        found = entries(gnlc.cities(include_withdrawn=True).to_bibtex())
        cited = {s for city in gnlc.cities(include_withdrawn=True) for s in city.sources}
        assert found.keys() == {source.id for source in cited}
        for source in cited:
            assert institution(found[source.id]["author"]) == source.publisher
            assert found[source.id].get("url") == source.url

    def test_of_nothing(self) -> None:
        assert gnlc.cities(year=1999).to_bibtex() == ""

    @pytest.mark.parametrize(
        ("publisher", "written"),
        [
            ("Simon and Garfunkel, Ltd", "{{Simon and Garfunkel, Ltd}}"),
            ("R&D {50 %} of #1", r"{{R\&D \textbraceleft{}50 \%\textbraceright{} of \#1}}"),
        ],
    )
    def test_institutions(self, publisher: str, written: str) -> None:
        source = gnlc.Source(id="a", publisher=publisher, language="en", cited_for="x")
        assert f"\n  author = {written},\n" in source.to_bibtex()


class TestCsl:
    """citeproc-py makes a bibliography of it."""

    @given(sources())
    @example(UNTITLED)
    def test_is_rendered(self, source: gnlc.Source) -> None:
        [item] = source.to_csl()
        assert item["author"] == [{"literal": source.publisher}]
        assert item["title"] == (source.title or f"[{source.cited_for}]")
        assert item.get("URL") == source.url
        [[*parts]] = item["issued"]["date-parts"] if "issued" in item else [[]]
        assert parts == known_parts(source.published)
        [line] = rendered([item])
        assert ("no date" in line) == (source.published is None)
        assert str(source.published.year if source.published else "no date") in line

    def test_of_a_city(self) -> None:
        lines = rendered(gnlc.city("Ganja").to_csl())
        assert len(lines) == len(gnlc.city("Ganja").sources)
        [line] = [line for line in lines if line.startswith("Today.Az (Azernews) (2020)")]
        assert "Azerbaijani cities join UNESCO GNLC" in line
        assert "http://today.az/print/news/entertainment/197464.html" in line

    def test_of_an_answer(self) -> None:
        cities = gnlc.cities(country="AZ")
        assert len(rendered(cities.to_csl())) == len(entries(cities.to_bibtex()))


class TestPackage:
    """The entry of the package says what its other files say."""

    def test_is_of_the_bundled_data(self, monkeypatch: pytest.MonkeyPatch) -> None:
        expected = gnlc.__citation__
        # As if it were asked for first in a test of users.
        monkeypatch.delitem(vars(gnlc), "__citation__")
        with gnlc.testing.bundled(gnlc.testing.network()):
            assert gnlc.__citation__ == expected

    def test_says_what_else_says(self) -> None:
        [(key, fields)] = entries(gnlc.__citation__).items()
        cff = (ROOT / "CITATION.cff").read_text("utf-8")
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        assert key == project["name"]
        assert f'\ntitle: "{institution(fields["title"])}"\n' in cff
        assert f"\nauthors:\n  - name: {institution(fields['author'])}\n" in cff
        assert [{"name": institution(fields["author"])}] == project["authors"]
        network = gnlc.network()
        date = [int(fields[name]) for name in ("year", "month", "day")]
        assert date == list(map(int, network.data_version.split(".")[:3]))
        assert fields["note"] == (
            f"Version {gnlc.__version__}, data {network.data_version} as of {network.as_of}, "
            "CC BY 4.0"
        )
