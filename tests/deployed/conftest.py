"""What the deployed tests are given: the wheel, built once, and the Pythons to run it on.

They need git, Node.js with npm, `unshare` and the right to use it, a package index, and what the
dependency group `deployed` brings. What is missing is an error. They are run by themselves:

    python -m pytest tests/deployed --wheel FILE --sdist FILE --python PYTHON --python PYTHON
"""

import sys
from pathlib import Path
from typing import Any

import pytest
from deployed import probe
from deployed.environments import Environments, run


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("deployed")
    group.addoption("--wheel", type=Path, required=True, help="the wheel that is tested")
    group.addoption("--sdist", type=Path, required=True, help="the sdist that is tested")
    group.addoption(
        "--python",
        action="append",
        metavar="PYTHON",
        help="an interpreter to run the wheel on; may be given several times (default: this one)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "python" in metafunc.fixturenames:
        pythons = metafunc.config.getoption("--python") or [sys.executable]
        names = [run(python, "--version").strip() for python in pythons]
        metafunc.parametrize("python", pythons, ids=names)


@pytest.fixture(scope="session")
def wheel(pytestconfig: pytest.Config) -> Path:
    path: Path = pytestconfig.getoption("--wheel")
    return path.resolve(strict=True)


@pytest.fixture(scope="session")
def sdist(pytestconfig: pytest.Config) -> Path:
    path: Path = pytestconfig.getoption("--sdist")
    return path.resolve(strict=True)


@pytest.fixture(scope="session")
def environments(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environments:
    return Environments(wheel, tmp_path_factory.mktemp("environments"))


@pytest.fixture(scope="session")
def answers() -> dict[str, Any]:
    """What the sources answer, in the process of the tests."""
    return probe.answers()


@pytest.fixture(scope="session")
def wheels(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and those of its dependencies, as the newest Python needs them."""
    folder = tmp_path_factory.mktemp("wheels")
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
    run(*pip, "--only-binary=:all:", "--python-version=3.14", "--dest", folder, wheel)
    return folder
