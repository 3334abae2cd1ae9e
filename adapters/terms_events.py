"""Words for sleep, discharges, responses to events, voxels, cells and units: concept → its terms."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "sleep": (
        "sleep*, asleep, slept, night, overnight, nap, napping, hypnogram*, psg, polysomnogra*, aasm, dream*, "
        "tst, waso, tib, doze*, dozing, snooze, slumber, drift off, drifted off, time in bed, lights out"
    ),
    "stage": (
        "stage, stages, staged, n1, n2, n3, n4, rem, nrem, sws, non-rem, deep sleep, light sleep, s1, s2, "
        "slow wave sleep, slow-wave sleep, delta sleep, paradoxical sleep, hypnogram, dream stage"
    ),
    "fall_asleep": (
        "fall asleep, fell asleep, falling asleep, sleep onset, sleep latency, sol, first sleep, to sleep, "
        "doze off, dozed off, drift off, drifted off, nod off, nodded off, sleep onset latency, lights out"
    ),
    "rem_first": "rem latency, first rem, to rem, until rem, rem onset, reml, soremp, latency of rem, enter rem",
    "awake_night": (
        "waso, wake after, awake after, lie awake, lay awake, awake during the night, awakenings, awakening, "
        "woke up, wake up, waking up, up at night, nocturnal wake*"
    ),
    "efficiency": "efficien*, time in bed, in bed, spent asleep, se %",
    "transition": "transition*, shift, shifts, switch*, stage change*, fragment*, stage shift*",
    "slow_wave": (
        "slow wave*, slow-wave*, slow oscillation*, so density, so count, delta waves, half waves, half-wave*"
    ),
    "k_complex": "k-complex*, k complex*, kcomplex*, kc, kcs",
    "rem_eyes": (
        "rapid eye movement*, rems, rapid saccade*, eyes dart*, darting, dart, rapid ocular, fast eye "
        "movement*, quick eye movement*, conjugate"
    ),
    "discharge": (
        "ied, ieds, interictal*, epileptiform, epileptic spike*, sharp wave*, sharps, spike and slow, "
        "interictal spike*, spikes, spiking, polyspike*, sharp transient*, epileptiform spike*, "
        "sharp-wave*, discharge*, spike detect*"
    ),
    "rhythmic": (
        "periodic discharge*, rhythmic discharge*, lpd, lpds, gpd, gpds, lrda, grda, pleds, bipleds, birds, "
        "triphasic, firda, tirda, sirpids, quasi-periodic, rhythmic, periodic, ictal-interictal"
    ),
    "suppression": (
        "suppression*, suppressed, bsr, burst suppression, burst-suppression, isoelectric, discontinuous, "
        "inter-burst, interburst, bursts, trace alternant, electrocerebral"
    ),
    "movement": (
        "movement*, motion, moved, moving, move, moves, body, gross, restless, thrash*, wriggl*, still, "
        "jerk*, fidget*"
    ),
    "lost": (
        "lost, loss, dropout*, drop-out*, gap, gaps, missing, interrupt*, headbox, packet*, blackout, "
        "paused, pause, disconnect*, unplugged, cut out, no signal, all channels flat, no data"
    ),
    "artefact": "artefact*, artifact*, contaminat*, unusable, usable, rejected, clean data, dirty, thrown away",
    "aeeg": "aeeg, cfm, amplitude-integrated, amplitude integrated, cerebral function, margin, margins, border",
    "trend": (
        "trend*, over time, over the night, over hours, per hour, hourly, long-term, long term, gradual*, "
        "progressive*, as the hours, evolve*, evolution, develop*, time course, with time"
    ),
    "coherence": "coheren*, connectiv*, msc, connected, functional coupling, functional connectivity",
    "phase": (
        "phase lag*, phase-lag*, pli, wpli, dwpli, plv, phase lock*, phase-lock*, phase synchron*, in phase, "
        "out of phase, synchron*, phase coupling, phase difference, lagged, imaginary coherence, phase*"
    ),
    "correlation": "correlat*, pearson*, cross-correlation, similar*, alike, identical, bridged, r of, together",
    "response": (
        "erp, erps, evoked, event-related, event related, vep, aep, sep, bera, averaged, average, response*, "
        "respond*, react, reacts, reaction, elicit*, evoke*, n100, n200, p100, p200, p50, mmn, n1, p1, p2, "
        "n75, n20, stimulus-locked, time-locked, deflection, activation*, erf"
    ),
    "oddball": (
        "p300, p3, p3a, p3b, oddball*, target*, non-target*, nontarget*, deviant*, standards, rare, "
        "frequent, novel, novelty"
    ),
    "face": "n170, m170, face*, house*, vpp",
    "desync": (
        "erd, ers, erd/ers, ersp, desynchron*, synchronis*, synchroniz*, rebound, event-related, "
        "event related, mu, sensorimotor, smr, suppress*, block, blocking, imagery, reactivity, induced"
    ),
    "flicker": (
        "ssvep*, assr, flicker*, steady-state, steady state, attended, attend*, photic, driving, cca, "
        "canonical, tagged, tagging, entrain*, staring, stimulation frequency, led, follow"
    ),
    "react": "reaction time*, response time*, rt, rts, press, pressed, button, respond, reaction, reactions",
    "speed": "speed, velocity, running, run, runs, locomotion, wheel, treadmill, animal, rat, mouse, maze",
    "breath": "breath*, respirat*, inhal*, airflow, belt, thorax",
    "bold": "bold, fmri, scan, scans, scanner, haemodynamic, hemodynamic, signal change, tr, run, hrf, ts",
    "volumes": "volume*, frames, dvars, scrub*, censor*, trs, outlier*, motion outlier*",
    "drift": "drift*, detrend*, linear trend, baseline",
    "cell": "cell, cells, roi, rois, neuron*, unit, units, cluster, clusters, voxel*, parcel*, ca2, putative",
    "calcium": "calcium, transient*, df/f, fluoresc*, ca2, gcamp, imaging, ca",
    "firing": (
        "firing, fire, fires, fired, spikes per second, spike rate, spiking, spike train*, discharge rate, "
        "spikes, psth, peristimulus, peri-stimulus, fr"
    ),
    "isi": (
        "isi, isis, interspike*, inter-spike*, between spikes, cv, cv2, coefficient of variation, regular, "
        "regularity, irregular*, poisson, spike train"
    ),
    "refractory": (
        "refractory, violation*, isolation, isolated, contamination, single unit, single-unit, multi-unit, "
        "sorting, sorted, within 2 ms, below 2 ms, closer than"
    ),
    "bursting": "burst, bursting, bursty, burstiness, doublets, complex spikes, tonic, burst*",
    "spatial": (
        "spatial information, place, place cell*, place field*, skaggs, bits, position, spatial*, track, "
        "location coding, per spike"
    ),
    "tsnr": "tsnr, temporal snr, temporal signal*, sfnr, time series snr, signal-to-fluctuation*, over time",
}
