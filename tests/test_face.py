"""The face of the package: what it offers, and what it costs to look at it."""

import ast
import importlib
import inspect
import pydoc
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import importlib_resources
import pytest

import gnlc
from gnlc import bundled, packaged, plot, testing
from gnlc.layout import NETWORK, TABLES
from gnlc.query.filters import Filters

PACKAGE = Path(gnlc.__file__).parent


def fresh(code: str) -> list[str]:
    """Run code in a fresh process and return the lines that it prints."""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def public() -> Iterator[tuple[str, Any]]:
    """Every public function, class and method, with its path."""
    for module in (gnlc, plot, testing):
        for name in set(module.__all__) - {"DATA_VERSION", "__citation__", "__version__"}:
            value = getattr(module, name)
            yield name, value
            for method, function in inspect.getmembers(value, inspect.isfunction):
                if method[0] != "_":
                    yield f"{name}.{method}", function


class TestNames:
    def test_every_name_is_there(self) -> None:
        for name in gnlc.__all__:
            assert getattr(gnlc, name) is not None
        assert set(gnlc.__all__) <= set(dir(gnlc))

    def test_is_what_type_checkers_see(self) -> None:
        tree = ast.parse(Path(gnlc.__file__).read_text("utf-8"))
        block = next(node for node in tree.body if isinstance(node, ast.If))
        seen = {
            alias.name: f"{node.module}"
            for node in block.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        packages = {name for name, home in seen.items() if home == "gnlc"}
        assert packages == set(gnlc._PACKAGES)
        own = {"DATA_VERSION", "__citation__", "__version__"}
        assert set(gnlc.__all__) == {*seen, *own} - packages
        homes = {name: f"gnlc.{home}" for name, home in gnlc._HOME_OF.items()}
        assert homes == {name: home for name, home in seen.items() if name not in packages}

    def test_no_module_stands_in_the_way(self) -> None:
        """A module of the same name would replace a function as soon as it is loaded."""
        modules = {path.stem for path in PACKAGE.iterdir()}
        assert not modules & set(gnlc.__all__)

    def test_what_is_not_there(self) -> None:
        with pytest.raises(AttributeError, match="module 'gnlc' has no attribute 'citty'"):
            gnlc.citty  # type: ignore[attr-defined]  # noqa: B018 - that is the point
        with pytest.raises(ImportError):
            from gnlc import citty  # type: ignore[attr-defined]  # noqa: F401 - that is the point

    def test_functions_are_the_methods_of_the_bundled_network(self) -> None:
        functions = [n for n in gnlc.__all__ if inspect.isfunction(getattr(gnlc, n))]
        own = {"network", "diff", "load", "loads", "dump", "dumps", "fold"}
        for name in set(functions) - own:
            function, method = getattr(gnlc, name), getattr(gnlc.Network, name)
            assert function.__doc__ == method.__doc__
            [_, *expected] = inspect.signature(method).parameters.values()
            assert list(inspect.signature(function).parameters.values()) == expected
        assert len(functions) == 36

    def test_help(self) -> None:
        """It asks every function of every class for its module."""
        shown = pydoc.plain(pydoc.render_doc(gnlc))
        assert "class Network(" in shown
        assert "city(key: " in shown
        for _, value in public():
            if inspect.isclass(value):
                functions = filter(inspect.isfunction, vars(value).values())
                assert {type(function.__module__) for function in functions} <= {str}

    def test_everything_public_has_an_example(self) -> None:
        """They are run with the other tests."""
        assert [
            path for path, value in public() if ">>> " not in (inspect.getdoc(value) or "")
        ] == []

    def test_every_argument_has_a_name_and_a_type(self) -> None:
        for path, function in public():
            if not inspect.isfunction(function):
                continue
            for name, parameter in inspect.signature(function).parameters.items():
                assert parameter.kind not in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL), path
                assert name == "self" or parameter.annotation is not parameter.empty, path

    @pytest.mark.parametrize(
        "function", [gnlc.cities, gnlc.search, gnlc.complete, gnlc.nearest, gnlc.Cities.filter]
    )
    def test_signatures_name_every_filter(self, function: Any) -> None:
        parameters = inspect.signature(function).parameters
        assert set(Filters.__annotations__) <= set(parameters)
        kinds = {parameter.kind for parameter in parameters.values()}
        assert not kinds & {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
        shown = [p for p in parameters.values() if p.name in Filters.__annotations__]
        assert [p.name for p in shown] == list(Filters.__annotations__)
        for parameter in shown:
            assert parameter.kind is inspect.Parameter.KEYWORD_ONLY
            assert parameter.default in (None, True, False)
            assert isinstance(parameter.annotation, str)
            assert parameter.annotation.endswith(" | None")

    def test_regions_and_countries(self) -> None:
        assert gnlc.region("africa") in gnlc.regions()
        assert gnlc.country("AZ") in gnlc.countries()
        assert gnlc.strategy_periods() == gnlc.network().strategy_periods()
        assert gnlc.announcements() == gnlc.network().announcements()

    def test_defaults_are_the_true_ones(self) -> None:
        assert inspect.signature(gnlc.cities).parameters["include_withdrawn"].default is False
        assert inspect.signature(gnlc.search).parameters["include_withdrawn"].default is True


class TestTyping:
    """`gnlc.typing` has every name that annotations of the public API use."""

    @staticmethod
    def functions() -> Iterator[tuple[str, Any]]:
        for path, value in public():
            yield path, value
            if not inspect.isclass(value):
                continue
            for name in dir(value):
                if name.startswith("_") and name not in {"__init__", "__geo_interface__"}:
                    continue
                held = inspect.getattr_static(value, name)
                function = getattr(held, "fget", getattr(held, "__func__", held))
                if inspect.isfunction(function):
                    yield f"{path}.{name}", function

    def test_all_hints_are_resolved(self) -> None:
        names = vars(importlib.import_module("gnlc.typing"))
        resolved = {path: get_type_hints(of, names) for path, of in self.functions()}
        assert len(resolved) > 150
        assert resolved["city"]["return"] is gnlc.City
        assert resolved["City.region"]["return"] is gnlc.Region
        assert resolved["Cities.to_csv"]["path"] == names["FilePath"] | None
        assert resolved["Network.countries"] == resolved["countries"]

    def test_has_more_than_the_face(self) -> None:
        module = importlib.import_module("gnlc.typing")
        assert not set(module.__all__) & set(gnlc.__all__)
        assert all(hasattr(module, name) for name in module.__all__)
        assert {rows._of.__name__ for rows in gnlc.tables()} <= set(module.__all__)


class TestCost:
    """Nothing is loaded or read before it is needed."""

    def test_nothing_loads_the_types(self) -> None:
        code = (
            "import sys, gnlc; from gnlc import plot, testing; gnlc.city('Гянджа');"
            "gnlc.cities(year=2020).to_csv(); gnlc.search('gandja'); gnlc.coverage();"
            "gnlc.load; repr(gnlc.tables());"
            "print('gnlc.typing' in sys.modules)"
        )
        assert fresh(code) == ["False"]
        for path in PACKAGE.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    assert "gnlc.typing" not in {alias.name for alias in node.names}, path
                if isinstance(node, ast.ImportFrom):
                    assert node.module != "gnlc.typing", path

    def test_import_loads_nothing(self) -> None:
        code = "import sys; before = set(sys.modules); import gnlc; print(*set(sys.modules)-before)"
        assert fresh(code) == ["gnlc"]

    def test_packages_are_loaded_when_touched(self) -> None:
        code = (
            "import sys, gnlc\n"
            "libraries = ('altair', 'hypothesis', 'narwhals')\n"
            "print(*[name for name in libraries if name in sys.modules])\n"
            "print(gnlc.plot.map.__name__, gnlc.testing.cities.__name__)\n"
            "print(gnlc.frames.match.__name__)\n"
            "print(gnlc.plot is sys.modules['gnlc.plot'])\n"
        )
        assert fresh(code) == ["", "map cities", "match", "True"]

    def test_packages_without_their_extra(self) -> None:
        code = (
            "import sys; sys.modules.update(altair=None, hypothesis=None, narwhals=None)\n"
            "import gnlc\n"
            "for name in ('plot', 'testing', 'frames'):\n"
            "    try: getattr(gnlc, name)\n"
            "    except ImportError as error: print(error)\n"
        )
        assert fresh(code) == [
            'gnlc.plot needs Altair: pip install "gnlc[plot]"',
            "gnlc.testing needs hypothesis: pip install 'gnlc[hypothesis]'",
            'gnlc.frames needs narwhals: pip install "gnlc[frames]"',
        ]

    def test_dir_lists_what_can_be_loaded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert {"frames", "plot", "testing"} <= set(dir(gnlc))
        monkeypatch.setattr(
            "importlib.util.find_spec", lambda name: None if name == "altair" else name
        )
        monkeypatch.delattr(gnlc, "plot")
        assert "plot" not in dir(gnlc)
        assert "testing" in dir(gnlc)

    def test_version_loads_nothing(self) -> None:
        code = "import gnlc, sys; print(gnlc.__version__, *[m for m in sys.modules if 'attr' in m])"
        assert fresh(code) == [gnlc.__version__]

    def test_first_city_loads_only_what_it_needs(self) -> None:
        code = (
            "import sys, gnlc; gnlc.city('Ganja');"
            "print(*[m for m in ('cattrs', 'anyascii', 'difflib', 'importlib_resources',"
            " 'gnlc.documents.read', 'gnlc.query.search', 'gnlc.query.cities', 'gnlc.models.facts',"
            " 'gnlc.models.history') if m in sys.modules])"
        )
        assert fresh(code) == [""]

    def test_bundled_data_needs_no_cattrs(self) -> None:
        code = (
            "import sys, gnlc; gnlc.city('Гянджа'); gnlc.cities(year=2020).to_csv();"
            "gnlc.search('gandja'); gnlc.announcement(2020); gnlc.coverage();"
            "print('cattrs' in sys.modules)"
        )
        assert fresh(code) == ["False"]

    def test_a_search_builds_what_it_returns(self) -> None:
        code = (
            "import sys, gnlc; found = gnlc.search('Ganjja');"
            "built = gnlc.network()._cities._records;"
            "print(sorted(built) == sorted(match.city.id for match in found));"
            "print(*({'anyascii', 'gnlc.names.generic', 'gnlc.names.world'} & set(sys.modules)))"
        )
        assert fresh(code) == ["True", ""]

    def test_each_file_is_read_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        gnlc.dumps(gnlc.network())
        reads: list[str] = []
        content = packaged._content

        def count(file: str, *folder: str) -> Any:
            reads.append(file)
            return content(file, *folder)

        monkeypatch.setattr(packaged, "_content", count)
        network = bundled._build()
        assert reads == ["network.json"]
        assert network.city("az-ganja") is network.city("Ganja")
        assert "conflicts.json" not in reads
        threads = [threading.Thread(target=_ask, args=(network,)) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(reads) == len(set(reads)) == len({NETWORK, *TABLES, bundled.KEYS})

    def test_all_threads_get_the_same(self) -> None:
        code = (
            "import threading, gnlc\n"
            "found = []\n"
            "start = threading.Barrier(32)\n"
            "def ask():\n"
            "    start.wait()\n"
            "    found.append((gnlc.network(), gnlc.city('Gəncə'), gnlc.announcement(2020)))\n"
            "threads = [threading.Thread(target=ask) for _ in range(32)]\n"
            "[thread.start() for thread in threads]; [thread.join() for thread in threads]\n"
            "print(len(found), *[len({id(part) for part in parts}) for parts in zip(*found)])\n"
        )
        assert fresh(code) == ["32 1 1 1"]


def _ask(network: gnlc.Network) -> None:
    assert network == gnlc.network()
    assert network.coverage() == gnlc.coverage()


class TestReading:
    """The data is found wherever the package is."""

    def test_in_a_zip(self, tmp_path: Path) -> None:
        archive = tmp_path / "app.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            for path in PACKAGE.rglob("*"):
                if path.suffix in {".py", ".json"}:
                    packed.write(path, path.relative_to(PACKAGE.parent))
        code = (
            f"import sys; sys.path.insert(0, {str(archive)!r}); import gnlc;"
            "print(gnlc.__file__.startswith(sys.path[0]), gnlc.city('Гянджа').id,"
            "len(gnlc.cities()))"
        )
        assert fresh(code) == [f"True az-ganja {len(gnlc.cities())}"]

    def test_by_a_loader_without_data(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Some import systems hand out data by importlib-resources alone."""
        asked: list[str] = []
        files = importlib_resources.files

        def note(name: str) -> Any:
            asked.append(name)
            return files(name)

        monkeypatch.setattr(importlib_resources, "files", note)
        expected = bundled.document()
        assert asked == []
        monkeypatch.setattr(packaged.__spec__, "loader", object())
        assert bundled.document() == expected
        assert set(asked) == {"gnlc"}
