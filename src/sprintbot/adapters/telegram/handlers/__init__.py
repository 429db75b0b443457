"""Handlers parse, call, render. They hold no rule and no SQL."""

from __future__ import annotations

from sprintbot.adapters.telegram.handlers import athletes, records, results, service, start, team
from sprintbot.adapters.telegram.routes import Routes

ROUTES = Routes(
    (
        *start.ROUTES,
        *athletes.ROUTES,
        *results.ROUTES,
        *records.ROUTES,
        *team.ROUTES,
        *service.ROUTES,
    )
)
"""Everything that the bot answers; the authorisation matrix is generated from it."""
