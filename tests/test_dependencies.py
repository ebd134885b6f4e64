"""What gnlc needs of others, and where it asks for it."""

import ast
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path

import pytest

import gnlc

PACKAGE = Path(gnlc.__file__).parent

EVERYWHERE = {"attrs"}
"""What records are made of: any module may import it."""

HOMES = {
    "altair": {"gnlc.plot"},
    "anyascii": {"gnlc.names.folding"},
    "cattrs": {"gnlc.documents.hooks"},
    "hypothesis": {"gnlc.testing"},
    "importlib_resources": {"gnlc.packaged"},
    "nanoarrow": {"gnlc.rows.arrow"},
    "narwhals": {"gnlc.frames"},
    "python_calamine": {"gnlc.cli.sheets"},
    "tqdm": {"gnlc.cli.match"},
    "vl_convert": {"gnlc.plot.frame"},
    "xlsxwriter": {"gnlc.rows.excel"},
}
"""The modules, or packages of modules, that import what others need not have."""

IMPORTED_AS = {"vl_convert_python": "vl_convert"}
"""The requirements that are imported by another name."""

HOSTS = {
    "PyInstaller": {"gnlc._pyinstaller.hook-gnlc"},
    "pydantic_core": {"gnlc.models.doors"},
}
"""Those that run what imports them, a module or a method, and that nobody else needs."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the package, by its name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__"), ast.parse(path.read_text("utf-8"))


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The names of all modules that a module imports, at whatever place."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name
            case ast.Call(
                func=ast.Name(id="import_module"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name


def homes() -> dict[str, set[str]]:
    """What the package imports from elsewhere, with the modules that do."""
    # The last is there for type checkers alone.
    own = {*sys.stdlib_module_names, "gnlc", "_typeshed"}
    found: dict[str, set[str]] = defaultdict(set)
    for module, tree in modules():
        for name in imports_of(tree):
            if (top := name.partition(".")[0]) not in own:
                found[top].add(module)
    return found


def within(module: str, places: set[str]) -> bool:
    """Tell whether a module is one of some, or in one of some packages."""
    return any(f"{module}.".startswith(f"{place}.") for place in places)


def requirements() -> Iterator[tuple[str, str, str]]:
    """The name of each requirement as it is imported, its bounds, and the extra that needs it."""
    for line in metadata("gnlc").get_all("Requires-Dist") or ():
        found = re.fullmatch(r"([\w-]+)([^;]*)(?:; extra == ['\"](\w+)['\"])?", line)
        assert found, line
        name = found[1].replace("-", "_")
        yield IMPORTED_AS.get(name, name), found[2], found[3] or ""


class TestImports:
    """What is not needed by all is imported in one place, and is missed nowhere else."""

    def test_each_at_its_home(self) -> None:
        found = homes()
        assert set(found) == {*EVERYWHERE, *HOMES, *HOSTS}
        for name, places in {**HOMES, **HOSTS}.items():
            assert {module for module in found[name] if not within(module, places)} == set(), name

    def test_none_is_missing_from_the_requirements_and_none_is_idle(self) -> None:
        assert {name for name, _, _ in requirements()} == {*EVERYWHERE, *HOMES}

    def test_all_else_is_there_without_the_extras(self) -> None:
        extras = {name for name, _, extra in requirements() if extra}
        # Arrow streams are made by a module that can be imported, and then says what is missing.
        hosted = HOSTS["PyInstaller"]
        apart = {"gnlc.frames", "gnlc.plot", "gnlc.testing", "gnlc.__main__", *hosted}
        rest = [name for name, _ in modules() if not within(name, apart)]
        code = (
            "import importlib, sys\n"
            f"sys.modules.update(dict.fromkeys({sorted([*extras, *HOSTS])!r}))  # to import fails\n"
            "[importlib.import_module(name) for name in sys.argv[1:]]\n"
            "import gnlc\n"
            "assert all(getattr(gnlc, name) is not None for name in gnlc.__all__)\n"
            "print(gnlc.search('Gandja')[0].city.id)\n"
            "print(gnlc.loads(gnlc.dumps(gnlc.network())) == gnlc.network())\n"
            "print(gnlc.cities(year=2020).to_csv()[:2], gnlc.cities().__geo_interface__['type'])\n"
        )
        command = [sys.executable, "-W", "error", "-c", code, *rest]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.split() == ["az-ganja", "True", "id", "FeatureCollection"]


class TestRequirements:
    """They are few, and none forbids what is to come."""

    def test_of_everyone(self) -> None:
        everyone = [name for name, _, extra in requirements() if not extra]
        assert sorted(everyone) == ["anyascii", "attrs", "cattrs", "importlib_resources"]

    def test_each_extra_is_named_where_it_is_missed(self) -> None:
        named = {
            extra
            for path in PACKAGE.rglob("*.py")
            for extra in re.findall(r"gnlc\[(\w+)\]", path.read_text("utf-8"))
        }
        assert named == {extra for _, _, extra in requirements() if extra}

    @pytest.mark.parametrize(("name", "bounds"), [(name, of) for name, of, _ in requirements()])
    def test_each_has_a_lower_bound_alone(self, name: str, bounds: str) -> None:
        """An upper one would keep a whole application from what others in it need."""
        assert re.fullmatch(r">=[\d.]+", bounds), name
