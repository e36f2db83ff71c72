"""Where the embedded servers live: lock files, sockets, data, logs, and who they run as."""

import fcntl
import hashlib
import os
import pwd
import stat
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PORT = 5432  # only the name of the socket hangs on it
ROOT = Path(__file__).resolve().parents[2]


class EmbeddedError(RuntimeError):
    """The servers can't be started; the message says why, in words for a person."""


@dataclass(frozen=True)
class Place:
    """One set of servers: the clone's, or that of the folder GILJABI_HOME names."""

    home: Path

    @classmethod
    def here(cls) -> "Place":
        return cls(Path(os.environ.get("GILJABI_HOME") or ROOT / ".local").resolve())

    @cached_property
    def name(self) -> str:
        return "giljabi-" + hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]

    @property
    def sockets(self) -> Path:
        """Short on purpose: a socket's path may have 107 bytes, a clone's any number."""
        return Path("/tmp") / self.name  # noqa: S108 - made with 0700 and checked for its owner

    @property
    def database_url(self) -> str:
        return f"postgresql://giljabi@{str(self.sockets).replace('/', '%2F')}:{PORT}/giljabi"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.valkey_socket}?db=0"

    @property
    def postgres_socket(self) -> Path:
        return self.sockets / f".s.PGSQL.{PORT}"

    @property
    def valkey_socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def users_lock(self) -> Path:
        """Shared by everybody who needs the servers; the keeper stops them once it gets all of it."""
        return self.home / "locks" / "users"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper while it lives."""
        return self.home / "locks" / "keeper"

    @property
    def ready_lock(self) -> Path:
        """Held by the keeper while both servers answer."""
        return self.home / "locks" / "ready"

    @property
    def servers_lock(self) -> Path:
        """Held by every server process (they inherit it), so that it is free only when the last one is gone."""
        return self.home / "locks" / "servers"

    @property
    def said(self) -> Path:
        """What the keeper has to say to the person who started it."""
        return self.home / "said"

    @property
    def trouble(self) -> Path:
        """Written by the keeper when the servers can't start: why."""
        return self.home / "trouble"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def make_home(self) -> None:
        try:
            self.logs.mkdir(parents=True, exist_ok=True)
            self.users_lock.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise EmbeddedError(f"{self.home}: {error.strerror}") from error

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """The account the servers run as: ours, unless we are root, whom PostgreSQL refuses."""
        return None if os.geteuid() else _somebody_unprivileged()

    @property
    def ids(self) -> tuple[int, int] | None:
        """User and group of the servers' account, None when it is ours."""
        return (self.account.pw_uid, self.account.pw_gid) if self.account else None

    @cached_property
    def store(self) -> Path:
        """The folder that holds the data: ours, unless the servers' account can't enter it."""
        if self.account is None or others_may_enter(self.home):
            return self.home
        return Path("/var/tmp") / self.name  # noqa: S108 - made with 0700 and checked for its owner

    @property
    def data(self) -> Path:
        """PostgreSQL's folder and what we note about it; moved away as one."""
        return self.store / "postgres"

    def own(self, folder: Path) -> Path:
        """Make `folder` the servers' account's alone (0700) and return it. Raises EmbeddedError when a stranger has it."""
        owner, group = self.ids or (os.geteuid(), os.getegid())
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
            raise EmbeddedError(f"{folder} belongs to somebody else; remove it and start again.")
        if found.st_uid != owner:
            os.chown(folder, owner, group, follow_symlinks=False)
        folder.chmod(0o700)
        return folder

    def put_aside(self, folder: Path) -> Path:
        """Move `folder` out of the way, to old-<now>-<its name> beside it. Nothing of a person's is ever deleted."""
        stamp = time.strftime("%Y-%m-%d-%H%M%S")
        return folder.rename(self.store / f"old-{stamp}-{folder.name}")


def others_may_enter(path: Path) -> bool:
    """Tell whether an account that owns nothing here reaches `path`."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)


def share(lock: int) -> None:
    fcntl.flock(lock, fcntl.LOCK_SH)


def take(lock: int) -> bool:
    """Take the whole lock if nobody has any of it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def drop(lock: int) -> None:
    fcntl.flock(lock, fcntl.LOCK_UN)


def is_shared(path: Path) -> bool:
    """Tell whether somebody has a share of the lock at `path`."""
    lock = open_lock(path)
    try:
        return not take(lock) and not is_taken(path)
    finally:
        os.close(lock)


def is_taken(path: Path) -> bool:
    """Tell whether somebody has all of the lock at `path` (a shared question: askers don't disturb each other)."""
    try:
        lock = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _somebody_unprivileged() -> pwd.struct_passwd:
    for name in ("nobody", "daemon", "postgres"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return next(account for account in pwd.getpwall() if account.pw_uid)
