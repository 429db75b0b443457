"""`python -m sprintbot.sandbox`: a local Telegram until Ctrl+C."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from . import FloodLimits, serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sprintbot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free port")
    parser.add_argument("--token", help="the bot's token; made up and kept in the home folder when not given")
    parser.add_argument("--home", type=Path, help="folder to keep everything in; without it all is in memory")
    parser.add_argument("--no-flood-control", action="store_true", help="let the bot send as fast as it can")
    parser.add_argument("--no-privacy", action="store_true", help="let the bot hear all talk in groups")
    try:
        asyncio.run(_run(parser.parse_args()))
    except (OSError, ValueError) as error:
        sys.exit(str(error))


async def _run(options: argparse.Namespace) -> None:
    sandbox = await serve(
        host=options.host,
        port=options.port,
        token=options.token,
        home=options.home,
        privacy=not options.no_privacy,
        flood=FloodLimits(enabled=not options.no_flood_control),
    )
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    sys.stdout.write(f"{sandbox.url}\nBOT_TOKEN={sandbox.token}\n")
    sys.stdout.flush()
    try:
        await stopped.wait()
    finally:
        await sandbox.close()


if __name__ == "__main__":
    main()
