"""The command line: announcements, tables of the data, and documents of one's own."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import recorded
from commands import Capture, as_cells, refused, rows_of, shown

import gnlc
from gnlc.cli import main
from gnlc.models.base import Record, key_name, key_of
from gnlc.rows.announcements import announcement_record, coverage_record


def leaves(value: object) -> Iterator[str]:
    """Yield every text, number and key in a record."""
    if isinstance(value, Record) and key_name(type(value)):
        name = getattr(value, "publisher", "") or getattr(value, "name", "")
        yield name or key_of(value)
    elif isinstance(value, Record):
        cls: Any = type(value)
        for attribute in attrs.fields(cls):
            yield from leaves(getattr(value, attribute.name))
    elif isinstance(value, tuple):
        items: tuple[object, ...] = value
        for item in items:
            yield from leaves(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


class TestAnnouncement:
    """`gnlc announcement` shows one, or all in short."""

    @pytest.mark.parametrize("key", ["2020", "2020-09-23"])
    def test_every_fact_of_the_release(self, capsys: Capture, key: str) -> None:
        text = shown(capsys, "announcement", key)
        (release,) = gnlc.announcement(2020).releases
        told = list(leaves(release))
        assert "David Atchoarena" in told
        for fact in told:
            assert fact in text
        assert "  first of country          yes\n" in text

    def test_not_the_first_members(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (told,) = (a for a in document["announcements"] if a["id"] == "2020")
        told["releases"][0]["first_of_country"] = False
        del told["releases"][0]["public_copy"]
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        assert "  first of country          no\n" in shown(capsys, "announcement", "2020")

    def test_counts(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2020")
        told = list(map(str.split, text.splitlines()))
        for fact in ("cities stated 55", "network cities stated 230", "countries stated 27"):
            assert fact.split() in told
        [row] = [row for row in gnlc.coverage() if row.year == 2020]
        counts = 55, 54, row.cities_recorded, row.cities_withdrawn, row.cities_missing
        assert ["cities", *map(str, counts)] in told
        assert "\nCorrections\n  2020-09-24  cities stated: 54\n" in text
        assert "withdrawn cities: Laâyoune (ma-laayoune)\n" in text
        assert "  6  as listed: learning\n     note: cut short" in text
        assert "  7  name: literacy\n" in text
        assert "sources:" not in text

    def test_rolling(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2016")
        told = list(map(str.split, text.splitlines()))
        assert ["kind", "rolling"] in told
        assert ["announced", "on", "not", "stated"] in told
        assert ["cities", "stated", "not", "stated"] in told

    def test_sources(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "2020", "--sources")
        announcement = gnlc.announcement(2020)
        (correction,) = announcement.corrections
        for source in (*announcement.sources, *correction.sources):
            assert f"\n  {source.id}" in text
            assert (source.url or "no public address") in text

    @pytest.mark.parametrize("announcement", gnlc.announcements())
    def test_all_that_an_announcement_has(self, capsys: Capture, announcement: Any) -> None:
        text = shown(capsys, "announcement", announcement.id, "--sources")
        assert text.startswith(f"{announcement.title} ({announcement.id})\n")
        for fact in leaves(attrs.evolve(announcement, releases=())):
            assert fact in text

    def test_priority_without_number(self, capsys: Capture, monkeypatch: Any) -> None:
        document = gnlc.network().to_dict()
        (told,) = (a for a in document["announcements"] if a["id"] == "2020")
        told["releases"][0]["strategy"]["period"] = "2021-2023"
        altered = gnlc.Network.from_dict(document)
        monkeypatch.setattr("gnlc.bundled.network", lambda: altered)
        text = shown(capsys, "announcement", "2020")
        assert "  priority  number: not stated\n            name: more exchange between" in text

    def test_all(self, capsys: Capture) -> None:
        lines = shown(capsys, "announcement").splitlines()
        assert [line.split()[0] for line in lines[1:]] == [a.id for a in gnlc.announcements()]
        count = str(len(recorded.admitted_in(2020)))
        assert lines[6].split()[:6] == ["2020", "2020-09-23", "55", "54", count, "27"]

    def test_all_with_sources(self, capsys: Capture) -> None:
        text = shown(capsys, "announcement", "--sources")
        for announcement in gnlc.announcements():
            ids = ", ".join(source.id for source in announcement.sources)
            assert f"\n  {announcement.id}  {ids}\n" in text
            for source in announcement.sources:
                assert (source.url or "no public address") in text

    def test_json(self, capsys: Capture) -> None:
        published = gnlc.network().to_dict()["announcements"]
        assert json.loads(shown(capsys, "announcement", "--format", "json")) == published
        one = json.loads(shown(capsys, "announcement", "2020-09-23", "--format", "json"))
        assert one in published
        assert one["id"] == "2020"

    def test_json_with_sources(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "announcement", "2020", "--format", "json", "--sources"))
        release = found["releases"][0]
        cited = (*found["sources"], *found["corrections"][0]["sources"], release["source"])
        assert {"id", "publisher"} <= set.intersection(*map(set, cited))
        assert release["public_copy"]["url"].startswith("https://unesco.mfa.gov.az/")
        assert release["cities"] == ["az-baku", "az-gabala", "az-ganja"]

    def test_csv(self, capsys: Capture) -> None:
        found = rows_of(shown(capsys, "announcement", "--format", "csv"))
        records = map(announcement_record, gnlc.announcements())
        assert found == [as_cells(record) for record in records]
        assert found[5]["withdrawn_cities"] == "ma-laayoune"
        assert found[5]["cities_corrected"] == "54"
        assert rows_of(shown(capsys, "announcement", "2020", "--format", "csv")) == [found[5]]


class TestCoverage:
    """`gnlc coverage` never hides a gap."""

    def test_table(self, capsys: Capture) -> None:
        lines = shown(capsys, "coverage").splitlines()
        [row] = [row for row in gnlc.coverage() if row.year == 2020]
        cities = 55, 54, row.cities_recorded, row.cities_withdrawn, row.cities_missing
        countries = 27, "-", row.countries_recorded, row.countries_missing
        assert lines[6].split() == ["2020", *map(str, (*cities, *countries))]
        assert lines[-1].startswith("year not known ")
        assert len(lines) == len(gnlc.coverage()) + 1

    def test_json(self, capsys: Capture) -> None:
        found = json.loads(shown(capsys, "coverage", "--format", "json"))
        assert found == list(map(coverage_record, gnlc.coverage()))
        assert found[-1]["announcement"] is None
        assert found[5]["cities_missing"] == 55 - len(recorded.admitted_in(2020))

    def test_csv(self, capsys: Capture) -> None:
        found = rows_of(shown(capsys, "coverage", "--format", "csv"))
        for row, coverage in zip(found, gnlc.coverage(), strict=True):
            assert row["year"] == ("" if coverage.year is None else str(coverage.year))
            assert row["cities_recorded"] == str(coverage.cities_recorded)
            stated = coverage.countries_stated
            assert row["countries_stated"] == ("" if stated is None else str(stated))


class TestTable:
    """`gnlc table` shows any table of the data."""

    @pytest.mark.parametrize("rows", [*gnlc.tables()], ids=lambda rows: rows.name)
    def test_rows(self, capsys: Capture, rows: gnlc.Rows[Any]) -> None:
        assert shown(capsys, "table", rows.name, "--format", "csv") == rows.to_csv().replace(
            "\r\n", "\n"
        )
        assert json.loads(shown(capsys, "table", rows.name, "--format", "json")) == json.loads(
            rows.to_json()
        )
        lines = shown(capsys, "table", rows.name).splitlines()
        assert lines[0].lower().split() == list(rows.to_records()[0])

    def test_any_spelling(self, capsys: Capture) -> None:
        text = shown(capsys, "table", "national_counts")
        for words in (["national", "counts"], ["National-Counts"], ["national counts"]):
            assert shown(capsys, "table", *words) == text

    def test_list(self, capsys: Capture) -> None:
        names = [rows.name for rows in gnlc.tables()]
        title, _, *lines = shown(capsys, "table").splitlines()
        assert title == "Tables"
        assert [line.split()[0] for line in lines] == names
        rows = json.loads(shown(capsys, "table", "--format", "json"))
        assert [(row["table"], row["rows"]) for row in rows] == [
            (rows.name, len(rows)) for rows in gnlc.tables()
        ]
        text = shown(capsys, "table", "--columns", "table", "--format", "csv")
        assert text.splitlines() == ["table", *names]


class TestCite:
    """`gnlc cite` gives references, for people and for reference managers."""

    @pytest.mark.parametrize(
        ("words", "sources"),
        [
            (["Ganja"], gnlc.city("Ganja").sources),
            (["Ho", "Chi", "Minh", "City"], gnlc.city("Ho Chi Minh City").sources),
            (["2020"], gnlc.announcement(2020).sources),
            (["2020-09-23"], gnlc.announcement(2020).sources),
        ],
    )
    def test_sources(self, capsys: Capture, words: list[str], sources: Any) -> None:
        assert shown(capsys, "cite", *words).splitlines() == [each.cite() for each in sources]
        items = json.loads(shown(capsys, "cite", *words, "--format", "json"))
        assert items == [item for each in sources for item in each.to_csl()]
        entries = shown(capsys, "cite", *words, "--format", "bibtex")
        assert entries == "\n".join(each.to_bibtex() for each in sources)

    def test_country(self, capsys: Capture) -> None:
        asked = ("cite", "Ganja", "--country")
        assert shown(capsys, *asked, "AZ") == shown(capsys, "cite", "Ganja")
        assert refused(capsys, *asked, "MA")[0] == 1

    def test_data(self, capsys: Capture) -> None:
        line, places = shown(capsys, "cite").splitlines()
        assert gnlc.DATA_VERSION in line
        assert gnlc.__version__ in line
        assert places == "Places: GeoNames (https://www.geonames.org), CC BY 4.0"
        assert shown(capsys, "cite", "--format", "bibtex") == gnlc.__citation__
        [item] = json.loads(shown(capsys, "cite", "--format", "json"))
        year, month, day = item["issued"]["date-parts"][0]
        assert f"{year}.{month:02}.{day:02}" == gnlc.DATA_VERSION

    def test_file(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "ganja.bib"
        assert shown(capsys, "cite", "Ganja", "-o", str(path)) == ""
        assert path.read_text("utf-8") == shown(capsys, "cite", "Ganja", "--format", "bibtex")


class TestCheck:
    """`gnlc check` names every problem of a document."""

    @pytest.fixture
    def sound(self, tmp_path: Path) -> Path:
        path = tmp_path / "sound.json"
        path.write_text(gnlc.dumps(gnlc.network()), encoding="utf-8")
        return path

    @pytest.fixture
    def unsound(self, tmp_path: Path) -> Path:
        document = gnlc.network().to_dict()
        document["cities"][0]["name"] = ""
        document["cities"][1]["na\nme"] = "x"
        path = tmp_path / "unsound.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def test_sound(self, capsys: Capture, sound: Path) -> None:
        file = str(sound)
        assert shown(capsys, "check", file) == f"{file}: the document is valid\n"
        assert json.loads(shown(capsys, "check", file, "--format", "json")) == [
            {"file": file, "error": None, "count": 0, "problems": []}
        ]
        assert shown(capsys, "check", file, "--format", "csv") == "file,pointer,message\n"

    def test_a_line_for_each_problem(self, capsys: Capture, unsound: Path, sound: Path) -> None:
        assert main(["check", str(unsound), str(sound)]) == 1
        out, err = capsys.readouterr()
        assert out.splitlines() == [
            f"{unsound}:/cities/0/name: name must not be empty",
            f"{unsound}:/cities/1/na\\nme: unknown field 'na\\nme'; did you mean 'name'?",
            f"{sound}: the document is valid",
        ]
        assert err == "gnlc: invalid documents: 1 of 2\n"

    @pytest.mark.parametrize("form", ["json", "csv"])
    def test_problems_for_a_program(self, capsys: Capture, unsound: Path, form: str) -> None:
        assert main(["check", str(unsound), "--format", form]) == 1
        out = capsys.readouterr().out
        if form == "json":
            [told] = json.loads(out)
            found = told.pop("problems")
            assert told == {"file": str(unsound), "error": None, "count": 2}
        else:
            found = rows_of(out)
            assert [problem["file"] for problem in found] == [str(unsound)] * 2
        assert [problem["pointer"] for problem in found] == ["/cities/0/name", "/cities/1/na\nme"]

    def test_more_than_are_told(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "many.json"
        path.write_text(json.dumps({"sources": [{}] * 400}), encoding="utf-8")
        assert main(["check", str(path)]) == 1
        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 101
        assert lines[0] == f"{path}: the field 'format_version' is missing"
        assert lines[-1] == f"{path}: and 1,503 more problems"

    def test_no_json(self, capsys: Capture, tmp_path: Path) -> None:
        path = tmp_path / "none.json"
        path.write_text("none", encoding="utf-8")
        assert main(["check", str(path)]) == 1
        assert capsys.readouterr().out.startswith(f"{path}: not JSON: ")

    def test_no_file(self, capsys: Capture, tmp_path: Path, unsound: Path) -> None:
        status, message = refused(capsys, "check", str(tmp_path / "none"))
        assert status == 2
        assert message.startswith("No such file or directory: '")
        # The others are looked at all the same.
        assert main(["check", str(tmp_path / "none"), str(unsound)]) == 2
        assert f"{unsound}:/cities/0/name: " in capsys.readouterr().out

    def test_no_file_for_a_program(self, capsys: Capture, tmp_path: Path, unsound: Path) -> None:
        """A file that cannot be read is there as well, and does not pass for a sound one."""
        missing = str(tmp_path / "none")
        assert main(["check", missing, str(unsound), "--format", "json"]) == 2
        out, err = capsys.readouterr()
        first, second = json.loads(out)
        told = "No such file or directory"
        assert first == {"file": missing, "error": told, "count": 0, "problems": []}
        assert (second["error"], second["count"]) == (None, 2)
        [one, whole] = err.splitlines()
        assert one.startswith(f"gnlc: {told}: ")
        assert whole == "gnlc: invalid documents: 1 of 2"
        assert main(["check", missing, "--format", "csv"]) == 2
        rows = rows_of(capsys.readouterr().out)
        assert rows == [{"file": missing, "pointer": "", "message": told}]

    def test_standard_input(
        self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, sound: Path, unsound: Path
    ) -> None:
        with unsound.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            assert main(["check", "-", str(sound)]) == 1
        out, err = capsys.readouterr()
        assert out.startswith("-:/cities/0/name: name must not be empty\n-:/cities/1/")
        assert err == "gnlc: invalid documents: 1 of 2\n"

    def test_no_standard_input(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", None)
        assert main(["check", "-"]) == 2
        assert capsys.readouterr().err == "gnlc: Bad file descriptor: '-'\n"

    def test_files_after_an_option(
        self, capsys: Capture, monkeypatch: pytest.MonkeyPatch, sound: Path, unsound: Path
    ) -> None:
        with sound.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            assert main(["check", str(sound), "--format", "json", str(unsound), "-"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert [entry["file"] for entry in told] == [str(sound), str(unsound), "-"]
        status, message = refused(capsys, "check", str(sound), "--form", "json", str(unsound))
        assert status == 2
        assert message == "there is no option '--form'; did you mean '--format' or '--force'?"

    def test_hook_of_pre_commit(self) -> None:
        """The hook that other repositories name is one that pre-commit takes."""
        manifest = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
        command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


class TestDiff:
    """`gnlc diff` tells what changed; it ends well whether anything did or not."""

    @pytest.fixture
    def newer(self, tmp_path: Path) -> Path:
        document = gnlc.network().to_dict()
        document["quota"]["cities"] = 4
        del next(c for c in document["cities"] if c["id"] == "az-baku")["location"]
        document["place_names"] = [s for s in document["place_names"] if s["city"] != "az-baku"]
        record = next(c for c in document["cities"] if c["id"] == "az-ganja")
        record["admissions"][0]["note"] = "fifth"
        path = tmp_path / "newer.json"
        path.write_text(json.dumps(document), "utf-8")
        return path

    @pytest.fixture
    def bundled(self, tmp_path: Path) -> Path:
        path = tmp_path / "bundled.json"
        gnlc.dump(gnlc.network(), path)
        return path

    def test_table(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        text = shown(capsys, "diff", str(newer), str(bundled))
        header, *rows, count = text.splitlines()
        assert header.split() == ["CHANGE", "RECORD", "KEY", "WHAT"]
        assert rows[1].startswith("changed  city       az-baku        location: none -> {")
        assert rows[2] == "changed  admission  az-ganja/2020  note: 'fifth' -> none"
        assert count == "3 changes"

    def test_bundled_data_is_the_old(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        text = shown(capsys, "diff", str(newer))
        assert "note: none -> 'fifth'" in text
        assert text == shown(capsys, "diff", str(bundled), str(newer))

    def test_other_formats(self, capsys: Capture, newer: Path) -> None:
        changes = gnlc.diff(gnlc.network(), gnlc.load(newer))
        records = json.loads(shown(capsys, "diff", str(newer), "--format", "json"))
        assert records == changes.to_records()
        rows = rows_of(shown(capsys, "diff", str(newer), "--format", "csv"))
        assert [row["key"] for row in rows] == ["", "az-baku", "az-ganja/2020"]
        assert [row["old"] for row in rows] == [change.old or "" for change in changes]
        text = shown(capsys, "diff", str(newer), "--format", "markdown")
        assert text == changes.to_markdown()

    def test_nothing(self, capsys: Capture, bundled: Path) -> None:
        assert shown(capsys, "diff", str(bundled)) == "nothing changed\n"
        assert json.loads(shown(capsys, "diff", str(bundled), "--format", "json")) == []
        header = shown(capsys, "diff", str(bundled), "--format", "csv")
        assert header == "kind,record,key,field,old,new,summary\n"
        text = shown(capsys, "diff", str(bundled), "--format", "markdown")
        assert text.endswith("- Nothing changed.\n")

    def test_not_sound(self, capsys: Capture, newer: Path, tmp_path: Path) -> None:
        unsound = tmp_path / "unsound.json"
        unsound.write_text("{}", "utf-8")
        for files in ((unsound, newer), (newer, unsound)):
            status, message = refused(capsys, "diff", *map(str, files))
            assert status == 1
            told = "is invalid, problems: 3; 'gnlc check' lists them"
            assert message == f"{str(unsound)!r} {told}"

    def test_a_file_after_an_option(self, capsys: Capture, newer: Path, bundled: Path) -> None:
        files = str(newer), str(bundled)
        text = shown(capsys, "diff", files[0], "--format", "csv", files[1])
        assert text == shown(capsys, "diff", *files, "--format", "csv")
        status, message = refused(capsys, "diff", files[0], "--format", "csv", *files)
        assert status == 2
        assert message.startswith("diff takes no ")

    def test_standard_input(
        self, capsys: Capture, newer: Path, bundled: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for argv in (["-"], [str(bundled), "-"]):
            with newer.open("rb") as file:
                monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(file))
                assert shown(capsys, "diff", *argv) == shown(capsys, "diff", str(newer))

    def test_two_dashes(self, capsys: Capture, newer: Path) -> None:
        assert shown(capsys, "diff", "--", str(newer)) == shown(capsys, "diff", str(newer))
        assert refused(capsys, "diff", "--", "--") == (2, "No such file or directory: '--'")

    def test_missing(self, capsys: Capture, newer: Path, tmp_path: Path) -> None:
        for files in ((tmp_path / "none", newer), (newer, tmp_path / "none")):
            status, message = refused(capsys, "diff", *map(str, files))
            assert status == 2
            assert message.startswith("No such file or directory: ")
        assert refused(capsys, "diff")[0] == 2
