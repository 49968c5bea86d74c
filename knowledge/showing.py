"""All that is known of one subject, as text for a terminal."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from knowledge import catalogue
from knowledge.same_text import normal_name


class TopicUnknown(LookupError):
    """No subject has this name; the message lists those that exist."""


def show_topic(engine: Engine, topic: str) -> str:
    """Names, facts and answers of the subject with this id, name or alias.

    Raises:
        TopicUnknown: there is none.
    """
    with engine.connect() as connection:
        names = catalogue.all_names(connection)
        subject_id = names.get(normal_name(topic), topic)
        subject = catalogue.find_subject(connection, subject_id)
        if subject is None:
            known = ", ".join(sorted(set(names.values())))
            raise TopicUnknown(f"nothing is known of {topic!r}; known: {known}")
        aliases = sorted(text for text, owner in names.items() if owner == subject.id)
        lines = [f"{subject.name} ({subject.kind} {subject.id})", f"names: {', '.join(aliases)}"]
        lines += [f"{fact}: {value}" for fact, value in subject.facts.items()]
        for answer in catalogue.answers_of(connection, subject.id):
            sources = catalogue.sources_of(connection, [answer.id])
            lines += ["", f"[{answer.address}]", answer.text]
            lines += [answer.more] if answer.more else []
            lines += [f"  source: {source.title} – {source.section}" for source in sources]
    return "\n".join(lines)
