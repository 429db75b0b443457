"""The command line: start the bot, bring the schema up to date, and the domain's questions answered in a terminal."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

try:
    import typer
except ModuleNotFoundError:  # pragma: no cover - tried in a bare environment by the packaging test
    sys.exit("The command line needs its extra: pip install 'sprintbot[cli]'")

from sprintbot import __version__
from sprintbot.domain.errors import SprintbotError
from sprintbot.domain.events import Course, Event, Sex, Stroke
from sprintbot.domain.points import latest_season, points
from sprintbot.domain.swimtime import SwimTime

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Swimming results and rules."
)


class Refusal(StrEnum):
    """What is said on standard error when a question cannot be answered."""

    NO_BASE_TIME = "no base time for that event in that season"


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


@app.command("points")
def show_points(
    course: Annotated[Course, typer.Option(case_sensitive=False)],
    sex: Annotated[Sex, typer.Option(case_sensitive=False)],
    distance: Annotated[int, typer.Option(help="Metres of one leg.")],
    stroke: Annotated[Stroke, typer.Option(case_sensitive=False)],
    time: Annotated[str, typer.Option(help="52.81, 1:02.35, 1:02:03.45")],
    season: Annotated[int | None, typer.Option(help="The year of the base times; the newest if left out.")] = None,
    relay_legs: Annotated[int, typer.Option(help="4 for a relay.")] = 1,
) -> None:
    """World Aquatics points of a time."""
    try:
        event = Event(distance, stroke, course, relay_legs)
        year = season if season is not None else latest_season(course)
        scored = None if year is None else points(SwimTime.parse(time), event, sex, year)
    except SprintbotError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from refusal
    if scored is None:
        typer.echo(Refusal.NO_BASE_TIME, err=True)
        raise typer.Exit(1)
    typer.echo(scored)


@app.command()
def run() -> None:
    """Start the bot, with a local Telegram in the browser where BOT_TOKEN is not set."""
    from sprintbot.entrypoints.bot import main as start

    raise typer.Exit(start())


def main() -> None:
    app()


if __name__ == "__main__":
    main()
