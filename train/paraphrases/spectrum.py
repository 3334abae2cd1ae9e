"""Wordings people use to ask for spectra, amplitudes and noise: several phrases per line, separated by |."""

BANK: dict[str, str] = {
    "dominant band": """
what is the dominant band | dominant frequency band | which band dominates | which band is strongest
strongest band | which rhythm dominates | what rhythm prevails | predominant rhythm | main rhythm
delta, theta, alpha or beta? | is it mostly alpha or theta | mostly slow or fast activity?
is the background slow | is the background activity slowed | is there slowing | is there generalised slowing
any slowing of the EEG | diffuse slowing? | background slowing y/n | is it slow | does slow activity prevail
is the activity mainly fast | fast or slow rhythms | what kind of waves dominate
which band has the most power | band with the highest power | in which band is most of the energy
most powerful band | which frequency range is most prominent | what frequency range rules
which of the classical bands is largest | is alpha dominant | is delta the dominant band | does theta dominate
is beta activity predominant | alpha-dominant? | predominantly alpha? | what waves are we seeing mostly
brain waves: which type | which brainwave is most present | prevailing band | leading rhythm
principal rhythm | what band is the background in | background rhythm | what's the main frequency band over O1
which band wins | which band is on top | band winner | rank the bands | dominant brain rhythm
dominating band | dominance: alpha or beta | what is the most active band | is there more theta than alpha
more delta or more alpha? | is slow wave activity dominating | which oscillation is strongest | biggest band?
which band is the biggest | which kind of rhythm is the most pronounced | which wave band is prevalent
what EEG band carries most energy | major band | major rhythm between 10 and 30 s | band dom? | dom band
is the spectrum dominated by low frequencies | dominated by which band | slow waves or alpha?
delta or theta predominance
""",
    "dominant frequency": """
what is the dominant frequency | dominant frequency | peak frequency | what is the peak frequency
frequency of the peak | at which frequency is the spectral peak | where is the peak in the spectrum
where does the spectrum peak | main frequency | what frequency does it oscillate at
at what frequency does it oscillate | how fast is the rhythm | speed of the rhythm | how many Hz is the rhythm
Hz of the main rhythm | dominant freq | peak freq | dom freq | f max | fmax | main oscillation frequency
frequency with the most power | frequency with maximum power | strongest frequency
which frequency is the strongest | which single frequency stands out | in Hz, what dominates
prominent frequency | most prominent frequency | centre frequency of the spectral peak
center frequency of the bump | spectral peak location | spectrum maximum at? | argmax of the PSD
PSD peak position | PSD max at which Hz | where is the PSD highest | highest point of the spectrum
where is the biggest peak in the power spectrum | at how many hertz is the largest peak
how many cycles per second | frequency of the dominant rhythm at Cz
what's the frequency of the oscillation over C3 | rhythm frequency | is it slower than before
is the second one slower | which one is slower | is the first recording faster | is the rhythm slowing down
background frequency | background frequency in Hz | frequency of the background rhythm
frequency of the background activity | mean peak frequency | modal frequency | frequency content peak
at which Hz do we find the most energy | main spectral component | main frequency component
principal frequency | fundamental frequency of the oscillation | what is the rate of the oscillation in hertz
cps of the background | what's the tempo of the waves | wave frequency | frequency of these waves
which frequency is most visible | peak hz | dominating frequency | prevailing frequency
""",
    "peak prominence": """
how prominent is the peak | peak prominence | prominence of the spectral peak
how strongly does the peak stand out | how far does the peak rise above the background
height of the peak above the 1/f | peak height in dB | peak height | how clear is the spectral peak
is the peak clear | is there a clear peak in the spectrum | is there any spectral peak
is there an oscillatory peak at all | does any peak stand out from the spectrum | how sharp is the peak
peakedness of the spectrum | how pronounced is the rhythm above the aperiodic background
how much does the peak exceed the aperiodic part | oscillatory peak strength over 1/f
peak power above the aperiodic component | how tall is the bump in the PSD | size of the bump in the spectrum
is there a bump in the spectrum | is there a hump | is the spectrum peaky
is the spectrum featureless or with a peak | does the spectrum have a peak | do we see a peak in the PSD
peak to background ratio | spectral peak SNR | signal to noise of the peak | peak salience
salience of the peak | how salient is the rhythm | how distinct is the peak | how well defined is the peak
well-defined spectral peak? | prominence in dB | prom of peak | relative height of the spectral peak
peak over baseline spectrum | how strong is the peak | how many dB does the peak stand above the neighbours
how much does it stick out of the spectrum | does a peak stick out
is there real oscillation or just 1/f noise | is it a true oscillation | is there rhythmicity in the spectrum
oscillation strength above the fractal component | peak amplitude relative to 1/f background
is the peak weak or strong
""",
    "line noise": """
is there line noise | line noise? | how much line noise | mains noise | mains hum | hum?
is there hum from the wall socket | hum strength | how strong is the hum | how loud is the mains hum
50 Hz noise? | 60 Hz noise? | 50 or 60 Hz interference | power line interference | powerline noise
power-line artifact | powerline contamination | AC interference | AC hum | electrical interference?
electrical noise from the mains | is the recording contaminated by the power grid | grid noise
is there a 50 Hz peak | is there a 60 Hz peak | 50 Hz peak height | how high is the 50 Hz spike
spike at 60 Hz? | is the mains at 50 or 60 Hz | mains frequency | what is the line frequency | line frequency
utility frequency | was it recorded in Europe or America judging by the mains | Europe (50) or US (60) mains?
which mains frequency contaminates | do I need a notch filter | do I need to notch | is a notch necessary
should I apply a notch at 50 Hz | notch needed? | is there electric hum in the data | electric buzz
buzzing from electricity | is there buzz at 60 | is there wall power noise | noise from the wall outlet
outlet noise | noise from lamps or cables | noise from the lights | fluorescent light noise
interference from electrical equipment | ground loop? | is there a ground loop | grounding problem visible?
50Hz? | 60Hz? | 50hz noise level | line noise level in dB | how many dB of line noise
dB of mains above neighbours | line noise at O1 | mains contamination over Fz | which mains | mains?
mains artifact | mains artefact strong? | is it free of line noise | is the signal clean of mains
no line noise? | without mains hum? | powerline clean? | amount of 50 cycle noise | sixty cycle hum
60-cycle artifact | fifty hertz interference | alternating current noise | how bad is the mains interference
how severe is powerline noise | strength of the line artefact | mains pickup | line hum | humming
electricity noise | plug noise | power supply noise | noise of the power network | netz brumm hum
how contaminated is it at the line frequency | line component | line contamination | harmonic of the mains
is there any interference at 50 Hertz
""",
    "band power": """
alpha power | what is the alpha power | how much alpha is there | theta power over Fz | beta power at C3
power of delta | how strong is alpha | how strong is theta over the frontal channels | strength of beta
how big is the delta | gamma power | what's the power in the alpha band | power in the 8-12 Hz range
power between 8 and 12 Hz | energy from 13 to 30 Hz | band power of theta | bandpower beta | theta bandpower
delta band power | sigma power at Cz | absolute alpha power | absolute theta power in O1 and O2
amount of theta | amount of alpha activity | how much beta activity | level of theta | alpha level
theta level | intensity of the alpha rhythm over Pz | beta energy | delta energy | quantify alpha
quantify theta between 10 and 20 s | compute alpha power in the first minute | calculate beta power
measure delta power | give me theta power for F3 and F4 | report gamma power
magnitude of the alpha oscillation | alpha at O1? | theta in Fz please | beta over motor cortex
frontal theta? | frontal midline theta power | occipital alpha power | mu power over C3
mu rhythm strength at C3 and C4 | sensorimotor beta power | slow wave power | slow-wave activity level
delta in the last 30 s | how much slow activity is in T3 | uV2 of alpha | alpha uV^2 | alpha pwr
theta pwr at Pz | what is the power spectral density in the beta band | PSD in the theta band
spectral power 4-8 Hz | spectral power of alpha | is alpha power higher in O1 than in O2
compare theta in the first and second half | is beta larger frontally than occipitally
does alpha increase after 30 s | does alpha drop in the second half | change in theta over time
alpha first half vs second half | is there much beta | is there a lot of gamma | lots of theta?
is there theta over the left temporal region | is there delta | how intense is the gamma activity
is delta strong at T5 | strong alpha? | weak alpha? | how pronounced is theta frontally
what is the 20-40 Hz power | 1-4 Hz power | 30-45 Hz energy | power at 10 Hz | how large is the 10 Hz activity
power in band alpha | fast activity amount | how much fast activity | high frequency power
low frequency power | high-beta power | low alpha power 8-10 Hz | upper alpha 10-12 Hz power
size of alpha waves | value of theta
""",
    "relative band power": """
relative alpha power | what fraction of the power is alpha | what percentage of power is in the theta band
percent delta | proportion of beta | share of alpha in the total power | how much of the total power is theta
relative theta | relative beta power at C3 | relative delta over frontal channels
alpha as a percentage of total power | % alpha | % of delta | normalised alpha power | normalized theta power
alpha normalised by total power | ratio of alpha to total power | alpha fraction | theta fraction
delta fraction | beta share | what part of the spectrum is alpha | how many percent alpha
how many percent of the power lies in beta | which percentage is slow activity | percent power in delta
pct theta | contribution of alpha to the total | how much does theta contribute | delta contribution
what portion of the energy is gamma | relative power of sigma at Cz | relative power in 8-12 Hz
relative bandpower theta | rel. alpha power | rel alpha | rel theta pow
what proportion of the signal is alpha | alpha's share
alpha over total | theta/total power | beta divided by total power | delta to total power ratio
fractional alpha power | what fraction of energy sits between 4 and 8 Hz | percentage of power from 8 to 12 Hz
percent of spectrum below 4 Hz | how big is the share of beta in the first 30 s
relative alpha over the back of the head | relative gamma between 10 and 20 s | percentage alpha in O2
what percentage of the signal is delta | in percent, how much alpha | alpha in percent
proportionally, how much theta is there | alpha quota | proportion alpha | alpha percent time? percent power
how much of the EEG is alpha | how much of the activity is slow | what amount of the total is beta
makeup: how much delta in percent
""",
    "topography": """
where is alpha strongest | which channel has the most alpha | which electrode shows the highest theta power
where on the scalp is beta largest | topography of alpha | scalp distribution of theta | alpha topography
theta map | which region has the highest alpha power | in which region is delta maximal
where is the delta focus | location of the alpha maximum | where does theta peak on the head
where is most of the beta | distribution of alpha over the scalp | regional alpha power
is alpha occipital or frontal | is theta frontal or temporal | is the alpha posterior or anterior
where do we see alpha | which lobe has most slow activity | which side and lobe shows delta
which area shows the most beta | spatial distribution of gamma | spatial pattern of alpha
topographical map of theta power | topomap alpha | which sensors show the strongest alpha
at which electrode is alpha maximal | on which electrodes is theta biggest
electrode with the highest beta power | channel with maximum delta | channel with most alpha power
max alpha where? | alpha max site | site of maximal theta | compare alpha across regions | alpha by region
power per region | band power per lobe | theta per region please | front or back: where is alpha larger
where is alpha located | where is the rhythm strongest | where's the slow activity
where is slowing most marked | is the slowing focal, where | focal slowing? | which channels show slow waves
which channel is the most active | where is the activity strongest | which electrode has the most power
is alpha distributed over the back of the head | does alpha spread to frontal regions
anterior-posterior gradient of alpha | where can I find the strongest alpha | where does the spindle band peak
whereabouts is beta strongest | localise the alpha maximum on the scalp
""",
    "posterior alpha": """
is there a posterior dominant rhythm | posterior dominant rhythm present? | PDR? | is there a PDR
is a PDR seen | is there posterior alpha | is there an occipital alpha rhythm | occipital alpha present?
any alpha rhythm at the back of the head | is there an alpha rhythm | alpha rhythm present? | any alpha
is alpha visible | do you see alpha over O1 and O2 | does the subject have an alpha rhythm
is there a clear alpha peak occipitally | is there a Berger rhythm | Berger rhythm?
is the alpha rhythm well developed | how well is the posterior rhythm formed
is the posterior background rhythm preserved | prominence of the posterior alpha | posterior alpha prominence
how prominent is occipital alpha | how clear is the alpha peak | is the posterior background normal
is the posterior basic rhythm there | posterior basic rhythm? | basic rhythm occipital
well organised posterior rhythm? | is the occipital rhythm well-modulated | is the alpha blocked
alpha blocking? | is alpha suppressed | does the back of the head oscillate in alpha
do we have an alpha peak | alpha peak visible? | alpha bump at the back?
is the classic eyes-closed alpha there | idling rhythm over visual cortex? | visual cortex alpha?
visual alpha | is alpha absent | absence of alpha? | no alpha rhythm? | lack of posterior alpha?
does alpha exist posteriorly | posterior rhythm | posterior alpha rhythm | occipital rhythm
background rhythm over the occipital leads present? | is a posterior 10 Hz rhythm seen
10 Hz activity at the back? | 8-13 Hz rhythm over the occipital region?
is there rhythmic alpha activity in the posterior channels | alpha oscillation in occipital sensors?
alpha over the occiput
""",
    "posterior alpha frequency": """
what is the frequency of the posterior dominant rhythm | PDR frequency | posterior rhythm frequency
frequency of the PDR | individual alpha frequency | IAF | what is the IAF
what's the subject's individual alpha frequency | alpha peak frequency | peak alpha frequency | PAF
what is the peak alpha frequency | alpha frequency | at what frequency is the alpha peak
how fast is the alpha rhythm | how fast is the posterior rhythm | speed of alpha | at how many Hz is the alpha
how many hertz is the posterior alpha | what Hz is the occipital rhythm | frequency of occipital alpha
alpha in Hz | is the alpha slow | is the posterior rhythm slow for an adult | is alpha slowed | slow alpha?
fast alpha variant? | is the PDR below 8 Hz | is the posterior dominant rhythm within 8-13 Hz
what frequency does the background reach posteriorly | frequency of the basic rhythm | basic rhythm frequency
frequency of the Berger rhythm | alpha centre frequency | center frequency of alpha
where is the alpha peak in Hz | where does alpha peak (Hz) | alpha peak at which frequency
exact alpha frequency please | alpha freq | alpha peak freq | iaf? | paf? | pdr in hz | pdr hz | pdr freq
frequency of alpha at O1 and O2 | what frequency is the alpha rhythm over the occipital channels
the alpha oscillates at? | alpha rhythm: how many cycles per second | occipital peak frequency
posterior peak frequency | occipital frequency | frequency at the back of the head
rhythm frequency at the back of the head | dominant alpha frequency | posterior background frequency
background frequency over the occipital leads | iAPF | individual alpha peak | does alpha run at 10 Hz
is the alpha at 9 or 11 Hz | what's the tempo of alpha | pace of the alpha rhythm
""",
    "alpha asymmetry": """
alpha asymmetry | is there alpha asymmetry | frontal alpha asymmetry | FAA | frontal asymmetry index
asymmetry of alpha | is alpha stronger on the left or on the right | left or right more alpha
which hemisphere has more alpha | alpha left vs right | left-right difference in alpha
left versus right alpha power | difference between hemispheres | hemispheric asymmetry
hemispheric asymmetry of alpha power | interhemispheric asymmetry | is the alpha symmetric
is alpha symmetrical | is the EEG symmetric | is the EEG symmetrical | is it symmetrical
are both hemispheres alike | are the two sides alike | are left and right balanced
is the activity lateralised | lateralization of alpha | lateralisation index | laterality index
alpha laterality | left/right alpha | alpha ratio right to left | ln right minus ln left alpha
log right - log left | is one hemisphere weaker | is one side attenuated | asymmetric background?
side difference of alpha | alpha imbalance | is there more alpha over the right hemisphere
does the left side have less alpha | right greater than left alpha? | asymmetry score | asymmetry index
asymmetry index F4-F3 | alpha asymmetry F3/F4 | assymetry | asymetry of alpha | is it lopsided
is alpha lopsided | lopsided alpha | skewed to one side? | which side is alpha on | one-sided alpha?
compare alpha in left and right hemisphere | compare the hemispheres
left hemisphere compared with right hemisphere alpha | is alpha equal on both sides
same alpha on both sides? | alpha difference O1 O2 left right | asymmetry between O1 and O2
""",
    "amplitude": """
what is the amplitude | amplitude of the signal | how large is the signal | how big are the signals
signal amplitude | RMS amplitude | RMS | what's the RMS | root mean square amplitude | mean amplitude
average amplitude | typical amplitude | how many microvolts | how many uV | signal level in µV | voltage
what voltage | voltage level | typical voltage | amplitude at O1 | amplitude over Cz between 10 and 20 s
RMS of Fp1 | rms in the first minute | microvolts at T3 | is the amplitude low | low-voltage EEG?
is it a low voltage recording | high amplitude? | high voltage activity? | is the background attenuated
are amplitudes normal | are the amplitudes plausible | signal size | signal magnitude
how strong is the signal | signal strength | how high is the amplitude | how tall are the waves
standard deviation of the signal | std of the signal | SD in microvolt | variance of the EEG | signal variance
how much does the voltage vary | amplitude in femtotesla | field strength of the MEG | how many fT
MEG amplitude | mean absolute voltage | channel amplitudes | amplitude per channel | effective voltage
overall amplitude | overall signal level | amp? | ampl. of signal | amplitude (uV)?
amplitude of the background activity | background amplitude | voltage of the background | how big is the EEG
is the signal in a realistic microvolt range | are units right, what amplitude | loudness of the signal
signal power overall rms | compare the amplitude of the first and second half
is amplitude larger on the left | amplitude after 30 s | suppressed voltage? | is the voltage suppressed
is the signal isoelectric or of normal voltage
""",
    "peak-to-peak amplitude": """
peak-to-peak amplitude | peak to peak | p2p | ptp amplitude | pk-pk | peak to peak voltage | Vpp
p-p amplitude | what is the peak to peak voltage at Cz | how big is the swing | voltage swing | max minus min
min-max range | difference between maximum and minimum | range of the signal | signal range
range in microvolts | trough to peak amplitude | trough-to-peak | peak-trough difference
how far does the signal swing | excursions of the signal | voltage excursion | peak-peak
peak-to-peak in the first 10 s | ptp per second | median peak-to-peak
typical peak-to-peak in one-second epochs | pp amplitude at O1 | pp amp | pkpk | PTP value
peak to peak microvolts | how many microvolts from peak to trough
what's the peak-to-peak over frontal channels | amplitude peak to peak | amplitudes from crest to trough
largest to smallest value difference | span from lowest to highest voltage
dynamic range of the voltage in µV | amplitude range | crest-to-trough height | full swing in uV
what swing do the waves have | top to bottom amplitude | top-to-bottom size of waves
would a 100 µV peak-to-peak threshold reject epochs | p2p for rejection threshold
peak-to-peak for artifact rejection | peak2peak | peak 2 peak | peak to peak amplitud
peak-to-peak size between 10 and 20 s | ptp of T3 and T4 | height of the waves from peak to trough
how high from trough to crest | pp voltage
""",
    "aperiodic exponent": """
aperiodic exponent | what is the aperiodic exponent | 1/f exponent | 1/f slope | spectral slope
slope of the spectrum | how steep is the spectrum | steepness of the PSD | steepness of the power spectrum
how quickly does the spectrum fall off | how fast does power drop with frequency | spectral decay
decay of the spectrum | spectral tilt | tilt of the spectrum | exponent of the power law | power-law exponent
power law? | scale-free exponent | scale free activity | beta exponent of 1/f^beta | one over f slope | 1/f
1/f component | 1/f background | 1/f-like slope | the 1/f thing | aperiodic slope | aperiodic component
aperiodic activity | FOOOF exponent | specparam exponent | run FOOOF | fooof fit | fooof slope
parametrise the spectrum exponent | is the spectrum flat or steep | is the spectrum flattened
flattening of the spectrum | how flat is the spectrum | spectral flatness slope | E/I balance proxy
E/I ratio estimate from the slope | excitation-inhibition proxy | excitation inhibition balance from 1/f
log-log slope | slope of PSD in log-log | slope in loglog space | linear fit to the log spectrum
roll-off of the spectrum | spectral roll-off | rolloff exponent | fall-off of power | drop-off with frequency
how much does power decline at higher frequencies | background spectrum slope | broadband slope
broadband decay | non-oscillatory component | arrhythmic component slope | fractal exponent
pink noise exponent | how pink is the noise | colour of the noise | noise color exponent | pinkness
slope over frontal channels | exponent at Cz | aperiodic exponent between 10 and 20 s | chi of the spectrum
spectral exponent | what's the gradient of the spectrum | inclination of the spectrum | psd slope | slope psd
exponent? | slope? | is the 1/f steeper in the second half | does the spectrum decline steeply | steepness
spectral steepness
""",
    "muscle": """
is there muscle artifact | muscle activity? | muscle artefacts | EMG contamination | how much EMG is there
any EMG | is the person clenching the jaw | jaw clenching? | teeth grinding? | is the subject chewing
tense face? | tension in the face | temporalis muscle artifact | muscle noise | muscular contamination
myogenic activity | myogenic artefacts | myographic noise | percentage of muscle contamination
how many seconds have muscle artefacts | what fraction has EMG | muscle fraction
how contaminated is it by muscle | is it tense | was the participant tense
is the subject relaxed or tensing muscles | high-frequency muscle activity over T3 | temporal muscle tension
neck muscle artifact | neck tension | frowning? | forehead muscle tension | scalp muscle activity
are the high frequencies muscle | is gamma just muscle | is the beta from muscles
could the fast activity be EMG | is the high-frequency stuff muscle? | fuzzy EMG on the temporal channels
emg? | muscle? | muscles? | muscle artifact y/n | muscle artifacts between 10 and 20 s
muscle share in the first minute | did he move or swallow | swallowing artifacts?
movement and muscle artefacts | biting? | grimacing? | facial muscles active? | electromyographic interference
electromyogram in the EEG | EMG level | EMG burden | emg proportion | percent EMG | free of muscle artefacts?
muscle-free? | no muscle artifacts? | how bad is the muscle artifact | how strong is EMG
portion of the recording affected by muscle | how much of the recording is spoiled by muscles
time with muscle activity | muscle tension level | muscle tone visible? | is there bruxism
high frequency contamination from muscles
""",
}
