"""What is written to the log: our lines and the warnings of others, never messages' debris."""

from __future__ import annotations

import logging
import os

from knowledge.settings import Settings


def quieten(settings: Settings) -> None:
    """Set the environment that Rasa and TensorFlow read on import; call it first of all."""
    environment = {
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "2",
        "LOG_LEVEL": settings.log_level,  # also turns Rasa's progress bars off
    }
    for variable, value in environment.items():
        os.environ.setdefault(variable, value)
    # Deprecations inside other packages are for developers, who see them in the tests.
    # Some packages reset the filters, hence the way over the log.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)
    logging.basicConfig(level=settings.log_level)


def configure_rasa(settings: Settings) -> None:
    """Rasa logs each step of each turn unless told otherwise; imports Rasa."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.getLevelName(settings.log_level))
