import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jwt
import pytest

from bot.channels.web_session import (
    LIFE_SECONDS,
    RENEWABLE_SECONDS,
    SecretDamaged,
    SessionRefused,
    Sessions,
    read_secret,
)

SECRET = "s" * 40


def refused(sessions: Sessions, token: str) -> str:
    with pytest.raises(SessionRefused) as caught:
        sessions.sender_of(token)
    return caught.value.code


def made_before(seconds: float) -> str:
    return Sessions(SECRET, now=lambda: time.time() - seconds).issue().token


def test_a_session_says_who_it_is() -> None:
    sessions = Sessions(SECRET)
    first, second = sessions.issue(), sessions.issue()
    assert sessions.sender_of(first.token) == first.sender
    assert first.sender.startswith("web-")
    assert len(first.sender) >= 36
    assert first.sender != second.sender


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "\x00", "é" * 20, "x" * 5000])
def test_what_is_no_token_is_refused(token: str) -> None:
    assert refused(Sessions(SECRET), token) == "session_invalid"


@pytest.mark.parametrize("missing", ["sub", "exp", "iat", "aud"])
def test_a_token_without_a_claim_is_refused(missing: str) -> None:
    now = int(time.time())
    claims = {"sub": "web-x", "aud": "web-chat", "iat": now, "exp": now + 60}
    del claims[missing]
    assert refused(Sessions(SECRET), jwt.encode(claims, SECRET, "HS256")) == "session_invalid"


def test_somebody_elses_signature_is_refused() -> None:
    assert refused(Sessions(SECRET), Sessions("t" * 40).issue().token) == "session_invalid"


def test_a_token_without_signature_is_refused() -> None:
    claims = jwt.decode(made_before(0), options={"verify_signature": False})
    assert refused(Sessions(SECRET), jwt.encode(claims, "", "none")) == "session_invalid"


def test_a_session_ends_and_is_renewed_for_the_same_person() -> None:
    old = made_before(LIFE_SECONDS + 5)
    sessions = Sessions(SECRET)
    assert refused(sessions, old) == "session_expired"
    claims = jwt.decode(old, options={"verify_signature": False})
    renewed = sessions.renew(old)
    assert sessions.sender_of(renewed.token) == renewed.sender == claims["sub"]


def test_a_session_that_ended_long_ago_is_not_renewed() -> None:
    with pytest.raises(SessionRefused, match="session_expired"):
        Sessions(SECRET).renew(made_before(LIFE_SECONDS + RENEWABLE_SECONDS + 5))


def test_the_secret_is_made_once_and_only_the_owner_can_read_it(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: read_secret("", state), range(16)))
    assert len(secrets) == 1
    file = state / "session-secret"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in state.iterdir()] == ["session-secret"]


def test_a_configured_secret_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    assert read_secret(SECRET, tmp_path) == SECRET
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_secret_is_named(tmp_path: Path) -> None:
    (tmp_path / "session-secret").write_text("short")
    with pytest.raises(SecretDamaged, match="session-secret"):
        read_secret("", tmp_path)


def test_a_secret_made_by_another_server_meanwhile_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "session-secret"
    file.write_text(SECRET)
    monkeypatch.setattr(Path, "exists", lambda self: False)
    assert read_secret("", tmp_path) == SECRET
