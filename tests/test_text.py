import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gnlc.names import folding
from gnlc.names.folding import fold, spelling

# Every code point, lone surrogates included, which hypothesis leaves out by default.
anything = st.text(st.characters(codec=None, categories=None))


class TestFold:
    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("Ganja", "ganja"),
            ("GƏNCƏ", "gence"),
            ("Bal\u0131kesir", "balikesir"),
            ("Sønderborg", "sonderborg"),
            ("Łódź", "lodz"),
            ("Đà Nẵng", "da nang"),
            ("Straße", "strasse"),
            ("İzmir", "izmir"),
            ("Гянджа", "gyandzha"),
            ("Нікополь", "nikopol"),
            ("Αθήνα", "athina"),
            ("ターク", "taku"),
            ("喀山", "kashan"),
            ("서울", "seoul"),
            ("\uff22\uff41\uff4b\uff55", "baku"),
        ],
    )
    def test_scripts_and_accents(self, text: str, folded: str) -> None:
        assert fold(text) == folded

    def test_vowels_of_indic_scripts_are_kept(self) -> None:
        assert fold("भोपाल") == "bhopal"
        assert fold("লাহোর") != fold("লহর")

    def test_points_of_hebrew_and_arabic_are_not(self) -> None:
        assert fold("رَأْس ٱلْخَيْمَة") == fold("رأس الخيمة")
        assert fold("יְרוּשָׁלַיִם") == fold("ירושלים")

    @pytest.mark.parametrize(
        ("letters", "vowel"),
        [
            ("\u0627\u0623\u0622\u0671\u0649\u0639\u0629\u06d5\u05d0\u05e2", "a"),
            ("\u0625\u064a\u06cc\u06d0\u06ce\u0626\u05d9", "i"),
            ("\u0648\u06c7\u06c6\u06c8\u0624\u05d5", "u"),
        ],
    )
    def test_letters_for_long_vowels_are_vowels(self, letters: str, vowel: str) -> None:
        assert [fold(letter) for letter in letters] == [vowel] * len(letters)

    def test_vowels_before_their_consonant_come_after_it(self) -> None:
        assert fold("\u0e40\u0e25\u0e22") == fold("\u0e25\u0e40") + fold("\u0e22") == "ley"
        assert fold("x\u0ec0\u0ea5") == "xle"

    @given(st.text(st.characters(max_codepoint=127)))
    def test_ascii_keeps_its_letters_and_digits(self, text: str) -> None:
        kept = "".join(char for char in text.lower() if char.isalnum())
        assert fold(text).replace(" ", "") == kept
        # Nor do other letters beside them make a difference.
        assert fold(f"{text}\u00e9").replace(" ", "") == f"{kept}e"

    @pytest.mark.parametrize(
        "apostrophe", "'`\u00b4\u2018\u2019\u201b\u2032\u02bb\u02bc\u1ffd\uff07"
    )
    def test_apostrophes_vanish(self, apostrophe: str) -> None:
        assert fold(f"L{apostrophe}Aquila") == "laquila"
        assert fold(f"{apostrophe}s-Hertogenbosch") == "s hertogenbosch"

    @pytest.mark.parametrize(
        "text", ["a-b", " a  b ", "a\tb\n", "(a) [b]", "a—b", "a・b", "a$b", "a€b"]
    )
    def test_everything_else_parts_words(self, text: str) -> None:
        assert fold(text) == "a b"

    def test_symbols_are_not_spelt_out(self) -> None:
        assert fold("🎉") == ""
        assert fold("Kraków 🎉 50°") == "krakow 50"

    @pytest.mark.parametrize("text", ["", " ", "\ud800", "\u200b", "'", "—"])
    def test_nothing_to_fold(self, text: str) -> None:
        assert fold(text) == ""

    def test_what_cannot_be_seen_vanishes(self) -> None:
        assert fold("Gan\u00adja\ud800\u200d") == "ganja"

    @given(anything)
    def test_gives_letters_digits_and_single_spaces(self, text: str) -> None:
        folded = fold(text)
        assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
        assert folded == " ".join(folded.split())

    @given(anything)
    def test_folds_to_itself(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(anything)
    @example("й")
    @example("a\u1ffdb")
    @example("한국")
    def test_encodings_of_a_letter_are_one(self, text: str) -> None:
        for form in ("NFC", "NFD"):
            assert fold(unicodedata.normalize(form, text)) == fold(text)

    @given(anything)
    @example("ᾳ")
    @example("ẞ")
    @example("\u0131")
    def test_case_makes_no_difference(self, text: str) -> None:
        assert fold(text.casefold()) == fold(text)
        assert fold(text.upper().lower()) == fold(text.lower())

    def test_latin_letters_are_folded_without_anyascii(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "anyascii", None)
        folding._in_ascii.cache_clear()
        assert fold("L'Aquila - 1") == "laquila 1"
        assert fold("Gəncə, Łódź") == "gence lodz"
        with pytest.raises(ImportError):
            fold("Ганџа")

    def test_latin_letters_do_not_load_it(self) -> None:
        code = (
            "import sys; from gnlc.names.folding import fold; fold('L\\'Aquila - 1, Gəncə');"
            "assert 'anyascii' not in sys.modules;"
            "fold('Гянджа'); assert 'anyascii' in sys.modules"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


class TestLongest:
    """Of a text 512 characters count, and of what it is folded to no more."""

    @pytest.mark.parametrize(
        ("text", "folded"),
        [
            ("a" * 512 + "b", "a" * 512),
            ("a" * 511 + " b", "a" * 511),
            # Each letter becomes two.
            ("ж" * 300, "zh" * 256),
            ("ж" * 255 + "a bc", "zh" * 255 + "a"),
        ],
    )
    def test_folded(self, text: str, folded: str) -> None:
        assert fold(text) == folded
        assert fold(folded) == folded

    def test_as_it_is_spelt(self) -> None:
        assert spelling("A" * 512 + "b") == "a" * 512


class TestSpelling:
    """Case and encoding make no difference, all else does."""

    @given(anything)
    def test_of_every_case_and_encoding(self, text: str) -> None:
        for form in ("NFC", "NFD", "NFKC", "NFKD"):
            assert spelling(unicodedata.normalize(form, text)) == spelling(text)

    @given(st.text("aBc\u00e9\u0259\u0433 -'"))
    def test_is_the_text_in_small_letters(self, text: str) -> None:
        assert spelling(text) == text.lower()

    def test_capital_sharp_s_is_ss(self) -> None:
        assert spelling("STRA\u1e9eE") == spelling("Stra\u00dfe") == "strasse"
