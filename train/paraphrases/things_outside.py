"""(Intent, ways to ask, names or whole questions): what no recording can answer, or we cannot."""

from __future__ import annotations

THINGS: tuple[tuple[str, str, str], ...] = (
    ("diagnosis", "say", """
(does|do|did|could|might|would) (he|she|I|my son|my mother|the patient|this person|the child) (have|
suffer from|show) (epilepsy|dementia|ADHD|depression|autism|a brain tumour|Parkinson's|a stroke|MS|
schizophrenia|sleep apnoea|narcolepsy)
(is|are) (he|she|this|I|my niece|the patient) (epileptic|autistic|demented|depressed|schizophrenic|
brain dead|bipolar|psychotic|ill|sick|mentally ill)
(rule out|exclude|confirm|diagnose) (a stroke|encephalitis|epilepsy|dementia|a tumour|MS|
Alzheimer's) (please|for me|here|)
what('s| is) (wrong|the matter) with (him|her|the patient|my brain|this brain|me)
(which|what) (disease|disorder|syndrome|illness|condition|epilepsy) (is|could|might) (this|it|this be|
it be)
(my|her|his) (theta|alpha|beta|delta) (is|looks) (low|odd|slow), (do I have|is it|am I|is she) (ADHD|
depression|dementia|ill|sick|autistic)
(signs|evidence) of (dementia|autism|depression|ADHD|brain damage|encephalopathy|a tumour)
(smells|tastes) like (dementia|a stroke|epilepsy|autism)
(in which|which) (hemisphere|side|place) (is|has) the (lesion|bleed|stroke|damage)
"""),
    ("treatment", "say", """
(how much|which|what|which dose of) (keppra|valproate|drug|medication|medicine|lamotrigine|sedative|
sleeping pill|antidepressant|lorazepam) (should|shall|would|do) (we|I|he|she|you) (give|take|get|
prescribe|recommend)
(should|shall|can|may|must) (I|we|he|she) (stop|start|increase|reduce|switch|double|wean|skip) (the drug|
the medication|the pills|treatment|sedation|life support|his tablets)
(would|could|will) (surgery|neurofeedback|a pacemaker|TMS|an operation|medication|a diet|therapy) (help|
cure|work|improve) (him|her|me|this|)
(time|ok|okay|safe|allowed) to (stop the pills|withdraw care|drive again|operate|extubate|discharge him|
go home|wake him from the coma)
(recommend|suggest|advise) (a|some|any) (therapy|treatment|drug|training|medication|exercise) (for this|
for him|)
(which|what) (drug|therapy|treatment|exercise|medicine) (would|could|might) (help|calm|cure) (her|him|me|
the patient)
"""),
    ("person", "say", """
(how old|what age|which sex|what gender) (is|was|are) (the patient|the subject|he|she|this person|
the volunteer|the participant)
(man or woman|boy or girl|lefty or righty|young or old) (subject|person|)
(who|whose) (is|was|brain is|head is) (this|it|in the scanner|lying there)
(is|was) (he|she|the subject|the volunteer) (extraverted|clever|religious|married|left-handed|a musician|
rich|in love|lying|a liar|gay|a criminal|well educated|a student|honest)
(did|does) (he|she|the subject|the volunteer) (speak French|have children|play the piano|study medicine|
like me|believe in god|vote|finish school)
(guess|tell me) (the|his|her) (IQ|age|intelligence|personality|income|profession|native language|
mother tongue|name|education|nationality)
what (is|was) (he|she|the subject|the volunteer) (thinking|thinking of|feeling|dreaming|dreaming about|
imagining to say|planning|remembering) (at 40 s|then|now|about|)
(please |)(read|show|reconstruct) (his|her|the) (thoughts|dream|dreams|mind|memories|feelings)
(is|was) (he|she) (telling the truth|making it up)
what did (the rat|he|she|the subject) (think|want|experience) (as|while) (the shock came|it happened)
"""),
    ("not measurable", "say", """
(arterial|intracranial|skull) (pressure|glucose|gases|flow) (value|normal|level|)
blood (gases|alcohol|group|oxygen) (value|level|)
(SpO2|skin temperature|core temperature|sweat|hormone level|cortisol|lactate|body weight) (at the start|
please|value|?)
how much (serotonin|noradrenaline|glutamate|oxygen|GABA|glucose) (was released|is used|was consumed|
is in the brain)
(decode|read out|tell me|which is|what was) the (word|sentence|letter|song|picture|image|number|
movement) (he|she|the volunteer|the subject) (imagined|had in mind|saw|heard|was shown|meant)
the (word|sentence|letter|number) (he|she|the subject) (meant|had in mind|thought of)
(source|dipole|generator|cortical origin) (location|localisation|solution|fit)
(sample|spectral|permutation|approximate) entropy | (Granger|transfer) (causality|entropy)
(heart rate variability|HRV|RMSSD|pupil size|gaze position|eye position|galvanic skin response|
lung volume|muscle force|grip strength) (value|please|at 30 s|?)
"""),
    ("off-topic", "say", """
(what's|how is|tell me) the (weather|temperature outside|forecast|traffic|news|time) (in Rome|in Berlin|
tomorrow|today|in Tokyo|)
(write|compose|draft) (me |)(a poem|a song|a letter|an email|a love letter|an essay|a joke) (about spring|
about the sea|for my mum|)
(best|cheapest|nearest) (sushi|restaurant|pub|cafe|burger|hotel) (near here|in town|)
who won the (election|champions league|super bowl|oscar|Nobel prize) (in 2010|last year|)
(translate|how do you say) ('hello'|'thank you'|this) (into|in) (Swedish|German|Latin)
(help me |how do I |please |can you )(fix|repair|install|set up|clean) (my |the |)(computer|car|phone|
washing machine|wifi|router|bike)
(should|shall|would) I (buy|sell|invest in) (shares|gold|a house|a car|Tesla)
(what is|compute|) (12|31|9) (times|plus|minus|divided by) (14|27|3)
(recommend|suggest) a (film|book|restaurant|holiday|song|laptop)
(capital|president|population|flag) of (Peru|France|Kenya|Norway)
"""),
    ("unclear", "say", """
(and |what about |so )(that|this|the other|the third one|the thing) (then|too|now|)
(hm|hmm+|uhm|err|mhm|eh) | do (it|that) (once more|differently)
(is|was) (it|that|this) (worse|good|the same|different|more|enough|right)
the (other|upper|first), (what|so) | (qwer|sdfg|yxcv|hjkl) (uiop|fghj|vbnm|)
(you know|the usual|whatever|something like that|as before|like yesterday)
"""),
)  # fmt: skip
