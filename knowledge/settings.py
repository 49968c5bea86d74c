"""Every setting of the adviser, typed, with its default and what is allowed.

A setting is an environment variable with the prefix ``ADVISOR_``. Reading happens in
one place, :func:`load_settings`; a wrong value stops the start with a line that names
the variable, the value and what is allowed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseSettings, Field, ValidationError, validator

PROJECT_ROOT = Path(__file__).resolve().parent.parent
Kind = TypeVar("Kind", bound=BaseSettings)
SHORTEST_SECRET = 32  # characters
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[\w.~/-]*)?", re.ASCII)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d{1,5})?|https?://\[[0-9a-f:]+\](:\d{1,5})?")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


class SettingInvalid(ValueError):
    """A setting has a value that is not allowed; the message names all three."""


class Settings(BaseSettings):
    """The settings, each as an environment variable ``ADVISOR_<NAME>``."""

    state_directory: Path = Field(
        PROJECT_ROOT / "var", description="Where the databases and the trained model are kept."
    )
    content_directory: Path = Field(
        PROJECT_ROOT / "knowledge" / "content", description="The reviewed YAML content."
    )
    encoder_directory: Path = Field(
        PROJECT_ROOT / "knowledge" / "encoder_files",
        description="The sentence encoder with its manifest.",
    )
    database_url: str = Field(
        "", description="Knowledge base; empty: SQLite in the state directory."
    )
    conversations_url: str = Field(
        "", description="Conversations; empty: SQLite in the state directory."
    )
    host: str = Field("127.0.0.1", description="Address on which the bot listens.")
    port: int = Field(5005, ge=1, le=65535, description="Port of the bot.")
    actions_port: int = Field(
        5055, ge=1, le=65535, description="Port of the action server (loopback only)."
    )
    answer_deadline_seconds: float = Field(
        2.5, gt=0, le=30, description="Longest time one answer may take before the apology."
    )
    message_limit: int = Field(
        4000, ge=200, le=20000, description="Longest message read, in characters."
    )
    session_secret: str = Field(
        "", description="Signs web sessions; empty: made once, kept in the state directory."
    )
    allowed_origins: str = Field(
        "", description="Web sites whose pages may use the web channel, separated by commas."
    )
    session_requests_per_minute: int = Field(
        30, ge=1, le=6000, description="Requests of one web session a minute."
    )
    address_requests_per_minute: int = Field(
        300, ge=1, le=60000, description="Requests of one address to the web channel a minute."
    )
    public_url: str = Field(
        "", description="Address under which platforms fetch our pictures: https://…"
    )
    proxies: int = Field(
        0, ge=0, le=10, description="Proxies in front, whose X-Forwarded-For is believed."
    )
    rest_token: str = Field(
        "", description="Token that the REST channel demands; without, it is for loopback only."
    )
    log_level: str = Field("WARNING", description="One of DEBUG, INFO, WARNING, ERROR.")

    class Config:
        env_prefix = "ADVISOR_"
        frozen = True

    @validator("log_level")
    def _known_level(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise ValueError(f"allowed: {', '.join(LOG_LEVELS)}")
        return value.upper()

    @validator("database_url", "conversations_url")
    def _known_database(cls, value: str) -> str:
        allowed = ("sqlite:///", "postgresql://", "postgresql+psycopg2://")
        if value and not value.startswith(allowed):
            raise ValueError("allowed: empty, sqlite:///…, postgresql://…")
        return value

    @validator("session_secret", "rest_token")
    def _long_enough(cls, value: str) -> str:
        if value and len(value) < SHORTEST_SECRET:
            raise ValueError(f"allowed: empty, or at least {SHORTEST_SECRET} characters")
        return value

    @validator("allowed_origins")
    def _exact_origins(cls, value: str) -> str:
        for origin in filter(None, map(str.strip, value.split(","))):
            if not _ORIGIN.fullmatch(origin):
                raise ValueError("allowed: https://host or http://host:port, separated by commas")
        return value

    @validator("public_url")
    def _address_for_all(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("allowed: empty, or https://host with or without port and path")
        return value.rstrip("/")

    @property
    def origins(self) -> tuple[str, ...]:
        """The allowed origins, one by one."""
        return tuple(filter(None, map(str.strip, self.allowed_origins.split(","))))

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the bot: a proxy here lets others in."""
        return not self.proxies and (
            self.host in {"localhost", "::1"} or self.host.startswith("127.")
        )

    @property
    def knowledge_url(self) -> str:
        """SQLAlchemy URL of the knowledge base."""
        return self.database_url or f"sqlite:///{self.state_directory / 'knowledge.db'}"

    @property
    def tracker_url(self) -> str:
        """SQLAlchemy URL of the conversations."""
        return self.conversations_url or f"sqlite:///{self.state_directory / 'conversations.db'}"

    @property
    def model_file(self) -> Path:
        """The one trained model in use (never «the newest in a folder»)."""
        return self.state_directory / "models" / "advisor.tar.gz"


def load_settings(overrides: Mapping[str, Any] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        SettingInvalid: a value is not allowed.
    """
    return read_settings(Settings, overrides)


def read_settings(kind: type[Kind], overrides: Mapping[str, Any] | None = None) -> Kind:
    """Read settings of any kind from the environment.

    Raises:
        SettingInvalid: a value is not allowed.
    """
    try:
        return kind(**dict(overrides or {}))
    except ValidationError as error:
        prefix = str(kind.__config__.env_prefix)
        raise SettingInvalid(
            "; ".join(_describe(each, dict(overrides or {}), prefix) for each in error.errors())
        ) from error


def _describe(problem: Mapping[str, Any], overrides: Mapping[str, Any], prefix: str) -> str:
    name = str(problem["loc"][0])
    variable = f"{prefix}{name.upper()}"
    value = overrides.get(name, os.environ.get(variable, ""))
    return f"{variable}={value!r}: {problem['msg']}"
