"""Words for rhythms, artefacts and the file: concept → its terms, as `lexicon` reads them."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "eyes": "eye, eyes, eyelid*, lid, lids, gaze, ocular, palpebral, eyed, eyse, eyeball*, peeper*, eye-lid*",
    "open": (
        "open, opened, opening, eo, up, uncovered, looking, staring, fixating, fixation, raised, gazing, "
        "looking around"
    ),
    "closed": "closed, close, shut, closure, ec, down, covered, shutting, lowered",
    "seizure": (
        "seizure*, ictal, sz, szs, convuls*, epileptic, fit, fits, paroxysm*, spike-and-wave, "
        "spike and wave, spike wave, spike-wave, swd, swds, electrographic, seizing, seizes, ictus, ictally, "
        "siezure*, seisure*, tonic-clonic, status epilepticus, absence attack*, discharges, "
        "epileptogenic activity, attack, seize, seized, attacks, seizure-like, szr, spasm*, clonic, crise, "
        "crises, anfall*, fitting"
    ),
    "begin": (
        "onset*, begin*, began, begun, start, starts, started, commence*, kick off, kicks off, kick in, "
        "kicks in, earliest, outset, emerge*, set in, sets in, initiat*, take off, takes off, break out, "
        "breaks out, first sign*, set off, sets off, erupt*, ignit*"
    ),
    "spindle": (
        "sleep transient*, spindle*, spindel*, sigma burst*, n2 burst*, spindling, sleep burst*, "
        "sleep spindl*"
    ),
    "blink": (
        "eyelid activity, eyelid movement*, ebr, sebr, lid closure*, eog, blink*, eyeblink*, eye-blink*, "
        "eog artifact*, eog artefact*, blinkin*, blinked, eyelid flutter, lid flutter, eye movement*, "
        "ocular artifact*, ocular artefact*, blnik*, eye artifact*, eye artefact*, saccade*, wink, winks, "
        "winking, winked, lid movement*, eyelid artefact*, eyelid artifact*, eyelids, blinky"
    ),
    "bad": (
        "dropped, dropping, excluded, removed, poor skin contact, skin contact, should go, ought to go, "
        "not trustworthy, dud, duds, useless, fishy, ropy, iffy, misbehav*, chuck out, kick out, leave out, "
        "wonky, bust, bad, bads, broken, faulty, defective, dead, dodgy, corrupt*, unusable, malfunction*, "
        "damaged, poor contact, disconnected, detached, interpolat*, exclude*, discard*, drop, reject*, "
        "outlier*, loose, unplugged, fell off, fallen off, rubbish, junk, crap*, wrong, unreliable, "
        "untrustworthy, throw out, throw away, suspicious, ditch, mask out, poorly attached, misplaced, "
        "unserviceable, defunct, kaputt, caput, shitty, lousy"
    ),
    "flat": (
        "flat, flatline*, flatlin*, flat-line*, dead, silent, isoelectric, no signal, zero signal, "
        "zero variance, constant, zeros, zero line, straight line, disconnected, unplugged, flatten out, "
        "flat-lined, stuck, dead leads, muted, mute, inactive channel*"
    ),
    "noisy": (
        "noise-ridden, full of noise, noise ridden, noisy, noisiest, noise, nosiy, hissy, crackl*, messy, "
        "noisier, contaminated, dirty, grubby, jittery, snow, louder, loud, hiss, static, noiser"
    ),
    "clip": (
        "clip*, saturat*, railed, railing, rails, overload*, overrange, over-range, out of range, "
        "hit the limit*, maxed out, cut off, truncated peak*, ceiling, blocked, blocking, amplifier limit*, "
        "adc limit*, full scale, overdriv*, clips, clipped, at the rails, hits the rail, hit the rail, "
        "off scale, off-scale, ceiling effect"
    ),
    "channel": (
        "channel*, electrode*, sensor*, lead, leads, site, sites, derivation*, chan, chans, ch, chs, "
        "contacts, chanel*, channnel*, elctrode*, elec, elecs, sensro*, magnetometer*, gradiometer*, "
        "montage, trace, traces, contact, optode*, optodes, shaft*, wires, wire, pad, pads"
    ),
    "dominant": (
        "brainwave*, brain wave*, slowed, slowing, slow waves or, more alpha than, more theta than, "
        "more beta than, mostly, mainly, dominant, dominat*, prevail*, predominant*, prominent, main, major, "
        "strongest, leading, principal, primary, most power, rules, highest, largest, biggest, "
        "most of the power, prevalent, modal, background, greatest, most energy, most pronounced, "
        "most active, max, maximum, maximal, wins, reigns, on top, top rhythm, heaviest"
    ),
    "frequency": (
        "frequenc*, freq, freqs, hz, hertz, pitch, rhythm*, oscillation*, oscillat*, peak frequency, "
        "frequncy, frequeny, cycles per second, cps, iaf, paf, rythm*, rhytm*, tempo, per second, how fast, "
        "how slow"
    ),
    "band": (
        "band*, frequency range, delta, theta, sigma, beta, gamma, <band>, <alpha>, bandpower, passband, "
        "subband"
    ),
    "alpha": "alpha*, <alpha>, berger, pdr, iaf, paf, mu, relaxed rhythm, idling, idle rhythm, relaxed wave*",
    "posterior": (
        "<posterior>, occipital, posterior*, occipito*, back, pdr, visual, berger, occiput, rear, "
        "back of the head, over the back"
    ),
    "peak": (
        "peak, peaks, peaking, bump, hump, hill, spectral peak, stands out, stand out, sticks out, "
        "stick out, local maximum, peaky, pointy, peaked, spike in the spectrum, hillock, spectral maximum, "
        "bulge, knoll"
    ),
    "prominence": (
        "prominen*, salien*, stand out, stands out, above the background, above the 1/f, "
        "above the aperiodic, sharp, sharpness, distinct, pronounced, height, tall, clear, well defined, "
        "well-defined, stick* out, tower*, protrud*, jut*, rise above, rises above, over the background, "
        "over the 1/f"
    ),
    "slope": (
        "slope*, steep*, tilt, exponent*, 1/f*, 1 / f, one over f, aperiodic, fooof, specparam, "
        "spectral decay, fall-off, falloff, fall off, falls off, roll-off, rolloff, roll off, rolls off, "
        "drop-off, drops off, drop off, scale-free, scale free, power law, power-law, pink, pinkness, "
        "colour, color, arrhythmic, fractal, broadband decay, chi, beta exponent, decay*, flatten*, inclin*, "
        "gradient, e/i, excitation-inhibition, shallow*, steepen*, log-log, loglog, fooof*, incline"
    ),
    "spectrum": "spectr*, psd, psds, fft, periodogram, power density, welch, fourier, spectogram",
    "power": (
        "power*, energy, psd, strength, strong*, intens*, magnitude, bandpower, uv2, uv^2, uv²/hz, activity, "
        "wattage, pwr, amount, level, much, µv², µv2, squared microvolt*, pow, spectral power, powerful"
    ),
    "relative": (
        "relative*, fraction*, proportion*, percent*, share, ratio, portion, normalis*, normaliz*, %, part, "
        "contribution, contribut*, of the total, of total, total power, quota, pct, makes up, make up, "
        "made up, takes up, take up, proportional*, quotient, percentag*, belongs to, belong to, out of all, "
        "out of the total, compared to the total, relation to the total, sit below, %-wise"
    ),
    "line": (
        "mains, line noise, line-noise, line interference, line hum, power line*, powerline*, power-line*, "
        "hum, humming, hums, wall socket, wall outlet, wall current, wall power, socket, outlet, "
        "electrical interference, electrical noise, electric noise, ac noise, ac interference, ac hum, grid, "
        "utility frequency, buzz*, notch, 50hz, 60hz, <mains>, electricity, electrical, lamp*, fluorescent, "
        "cable noise, plug, plugged, ground loop, grounding, mains-frequency, 50/60, 60-cycle, 60 cycle, "
        "power supply, line frequency, line artifact, line artefact, line contamination, power grid, "
        "alternating current, grid noise, supply noise, electric hum, ac pickup, mains pickup, wall, "
        "current noise, netzbrumm*, brumm*, secteur, hum noise, power-line"
    ),
    "asymmetry": (
        "less alpha, more alpha on, same on both, side-to-side, left side have, right side have, asymmetr*, "
        "assymetr*, asymetr*, lateral*, imbalance*, balanced, left-right, right-left, left/right, "
        "right/left, left versus right, left vs right, left over right, symmetr*, hemisphere*, hemispheric, "
        "interhemispheric, lopsided, faa, one side, both sides, skewed, left minus right, right minus left, "
        "lean, leans, tilt to, both hemispheres, hemispheres, left brain, right brain, uneven*, "
        "even on both, side difference*, lateralit*, left minus"
    ),
    "amplitude": (
        "attenuated, suppressed, attenuat*, amplitude*, amplitud, rms, voltage*, microvolt*, uv, mv, size, "
        "large, big, tall, high-voltage, low-voltage, volts, femtotesla, ft, magnitude, root mean square, "
        "root-mean-square, standard deviation, std, sd, variance, swing, amp, ampl*, excursion*, "
        "deflection*, deviation, low voltage, high voltage, loud, loudness, signal size, how tall, voltages, "
        "ampere, microvolt, low-amplitude, femto*, line length, line-length, curve length"
    ),
    "p2p": (
        "peak-to-peak, peak to peak, p2p, pp, p-p, ptp, pk-pk, pkpk, pk to pk, min-max, min to max, "
        "trough to peak, peak-peak, max minus min, trough-to-peak, range, swing, vpp, crest, top to bottom, "
        "top-to-bottom, crest-to-trough, crest to trough, highest to lowest, lowest to highest, max-min, "
        "maximum minus, spread"
    ),
    "muscle": (
        "grit, gritting, teeth, biting, muscle*, emg, myogenic, muscular, jaw, clench*, chew*, tens*, "
        "frown*, temporalis, facial, myographic, electromyograph*, bruxism, grind*, swallow*, neck, "
        "high-frequency junk, high-frequency artefact*, high frequency contamination, electromyogram, "
        "grimac*, masseter, scalp tension, talking, speaking, gnash*, masticat*, bite, bites, bit down, "
        "cough*, snor*, myo, clenched, tensing, tensed, grit his, scalp muscle*, yawn*"
    ),
    "event": (
        "event*, trigger*, marker*, annotation*, stimul*, stim, stims, cue, cues, trial*, epoch*, code, "
        "codes, label*, markup, tag, tags, <event>, condition*, evnt*, onset marker*, ttl, ttls, "
        "pulse code*, flag*, annotated, marked, button press*, responses, key press*, keypress*, tone, "
        "tones, beep, beeps, flash, flashes, sound, sounds, click, clicks, marking, markings, stimulation, "
        "pictures, button presses"
    ),
    "interval": (
        "interval*, gap*, spacing, spaced, apart, iti, soa, inter-stimulus, inter-trial, interstimulus, "
        "intertrial, inter-event, time between, distance between, stimulus onset asynchrony, how often, "
        "every how many, period, cadence, separation, separat*, inter stimulus, inter trial, jitter*, pace, "
        "pause, pauses, cue to cue, next one, from one, to the next, in between, latency between, time lag"
    ),
    "heart": (
        "heart*, cardiac, bpm, pulse, pulses, ecg, ekg, hr, beats, beat, heartbeat*, heartrate, qrs, "
        "r-peak*, r peak*, tachycard*, bradycard*, cardio*, racing, pounding, palpitat*, cardiogram, "
        "beating, pulsation*, pulsat*, ticker, puls, herz*, throb*, rr interval*, ppg, arrhythm*"
    ),
    "duration": (
        "duration, long, length, lasts, last, runtime, run time, how many minutes, how many seconds, "
        "running time, total time, minutes long, seconds long, size in seconds, time span, timespan, hours, "
        "extent, recorded for, run for, longer, taped, tape, minutes of data, how many hours, elapsed, "
        "recorded time, time recorded, minutes imaged, dauer, recording time, session time"
    ),
    "sampling": (
        "samples/sec, samples/second, samples/s, samples per s, sampled data points, sampling*, sample rate, "
        "samplerate, sfreq, fs, samples per second, sampled, digitis*, digitiz*, srate, samp, "
        "acquisition rate, sample frequency, temporal resolution, nyquist, sps, sampling-rate, data rate, "
        "samples a second, sr, time resolution, digitisation, fps, frame rate, frames per second, frames/s, "
        "volumes per second, repetition time, tr, digital*, sample*, khz, tsampling, samplingrate, "
        "scan rate, acquir*, imaging rate"
    ),
    "reference": (
        "reference*, ref, referenc*, rereferenc*, referenced, average reference, linked mastoid*, "
        "linked ear*, earlobe*, montage, bipolar, monopolar, unipolar, common average, refrence, referance, "
        "cms, ground electrode, re-reference*, mastoid*, against what, against which, relative to what, "
        "relative to which, versus what, versus which, measured against, recorded against, zero electrode, "
        "ear lobe*, linked, common electrode, nose electrode, referred, refer*"
    ),
    "names": (
        "names*, named, name, labels, called, list, which channels are, layout, montage, enumerate, listing, "
        "legend, nomenclature, label, labelled, nomenclatur*, which contacts, which channels, "
        "which electrodes, by name"
    ),
    "quality": (
        "publication, publishable, good enough, qc, clean it, dirty, messy, quality, clean*, usable, "
        "useable, trust*, artifact*, artefact*, contaminat*, good data, data good, garbage, sound, decent, "
        "acceptable, reliable, snr, signal-to-noise, signal to noise, noise level, quality control, qa, "
        "pristine, in shape, health*, integrity, interpretable, analysable, analyzable, gunk, ok, okay, "
        "mess, poor, salvageable, workable, readable, sound enough, worth analysing, worth analyzing, "
        "worth keeping, signal-quality, cleanliness, noise free, noise-free, technically"
    ),
    "describe": (
        "paragraph*, sentence*, in plain words, normal, what do you make of, what do we have, what is this, "
        "what changed, describ*, description, summar*, overview, report*, caption*, characteri*, abstract, "
        "gist, tldr, tl;dr, in a nutshell, unusual, abnormal*, remarkable, noteworthy, interesting, "
        "striking, findings, impression*, interpret*, what do you see, what can you see, going on, "
        "tell me about, walk me through, run down, rundown, brief me, big picture, anything special, "
        "stand out, odd, weird, strange, sum up, recap, synopsis, inspect*, anomal*, peculiar, sketch, "
        "whats in, what is in, what's in, whats inside, what's inside, outline, tell me everything, "
        "the main things, what matters, digest, resume, résumé, short version, run through, bottom line"
    ),
    "where": (
        "where, topograph*, location*, located, localised, distribution, scalp map, map, topomap, spatial*, "
        "site, which region, which channel, which electrode, which area, whereabouts, regional, focus of, "
        "lobe, hot spot, hotspot, over which, at which site, maximal over, which lobe, "
        "which part of the head, which place, which contact"
    ),
}
