"""Rasa's standard action server with our actions, on the port and at the level of the settings."""

from __future__ import annotations

import os

from knowledge.settings import Settings

QUIETNESS = {"DEBUG": ["-vv"], "INFO": ["-v"], "WARNING": ["--quiet"], "ERROR": ["--quiet"]}


def serve(settings: Settings) -> None:
    """Serve until stopped, on loopback only: actions trust who calls them."""
    os.environ["SANIC_HOST"] = "127.0.0.1"
    from rasa_sdk.__main__ import main_from_args
    from rasa_sdk.endpoint import create_argument_parser

    port = str(settings.actions_port)
    arguments = ["--actions", "actions", "--port", port, *QUIETNESS[settings.log_level]]
    main_from_args(create_argument_parser().parse_args(arguments))
