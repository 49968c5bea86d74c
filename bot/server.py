"""The bot's server process: Rasa's web application with our channels and our loading.

``rasa run`` would swallow a model that does not load and serve silence; this stops with a
line that says what is wrong.
"""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial

from rasa.core.channels.channel import InputChannel, register
from rasa.core.run import close_resources
from sanic import Sanic

from bot.action_endpoint import ActionServerEndpoint
from bot.assistant import ModelMissing, load_assistant
from bot.channels.api import use_one_error_form
from bot.channels.gate import Gate
from bot.channels.rate_limit import RateLimit
from bot.channels.rest import RestChannel
from bot.channels.slack.settings import SlackSettings
from bot.channels.web import WebChannel
from bot.charts import ChartPictures
from bot.faq.api import FaqApi
from bot.faq.openapi import openapi_routes
from bot.faq.page import FaqPage
from bot.faq.search import FaqSearch
from bot.site import site_routes
from knowledge.bootstrap import build_charts, build_feedback
from knowledge.settings import Settings

BODY_LIMIT = 64 * 1024  # bytes; beyond it Sanic answers 413


async def _load(settings: Settings, app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    endpoint = ActionServerEndpoint(f"http://127.0.0.1:{settings.actions_port}/webhook")
    try:
        app.ctx.agent = load_assistant(settings, endpoint)
    except ModelMissing as problem:
        print(f"advisor: {problem}", file=sys.stderr, flush=True)
        os._exit(2)  # inside Sanic's start-up an exception would leave the process hanging
    # What the first message needs is loaded then, and would keep all others waiting for a second.
    await app.ctx.agent.parse_message("hello")
    app.ctx.action_endpoint = endpoint
    app.ctx.faq_search = FaqSearch.build(settings)


async def _close(app: Sanic, _loop: asyncio.AbstractEventLoop) -> None:
    await app.ctx.action_endpoint.close()


def create_app(settings: Settings, slack: SlackSettings) -> Sanic:
    """The web application; the model is loaded when it starts to serve."""
    # Not Rasa's own: that one has a page at ``/`` and headers for all origins.
    app = Sanic("advisor", configure_logging=False)
    web = WebChannel(settings)
    channels: list[InputChannel] = [RestChannel(settings), web]
    if slack.is_on:
        from bot.channels.slack.channel import SlackChannel

        channels.append(SlackChannel(settings, slack))
    register(channels, app, route="/webhooks/")
    _add_faq(app, settings, web)
    app.blueprint(site_routes())
    app.blueprint(_charts(settings).routes())
    use_one_error_form(app, web.origins)
    app.config.PROXIES_COUNT = settings.proxies
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT
    app.config.ACCESS_LOG = False
    app.register_listener(partial(_load, settings), "before_server_start")
    app.register_listener(close_resources, "after_server_stop")
    app.register_listener(_close, "after_server_stop")
    return app


def _add_faq(app: Sanic, settings: Settings, web: WebChannel) -> None:
    # A count of its own: who types into the search does not use up the chat's.
    gate = Gate(web.origins, RateLimit(settings.address_requests_per_minute))

    def search() -> FaqSearch:
        found: FaqSearch = app.ctx.faq_search
        return found

    seconds = settings.answer_deadline_seconds
    api = FaqApi(search, build_feedback(settings), web.origins, gate, seconds)
    app.blueprint(openapi_routes(gate, web.origins))
    app.blueprint(api.routes())
    app.blueprint(FaqPage(search, api, gate).routes())


def _charts(settings: Settings) -> ChartPictures:
    by_address = RateLimit(settings.address_requests_per_minute)
    return ChartPictures(build_charts(settings), by_address, settings.answer_deadline_seconds)


def serve(settings: Settings, slack: SlackSettings) -> None:
    """Serve until stopped."""
    create_app(settings, slack).run(
        host=settings.host, port=settings.port, workers=1, access_log=False, motd=False
    )
