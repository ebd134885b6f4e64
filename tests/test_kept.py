"""What earlier releases wrote is read by this one, and what was public then is so now."""

import json
import pickle
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from api import KEPT, api, breaks, declared, last_release, undeclared
from documents import records
from jsonschema import Draft202012Validator
from keep import PROTOCOLS, keep, objects

import gnlc
from gnlc.bundled import read
from gnlc.models.base import Record, fields_of

RELEASES = sorted(path.name for path in KEPT.iterdir() if path.is_dir())


def kept(release: str) -> gnlc.Network:
    return gnlc.load(KEPT / release / "document.json")


def same(one: Any, other: Any) -> bool:
    if isinstance(one, Exception):
        return type(one) is type(other) and vars(one) == vars(other)
    return type(one) is type(other) and bool(one == other)


class TestSample:
    """What is kept of a release shows all that there is."""

    def test_every_field_is_filled(self) -> None:
        network = gnlc.load(KEPT / "sample.json")
        tables = (*network.sources, *network.regions(), *network.countries())
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
        loaded, expected = pickle.loads(content), objects(kept(release))
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


OLD = {"City": "", "City()": "", "City(id)": "by name: str", "City.id": "str", "city()": "City"}


class TestBreaks:
    """What is not as it was is told, unless it is declared."""

    def test_nothing_undeclared_since_the_last_release(self) -> None:
        old = json.loads((last_release() / "api.json").read_text("utf-8"))
        assert len(old) > 1000
        changelog = (KEPT.parents[1] / "CHANGELOG.md").read_text("utf-8")
        assert undeclared(breaks(old, api()), declared(changelog)) == {}

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            ({}, {}),
            ({"City.name": "str"}, {}),
            ({"City(name)": "by name: str = ''"}, {}),
            ({"new()": "City", "new(id)": "1: str"}, {}),
            ({"City.id": None}, {"City.id": "was 'str', is no more"}),
            ({"City.id": "int"}, {"City.id": "was 'str', is 'int'"}),
            ({"City(name)": "by name: str"}, {"City(name)": "must be given: 'by name: str'"}),
            ({"city(key)": "1: str"}, {"city(key)": "must be given: '1: str'"}),
        ],
    )
    def test_what_breaks(self, change: dict[str, str | None], told: dict[str, str]) -> None:
        new = {path: text for path, text in {**OLD, **change}.items() if text is not None}
        assert breaks(OLD, new) == told

    def test_looks_at_the_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def city(key: str, *, land: str | None = None, certain: bool) -> gnlc.City:
            return gnlc.network().city(key, country=land if certain else None)

        def names(city: gnlc.City) -> list[str]:
            return [*city.names]

        before = api()
        monkeypatch.setattr(gnlc, "city", city)
        monkeypatch.delattr(gnlc.Network, "to_json")
        monkeypatch.setattr(gnlc.City, "names", property(names))
        assert breaks(before, api()).keys() == {
            *("City.names", "Network.to_dict()", "city(key)", "city(country)", "city(certain)"),
        }

    def test_looks_at_defaults_switches_and_protocols(self) -> None:
        found = api()
        assert found["gnlc search --limit"] == "1 = 10"
        assert {"gnlc cities --include-withdrawn", "gnlc cities --no-include-withdrawn"} <= {*found}
        assert {"Cities.__arrow_c_stream__()", "City.__geo_interface__"} <= {*found}

    def test_the_last_release_may_be_one_before_a_version(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        for version in ("0.9.0", "0.10.0", "0.10.0rc1"):
            (tmp_path / version).mkdir()
            (tmp_path / version / "api.json").touch()
        monkeypatch.setattr("api.KEPT", tmp_path)
        assert last_release().name == "0.10.0"

    @pytest.mark.parametrize(
        ("changelog", "paths"),
        [
            (
                "## [Unreleased]\n\n### Removed\n\n- `City.id`, see `city()`.\n",
                {"City.id", "city()"},
            ),
            ("## [Unreleased]\n### Added\n- `a`\n### Changed\n- `b`\n### Data\n- `c`\n", {"b"}),
            ("## [Unreleased]\n\n## [1.0.0]\n\n### Removed\n\n- `City.id`\n", set()),
        ],
    )
    def test_what_is_declared(self, changelog: str, paths: set[str]) -> None:
        assert declared(f"# Changelog\n\n{changelog}") == paths

    def test_a_path_declares_what_belongs_to_it(self) -> None:
        found = dict.fromkeys(
            ["City.id", "City(id)", "Cities.id", "city()", "Tables.cities[id]"], ""
        )
        assert undeclared(found, {"City", "Tables.cities"}) == {"Cities.id": "", "city()": ""}
        assert undeclared(found, {"City.id", "city"}).keys() == {
            "City(id)",
            "Cities.id",
            "Tables.cities[id]",
        }
