"""Mutation testing: the mutants that there are, the list of those that are left, a small run."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from mutants import mutants

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "gnlc"
KNOWN: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8")
)


def after(source: str) -> list[str]:
    """The sources of the mutants."""
    return [ast.unparse(tree) for _, tree in mutants(source)]


class TestFaults:
    """Each fault is one that a hand may make, in one place."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("a < b", ["", "a <= b", "a >= b"]),
            ("a is not b", ["", "a is b"]),
            ("a + b", ["", "a - b"]),
            ("a and b and c", ["", "b and c", "a and c", "a and b"]),
            ("not a", ["", "a"]),
            ("x.y = a", ["pass"]),
            ("x = a", ["x = None"]),
            ("x = 5", ["x = 6", "x = 4"]),
            ("x = 0.5", ["x = 1.5"]),
            ("x = True", ["x = False"]),
            ("x = 'a'", ["x = 'xxaxx'"]),
            ("x = b'a'", ["x = b'xxa'"]),
            ("x = f'a{b}'", ["x = None", "x = f'xxaxx{b}'"]),
            ("x = a[b:c]", ["x = a[:c]", "x = a[b:]"]),
            ("x += a", ["pass", "x = a", "x -= a"]),
            ("f(a)", ["", "f()", "a"]),
            ("f(*a)", ["", "f()"]),
            ("f(a, b=c)", ["", "f(b=c)", "f(a)"]),
            ("a.f()", ["", "a"]),
            ("raise f(a)", ["pass", "raise f()"]),
            ("x = lambda: a", ["x = None", "x = lambda: None"]),
            ("x = [a, *b]", ["x = None", "x = [*b]", "x = [a]"]),
            ("x = {a: b, c: d}", ["x = None", "x = {c: d}", "x = {a: b}"]),
            (
                "x = [a for a in b if c]",
                [
                    "x = None",
                    "x = [a for a in b if True]",
                    "x = [a for a in b if False]",
                ],
            ),
            ("if a:\n    b", ["if True:\n    b", "if False:\n    b", "if a:\n    pass"]),
            ("while a:\n    break", ["while True:\n    break", "while False:\n    break"]),
            ("for a in b:\n    continue", ["for a in ():\n    continue"]),
            ("with a:\n    b", ["if True:\n    b", "with a:\n    pass"]),
            ("def f():\n    return a", ["def f():\n    return None"]),
            (
                "try:\n    a\nexcept E:\n    b",
                ["try:\n    a\nexcept ():\n    b", "try:\n    pass\nexcept E:\n    b"],
            ),
            ("@a\ndef f():\n    pass", ["@lambda decorated: decorated\ndef f():\n    pass"]),
        ],
    )
    def test_of(self, source: str, expected: list[str]) -> None:
        expected = [text or "pass" for text in expected]
        found = after(source)
        assert [text for text in expected if text not in found] == []

    @pytest.mark.parametrize(
        "source",
        [
            '"""A docstring."""',
            "import a, b",
            "from a import b",
            "x: a | b",
            "def f(a: b | c) -> d | e:\n    pass",
            "if TYPE_CHECKING:\n    f(5)",
            "A: TypeAlias = b | c",
            "T = TypeVar('T', bound=f(a))",
            "@overload\ndef f(a=5):\n    pass",
        ],
    )
    def test_nothing_for_type_checkers_or_readers(self, source: str) -> None:
        assert after(source) == []

    def test_have_names_of_their_own(self) -> None:
        source = "class A:\n    def f(self):\n        return g(a < b, a < b)\n    x: int = 5"
        assert [name for name, _ in mutants(source) if "<=" in name] == [
            "A.f: return g(a < b, a < b) -> return g(a <= b, a < b)",
            "A.f: return g(a < b, a < b) -> return g(a < b, a <= b)",
        ]
        assert "A.x: x: int = 5 -> x: int = 6" in [name for name, _ in mutants(source)]
        twice = [name for name, _ in mutants("f(a)\nf(a)")]
        half = len(twice) // 2
        assert twice[half:] == [f"{name} (2)" for name in twice[:half]]


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize("module", KNOWN["modules"])
class TestKnown:
    """What is known of the mutants of a module is up to date."""

    def test_mutants(self, module: str) -> None:
        path = PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
        source = path.read_text("utf-8")
        whole = ast.unparse(ast.parse(source))
        names = []
        for number, (name, tree) in enumerate(mutants(source)):
            names.append(name)
            if number % 20 == 0:
                compile(tree, path, "exec")
                assert ast.unparse(tree) != whole
        assert ast.unparse(tree) == whole
        assert len(set(names)) == len(names)
        left = KNOWN["modules"][module].get("left", [])
        listed = [mutant["mutant"] for mutant in left]
        assert len(set(listed)) == len(listed)
        assert set(listed) <= set(names)
        assert all(len(mutant["why"]) > 15 for mutant in left)

    def test_tests_are_there(self, module: str) -> None:
        for test in (*KNOWN["modules"][module]["tests"], *KNOWN["slow"]):
            file, *parts = test.split("::")
            text = (ROOT / file).read_text("utf-8")
            assert all(f" {part}(" in text or f" {part}:" in text for part in parts)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
class TestRun:
    @staticmethod
    def run(*arguments: str) -> tuple[int, list[str]]:
        command = [sys.executable, str(ROOT / "tools" / "mutate.py"), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.splitlines()

    def test_tells_what_is_left(self) -> None:
        code, [line] = self.run("text", "--only", "range(128)")
        assert line.startswith(
            "gnlc.query.folding: 5 mutants, 4 killed (80.0%), 1 left as listed, 0 left"
        )
        assert code == 0
