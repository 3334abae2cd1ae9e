"""Told to stop, long work ends at its next look: in the thread that was told, and nowhere else."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.evidence import measure
from neuro_llm.recordings.stopping import Stopped, look, stoppable


def test_only_what_was_told_stops() -> None:
    told = threading.Event()
    look()
    with stoppable(told):
        look()
        told.set()
        with pytest.raises(Stopped):
            look()
    look()


def test_other_threads_go_on() -> None:
    told, ended = threading.Event(), []
    told.set()

    def work() -> None:
        look()
        ended.append(True)

    with stoppable(told):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert ended == [True]


def test_nothing_that_mends_faults_holds_it_up() -> None:
    assert not issubclass(Stopped, Exception)


def test_reading_and_measuring_stop() -> None:
    recording = from_array(np.random.default_rng(0).normal(size=(2, 2000)), 100.0, ("O1", "O2"))
    told = threading.Event()
    told.set()
    with stoppable(told), pytest.raises(Stopped):
        recording.read(0.0, 1.0)
    with stoppable(told), pytest.raises(Stopped):
        measure(recording, "alpha power")
    assert recording.read(0.0, 1.0).shape == (2, 100)
