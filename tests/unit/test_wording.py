import pytest

from knowledge.wording import spelled_out, without_interjections


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("haha ok. so how do I start", "so how do I start"),
        ("damn. what about maths", "what about maths"),
        ("hm, honestly is it hard", "is it hard"),
        ("sounds cool. do they code a lot?", "do they code a lot?"),
        ("ha. anyway, which libraries should one know", "which libraries should one know"),
        ("nice languages to learn first", "nice languages to learn first"),
        ("ok go on", "ok go on"),  # nothing would be left
        ("lol", "lol"),
        ("okra is no language", "okra is no language"),
        ("", ""),
    ],
)
def test_what_only_opens_a_message_is_left_out(text: str, meant: str) -> None:
    assert without_interjections(text) == meant


def test_short_forms_are_spelled_out() -> None:
    assert spelled_out("whats an mle") == "what is an machine learning engineer"
    assert spelled_out("html") == "html"
