"""Fixtures of the whole suite: the local Telegram, the browser and the database."""

pytest_plugins = ("tests.support.sandbox", "tests.support.browser", "tests.support.postgres")
