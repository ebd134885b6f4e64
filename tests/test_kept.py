"""What earlier releases wrote is read by this one, and what was public then is so now."""

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from api import KEPT, PROJECT, api, last_release, undeclared_changes
from documents import records
from jsonschema import Draft202012Validator
from keep import PROTOCOLS, keep, objects

import gnlc
from gnlc.bundled import read
from gnlc.models.base import Record, fields_of
from gnlc.query.history import History

RELEASES = sorted(path.name for path in KEPT.iterdir() if path.is_dir())


def load_kept(release: str) -> gnlc.Network:
    return gnlc.load(KEPT / release / "document.json")


def same(one: Any, other: Any) -> bool:
    if isinstance(one, Exception):
        return type(one) is type(other) and vars(one) == vars(other)
    return type(one) is type(other) and bool(one == other)


class TestSample:
    """What is kept of a release shows all that there is."""

    def test_every_field_is_filled(self) -> None:
        network = gnlc.load(KEPT / "sample.json")
        tables = (*network.sources(), *network.regions(), *network.countries())
        filled: dict[type, set[str]] = {}
        for record in records(network.facts, *tables, *network.cities(include_withdrawn=True)):
            values = {field.name: getattr(record, field.name) for field in fields_of(type(record))}
            names = {name for name, value in values.items() if value not in (None, ())}
            filled.setdefault(type(record), set()).update(names)
        assert len(filled) > 30
        for cls, names in filled.items():
            assert names == {field.name for field in fields_of(cls)}, cls
        made = objects(network)
        roots = [*made.values(), *made["changes"], *made["coverage"], *made["rows"]]
        classes = {cls.__name__ for cls in (*filled, *map(type, roots))}
        assert classes >= {name for name in gnlc.__all__ if isinstance(getattr(gnlc, name), type)}

    def test_is_written_once(self, tmp_path: Path) -> None:
        folder = tmp_path / "9.9.9"
        keep(folder)
        names = {path.name for path in folder.iterdir()}
        assert names == {path.name for path in last_release().iterdir()}
        written = {name: (folder / name).read_bytes() for name in names}
        assert json.loads(written["api.json"]) == api()
        with pytest.raises(FileExistsError):
            keep(folder)
        assert {name: (folder / name).read_bytes() for name in names} == written


@pytest.mark.parametrize("release", RELEASES)
class TestReleases:
    """Documents and pickles of every release are read as they were meant."""

    def test_document(self, release: str) -> None:
        text = (KEPT / release / "document.json").read_text("utf-8")
        network = gnlc.loads(text)
        # Nothing is lost or read as something else, or it would not be written as it was.
        assert network.to_dict() == json.loads(text)
        assert Draft202012Validator(read("document.schema")).is_valid(json.loads(text))

    @pytest.mark.parametrize("protocol", PROTOCOLS)
    def test_pickles(self, release: str, protocol: int) -> None:
        content = (KEPT / release / f"objects-{protocol}.pickle").read_bytes()
        loaded, expected = pickle.loads(content), objects(load_kept(release))
        assert loaded.keys() <= expected.keys()
        for name, value in loaded.items():
            assert same(value, expected[name]), name

    def test_ids_are_not_used_again(self, release: str) -> None:
        """An id leads to the same city, under any of its names, or to none."""
        names = json.loads((KEPT / release / "cities.json").read_text("utf-8"))
        cities = {city.id: city for city in gnlc.cities(include_withdrawn=True)}
        left = {id_: name for id_, name in names.items() if id_ in cities}
        assert len(left) > 300
        assert [id_ for id_, name in left.items() if name not in cities[id_].names] == []


@attrs.frozen(kw_only=True)
class Early(Record):
    """A record as a release has it."""

    name: str


@attrs.frozen(kw_only=True)
class Later(Record):
    """The same, with a field that came later."""

    name: str
    note: str | None = None


@attrs.frozen(kw_only=True)
class Other(Record):
    """One with another field, and without that one."""

    title: str


class TestPickles:
    """A pickle is read as the arguments of a constructor."""

    def unpickled_as(self, cls: type, monkeypatch: pytest.MonkeyPatch) -> Any:
        content = pickle.dumps(Early(name="x"))
        monkeypatch.setattr(sys.modules[__name__], "Early", cls)
        return pickle.loads(content)

    def test_a_field_that_came_later_has_its_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.unpickled_as(Later, monkeypatch) == Later(name="x", note=None)

    def test_nothing_is_half_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(TypeError, match="unexpected keyword argument 'name'"):
            self.unpickled_as(Other, monkeypatch)

    def test_what_cannot_be_is_refused(self) -> None:
        content = pickle.dumps(gnlc.PartialDate(2020, 12), 2)
        with pytest.raises(ValueError, match="month must be an int from 1 to 12, got 13"):
            pickle.loads(content.replace(b"K\x0c", b"K\x0d"))


OLD = {"City": "(*, id: str)", "City.id": "str", "city": "(key: str) -> City"}


class TestApi:
    """What is public and not as it was in the last release is named in the changelog."""

    @pytest.mark.skipif(sys.version_info >= (3, 14), reason="writes unions in another way")
    def test_nothing_undeclared_since_the_last_release(self) -> None:
        old = json.loads((last_release() / "api.json").read_text("utf-8"))
        assert len(old) > 600
        assert undeclared_changes(old, api(), (PROJECT / "CHANGELOG.md").read_text("utf-8")) == {}

    @pytest.mark.parametrize(
        ("change", "named", "reported"),
        [
            ({}, "", set()),
            ({"City.name": "str"}, "", set()),
            ({"City.id": None}, "", {"City.id"}),
            ({"City.id": "int", "city": "(key: int) -> City"}, "", {"City.id", "city"}),
            ({"City.id": "int", "city": "(key: int) -> City"}, "`city`", {"City.id"}),
            ({"City": "(*, id: str, x: str)", "City.id": "int"}, "`City`", set()),
            ({"City.id": "int"}, "`City.i`", {"City.id"}),
        ],
    )
    def test_what_is_reported(
        self, change: dict[str, str | None], named: str, reported: set[str]
    ) -> None:
        new = {path: text for path, text in {**OLD, **change}.items() if text is not None}
        changelog = f"# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- {named}\n\n## [1.0.0]\n"
        assert undeclared_changes(OLD, new, changelog + "\n- `City`, `city`\n").keys() == reported

    def test_looks_at_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def city(key: str, *, land: str | None = None) -> gnlc.City:
            return gnlc.network().city(key, country=land)

        def names(city: gnlc.City) -> list[str]:
            return [*city.names]

        before = api()
        monkeypatch.setattr(gnlc, "city", city)
        monkeypatch.delattr(History, "strategy_period")
        monkeypatch.setattr(gnlc.City, "names", property(names))
        found = undeclared_changes(before, api(), "## [Unreleased]\n")
        assert found.keys() == {"City.names", "Network.strategy_period", "city"}

    def test_looks_at_defaults_switches_types_and_protocols(self) -> None:
        found = api()
        assert found["gnlc search --limit"].endswith(" = 10")
        assert {"gnlc cities --include-withdrawn", "gnlc cities --no-include-withdrawn"} <= {*found}
        assert {"Cities.__arrow_c_stream__", "City.__geo_interface__"} <= {*found}
        assert found["DataError.count"] == "int"
        assert found["Admission.announced_on"] == found["Tables.admissions[announced_on]"]
        assert "within_km" in found["cities"]
        assert "stop: int = sys.maxsize" in found["Cities.index"]

    def test_the_last_release_may_be_one_before_a_version(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        for version in ("0.9.0", "0.10.0", "0.10.0rc1"):
            (tmp_path / version).mkdir()
            (tmp_path / version / "api.json").touch()
        monkeypatch.setattr("api.KEPT", tmp_path)
        assert last_release().name == "0.10.0"
