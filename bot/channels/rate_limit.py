"""How often somebody may ask: a bucket that refills, for each key, in bounded memory."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 20_000


class RateLimit:
    """``per_minute`` requests a minute for each key; a full minute's worth may come at once."""

    def __init__(
        self,
        per_minute: int,
        now: Callable[[], float] = time.monotonic,
        most_keys: int = MOST_KEYS,
    ) -> None:
        self._capacity = float(per_minute)
        self._refill = per_minute / 60.0
        self._now = now
        self._most_keys = most_keys
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> int:
        """Take one request; 0 if it may go on, otherwise the seconds to wait."""
        now = self._now()
        left, since = self._buckets.pop(key, (self._capacity, now))
        left = min(self._capacity, left + (now - since) * self._refill)
        allowed = left >= 1.0
        self._buckets[key] = (left - 1.0 if allowed else left, now)
        while len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1.0 - left) / self._refill))


def address_key(address: str) -> str:
    """The address as a key: of an IPv6 address the network, which one customer has whole."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
