"""Words for sleep, discharges, responses to events, voxels, cells and units: concept → its terms."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "sleep": (
        "sleep*, asleep, slept, night, overnight, nap, napping, hypnogram*, psg, polysomnogra*, aasm, "
        "dream*, tst, waso, tib, doze*, dozing, snooze, slumber, drift off, drifted off, time in bed, "
        "lights out, nights, dozed, bedtime, bed time, shuteye, nod off, nodded off, kip"
    ),
    "stage": (
        "stage, stages, staged, n1, n2, n3, n4, rem, nrem, sws, non-rem, deep sleep, light sleep, s1, s2, "
        "slow wave sleep, slow-wave sleep, delta sleep, paradoxical sleep, hypnogram, dream stage, "
        "rem sleep, deep-sleep, light-sleep, sleep phase*, phase of sleep, deeply asleep, deepest sleep, "
        "nrem sleep"
    ),
    "fall_asleep": (
        "fall asleep, fell asleep, falling asleep, sleep onset, sleep latency, sol, first sleep, to sleep, "
        "doze off, dozed off, drift off, drifted off, nod off, nodded off, sleep onset latency, lights out, "
        "nod of, nodded of, drop off to sleep, dropped off, lights off, lights-out, go to sleep, "
        "went to sleep, get to sleep, got to sleep, off to sleep, put the light out"
    ),
    "rem_first": (
        "rem latency, first rem, to rem, until rem, rem onset, reml, soremp, latency of rem, enter rem, "
        "rem start*, rem begin*, rem come*, first dream*, start of rem, beginning of rem, rem set"
    ),
    "awake_night": (
        "waso, wake after, awake after, lie awake, lay awake, awake during the night, awakenings, awakening, "
        "woke up, wake up, waking up, up at night, nocturnal wake*, lying awake, awake in the night, "
        "awake at night, up in the night, woken, wakeful*, night-time wake*, sleepless*, interrupted night"
    ),
    "efficiency": (
        "efficien*, time in bed, in bed, spent asleep, se %, bedtime asleep, of the night asleep, "
        "asleep in bed, in bed asleep"
    ),
    "transition": (
        "transition*, shift, shifts, switch*, stage change*, fragment*, stage shift*, hop, hops, "
        "jump between, jumps between, change of stage, changes of stage, stage switch*, broken sleep, "
        "choppy, restless sleep, alternat*, unstable"
    ),
    "slow_wave": (
        "slow wave*, slow-wave*, slow oscillation*, so density, so count, delta waves, half waves, "
        "half-wave*, delta wave*, deep-sleep wave*, big waves of deep sleep, sleep slow wave*, "
        "slow-oscillation*, so per"
    ),
    "k_complex": (
        "k-complex*, k complex*, kcomplex*, kc, kcs, k-cplx*, k cplx*, kcplx*, k-cmplx*, k-komplex*, "
        "k komplex*, k-compl*, k wave*, k-wave*, complexes"
    ),
    "rem_eyes": (
        "rapid eye movement*, rems, rapid saccade*, eyes dart*, darting, dart, rapid ocular, "
        "fast eye movement*, quick eye movement*, conjugate, eye dart*, eyes jump*, eyeballs move, "
        "eyes flick*, eyes flit*, saccad*, eye-movement*, eyes move quick*, eyes move fast"
    ),
    "discharge": (
        "ied, ieds, interictal*, epileptiform, epileptic spike*, sharp wave*, sharps, spike and slow, "
        "interictal spike*, spikes, spiking, polyspike*, sharp transient*, epileptiform spike*, sharp-wave*, "
        "discharge*, spike detect*, spike count, spike rate, ied*, focal spike*, epileptic discharge*, "
        "epi spike*, spikes and sharps, spiky"
    ),
    "rhythmic": (
        "periodic discharge*, rhythmic discharge*, lpd, lpds, gpd, gpds, lrda, grda, pleds, bipleds, birds, "
        "triphasic, firda, tirda, sirpids, quasi-periodic, rhythmic, periodic, ictal-interictal, "
        "rhythmical*, rhythmic run*, periodic pattern*, repetitive, lpd*, gpd*, sustained, evolving, runs"
    ),
    "suppression": (
        "suppression*, suppressed, bsr, burst suppression, burst-suppression, isoelectric, discontinuous, "
        "inter-burst, interburst, bursts, trace alternant, electrocerebral, silent brain, silence, silent, "
        "shut down, shuts down, flattened, suppressing, suppressions, burst-suppress*, electrical silence, "
        "go silent, went silent, goes silent, quiescen*"
    ),
    "movement": (
        "movement*, motion, moved, moving, move, moves, body, gross, restless, thrash*, wriggl*, still, "
        "jerk*, fidget*, squirm*, toss*, turning over, roll over, rolled over, rolling, shake, shaking, "
        "shook, tremor*, twitch*, jolt*, stir, stirred, stirring, restive, keep still, kept still, "
        "sit still, sat still, lie still, agitat*, bumped, shifted, motor activity"
    ),
    "lost": (
        "lost, loss, dropout*, drop-out*, gap, gaps, missing, interrupt*, headbox, packet*, blackout, "
        "paused, pause, disconnect*, unplugged, cut out, no signal, all channels flat, no data, drop out, "
        "dropped out, drops out, cutting out, cuts out, went dead, hole, holes, break in, breaks in, "
        "vanish*, disappear*, went missing, blank, blanks, nan, nans, offline, signal gone"
    ),
    "pop": (
        "pop, pops, popped, popping, electrode-pop*, electrode pop*, popp*, contact artefact*, contact artifact*, "
        "impedance jump*, impedance artefact*, impedance artifact*, electrode jump*, electrode step*, "
        "baseline jump*, baseline step*, step artefact*, step artifact*, electrode artefact*, electrode artifact*, "
        "electrode click*, sudden step*, abrupt step*, sudden jump*, abrupt jump*, discontinuit*, dc jump*, dc step*"
    ),
    "artefact": (
        "artefact*, artifact*, contaminat*, unusable, usable, rejected, clean data, dirty, thrown away, "
        "garbage, spoil*, ruin*, pollut*, unuse*, unusab*, junk data, rejection, throw out, bin, discard, "
        "losses"
    ),
    "aeeg": (
        "aeeg, cfm, amplitude-integrated, amplitude integrated, cerebral function, margin, margins, border, "
        "a-eeg, cfam, cerebral function monitor*, amplitude-integ*, borders, band edge*, edge, edges, "
        "upper edge, lower edge"
    ),
    "trend": (
        "trend*, over time, over the night, over hours, per hour, hourly, long-term, long term, gradual*, "
        "progressive*, as the hours, evolve*, evolution, develop*, time course, with time, hour by hour, "
        "hour after hour, hour to hour, over the hours, as the night, with the hours, getting weaker, "
        "getting stronger, getting smaller, getting larger, fade*, fading, dwindl*, wane*, creep*, "
        "throughout the night, from start to end, long run"
    ),
    "coherence": (
        "coheren*, connectiv*, msc, connected, functional coupling, functional connectivity, cohere, "
        "coheres, cohering, coupled, coupling, in sync, synced, linked, talk to each other, connection, "
        "connections, go together, swing together, coh, interact*"
    ),
    "phase": (
        "phase lag*, phase-lag*, pli, wpli, dwpli, plv, phase lock*, phase-lock*, phase synchron*, in phase, "
        "out of phase, synchron*, phase coupling, phase difference, lagged, imaginary coherence, phase*, "
        "wpli*, lag, lags, lead or lag, phase-locking"
    ),
    "correlation": (
        "correlat*, pearson*, cross-correlation, similar*, alike, identical, bridged, r of, together, "
        "correl, corr, pearson, r value, copy of, same signal, resembl*, in step, as one, co-activ*, "
        "coactiv*, synchrony"
    ),
    "response": (
        "erp, erps, evoked, event-related, event related, vep, aep, sep, bera, averaged, average, response*, "
        "respond*, react, reacts, reaction, elicit*, evoke*, n100, n200, p100, p200, p50, mmn, n1, p1, p2, "
        "n75, n20, stimulus-locked, time-locked, deflection, activation*, erf, evoked response*, erp peak, "
        "potentials, brain response, reply, responses, bold response*, activate, activates, activated, "
        "light up, lights up, mismatch, n1p2"
    ),
    "oddball": (
        "p300, p3, p3a, p3b, oddball*, target*, non-target*, nontarget*, deviant*, standards, rare, "
        "frequent, novel, novelty, p-300, p300s, p3 wave, odd-ball, infrequent, rare ones, non target*, "
        "non-targets"
    ),
    "face": "n170, m170, face*, house*, vpp, n-170, n170s, face-specific, face-selective, face wave",
    "desync": (
        "erd, ers, erd/ers, ersp, desynchron*, synchronis*, synchroniz*, rebound, event-related, "
        "event related, mu, sensorimotor, smr, suppress*, block, blocking, imagery, reactivity, induced, "
        "go up when, goes up when, goes down when, drops when, rises when, increase after, decrease after, "
        "drop after, rise after, before and after, baseline-corrected, relative to baseline, "
        "compared with before, pre-stimulus, post-stimulus, rebounds, desync, desynch*, resync*, "
        "power change, task-related, movement-related"
    ),
    "flicker": (
        "ssvep*, assr, flicker*, steady-state, steady state, attended, attend*, photic, driving, cca, "
        "canonical, tagged, tagging, entrain*, staring, stimulation frequency, led, follow, strobe*, "
        "stroboscop*, blinking light, flashing light, flickers, flickered, steadystate, "
        "steady-state response, tag frequency, light frequency"
    ),
    "react": (
        "reaction time*, response time*, rt, rts, press, pressed, button, respond, reaction, reactions, "
        "reaction speed, keypress, key press, pressing, reacted, react to, hit the button, response speed, "
        "respond to, quick to respond"
    ),
    "speed": (
        "speed, velocity, running, run, runs, locomotion, wheel, treadmill, animal, rat, mouse, maze, "
        "running speed, ran, walk*, moved fast, cm/s, m/s, pace of the, rodent*, gallop*, run around"
    ),
    "breath": (
        "breath*, respirat*, inhal*, airflow, belt, thorax, breathe, breathing, breaths, resp, respiratory, "
        "inspirat*, expirat*, chest belt, pant*, gasps"
    ),
    "bold": (
        "bold, fmri, scan, scans, scanner, haemodynamic, hemodynamic, signal change, tr, run, hrf, ts, "
        "voxels, activation, mri run, epi, functional run, blocks, block design"
    ),
    "volumes": (
        "volume*, frames, dvars, scrub*, censor*, trs, outlier*, motion outlier*, dvar*, scans, "
        "sudden jump*, jumps, motion spike*, spoiled volume*, bad scan*, corrupted volume*"
    ),
    "drift": (
        "drift*, detrend*, linear trend, baseline, creep*, wander*, baseline shift*, crawl*, "
        "slope of the baseline, slow change"
    ),
    "cell": (
        "cell, cells, roi, rois, neuron*, unit, units, cluster, clusters, voxel*, parcel*, ca2, putative, "
        "neurones, neurone, cellule*, unit count, neuronal, pyramidal, roi*, field of view, fov"
    ),
    "calcium": (
        "calcium, transient*, df/f, fluoresc*, ca2, gcamp, imaging, ca, flash*, blink up, light up, "
        "lights up, glow*, ca2+, fluoro*, df, imaged cells, ca2+ event*, sparks, flicker up"
    ),
    "firing": (
        "firing, fire, fires, fired, spikes per second, spike rate, spiking, spike train*, discharge rate, "
        "spikes, psth, peristimulus, peri-stimulus, fr, spikes a second, spikes/s, spikes/sec, "
        "action potential*, most active, least active, busiest, quietest, speed up, speeds up, slow down, "
        "slows down, excited, inhibited, driven, responsive, modulated, discharging, spike output, "
        "activity of the unit*, fires the fastest"
    ),
    "isi": (
        "isi, isis, interspike*, inter-spike*, between spikes, cv, cv2, coefficient of variation, regular, "
        "regularity, irregular*, poisson, spike train, spike interval*, inter spike, interval of the spikes, "
        "interval variability, clock-like, clocklike, metronom*, spike spacing, irregularity"
    ),
    "refractory": (
        "refractory, violation*, isolation, isolated, contamination, single unit, single-unit, multi-unit, "
        "sorting, sorted, within 2 ms, below 2 ms, closer than, close together, too close, "
        "too short interval*, multiunit, mua, cross-talk, well isolated, contaminated unit, clean unit, "
        "cluster quality, sorted well"
    ),
    "bursting": (
        "burst, bursting, bursty, burstiness, doublets, complex spikes, tonic, burst*, burst-prone, "
        "in bursts, volleys, bursts of spikes, spike bursts, clustered firing"
    ),
    "spatial": (
        "spatial information, place, place cell*, place field*, skaggs, bits, position, spatial*, track, "
        "location coding, per spike, place coding, code for place, location, where the rat is, spatially, "
        "hippocampal map, position-coding, bits/spike, place-modulated"
    ),
    "tsnr": (
        "tsnr, temporal snr, temporal signal*, sfnr, time series snr, signal-to-fluctuation*, over time, "
        "t-snr, snr over time, stability over time, mean over std, temporal stability"
    ),
}
