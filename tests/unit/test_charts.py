"""What is on the charts, and that the pictures show it."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from sqlalchemy.engine import Engine

from knowledge.advice.content import AdviceContentInvalid, Group, read_advice_content
from knowledge.bootstrap import build_engine
from knowledge.build import build_knowledge
from knowledge.charts.chart import Bar, Chart
from knowledge.charts.content import read_chart_words
from knowledge.charts.drawing import HEIGHT, WIDTH, draw
from knowledge.charts.figures import NothingToDraw, UnknownSkill, skills_chart, stress_chart
from knowledge.charts.service import Charts
from knowledge.encoder import SentenceEncoder
from knowledge.settings import PROJECT_ROOT, Settings, load_settings

CONTENT = load_settings().content_directory
WORDS = read_chart_words(CONTENT)
TEXTS = read_advice_content(CONTENT).texts
GROUPS = [Group(name="Languages", entries=["python", "r"])]
SPACE = "{http://www.w3.org/2000/svg}"
LONG = "a very long name that has no place in one line of a picture for a phone " * 3
HOSTILE = "<script>alert(1)</script> & $x^2$ $ \\frac \"'"


def chart_of(text: str) -> Chart:
    bars = (Bar(text, "5", 5, 10, text), Bar(text, "0", 0, 10))
    return Chart(text, text, bars, 10, (text,), text)


@pytest.fixture
def known(engine: Engine, content: Path, encoder: SentenceEncoder) -> Engine:
    build_knowledge(engine, content, encoder)
    return engine


def test_the_words_are_those_of_the_content(known: Engine) -> None:
    with known.connect() as connection:
        stress = stress_chart(connection, WORDS.stress, TEXTS)
        skills = skills_chart(connection, WORDS.skills, TEXTS, GROUPS, ["python"])
    assert stress.title == "Often stressed"
    assert stress.bars == (Bar("Testers", "more than 40%", 40),)
    assert stress.source == (
        "Source: Somebody, no date given, as quoted in “A sample source”, section “Languages”. "
        "Measured: often stressed. Base: people asked."
    )
    assert skills.bars == (Bar("Languages", "1 of 2", 1, 2, "Missing: R"),)
    assert "A sample source" in skills.source


def test_a_dated_figure_says_its_date(
    engine: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    file = content / "statistics.yml"
    file.write_text(file.read_text().replace("date: null", 'date: "2026-01-31"'))
    build_knowledge(engine, content, encoder)
    with engine.connect() as connection:
        assert "dated 2026-01-31" in stress_chart(connection, WORDS.stress, TEXTS).source


def test_a_distance_and_a_rank_are_said_and_get_no_bar(real_knowledge: Settings) -> None:
    with build_engine(real_knowledge).connect() as connection:
        chart = stress_chart(connection, WORDS.stress, TEXTS)
    assert [bar.number for bar in chart.bars] == ["more than 40%", "34%", "about 33%"]
    distance, rank = chart.notes
    assert "16.16 percentage points" in distance
    assert "not a share" in distance
    assert "no percentage is given" in rank
    assert "Spacelift" in chart.source


def test_everything_there_and_something_unknown(known: Engine) -> None:
    with known.connect() as connection:
        (bar,) = skills_chart(connection, WORDS.skills, TEXTS, GROUPS, ["python", "r"]).bars
        assert (bar.filled, bar.below) == (2, "Nothing missing")
        with pytest.raises(UnknownSkill):
            skills_chart(connection, WORDS.skills, TEXTS, GROUPS, ["python", "cobol"])


def test_without_a_share_there_is_nothing_to_draw(
    engine: Engine, content: Path, encoder: SentenceEncoder
) -> None:
    (content / "statistics.yml").write_text("statistics: []\n")
    build_knowledge(engine, content, encoder)
    with pytest.raises(NothingToDraw):
        Charts(engine, GROUPS, WORDS, TEXTS).stress("svg")


@pytest.mark.parametrize("text", ["Stress", LONG, HOSTILE])
def test_the_picture_carries_its_words(text: str) -> None:
    chart = chart_of(text)
    root = ElementTree.fromstring(draw(chart, "svg"))
    first, second = list(root)[:2]
    assert (first.tag, first.text) == (f"{SPACE}title", chart.title)
    assert (second.tag, second.text) == (f"{SPACE}desc", chart.in_words)
    assert root.get("aria-labelledby") == first.get("id")
    assert root.find(f".//{SPACE}script") is None
    assert root.find(f".//{SPACE}metadata") is None


@pytest.mark.parametrize("text", ["Stress", LONG, HOSTILE])
def test_all_of_it_is_inside_of_the_picture(text: str) -> None:
    """Everything drawn ends before the margin: the last columns and rows of pixels are white."""
    from io import BytesIO

    from matplotlib.image import imread

    pixels = imread(BytesIO(draw(chart_of(text), "png")))[..., :3]
    height, width = pixels.shape[:2]
    assert height / width >= HEIGHT / WIDTH - 0.01
    assert pixels.min() < 0.5
    assert pixels[:, -5:].min() == pixels[-5:, :].min() == 1


def test_the_same_chart_is_the_same_picture_and_drawn_once(known: Engine) -> None:
    chart = chart_of("x")
    assert draw(chart, "svg") == draw(chart, "svg")
    charts = Charts(known, GROUPS, WORDS, TEXTS)
    first = charts.skills({"python"}, "png")
    assert charts.skills({"python"}, "png") is first
    assert charts.skills({"r"}, "png") != first
    assert charts.stress("svg") is charts.stress("svg")


@pytest.mark.parametrize("text", ["stress: {}", "{", "- x"])
def test_wrong_words_stop_the_start(tmp_path: Path, text: str) -> None:
    with pytest.raises(AdviceContentInvalid, match=r"charts\.yml"):
        read_chart_words(tmp_path)
    (tmp_path / "advice").mkdir()
    (tmp_path / "advice" / "charts.yml").write_text(text)
    with pytest.raises(AdviceContentInvalid, match=r"charts\.yml"):
        read_chart_words(tmp_path)


def test_the_library_is_imported_for_the_first_picture_only() -> None:
    program = "import knowledge.charts.service, sys; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"
