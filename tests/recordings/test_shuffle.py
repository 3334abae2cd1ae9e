"""A signal without its course: the same samples, in another order."""

from __future__ import annotations

import numpy as np

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.shuffle import in_random_order

DATA = np.random.default_rng(0).normal(0, 1e-5, (3, 4000)).astype(np.float32)


def test_the_samples_stay_and_their_order_goes() -> None:
    recording = from_array(DATA, 200.0, ("Fz", "Cz", "Pz"))
    shuffled = in_random_order(recording, most=60.0)
    found = shuffled.read()
    np.testing.assert_array_equal(np.sort(found), np.sort(DATA))
    assert abs(np.corrcoef(found[0], DATA[0])[0, 1]) < 0.05
    order = np.argsort(found[0])[np.argsort(np.argsort(DATA[0]))]
    np.testing.assert_array_equal(found[:, order], DATA)  # one order for all channels


def test_a_long_span_is_read_in_pieces() -> None:
    recording = from_array(DATA, 200.0)
    shuffled = in_random_order(recording, 2.0, 18.0, most=4.0)
    assert shuffled.duration == 4.0
    spans = [DATA[0, first : first + 200] for first in (400, 1400, 2400, 3400)]
    first, last = np.sort(shuffled.read()[0]), np.sort(np.concatenate([spans[0], spans[-1]]))
    assert np.isin(last, first).all()


def test_the_order_is_the_same_every_time() -> None:
    recording = from_array(DATA, 200.0)
    once, again, other = (in_random_order(recording, seed=seed).read() for seed in (0, 0, 1))
    np.testing.assert_array_equal(once, again)
    assert (once != other).any()
