import pytest

from bot.channels.rate_limit import RateLimit, address_key


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_may_come_at_once_and_then_it_refills() -> None:
    clock = Clock()
    limit = RateLimit(6, clock)
    assert [limit.take("a") for _ in range(7)] == [0] * 6 + [10]
    assert limit.take("b") == 0
    clock.now += 9
    assert limit.take("a") == 1
    clock.now += 1
    assert limit.take("a") == 0
    clock.now += 3600
    assert [limit.take("a") for _ in range(7)] == [0] * 6 + [10]


def test_the_memory_is_bounded() -> None:
    limit = RateLimit(1, Clock(), most_keys=10)
    for number in range(1000):
        limit.take(str(number))
    assert len(limit) == 10


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("", "unknown"),
        ("evil\n", "unknown"),
    ],
)
def test_an_address_becomes_a_key(address: str, key: str) -> None:
    assert address_key(address) == key
