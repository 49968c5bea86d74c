"""Whose token is used: the one workspace's, or those of the workspaces that installed the
adviser themselves (OAuth), kept in our database."""

from __future__ import annotations

import logging
import secrets
import time
from collections import OrderedDict
from typing import Any

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.slack.records import CHANNEL, Records
from bot.channels.slack.settings import SlackSettings
from knowledge import one_time_keys
from knowledge.installations import granted_by, install, uninstall

logger = logging.getLogger(__name__)

# The same as in the manifest; docs/slack.md says what each is for.
SCOPES = (
    "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands",
    "groups:history", "im:history",
)  # fmt: skip
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
STATE_SECONDS = 600
FRESH_SECONDS = 60.0  # how long a token is used before looking whether it is still granted
MOST_KEPT = 1000


class SingleWorkspace:
    """One workspace's token from the settings."""

    def __init__(self, client: AsyncWebClient, token: str) -> None:
        self._client = client
        self._token = token
        self._bot: dict[str, str] = {}

    async def start(self) -> None:
        """Ask Slack who the bot is, before the first event; a failure does not stop the start."""
        try:
            answer = await self._client.auth_test(token=self._token)
        except (SlackClientError, aiohttp.ClientError, OSError) as error:
            logger.error("Slack does not say who the bot is: %s", reason_of(error))
            return
        self._bot = {name: str(answer.get(name) or "") for name in ("user_id", "bot_id")}

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """The token, whatever the workspace."""
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=self._bot.get("user_id"),
            bot_id=self._bot.get("bot_id"),
            bot_token=self._token,
        )

    async def forget(self, _enterprise_id: str | None, _team_id: str | None) -> None:
        """Nothing is kept that could be forgotten."""


class ManyWorkspaces(AsyncInstallationStore):
    """The tokens of all workspaces that installed the adviser."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._kept: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()

    async def start(self) -> None:
        """Nothing to ask for: each workspace said who the bot is when it installed it."""

    async def authorize(
        self, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult | None:
        """The workspace's token; None if it has not installed the adviser."""
        granted = None
        for workspace in (_workspace(enterprise_id, team_id), _workspace(enterprise_id, None)):
            granted = granted or await self._granted(workspace)
        if granted is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=granted["bot_user_id"],
            bot_id=granted["bot_id"],
            bot_token=granted["bot_token"],
        )

    async def async_save(self, installation: Installation) -> None:
        """Keep what the bot needs, and nothing of the person who installed it."""
        team = None if installation.is_enterprise_install else installation.team_id
        workspace = _workspace(installation.enterprise_id, team)
        granted = {
            "bot_token": installation.bot_token,
            "bot_id": installation.bot_id,
            "bot_user_id": installation.bot_user_id,
        }
        self._kept.pop(workspace, None)
        await self._records.run(install, CHANNEL, workspace, granted)

    async def forget(self, enterprise_id: str | None, team_id: str | None) -> None:
        """The workspace removed the adviser or took its token back."""
        workspace = _workspace(enterprise_id, team_id)
        self._kept.pop(workspace, None)
        await self._records.run(uninstall, CHANNEL, workspace)

    async def _granted(self, workspace: str) -> dict[str, Any] | None:
        kept = self._kept.get(workspace)
        if kept is not None and time.monotonic() - kept[0] < FRESH_SECONDS:
            return kept[1]
        try:
            granted = await self._records.run(granted_by, CHANNEL, workspace)
        except SQLAlchemyError:
            logger.exception("the installations cannot be read")
            return kept[1] if kept is not None else None
        if granted is None:
            self._kept.pop(workspace, None)
            return None
        self._kept[workspace] = (time.monotonic(), granted)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return granted


class SignInStates(AsyncOAuthStateStore):
    """The states of OAuth: each valid once, for ten minutes."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def async_issue(self, *_arguments: Any, **_named: Any) -> str:
        state = secrets.token_urlsafe(32)
        await self._records.run(one_time_keys.keep, f"slack-state:{state}", STATE_SECONDS)
        return state

    async def async_consume(self, state: str) -> bool:
        return await self._records.run(one_time_keys.spend, f"slack-state:{state[:100]}")


def make_flow(
    settings: SlackSettings, client: AsyncWebClient, workspaces: ManyWorkspaces, records: Records
) -> AsyncOAuthFlow:
    """The pages on which a workspace installs the adviser."""
    chosen = AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value(),
        scopes=list(SCOPES),
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        installation_store=workspaces,
        state_store=SignInStates(records),
        state_expiration_seconds=STATE_SECONDS,
    )
    return AsyncOAuthFlow(client=client, settings=chosen)


def reason_of(error: Exception) -> str:
    """Slack's word for an error, or its kind; never what was sent."""
    data = getattr(getattr(error, "response", None), "data", None)
    reason = data.get("error") if isinstance(data, dict) else None
    return str(reason or type(error).__name__)


def _workspace(enterprise_id: str | None, team_id: str | None) -> str:
    return f"{enterprise_id or ''}/{team_id or ''}"
