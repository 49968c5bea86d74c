"""The Slack channel as Rasa mounts it: the routes under ``/slack``, and what they are made of."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from slack_bolt.adapter.sanic.async_handler import to_async_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.rate_limit import RateLimit
from bot.channels.slack.adviser import Adviser
from bot.channels.slack.app import BOLT, make_app
from bot.channels.slack.home import HomePage
from bot.channels.slack.identity import Identities
from bot.channels.slack.installing import (
    INSTALL_PATH,
    REDIRECT_PATH,
    ManyWorkspaces,
    SingleWorkspace,
    make_flow,
)
from bot.channels.slack.members import Members
from bot.channels.slack.posting import CALL_SECONDS, Poster
from bot.channels.slack.records import CHANNEL, Records
from bot.channels.slack.requests import Malformed, NotFromSlack, check_form, check_signature
from bot.channels.slack.responses import to_sanic_response
from bot.channels.slack.settings import SlackSettings
from bot.channels.slack.texts import read_texts
from bot.channels.slack.work import Work
from bot.channels.turn import OnMessage, Turns
from knowledge.bootstrap import (
    build_adviser,
    build_answers,
    build_engine,
    build_phrases,
    build_profiles,
)
from knowledge.database import open_engine
from knowledge.settings import Settings

logger = logging.getLogger(__name__)

PREFIX = "/slack"
STOP_SECONDS = 5.0
BUSY_SECONDS = "30"


@dataclass(frozen=True)
class Parts:
    """What the channel consists of, over HTTP and Socket Mode alike."""

    app: AsyncApp
    client: AsyncWebClient
    work: Work
    records: Records
    workspaces: SingleWorkspace | ManyWorkspaces

    async def start(self) -> None:
        """Called on the event loop that will run everything."""
        await self.workspaces.start()

    async def stop(self) -> None:
        """Answer what is under way, then let go of everything."""
        await self.work.finish(STOP_SECONDS)
        self.records.close()


def make_parts(settings: Settings, slack: SlackSettings, on_message: OnMessage) -> Parts:
    """Put the channel together; no connection is opened."""
    _keep_tokens_out_of_the_log()
    texts = read_texts()
    client = AsyncWebClient(base_url=slack.api_url, timeout=CALL_SECONDS, retry_handlers=[])
    records = Records(build_engine(settings), open_engine(settings.tracker_url))
    workspaces = ManyWorkspaces(records) if slack.installs else SingleWorkspace(client, slack.token)
    poster = Poster(records, slack.api_url)
    identities = Identities(slack.identity_key)
    limit = RateLimit(settings.session_requests_per_minute)
    members = Members(build_answers(settings), build_adviser(settings), build_profiles(settings))
    home = HomePage(members, texts)
    adviser = Adviser(
        Turns(settings, build_phrases(settings), CHANNEL), on_message,
        records, identities, poster, members, home, texts, limit, settings.public_url,
    )  # fmt: skip
    work = Work()
    app = make_app(adviser, work, client, workspaces, texts["command_hint"])
    return Parts(app, client, work, records, workspaces)


class SlackChannel(InputChannel):
    """Slack over HTTP."""

    def __init__(self, settings: Settings, slack: SlackSettings) -> None:
        self._settings = settings
        self._slack = slack
        self._verifier = SignatureVerifier(slack.signing_secret.get_secret_value())

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    def url_prefix(self) -> str:
        """With a slash: not under Rasa's ``/webhooks/``."""
        return PREFIX

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """The channel's routes."""
        routes = Blueprint("slack_channel", __name__)

        @routes.listener("before_server_start")
        async def start(app: Sanic, _loop: object) -> None:
            app.ctx.slack = make_parts(self._settings, self._slack, on_new_message)
            await app.ctx.slack.start()

        @routes.listener("before_server_stop")
        async def stop(app: Sanic, _loop: object) -> None:
            await app.ctx.slack.stop()

        @routes.route("/events", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request, request.app.ctx.slack)

        if self._slack.installs:
            self._add_installing(routes)
        return routes

    async def _receive(self, request: Request, parts: Parts) -> HTTPResponse:
        try:
            check_signature(self._verifier, request.headers, request.body)
            check_form(request.headers.get("content-type", ""), request.body)
        except NotFromSlack:
            return response.empty(401)
        except Malformed:
            return response.empty(400)
        if parts.work.is_nearly_full:  # Slack sends events again
            return response.empty(503, headers={"Retry-After": BUSY_SECONDS})
        with parts.work.taking_in():
            return await self._dispatch(request, parts.app)

    async def _dispatch(self, request: Request, app: AsyncApp) -> HTTPResponse:
        try:
            answer = await app.async_dispatch(to_async_bolt_request(request))
        except (AttributeError, LookupError, TypeError, ValueError):  # Bolt misses a field
            logger.warning("a request of a form that Slack does not send", exc_info=True)
            return response.empty(400)
        if answer.status == 404:  # signed and well-formed, and nothing we know
            return response.empty(200)
        if answer.status >= 500:  # Bolt has logged why
            return response.empty(400)
        return to_sanic_response(answer)

    def _add_installing(self, routes: Blueprint) -> None:
        def flow_of(parts: Parts) -> AsyncOAuthFlow:
            assert isinstance(parts.workspaces, ManyWorkspaces)
            return make_flow(self._slack, parts.client, parts.workspaces, parts.records)

        @routes.route(INSTALL_PATH.removeprefix(PREFIX), methods=["GET"])
        async def install(request: Request) -> HTTPResponse:
            flow = flow_of(request.app.ctx.slack)
            return to_sanic_response(await flow.handle_installation(to_async_bolt_request(request)))

        @routes.route(REDIRECT_PATH.removeprefix(PREFIX), methods=["GET"])
        async def redirect(request: Request) -> HTTPResponse:
            flow = flow_of(request.app.ctx.slack)
            return to_sanic_response(await flow.handle_callback(to_async_bolt_request(request)))


def _keep_tokens_out_of_the_log() -> None:
    # At DEBUG these print requests and headers.
    for name in ("slack_sdk", BOLT):
        logging.getLogger(name).setLevel(logging.WARNING)
