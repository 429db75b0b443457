"""Starts PostgreSQL's programs: never as root, and never longer than whoever started them.

PostgreSQL refuses to run as root, so root gives its rights away first. Where a parent folder is closed to others
(`/root`, a temporary folder of mode 700) the program keeps one single right, to pass through folders; no folder's
mode is widened.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import signal
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_KEEPCAPS, _PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_CAPABILITY_VERSION_3 = 0x20080522
_ACCOUNTS = ("postgres", "nobody")

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@dataclass(frozen=True, slots=True)
class Account:
    """Whom the programs run as."""

    uid: int
    gid: int

    def own(self, folder: Path) -> None:
        """Give the folder and all in it to this account."""
        if os.geteuid() != 0:
            return
        os.chown(folder, self.uid, self.gid)
        for parent, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(parent) / name, self.uid, self.gid, follow_symlinks=False)


def account_for(data: Path) -> Account:
    """The owner of data that is there already; else this user, or an unprivileged one for root."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and data.stat().st_uid != 0:
        there = data.stat()
        return Account(there.st_uid, there.st_gid)
    for name in _ACCOUNTS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    return Account(65534, 65534)


def preparation(account: Account, *paths: Path) -> Callable[[], None]:
    """What the child does between fork and exec, to run as `account` and to end with its parent.

    Raises PermissionError naming the folder that the account cannot enter, where nothing can be done about it.
    """
    parent = os.getpid()
    drops = os.geteuid() == 0
    right = _right_to_pass(account, paths) if drops else None

    def prepare() -> None:
        if drops:
            _drop(account, right)
        if _libc is not None:
            _checked(_libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0))
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def _right_to_pass(account: Account, paths: tuple[Path, ...]) -> int | None:
    closed = next((folder for path in paths for folder in path.resolve().parents if not _enters(account, folder)), None)
    if closed is None:
        return None
    held = _held_rights()
    for right in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE):
        if held >> right & 1:
            return right
    raise PermissionError(f"{closed} is closed to uid {account.uid}")


def _enters(account: Account, folder: Path) -> bool:
    there = folder.stat()
    if there.st_uid == account.uid:
        return bool(there.st_mode & stat.S_IXUSR)
    if there.st_gid == account.gid:
        return bool(there.st_mode & stat.S_IXGRP)
    return bool(there.st_mode & stat.S_IXOTH)


def _held_rights() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1], 16) for line in lines if line.startswith("CapPrm:")), 0)


def _drop(account: Account, right: int | None) -> None:
    if right is not None and _libc is not None:
        _checked(_libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(account.gid, account.gid, account.gid)
    os.setresuid(account.uid, account.uid, account.uid)
    if right is not None and _libc is not None:
        bit = 1 << right
        sets = (_Sets * 2)(_Sets(bit, bit, bit), _Sets(0, 0, 0))
        _checked(_libc.capset(ctypes.byref(_Header(_CAPABILITY_VERSION_3, 0)), sets))
        _checked(_libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, right, 0, 0))


def _checked(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
