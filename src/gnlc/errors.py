"""The exceptions of the library. Each derives from `GnlcError` and from a fitting builtin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from gnlc.wording import listed, printable, shortened

if TYPE_CHECKING:
    from gnlc.models.base import Record
    from gnlc.models.cities import City
    from gnlc.models.places import Country, Subdivision
    from gnlc.models.strategy import StrategyPeriod

KEPT = 100
"""The number of problems of a document that are listed."""

_SHOWN = 10
_LONG = 200


class GnlcError(Exception):
    """Base of all exceptions of the library.

    Example:
        >>> try:
        ...     gnlc.city("Atlantis")
        ... except gnlc.GnlcError as error:
        ...     print(type(error).__name__)
        NotFoundError
    """


class NotFoundError(GnlcError, LookupError):
    """Nothing in the network matches a key.

    Attributes:
        kind (str): the kind of record, for instance "city" or "country".
        key (object): the key that was looked up.
        suggestions (tuple[str, ...]): up to three similar keys that exist, best first.
        hint (str | None): the end of the message, in place of the suggestions.

    Example:
        >>> try:
        ...     gnlc.city("Gandja Citty")
        ... except gnlc.NotFoundError as error:
        ...     print(error.suggestions)
        ('az-ganja',)
    """

    def __init__(
        self, kind: str, key: object, suggestions: Sequence[str] = (), hint: str | None = None
    ) -> None:
        self.kind = kind
        self.key = key
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        self.hint = hint
        super().__init__(kind, key, self.suggestions, hint)

    def __str__(self) -> str:
        text = f"no {self.kind} {shortened(self.key)} on record"
        if self.hint is not None:
            return f"{text}; {self.hint}"
        if self.suggestions:
            return f"{text}; did you mean {listed(map(repr, self.suggestions))}?"
        return text


class AmbiguousNameError(NotFoundError):
    """Several cities, subdivisions or countries have a name, or several periods cover a year.

    Attributes:
        candidates (tuple[City | Subdivision | Country | StrategyPeriod, ...]): all that match the
            key.

    Example:
        >>> try:
        ...     gnlc.strategy_period(2021)
        ... except gnlc.AmbiguousNameError as error:
        ...     print([period.id for period in error.candidates])
        ['2019-2021', '2021-2023']
    """

    def __init__(
        self,
        kind: str,
        key: object,
        candidates: Sequence[City | Subdivision | Country | StrategyPeriod],
    ) -> None:
        self.candidates: tuple[City | Subdivision | Country | StrategyPeriod, ...] = tuple(
            candidates
        )
        super().__init__(kind, key, [_key(candidate) for candidate in self.candidates[:3]])
        # Unpickling calls the class with these.
        self.args: tuple[object, ...] = (kind, key, self.candidates)

    def __str__(self) -> str:
        named = listed((f"{c.name!r} ({_key(c)})" for c in self.candidates), word="and")
        countries = {getattr(candidate, "country", None) for candidate in self.candidates}
        by = "id" if hasattr(self.candidates[0], "id") else "code"
        apart = f"ask by {by}, or name the country" if len(countries) > 1 else f"ask by {by}"
        return f"{shortened(self.key)} fits more than one {self.kind}: {named}; {apart}"


def _key(candidate: Record) -> str:
    """Return the key of a candidate."""
    # Imported late, because catching an error does not need the records.
    from gnlc.models.base import key_of

    return key_of(candidate)


class Problem(NamedTuple):
    """A fault in a document.

    Attributes:
        pointer (str): its place as a JSON Pointer (RFC 6901); empty for the whole document.
        message (str): what is wrong.

    Example:
        >>> str(gnlc.Problem("/cities/0/name", "name must not be empty"))
        '/cities/0/name: name must not be empty'
    """

    pointer: str
    message: str

    def __str__(self) -> str:
        pointer = self.pointer
        if len(pointer) > _LONG:
            pointer = f"{pointer[: _LONG // 2]}...{pointer[-_LONG // 2 :]}"
        pointer = printable(pointer)
        return f"{pointer}: {self.message}" if pointer else self.message


class DataError(GnlcError, ValueError):
    """A document does not conform to the published format.

    Attributes:
        problems (tuple[Problem, ...]): the problems found, in document order; at most the first
            hundred.
        count (int): the number of all problems.

    Example:
        >>> try:
        ...     gnlc.Network.from_dict({"format_version": 2})
        ... except gnlc.DataError as error:
        ...     print(error.count, error.problems[-1])
        3 /format_version: format_version must be 1, got 2
    """

    def __init__(self, problems: Sequence[Problem], count: int | None = None) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems[:KEPT])
        self.count: int = len(problems) if count is None else count
        super().__init__(self.problems, self.count)

    def __str__(self) -> str:
        first = "\n".join(f"  {problem}" for problem in self.problems[:_SHOWN])
        more = f"\n  and {self.count - _SHOWN:,} more" if self.count > _SHOWN else ""
        plural = "s" if self.count > 1 else ""
        return f"{self.count:,} problem{plural} in the document:\n{first}{more}"
