"""Who is talking on the web site: a signed session, given out by the server.

The sender id is made here, cannot be guessed, and is taken from nothing but the signature;
knowing it is of no use to anybody. A session lives an hour and is renewed by its holder,
for a week at most after it ended; no table of sessions is needed, and any server that has
the secret can check one.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import jwt

from knowledge.settings import SHORTEST_SECRET

LIFE_SECONDS = 60 * 60
RENEWABLE_SECONDS = 7 * 24 * 60 * 60  # after it ended
TOKEN_LIMIT = 1024  # characters; ours have about 250
PREFIX = "web-"

_ALGORITHM = "HS256"
_AUDIENCE = "web-chat"


class SessionRefused(Exception):
    """The token is none of ours; ``code`` is ``session_expired`` or ``session_invalid``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SecretDamaged(RuntimeError):
    """The file with the secret is not usable; says which and what to do."""


@dataclass(frozen=True)
class Session:
    """A signed token and whose it is."""

    token: str
    sender: str
    expires_in: int


class Sessions:
    """Issues, renews and checks sessions."""

    def __init__(self, secret: str, now: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._now = now

    def issue(self) -> Session:
        """A session for somebody new."""
        return self._sign(PREFIX + secrets.token_urlsafe(24))

    def renew(self, token: str) -> Session:
        """The same person's session, living on.

        Raises:
            SessionRefused: it was not signed by us, or ended too long ago.
        """
        return self._sign(self._read(token, RENEWABLE_SECONDS))

    def sender_of(self, token: str) -> str:
        """Whose session this is.

        Raises:
            SessionRefused: it was not signed by us, or has ended.
        """
        return self._read(token, leeway=0)

    def _sign(self, sender: str) -> Session:
        issued = int(self._now())
        claims = {"sub": sender, "aud": _AUDIENCE, "iat": issued, "exp": issued + LIFE_SECONDS}
        return Session(jwt.encode(claims, self._secret, _ALGORITHM), sender, LIFE_SECONDS)

    def _read(self, token: str, leeway: int) -> str:
        if len(token) > TOKEN_LIMIT:
            raise SessionRefused("session_invalid")
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                leeway=leeway,
                options={"require": ["sub", "exp", "iat"]},
            )
        except jwt.ExpiredSignatureError:
            raise SessionRefused("session_expired") from None
        except jwt.InvalidTokenError:
            raise SessionRefused("session_invalid") from None
        return str(claims["sub"])


def read_secret(configured: str, state_directory: Path) -> str:
    """The secret that signs sessions: the configured one, or one made once and kept.

    Raises:
        SecretDamaged: the kept one is too short.
    """
    if configured:
        return configured
    file = state_directory / "session-secret"
    if not file.exists():
        _make_secret(file)
    secret = file.read_text(encoding="ascii").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SecretDamaged(f"{file} holds no usable secret: delete it and start again")
    return secret


def _make_secret(file: Path) -> None:
    """Appears whole or not at all, also when two servers start at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, file)
    except FileExistsError:  # another server was faster; its secret counts
        return
    finally:
        draft.unlink()
