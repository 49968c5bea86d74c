"""Training the model, only when something that it is made from has changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import io
from collections.abc import Iterator
from pathlib import Path

from bot.listed_examples import examples_by_intent, write_training_file
from bot.logs import configure_rasa
from knowledge.content_model import content_files
from knowledge.settings import PROJECT_ROOT, Settings

INPUTS = (
    "data/*.yml",
    "bot/config.yml",
    "bot/domain.yml",
    "bot/components/*.py",
    "bot/listed_examples.py",
    "knowledge/asking.py",
)


class TrainingFailed(RuntimeError):
    """Rasa did not produce a model; its log says why."""


def training_digest(settings: Settings, root: Path = PROJECT_ROOT) -> str:
    """SHA-256 over everything that the model is made from."""
    digest = hashlib.sha256(importlib.metadata.version("rasa").encode())
    for path in _inputs(settings, root):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _inputs(settings: Settings, root: Path) -> Iterator[Path]:
    for pattern in INPUTS:
        yield from sorted(root.glob(pattern))
    yield from content_files(settings.content_directory)
    yield settings.encoder_directory / "manifest.json"


def is_trained(settings: Settings) -> bool:
    """Whether the model file is there, whole, and made from the present inputs."""
    model, record = settings.model_file, _record(settings)
    if not model.exists() or not record.exists():
        return False
    return record.read_text().split() == [training_digest(settings), _file_digest(model)]


def train(settings: Settings, root: Path = PROJECT_ROOT) -> None:
    """Train and put the model in its place; a good minute, most of it 15,000 vectors and fits.

    Raises:
        TrainingFailed: no model came out; an older one is left in place.
    """
    import rasa.model_training

    configure_rasa(settings)
    directory = settings.model_file.parent
    directory.mkdir(parents=True, exist_ok=True)
    listed = directory / "listed-questions.yml"
    examples = examples_by_intent(root / "data" / "nlu.yml", settings.content_directory)
    write_training_file(listed, examples)
    # Rasa prints its success in colour; standard output is for answers.
    with contextlib.redirect_stdout(io.StringIO()):
        result = rasa.model_training.train(
            domain=str(root / "bot" / "domain.yml"),
            config=str(root / "bot" / "config.yml"),
            training_files=[str(root / "data"), str(listed)],
            output=str(directory),
            fixed_model_name="new-" + settings.model_file.name,
            force_training=True,
        )
    if result.code != 0 or result.model is None:
        raise TrainingFailed(f"training failed with code {result.code}: see the lines above")
    Path(result.model).replace(settings.model_file)
    _record(settings).write_text(
        f"{training_digest(settings, root)}\n{_file_digest(settings.model_file)}\n"
    )


def _record(settings: Settings) -> Path:
    return settings.model_file.with_suffix(".made-from")


def _file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
