"""Charts of the network, for people.

    >>> import gnlc
    >>> from gnlc import plot
    >>> plot.map(gnlc.cities(country="Azerbaijan", year=2020)).title.text
    '3 learning cities, by year of admission'

The functions return Altair charts, which can be shown in a notebook, changed or saved; `explore`
returns a page. They need Altair: `pip install "gnlc[plot]"`. Unknown counts are not drawn as zero,
and a note under the title counts omitted records.
"""

try:
    from gnlc.plot.counts import cohorts, coverage
    from gnlc.plot.explorer import Page, explore
    from gnlc.plot.sizes import growth
    from gnlc.plot.world import map  # noqa: A004 - users call it as `plot.map`
    from gnlc.plot.years import admissions
except ModuleNotFoundError as _error:
    if _error.name is None or _error.name.partition(".")[0] != "altair":
        raise
    raise ModuleNotFoundError(
        'gnlc.plot needs Altair: pip install "gnlc[plot]"', name=_error.name
    ) from _error

__all__ = ["Page", "admissions", "cohorts", "coverage", "explore", "growth", "map"]
