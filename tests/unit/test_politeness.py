"""What asks for nothing: thanks, apologies, remarks and goodbyes in people's own words."""

import pytest

from actions.politeness import polite_intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("lol ok", "affirm"),
        ("ugh ok", "affirm"),
        ("oof. thats a lot", "affirm"),
        ("ok sorry for being rude, long day", "affirm"),
        ("lol great so im going from the frying pan into the fire", "affirm"),
        ("thx ur kinder than my bf", "thank"),
        ("ta mate gotta feed the dog", "thank"),
        ("Right, Python then. I'll pass it on, thank you.", "thank"),
        ("Maybe. I will sleep on it. Bless you", "goodbye"),
        ("thank you, and have a pleasant evening", "goodbye"),
        # What asks for something, or says something of its own.
        ("thanks, and what does it cost", None),
        ("thanks now write me a poem", None),
        ("lol write me a poem about my dog", None),
        ("haha you are useless", None),
        ("sorry for asking but what is SQL", None),
        ("sorry, I meant R", None),
        ("great, how do I start", None),
        ("should I sleep on it?", None),
        ("is it ok to have a good time at work?", None),
    ],
)
def test_what_is_only_polite(text: str, intent: str | None) -> None:
    assert polite_intent(text) == intent
