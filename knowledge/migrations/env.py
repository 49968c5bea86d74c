"""Alembic's entry: runs on the connection that ``knowledge.database.migrate`` hands over."""

from alembic import context

from knowledge.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    # The full-text index is no table of ours (knowledge/full_text.py).
    include_name=lambda name, kind, _parents: not str(name).startswith("question_words"),
)
with context.begin_transaction():
    context.run_migrations()
