"""Bests, sum of bests, history, laps; one swim and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sprintbot.adapters.telegram.ask import Ask
from sprintbot.adapters.telegram.routes import Handler, Route, button, command
from sprintbot.adapters.telegram.screens import cards, records, terms
from sprintbot.domain.access import Action
from sprintbot.domain.events import Course, Event
from sprintbot.domain.swims import Timing

WithAthlete = Callable[[Ask, str], Awaitable[None]]
WithEvent = Callable[[Ask, str, Event], Awaitable[None]]


def of_athlete(verb: str, then: WithAthlete) -> Handler:
    """`/best`, `/best Surname`, or a button that names the athlete: ask whose, then go on."""

    async def handle(ask: Ask) -> None:
        if ask.args:
            await then(ask, ask.args[0])
            return
        found = await ask.cases.find_subject(ask.caller, ask.words)
        if found.athlete is not None:
            await then(ask, found.athlete.id)
        else:
            await ask.reply(records.choose_athlete(ask.speech, found, verb))

    return handle


def of_event(verb: str, then: WithEvent) -> Handler:
    """`/sob`, `/sob 100 free Surname`, or a button that names athlete and event: ask whose, ask which, go on."""

    async def handle(ask: Ask) -> None:
        if len(ask.args) > 1:
            await then(ask, ask.args[0], terms.read_event_code(ask.args[1]))
            return
        found = await ask.cases.find_subject(ask.caller, ask.words, ask.args[0] if ask.args else None)
        if found.athlete is None:
            await ask.reply(records.choose_athlete(ask.speech, found, verb, found.event))
        elif found.event is not None:
            await then(ask, found.athlete.id, found.event)
        elif len(found.events) == 1:
            await then(ask, found.athlete.id, found.events[0])
        else:
            await ask.reply(records.choose_event(ask.speech, found.athlete, found, verb))

    return handle


async def best(ask: Ask, athlete_id: str) -> None:
    course = Course(ask.args[1]) if len(ask.args) > 1 else None
    timing = Timing(ask.args[2]) if len(ask.args) > 2 else Timing.OFFICIAL
    await ask.cases.show_records(ask.caller, athlete_id, ask.show(records.records), course, timing)


async def history(ask: Ask, athlete_id: str) -> None:
    page = int(ask.args[1]) if len(ask.args) > 1 else 0
    await ask.cases.show_history(ask.caller, athlete_id, ask.show(records.history), page)


async def sum_of_bests(ask: Ask, athlete_id: str, event: Event) -> None:
    await ask.cases.show_sum_of_bests(ask.caller, athlete_id, event, ask.show(records.sum_report))


async def splits(ask: Ask, athlete_id: str, event: Event) -> None:
    await ask.cases.show_splits(ask.caller, athlete_id, event, ask.show(records.splits))


async def swim(ask: Ask) -> None:
    await ask.cases.show_swim(ask.caller, ask.args[0], ask.show(cards.one_swim))


async def why(ask: Ask) -> None:
    await ask.cases.show_swim(ask.caller, ask.args[0], ask.show(cards.why))


ROUTES: tuple[Route, ...] = (
    command("best", Action.SEE_SWIMS, of_athlete("best", best)),
    button("best", Action.SEE_SWIMS, of_athlete("best", best)),
    command("history", Action.SEE_SWIMS, of_athlete("hist", history)),
    button("hist", Action.SEE_SWIMS, of_athlete("hist", history)),
    command("sob", Action.SEE_SWIMS, of_event("sob", sum_of_bests)),
    button("sob", Action.SEE_SWIMS, of_event("sob", sum_of_bests)),
    command("splits", Action.SEE_SWIMS, of_event("spl", splits)),
    button("spl", Action.SEE_SWIMS, of_event("spl", splits)),
    button("swim", Action.SEE_SWIMS, swim),
    button("why", Action.SEE_SWIMS, why),
)
