"""The command that draws."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from functools import partial

from gnlc.cli.answer import Answer, of_rows
from gnlc.cli.inputs import arguments, filters, network


def map(options: Namespace) -> Answer:  # noqa: A001 - the command is called so
    """Return a page or a picture of the cities that pass every filter."""
    from gnlc import plot
    from gnlc.display.describe import describe
    from gnlc.plot.frame import picture

    known, form = network(options), options.format
    draw: Callable[[], str | bytes]
    with arguments():
        cities = known.cities(**filters(options, known))
        if form == "html":
            draw = plot.explore(cities, language=options.language).to_html
        else:
            draw = partial(picture, plot.map(cities, language=options.language), form)
    return of_rows(
        cities,
        lambda: describe(cities),
        pictures={form: draw},
        complaints=[] if cities else ["no city passes these filters"],
        status=0 if cities else 1,
        empty=not cities,
    )
