"""The parts of the site that are made: of data, records and commands nothing is left out.

The site as a whole is built and looked at in `tests/browser`.
"""

import datetime
import html
import re
from collections import Counter
from pathlib import Path

import dictionary
import markup
import pages
import pytest
import shells
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from schema import with_examples

import gnlc
from gnlc import bundled
from gnlc.cli.arguments import parser
from gnlc.models.base import Record, fields_of

NETWORK = gnlc.network()
EVERYBODY = NETWORK.cities(include_withdrawn=True)
SCHEMA = with_examples(bundled.read("document.schema"), bundled.document())
ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def part(name: str) -> str:
    """A generated part of a page, from the bundled data."""
    return pages.part(name, NETWORK, SCHEMA)


def rows_of(text: str) -> list[list[str]]:
    """The cells of the tables of a text, without those of their heads."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    ruled = [number for number, line in enumerate(lines) if set(line) <= set("| -")]
    heads = {number - 1 for number in ruled} | set(ruled)
    return [
        re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
        for number, line in enumerate(lines)
        if number not in heads
    ]


class TestMarkup:
    """No text of the data is taken for markup."""

    @pytest.mark.parametrize(
        "text", ["*a*", "<b>", "[x](y)", "a|b", "`c`", "\\", "{d}", "_e_", "&lt;"]
    )
    def test_plain(self, text: str) -> None:
        shown = markup.plain(text)
        assert re.sub(r"\\(.)", r"\1", shown) == text
        assert not re.search(r"(?<!\\)[*<\[|`{_&]", re.sub(r"\\\\", "", shown))

    @pytest.mark.parametrize("text", ["- a", "+ a", "---", "=", "(a)=", ": a", "% a", "# a"])
    def test_the_beginning_of_a_line(self, text: str) -> None:
        assert markup.plain(text) == f"\\{text}"
        assert markup.plain(f"12. {text[1:]}").startswith("12\\. ")

    @pytest.mark.parametrize("text", ["-90 to 90", "2026.11.28", "a (b), c: d", "1.5", "a - b"])
    def test_plain_text_stays_readable(self, text: str) -> None:
        assert markup.plain(text) == text

    @given(st.text(alphabet="`a |", min_size=1))
    def test_code_is_closed_by_its_own_fence(self, text: str) -> None:
        shown = markup.code(text)
        fence = re.match("`+", shown)
        assert fence is not None
        inner = shown.removeprefix(fence[0]).removesuffix(fence[0])
        assert fence[0] not in re.findall("`+", inner)
        assert inner in (text, f" {text} ")

    def test_prose_keeps_its_code(self) -> None:
        assert markup.prose("see `a_b` [c]") == r"see `a_b` \[c\]"

    def test_no_cell_ends_early(self) -> None:
        text = markup.row([markup.code("x | None"), markup.plain("y|z"), None, 5])
        assert rows_of(text) == [[r"`x \| None`", r"y\|z", "not known", "5"]]

    def test_a_source_without_an_address_is_no_link(self) -> None:
        [source] = [source for source in NETWORK.sources() if source.id == "seed-2020"]
        assert source.url is None
        assert "](" not in markup.citation(source)


class TestRegister:
    """Every city is there, with its year, how certain it is, and each of its sources."""

    by_name = pages.country_pages(NETWORK)

    def section(self, city: gnlc.City) -> str:
        page = self.by_name[city.country.alpha_2.lower()]
        return page.partition(f"\n({city.id})=\n")[2].partition("\n(")[0]

    def test_there_is_a_page_for_each_country(self) -> None:
        assert self.by_name.keys() == {city.country.alpha_2.lower() for city in EVERYBODY}

    @pytest.mark.parametrize("city", EVERYBODY, ids=lambda city: city.id)
    def test_a_city_on_the_page_of_its_country(self, city: gnlc.City) -> None:
        section = self.section(city)
        assert f"## {markup.plain(city.name)}\n" in section
        assert f"`{city.id}`" in section
        assert city._repr_html_() in section
        text = html.unescape(re.sub("<[^>]*>", "", section))
        for admission in city.admissions:
            assert admission.certainty in text
            assert str(admission.year) in text if admission.year else "not stated" in section
            assert admission.listed_as in text
        assert all(
            source.url is None or html.escape(source.url) in section for source in city.sources
        )
        assert all(source.publisher in text for source in city.sources)
        assert ("withdrawn on" in text) == any(a.withdrawn for a in city.admissions)
        assert all(str(year) in text for year in city.award_years)
        assert all(name in text for name in city.names)

    @pytest.mark.parametrize("name", sorted(by_name))
    def test_every_page_says_what_it_is(self, name: str) -> None:
        page = self.by_name[name]
        assert "Nobody publishes who is a member today." in page
        assert markup.plain(NETWORK.data_version) in page
        assert str(NETWORK.as_of) in page
        country = NETWORK.country(name)
        assert country.alpha_3 in page
        assert country._repr_html_() in page

    def test_the_list_has_a_row_for_each_city(self) -> None:
        rows = {row[0]: row for row in rows_of(part("cities"))}
        assert len(rows) == len(EVERYBODY)
        for city in EVERYBODY:
            row = rows[markup.link(city.name, f"#{city.id}")]
            assert row[1] == markup.plain(city.country.common_name)
            assert row[2].startswith("year unknown" if city.year is None else str(city.year))
            assert ("withdrawn" in row[2]) == any(a.withdrawn for a in city.admissions)
            assert city.certainty in row[3]
            assert all(markup.citation(source) in row[4] for source in city.sources)

    def test_countries_lead_to_their_pages(self) -> None:
        text = part("countries")
        assert set(re.findall(r"\(<register/(\w+)\.md>\)", text)) == self.by_name.keys()
        assert sum(map(int, re.findall(r"\>\) (\d+)", text))) == len(EVERYBODY)

    def test_what_is_not_known_is_said(self) -> None:
        city = evolve(gnlc.city("Ganja"), location=None)
        [admission] = city.admissions
        unknown = evolve(admission, year=None, announced_on=None)
        city = evolve(city, admissions=(unknown,))
        section = pages.country_pages(_with(city))["az"].partition("(az-ganja)=")[2]
        assert "not known" in section
        assert city._repr_html_() in section


def _with(city: gnlc.City) -> gnlc.Network:
    """The bundled network with another state of one of its cities."""
    changed = tuple(city if city.id == old.id else old for old in EVERYBODY)
    facts = evolve(NETWORK.facts, announcements=(), conflicts=(), strategy_periods=())
    facts = evolve(facts, awards=(), conferences=())
    plain = tuple(evolve(old, award_years=()) for old in changed)
    return evolve(NETWORK, cities=plain, facts=facts)


class TestGaps:
    """What is missing and where sources differ is reported as it stands in the data."""

    def test_coverage(self) -> None:
        rows = rows_of(part("coverage"))
        assert len(rows) == len(NETWORK.coverage())
        for row, known in zip(rows, NETWORK.coverage(), strict=True):
            assert row[0] == ("an unknown year" if known.year is None else str(known.year))
            counts = (
                known.cities_stated,
                known.cities_corrected,
                known.cities_recorded,
                known.cities_withdrawn,
                known.cities_missing,
                known.countries_stated,
                known.countries_recorded,
                known.countries_missing,
            )
            for cell, count in zip(row[1:], counts, strict=True):
                assert cell.startswith("not ") if count is None else cell == str(count)

    def test_conflicts(self) -> None:
        text = part("conflicts")
        for conflict in NETWORK.conflicts():
            section = text.partition(f"({conflict.id})=\n")[2].partition("\n(")[0]
            rows = rows_of(section)
            assert rows == [
                [markup.plain(claim.value), markup.citation(claim.source)]
                for claim in conflict.claims
            ]
            assert markup.plain(conflict.resolution) in section
            assert markup.plain(conflict.reason) in section
            assert all(f"(<#{city.id}>)" in section for city in conflict.cities)


PUBLIC = dictionary.records()


class TestDictionary:
    """Every field of every public record is reported: what it means, type, unit, values, origin."""

    text = part("dictionary")

    def rows(self, cls: type) -> dict[str, list[str]]:
        section = self.text.partition(f"## {cls.__name__}\n")[2].partition("\n## ")[0]
        return {row[0].strip("`"): row for row in rows_of(section)}

    def test_every_record_has_a_section(self) -> None:
        heads = re.findall(r"^## (\w+)$", self.text, re.MULTILINE)
        assert sorted(heads) == sorted(cls.__name__ for cls in PUBLIC)

    @pytest.mark.parametrize("cls", PUBLIC, ids=lambda cls: cls.__name__)
    def test_every_field_has_a_row(self, cls: type[Record]) -> None:
        names = {field.name for field in fields_of(cls)}
        rows = self.rows(cls)
        assert rows.keys() == {name for name in names if not name.startswith("_")}
        for row in rows.values():
            assert len(row) == 7
            assert all(row)

    def test_examples_are_in_the_data(self) -> None:
        """A test of the schema holds that its examples are; most fields have one."""
        rows = [row[6] for cls in PUBLIC for row in self.rows(cls).values()]
        assert sum(row.startswith("`") for row in rows) > 0.6 * len(rows)
        assert self.rows(gnlc.Location)["timezone"][6] == '`"Asia/Dubai"`'

    def test_words_to_choose_from(self) -> None:
        assert self.rows(gnlc.Admission)["certainty"][4] == "`'stated'`, `'inferred'`"

    def test_bounds_and_units(self) -> None:
        row = self.rows(gnlc.Location)["latitude"]
        assert row[3:5] == ["degrees north, WGS 84", "-90 to 90"]

    def test_forms_are_told_in_words(self) -> None:
        assert self.rows(gnlc.Country)["alpha_2"][4] == "two capital letters"

    def test_how_many_there_must_be(self) -> None:
        wordings = {
            (cls, name): self.rows(cls)[name][4].partition(" once: ")[0]
            for cls, name in [
                (gnlc.Conflict, "cities"),
                (gnlc.Conflict, "claims"),
                (gnlc.Region, "sources"),
            ]
        }
        assert list(wordings.values()) == [
            "any number, each",
            "two or more, each",
            "one or more, each",
        ]

    def test_none_is_allowed_where_the_type_has_it(self) -> None:
        for cls in PUBLIC:
            for name, row in self.rows(cls).items():
                assert ("None" in row[2]) == ("`None` where there is none" in row[4]), name

    @pytest.mark.parametrize(
        ("cls", "name", "origin"),
        [
            (gnlc.Country, "common_name", "gnlc"),
            (gnlc.Admission, "year", "its `sources`, or inferred from them: see `certainty`"),
            (gnlc.Admission, "note", "gnlc, after its `sources`"),
            (gnlc.Announcement, "title", "gnlc"),
            (gnlc.Announcement, "kind", "gnlc"),
            (gnlc.Conference, "city", "gnlc"),
            (gnlc.ListedStrategy, "period", "gnlc"),
            (gnlc.Release, "cities", "gnlc, after its `source`"),
        ],
    )
    def test_what_no_source_says_as_it_stands(self, cls: type, name: str, origin: str) -> None:
        assert self.rows(cls)[name][5] == markup.prose(origin)

    def test_whose_the_places_are(self) -> None:
        rows = self.rows(gnlc.Location)
        assert [name for name, row in rows.items() if "GeoNames" not in row[5]] == [
            "wikidata",
            "relation",
            "names",
        ]

    def test_documents(self) -> None:
        rows = {row[0].strip("`"): row for row in rows_of(part("document"))}
        written = NETWORK.to_dict()
        assert written.keys() <= rows.keys()
        assert {name for name, row in rows.items() if row[2] == "yes"} == {
            "format_version",
            "data_version",
            "as_of",
        }

    def test_a_type_is_written_as_python_has_it(self) -> None:
        assert dictionary.type_text(datetime.date | None) == "datetime.date | None"
        assert dictionary.type_text(tuple[int, ...]) == "tuple[int, ...]"


class TestCommandLine:
    """Every command and every option is reported."""

    text = part("command-line")

    def test_help_of_every_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("COLUMNS", "80")
        names = re.findall(r"(?m)^## `gnlc (\w+)`$", self.text)
        assert names == list(shells.commands(parser()))
        for name, command in shells.commands(parser()).items():
            section = self.text.partition(f"## `gnlc {name}`\n")[2].partition("\n## ")[0]
            assert command.format_help().strip() in section


class TestPages:
    """Every page of the docs is on the site, and every part that is made has its place."""

    def test_every_page_is_in_the_contents_once(self, tmp_path: Path) -> None:
        pages.write(tmp_path)
        index = (DOCS / "index.md").read_text("utf-8")
        trees = re.findall(r"(?s)```\{toctree\}\n:hidden:\n:caption: .+?\n\n(.+?)\n```", index)
        there = {
            path.relative_to(docs).with_suffix("").as_posix()
            for docs in (DOCS, tmp_path)
            for path in docs.rglob("*.md")
            if path.parent.name != "register"
        }
        assert Counter("\n".join(trees).split("\n")) == Counter(there - {"index"})

    def test_notebooks_are_in_the_contents_of_the_gallery(self) -> None:
        page = (DOCS / "gallery.md").read_text("utf-8")
        for path in DOCS.glob("gallery/*.ipynb"):
            assert f"\ngallery/{path.stem}\n" in page

    def test_every_part_that_is_made_has_a_place(self) -> None:
        marks = [
            name
            for path in pages.marked(DOCS)
            for _, name, _ in pages.MARK.findall(path.read_text("utf-8"))
        ]
        assert set(marks) == pages.PARTS
        fill = pages.fill((DOCS / "explanation" / "missing.md").read_text("utf-8"))
        assert part("coverage") in fill
        assert "<!-- generated" not in fill

    def test_every_public_name_is_in_the_reference_once(self) -> None:
        wordings = Counter(
            name
            for path in DOCS.glob("reference/*.md")
            for name in re.findall(
                r"^\.\. (?:auto\w+|py:data):: gnlc\.(\w+)(?:\(\))?$",
                path.read_text("utf-8"),
                re.MULTILINE,
            )
        )
        assert wordings == Counter(set(gnlc.__all__) - {"__version__"})

    def test_pages_that_are_no_more_are_taken_away(self, tmp_path: Path) -> None:
        pages.write(tmp_path)
        before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
        assert {
            path.stem for path in (tmp_path / "register").iterdir()
        } == TestRegister.by_name.keys()
        (tmp_path / "register" / "xx.md").write_text("# Nowhere\n", "utf-8")
        pages.write(tmp_path)
        assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")} == before

    def test_links_that_leave_the_docs_lead_to_pages_of_the_site(self, tmp_path: Path) -> None:
        pages.write(tmp_path)
        assert pages.fill("[x](../../CHANGELOG.md#a)") == "[x](../project/CHANGELOG.md#a)"
        assert pages.fill("[x](../SECURITY.md)") == "[x](project/SECURITY.md)"
        for path in (tmp_path / "project").iterdir():
            text = path.read_text("utf-8")
            for target in re.findall(r"\]\(([^)#:]+)[)#]", text):
                assert (path.parent / target).exists() or (
                    DOCS / "project" / target
                ).resolve().exists()


MARKED = sorted(pages.marked(DOCS))


class TestFiles:
    """The pages can be read as files: what the site alone has is said, and the rest is there."""

    def text(self, page: str) -> str:
        return (DOCS / page).read_text("utf-8")

    @pytest.mark.parametrize(
        ("page", "part"),
        [
            ("reference/dictionary.md", part("dictionary")),
            ("reference/dictionary.md", part("document")),
            ("explanation/missing.md", part("coverage")),
            ("explanation/missing.md", part("national-counts")),
            ("explanation/conflicts.md", part("conflicts")),
        ],
    )
    def test_have_every_row_of_the_site(self, page: str, part: str) -> None:
        there = self.text(page)
        lines = [line for line in part.splitlines() if line.startswith(("| ", "#", "- "))]
        assert lines
        assert [line for line in lines if line not in there] == []

    def test_have_every_command(self) -> None:
        for name in shells.commands(parser()):
            assert f"\n## `gnlc {name}`\n\n```text\nusage: gnlc {name} " in self.text(
                "reference/command-line.md"
            )

    @pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
    def test_are_plain_markdown(self, path: Path) -> None:
        for mark in pages.MARK.finditer(path.read_text("utf-8")):
            text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", mark[0])
            assert not re.search(r"(?m)^\{|^\(\S+\)=$|\{[\w:]+\}|\(<#", text)
            assert "<!--" not in text.removeprefix(mark[1]).removesuffix(mark[3])

    def test_markdown_keeps_the_words(self) -> None:
        text = "{.claims}\n| a |\n(b-c)=\n### D\n[E \\[f\\]](<#e>), [g](<h.md>), {py:class}`i`\n"
        kept = "| a |\n### D\nE \\[f\\], [g](<h.md>), `i`\n"
        assert pages.to_markdown(text) == kept

    def test_say_where_the_reference_is(self) -> None:
        """Sphinx fills in the directives of autodoc; in the files there are just the names."""
        paths = [path for path in DOCS.rglob("*.md") if "\n.. auto" in path.read_text("utf-8")]
        assert paths
        for path in paths:
            text = path.read_text("utf-8")
            assert "> You are reading the file." in text
            assert "You are reading the file" not in pages.fill(text)

    def test_say_where_the_register_is(self) -> None:
        text = self.text("register.md")
        site = pages.fill(text)
        for note in ("The list is on the site only.", "You are reading the file."):
            assert note in text
            assert note not in site
        assert part("cities") in site

    @pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
    def test_links_of_notes_lead_somewhere(self, path: Path) -> None:
        for mark in pages.MARK.finditer(path.read_text("utf-8")):
            for target, anchor in re.findall(r"\]\((\.\.[^)#]+)(?:#([^)]+))?\)", mark[0]):
                text = (path.parent / target).read_text("utf-8")
                headings = re.findall(r"(?m)^#+ (.+)$", text)
                assert not anchor or anchor in [h.lower().replace(" ", "-") for h in headings]


# Up to the end of the command, which a comment is no part of.
GROUP = re.compile(r"(?<!uv )pip install(?: +(?![&#])[^`\s]+)* --group ")
UPGRADE = re.compile(r"pip install (--quiet )?--upgrade pip\b")


def early_groups(text: str) -> list[str]:
    """The commands with `--group` that follow no upgrade of pip in their block or paragraph."""
    return [
        block
        for block in text.split("\n\n")
        if (group := GROUP.search(block)) and not UPGRADE.search(block, 0, group.start())
    ]


class TestCommands:
    """Commands work with the pip that Python 3.11 comes with, which has no `--group`."""

    paths = (
        *ROOT.glob("*.md"),
        *(path for path in DOCS.rglob("*.md") if path.parent.name not in pages.WRITTEN),
    )

    @pytest.mark.parametrize("path", paths, ids=lambda path: path.relative_to(ROOT).as_posix())
    def test_pip_is_upgraded_first(self, path: Path) -> None:
        assert early_groups(path.read_text("utf-8")) == []

    def test_there_are_some(self) -> None:
        texts = [path.read_text("utf-8") for path in self.paths]
        assert sum("--group" in text for text in texts) > 3

    @pytest.mark.parametrize(
        "text",
        [
            "pip install . --group docs",
            "Run `pip install --group docs` first.",
            "pip install --upgrade pip\n\nthen\n\npip install . --group docs",
            "pip install . --group docs\npip install --upgrade pip",
        ],
    )
    def test_an_early_one_is_seen(self, text: str) -> None:
        assert len(early_groups(text)) == 1
