"""A local Telegram: a Bot API server, a web chat and a control API on this machine, for trying and testing.

It knows nothing of sprintbot: any bot library that can be given a base address works against it.
"""

from .flood import FloodLimits
from .server import Sandbox, serve

__all__ = ["FloodLimits", "Sandbox", "serve"]
