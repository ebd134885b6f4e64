"""Charts of the network, for people.

    >>> import gnlc
    >>> from gnlc import plot
    >>> plot.map(gnlc.cities(country="Azerbaijan", year=2020)).title.text
    '3 learning cities, by year of admission'

They are charts of Altair, which `pip install "gnlc[plot]"` brings, to be shown in a notebook,
changed or saved. They draw what is known: a count that nobody stated is not drawn as zero, and what
is left out is counted under the title.
"""

try:
    from gnlc.plot.counts import cohorts, coverage
    from gnlc.plot.sizes import growth
    from gnlc.plot.world import map  # noqa: A004 - a chart of that name, asked for as `plot.map`
except ModuleNotFoundError as _error:
    if _error.name is None or _error.name.partition(".")[0] != "altair":
        raise
    raise ModuleNotFoundError(
        'gnlc.plot needs Altair: pip install "gnlc[plot]"', name=_error.name
    ) from _error

__all__ = ["cohorts", "coverage", "growth", "map"]
