"""Names, kinds, places and regions: one table of labels as they stand in real files."""

from __future__ import annotations

import numpy as np
import pytest

from neuro_llm.recordings.channels import (
    POSTERIOR,
    hemisphere_of,
    kind_of,
    normalise,
    numbered,
    place_of,
    reference_of,
    region_of,
    standard_positions,
)

NAMES = """
EEG F3-REF=F3|EEG Fp1-LE=Fp1|Fc5.=FC5|O1..=O1|Iz..=Iz|T3=T7|T4=T8|T5=P7|T6=P8|EEG T5-REF=P7|fp1=Fp1
FP2=Fp2|FPZ=Fpz|POL F3=F3|F3-A1=F3|C3-M2=C3|C4-A1=C4|O2-A1=O2|EEG C3-A2=C3|Fp1-F7=Fp1-F7
FP1-F3=Fp1-F3|EEG Fpz-Cz=Fpz-Cz|EEG Pz-Oz=Pz-Oz|F7-T3=F7-T7|T3-T5=T7-P7|T7-FT9=T7-FT9|CZ-PZ=Cz-Pz
EEG A2-A1=A2-A1|M1=M1|EEG M2-REF=M2|cz=Cz|EEG CZ-AVG=Cz|EEG-O1=O1|EEG Fz-Ref=Fz|EEG F1-Ref-0=F1
Fp1_ref=Fp1|F3 - A2=F3|F4:M1=F4|EEG P3-LER=P3-LER|AF7=AF7|af8=AF8|PO3=PO3|Poz.=POz|Cp5.=CP5
Tp10=TP10|EEG 001=EEG 001|C3-A2+A1=C3|EEG T8-G2=T8|ECG ECG=ECG|EOG LOC-A2=EOG LOC|SaO2 X9=SaO2 X9
CHIN1-CHIN2=CHIN1-CHIN2|EEG LAH1-REF=LAH1|LAH1-LAH2=LAH1-LAH2|AFF5h=AFF5h
Resp oro-nasal=Resp oro-nasal
"""
NAME_CASES = [tuple(pair.split("=")) for pair in NAMES.replace("\n", "|").split("|") if pair]

KINDS = {
    "eeg": "EEG F3-REF|Fc5.|T3|EEG A2-A1|C3-M2|Fp1-F7|M1|EEG 001|E17|EEG LAT1-REF|LAH1|LAH1-LAH2"
    "|squarewave|Right AUX|EXG Channel 0|POL T1|Pz|EEG Fpz-Cz|AFz|TP9|EEG X1-REF|POz|A1|CB1"
    "|Cz-Pz|EEG temporal",
    "eog": "LOC|ROC|LOC-A2|ROC-A1|EOG|EOG horizontal|EOG1|HEOG|VEOG|hEOG|EOG 061|E1-M2|E2-M1|E1|E2"
    "|REOG|LEOG|EOG(L)|HEO|VEO|EOG LOC-A2|EOG ROC-A2|Left Eye|EEG LOC-REF|EEG ROC-REF|EOG-L|vEOG"
    "|LO1|IO1",
    "ecg": "ECG|EKG|ECG ECG|EEG EKG1-REF|EKG-REF|ECG I|ECG II|ECG V1|ECGL|EKG1|ECG1-ECG2|ML II|MLII"
    "|Lead II|EEG ECG|ekg2|ECG EKG|ECG Lead I|Heart",
    "emg": "EMG|EMG1|EMG Chin|CHIN|Chin1-Chin2|CHIN1-CHIN2|EMG submental|Leg/L|Leg/R|LEG|LAT|RAT|L Leg"
    "|R Leg|EMG LAT|Tib|LLEG|RLEG|EMG-L|tibialis|Left Leg|PLMl|PLMr|EMG Ant Tib|masseter"
    "|Chin EMG",
    "resp": "Resp|Resp oro-nasal|RESP|Respiration|Airflow|Nasal|nasal pressure|Nasal Pressure|NPress"
    "|PTAF|Thermistor|THOR RES|THO|ABD|ABDO RES|Thorax|Abdomen|Chest|Effort THO|Effort ABD"
    "|RIP Sum|SUM|Snore|SNORE|CPAP|Flow|C-Flow|Oral Therm|thoracic belt|XSum|Belt|Flow Patient"
    "|Cannula",
    "spo2": "SpO2|SPO2|SaO2|SaO2 X9|OSAT|O2Sat|O2 Sat|SAT|SpO2 Finger|OxStatus",
    "ppg": "Pleth|PLETH|PPG|Plethysmogram|Pulse|BVP",
    "temperature": "Temp rectal|Temp|TEMP|Temperature|Temp skin|Rectal temp",
    "stim": "Status|STI 014|STI101|TRIGGER|Trig1|Trigger|Marker|EDF Annotations|BDF Annotations|Photic"
    "|PHOTIC-REF|GateIn|STIM|DIN1|Event|Events|Digital Channel 0 (D11)|Stimulus|TTL1|Button",
    "accelerometer": "acc1|AccX|ACC X|Accel Channel 0|Accelerometer Y|Gyro Z|GYROX|Actigraphy|Movement|acc_z",
    "gsr": "GSR|EDA|Skin conductance|SCL",
    "dc": "DC01|POL DC03|DC-1|DC 5|DC10",
    "misc": "Position|Body position|HR|PR|Heart Rate|Pulse rate|EtCO2|CO2|Light|LIGHT|Mic|Battery"
    "|BATTERY|POL $A1|$A2|POL E|CMS|DRL|GND|Ref|EXG1|Ergo-Left|Sample Index|timestamps|Timestamp"
    "|IBI|Counter|BP|ABP|Not Used|ph|Analog Channel 0|Impedance",
}
KIND_CASES = [(label, kind) for kind, labels in KINDS.items() for label in labels.split("|")]


def test_table_is_long_enough() -> None:
    assert len({label for label, _ in KIND_CASES}) + len(NAME_CASES) >= 250
    assert len({label for label, _ in KIND_CASES}) >= 150


@pytest.mark.parametrize(("label", "name"), NAME_CASES)
def test_plain_name(label: str, name: str) -> None:
    assert normalise(label) == name


@pytest.mark.parametrize(("label", "kind"), KIND_CASES)
def test_kind(label: str, kind: str) -> None:
    assert kind_of(label, "uV" if kind == "eeg" else "") == kind
    assert kind_of(label, "", "eeg") == kind


@pytest.mark.parametrize(
    ("label", "unit", "kind"),
    [
        ("C3", "uV", "eeg"),
        ("channel 7", "%", "misc"),
        ("channel 7", "degC", "temperature"),
        ("channel 7", "uS", "gsr"),
        ("channel 7", "G", "accelerometer"),
        ("channel 7", "l/min", "resp"),
        ("channel 7", "mV", "eeg"),
        ("channel 7", "", "eeg"),
    ],
)
def test_kind_by_unit(label: str, unit: str, kind: str) -> None:
    assert kind_of(label, unit) == kind


def test_type_of_the_file_is_believed() -> None:
    assert kind_of("C3", "V", "seeg") == "ieeg"
    assert kind_of("MEG 0113", "", "grad") == "grad"
    assert kind_of("C3", "", "misc") == "misc"
    assert kind_of("ECG", "", "misc") == "ecg"


def test_references() -> None:
    assert [reference_of(x) for x in ("EEG F3-REF", "C3-M2", "Fp1-F7", "Cz")] == ["REF", "M2", "", ""]


def test_grids_count_and_name_no_place() -> None:
    grid = [f"{letter}{n}" for letter in "ABCDEFGHI" for n in range(1, 9)]
    assert numbered(grid) == set(grid)
    assert numbered(["C3", "C4", "F3", "F4", "O1", "O2", "A1", "A2"]) == set()


def test_places_are_those_of_mne() -> None:
    mne = pytest.importorskip("mne")
    names = mne.channels.get_builtin_montages()
    montage = mne.channels.make_standard_montage(
        "colin27_1005" if "colin27_1005" in names else "standard_1005"
    )
    info = mne.create_info(montage.ch_names, 100.0, "eeg", verbose="ERROR").set_montage(
        montage, verbose="ERROR"
    )
    for channel in info["chs"]:
        place = standard_positions()[channel["ch_name"]]
        np.testing.assert_allclose(place, channel["loc"][:3], atol=1e-4)


def test_places() -> None:
    places = standard_positions()
    assert len(places) > 340
    assert places["Fp1"][0] < 0 < places["Fp2"][0]
    assert places["Fpz"][1] > 0.08 > places["Oz"][1]
    np.testing.assert_allclose(place_of("Fp1-F7"), (places["Fp1"] + places["F7"]) / 2)
    np.testing.assert_allclose(place_of("T3"), places["T7"])
    assert np.all(np.isnan(place_of("LAH1")))
    assert set(POSTERIOR) <= set(places)


@pytest.mark.parametrize(
    ("name", "region", "side"),
    [
        ("Fp1", "frontal", "left"),
        ("F4", "frontal", "right"),
        ("Cz", "central", "midline"),
        ("T7", "temporal", "left"),
        ("T4", "temporal", "right"),
        ("P3", "parietal", "left"),
        ("O2", "occipital", "right"),
        ("POz", "occipital", "midline"),
        ("Fp1-F7", "frontal", "left"),
        ("P4-O2", "occipital", "right"),
    ],
)
def test_regions(name: str, region: str, side: str) -> None:
    assert region_of(name) == region
    assert hemisphere_of(name) == side


def test_regions_by_place() -> None:
    places = standard_positions()
    assert region_of("contact 3", places["Oz"]) == "occipital"
    assert hemisphere_of("contact 3", places["C4"]) == "right"
    assert region_of("contact 3", np.full(3, np.nan)) is None
    assert hemisphere_of("contact 3", np.full(3, np.nan)) is None
