"""Words by which people ask (q_) and words of what is not asked of a recording (x_): concept → its terms."""

from __future__ import annotations

TERMS: dict[str, str] = {
    "q_drop": (
        "drop*, decreas*, go down, goes down, fall, falls, less, reduc*, decline*, weaker, attenuat*, sink*, "
        "lower*, shrink*, dwindl*, smaller, dip, dips, vanish*, suppressed, down"
    ),
    "q_rise": (
        "increas*, rise*, rising, go up, goes up, more, grow*, stronger, larger, rise, rose, climb*, jump*, "
        "boost*, bigger, higher, up, upward*, enhanc*, surge*, swell*"
    ),
    "q_until": (
        "end, ends, ended, stop, stops, stopped, over, offset, last, lasts, lasted, long, duration, "
        "from when, until when, start and end, start and stop, episode*, intervals, finish*, cease*, "
        "terminat*, die out, dies out, go on for, goes on for, takes, end of"
    ),
    "q_count": (
        "how many, number of, count, counts, #, nr of, no. of, num of, total number, tally, amount of, "
        "how often, nr, n of, quantity of, in total, altogether, sum of, add up, how numerous, many, "
        "countings, numerous, no of, totals"
    ),
    "q_rate": (
        "per minute, per min, rate, a minute, /min, each minute, how frequently, how often, "
        "frequency of blinks, in a minute, per hour, every minute, /hour, on average per, incidence, "
        "frequency of, times a minute, how common, common"
    ),
    "q_when": (
        "when, what time, at which second, which second, timepoint*, time point*, timestamp*, latenc*, "
        "timing*, at what point, moment*, times, onset time*, time of, at which time, instants, "
        "how far into, how long until, how soon, which seconds, time stamp*, clock time*, at which moment*, "
        "where in time, which stretches, which segments, which parts, which minutes, during which, "
        "between which, start and stop, enumerate with, exactly when, seconds of, with times, with time"
    ),
    "q_much": (
        "how much, how strong, how big, how large, how high, how intense, strength, how severe, level, "
        "degree, extent, how bad, how powerful, how heavy, how loud, how pronounced, how marked, "
        "how massive, size of, magnitude"
    ),
    "q_which": (
        "list em, list them, which, what are, list, name them, identify, point out, tell me which, name the, "
        "name all, enumerate, display, show all, specify"
    ),
    "q_is": (
        "is there, are there, any, does, presence, present, contain*, see any, has, have, exist*, detect*, "
        "spot, find, found, evidence of, signs of, hint of, trace of, without, free of, lack, absent, "
        "got any, presence of, do we have, have we, spotted, notice*, visible, seen, recognis*, recogniz*"
    ),
    "x_diagnosis": (
        "pathological, psychogenic, pnes, risk, ill, encephalogram of a patient, lennox-gastaut, lennox, "
        "dravet, west syndrome, sudep, dyslexi*, demented, autism, autistic, diagnos*, epilepsy, adhd, "
        "depress*, alzheimer*, dementia, parkinson*, autis*, schizophren*, disorder*, disease*, illness, "
        "pathology, condition of the patient, tumor*, tumour*, stroke, encephalopath*, concussion, tbi, "
        "coma, migraine, insomnia, bipolar disorder, mci, anxiety, ptsd, ocd, narcolepsy, syndrome*, sick, "
        "healthy, prognos*, brain damage*, brain-damaged, lesion*, brain death, brain dead, delirium, "
        "encephalitis, neurodegenerat*, cognitive impairment, apnea, apnoea, psychosis, psychotic, burnout, "
        "long covid, multiple sclerosis, epileptic patient, is the patient epileptic, hypoxi*, schizo*, "
        "wrong with, matter with, brain tumour*, syndrome, ilae, disorder, rule out, exclude, mentally ill, "
        "insane, addict*, alcoholi*, bipolar disease, manic, handicap*, retard*, spectrum disorder, "
        "meningitis, sclerosis, lupus, paranoi*, neuros*, mental health"
    ),
    "x_treatment": (
        "benzodiazepine*, benzos, pills, discharged, improve my, raise my, wean off, propofol, phenytoin, "
        "carbamazepine, anticonvuls*, prevent seizures, icu, neurologist, treat*, medicat*, drug*, dose*, "
        "dosage, pill*, therap*, prescri*, surgery, surgical, keppra, levetiracetam, valproate, "
        "anticonvulsant*, antiepileptic*, aed, asm, lorazepam, neurofeedback, dbs, tms, operate, operation, "
        "remedy, cure, hospital, doctor, er, emergency, discharge him, discharge her, admit, ritalin, "
        "methylphenidate, antidepress*, ssri, titrat*, taper*, lamotrigine, drive, driving, resection, vns, "
        "vagus, diet, supplement*, wean*, sedat*, anaesthe*, anesthe*, ventilator, life support, extubat*, "
        "intubat*, sleeping pill*, pacemaker, prescribe, tablet*, protocol you, recommend a therapy, "
        "deep brain stimulation, stop the drug*, withdraw*, switch off the, help this man, help him, "
        "help her, should we give, should i give, training protocol, chemotherap*, physio*, rehab*, "
        "cortison*, sertraline, clobazam, topiramate, melatonin"
    ),
    "x_person": (
        "years old, how many years, good mood, bad mood, jet lag, jetlag*, hungry, hangover, daydreaming, "
        "daydream*, female, lies, lying, daughter, how tired, age, old, young, sex, gender, male, man, "
        "woman, boy, girl, child, adult, identity, who is, whose, handed*, iq, intelligen*, smart, "
        "personality, mood, happy, sad, angry, lie detector, liar, thinking, thought*, feel*, emotion*, "
        "name of the patient, patient's name, religio*, ethnic*, race, nationality, gay, love*, criminal, "
        "guilty, honest, dreaming, dream*, memory of, mind, mind-read*, bored, tired, stressed, attention, "
        "attentive, concentrat*, drunk, introvert*, extrovert*, musical, educated, profession, language, "
        "married, political, vote, weight, height of the, address, sleepy, drowsy, fatigue*, vigilan*, "
        "alertness, relaxed, meditat*, pregnant, smoker, arous*, awake, university, school, college, "
        "studied, study at, degree, extravert*, extrovert, introvert, born, grew up, grow up, "
        "native language, mother tongue, speaks, spoke, living, hometown, income, wealthy, rich, "
        "left-handed, right-handed, lefty, righty, who is this, who was, recorded person, "
        "what was he thinking, what was she thinking, think about, thinks, dreamed, dreamt, believes, "
        "prefers, likes, favourite, ex-smoker, athlete, sport*, mother of, father of, how old, birthday, "
        "star sign, zodiac, name of the subject, guy, lied, truth"
    ),
    "x_measure": (
        "arithmetic, workload, cognitive load, memory load, calculating, subtracting, flow of information, "
        "digit, go/nogo, stroop, flanker, oxygenation, beat-to-beat, n2pc, lpp, n400, p600, "
        "mutual information, csd, laplacian, screen, object, go/no-go, covert, spelling, speller, "
        "stimulus was, spectral entropy, kurtosis, skewness, bis, valence, tbr, phase of, phase at, "
        "generator, conscious*, sedation, beta ratio, theta ratio, source locali*, source reconstruct*, "
        "dipole*, loreta, eloreta, sloreta, beamform*, inverse solution, granger, transfer entropy, "
        "permutation test*, across subjects, over subjects, lrp, cnv, ern, decode*, decoding, classif*, "
        "imagined, imagining, microstate*, entropy, lempel*, complexity, fractal dimension, hurst, lyapunov, "
        "hfo, hfos, ripple*, high-frequency oscillation*, phase-amplitude, phase amplitude, pac, "
        "cross-frequency, bis index, impedance*, kohm, filter*, high-pass, low-pass, bandpass, cutoff, "
        "amplifier, manufacturer, device, date, what day, hospital, blood*, oxygen*, spo2, hrv, "
        "heart rate variability, gsr, skin conductance, temperature, picture*, image*, photo*, movie, word, "
        "song, music, seen, hear*, watching, looking at, mri, cerebral blood, cortex thickness, receptor*, "
        "dopamine, gaba, neurotransmitter*, ica, independent component*, theta/beta ratio, itpc, itc, "
        "inter-trial, tract*, deep source*, hippocamp*, amygdala, thalam*, insula, cortisol, glucose, "
        "score the sleep, sleep staging, stage the sleep, scoring it, score it, apnea index, ahi, "
        "leg movements, receptive field*, tuning curve*, cross-correlogram*, waveform*, neuropil, glm, "
        "beta map, hrf, hbo, hbr, framewise displacement, mvpa, sort the spikes, spike sort*, "
        "fires the most, fire above, sugar, lactate, hormone*, blood sugar, blood pressure, mmhg, "
        "intracranial pressure, icp, body weight, muscle force, grip force, lung*, sweat*, serotonin, "
        "noradrenaline, acetylcholine, glutamate, neuropeptide*, oxygen saturation, saturation, "
        "body temperature, fever, pupil*, silently say*, inner speech, imagined speech, silent speech, "
        "word he, word she, number he, number she, replay the dream, replay, reconstruct, neurochem*, "
        "metaboli*, cerebrospinal, iron level, vitamin*, insulin, adrenaline, viral, dna, gene, genes, "
        "genetic*"
    ),
    "x_offtopic": (
        "revolution, pizza, french, matlab, script, champions league, recipe, who won, wrote, movie, planet, "
        "ocean, mountain, mount, cost, expensive, ounces, pounds, miles, alarm, dinner, haiku, "
        "photosynthesis, machine learning, banana, invented, stand for, define, wikipedia, write a, "
        "tell me a joke, game, ticket, bike, weather, rain, joke*, poem, poetry, code, python, javascript, "
        "sql, function, cook*, bake, football, soccer, president, capital of, bitcoin, stock*, price, "
        "translate, translation, ignore, instructions, system prompt, prompt, jailbreak, pretend, roleplay, "
        "essay, homework, movie recommendation, restaurant*, holiday, flight*, hotel, history, war, math, "
        "equation, integral, prime number*, story, sing, lyrics, horoscope, lottery, news, email, password*, "
        "hack*, weapon*, bomb, politic*, election, chatgpt, openai, llm, shopping, buy, cat, dog, car, "
        "phone, laptop, wifi, internet, website, url, linkedin, salary, sudo, rm -rf, <script>, "
        "developer mode, dan, printer*, university ranking, times table, router, washing machine, sushi, "
        "burger, pub, beer, wine, champion, olympic*, tesla, invest*, capital city, flag of, autumn, "
        "summer holiday*, christmas, present for, flat tyre, train to, bus, airport, recipe*, diet plan, "
        "gym, zurich, berlin, paris, london, finnish, swedish, german word, spanish, italian, taxes, tax, "
        "mortgage, tv, netflix, spotify, whatsapp, youtube, hairdresser, dentist, garden, plants, guitar"
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
        "well done, ok, okay, howdy, salut, bonjour, guten tag, moin, servus, merci, danke, gracias, grazie, "
        "top, super, fantastic"
    ),
    "x_explain": (
        "why, how sure, how certain, confident, confidence, certain, certainty, how do you know, "
        "how did you, based on what, evidence, justify, justification, explain, reasoning, rationale, prove, "
        "proof, method, algorithm, calculated, computed, sure, which records, source of, basis, convinced, "
        "believe you, rely, derived, how come, what for, on what grounds, where from, which basis, "
        "trust that, believe that, reason for"
    ),
    "x_followup": (
        "difference, by what factor, the same at, same for, same over, only, and, what about, how about, "
        "same, again, also, likewise, ditto, there, that one, by how much, the other, do it again, "
        "once more, the thing again, the previous, the same again, next one, other one, as before"
    ),
}
