"""The settings of the Slack channel; without them the channel is off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseSettings, Field, SecretStr, validator

from knowledge.settings import SettingInvalid, read_settings

PREFIX = "ADVISOR_SLACK_"


class SlackSettings(BaseSettings):
    """The settings, each as an environment variable ``ADVISOR_SLACK_<NAME>``."""

    signing_secret: SecretStr = Field(SecretStr(""), description="Proves what Slack sends.")
    bot_token: SecretStr = Field(SecretStr(""), description="Of the one workspace: xoxb-…")
    client_id: str = Field("", description="For several workspaces (OAuth).")
    client_secret: SecretStr = Field(SecretStr(""), description="For several workspaces.")
    app_token: SecretStr = Field(SecretStr(""), description="For Socket Mode: xapp-…")
    api_url: str = Field("https://slack.com/api/", description="Slack's Web API.")

    class Config:
        env_prefix = PREFIX
        frozen = True

    @validator("api_url")
    def _is_address(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")):
            raise ValueError("allowed: an address that begins with https:// (or http://)")
        return value.rstrip("/") + "/"

    @property
    def is_on(self) -> bool:
        """Whether Slack's HTTP requests are answered."""
        return bool(self._secret("signing_secret"))

    @property
    def installs(self) -> bool:
        """Whether workspaces install the adviser themselves."""
        return bool(self.client_id)

    @property
    def token(self) -> str:
        """The one workspace's token; empty with OAuth."""
        return self._secret("bot_token")

    @property
    def socket_token(self) -> str:
        """The token of Socket Mode."""
        return self._secret("app_token")

    @property
    def identity_key(self) -> bytes:
        """What makes identities unguessable."""
        return (self._secret("signing_secret") or self.socket_token).encode()

    def _secret(self, name: str) -> str:
        secret: SecretStr = getattr(self, name)
        return secret.get_secret_value()


def load_slack_settings(overrides: Mapping[str, Any] | None = None) -> SlackSettings:
    """Read and check the settings.

    Raises:
        SettingInvalid: something is missing or of the wrong form; no value is shown.
    """
    settings = read_settings(SlackSettings, overrides)
    problems = _forms(settings) + _gaps(settings)
    if problems:
        raise SettingInvalid("; ".join(problems))
    return settings


def _forms(settings: SlackSettings) -> list[str]:
    expected = {
        "BOT_TOKEN": (settings.token, "xoxb-"),
        "APP_TOKEN": (settings.socket_token, "xapp-"),
    }
    return [
        f"{PREFIX}{name}: must begin with {beginning}"
        for name, (value, beginning) in expected.items()
        if value and not value.startswith(beginning)
    ]


def _gaps(settings: SlackSettings) -> list[str]:
    secret = bool(settings.client_secret.get_secret_value())
    if settings.installs != secret:
        return [_missing("CLIENT_SECRET" if settings.installs else "CLIENT_ID")]
    if settings.installs and settings.token:
        return [f"{PREFIX}BOT_TOKEN and {PREFIX}CLIENT_ID are both set; give one of them"]
    if settings.is_on and not (settings.token or settings.installs):
        return [_missing("BOT_TOKEN") + f" (or {PREFIX}CLIENT_ID and {PREFIX}CLIENT_SECRET)"]
    if (settings.token or settings.installs) and not (settings.is_on or settings.socket_token):
        return [_missing("SIGNING_SECRET")]
    if settings.socket_token and not settings.token and not settings.installs:
        return [_missing("BOT_TOKEN")]
    return []


def _missing(name: str) -> str:
    return f"the Slack channel is half set up: {PREFIX}{name} is missing"
