"""The vectors of the listed questions, for those who would compute them a second time."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from knowledge import tables
from knowledge.build import Encoder, current_digest, digest_with
from knowledge.wording import spelled_out


def question_vectors(
    engine: Engine, directory: Path, encoder: Encoder
) -> dict[str, NDArray[np.float32]]:
    """Each listed question with its short forms spelled out -> its vector [d].

    Empty unless the database was built from this very content with this encoder.
    """
    try:
        with engine.connect() as connection:
            if current_digest(connection) != digest_with(encoder, directory):
                return {}
            rows = connection.execute(
                select(tables.question.c.text, tables.question_vector.c.vector).join(
                    tables.question_vector,
                    tables.question_vector.c.question_id == tables.question.c.id,
                )
            ).all()
    except SQLAlchemyError:  # no database yet: they are computed
        return {}
    return {spelled_out(row.text): np.frombuffer(row.vector, dtype="<f4") for row in rows}
