"""The command that draws."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from gnlc.cli.answer import Answer, of_rows
from gnlc.cli.inputs import arguments, filters, network


def map(options: Namespace) -> Answer:  # noqa: A001 - the command is called so
    """Return a map of the cities that pass every filter."""
    from gnlc import plot
    from gnlc.display.describe import describe
    from gnlc.plot.frame import content_of

    known = network(options)
    with arguments():
        cities = known.cities(**filters(options, known))
        chart = plot.map(cities, language=options.language)
    return of_rows(
        cities,
        lambda: describe(cities),
        pictures={
            "html": partial(content_of, chart, "html"),
            "svg": partial(content_of, chart, "svg"),
            "png": partial(content_of, chart, "png"),
        },
        complaints=[] if cities else ["no city passes these filters"],
        status=0 if cities else 1,
        empty=not cities,
    )
