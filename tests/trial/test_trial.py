"""A data edit touches data and changelog alone: one is made in a copy of the repository.

It is run by itself, since it runs the other tests once more, in a process of its own:

    python -m pytest tests/trial
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from recorded import CITIES, MEMBERS, countries_of

Json = Any
ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    *(".git", ".hypothesis", ".venv", "*_cache", "__pycache__"),
    *("build", "dist", "project", "register"),
)


def run(copy: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy of the repository, with the library of the copy."""
    settings = {"PYTHONPATH": str(copy / "src"), "HYPOTHESIS_PROFILE": "trial"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )


def run_tests(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments)


def write(copy: Path, name: str, change: Callable[[Json], object]) -> None:
    """Change a data file of a copy as an editor would."""
    path = copy / "src" / "gnlc" / "data" / f"{name}.json"
    value = json.loads(path.read_text("utf-8"))
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def edit(copy: Path) -> None:
    """Edit the data of a copy, and its changelog: a round of 2027, corrections, a withdrawal."""
    source = {
        "id": "office-2027",
        "publisher": "Office",
        "language": "en",
        "cited_for": "the new members, and what became of older ones",
        "published": "2027-02-14",
    }
    country = {
        "alpha_2": "XA",
        "alpha_3": "XAA",
        "numeric": "900",
        "name": "Republic of Utopia",
        "common_name": "Utopia",
        "region": "africa",
        "region_sources": [source["id"]],
    }
    announcement = {
        "id": "2027",
        "year": 2027,
        "kind": "round",
        "title": "Admission of 2027: 70 cities of 40 countries",
        "announced_on": "2027-02-14",
        "cities_stated": 70,
        "countries_stated": 40,
        "sources": [source["id"]],
    }
    location = {
        "geonames_id": 99_999_999,
        "name": "Mildendo",
        "latitude": 40.5,
        "longitude": 49.5,
        "timezone": "Asia/Baku",
        "relation": "same",
        "population": 1_000_000,
    }

    def city(id_: str, name: str, country: str, **others: Json) -> Json:
        admission = {
            "year": 2027,
            "announced_on": "2027-02-14",
            "listed_as": name,
            "certainty": "stated",
            "sources": [source["id"]],
        }
        named = {"id": id_, "name": name, "country": country, "kind": "city"}
        return {**named, "admissions": [admission], **others}

    write(copy, "sources", lambda records: records.append(source))
    write(copy, "countries", lambda records: records.append(country))
    write(copy, "announcements", lambda records: records.append(announcement))
    new = [
        city("xa-amaurot", "Amaurot", "XA"),
        # Where examples look most.
        city("az-mildendo", "Mildendo", "AZ", location=location, aliases=["Mildéndo City"]),
    ]

    def correct(cities: Json) -> None:
        by_id = {city["id"]: city for city in cities}
        [admission] = by_id["ie-limerick"]["admissions"]
        admission["year"] += 1
        admission["sources"].append(source["id"])
        [admission] = by_id["gb-hull"]["admissions"]
        admission |= {"withdrawn_on": "2027-02-14", "withdrawn_sources": [source["id"]]}
        cities += new

    def withdraw(announcements: Json) -> None:
        [of_2025] = [record for record in announcements if record["id"] == "2025"]
        of_2025["corrections"] = [
            {
                "corrected_on": "2027-02-14",
                "sources": [source["id"]],
                "cities_stated": of_2025["cities_stated"] - 1,
                "withdrawn_cities": ["gb-hull"],
            }
        ]

    def drop(alternate_names: Json) -> None:
        [names] = [record["names"] for record in alternate_names if record["city"] == "de-hamburg"]
        names.remove("Hambùrk")

    write(copy, "cities", correct)
    write(copy, "announcements", withdraw)
    write(copy, "alternate_names", drop)
    write(
        copy,
        "network",
        lambda network: network.update(data_version="2027.02.15", as_of="2027-02-14"),
    )
    count, countries = len(CITIES) + len(new), len(countries_of(CITIES)) + 1
    changelog = copy / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    entry = f"### Data\n\n- 2027.02.15: {count} cities of {countries} countries.\n"
    changelog.write_text(text.replace("### Data\n", entry, 1), "utf-8")


@pytest.fixture(scope="module")
def edited_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository after a data edit and the one command."""
    copy = tmp_path_factory.mktemp("trial") / "copy"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    edit(copy)
    derived = run(copy, "tools/derive.py")
    assert derived.returncode == 0, derived.stderr
    assert {"src/gnlc/data/keys.json", "docs/pictures/map.svg"} <= set(derived.stdout.split())
    version = run(copy, "-c", "import gnlc; print(gnlc.DATA_VERSION)")
    assert version.stdout == "2027.02.15\n", version.stderr
    return copy


def test_all_tests_and_examples_pass_after_a_data_edit(edited_copy: Path) -> None:
    paths = ["tests", "tests/readers/test_validators.py", "README.md", "docs", "src"]
    done = run_tests(edited_copy, "-m", "not any_python", *paths)
    assert done.returncode == 0, done.stdout[-60_000:]


def test_notebooks_run_after_a_data_edit(edited_copy: Path) -> None:
    """Without Jupyter, which takes longer than their code; tests/readers has that."""
    paths = sorted((edited_copy / "docs" / "gallery").glob("*.ipynb"))
    assert paths
    for path in paths:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        done = run(edited_copy, "-c", code)
        assert done.returncode == 0, done.stderr


def test_a_figure_of_the_day_makes_it_fail(edited_copy: Path) -> None:
    members = len(MEMBERS)
    readme = edited_copy / "README.md"
    planted = f"\n```pycon\n>>> len(gnlc.cities())\n{members}\n\n```\n"
    text = readme.read_text("utf-8")
    readme.write_text(text + planted, "utf-8")
    done = run_tests(edited_copy, "README.md")
    readme.write_text(text, "utf-8")
    assert done.returncode == 1, done.stdout
    assert f"Expected:\n    {members}\nGot:\n    {members + 1}\n" in done.stdout
