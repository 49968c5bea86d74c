"""The sentence encoder: meanings, independence of neighbours, damage, memory."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from knowledge.encoder import MANIFEST, MODEL, TOKENIZER, EncoderDamaged, SentenceEncoder
from knowledge.settings import PROJECT_ROOT

FILES = PROJECT_ROOT / "knowledge" / "encoder_files"

# The cosine of each pair under the float32 weights that the files were made of, by a forward
# pass in numpy (`numpy_vectors` of bot/encoder/export_minilm.py).
LIKE = [
    ("What does a machine learning engineer do?", "what do ml engineers do all day", 0.682),
    (
        "Is Python better than R for statistics?",
        "Should I pick R or Python for statistics?",
        0.876,
    ),
    (
        "Can I get a job without a degree?",
        "is it possible to be hired with no university education",
        0.806,
    ),
    ("Tell me about free courses.", "Which courses cost nothing?", 0.675),
    ("Is the job stressful?", "do people in this work feel a lot of pressure", 0.69),
]
UNLIKE = [
    ("What does a machine learning engineer do?", "I'd like to book a table for two.", 0.032),
    (
        "Is Python better than R for statistics?",
        "What will the weather be like in Lisbon?",
        0.04,
    ),
    ("Can I get a job without a degree?", "Which libraries does Julia have?", 0.106),
    ("Tell me about free courses.", "thanks, that helped a lot!", -0.031),
    ("Is the job stressful?", "Who teaches the course on Coursera?", 0.151),
]
TEXTS = [text for first, second, _ in LIKE + UNLIKE for text in (first, second)]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load(FILES)


@pytest.fixture
def copied_files(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FILES, tmp_path / "encoder_files"))


def cosine(encoder: SentenceEncoder, first: str, second: str) -> float:
    one, other = encoder.encode([first, second])
    return float(one @ other)


class CountingSession:
    """Stands in for the transformer: the vector is the first id; counts its runs."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, names: list[str], inputs: dict[str, Any]) -> list[Any]:
        self.runs += 1
        return [inputs["input_ids"][:, :1].astype(np.float32)]


def counting_encoder(remembered: int) -> tuple[SentenceEncoder, CountingSession]:
    session = CountingSession()
    tokenizer = SimpleNamespace(encode=lambda text: SimpleNamespace(ids=[ord(text[0])]))
    parts: tuple[Any, Any] = (session, tokenizer)
    return SentenceEncoder(*parts, dimension=1, remembered=remembered), session


# ---------------------------------------------------------------- vectors


def test_shape_type_and_length(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert encoder.dimension == 384
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_every_like_pair_is_closer_than_every_unlike_pair(encoder: SentenceEncoder) -> None:
    like = [cosine(encoder, first, second) for first, second, _ in LIKE]
    unlike = [cosine(encoder, first, second) for first, second, _ in UNLIKE]
    assert min(like) > max(unlike) + 0.3


@pytest.mark.parametrize(("first", "second", "exact"), LIKE + UNLIKE)
def test_cosine_is_near_that_of_the_weights_before_quantising(
    encoder: SentenceEncoder, first: str, second: str, exact: float
) -> None:
    assert cosine(encoder, first, second) == pytest.approx(exact, abs=0.05)


def test_a_vector_does_not_depend_on_its_neighbours() -> None:
    together = SentenceEncoder.load(FILES).encode(TEXTS)
    alone = SentenceEncoder.load(FILES)
    np.testing.assert_array_equal(together, np.concatenate([alone.encode([t]) for t in TEXTS]))


def test_capitals_do_not_matter(encoder: SentenceEncoder) -> None:
    np.testing.assert_array_equal(encoder.encode(["WHY JULIA?"]), encoder.encode(["why julia?"]))


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "🐍", "\ud83d", "日本語", "a" * 100_000])
def test_any_text_has_a_vector(encoder: SentenceEncoder, text: str) -> None:
    vector = encoder.encode([text])[0]
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_text_beyond_the_limit_is_not_read(encoder: SentenceEncoder) -> None:
    limit = json.loads((FILES / MANIFEST).read_text())["max_tokens"]
    full = "course " * (limit - 2)  # two tokens mark start and end
    np.testing.assert_array_equal(encoder.encode([full]), encoder.encode([full + "weather"]))
    shorter = "course " * (limit - 3)
    assert not np.array_equal(encoder.encode([full]), encoder.encode([shorter + "weather"]))


def test_one_string_is_refused(encoder: SentenceEncoder) -> None:
    with pytest.raises(TypeError, match="not one string"):
        encoder.encode("hello")


# ---------------------------------------------------------------- memory


def test_a_remembered_vector_equals_the_computed_one(encoder: SentenceEncoder) -> None:
    fresh = SentenceEncoder.load(FILES).encode(["Why Python?"])
    encoder.encode(["Why Python?"])
    np.testing.assert_array_equal(encoder.encode(["Why Python?"]), fresh)


def test_one_message_is_computed_once() -> None:
    encoder, session = counting_encoder(remembered=2)
    encoder.encode(["a", "a"])
    encoder.encode(["a"])
    assert session.runs == 1


def test_the_vector_used_longest_ago_is_forgotten_first() -> None:
    encoder, session = counting_encoder(remembered=2)
    encoder.encode(["a", "b", "a", "c"])  # b is the one used longest ago
    assert session.runs == 3
    encoder.encode(["a", "c"])
    assert session.runs == 3
    encoder.encode(["b"])
    assert session.runs == 4


def test_nothing_is_remembered_when_told_so() -> None:
    encoder, session = counting_encoder(remembered=0)
    encoder.encode(["a", "a"])
    assert session.runs == 2


def test_changing_a_result_does_not_change_what_is_remembered(encoder: SentenceEncoder) -> None:
    vector = encoder.encode(["Why R?"])
    kept = vector.copy()
    vector[:] = 0
    np.testing.assert_array_equal(encoder.encode(["Why R?"]), kept)


def test_threads_get_the_same_vectors(encoder: SentenceEncoder) -> None:
    wanted = encoder.encode(TEXTS)
    shared = SentenceEncoder.load(FILES)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(shared.encode, [TEXTS, TEXTS[::-1]] * 8))
    for number, result in enumerate(results):
        np.testing.assert_array_equal(result, wanted if number % 2 == 0 else wanted[::-1])


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, "LICENSE"])
def test_a_changed_file_is_named_with_both_digests(copied_files: Path, name: str) -> None:
    wanted = json.loads((copied_files / MANIFEST).read_text())["files"][name]["sha256"]
    data = bytearray((copied_files / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copied_files / name).write_bytes(data)
    with pytest.raises(EncoderDamaged) as caught:
        SentenceEncoder.load(copied_files)
    damage = caught.value
    assert isinstance(damage, ValueError)
    assert damage.file == copied_files / name
    assert damage.wanted == wanted
    assert len(damage.found) == 64
    assert damage.found != wanted
    for part in (str(damage.file), damage.found, wanted):
        assert part in str(damage)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, MANIFEST])
def test_a_missing_file_is_named(copied_files: Path, name: str) -> None:
    (copied_files / name).unlink()
    with pytest.raises(EncoderDamaged, match="no such file") as caught:
        SentenceEncoder.load(copied_files)
    assert caught.value.file == copied_files / name


def _without_dimension(manifest: dict[str, Any]) -> Any:
    del manifest["dimension"]
    return manifest


def _without_tokenizer(manifest: dict[str, Any]) -> Any:
    del manifest["files"][TOKENIZER]
    return manifest


def _with_file_elsewhere(manifest: dict[str, Any]) -> Any:
    manifest["files"]["../secret"] = {"sha256": "0" * 64}
    return manifest


def _a_list(manifest: dict[str, Any]) -> Any:
    return [manifest]


@pytest.mark.parametrize(
    "spoil", [_without_dimension, _without_tokenizer, _with_file_elsewhere, _a_list]
)
def test_a_spoilt_manifest_is_named(
    copied_files: Path, spoil: Callable[[dict[str, Any]], Any]
) -> None:
    file = copied_files / MANIFEST
    file.write_text(json.dumps(spoil(json.loads(file.read_text()))))
    with pytest.raises(EncoderDamaged) as caught:
        SentenceEncoder.load(copied_files)
    assert caught.value.file == file


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe"])
def test_a_manifest_that_is_not_json_is_named(copied_files: Path, content: bytes) -> None:
    (copied_files / MANIFEST).write_bytes(content)
    with pytest.raises(EncoderDamaged, match="manifest"):
        SentenceEncoder.load(copied_files)


def test_the_manifest_tells_sizes_and_source() -> None:
    manifest = json.loads((FILES / MANIFEST).read_text())
    sizes = {name: of["size"] for name, of in manifest["files"].items()}
    assert sizes == {name: (FILES / name).stat().st_size for name in sizes}
    assert {path.name for path in FILES.iterdir()} == {*sizes, MANIFEST}
    assert manifest["source"]["package"]
    assert len(manifest["source"]["sha256"]) == 64


def test_less_than_one_thread_is_refused() -> None:
    with pytest.raises(ValueError, match="threads=0"):
        SentenceEncoder.load(FILES, threads=0)


def test_importing_opens_nothing() -> None:
    code = (
        "import sys, knowledge.encoder; "
        "print([n for n in ('onnxruntime', 'tokenizers', 'rasa') if n in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
