"""The wiring: the only file that knows dependency-injector, and the only one that opens `adapters/`."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from dependency_injector import containers, providers

from sprintbot.adapters.i18n import Catalogues
from sprintbot.adapters.postgres.database import Database
from sprintbot.adapters.postgres.delivery import PostgresDelivery
from sprintbot.adapters.postgres.embedded import start_embedded
from sprintbot.adapters.postgres.inbox import PostgresInbox
from sprintbot.adapters.postgres.store import PostgresStore
from sprintbot.adapters.postgres.upgrade import upgrade_to_head
from sprintbot.adapters.system import SystemClock, SystemIds
from sprintbot.adapters.telegram.answers import CallbackAnswers
from sprintbot.adapters.telegram.api import TelegramApi
from sprintbot.adapters.telegram.callbacks import Callbacks
from sprintbot.adapters.telegram.calling import CallFailedError
from sprintbot.adapters.telegram.cases import Cases
from sprintbot.adapters.telegram.dispatch import Bot, Dispatcher
from sprintbot.adapters.telegram.handlers import ROUTES
from sprintbot.adapters.telegram.intake import Intake
from sprintbot.adapters.telegram.pacing import Limit, Limits, Pacing
from sprintbot.adapters.telegram.polling import Poller, PollingTimes
from sprintbot.adapters.telegram.publish import publish_commands
from sprintbot.adapters.telegram.sender import Sender
from sprintbot.adapters.telegram.webhook import Webhook, served
from sprintbot.adapters.telegram.worker import Worker
from sprintbot.adapters.typed.athletes import TypedAthletes
from sprintbot.adapters.typed.results import TypedResults
from sprintbot.adapters.typed.turns import TypedTurnTimes
from sprintbot.ports.queues import Delivery, Inbox
from sprintbot.ports.store import Store
from sprintbot.usecases.add_athletes import AddAthletes
from sprintbot.usecases.change_settings import ChangeSettings, ShowSettings
from sprintbot.usecases.compare_team import CompareTeam
from sprintbot.usecases.edit_athlete import EditAthlete
from sprintbot.usecases.find_subject import FindSubject
from sprintbot.usecases.found_club import FoundClub
from sprintbot.usecases.greet import Greet
from sprintbot.usecases.keep_own import KeepOwn
from sprintbot.usecases.preview_swims import PreviewSwims
from sprintbot.usecases.review_turns import ReviewTurns
from sprintbot.usecases.save_swims import SaveSwims
from sprintbot.usecases.settle_line import EnrolForLine, RetypeLine, SettleLine
from sprintbot.usecases.show_athletes import ShowAthlete, ShowAthletes
from sprintbot.usecases.show_draft import ShowDraft
from sprintbot.usecases.show_records import ShowRecords, ShowSumOfBests
from sprintbot.usecases.show_splits import ShowSplits
from sprintbot.usecases.show_swims import ShowHistory, ShowSwim
from sprintbot.usecases.undo_change import DropDraft, UndoBatch

__all__ = [
    "Bot",
    "CallFailedError",
    "Core",
    "Limit",
    "Limits",
    "Postgres",
    "Telegram",
    "TelegramApi",
    "Tuning",
    "core_on",
    "publish_commands",
    "served",
    "start_embedded",
    "upgrade_to_head",
]


class Core(containers.DeclarativeContainer):
    """What a person can do, over a store; the store comes from outside, in memory or PostgreSQL."""

    store: providers.Dependency[Store] = providers.Dependency()
    inbox: providers.Dependency[Inbox] = providers.Dependency()
    delivery: providers.Dependency[Delivery] = providers.Dependency()
    secret = providers.Dependency(instance_of=bytes)
    """What button signatures are made of: the same for every replica of one bot."""

    clock = providers.Singleton(SystemClock)
    ids = providers.Singleton(SystemIds)
    translations = providers.Singleton(Catalogues)
    results = providers.Singleton(TypedResults)
    athletes = providers.Singleton(TypedAthletes)
    turns = providers.Singleton(TypedTurnTimes, results)

    cases = providers.Singleton(
        Cases,
        greet=providers.Singleton(Greet, store, ids),
        found_club=providers.Singleton(FoundClub, store, ids),
        keep_own=providers.Singleton(KeepOwn, store, ids, athletes),
        add_athletes=providers.Singleton(AddAthletes, store, ids, athletes),
        show_athletes=providers.Singleton(ShowAthletes, store),
        show_athlete=providers.Singleton(ShowAthlete, store),
        edit_athlete=providers.Singleton(EditAthlete, store, athletes),
        preview_swims=providers.Singleton(PreviewSwims, store, ids, results),
        show_draft=providers.Singleton(ShowDraft, store),
        settle_line=providers.Singleton(SettleLine, store, results),
        retype_line=providers.Singleton(RetypeLine, store, results),
        enrol_for_line=providers.Singleton(EnrolForLine, store, ids, athletes),
        save_swims=providers.Singleton(SaveSwims, store, ids),
        drop_draft=providers.Singleton(DropDraft, store),
        undo_batch=providers.Singleton(UndoBatch, store),
        find_subject=providers.Singleton(FindSubject, store, results),
        show_swim=providers.Singleton(ShowSwim, store),
        show_history=providers.Singleton(ShowHistory, store),
        show_records=providers.Singleton(ShowRecords, store),
        show_sum_of_bests=providers.Singleton(ShowSumOfBests, store),
        show_splits=providers.Singleton(ShowSplits, store),
        review_turns=providers.Singleton(ReviewTurns, store, turns),
        compare_team=providers.Singleton(CompareTeam, store, results),
        show_settings=providers.Singleton(ShowSettings, store),
        change_settings=providers.Singleton(ChangeSettings, store),
    )
    callbacks = providers.Singleton(Callbacks, secret)


@dataclass(frozen=True, slots=True)
class Tuning:
    """What tests turn down and operators leave alone. `long_poll` in seconds."""

    limits: Limits = field(default_factory=Limits)
    long_poll: int = 30


class Telegram(containers.DeclarativeContainer):
    """One bot's way in and out: intake, worker, dispatcher, sender, around a Core."""

    core = providers.DependenciesContainer()
    token = providers.Dependency(instance_of=str)
    api_url = providers.Dependency(instance_of=str)
    tuning = providers.Dependency(instance_of=Tuning)
    bot = providers.Dependency(instance_of=Bot)
    webhook_secret = providers.Dependency(instance_of=str)

    api = providers.Singleton(TelegramApi, token, base_url=api_url)
    answers = providers.Singleton(CallbackAnswers, api)
    pacing = providers.Singleton(Pacing, time.monotonic(), limits=tuning.provided.limits)
    sender = providers.Singleton(Sender, core.delivery, api, clock=core.clock, pacing=pacing)
    dispatcher = providers.Singleton(
        Dispatcher,
        bot=bot,
        routes=ROUTES,
        cases=core.cases,
        store=core.store,
        inbox=core.inbox,
        delivery=core.delivery,
        translations=core.translations,
        callbacks=core.callbacks,
        clock=core.clock,
        answer_callback=answers,
        wake_sender=sender.provided.wake,
    )
    worker = providers.Singleton(
        Worker,
        core.inbox,
        dispatcher,
        dispatcher.provided.apologise,
        bot_id=api.provided.bot_id,
        clock=core.clock,
        answered=sender.provided.wake,
    )
    intake = providers.Singleton(
        Intake, core.inbox, bot_id=api.provided.bot_id, clock=core.clock, on_commit=worker.provided.wake
    )
    polling_times = providers.Singleton(PollingTimes, long_poll=tuning.provided.long_poll)
    poller = providers.Singleton(Poller, api, intake, clock=core.clock, times=polling_times)
    webhook = providers.Singleton(Webhook, intake, secret=webhook_secret)


class Postgres(containers.DeclarativeContainer):
    """What is kept, in PostgreSQL."""

    db_url = providers.Dependency(instance_of=str)
    database = providers.Singleton(Database, db_url)
    store = providers.Singleton(PostgresStore, database)
    inbox = providers.Singleton(PostgresInbox, database)
    delivery = providers.Singleton(PostgresDelivery, database)


def core_on(kept: Postgres, secret: bytes) -> Core:
    return Core(store=kept.store(), inbox=kept.inbox(), delivery=kept.delivery(), secret=secret)
