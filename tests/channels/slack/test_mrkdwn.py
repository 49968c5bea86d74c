import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.mrkdwn import decode_text, mentions, speaks_to_another, to_mrkdwn
from tests.channels.slack.slack_rules import UNESCAPED


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("plain", "plain"),
        ("**Python** is *fine*", "*Python* is _fine_"),
        ("__Python__ and _R_", "*Python* and _R_"),
        ("**bold with *italic* inside**", "*bold with _italic_ inside*"),
        ("~~gone~~", "~gone~"),
        ("a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"),
        ("<!channel> <@U1> <script>", "&lt;!channel&gt; &lt;@U1&gt; &lt;script&gt;"),
        ("&amp;", "&amp;amp;"),
        ("# Title\n## With **bold** #", "*Title*\n*With bold*"),
        ("- one\n* two\n  - deeper", "• one\n• two\n  • deeper"),
        ("1. first", "1. first"),
        ("[site](https://x.org/a?b=1&c=2)", "<https://x.org/a?b=1&amp;c=2|site>"),
        ("[a|b>](https://x.org)", "<https://x.org|a¦b&gt;>"),
        ("[mail](mailto:a@b.org)", "<mailto:a@b.org|mail>"),
        ("[wiki](https://x.org/a_(b))", "<https://x.org/a_(b)|wiki>"),
        ("[bad](javascript:alert(1))", "bad"),
        ("[bad](https://x.org|<!here>)", "bad"),
        ("![picture](https://x.org/a.png)", "<https://x.org/a.png|picture>"),
        ("`a < **b**`", "`a &lt; **b**`"),
        ("```\nx < **y**\n```\n**z**", "```\nx &lt; **y**\n```\n*z*"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, shown: str) -> None:
    assert to_mrkdwn(markdown) == shown


@given(st.text(alphabet="ab *_~`[]()<>&|#-\n!@:/.https", max_size=200))
def test_nothing_unescaped_gets_through(markdown: str) -> None:
    assert not UNESCAPED.search(to_mrkdwn(markdown).replace("\n", " \n"))


@pytest.mark.parametrize("unit", ["**a", "*a ", "[a](", "`", "~~a", "__a", "<", "[", "((", "```"])
def test_time_is_bounded(unit: str) -> None:
    to_mrkdwn(unit * 2000)
    decode_text(unit * 2000, "UBOT")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<@UBOT> what is R?", "what is R?"),
        ("<@UBOT|advisor>, what is R?", ", what is R?"),
        ("is <@U2> an ML engineer?", "is @someone an ML engineer?"),
        ("ask <@U2|ann>", "ask @ann"),
        ("in <#C1|general> or <#C2>", "in #general or #channel"),
        ("<!here> <!channel|@channel> <!subteam^S1|@team>", "@here @channel @team"),
        ("<!date^1392734382^{date}|Feb 18>", "Feb 18"),
        ("R &amp; Python &lt;3 &gt; Java", "R & Python <3 > Java"),
        ("&amp;lt;", "&lt;"),
        ("<https://x.org/a?b=1&amp;c|the site>", "the site"),
        ("<https://x.org/a?b=1&amp;c>", "https://x.org/a?b=1&c"),
        ("<mailto:a@b.org|a@b.org>", "a@b.org"),
        ("<mailto:a@b.org>", "a@b.org"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_entities_are_decoded(text: str, meant: str) -> None:
    assert decode_text(text, "UBOT") == meant


def test_who_is_spoken_to() -> None:
    assert mentions("hey <@UBOT>", "UBOT")
    assert not mentions("hey <@U2>", "UBOT")
    assert not mentions("hey <@UBOT>", None)
    assert speaks_to_another(" <@U2> look", "UBOT")
    assert not speaks_to_another("<@UBOT> look", "UBOT")
    assert not speaks_to_another("look <@U2>", "UBOT")
