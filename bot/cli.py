"""The ``advisor`` command."""

from __future__ import annotations

import sys
from typing import Any

import click

from bot.channels.slack.settings import load_slack_settings
from bot.logs import quieten
from knowledge.settings import SettingInvalid, Settings, load_settings


def say(line: str) -> None:
    """A line for the person at the terminal; standard output stays free for answers."""
    click.echo(line, err=True)


def fail(message: str) -> None:
    """Stop with a clear line and a non-zero exit."""
    say(f"advisor: {message}")
    raise SystemExit(2)


@click.group()
@click.pass_context
def main(context: click.Context) -> None:
    """A career adviser for machine learning: true answers, each with its source."""
    try:
        context.obj = load_settings()
        load_slack_settings()  # half set up, it stops the start, too
    except SettingInvalid as problem:
        fail(str(problem))
    quieten(context.obj)


@main.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Prepare what is missing, start the bot, print its address, watch it."""
    from bot import supervisor

    supervisor.stop_on_signals()
    try:
        supervisor.require_free_ports(settings)
        supervisor.prepare()
        supervisor.run(settings, say)
    except KeyboardInterrupt:
        say("Stopped.")
    except supervisor.ServiceFailed as problem:
        fail(str(problem))


@main.command()
@click.pass_obj
def serve(settings: Settings) -> None:
    """Serve the bot only (no preparation, no action server)."""
    from bot.channels.web_session import SecretDamaged
    from bot.server import serve as serve_bot

    try:
        serve_bot(settings, load_slack_settings())
    except SecretDamaged as problem:
        fail(str(problem))


@main.command()
@click.pass_obj
def actions(settings: Settings) -> None:
    """Serve the actions only (what `rasa run actions` does, on our port, quietly)."""
    from bot.action_server import serve as serve_actions

    serve_actions(settings)


@main.command()
@click.option("--force", is_flag=True, help="Train even if nothing has changed.")
@click.pass_obj
def train(settings: Settings, force: bool) -> None:
    """Train the model if what it is made from has changed."""
    _build(settings)
    _train(settings, force)


@main.command()
@click.argument("question", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"sender","message"} lines, write Reply lines.')
@click.pass_obj
def ask(settings: Settings, question: str | None, jsonl: bool) -> None:
    """Answer one question, or a stream of lines."""
    from bot import terminal

    if jsonl == bool(question):
        fail("give either a question or --jsonl")
    _prepare(settings)
    if jsonl:
        terminal.answer_lines(settings, sys.stdin, sys.stdout)
    else:
        terminal.answer_once(settings, str(question))


@main.command()
@click.pass_obj
def chat(settings: Settings) -> None:
    """Talk in the terminal; suggestions can be chosen by number."""
    from bot import terminal

    _prepare(settings)
    terminal.chat(settings)


@main.command()
@click.option("--socket", is_flag=True, help="Connect to Slack, so that it need not reach us.")
@click.pass_obj
def slack(settings: Settings, socket: bool) -> None:
    """Slack over Socket Mode, for development; `advisor run` serves Slack over HTTP."""
    slack_settings = load_slack_settings()
    if not socket:
        fail("give --socket; over HTTP the channel is a part of `advisor run` (docs/slack.md)")
    if not slack_settings.socket_token:
        fail("ADVISOR_SLACK_APP_TOKEN is missing: docs/slack.md says where to get it")
    from bot.assistant import ModelMissing
    from bot.channels.slack.socket_mode import serve_socket

    _prepare(settings)
    try:
        serve_socket(settings, slack_settings, say)
    except ModelMissing as problem:
        fail(str(problem))
    say("Stopped.")


@main.group()
def knowledge() -> None:
    """The knowledge base: build, check, show."""


@knowledge.command()
@click.pass_obj
def build(settings: Settings) -> None:
    """Load the content into the database: all or nothing."""
    _build(settings)


@knowledge.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Say what is wrong with the content, with file and line."""
    from knowledge.advice.check import find_advice_problems
    from knowledge.content_check import find_problems
    from knowledge.content_model import ContentInvalid, read_content

    try:
        content = read_content(settings.content_directory)
        problems = find_problems(content)
        problems += find_advice_problems(settings.content_directory, content)
    except ContentInvalid as invalid:
        problems = invalid.problems
    for problem in problems:
        click.echo(problem)
    if problems:
        fail(f"{len(problems)} problem(s) in {settings.content_directory}")
    click.echo("The content is sound.")


@knowledge.command()
@click.argument("topic")
@click.pass_obj
def show(settings: Settings, topic: str) -> None:
    """Print all that is known of TOPIC (a name, an alias or an id)."""
    from knowledge.bootstrap import build_engine
    from knowledge.showing import TopicUnknown, show_topic

    try:
        click.echo(show_topic(build_engine(settings), topic))
    except TopicUnknown as problem:
        fail(str(problem))


@main.group()
def questions() -> None:
    """What people asked."""


@questions.command()
@click.option("--limit", default=100, show_default=True, help="How many to list.")
@click.pass_obj
def unanswered(settings: Settings, limit: int) -> None:
    """List the questions that were not answered, most asked first."""
    from knowledge.bootstrap import build_engine
    from knowledge.unanswered import most_asked

    for question in most_asked(build_engine(settings), limit):
        near = ", ".join(f"{each['address']} {each['score']:.2f}" for each in question.nearest[:3])
        asked = f"{question.times:4} ×  {question.last_asked:%Y-%m-%d %H:%M}  {question.channel:8}"
        click.echo(f"{asked}  {question.text}" + (f"  (nearest: {near})" if near else ""))


@main.group()
def feedback() -> None:
    """What people thought of answers."""


@feedback.command("list")
@click.option("--limit", default=100, show_default=True, help="How many to list.")
@click.option("--thumb", type=click.Choice(["up", "down"]), help="Only these.")
@click.pass_obj
def list_feedback(settings: Settings, limit: int, thumb: str | None) -> None:
    """List thumbs and reasons from chat and FAQ, latest first."""
    from knowledge.bootstrap import build_feedback

    for each in build_feedback(settings).latest(limit, thumb):
        given = f"{each.given:%Y-%m-%d %H:%M}  {each.thumb:4}  {each.channel:4}"
        click.echo(f"{given}  {each.topic or '-'}" + (f"  {each.reason}" if each.reason else ""))


def _prepare(settings: Settings) -> None:
    _build(settings)
    _train(settings, force=False)


def _build(settings: Settings) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from knowledge.bootstrap import build_encoder, build_engine
    from knowledge.build import build_knowledge
    from knowledge.content_model import ContentInvalid
    from knowledge.encoder import EncoderDamaged

    try:
        report = build_knowledge(
            build_engine(settings), settings.content_directory, build_encoder(settings)
        )
    except EncoderDamaged as damaged:
        fail(str(damaged))
    except ContentInvalid as invalid:
        fail(f"the content has {len(invalid.problems)} problem(s):\n" + "\n".join(invalid.problems))
    except SQLAlchemyError as error:
        fail(f"ADVISOR_DATABASE_URL={settings.knowledge_url!r}: {_first_line(error)}")
    else:
        what = "built" if report.changed else "up to date"
        say(f"Knowledge base {what}: {report.subjects} subjects, {report.answers} answers.")


def _first_line(error: Any) -> str:
    return str(error).splitlines()[0]


def _train(settings: Settings, force: bool) -> None:
    from bot import training

    if not force and training.is_trained(settings):
        say("Model up to date.")
        return
    say("Training the model (a minute or two) …")
    try:
        training.train(settings)
    except training.TrainingFailed as problem:
        fail(str(problem))
    say("Model trained.")


if __name__ == "__main__":
    main()
