"""Rasa component: the message as it was meant, with slips mended and short forms spelled out.

The text itself stays as it was typed; the components that follow read what this one adds.
"""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.channels.questions import WHOLE_MESSAGE
from knowledge.antecedent import with_antecedent
from knowledge.aspects import MAIN_ROLE
from knowledge.bootstrap import build_lookup
from knowledge.lookup import Lookup
from knowledge.settings import load_settings
from knowledge.wording import spelled_out, without_interjections

MENDED = "mended_text"
TALKED_ABOUT = "talked_about"  # in the metadata: the subject of the last answer
IN_CONTEXT = "in_context"
MOST_WORDS = 10  # a longer message says itself what it is about
# Emoji, dingbats, and what joins them.
_PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
# «She was offered a job as ML engineer. Can you explain it?»
_WHAT_IT_IS = re.compile(r"\b(?:what(?: is|'s)|explain|define) (?:it|this|that)\b", re.IGNORECASE)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class TextMender(GraphComponent):
    """Adds ``mended_text`` to each message."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextMender:
        """Called by Rasa; connects to the knowledge base at the first message."""
        return cls(build_lookup(load_settings()))

    def process(self, messages: list[Message]) -> list[Message]:
        """Mend each message."""
        for message in messages:
            text = self._lookup.mended(message.get(TEXT) or "")
            whole = (message.get("metadata") or {}).get(WHOLE_MESSAGE)
            if whole and whole != message.get(TEXT):
                text = self._standing_alone(text, self._lookup.mended(whole))
            text = without_interjections(_without_pictures(text))
            message.set(MENDED, text)
            about = str((message.get("metadata") or {}).get(TALKED_ABOUT, MAIN_ROLE))
            if about == MAIN_ROLE:
                continue  # what is asked of the role needs not be said
            if len(text.split()) <= MOST_WORDS and not self._about(text, with_role=True):
                message.set(IN_CONTEXT, f"{text} {self._lookup.name_of(about)}")
        return messages

    def _standing_alone(self, question: str, whole: str) -> str:
        """A question taken from a post, with what its pronoun stands for there."""
        if self._about(question):
            return question
        before = whole.partition(question)[0]
        about = self._about(before)
        if not about and _WHAT_IT_IS.search(question):
            about = self._about(before, with_role=True)
        if not about:  # «I've been learning Rust. Is it any good for machine learning?»
            unknown = self._lookup.named(before).with_own
            about = [before[each.start : each.end] for each in unknown]
        return with_antecedent(question, about)

    def _about(self, text: str, with_role: bool = False) -> list[str]:
        """What a text names, in its words, but for the role that everything is about."""
        return [
            text[named.start : named.end]
            for named in self._lookup.named(text).subjects
            if with_role or named.subject_id != MAIN_ROLE
        ]

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples stay as they are written, slips included."""
        return training_data


def _without_pictures(text: str) -> str:
    """The text without emoji, which the encoder has no words for, unless it is nothing else."""
    words = _PICTURES.sub(" ", text)
    # «Been using R for years\nno Python»: the end of a line ends a clause.
    lines = (" ".join(line.split()) for line in words.splitlines())
    return "\n".join(line for line in lines if line) or text


def mended(message: Message) -> str:
    """The mended text; training examples are as they are written."""
    return str(message.get(MENDED) or message.get(TEXT) or "")


def meant(message: Message) -> str:
    """The mended text with short forms spelled out, as encoder and classifier read it."""
    return spelled_out(mended(message))
