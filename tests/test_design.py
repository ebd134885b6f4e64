"""The modules lie on the floors of the page on the design, and import in one direction only."""

import re
from pathlib import Path

import pytest
from floors import circle, imports, room, sources

DOCS = Path(__file__).parents[1] / "docs"
PAGE = DOCS / "explanation" / "design.md"
PICTURE = DOCS / "pictures" / "floors.svg"

SOURCES = sources()
IMPORTS = {module: imports(module, source, SOURCES) for module, source in SOURCES.items()}


def floors() -> dict[str, int]:
    """The rooms that the page names, by the number of their floor: the higher, the farther up."""
    rows = PAGE.read_text("utf-8").split("| floor |")[1].split("\n\n")[0].splitlines()[2:]
    listed = [row.split("|")[2].replace("`", "").split(",") for row in rows]
    return {name.strip(): -place for place, names in enumerate(listed) for name in names}


def test_the_picture_shows_the_floors() -> None:
    drawn = re.findall(r'class="code"[^>]*>([^<]+)<', PICTURE.read_text("utf-8"))
    rooms = [name.strip() for row in drawn for name in row.split("·")]
    table = floors()
    assert set(rooms) == set(table)
    assert [table[name] for name in rooms] == sorted((table[name] for name in rooms), reverse=True)


def upward(module: str, source: str) -> list[str]:
    """What a module imports from floors above its own."""
    floor = floors()
    found = imports(module, source, SOURCES)
    return sorted(other for other in found if floor[room(other)] > floor[room(module)])


def test_every_module_has_a_floor() -> None:
    assert set(floors()) == set(map(room, SOURCES))


@pytest.mark.parametrize("module", SOURCES)
def test_imports_go_down(module: str) -> None:
    assert upward(module, SOURCES[module]) == []


def test_no_circles() -> None:
    # Not the face: it is the package of all modules, and knows the names of all that it shows.
    below = {module: others - {"gnlc"} for module, others in IMPORTS.items() if module != "gnlc"}
    assert sum(map(len, below.values())) > 100
    assert circle(below) == []


def test_a_circle_is_found() -> None:
    arrows = {"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set[str](), "e": {"a"}}
    assert circle(arrows) in (["b", "c", "b"], ["c", "b", "c"])


class TestPlanted:
    """Each kind of import upwards is found."""

    @pytest.mark.parametrize(
        "planted",
        [
            "import gnlc.cli",
            "from gnlc.cli import main",
            "from gnlc import cli",
            "def show():\n    from gnlc.cli import main",
            "if TYPE_CHECKING:\n    from gnlc.cli import main",
            "import_module('gnlc.cli')",
            "HOMES = {'main': 'cli'}\nimport_module(f'gnlc.{HOMES[name]}')",
            "class Shown:\n    def show(self):\n        import gnlc.cli",
            "def _repr_html_(self):\n    import gnlc.cli",
        ],
    )
    def test_is_found(self, planted: str) -> None:
        assert upward("gnlc.models.doors", planted) == ["gnlc.cli"]

    def test_doors_are_open_in_one_module_only(self) -> None:
        door = "class Shown:\n    def _repr_html_(self):\n        import gnlc.cli"
        assert upward("gnlc.models.doors", door) == []
        assert upward("gnlc.models.base", door) == ["gnlc.cli"]

    def test_relative_imports_are_refused(self) -> None:
        with pytest.raises(ValueError, match="relative"):
            upward("gnlc.models.base", "from .checks import text")
