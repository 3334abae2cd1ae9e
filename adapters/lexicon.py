"""Words of the trade: which concept each word, abbreviation, jargon term or stem stands for.

Concepts are features of the intent classifier beside the words themselves, so that a term that no training
question uses still points the right way. A trailing * matches any ending; terms may have several words.
"""

from __future__ import annotations

import re
from functools import cache

CONCEPTS: dict[str, str] = {
    "eyes": "eye, eyes, eyelid*, lid, lids, gaze, ocular, palpebral, eyed, eyse",
    "open": "open, opened, opening, eo, up, uncovered, looking, staring, fixating, fixation",
    "closed": "closed, close, shut, closure, ec, down, covered",
    "seizure": (
        "seizure*, ictal, sz, szs, convuls*, epileptic, epileptiform, fit, fits, paroxysm*, "
        "spike-and-wave, spike and wave, spike wave, spike-wave, swd, swds, electrographic, seizing, "
        "seizes, ictus, ictally, siezure*, seisure*, tonic-clonic, status epilepticus, absence attack*, "
        "discharges, epileptogenic activity, attack"
    ),
    "begin": (
        "onset*, begin*, began, begun, start, starts, started, commence*, kick off, kicks off, kick in, "
        "kicks in, earliest, outset, emerge*, set in, sets in, initiat*"
    ),
    "spindle": "sleep transient*, spindle*, spindel*, sigma burst*, n2 burst*, spindling, sleep burst*",
    "blink": (
        "eyelid activity, eyelid movement*, ebr, sebr, lid closure*, eog, blink*, eyeblink*, eye-blink*, "
        "eog artifact*, eog artefact*, blinkin*, blinked, eyelid flutter, lid flutter, eye movement*, "
        "ocular artifact*, ocular artefact*, blnik*, eye artifact*, eye artefact*, saccade*"
    ),
    "bad": (
        "dropped, dropping, excluded, removed, poor skin contact, skin contact, should go, ought to go, "
        "not trustworthy, dud, duds, useless, fishy, ropy, iffy, misbehav*, chuck out, kick out, "
        "leave out, wonky, bust, bad, bads, broken, faulty, defective, dead, dodgy, corrupt*, unusable, "
        "malfunction*, damaged, poor contact, disconnected, detached, interpolat*, exclude*, discard*, "
        "drop, reject*, outlier*, loose, unplugged, fell off, fallen off, rubbish, junk, crap*, wrong, "
        "popping, unreliable, untrustworthy, throw out, throw away, suspicious"
    ),
    "flat": (
        "flat, flatline*, flatlin*, flat-line*, dead, silent, isoelectric, no signal, zero signal, "
        "zero variance, constant, zeros, zero line, straight line, disconnected, unplugged"
    ),
    "noisy": (
        "noise-ridden, full of noise, noise ridden, noisy, noisiest, noise, nosiy, hissy, crackl*, messy, "
        "noisier, contaminated, dirty, grubby, jittery, snow"
    ),
    "clip": (
        "clip*, saturat*, railed, railing, rails, overload*, overrange, over-range, out of range, "
        "hit the limit*, maxed out, cut off, truncated peak*, ceiling, blocked, blocking, "
        "amplifier limit*, adc limit*, full scale"
    ),
    "channel": (
        "channel*, electrode*, sensor*, lead, leads, site, sites, derivation*, chan, chans, ch, chs, "
        "contacts, chanel*, channnel*, elctrode*, elec, elecs, sensro*, magnetometer*, gradiometer*, "
        "montage, trace, traces"
    ),
    "dominant": (
        "brainwave*, brain wave*, slowed, slowing, slow waves or, more alpha than, more theta than, "
        "more beta than, mostly, mainly, dominant, dominat*, prevail*, predominant*, prominent, main, "
        "major, strongest, leading, principal, primary, most power, rules, highest, largest, biggest, "
        "most of the power, prevalent, modal, background, greatest, most energy, most pronounced, "
        "most active, max, maximum, maximal"
    ),
    "frequency": (
        "frequenc*, freq, freqs, hz, hertz, pitch, rhythm*, oscillation*, oscillat*, peak frequency, "
        "frequncy, frequeny, cycles per second, cps, iaf, paf, rythm*, rhytm*"
    ),
    "band": (
        "band*, frequency range, delta, theta, sigma, beta, gamma, <band>, <alpha>, bandpower, passband, "
        "subband"
    ),
    "alpha": "alpha*, <alpha>, berger, pdr, iaf, paf, mu",
    "posterior": "<posterior>, occipital, posterior*, occipito*, back, pdr, visual, berger",
    "peak": (
        "peak, peaks, peaking, bump, hump, hill, spectral peak, stands out, stand out, sticks out, "
        "stick out, local maximum, peaky, pointy, peaked, spike in the spectrum"
    ),
    "prominence": (
        "prominen*, salien*, stand out, stands out, above the background, above the 1/f, "
        "above the aperiodic, sharp, sharpness, distinct, pronounced, height, tall, clear, well defined, "
        "well-defined"
    ),
    "slope": (
        "slope*, steep*, tilt, exponent*, 1/f*, 1 / f, one over f, aperiodic, fooof, specparam, "
        "spectral decay, fall-off, falloff, fall off, falls off, roll-off, rolloff, roll off, rolls off, "
        "drop-off, drops off, drop off, scale-free, scale free, power law, power-law, pink, pinkness, "
        "colour, color, arrhythmic, fractal, broadband decay, chi, beta exponent, decay*, flatten*, "
        "inclin*, gradient, e/i, excitation-inhibition"
    ),
    "spectrum": "spectr*, psd, psds, fft, periodogram, power density, welch, fourier, spectogram",
    "power": (
        "power*, energy, psd, strength, strong*, intens*, magnitude, bandpower, uv2, uv^2, uv²/hz, "
        "activity, wattage, pwr, amount, level, much"
    ),
    "relative": (
        "relative*, fraction*, proportion*, percent*, share, ratio, portion, normalis*, normaliz*, %, "
        "part, contribution, contribut*, of the total, of total, total power, quota, pct, makes up, "
        "make up, made up, takes up, take up"
    ),
    "line": (
        "mains, line noise, line-noise, line interference, line hum, power line*, powerline*, power-line*, "
        "hum, humming, hums, wall socket, wall outlet, wall current, wall power, socket, outlet, "
        "electrical interference, electrical noise, electric noise, ac noise, ac interference, ac hum, "
        "grid, utility frequency, buzz*, notch, 50hz, 60hz, <mains>, electricity, electrical, lamp*, "
        "fluorescent, cable noise, plug, plugged, ground loop, grounding, mains-frequency, 50/60, "
        "60-cycle, 60 cycle, power supply, line frequency, line artifact, line artefact, "
        "line contamination, power grid, alternating current"
    ),
    "asymmetry": (
        "less alpha, more alpha on, same on both, side-to-side, left side have, right side have, "
        "asymmetr*, assymetr*, asymetr*, lateral*, imbalance*, balanced, left-right, right-left, "
        "left/right, right/left, left versus right, left vs right, left over right, symmetr*, hemisphere*, "
        "hemispheric, interhemispheric, lopsided, faa, one side, both sides, skewed, left minus right, "
        "right minus left"
    ),
    "amplitude": (
        "attenuated, suppressed, attenuat*, amplitude*, amplitud, rms, voltage*, microvolt*, uv, mv, size, "
        "large, big, tall, high-voltage, low-voltage, volts, femtotesla, ft, magnitude, root mean square, "
        "root-mean-square, standard deviation, std, sd, variance, swing, amp, ampl*, excursion*, "
        "deflection*, deviation, low voltage, high voltage, loud, loudness"
    ),
    "p2p": (
        "peak-to-peak, peak to peak, p2p, pp, p-p, ptp, pk-pk, pkpk, pk to pk, min-max, min to max, "
        "trough to peak, peak-peak, max minus min, trough-to-peak, range, swing, vpp, crest"
    ),
    "muscle": (
        "grit, gritting, teeth, biting, muscle*, emg, myogenic, muscular, jaw, clench*, chew*, tens*, "
        "frown*, temporalis, facial, myographic, electromyograph*, bruxism, grind*, swallow*, neck, "
        "high-frequency junk, high-frequency artefact*, high frequency contamination, electromyogram, "
        "biting, grimac*, masseter, scalp tension, movement artifact*, movement artefact*"
    ),
    "event": (
        "event*, trigger*, marker*, annotation*, stimul*, stim, stims, cue, cues, trial*, epoch*, code, "
        "codes, label*, markup, tag, tags, <event>, condition*, evnt*, onset marker*, ttl, ttls, "
        "pulse code*, flag*, annotated, marked, button press*, responses, key press*, keypress*"
    ),
    "interval": (
        "interval*, gap*, spacing, spaced, apart, isi, iti, soa, inter-stimulus, inter-trial, "
        "interstimulus, intertrial, inter-event, time between, distance between, "
        "stimulus onset asynchrony, how often, every how many, period, cadence, separation, separat*, "
        "inter stimulus, inter trial, jitter*, pace"
    ),
    "heart": (
        "heart*, cardiac, bpm, pulse, pulses, ecg, ekg, hr, beats, beat, heartbeat*, heartrate, qrs, "
        "r-peak*, r peak*, tachycard*, bradycard*, cardio*"
    ),
    "duration": (
        "duration, long, length, lasts, last, runtime, run time, how many minutes, how many seconds, "
        "running time, total time, minutes long, seconds long, size in seconds, time span, timespan, "
        "hours, extent, recorded for, run for, longer"
    ),
    "sampling": (
        "samples/sec, samples/second, samples/s, samples per s, sampled data points, sampling*, "
        "sample rate, samplerate, sfreq, fs, samples per second, sampled, digitis*, digitiz*, srate, samp, "
        "acquisition rate, sample frequency, temporal resolution, nyquist, sps, sampling-rate, data rate, "
        "samples a second, sr, samples/s, time resolution, digitisation"
    ),
    "reference": (
        "reference*, ref, referenc*, rereferenc*, referenced, average reference, linked mastoid*, "
        "linked ear*, earlobe*, montage, bipolar, monopolar, unipolar, common average, refrence, "
        "referance, cms, ground electrode, re-reference*, mastoid*"
    ),
    "names": (
        "names*, named, name, labels, called, list, which channels are, layout, montage, enumerate, "
        "listing, legend, nomenclature"
    ),
    "quality": (
        "publication, publishable, good enough, qc, clean it, dirty, messy, quality, clean*, usable, "
        "useable, trust*, artifact*, artefact*, contaminat*, good data, data good, garbage, sound, decent, "
        "acceptable, reliable, snr, signal-to-noise, signal to noise, noise level, qc, quality control, "
        "qa, pristine, in shape, health*, integrity, interpretable, analysable, analyzable, gunk, ok, "
        "okay, mess, poor, salvageable, workable, readable"
    ),
    "describe": (
        "paragraph*, sentence*, in plain words, "
        "normal, what do you make of, what do we have, what is this, what changed, describ*, description, "
        "summar*, overview, report*, caption*, characteri*, abstract, gist, tldr, tl;dr, in a nutshell, "
        "unusual, abnormal*, remarkable, noteworthy, interesting, striking, findings, impression*, "
        "interpret*, what do you see, what can you see, going on, tell me about, walk me through, "
        "run down, rundown, brief me, big picture, anything special, stand out, odd, weird, strange, "
        "sum up, recap, synopsis, inspect*, anomal*, peculiar, sketch"
    ),
    "where": (
        "where, topograph*, location*, located, localised, distribution, scalp map, map, topomap, "
        "spatial*, site, which region, which channel, which electrode, which area, whereabouts, regional, "
        "focus of, lobe"
    ),
    "q_count": (
        "how many, number of, count, counts, #, nr of, no. of, num of, total number, tally, amount of, "
        "how often, nr, n of"
    ),
    "q_rate": (
        "per minute, per min, rate, a minute, /min, each minute, how frequently, how often, "
        "frequency of blinks, in a minute"
    ),
    "q_when": (
        "when, what time, at which second, which second, timepoint*, time point*, timestamp*, latenc*, "
        "timing*, at what point, moment*, times, onset time*, time of, at which time, instants, "
        "how far into, how long until, how soon, which seconds"
    ),
    "q_much": (
        "how much, how strong, how big, how large, how high, how intense, strength, how severe, level, "
        "degree, extent, how bad, how powerful"
    ),
    "q_which": "list em, list them, which, what are, list, name them, identify, point out, tell me which",
    "q_is": (
        "is there, are there, any, does, presence, present, contain*, see any, has, have, exist*, detect*, "
        "spot, find, found, evidence of, signs of, hint of, trace of, without, free of, lack, absent"
    ),
    "x_diagnosis": (
        "pathological, psychogenic, pnes, risk, ill, encephalogram of a patient, lennox-gastaut, lennox, "
        "dravet, west syndrome, sudep, dyslexi*, demented, autism, autistic, diagnos*, epilepsy, adhd, "
        "depress*, alzheimer*, dementia, parkinson*, autis*, schizophren*, disorder*, disease*, illness, "
        "pathology, condition of the patient, tumor*, tumour*, stroke, encephalopath*, concussion, tbi, "
        "coma, migraine, insomnia, bipolar disorder, mci, anxiety, ptsd, ocd, narcolepsy, syndrome*, sick, "
        "healthy, prognos*, brain damage*, brain-damaged, lesion*, brain death, brain dead, delirium, "
        "encephalitis, neurodegenerat*, cognitive impairment, apnea, apnoea, psychosis, psychotic, "
        "burnout, long covid, multiple sclerosis, epileptic patient, is the patient epileptic, hypoxi*"
    ),
    "x_treatment": (
        "benzodiazepine*, benzos, pills, discharged, improve my, raise my, wean off, propofol, phenytoin, "
        "carbamazepine, anticonvuls*, prevent seizures, icu, neurologist, treat*, medicat*, drug*, dose*, "
        "dosage, pill*, therap*, prescri*, surgery, surgical, keppra, levetiracetam, valproate, "
        "anticonvulsant*, antiepileptic*, aed, asm, benzodiazepine*, lorazepam, neurofeedback, dbs, tms, "
        "operate, operation, remedy, cure, hospital, doctor, er, emergency, discharge him, discharge her, "
        "admit, ritalin, methylphenidate, antidepress*, ssri, titrat*, taper*, lamotrigine, drive, "
        "driving, resection, vns, vagus, diet, supplement*, wean*, sedat*, anaesthe*, anesthe*"
    ),
    "x_person": (
        "years old, how many years, good mood, bad mood, jet lag, jetlag*, hungry, hangover, daydreaming, "
        "daydream*, female, lies, lying, daughter, how tired, age, old, young, sex, gender, male, female, "
        "man, woman, boy, girl, child, adult, identity, who is, whose, handed*, iq, intelligen*, smart, "
        "personality, mood, happy, sad, angry, lying, lie detector, liar, thinking, thought*, feel*, "
        "emotion*, name of the patient, patient's name, religio*, ethnic*, race, nationality, gay, love*, "
        "criminal, guilty, honest, dreaming, dream*, memory of, mind, mind-read*, bored, tired, stressed, "
        "attention, attentive, concentrat*, drunk, personality, iq, introvert*, extrovert*, musical, "
        "educated, profession, language, married, political, vote, weight, height of the, address, sleepy, "
        "drowsy, fatigue*, vigilan*, alertness, relaxed, meditat*, pregnant, smoker, arous*, awake"
    ),
    "x_measure": (
        "in phase, out of phase, oddball, spikes between, epileptic spikes, how many spikes, lead or lag, "
        "lags, flow of information, digit, go/nogo, stroop, flanker, oxygenation, beat-to-beat, p3a, p100, "
        "n200, p200, n2pc, p50, lpp, cross-correlation, mutual information, csd, laplacian, screen, "
        "object, go/no-go, covert, spelling, speller, stimulus was, spectral entropy, kurtosis, skewness, "
        "bis, erd, hfos, valence, wpli, tbr, ieds, triphasic, discharges per hour, rebound, phase of, "
        "phase at, asleep, fall asleep, is awake, or awake, correlation, correlat*, reaction time*, "
        "sleeping, generator, conscious*, sedation, beta ratio, theta ratio, sleep stage*, stage of sleep, "
        "staging, hypnogram, rem, nrem, n1, n2, n3, sws, k-complex*, k complex*, kcomplex*, "
        "source locali*, source reconstruct*, dipole*, loreta, eloreta, sloreta, beamform*, "
        "inverse solution, connectiv*, coheren*, plv, pli, wpli, granger, phase locking, phase-locking, "
        "phase lag, network*, graph, erp, erps, p300, p3, n400, n170, n100, n1, p1, p2, p3b, mmn, evoked, "
        "vep, aep, bera, ssvep, ern, lrp, cnv, motor imagery, decode*, decoding, classif*, bci, imagin*, "
        "microstate*, entropy, lempel*, complexity, fractal dimension, hurst, lyapunov, hfo, hfos, "
        "ripple*, high-frequency oscillation*, phase-amplitude, phase amplitude, pac, cross-frequency, "
        "coupling, synchron*, burst suppression, suppression ratio, bis index, impedance*, kohm, filter*, "
        "high-pass, low-pass, bandpass, cutoff, amplifier, manufacturer, device, date, what day, hospital, "
        "blood*, oxygen*, spo2, breath*, respirat*, hrv, heart rate variability, gsr, skin conductance, "
        "temperature, picture*, image*, photo*, movie, word, song, music, seen, hear*, watching, "
        "looking at, firing rate, single unit*, spike sort*, lfp, bold, fmri, mri, hemodynamic, "
        "cerebral blood, cortex thickness, receptor*, dopamine, gaba, neurotransmitter*, ica, "
        "independent component*, theta/beta ratio, tbr, spike count*, interictal*, ied, ieds, sharp wave*, "
        "triphasic, slow oscillation phase, itpc, itc, erd, ers, desynchron*, tract*, deep source*, "
        "hippocamp*, amygdala, thalam*, insula, cortisol, glucose"
    ),
    "x_offtopic": (
        "revolution, pizza, french, matlab, script, champions league, recipe, who won, wrote, movie, "
        "planet, ocean, mountain, mount, cost, expensive, ounces, pounds, miles, alarm, dinner, haiku, "
        "photosynthesis, machine learning, banana, invented, stand for, define, wikipedia, write a, "
        "tell me a joke, game, ticket, bike, weather, rain, joke*, poem, poetry, code, python, javascript, "
        "sql, function, recipe, cook*, bake, pizza, football, soccer, president, capital of, bitcoin, "
        "stock*, price, translate, translation, ignore, instructions, system prompt, prompt, jailbreak, "
        "pretend, roleplay, essay, homework, movie recommendation, restaurant*, holiday, flight*, hotel, "
        "history, war, math, equation, integral, prime number*, story, sing, lyrics, horoscope, lottery, "
        "news, email, password*, hack*, weapon*, bomb, politic*, election, chatgpt, openai, llm, shopping, "
        "buy, cat, dog, car, phone, laptop, wifi, internet, website, url, linkedin, salary, sudo, rm -rf, "
        "<script>, developer mode, dan"
    ),
    "x_help": (
        "what should i ask, what do you know, are you an, are you a, were you trained, trained you, "
        "made you, built you, help, can you do, capable, capabilit*, features, able to, what can i ask, "
        "how do i use, instructions for use, manual, who are you, what are you, documentation, supported, "
        "limitations, tutorial, how does this work, usage, guide, functionality, menu"
    ),
    "x_greet": (
        "hallo, morning, evening, yo, sup, mate, brilliant, excellent, lovely, i see, got it, hello, hi, "
        "hey, hiya, thanks, thank you, thx, bye, goodbye, good morning, good evening, good afternoon, "
        "cheers, ciao, nice, great, cool, awesome, perfect, ty, welcome, greetings, good night, see you, "
        "well done, ok, okay, howdy"
    ),
    "x_explain": (
        "why, how sure, how certain, confident, confidence, certain, certainty, how do you know, "
        "how did you, based on what, evidence, justify, justification, explain, reasoning, rationale, "
        "prove, proof, method, algorithm, calculated, computed, sure, which records, source of, basis, "
        "convinced, believe you, rely, derived"
    ),
    "x_followup": (
        "difference, by what factor, the same at, same for, same over, only, and, what about, how about, "
        "same, again, also, likewise, ditto, there, that one, by how much, the other"
    ),
}


@cache
def _terms() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...], dict[str, re.Pattern[str]]]:
    """Exact terms with their concepts; stems, long ones first; terms of several words by their first word."""
    exact: dict[str, list[str]] = {}
    stems: list[tuple[str, str]] = []
    several: dict[str, list[str]] = {}
    for concept, line in CONCEPTS.items():
        for term in filter(None, (piece.strip() for piece in line.split(","))):
            if re.search(r"[^\w<>]", term.rstrip("*")):
                exact.setdefault(term.rstrip("*"), []).append(concept)
                several.setdefault(re.match(r"\w*", term)[0], []).append(term)  # type: ignore[index]
            elif term.endswith("*"):
                stems.append((term[:-1], concept))
            else:
                exact.setdefault(term, []).append(concept)
    return (
        {term: tuple(names) for term, names in exact.items()},
        tuple(sorted(stems, key=lambda pair: -len(pair[0]))),
        {first: _any_of(terms) for first, terms in several.items()},
    )


def _any_of(terms: list[str]) -> re.Pattern[str]:
    ordered = sorted(set(terms), key=len, reverse=True)
    return re.compile(
        "|".join(re.escape(t.rstrip("*")) + (r"\w*" if t.endswith("*") else r"(?!\w)") for t in ordered)
    )


@cache
def word_concepts(word: str) -> tuple[str, ...]:
    """Concepts of one word, exact matches and stems."""
    exact, stems, _ = _terms()
    found = list(exact.get(word, ()))
    found += [concept for stem, concept in stems if word.startswith(stem)]
    return tuple(dict.fromkeys(found))


def concepts(text: str) -> tuple[str, ...]:
    """Concepts of a masked, lower-case text, each once, in the order of the table."""
    exact, _, several = _terms()
    found: set[str] = set()
    for start in re.finditer(r"(?<![\w<])(?:\w+|(?=[#%/]))", text):
        pattern = several.get(start[0])
        match = pattern.match(text, start.start()) if pattern else None
        if match:
            found.update(exact.get(match[0]) or exact[_stem_of(match[0], exact)])
    for word in words(text):
        found.update(word_concepts(word))
    return tuple(c for c in CONCEPTS if c in found)


def _stem_of(term: str, exact: dict[str, tuple[str, ...]]) -> str:
    """The longest known term that begins this one: "sleep stages" → "sleep stage"."""
    return next(term[:n] for n in range(len(term), 0, -1) if term[:n] in exact)


def words(text: str) -> list[str]:
    """Words of a masked text: placeholders stay whole, "peak-to-peak" also counts as its parts."""
    found = []
    for word in re.findall(r"<[a-z]+>|1/f\w*|[a-z]+(?:[-'/][a-z]+)+|[^\W\d_]+\d*|\d+|%", text):
        found.append(word)
        if "'" not in word and word[0] != "<" and not word.startswith("1/f"):
            parts = re.split(r"[-/]", word)
            found += parts if len(parts) > 1 else []
    return found


@cache
def terms() -> frozenset[str]:
    """All single words of the lexicon, for spelling correction."""
    parts = {w for line in CONCEPTS.values() for w in re.findall(r"[a-z]{4,}(?!\w*\*)", line)}
    return frozenset(parts)
