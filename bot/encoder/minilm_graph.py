"""The transformer all-MiniLM-L6-v2 as an ONNX graph, written by hand.

Used by ``export_minilm.py`` only, in that script's environment.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]

OPSET = 17
IR_VERSION = 8  # the one that goes with opset 17
LAYERS, WIDTH, HEADS = 6, 384, 12
HEAD_WIDTH = WIDTH // HEADS
MAX_TOKENS = 128
NORM_EPSILON = 1e-12
HIDDEN = -1e9  # added to the attention score of padding


@dataclass
class GraphBuilder:
    """Collects nodes and constants; each method returns the name of its output."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, NDArray[Any]] = field(default_factory=dict)

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants[name] = value
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, list(inputs), [output], output, **attributes))
        return output

    def split(self, source: str, outputs: Sequence[str], axis: int) -> Sequence[str]:
        self.nodes.append(
            helper.make_node("Split", [source], list(outputs), outputs[0] + "/split", axis=axis)
        )
        return outputs

    def linear(
        self, source: str, weight: NDArray[np.float32], bias: NDArray[np.float32], output: str
    ) -> str:
        """``source @ weight + bias`` with weight [in, out]."""
        weight_name = self.constant(output + "/weight", np.ascontiguousarray(weight))
        product = self.add("MatMul", [source, weight_name], output + "/product")
        return self.add("Add", [product, self.constant(output + "/bias", bias)], output)

    def normalise(self, source: str, weights: Weights, prefix: str, output: str) -> str:
        scale = self.constant(output + "/scale", weights[prefix + ".weight"])
        shift = self.constant(output + "/shift", weights[prefix + ".bias"])
        return self.add(
            "LayerNormalization",
            [source, scale, shift],
            output,
            axis=-1,
            epsilon=NORM_EPSILON,
        )

    def gelu(self, source: str, output: str) -> str:
        """``x / 2 * (1 + erf(x / sqrt 2))``."""
        scaled = self.add("Div", [source, "sqrt_two"], output + "/scaled")
        erf = self.add("Erf", [scaled], output + "/erf")
        raised = self.add("Add", [erf, "one"], output + "/raised")
        product = self.add("Mul", [source, raised], output + "/product")
        return self.add("Mul", [product, "half"], output)


def build_graph(weights: Weights) -> onnx.ModelProto:
    """The encoder: ids and mask [batch, seq] in, unit vectors [batch, 384] out."""
    graph = GraphBuilder()
    for name, value in (("one", 1.0), ("half", 0.5), ("sqrt_two", math.sqrt(2.0))):
        graph.constant(name, np.array(value, dtype=np.float32))
    mask = graph.add("Cast", ["attention_mask"], "mask", to=TensorProto.FLOAT)
    hidden_bias = _hidden_bias(graph, mask)
    states = _embed(graph, weights)
    for layer in range(LAYERS):
        states = _layer(graph, weights, layer, states, hidden_bias)
    _pool(graph, states, mask)
    return _model(graph)


def _hidden_bias(graph: GraphBuilder, mask: str) -> str:
    """[batch, 1, 1, seq]: 0 for a token, very negative for padding."""
    axes = graph.constant("mask/axes", np.array([1, 2], dtype=np.int64))
    wide = graph.add("Unsqueeze", [mask, axes], "mask/wide")
    padding = graph.add("Sub", ["one", wide], "mask/padding")
    hidden = graph.constant("mask/hidden", np.array(HIDDEN, dtype=np.float32))
    return graph.add("Mul", [padding, hidden], "mask/bias")


def _embed(graph: GraphBuilder, weights: Weights) -> str:
    """Word, position and (always the first) segment embedding, normalised."""
    table = graph.constant("words/table", weights["embeddings.word_embeddings.weight"])
    words = graph.add("Gather", [table, "input_ids"], "words", axis=0)
    fixed = (
        weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )
    graph.constant("positions/table", fixed)
    shape = graph.add("Shape", ["input_ids"], "positions/count", start=1, end=2)
    start = graph.constant("positions/start", np.array([0], dtype=np.int64))
    axes = graph.constant("positions/axes", np.array([0], dtype=np.int64))
    positions = graph.add("Slice", ["positions/table", start, shape, axes], "positions")
    both = graph.add("Add", [words, positions], "embedded/sum")
    return graph.normalise(both, weights, "embeddings.LayerNorm", "embedded")


def _layer(graph: GraphBuilder, weights: Weights, layer: int, states: str, hidden_bias: str) -> str:
    source, name = f"encoder.layer.{layer}.", f"layer{layer}"
    attended = _attention(graph, weights, source, name, states, hidden_bias)
    sum1 = graph.add("Add", [attended, states], f"{name}/attended_sum")
    middle = graph.normalise(sum1, weights, source + "attention.output.LayerNorm", f"{name}/middle")
    wide = _dense(graph, weights, source + "intermediate.dense", middle, f"{name}/wide")
    active = graph.gelu(wide, f"{name}/gelu")
    narrow = _dense(graph, weights, source + "output.dense", active, f"{name}/narrow")
    sum2 = graph.add("Add", [narrow, middle], f"{name}/narrow_sum")
    return graph.normalise(sum2, weights, source + "output.LayerNorm", name)


def _dense(graph: GraphBuilder, weights: Weights, source: str, states: str, name: str) -> str:
    return graph.linear(states, weights[source + ".weight"].T, weights[source + ".bias"], name)


def _attention(
    graph: GraphBuilder, weights: Weights, source: str, name: str, states: str, hidden_bias: str
) -> str:
    """Self-attention; query, key and value come from one product.

    The division of the scores by sqrt(32) is part of the query's weights.
    """
    parts = [source + f"attention.self.{part}" for part in ("query", "key", "value")]
    factors = [np.float32(1 / math.sqrt(HEAD_WIDTH)), np.float32(1), np.float32(1)]
    pairs = list(zip(parts, factors, strict=True))
    weight = np.concatenate([weights[p + ".weight"].T * f for p, f in pairs], axis=1)
    bias = np.concatenate([weights[p + ".bias"] * f for p, f in pairs])
    joined = graph.linear(states, weight, bias, f"{name}/joined")
    outputs = [f"{name}/{part}" for part in ("query", "key", "value")]
    query, key, value = (
        _heads(graph, part, keys=part.endswith("key"))
        for part in graph.split(joined, outputs, axis=2)
    )
    scores = graph.add("MatMul", [query, key], f"{name}/scores")
    masked = graph.add("Add", [scores, hidden_bias], f"{name}/masked")
    shares = graph.add("Softmax", [masked], f"{name}/shares", axis=-1)
    mixed = graph.add("MatMul", [shares, value], f"{name}/mixed")
    turned = graph.add("Transpose", [mixed], f"{name}/turned", perm=[0, 2, 1, 3])
    shape = graph.constant("shape/states", np.array([0, 0, WIDTH], dtype=np.int64))
    flat = graph.add("Reshape", [turned, shape], f"{name}/flat")
    return _dense(graph, weights, source + "attention.output.dense", flat, f"{name}/attended")


def _heads(graph: GraphBuilder, source: str, keys: bool) -> str:
    """[batch, seq, 384] to [batch, 12, seq, 32]; for keys [batch, 12, 32, seq]."""
    shape = graph.constant("shape/heads", np.array([0, 0, HEADS, HEAD_WIDTH], dtype=np.int64))
    split = graph.add("Reshape", [source, shape], source + "/split_heads")
    order = [0, 2, 3, 1] if keys else [0, 2, 1, 3]
    return graph.add("Transpose", [split], source + "/heads", perm=order)


def _pool(graph: GraphBuilder, states: str, mask: str) -> None:
    """Mean over the tokens that are not padding, then length 1."""
    last = graph.constant("pool/last", np.array([2], dtype=np.int64))
    tokens = graph.constant("pool/tokens", np.array([1], dtype=np.int64))
    least = graph.constant("pool/least", np.array(1e-9, dtype=np.float32))
    column = graph.add("Unsqueeze", [mask, last], "pool/column")
    kept = graph.add("Mul", [states, column], "pool/kept")
    total = graph.add("ReduceSum", [kept, tokens], "pool/total", keepdims=0)
    count = graph.add("ReduceSum", [column, tokens], "pool/count", keepdims=0)
    mean = graph.add("Div", [total, graph.add("Max", [count, least], "pool/some")], "pool/mean")
    length = graph.add("ReduceL2", [mean], "pool/length", axes=[-1], keepdims=1)
    graph.add("Div", [mean, graph.add("Max", [length, least], "pool/long")], "sentence_vector")


def _model(graph: GraphBuilder) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "seq"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("sentence_vector", TensorProto.FLOAT, ["batch", WIDTH])
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            inputs,
            [output],
            [numpy_helper.from_array(v, name) for name, v in graph.constants.items()],
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="export_minilm",
    )
    onnx.checker.check_model(model, full_check=True)
    return model
