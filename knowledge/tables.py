"""The knowledge base's tables (SQLAlchemy 1.4 in 2.0 style).

A source has sections; a subject (a role, skill, language, ...) has names, typed facts
and answers, one an aspect; an answer points at the sections where it stands. Figures
carry their unit, population and date.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

KINDS = ("role", "skill", "language", "library", "course", "step", "application")
THUMBS = ("up", "down")
COMPARATORS = ("more_than", "exactly", "about", "above_average_by", "lowest")


def _one_of(column: str, allowed: tuple[str, ...]) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in allowed)})"


source = Table(
    "source",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("title", String(300), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("publisher", String(200)),
    Column("url", String(500)),
    Column("published", String(10)),
)

section = Table(
    "section",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(300), nullable=False),
    Column("position", Integer, nullable=False),
)

subject = Table(
    "subject",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("kind", String(16), CheckConstraint(_one_of("kind", KINDS), "kind"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("position", Integer, nullable=False),
    Column("facts", JSON, nullable=False),
)

name = Table(
    "name",
    metadata,
    Column("text", String(120), primary_key=True),
    Column("subject_id", ForeignKey("subject.id", ondelete="CASCADE"), nullable=False, index=True),
)

# Things that people name and no source covers: kind and how they are called.
unknown_name = Table(
    "unknown_name",
    metadata,
    Column("text", String(120), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("kind", String(16), CheckConstraint(_one_of("kind", KINDS), "kind"), nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("subject_id", ForeignKey("subject.id", ondelete="CASCADE"), nullable=False),
    Column("aspect", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("more", Text, nullable=False, default=""),
    Column("label", String(60), nullable=False),
    # What «it» means after this answer, where that is not its own subject.
    Column("leads_to", ForeignKey("subject.id", ondelete="SET NULL")),
    UniqueConstraint("subject_id", "aspect"),
)

answer_section = Table(
    "answer_section",
    metadata,
    Column("answer_id", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("section_id", ForeignKey("section.id", ondelete="RESTRICT"), primary_key=True),
    Column("position", Integer, nullable=False),
)

answer_next = Table(
    "answer_next",
    metadata,
    Column("answer_id", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("next_id", ForeignKey("answer.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
)

comparison = Table(
    "comparison",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("left_id", ForeignKey("subject.id", ondelete="CASCADE"), nullable=False),
    Column("right_id", ForeignKey("subject.id", ondelete="CASCADE"), nullable=False),
    Column("summary", Text, nullable=False),
    Column("section_id", ForeignKey("section.id", ondelete="RESTRICT"), nullable=False),
    UniqueConstraint("left_id", "right_id"),
)

comparison_aspect = Table(
    "comparison_aspect",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("comparison_id", ForeignKey("comparison.id", ondelete="CASCADE"), nullable=False),
    Column("slug", String(64), nullable=False),
    Column("name", String(120), nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("comparison_id", "slug"),
)

# A question as people ask it, with what answers it: one answer or one comparison.
question = Table(
    "question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("answer_id", ForeignKey("answer.id", ondelete="CASCADE"), index=True),
    Column("comparison_id", ForeignKey("comparison.id", ondelete="CASCADE"), index=True),
    Column("text", String(300), nullable=False),
    CheckConstraint("(answer_id IS NULL) <> (comparison_id IS NULL)", "one_target"),
)

# The question's sentence vector: little-endian float32, unit length.
question_vector = Table(
    "question_vector",
    metadata,
    Column("question_id", ForeignKey("question.id", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

statistic = Table(
    "statistic",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("measure", String(200), nullable=False),
    Column("group", String(200), nullable=False),
    Column(
        "comparator",
        String(20),
        CheckConstraint(_one_of("comparator", COMPARATORS), "comparator"),
        nullable=False,
    ),
    Column("value", Float),
    Column("unit", String(20), nullable=False),
    Column("population", String(200), nullable=False),
    Column("publisher", String(120)),
    Column("date", String(10)),
    Column("section_id", ForeignKey("section.id", ondelete="RESTRICT"), nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("position", Integer, nullable=False),
)

content_version = Table(
    "content_version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("is_current", Boolean, nullable=False),
)

# Not content: written by the running bot, kept when the content is built anew.
unanswered_question = Table(
    "unanswered_question",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(500), nullable=False, unique=True),
    Column("text", String(500), nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_asked", DateTime, nullable=False),
    Column("last_asked", DateTime, nullable=False, index=True),
    Column("channel", String(40), nullable=False),
    Column("nearest", JSON, nullable=False),
)

# Not content either: what people thought of answers, under a digest of the conversation.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("conversation", String(64), nullable=False),
    Column("message_id", String(64), nullable=False),
    Column("thumb", String(4), CheckConstraint(_one_of("thumb", THUMBS), "thumb"), nullable=False),
    Column("reason", String(500), nullable=False),
    Column("topic", String(120)),
    Column("given", DateTime, nullable=False),
    UniqueConstraint("conversation", "message_id"),
)

# Keys that count once: a message of a platform that sends it again, a permission to sign in.
one_time_key = Table(
    "one_time_key",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("expires", DateTime, nullable=False, index=True),
)

# Replies that a platform refused to take, for the staff; no text of the person's.
undelivered_reply = Table(
    "undelivered_reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(40), nullable=False, index=True),
    Column("channel", String(40), nullable=False),
    Column("conversation", String(200), nullable=False),
    Column("reason", String(300), nullable=False),
    Column("failed", DateTime, nullable=False),
)

# A workspace of another platform that has installed the adviser there, with what it was given.
installation = Table(
    "installation",
    metadata,
    Column("channel", String(40), primary_key=True),
    Column("workspace", String(100), primary_key=True),
    Column("granted", JSON, nullable=False),
    Column("installed", DateTime, nullable=False),
)

# What people said about themselves, under a digest of who they are.
profile = Table(
    "profile",
    metadata,
    Column("person", String(64), primary_key=True),
    Column("known", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed", DateTime, nullable=False, index=True),
)

WRITTEN_WHILE_RUNNING = {
    table.name
    for table in (
        unanswered_question,
        feedback,
        one_time_key,
        undelivered_reply,
        installation,
        profile,
    )
}
# What «build» replaces, in the order of their references.
CONTENT_TABLES = [
    table for table in metadata.sorted_tables if table.name not in WRITTEN_WHILE_RUNNING
]
