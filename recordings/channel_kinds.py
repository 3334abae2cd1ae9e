"""What a channel records, by the words of its label and by its unit."""

from __future__ import annotations

import re

CONTAINS = {
    "stim": "annotation trigger stimul gatein photic",
    "eog": "eog",
    "ecg": "ecg ekg electrocardio",
    "emg": "emg chin submental tibialis masseter",
    "spo2": "spo2 sao2 o2sat oxstatus osat oxim satur oxstat",
    "ppg": "pleth ppg",
    "resp": "resp airflow thorac thorax abdom cannula canula nasal snor cpap oraltherm nasaltherm "
    "thermist thermoc effort breath inspir",
    "gsr": "gsr skincond galvanic electroderm",
    "temperature": "temperature temprect tempskin tempbody rectal",
    "accelerometer": "accelero acceler gyro",
    "misc": "bloodpress heartrate pulserate co2 timestamp sampleindex impedance battery quality notused "
    "unused",
}
"""kind → parts that settle it wherever they stand in the label (letters and digits only)."""

WORDS = {
    "stim": "status sti stim trig trigs marker markers mark event events din dig digital ttl pho sync uppt "
    "button response eyedetection stimulus label trg",
    "eog": "loc roc e1 e2 eye eyes leye reye heo veo heol heor veou veol veod veor lue lle rue rle lio "
    "rio lso rso io1 io2 so1 so2 epl epr lefteye righteye uo lo1 lo2 heog1",
    "ecg": "cardio cardiogram ml mlii leadi leadii leadiii leadv heart ek ekl ekr avr avl avf ec",
    "emg": "leg legs legl legr lleg rleg arm arms arml armr larm rarm tib ltib rtib lat rat delt "
    "deltoid mass quad gastro flexor extensor plm plml plmr mentalis jaw neck",
    "spo2": "sat o2",
    "ppg": "pulse pulsewave bvp",
    "resp": "flow cflow xflow ptaf tho thor abd abdo chest rip sum xsum xsump npress pressure npt belt "
    "pneumo mask tidal leak nas therm ther nasalp airfl stomach",
    "gsr": "eda scl scr",
    "temperature": "temp tempr",
    "accelerometer": "acc accel accx accy accz acti actigraphy movement motion mov imu gyr gyrx gyry gyrz "
    "activity",
    "dc": "dc",
    "misc": "pos position body bodypos pr hr bp ebp abp ibp nibp art cvp icp cap capno light lux mic "
    "microphone audio sound batt bat counter sample time timestamps cms drl gnd ground ref ergo "
    "analog aux interpolated rawcq cq ibi bursts suppr elevation ph empty nc nd package crc "
    "none scale calib cal integer force wheel speed velocity rpm ambient humidity index rate "
    "phase",
}
"""kind → words that settle it where the label is only that word, or begins with it as a word of its own."""

WORDS_ALONE = "lat rat ec ml e1 e2 sum time art cal label ref o2 nd sat"
_ONLY_ALONE = set(WORDS_ALONE.split())
"""Words that prove nothing unless they are the whole label (LAT1 is a depth electrode, LAT a leg)."""

_CONTAINS = {kind: tuple(words.split()) for kind, words in CONTAINS.items()}
_WORDS = {word: kind for kind, words in WORDS.items() for word in words.split()}

UNITS = {
    "temperature": "c °c ºc degc deg celsius f °f degf degrees",
    "accelerometer": "g mg m/s2 m/s^2 m/s² rad/s deg/s °/s",
    "resp": "l/min l/s ml/s ml/min cmh2o mmh2o",
    "gsr": "us µs microsiemens siemens",
    "stim": "boolean bool bit bits ttl trigger",
    "misc": "% mmhg hpa kpa pa lux lx hz ohm kohm bpm /min 1/min b/min ms s rpm db m/s",
}
"""kind → units that no brain signal has; a voltage or an unknown unit proves nothing."""

_KIND_OF_UNIT = {unit: kind for kind, units in UNITS.items() for unit in units.split()}


def kind_of_unit(unit: str) -> str:
    """Kind that a physical unit proves; "" for voltages, blanks and unknown spellings."""
    text = re.sub(r"\s+", "", unit).replace("μ", "µ").lower()
    return _KIND_OF_UNIT.get(text, "")


def kind_of_words(label: str) -> str:
    """Kind that the words of a label prove, "" where they prove none."""
    text = " ".join(label.split())
    if text.startswith("$") or text in ("", "-", "E", "POL E"):
        return "misc"
    compact = re.sub(r"[\W_]+", "", text).lower()
    if re.fullmatch(r"exg\d+", compact):  # BioSemi: free electrodes, mostly on eyes and ears
        return "misc"
    for kind, parts in _CONTAINS.items():
        if any(part in compact for part in parts):
            return kind
    tokens = [token.lower() for token in re.split(r"[\W_]+", text) if token]
    whole = compact if compact in _WORDS else re.sub(r"\d+$", "", compact)
    if whole in _WORDS and (whole == compact or whole not in _ONLY_ALONE):
        return _WORDS[whole]
    first = tokens[0] if tokens and tokens[0] in _WORDS else re.sub(r"\d+$", "", tokens[0]) if tokens else ""
    if len(tokens) > 1 and first in _WORDS and (first not in _ONLY_ALONE or first in ("e1", "e2")):
        return _WORDS[first]
    if re.match(r"^lead ?(i{1,3}|v\d|av[rlf])$", text, re.IGNORECASE):
        return "ecg"
    return "emg" if re.match(r"^(left|right) (leg|arm)", text, re.IGNORECASE) else ""
