import numpy as np
import pytest

from bot.components.vector_and_words import VectorAndWordsModel
from bot.components.word_features import WordFeatures
from knowledge.encoder import SentenceEncoder

EXAMPLES = {
    "price": ["what does it cost", "how much is it", "is it expensive", "price please"],
    "teacher": ["who teaches it", "who is the teacher", "name of the instructor", "taught by whom"],
    "coding": ["do they code", "is there programming", "must I write code", "is it a coding job"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
INTENTS = [intent for intent, texts in EXAMPLES.items() for _ in texts]


@pytest.fixture(scope="module")
def model() -> VectorAndWordsModel:
    from knowledge.bootstrap import build_encoder
    from knowledge.settings import load_settings

    vectors = build_encoder(load_settings()).encode(TEXTS)
    return VectorAndWordsModel.fit(TEXTS, vectors, INTENTS, 20.0, 0.4, 4.0, 0.05)


def test_new_wordings_are_understood(model: VectorAndWordsModel, encoder: SentenceEncoder) -> None:
    for text, intent in (("cost?", "price"), ("which teacher", "teacher"), ("coding", "coding")):
        guess = model.classify(text, encoder.encode([text])[0])
        assert guess.ranking[0][0] == intent
        assert sum(confidence for _, confidence in guess.ranking) == pytest.approx(1.0)


def test_what_is_like_no_example_scores_lower(
    model: VectorAndWordsModel, encoder: SentenceEncoder
) -> None:
    near, far = "how much does it cost", "the moon is made of cheese"
    scores = [model.classify(text, encoder.encode([text])[0]).score for text in (near, far)]
    assert scores[0] > model.threshold > scores[1]


def test_stored_and_read_it_says_the_same(
    model: VectorAndWordsModel, encoder: SentenceEncoder
) -> None:
    read = VectorAndWordsModel.from_arrays(model.to_arrays())
    for text in ("is it pricey", "", "ünïcödé", "who who who teaches"):
        vector = encoder.encode([text])[0]
        before, after = model.classify(text, vector), read.classify(text, vector)
        assert after.ranking[0][0] == before.ranking[0][0]
        assert after.score == pytest.approx(before.score, abs=1e-2)


@pytest.mark.parametrize("text", [*TEXTS, "", "zzz", "it it it costs", "Who TEACHES?"])
def test_one_text_has_the_features_that_many_have(text: str) -> None:
    words = WordFeatures.fit(TEXTS)
    columns, values = words.of_one(text)
    dense = np.zeros(words.transform([text]).shape[1], dtype=np.float32)
    dense[columns] = values
    np.testing.assert_allclose(dense, words.transform([text]).toarray()[0], atol=1e-6)
