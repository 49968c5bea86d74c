"""Sentences as vectors, by the small transformer kept in ``encoder_files``.

Importing this module opens nothing and imports neither onnxruntime nor tokenizers; that
happens in :meth:`SentenceEncoder.load`. The files and how they were made are described in
their ``manifest.json`` and in ``docs/decisions/0002-sentence-encoder.md``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MANIFEST = "manifest.json"
MODEL = "model.int8.onnx"
TOKENIZER = "tokenizer.json"
REMEMBERED = 256
MANY = 64  # texts from which on all cores are used

Vector = NDArray[np.float32]


class EncoderDamaged(ValueError):
    """A file of the encoder is missing or not the one that the manifest describes.

    Attributes:
        file: the file.
        found: its digest (SHA-256), or what is wrong with it.
        wanted: the digest in the manifest, or what should be there.
    """

    def __init__(self, file: Path, found: str, wanted: str) -> None:
        super().__init__(f"{file}: found {found}, wanted {wanted}")
        self.file = file
        self.found = found
        self.wanted = wanted


@dataclass(frozen=True)
class Manifest:
    """What the encoder needs from ``manifest.json``."""

    dimension: int
    max_tokens: int
    digests: dict[str, str]

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        """Read the manifest of a directory.

        Raises:
            EncoderDamaged: it is missing, not JSON, lacks something or names a file
                outside the directory.
        """
        file = directory / MANIFEST
        try:
            content = json.loads(_read(file, "a manifest"))
            found = cls(
                dimension=int(content["dimension"]),
                max_tokens=int(content["max_tokens"]),
                digests={str(name): str(of["sha256"]) for name, of in content["files"].items()},
            )
        except EncoderDamaged:
            raise
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problem = f"{type(error).__name__}: {error}"
            raise EncoderDamaged(file, problem, "a manifest") from error
        found._require_files(file)
        return found

    def _require_files(self, file: Path) -> None:
        for name in (MODEL, TOKENIZER):
            if name not in self.digests:
                raise EncoderDamaged(file, "no digest", f"the digest of {name}")
        for name in self.digests:
            if Path(name).name != name:
                raise EncoderDamaged(file, f"the file name {name!r}", "a name without a folder")


class SentenceEncoder:
    """Turns sentences into vectors of unit length; near meanings lie near.

    Safe to use from several threads. The last :data:`REMEMBERED` vectors are kept, so
    that one message that several components ask for is computed once.
    """

    def __init__(
        self,
        session: InferenceSession,
        tokenizer: Tokenizer,
        dimension: int,
        remembered: int = REMEMBERED,
        digest: str = "",
    ) -> None:
        """Take ready parts; opens nothing. Use :meth:`load` to read them from files.

        Args:
            session: inputs ``input_ids`` and ``attention_mask``, int64 [batch, seq];
                output ``sentence_vector``, float32 [batch, dimension].
            tokenizer: truncates, does not pad.
            dimension: length of a vector.
            remembered: how many vectors to keep; 0 for none.
            digest: names the model; vectors of another digest are not comparable.
        """
        self._session = session
        self._tokenizer = tokenizer
        self._dimension = dimension
        self._remembered = remembered
        self._digest = digest
        self._vectors: OrderedDict[str, Vector] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def load(cls, directory: Path, threads: int = 1) -> SentenceEncoder:
        """Read model and tokenizer after checking every file against the manifest.

        Args:
            directory: holds ``manifest.json`` and the files it names.
            threads: how many threads one sentence may use.

        Raises:
            EncoderDamaged: a file is missing or has another digest than the manifest.
            ValueError: ``threads`` is less than 1.
        """
        if threads < 1:
            raise ValueError(f"threads={threads}: at least 1")
        manifest = Manifest.read(directory)
        files = {
            name: _read_checked(directory / name, digest)
            for name, digest in manifest.digests.items()
        }
        return cls(
            session=_open_session(files[MODEL], threads),
            tokenizer=_open_tokenizer(files[TOKENIZER], manifest.max_tokens),
            dimension=manifest.dimension,
            digest=manifest.digests[MODEL],
        )

    def words(self) -> set[str]:
        """The whole words of the tokenizer's vocabulary: about 20,000 common words and names."""
        return {word for word in self._tokenizer.get_vocab() if word.isalpha()}

    @property
    def digest(self) -> str:
        """SHA-256 of the model file."""
        return self._digest

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def encode(self, texts: Sequence[str]) -> Vector:
        """The vectors of ``n`` texts: float32 [n, dimension], each of length 1.

        Each text is computed alone: the scale of the int8 activations is that of the whole
        batch, so that in a batch a vector would depend on its neighbours. Text beyond the
        token limit is not read; an empty text has a vector as well. The array is the
        caller's own.

        Raises:
            TypeError: ``texts`` is one string instead of several.
        """
        if isinstance(texts, str):
            raise TypeError("texts: a sequence of strings is wanted, not one string")
        result = np.empty((len(texts), self._dimension), dtype=np.float32)
        if len(texts) < MANY:
            for row, text in enumerate(texts):
                result[row] = self._vector(text)
            return result
        # Each on its own all the same, but on all cores: training has 20,000 texts.
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for row, vector in enumerate(pool.map(self._vector, texts, chunksize=MANY)):
                result[row] = vector
        return result

    def _vector(self, text: str) -> Vector:
        with self._lock:
            known = self._vectors.get(text)
            if known is not None:
                self._vectors.move_to_end(text)
                return known
        vector = self._compute(text)
        with self._lock:
            self._vectors[text] = vector
            while len(self._vectors) > self._remembered:
                self._vectors.popitem(last=False)
        return vector

    def _compute(self, text: str) -> Vector:
        """The vector of one text, [dimension]."""
        # Half a surrogate pair cannot be written as UTF-8, which the tokenizer needs.
        readable = text.encode("utf-8", errors="replace").decode("utf-8")
        ids = np.array([self._tokenizer.encode(readable).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        vector: Vector = self._session.run(["sentence_vector"], inputs)[0][0]
        return vector


def _read(file: Path, wanted: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        found = "no such file" if isinstance(error, FileNotFoundError) else str(error)
        raise EncoderDamaged(file, found, wanted) from error


def _read_checked(file: Path, digest: str) -> bytes:
    data = _read(file, digest)
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise EncoderDamaged(file, found, digest)
    return data


def _open_session(model: bytes, threads: int) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _open_tokenizer(content: bytes, max_tokens: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(content)
    tokenizer.enable_truncation(max_length=max_tokens)
    tokenizer.no_padding()
    return tokenizer
