"""What a caller may hand in as a document, and what is no document at all."""

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gnlc
from gnlc import files
from gnlc.documents import source as parse
from gnlc.wording import shortened

SMALLEST = {"format_version": 1, "data_version": "2026.11.23", "as_of": "2026-04-15"}


EXPECTED = gnlc.Network.from_dict(SMALLEST)


def problems(source: Any, **options: Any) -> list[gnlc.Problem]:
    read = gnlc.loads if isinstance(source, str | bytes) else gnlc.load
    with pytest.raises(gnlc.DataError) as caught:
        read(source, **options)
    return list(caught.value.problems)


BOM = "the text begins with a byte order mark; save it as UTF-8 without one"


class Giver:
    """A file of which each read gives the next of some parts."""

    def __init__(self, *parts: Any) -> None:
        self._parts = [*parts]
        self.asked: list[int] = []

    def read(self, size: int) -> Any:
        self.asked.append(size)
        return self._parts.pop(0)


class TestSources:
    """`load` takes a path or a file, `loads` a text, `Network.from_dict` a mapping."""

    def test_all_the_same(self, tmp_path: Path) -> None:
        text = json.dumps(SMALLEST)
        path = tmp_path / "mine.json"
        path.write_text(text, "utf-8")
        with path.open(encoding="utf-8") as lines, path.open("rb") as raw:
            for file in (path, str(path), lines, raw, io.StringIO(text), io.BytesIO(text.encode())):
                assert gnlc.load(file) == EXPECTED
        for given_text in (text, f"\n {text}", text.encode()):
            assert gnlc.loads(given_text) == EXPECTED

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        for path in (tmp_path / "none.json", str(tmp_path / "none.json"), "[]"):
            with pytest.raises(FileNotFoundError):
                gnlc.load(path)

    @pytest.mark.parametrize("size", [256, 100_000])
    def test_a_long_name(self, size: int) -> None:
        with pytest.raises(OSError, match="x" * 256) as caught:
            gnlc.load("x" * size)
        assert caught.value.filename == "x" * size

    def test_a_directory(self, tmp_path: Path) -> None:
        with pytest.raises(PermissionError if os.name == "nt" else IsADirectoryError):
            gnlc.load(tmp_path)

    # On Windows half of a character can be part of a name.
    @pytest.mark.parametrize(
        "path", ["a\0b", Path("a\0b"), *(["\ud800"] if os.name == "posix" else [])]
    )
    def test_what_no_file_is_called(self, path: Any) -> None:
        with pytest.raises(ValueError, match=r"^no file can be called '") as caught:
            gnlc.load(path)
        assert not isinstance(caught.value, gnlc.DataError)

    @pytest.mark.parametrize(
        ("file", "hint"),
        [
            *((value, "") for value in (None, 5, ["x" * 99], object(), bytearray(b"{}"))),
            ('{"x": 1}', "; `loads` takes the text of a document"),
            ("\n{", "; `loads` takes the text of a document"),
            (b"mine.json", "; `loads` takes the text of a document"),
            (SMALLEST, "; `Network.from_dict` takes a mapping"),
        ],
    )
    def test_what_is_no_file(self, file: Any, hint: str) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.load(file)
        expected = f"file must be a path or an open file, got {shortened(file)}{hint}"
        assert str(caught.value) == expected

    @pytest.mark.parametrize("part", [None, ["{}"]])
    def test_a_file_of_something_else(self, part: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.load(Giver(part))  # type: ignore[arg-type]  # that is the point
        assert str(caught.value) == f"file.read() must return str or bytes, got {shortened(part)}"

    @pytest.mark.parametrize("text", [None, 5, {}, Path("mine.json"), bytearray(b"{}")])
    def test_what_is_no_text(self, text: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.loads(text)
        expected = f"text must be a str or bytes, got {shortened(text)}; `load` reads files"
        assert str(caught.value) == expected

    @pytest.mark.parametrize("document", [None, "{}", b"{}", [], Path("mine.json")])
    def test_what_is_no_mapping(self, document: Any) -> None:
        with pytest.raises(TypeError) as caught:
            gnlc.Network.from_dict(document)
        assert str(caught.value) == f"document must be a mapping, got {shortened(document)}"


class TestText:
    """What is no JSON, or no object, is one problem of the whole."""

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "not JSON: Expecting value at line 1, column 1"),
            ("{", "not JSON: .* at line 1, column 2"),
            ('{"a": 1,}', "not JSON"),
            ("\ufeff{}", f"^{BOM}$"),
            (" ", "not JSON"),
            ("[1]", r"^a document must be an object, got \[1\]$"),
            (b"5", "^a document must be an object, got 5$"),
            ("[]", r"^a document must be an object, got \[\]$"),
            (f'["{"x" * 99}"]', r"^a document must be an object, got \['x{46}\.\.\.x{7}'\]$"),
            (b"\xef\xbb\xbf{}", f"^{BOM}$"),
            ("{}".encode("utf-16"), "^in UTF-16; save it as UTF-8$"),
            ("{}".encode("utf-16-be"), "^in UTF-16-BE; save it as UTF-8$"),
            ("{}".encode("utf-32"), "^in UTF-32; save it as UTF-8$"),
            ("{}".encode("utf-32-le"), "^in UTF-32-LE; save it as UTF-8$"),
            (b'{"a": "\xff"}', "^not UTF-8: invalid start byte at byte 7; save it as UTF-8$"),
            ("a\0b", "^not JSON: Expecting value at line 1, column 1$"),
            ("\ud800", "^not JSON: Expecting value at line 1, column 1$"),
            ('{"a":' * 100_000, "^arrays and objects are nested too deep$"),
            ('{"a": ' + "9" * 5000 + "}", "that can be read: a number has too many digits$"),
        ],
    )
    def test_is_told(self, text: str | bytes, message: str) -> None:
        [(pointer, reported)] = problems(text)
        assert pointer == ""
        assert re.search(message, reported)


class TestSize:
    """No more is read than is allowed, and no more room made than needed."""

    def test_is_told(self, tmp_path: Path) -> None:
        text = json.dumps(SMALLEST)
        path = tmp_path / "ä.json"
        path.write_text(text, "utf-8")
        for source in (path, str(path), io.BytesIO(text.encode()), io.StringIO(text)):
            assert gnlc.load(source, max_size=len(text)) == EXPECTED
        sources: list[tuple[Any, str]] = [
            (path, "bytes"),
            (io.BytesIO(text.encode()), "bytes"),
            (io.StringIO(text), "characters"),
        ]
        for source, unit in sources:
            reported = f"longer than {len(text) - 1} {unit}; a greater `max_size` lets it pass"
            assert problems(source, max_size=len(text) - 1) == [("", reported)]
        assert problems(io.BytesIO(b"x" * 2000), max_size=1999)[0].message.startswith(
            "longer than 1,999 "
        )

    def test_an_endless_file(self) -> None:
        chunk = files.content(io.BytesIO(b" " * (files.CHUNK + 1)), 0)
        assert chunk == b" " * files.CHUNK
        endless = Giver(*[" " * files.CHUNK] * 9)
        reported = problems(endless, max_size=3 * files.CHUNK)
        assert reported[0].message.startswith("longer than 3,145,728 characters")
        assert endless.asked == [files.CHUNK] * 4

    def test_a_file_that_gives_little_at_a_time(self) -> None:
        parts = [bytes([part]) for part in json.dumps(SMALLEST).encode()]
        slow: Any = Giver(*parts, b"")
        assert gnlc.load(slow) == EXPECTED

    @pytest.mark.parametrize("size", ["1", 1.5, True, None])
    def test_is_a_whole_number(self, size: Any) -> None:
        with pytest.raises(TypeError, match="max_size must be an int, got"):
            gnlc.load("mine.json", max_size=size)

    def test_is_not_negative(self) -> None:
        with pytest.raises(ValueError, match=r"^max_size must be 0 or more, got -1$"):
            gnlc.load("mine.json", max_size=-1)
        with pytest.raises(ValueError, match=r"^max_size must be 0 or more, got a very long int$"):
            gnlc.load("mine.json", max_size=-(10**5000))
        assert problems(io.StringIO("{}"), max_size=0)[0].message.startswith(
            "longer than 0 characters"
        )

    def test_256_mib_unless_it_is_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Long(str):
            """A text that says of itself that it is long."""

            __slots__ = ()
            length = 256 * 1024**2

            def __len__(self) -> int:
                return self.length

        class Longer(Long):
            __slots__ = ()
            length = Long.length + 1

        text = json.dumps(SMALLEST)
        for long, message in (
            # It is read, though not to the end that it says it has.
            (Long(text), "not JSON: Extra data"),
            (Longer(text), "longer than 268,435,456 characters"),
        ):
            monkeypatch.setattr("gnlc.documents.source.content", lambda *_, long=long: long)
            assert problems(io.StringIO())[0].message.startswith(message)


class TestEncodings:
    """Only UTF-8 is read, and what a text is in instead is reported."""

    def test_a_file_that_is_opened_as_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_bytes('{"ä": 1}'.encode("latin-1"))
        with path.open(encoding="utf-8") as file:
            [(pointer, message)] = problems(file)
        assert pointer == ""
        assert message.startswith("not UTF-8: invalid continuation byte at byte 2; save it")

    def test_a_sound_file_that_is_opened_as_something_else(self, tmp_path: Path) -> None:
        path = tmp_path / "x.json"
        path.write_bytes('{"ä": 1}'.encode())
        with path.open(encoding="ascii") as file:
            assert problems(file) == [("", "opened as ascii, which it is not; open it as bytes")]

    @given(
        st.sampled_from(["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]),
        st.dictionaries(st.text(max_size=3), st.text(max_size=3), min_size=1),
    )
    def test_wide_ones(self, encoding: str, value: dict[str, str]) -> None:
        [(pointer, message)] = problems(json.dumps(value).encode(encoding))
        assert pointer == ""
        assert message == f"in {encoding.upper()}; save it as UTF-8"


WORD = st.text(max_size=2)


class TestRepeated:
    """Every name that is repeated in an object is reported, with its place."""

    def test_deep_down(self) -> None:
        text = '{"x": [{}, {"b": {"c": 1, "c": 2, "c": 3}}], "y": {"d/": 1, "d/": {}, "e": 1}}'
        document, reported = parse.from_text(text)
        assert document == {"x": [{}, {"b": {"c": 3}}], "y": {"d/": {}, "e": 1}}
        assert sorted(path for path, _ in reported) == [("x", 1, "b", "c"), ("y", "d/")]
        _, reported = parse.from_text('{"a/b": [{"~": {"c": 1, "c": 2}}]}')
        assert [path for path, _ in reported] == [("a/b", 0, "~", "c")]

    def test_in_an_object_that_is_left_out(self) -> None:
        _, reported = parse.from_text('{"a": {"b": 1, "b": 2}, "a": {}}')
        assert reported == [(("a",), "the name 'a' is repeated in its object; remove one")]

    @given(st.recursive(st.integers(), lambda part: st.lists(part) | st.dictionaries(WORD, part)))
    def test_none_where_there_is_none(self, value: Any) -> None:
        assert parse.from_text(json.dumps(value).encode()) == (value, [])
