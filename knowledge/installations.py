"""The workspaces that have installed the adviser on another platform."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Engine

from knowledge.tables import installation


def install(engine: Engine, channel: str, workspace: str, granted: dict[str, Any]) -> None:
    """Keep what a workspace granted, instead of what it granted before."""
    installed = datetime.now(timezone.utc).replace(tzinfo=None)
    row = {"channel": channel, "workspace": workspace, "granted": granted, "installed": installed}
    with engine.begin() as connection:
        connection.execute(_of(delete(installation), channel, workspace))
        connection.execute(insert(installation).values(row))


def granted_by(engine: Engine, channel: str, workspace: str) -> dict[str, Any] | None:
    """What the workspace granted; None if it has not installed the adviser."""
    with engine.connect() as connection:
        found = connection.execute(_of(select(installation.c.granted), channel, workspace)).scalar()
    return dict(found) if found is not None else None


def uninstall(engine: Engine, channel: str, workspace: str) -> None:
    """Forget the workspace."""
    with engine.begin() as connection:
        connection.execute(_of(delete(installation), channel, workspace))


def _of(statement: Any, channel: str, workspace: str) -> Any:
    columns = installation.c
    return statement.where(columns.channel == channel, columns.workspace == workspace)
