"""How each topic of a description is worded: in full, for a lay reader, and where there is nothing of it.

{name of a quantity} is its value as shown, {it} the recording; {band}, {side}, {top}, {labels}, {n} and {count} (where
names or seconds are too many to list) are what the code derives from the topic's first record. A wording counts only
where all that it names was measured; those with {span} count where a part is described, and no others then.
"""

from __future__ import annotations

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]

THERE: Words = {
    "length": (
        "{it} lasts {duration}",
        "{it} has a duration of {duration}",
        "The duration is {duration}",
        "{duration} of data were recorded",
        "{it} lasts {duration} in all, of which {span} is described",
        "{span} of a recording that lasts {duration} is described",
    ),
    "channels": (
        "It has {n}",
        "It holds {n}",
        "It was recorded from {n}",
    ),
    "rate": (
        "The sampling rate is {sampling rate}",
        "It is sampled at {sampling rate}",
        "Samples were taken at a rate of {sampling rate}",
    ),
    "amplitude": (
        "The amplitude is {amplitude} RMS",
        "The peak-to-peak amplitude is {peak-to-peak amplitude}",
        "The signal has an amplitude of {amplitude}",
        "The signal swings by {peak-to-peak amplitude} peak to peak",
    ),
    "eyes": ("The eyes are {eyes}", "The person has the eyes {eyes}", "Recorded with eyes {eyes}"),
    "seizure": (
        "There is a seizure",
        "Seizure activity is present",
        "There is a seizure at {seizure times}",
        "Seizure activity is seen at {seizure times}",
        "A seizure runs at {seizure times}",
    ),
    "dominant rhythm": (
        "The dominant band is {band}",
        "The dominant frequency is {dominant frequency}, in the {band} band",
        "The largest spectral peak lies at {dominant frequency} ({band} band)",
        "The spectrum is dominated by {band} activity",
        "The dominant rhythm is at {dominant frequency} and stands {peak prominence} above the background",
    ),
    "posterior alpha": (
        "There is a posterior alpha rhythm at {posterior alpha frequency}",
        "A posterior alpha rhythm of {posterior alpha frequency} stands {posterior alpha prominence} above the "
        "background",
        "The posterior alpha rhythm has a frequency of {posterior alpha frequency}",
        "Posterior alpha is present, with a prominence of {posterior alpha prominence}",
    ),
    "alpha asymmetry": (
        "The posterior alpha power is asymmetric, larger on the {side} (asymmetry {alpha asymmetry})",
        "The alpha asymmetry is {alpha asymmetry}, with more alpha on the {side}",
    ),
    "line noise": (
        "There is line noise at {line frequency}",
        "Mains noise of {line frequency} is present",
        "Line noise at {line frequency} contaminates the signal",
        "The mains hum of {line frequency} stands {line noise} above its neighbours",
    ),
    "bad channels": (
        "Bad channels: {bad channels}",
        "The bad channels are {bad channels}",
        "The following channels are bad: {bad channels}",
        "The channels {bad channels} are bad",
        "{count} channels are bad",
    ),
    "muscle": (
        "Muscle artefacts take {muscle fraction} of the time",
        "{muscle fraction} of the seconds hold muscle activity",
        "There is muscle activity in {muscle fraction} of the recording",
    ),
    "movement": (
        "Movement artefacts take {movement fraction} of the time",
        "{movement fraction} of the seconds are disturbed by movement",
    ),
    "signal loss": (
        "The signal is lost at {flat times}",
        "The signal is flat at {flat times}",
        "In {count} stretches the signal is lost",
    ),
    "blinks": (
        "There are {blink count} blinks",
        "{blink count} eye blinks are seen, {blink rate}",
        "The blink rate is {blink rate}",
        "Eye blinks are present",
    ),
    "spindles": (
        "Sleep spindles are present",
        "{spindle count} candidate sleep spindles were found",
        "{spindle count} candidate spindles were found, {spindle density}",
    ),
    "slow waves": (
        "{slow wave count} slow waves were found",
        "There are {slow wave count} slow waves, {slow wave density}",
    ),
    "K-complexes": ("{K-complex count} candidate K-complexes were found", "There are {K-complex count} K-complexes"),
    "epileptiform spikes": (
        "{epileptiform spike count} candidate epileptiform spikes were found",
        "There are {epileptiform spike count} candidate epileptiform spikes, {epileptiform spike rate}",
    ),
    "rhythmic discharges": (
        "Candidate rhythmic discharges at {rhythmic discharge times}",
        "Rhythmic discharges fill {rhythmic discharge fraction} of the time",
        "There are candidate rhythmic discharges at {rhythmic discharge times}",
    ),
    "suppression": (
        "The signal is suppressed for {suppression fraction} of the time",
        "Suppression takes {suppression fraction} of the recording",
        "Burst suppression: {suppression fraction} suppressed, {burst count} bursts",
    ),
    "sleep stage": (
        "The stage of sleep is mostly {sleep stage}",
        "Most of it is scored as {sleep stage}",
        "The sleep stage is {sleep stage}, the total sleep time {total sleep time}",
    ),
    "heart rate": ("The heart rate is {heart rate}", "The heart beats at {heart rate}"),
    "pulse": ("The pulse rate is {pulse rate}", "A pulse of {pulse rate} is seen"),
    "breathing": ("The breathing rate is {breathing rate}",),
    "firing rate": (
        "The mean firing rate is {firing rate}",
        "The units fire at {firing rate} on average",
        "The total firing rate is {total firing rate}",
    ),
    "most active unit": (
        "The most active unit is {top}",
        "{top} is the most active unit",
        "The unit that fires most is {top}",
    ),
    "regularity": (
        "The interspike interval variation is {interspike interval variation}",
        "The median interspike interval is {interspike interval}",
    ),
    "refractory violations": (
        "Refractory violations make up {refractory violations} of the intervals",
        "{refractory violations} of the intervals are refractory violations",
    ),
    "transients": (
        "There are {transient count} calcium transients",
        "The mean transient rate is {transient rate}",
        "{transient count} transients were found, {transient rate} per cell",
    ),
    "most active cell": (
        "The most active cell is {top}",
        "{top} is the most active cell",
        "The cell with the most transients is {top}",
    ),
    "cell correlation": (
        "The mean cell correlation is {cell correlation}",
        "The cells correlate at {cell correlation} on average",
    ),
    "signal to noise": (
        "The temporal signal to noise is {temporal signal to noise}",
        "The temporal signal-to-noise ratio is {temporal signal to noise}",
    ),
    "outlier volumes": ("There are {outlier volumes} outlier volumes", "{outlier volumes} volumes are outliers"),
    "drift": ("The signal drifts by {signal drift}", "The signal drift is {signal drift}"),
    "events": (
        "There are {event count} events",
        "It holds {event count} events: {labels}",
        "{event count} events are marked: {labels}",
        "{event count} events are marked",
    ),
    "evoked response": (
        "The events evoke a response",
        "The evoked response peaks at {evoked peak latency} with {evoked peak amplitude}",
        "An evoked response is shown (t-value {evoked t-value})",
    ),
    "event response": (
        "The events drive a response, with a t-value of {event response t-value}",
        "An event response of {event response} is shown",
    ),
    "firing rate change": (
        "The firing rate changes by {firing rate change} after the events",
        "The firing rate change has a t-value of {firing rate change t-value}",
    ),
}  # fmt: skip
"""Topics that are there, in full sentences without their full stop."""

LAY: Words = {
    "length": (
        "The recording is {duration} long",
        "The recording lasts {duration}",
        "This is about {span} of a recording that lasts {duration}",
    ),
    "channels": ("It has {n}", "It was made with {n}"),
    "eyes": ("The person had their eyes {eyes}", "The eyes are {eyes}"),
    "seizure": ("There is a seizure in this recording", "A seizure is seen at {seizure times}"),
    "dominant rhythm": (
        "The strongest brain rhythm goes at {dominant frequency}",
        "The strongest brain rhythm is the {band} rhythm",
    ),
    "posterior alpha": (
        "At the back of the head there is an alpha rhythm of {posterior alpha frequency}",
        "The back of the head shows the alpha rhythm, at {posterior alpha frequency}",
    ),
    "line noise": (
        "There is mains hum of {line frequency} from the power supply",
        "The power supply adds mains hum at {line frequency}",
    ),
    "bad channels": (
        "These sensors are bad channels: {bad channels}",
        "Bad channels to leave out: {bad channels}",
        "{count} channels are bad and should be left out",
    ),
    "muscle": ("Muscle activity disturbs {muscle fraction} of the recording",),
    "movement": ("Movement disturbs {movement fraction} of the recording",),
    "blinks": ("The person blinks: {blink count} blinks", "There are {blink count} blinks of the eyes"),
    "spindles": ("{spindle count} sleep spindles may be seen", "Sleep spindles are present"),
    "slow waves": ("There are {slow wave count} large slow waves",),
    "suppression": ("The brain is nearly silent (suppression) for {suppression fraction} of the time",),
    "sleep stage": ("The sleep stage is mostly {sleep stage}",),
    "heart rate": ("The heart rate is {heart rate}",),
    "firing rate": ("On average a neuron has a firing rate of {firing rate}",),
    "most active unit": ("The busiest of the neurons is {top}", "The most active unit is {top}"),
    "transients": ("The cells light up with {transient count} transients in all",),
    "most active cell": ("The busiest of the cells is {top}", "The most active cell is {top}"),
    "signal to noise": ("The temporal signal to noise is {temporal signal to noise}",),
    "events": ("The file marks {event count} events", "There are {event count} events"),
}  # fmt: skip
"""Plain words, where there are any; else those of `THERE`."""

NOT_THERE: Words = {
    "seizure": ("There is no seizure activity", "No seizure is seen", "Seizure activity is absent"),
    "dominant rhythm": ("No rhythm dominates", "There is no clear dominant rhythm"),
    "posterior alpha": ("There is no clear posterior alpha rhythm", "No posterior alpha rhythm stands out"),
    "line noise": ("There is no line noise", "No mains hum is seen"),
    "bad channels": ("There are no bad channels", "No bad channels were found", "Bad channels: none"),
    "muscle": ("There is no muscle artefact", "No muscle activity was found"),
    "movement": ("There are no movement artefacts", "No movement was found"),
    "signal loss": ("The signal is never lost",),
    "blinks": ("There are no blinks", "No eye blinks were found"),
    "spindles": ("There are no sleep spindles", "No spindles were found"),
    "slow waves": ("There are no slow waves", "No slow waves were found"),
    "epileptiform spikes": ("No epileptiform spikes were found", "There are no epileptiform spikes"),
    "rhythmic discharges": ("No rhythmic discharges were found", "There are no rhythmic discharges"),
    "suppression": ("There is no suppression", "The signal is never suppressed"),
    "outlier volumes": ("There are no outlier volumes", "No volume is an outlier"),
    "events": ("No events are marked", "There are no events"),
    "evoked response": ("No evoked response is shown",),
    "event response": ("No event response is shown",),
    "refractory violations": ("There are no refractory violations",),
}
"""Topics of which there is nothing."""
