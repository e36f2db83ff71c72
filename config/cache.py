"""The cache that no page needs: Redis, and this process's own memory for as long as Redis does not answer.

What is counted here (sign-in limits) goes on being counted then, by each process for itself: weaker, never none.
"""

import logging
import time
from typing import Any, ClassVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)

AGAIN_AFTER = 5.0  # seconds until Redis is asked again, so that not every page waits for it


class FailsOpen(BaseCache):
    asleep_until: ClassVar[dict[str, float]] = {}  # by address, shared by the threads of a process

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.location = location
        self.far = RedisCache(location, dict(params))
        self.near = LocMemCache(location, {**params, "OPTIONS": {"MAX_ENTRIES": 10_000}})

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("add", key, value, timeout=timeout, version=version))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._ask("get", key, default=default, version=version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._ask("set", key, value, timeout=timeout, version=version)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._ask("touch", key, timeout=timeout, version=version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._ask("delete", key, version=version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._ask("incr", key, delta=delta, version=version))

    def clear(self) -> None:
        """Refused: Redis would be emptied as a whole, and the broker lives there too."""
        raise NotImplementedError

    def _ask(self, what: str, *args: Any, **options: Any) -> Any:
        if time.monotonic() >= self.asleep_until.get(self.location, 0):
            try:
                return getattr(self.far, what)(*args, **options)
            except RedisError as error:
                log.warning("Redis does not answer (%s); counting in memory for now", error)
                self.asleep_until[self.location] = time.monotonic() + AGAIN_AFTER
        return getattr(self.near, what)(*args, **options)
