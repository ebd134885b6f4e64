"""Spellings of a name, and the one form by which all of them are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from gnlc.wording import shortened

T = TypeVar("T")

# Other spellings mostly omit apostrophes, so they are dropped (L'Aquila, Xi'an). All other
# characters between letters and digits separate words.
_ASCII = {
    code: None if chr(code) in "'`" else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}

# Quotation marks, primes, and Hebrew and Armenian signs that are used as apostrophes; and single
# acute accents, which NFKC turns into a space and an accent.
_APOSTROPHES = "[\u2018\u2019\u201b\u2032\u2035\u055a\u05f3\u00b4\u1ffd]"

# The points for vowels in Hebrew and Arabic, which are rarely written. Marks of other scripts are
# kept: in those of India they are the vowels.
_POINTS = "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]"

# Letters for long vowels, which anyascii turns into consonants or drops. In foreign names, as most
# names here are to these scripts, they spell plain vowels.
_VOWELS = {
    **dict.fromkeys("\u0627\u0623\u0622\u0671\u0649\u0639\u0629\u06d5\u05d0\u05e2", "a"),
    **dict.fromkeys("\u0625\u064a\u06cc\u06d0\u06ce\u0626\u05d9", "i"),
    **dict.fromkeys("\u0648\u06c7\u06c6\u06c8\u0624\u05d5", "u"),
}

# Latin letters that are not others with a mark, single marks and modifiers, as anyascii has them:
# names in Latin letters are folded without it, since importing it takes longer.
_LATIN = {
    **dict(zip("\u0131\u0142\u0111\u00f8\u0259\u01dd\u025b\u0254\u00f0", "ildoeeeod", strict=True)),
    **dict(
        zip(
            "\u0256\u0257\u0263\u0269\u028a\u0199\u0127\u02bc\u02be\u02bb",
            "ddgiukh''`",
            strict=True,
        )
    ),
    "\u00e6": "ae",
    "\u00fe": "th",
    "\u014b": "ng",
    **dict.fromkeys("\u0300\u0301\u0304\u0305\u0307\u0308\u0327", ""),
}
_LETTERS = _VOWELS | _LATIN

# Thai and Lao write some vowels before the consonant after which they are spoken.
_VOWEL_FIRST = "([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])"

LONGEST = 512
"""How many characters of a text count. No name is as long, but input may be.

The time to normalize a letter with accents grows with the square of their number.
"""


def fold(text: str) -> str:
    """Spell a text in ``a``-``z``, ``0``-``9`` and single spaces.

    Script, accents, case, punctuation and encoding are removed: ``Gəncə``, ``GƏNCƏ`` and ``gence``
    all fold to ``gence``. Letters are transliterated one by one, regardless of the language.

    Args:
        text: any string, lone surrogates included; its first 512 characters count.

    Returns:
        The folded text, which folds to itself and has at most 512 characters; empty if the text has
        no letters and no digits.

    Raises:
        TypeError: the text is not a str.

    Example:
        >>> gnlc.fold("Gəncə"), gnlc.fold("ГЯНДЖА")
        ('gence', 'gyandzha')
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, got {shortened(text)}")
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if not text.isascii():
        text = _transliterate(text)
    elif text.isalnum():
        return text.lower()
    folded = " ".join(text.translate(_ASCII).split())
    return folded if len(folded) <= LONGEST else folded[:LONGEST].rstrip()


_KEYS = {code: (char and char.strip()) or None for code, char in _ASCII.items()} | {10: "\n"}


def keys_of_names(names: Sequence[str]) -> list[str]:
    """Return the keys of many names at once, as `Text.key` has them, in a tenth of the time.

    Args:
        names: short names, without line breaks.
    """
    plain = "\n".join([name for name in names if name.isascii()])
    other = _transliterate("\n".join([name for name in names if not name.isascii()]))
    ascii_keys = iter(plain.translate(_KEYS).split("\n"))
    other_keys = iter(other.translate(_KEYS).split("\n"))
    return [next(ascii_keys if name.isascii() else other_keys) for name in names]


def by_key(named: Sequence[tuple[str, T]]) -> dict[str, list[T]]:
    """Return values by the keys of their names.

    Args:
        named: short names, without line breaks, each with a value that has it.
    """
    found: defaultdict[str, list[T]] = defaultdict(list)
    for key, (_, value) in zip(keys_of_names([name for name, _ in named]), named, strict=True):
        found[key].append(value)
    return found


def _transliterate(text: str) -> str:
    text = unicodedata.normalize("NFKC", re.sub(_APOSTROPHES, "", text)).casefold()
    text = re.sub(_POINTS, "", unicodedata.normalize("NFKC", text))
    return "".join(map(_in_ascii, re.sub(_VOWEL_FIRST, r"\2\1", text)))


@lru_cache(4096)
def _in_ascii(char: str) -> str:
    # Letters, marks and numbers count. Separators, punctuation and symbols separate words: anyascii
    # would spell them out (":tada:", "deg"). The rest (format characters, surrogates) is dropped.
    if char.isascii():
        return char
    if (kind := unicodedata.category(char)[0]) not in "LMN":
        return " " if kind in "PSZ" else ""
    if char in _LETTERS:
        return _LETTERS[char]
    letter = unicodedata.normalize("NFD", char)[0]
    if letter.isascii():
        return letter
    from anyascii import anyascii

    return anyascii(char)


def spelling(text: str) -> str:
    """Return a text in small letters, each encoded in the one way that Unicode prefers.

    The first 512 characters count.
    """
    return unicodedata.normalize("NFKC", text[:LONGEST]).casefold()


LATIN = frozenset({"LATIN"})
"""The scripts of a text in Latin letters."""
_KANA = {"HIRAGANA": "KATAKANA"}
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_CHANCE = 2  # Texts of so many letters are transliterated alike by chance.

# Chinese characters for a city, a county and a district.
_UNITS = tuple("市县縣区區")

HAN = "CJK"
"""The script of Chinese characters."""


class Text:
    """A name or a query, with the forms by which it is compared.

    A query is folded once, however many functions it passes through. What only some of them need is
    computed when first used, and kept.

    Attributes:
        raw (str): the text as it was asked for or recorded.
        folded (str): the text as `fold` spells it.
        key (str): the folded text without spaces.
    """

    __slots__ = ("_exact", "_scripts", "folded", "key", "raw")

    def __init__(self, raw: str) -> None:
        self.raw: str = raw
        self.folded: str = fold(raw)
        self.key: str = self.folded.replace(" ", "")
        self._exact: str | None = None
        self._scripts = LATIN if raw.isascii() else None

    @property
    def exact(self) -> str:
        """The text as it is spelled, but for case and encoding."""
        if self._exact is None:
            self._exact = spelling(self.raw)
        return self._exact

    @property
    def scripts(self) -> frozenset[str]:
        """The scripts of the letters, by the first words of their Unicode names.

        Hiragana and katakana count as one; a text without letters counts as Latin.
        """
        if self._scripts is None:
            self._scripts = frozenset(map(_script, filter(str.isalpha, self.exact))) - {""} or LATIN
        return self._scripts

    @property
    def is_readable(self) -> bool:
        """Whether the text may be looked up by its transliteration: it needs three letters.

        There are thousands of characters, and many of them are transliterated alike.
        """
        composed = unicodedata.normalize("NFKC", self.raw[:LONGEST])
        letters = sum(unicodedata.category(char)[0] in "LM" for char in composed)
        return self.raw.isascii() or letters > _CHANCE

    def same_name(self, other: Text) -> bool:
        """Return whether two texts with the same key differ in accents and punctuation at most.

        Texts in Latin, Greek or Cyrillic letters do. In another script that they share they need
        three letters, and as many Chinese characters (the traditional and the simplified form of a
        name); shorter ones must be the same.
        """
        if self.key != other.key:
            return False
        if self._scripts is other._scripts is LATIN:
            return True
        shared = self.scripts & other.scripts
        if not shared or shared & _ALPHABETS:
            return bool(shared)
        letters, others = self._letters, other._letters
        long = min(len(letters), len(others)) > _CHANCE
        return letters == others or (long and (HAN not in shared or len(letters) == len(others)))

    @property
    def _letters(self) -> str:
        letters = "".join(filter(str.isalnum, self.exact))
        # What all cities have at their end does not make them alike.
        return letters[:-1] if letters.endswith(_UNITS) else letters


def script_of(name: str) -> str:
    """Return the script of the first letter of a name; Latin if it has none."""
    scripts = (_script(letter) for letter in name if letter.isalpha())
    return next((script for script in scripts if script), "LATIN")


@lru_cache(4096)
def _script(letter: str) -> str:
    # Letters that modify others belong to no script: the mark for long vowels, the okina.
    if unicodedata.category(letter) == "Lm":
        return ""
    name = unicodedata.name(letter, "?").split()[0]
    return _KANA.get(name, name)
