"""The figure of a page: known numbers come out, what an answer rests on is lit, and every text is only text."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import neuro_llm
from neuro_llm.chat.look.figure import Figure
from neuro_llm.chat.look.pages import traces
from neuro_llm.chat.look.state import Mark, ViewState
from neuro_llm.recordings.arrays import from_array
from neuro_llm.recordings.recording import ArraySource, Event, Recording

HOVER = r"<b>%{fullData.name}</b>( \(%{meta\[1\]}\))?<br>%{customdata:.\df} %{meta\[0\]}<br>%{x:.3f} s<extra></extra>"
DTYPES = {"i2": np.int16, "f4": np.float32, "f8": np.float64}


def values(packed: dict[str, Any]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bdata"]), dtype=DTYPES[packed["dtype"]])


def lines(figure: Figure) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["mode"] == "lines"]


def named(parts: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [part for part in parts if part.get("name") == name]


def many(n: int = 100) -> Recording:
    data = np.random.default_rng(0).normal(size=(n, 4000)) * 1e-5
    return from_array(data, 200.0, tuple(f"E{i}" for i in range(n)), unit="V", modality="eeg")


def test_a_sine_of_10_microvolts_is_drawn_and_told_as_such(recording: Recording) -> None:
    figure = traces.figure(recording, ViewState())
    first = lines(figure)[0]
    told, heights = values(first["customdata"]), values(first["y"]).astype(float)
    assert (told.max(), told.min()) == (pytest.approx(10.0, abs=0.01), pytest.approx(-10.0, abs=0.01))
    assert first["meta"] == ["µV", ""]
    assert "%{customdata:.1f} %{meta[0]}" in first["hovertemplate"]
    bar = named(figure["layout"]["shapes"], "scale")[0]
    assert np.ptp(heights) == pytest.approx(bar["y1"] - bar["y0"], rel=0.01)  # 20 µV, as the bar says
    assert named(figure["layout"]["annotations"], "scale")[0]["text"] == "20 µV"
    peak = first["x0"] + first["dx"] * int(told.argmax())
    assert np.sin(2 * np.pi * 5.0 * peak) == pytest.approx(1.0, abs=0.05)
    json.dumps(figure, allow_nan=False)


def test_negative_up_flips_what_is_drawn_and_not_what_is_told(recording: Recording) -> None:
    up, down = (lines(traces.figure(recording, ViewState(negative_up=turned)))[0] for turned in (True, False))
    middle = traces.figure(recording, ViewState())["layout"]["yaxis"]["tickvals"][0]
    assert np.abs((values(up["y"]) - middle) + (values(down["y"]).astype(int) - middle)).max() <= 1
    assert np.array_equal(values(up["customdata"]), values(down["customdata"]))


def test_bad_channels_are_faint_and_said_to_be_bad(recording: Recording) -> None:
    figure = traces.figure(recording, ViewState())
    assert [trace["line"]["color"] for trace in lines(figure)] == ["@ink", "@ink", "@ink", "@bad", "@faint"]
    assert lines(figure)[3]["meta"] == ["µV", "bad"]
    assert "(%{meta[1]})" in lines(figure)[3]["hovertemplate"]
    assert figure["layout"]["yaxis"]["ticktext"][3] == "T7 (bad)"


def test_hostile_names_are_text() -> None:
    names = ("<img src=x onerror=alert(1)>", "%{x} <script>", "a" * 200, "tab\tand\u202eturn")
    hostile = from_array(np.ones((4, 400)), 200.0, names, unit="V", modality="eeg")
    hostile = replace(hostile, events=(Event(0.5, 0.0, "<b onload=alert(2)>"),), units=("<i>",) * 4)
    figure = traces.figure(hostile, ViewState(), [Mark(0.2, 0.1, "<u>", ("<a>",))])
    data = [{**trace, "hovertemplate": ""} for trace in figure["data"]]
    written = json.dumps({**figure, "data": data, "alt": ""})  # alt is an attribute: no HTML is read in it
    for tag in ("<img", "<script", "<b ", "<u>", "<a>", "<i>", "\\u202e", "\\t"):
        assert tag not in written
    for trace in lines(figure):
        assert re.fullmatch(HOVER, trace["hovertemplate"])
        assert len(trace["name"]) <= 60 + 8  # cut; what is escaped is longer
    assert max(map(len, figure["layout"]["yaxis"]["ticktext"])) < 40


def test_a_lit_channel_is_shown_thick_wherever_it_is() -> None:
    figure = traces.figure(many(), ViewState(group="channels 1–64", lit_channels=("E90", "e3", "nowhere")))
    lit = [trace["name"] for trace in lines(figure) if trace["line"] == {"color": "@lit", "width": 2.2}]
    assert lit == ["E90", "E3"]
    assert len(lines(figure)) == 64
    assert lines(figure)[0]["name"] == "E90"
    assert "On top" in figure["note"]


def test_where_all_would_be_lit_none_is() -> None:
    everything = tuple(f"E{number}" for number in range(1, 65))
    figure = traces.figure(many(), ViewState(group="channels 1–64", lit_channels=everything))
    assert not [trace for trace in lines(figure) if trace["line"]["color"] == "@lit"]


def test_a_lit_channel_lights_the_pairs_that_hold_it() -> None:
    names = ("Fp1", "F7", "T7", "P7", "O1", "F3", "C3", "P3", "A1")
    scalp = from_array(np.random.default_rng(0).normal(size=(9, 400)), 200.0, names, unit="V", modality="eeg")
    figure = traces.figure(scalp, ViewState(montage="bipolar", lit_channels=("O1", "A1")))
    lit = [trace["name"] for trace in lines(figure) if trace["line"]["color"] == "@lit"]
    assert lit == ["A1", "P7-O1", "P3-O1"]  # A1 is in no pair, and shown as recorded


def test_lit_seconds_are_a_rectangle_where_they_are(recording: Recording) -> None:
    state = ViewState(start=10.0, lit_start=12.5, lit_stop=40.0)
    (lit,) = named(traces.figure(recording, state)["layout"]["shapes"], "lit")
    assert (lit["x0"], lit["x1"], lit["y0"], lit["y1"]) == (12.5, 20.0, 0, 1)
    elsewhere = traces.figure(recording, ViewState(lit_start=12.5, lit_stop=13.0))["layout"]["shapes"]
    assert named(elsewhere, "lit") == []


def test_events_and_marks_are_told_apart(recording: Recording) -> None:
    marks = [Mark(4.0, 1.0, "alpha", ("O1",)), Mark(6.0, 0.0, "spike", kept=False), Mark(25.0, 1.0, "later")]
    figure = traces.figure(recording, ViewState(), marks)
    shapes = figure["layout"]["shapes"]
    events, made = named(shapes, "event"), named(shapes, "mark")
    assert [(shape["type"], shape["x0"]) for shape in events] == [("rect", 2.0), ("line", 2.0), ("line", 8.0)]
    drawn = [(shape["type"], shape["x0"], shape["line"].get("dash")) for shape in made]
    assert drawn == [("rect", 4.0, None), ("line", 4.0, "dash"), ("line", 5.0, "dash"), ("line", 6.0, "dash")]
    assert made[1]["opacity"] > 2 * made[3]["opacity"]  # not kept yet: lighter
    told = named(figure["data"], "events")[0]["text"]
    assert told[2] == "alpha (O1)<br>4.000 to 5.000 s"
    assert told[3] == "spike, not kept yet<br>6.000 s"
    assert [label["text"] for label in named(figure["layout"]["annotations"], "mark")] == ["alpha", "spike"]


def test_many_events_are_bounded_and_the_rest_is_counted(recording: Recording) -> None:
    events = tuple(Event(i / 100, 0.0, "beat") for i in range(900))
    figure = traces.figure(replace(recording, events=events), ViewState())
    assert len(named(figure["layout"]["shapes"], "event")) == 100
    assert "The first 100 of 900 events on this page are drawn." in figure["note"]
    assert len(named(figure["layout"]["annotations"], "event")) < 30


def test_gaps_are_not_drawn(recording: Recording) -> None:
    data = recording.read()
    data[0, 400:600] = np.nan
    first = lines(traces.figure(replace(recording, source=ArraySource(data)), ViewState()))[0]
    assert np.isnan(values(first["y"])).sum() == pytest.approx(133, abs=3)  # of 1334 points over 10 s
    assert np.array_equal(np.isnan(values(first["y"])), np.isnan(values(first["customdata"])))


def test_spikes_are_ticks() -> None:
    counts = np.zeros((2, 10_000))
    counts[0, [2500, 7500]] = 1
    figure = traces.figure(from_array(counts, 1000.0, unit="count", modality="spikes"), ViewState())
    seconds, heights = (values(lines(figure)[0][axis]).reshape(2, 3) for axis in "xy")
    assert seconds[:, 0].tolist() == [2.5, 7.5]
    assert np.isnan(heights[:, 2]).all()
    assert len(values(lines(figure)[1]["x"])) == 0


def test_a_span_of_seconds_can_be_selected(recording: Recording) -> None:
    layout = traces.figure(recording, ViewState(start=7.0))["layout"]
    assert (layout["dragmode"], layout["selectdirection"]) == ("select", "h")
    assert layout["xaxis"]["range"] == [7.0, 17.0]


def test_the_toolbar_offers_what_the_recording_has(recording: Recording) -> None:
    offered = traces.controls(recording)
    assert json.loads(json.dumps(offered)) == offered
    assert offered["bands"][:2] == ["off", "0.5–70 Hz"]
    assert (offered["page"], offered["last"], offered["negative_up"]) == (10.0, 20.0, True)
    voxels = traces.controls(from_array(np.ones((100, 50)), 0.5, unit="%", modality="fmri"))
    assert (voxels["bands"], voxels["notches"], voxels["negative_up"]) == ([], [], False)
    fast = traces.controls(from_array(np.ones((64, 100_000)), 30_000.0, unit="V", modality="ieeg"))
    assert fast["page"] == fast["longest"] == pytest.approx(2.08, abs=0.01)


@pytest.mark.parametrize(
    "name",
    [
        "motor/S001R03.edf",
        "formats/audvis_sss_raw.fif",
        "fmri/haxby/run01_bold.nii.gz",
        "spikes/A8604-211122.nwb",
    ],
)
def test_real_recordings_have_a_page(data_folder: Any, name: str) -> None:
    with neuro_llm.read(data_folder / name) as recording:
        offered = traces.controls(recording)
        for montage in offered["montages"]:
            for group in offered["groups"][:4]:
                figure = traces.figure(recording, ViewState(group=group, montage=montage))
                assert 1 <= len(lines(figure)) <= 64
                json.dumps(figure, allow_nan=False)
