"""The scope model on vectors made for the purpose: three heaps, one of them all around."""

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.components.scope_model import ScopeModel, weighed

NAMES = ["knowledge", "beyond", "outside"]
CENTRES = np.eye(16, dtype=np.float32)


def around(centre: int, count: int, seed: int) -> NDArray[np.float32]:
    """Unit vectors [count, 16] near an axis."""
    random = np.random.default_rng(seed)
    found = CENTRES[centre] + 0.15 * random.standard_normal((count, 16)).astype(np.float32)
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


# «outside» is four heaps: no straight line parts it from the others.
HEAPS = {0: "knowledge", 1: "beyond", 2: "outside", 3: "outside", 4: "outside", 5: "outside"}
VECTORS = np.concatenate([around(heap, 12, heap) for heap in HEAPS])
SCOPES = [scope for scope in HEAPS.values() for _ in range(12)]


@pytest.fixture(scope="module")
def model() -> ScopeModel:
    return ScopeModel.fit(VECTORS, SCOPES)


@pytest.mark.parametrize("heap", HEAPS)
def test_what_is_near_a_heap_is_of_its_scope(model: ScopeModel, heap: int) -> None:
    for vector in around(heap, 20, 100 + heap):
        found = model.probabilities(vector)
        assert sum(found.values()) == pytest.approx(1.0)
        assert max(found, key=lambda scope: found[scope]) == HEAPS[heap]


def test_what_is_near_nothing_is_less_sure(model: ScopeModel) -> None:
    near = model.probabilities(CENTRES[0])
    far = model.probabilities(CENTRES[15])
    assert max(far.values()) < max(near.values())


def test_stored_and_read_it_says_the_same(model: ScopeModel) -> None:
    read = ScopeModel.from_arrays(model.to_arrays())
    vector = around(1, 1, 7)[0]
    assert read.probabilities(vector) == pytest.approx(model.probabilities(vector), abs=1e-3)


def test_a_missing_array_is_named(model: ScopeModel) -> None:
    arrays = model.to_arrays()
    del arrays["scope_duals"]
    with pytest.raises(KeyError, match="scope_duals"):
        ScopeModel.from_arrays(arrays)


def test_two_scopes_are_refused() -> None:
    with pytest.raises(ValueError, match="2 scopes"):
        ScopeModel.fit(VECTORS[:24], SCOPES[:24])


RANKING = [("ask_price", 0.6), ("beyond_knowledge", 0.3), ("out_of_scope", 0.1)]
SCOPE_OF = dict(zip((intent for intent, _ in RANKING), NAMES, strict=True))


def test_without_trust_the_ranking_stays() -> None:
    likely = {"knowledge": 0.1, "beyond": 0.8, "outside": 0.1}
    assert dict(weighed(RANKING, SCOPE_OF, likely, trust=0.0)) == pytest.approx(dict(RANKING))


def test_with_full_trust_each_scope_has_its_probability() -> None:
    likely = {"knowledge": 0.15, "beyond": 0.8, "outside": 0.05}
    found = weighed(RANKING, SCOPE_OF, likely, trust=1.0)
    assert [intent for intent, _ in found] == ["beyond_knowledge", "ask_price", "out_of_scope"]
    assert dict(found) == pytest.approx(
        {"ask_price": 0.15, "beyond_knowledge": 0.8, "out_of_scope": 0.05}
    )
