"""Every section of the article is answered in ten phrasings that nothing was trained on."""

import re
from collections import Counter

import yaml

from evaluation.asking import is_answer
from evaluation.questions import PARTS, read_part
from knowledge.settings import PROJECT_ROOT
from tests.running_bot import RunningBot

LEAST = 10


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def trained_on() -> set[str]:
    data = yaml.safe_load((PROJECT_ROOT / "data" / "nlu.yml").read_text(encoding="utf-8"))
    return {bare(line[2:]) for entry in data["nlu"] for line in entry["examples"].splitlines()}


def test_every_section_in_ten_phrasings(bot: RunningBot) -> None:
    known = trained_on()
    right: Counter[str] = Counter()
    sections = set()
    for part in PARTS:
        for number, question in enumerate(read_part(part)):
            if question.group != "in_scope" or question.topic == "other":
                continue  # without a section
            if bare(question.ask) in known:
                continue
            sections.add(question.topic)
            if right[question.topic] == LEAST:
                continue  # shown
            reply = bot.say(f"{part}-{number}", question.ask)
            answered = reply["outcome"] == "answered"
            right[question.topic] += answered and is_answer(reply["topic"], question.answers)
    content = yaml.safe_load(
        (PROJECT_ROOT / "knowledge" / "content" / "sources.yml").read_text(encoding="utf-8")
    )
    wanted = {section["id"] for source in content["sources"] for section in source["sections"]}
    # The opening paragraph ("intro") says nothing that is not said again below it.
    assert sections - {"intro"} == wanted - {"intro"}
    assert {
        topic: count for topic, count in right.items() if count < LEAST and topic != "intro"
    } == {}
