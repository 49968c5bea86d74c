"""One thing a person says about themselves."""

from __future__ import annotations

from dataclasses import dataclass

# «unsaid» takes back a language or a skill, «corrected» is a number in place of the last one,
# «added» says that tastes come to those said before.
# What else can be said: a language or a skill of the knowledge base (its id), one that no source
# covers («unlisted», as it is called), whether one codes at all, what one wants it for, what a
# language should be like, money, certificate, level, degree, time, occupation, the language that a
# course is to use, the course one decided on, a language that is not wanted, and the
# steps one has behind oneself (their ids).
KINDS = (
    "language",
    "skill",
    "unlisted",
    "coding",
    "goal",
    "taste",
    "budget",
    "certificate",
    "level",
    "degree",
    "hours",
    "occupation",
    "course_language",
    "chosen_course",
    "done",
    "unwanted",
    "added",
    "unsaid",
    "corrected",
)
GOALS = ("job", "research", "enterprise", "engineering", "hobby")
TASTES = ("easy", "speed", "statistics", "charts", "scalability", "numerics", "libraries", "new")
UNLISTED = "unlisted"
FREE = "free"
LITTLE = "little"
ANY = "any"  # money: as much as it takes
IT = "it"  # «I know that one»: what is talked about
PLACE = "place "  # with a number: «the first one is done», of what was listed
ALSO = "also "  # with a step: «and the project too», after steps that were said to be done
ONLY = "only "  # with a place: «no, only the first one», of what was just said to be done
LATEST = "latest"  # «I haven't finished it»: what was said last


@dataclass(frozen=True)
class Statement:
    """``kind`` is one of ``KINDS``; ``holds`` is false for «I don't know Python».

    ``instead``: the statement takes back the one before («no, I meant R»).
    """

    kind: str
    value: str
    holds: bool = True
    instead: bool = False

    def to_text(self) -> str:
        """``language=java``, ``language!=java``, with ``~`` before a correction."""
        return f"{'~' if self.instead else ''}{self.kind}{'=' if self.holds else '!='}{self.value}"

    @classmethod
    def from_text(cls, text: str) -> Statement:
        """The inverse of :meth:`to_text`."""
        bare = text.removeprefix("~")
        left, _, value = bare.partition("=")
        return cls(left.removesuffix("!"), value, not left.endswith("!"), bare != text)
