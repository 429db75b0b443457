"""Faults to order: what a test wants to go wrong, where, and how many times."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("400", "403", "429", "500", "drop", "slow", "duplicate")


@dataclass(slots=True)
class Fault:
    """`method` None: any method but getUpdates. `times` None: until removed. `after`: do the work, then fail."""

    kind: str
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    seconds: float = 1.0
    description: str | None = None
    after: bool = False

    def fits(self, method: str, chat_id: object) -> bool:
        if self.method is None:
            if method == "getUpdates":
                return False
        elif self.method.lower() != method.lower():
            return False
        return self.chat_id is None or str(self.chat_id) == str(chat_id)


@dataclass(slots=True)
class Faults:
    armed: list[Fault] = field(default_factory=list)

    def take(self, method: str, chat_id: object) -> Fault | None:
        """The first fault armed for this call, counted as used."""
        for fault in self.armed:
            if fault.kind != "duplicate" and fault.fits(method, chat_id):
                return self._use(fault)
        return None

    def take_duplicate(self, chat_id: int | None) -> bool:
        """Whether an update of this chat is to be delivered twice."""
        for fault in self.armed:
            if fault.kind == "duplicate" and fault.chat_id in (None, chat_id):
                self._use(fault)
                return True
        return False

    def _use(self, fault: Fault) -> Fault:
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.armed.remove(fault)
        return fault
