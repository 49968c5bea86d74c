"""Something that a message names, and where."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.person.statements import UNLISTED

# What naming a thing says that one knows: who knows TensorFlow has it among the skills.
LEARNABLE = {"language": "language", "skill": "skill", "library": "skill", UNLISTED: UNLISTED}


@dataclass(frozen=True)
class NamedThing:
    """What a message names at characters ``start:end``: a subject of the knowledge base, or under
    the kind «unlisted» a language or library that no source covers, by how it is called."""

    subject_id: str
    kind: str
    start: int
    end: int
