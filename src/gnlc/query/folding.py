"""One spelling for all spellings of a name."""

import re
import unicodedata

# Apostrophes mostly stand for what other spellings leave out, so they vanish (L'Aquila, Xi'an);
# whatever else stands between letters and digits parts words.
_ASCII = {
    code: None if chr(code) in "'`" else chr(code).lower() if chr(code).isalnum() else " "
    for code in range(128)
}

# Quotation marks, primes, and signs of Hebrew and Armenian in the part of an apostrophe; and acute
# accents that stand alone, of which NFKC makes a space and an accent.
_APOSTROPHES = re.compile("[\u2018\u2019\u201b\u2032\u2035\u055a\u05f3\u00b4\u1ffd]")

# The points for vowels in Hebrew and Arabic, which hardly anybody writes. Marks of other scripts
# stay: in those of India they are the vowels.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]")

# Letters for long vowels, of which anyascii makes consonants or nothing, though in foreign names
# (and most names here are foreign to these scripts) they spell plain vowels.
_VOWELS = str.maketrans(
    dict.fromkeys("\u0627\u0623\u0622\u0671\u0649\u0639\u0629\u06d5\u05d0\u05e2", "a")
    | dict.fromkeys("\u0625\u064a\u06cc\u06d0\u06ce\u0626\u05d9", "i")
    | dict.fromkeys("\u0648\u06c7\u06c6\u06c8\u0624\u05d5", "u")
)

# Thai and Lao write some vowels before the consonant after which they are spoken.
_VOWEL_FIRST = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")

LONGEST = 512
"""How many characters of a text count: no name has as many, and what comes in may have millions.

To put the accents of one letter in order takes Unicode's algorithm a time that grows with the
square of their number.
"""


def fold(text: str) -> str:
    """Spell a text in ``a``-``z``, ``0``-``9`` and single spaces.

    Scripts, accents, case, punctuation and the ways in which Unicode encodes one and the same
    letter make no difference any more: ``Gəncə``, ``GƏNCƏ`` and ``gence`` all fold to ``gence``.
    Letters are transliterated one by one, without regard to the language.

    Args:
        text: any string, lone surrogates included; its first 512 characters count.

    Returns:
        The folded text, which folds to itself and has 512 characters at the most; empty where there
        are no letters and no digits.

    Example:
        >>> gnlc.fold("Gəncə"), gnlc.fold("ГЯНДЖА")
        ('gence', 'gyandzha')
    """
    text = text[:LONGEST]
    if not text.isascii():
        text = _transliterate(text)
    return " ".join(text.translate(_ASCII).split())[:LONGEST].rstrip()


def _transliterate(text: str) -> str:
    # Imported late: it takes longer than all that ASCII names need.
    from anyascii import anyascii

    text = unicodedata.normalize("NFKC", _APOSTROPHES.sub("", text)).casefold()
    text = _POINTS.sub("", unicodedata.normalize("NFKC", text))
    text = _VOWEL_FIRST.sub(r"\2\1", text.translate(_VOWELS))
    return anyascii("".join(map(_plain, text)))


def _plain(char: str) -> str:
    # Letters, marks and numbers count. Separators, punctuation and symbols part words: anyascii
    # would spell them out (":tada:", "deg"). The rest (format characters, surrogates) is nothing.
    if char.isascii() or (kind := unicodedata.category(char)[0]) in "LMN":
        return char
    return " " if kind in "PSZ" else ""


def spelling(text: str) -> str:
    """Return a text as it is spelt, whatever its case and the way in which Unicode encodes it.

    Its first 512 characters count.
    """
    return unicodedata.normalize("NFKC", text[:LONGEST]).casefold()


def squeeze(text: str) -> str:
    """Return a text as it is folded, without its spaces: the key by which names are compared."""
    return fold(text).replace(" ", "")


def scripts(text: str) -> frozenset[str]:
    """Return the scripts of the letters of a text, by the first words of their Unicode names.

    Hiragana and katakana count as one; a text without letters counts as Latin.
    """
    if text.isascii():
        return _LATIN
    letters = filter(str.isalpha, unicodedata.normalize("NFKC", text[:LONGEST]))
    # Letters that modify others belong to no script: the mark for long vowels, the okina.
    names = {
        unicodedata.name(c, "?").split()[0] for c in letters if unicodedata.category(c) != "Lm"
    }
    return frozenset(_KANA.get(name, name) for name in names) or _LATIN


_LATIN = frozenset({"LATIN"})
_KANA = {"HIRAGANA": "KATAKANA"}
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
_READ_ALIKE = 2

HAN = "CJK"
"""The script of Chinese characters."""


def spelt_alike(one: str, other: str) -> bool:
    """Return whether two texts with the same key are spelt alike but for accents and punctuation.

    Texts in Latin, Greek or Cyrillic letters are. Texts in another script that they share are if
    they have three letters, and Chinese characters, of which many are read alike, if their number
    is the same (a name in traditional and in simplified ones). Shorter ones must be the same.
    """
    shared = scripts(one) & scripts(other)
    if not shared or shared & _ALPHABETS:
        return bool(shared)
    first, second = _letters(one), _letters(other)
    long = min(len(first), len(second)) > _READ_ALIKE
    return first == second or (long and (HAN not in shared or len(first) == len(second)))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, spelling(text)))


def readable(text: str) -> bool:
    """Return whether a text may be looked up by its transliteration: if it has three letters.

    One or two are a name by chance: there are thousands of characters that are read alike.
    """
    composed = unicodedata.normalize("NFKC", text[:LONGEST])
    return text.isascii() or sum(unicodedata.category(c)[0] in "LM" for c in composed) > _READ_ALIKE
