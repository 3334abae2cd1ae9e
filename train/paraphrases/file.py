"""Wordings people use to ask about events, the heart, the file itself, overviews and small talk."""

BANK: dict[str, str] = {
    "event count": """
how many events | how many triggers | number of events | event count | count the markers
how many markers are there | how many annotations does the file have | number of annotations
how many T1 events | how many stimuli were presented | how many trials | number of trials | trial count
how many stimulus onsets | number of stimuli | how often was the cue shown | count of trigger 5
how many times does event S1 occur | how many epochs could I cut | tally of triggers | n events
are there any events | any triggers in the file | does it contain annotations | are there markers
events present? | which events are there | what events are in the file | what event types are there
list the event labels | event labels | what annotations are there | which triggers exist
what do the markers say | what conditions are marked | event codes | what are the event codes
types of stimuli | kinds of triggers | are there stimulus markers | stim channel contents
how many 'square' events | how many responses | number of button presses | how many button presses are marked
count events between 10 and 20 s | triggers in the first minute | how many cues in the second half
total triggers | total number of markers | events? | triggers? | annotations? | markers? | # of events
nr of triggers | no. of trials | is anything annotated | is anything marked in the file | how many flags
how many tags | how many labels in the recording | how many T2 are there | number of T0 | how many stim pulses
how many TTL pulses | ttl count | numbers of evnts
""",
    "event interval": """
interval between events | what is the inter-stimulus interval | ISI | inter-trial interval | ITI
stimulus onset asynchrony | SOA | how far apart are the triggers | how far apart are the events
spacing between stimuli | event spacing | time between events | time between triggers | time between stimuli
gap between markers | gaps between trials | distance between events in seconds | how long between two stimuli
how many seconds between cues | how much time passes between T1 events | how often do triggers come
how often is the stimulus presented | every how many seconds does a trigger come | stimulation rate
rate of stimulation | presentation rate | trigger rate | period of the stimulation
how regular are the events | are the events regular | median inter-event interval | mean ISI
average interval between markers | average ITI | interstimulus interval | intertrial interval
inter-trigger interval | inter event time | onset asynchrony | delay between consecutive stimuli
cadence of the stimuli | pace of the task | what's the pacing of the trials | trial spacing | trial period
how long is a trial | is the ISI jittered | interval of event S1 | isi? | iti? | soa?
time from one trigger to the next | how quickly do trials follow | separation between annotations
are triggers equally spaced | evenly spaced events? | typical gap between two events
seconds between successive markers | the stimuli come every how many seconds
""",
    "event onsets": """
when do the events occur | when are the triggers | event onsets | event times | onset times of the stimuli
when were stimuli shown | at what times are the markers | list the trigger times | timestamps of the events
timing of events | trigger timing | when is the first event | when is the last trigger
when did the first trial start | when does the first stimulus come | at which seconds do the T1 events start
when does T2 happen | when is event S1 | onset of each trial | trial onsets
list all annotations with their time | show annotation times | annotation onsets | stimulus onset times
cue times | when was the button pressed | when are the button presses | response times in the recording
when did responses occur | where in time are the triggers | where are the markers | where are the events
positions of the markers in seconds | give me the event list with seconds | list events | list the events
list triggers | show the events | show all markers | time points of stimulation
when was stimulation delivered | at what moments do cues appear | marker times | when are the cues
onsets of 'square' | times of trigger 5 | timestamps for stim | event latencies in seconds | event onset times
seconds at which the events happen | which seconds have a trigger | when exactly was the stimulus
trial start times | time stamps of annotations | event time stamps | when do the annotated events begin
""",
    "heart rate": """
heart rate | what is the heart rate | heartbeat | how fast is the heart beating | pulse | pulse rate | bpm
beats per minute | what's the pulse | HR | what's the HR | ECG rate | cardiac rate | cardiac frequency
heart beats per minute | how many beats per minute | heart frequency | how many heart beats per min
mean heart rate | average heart rate | average pulse | resting heart rate | is there tachycardia
bradycardia? | is the heart rate normal | is the pulse high | how quick is the heart | heart speed
how fast does the heart beat | how fast is his heart | how fast was her pulse | heart rate in the first minute
heart rate between 10 and 40 s | pulse in the second half | R-R rate | R-peak rate | rate from the ECG
ECG heart rate | ekg rate | what does the ECG say about the rate | heart rate from the EKG channel
count the heartbeats | number of heartbeats | how many heartbeats | heartrate | heart-rate | hr bpm
beats/min | bpm? | how many times does the heart beat | cardiac pulse | is the heart racing
is the subject's heart beating quickly | QRS rate | frequency of the heartbeat | heart rythm speed | heart bpm
average bpm | cardiac beats per minute | pulse frequency | beat rate of the heart
""",
    "duration": """
how long is the recording | duration | length of the recording | recording length | how many minutes
how many seconds long | how long does it last | how long did they record | how long was the subject recorded
total duration | total time | run time | how much data is there | how much time does it cover
how many seconds of data | how many minutes of data | recording time | length in seconds | duration in minutes
file length | length of the file | how long is this file | time span | how long is it
how long does the signal run | when does the recording end | what is the last second | where does the file end
how many hours | does it last longer than a minute | is it longer than 10 minutes | is the recording short
recording duration? | length? | how long?? | total length | total recording time | data length
extent of the recording in time | size in seconds | how long was the session | session length
session duration | how long is the EEG | duration of the EEG | duration of the trace | time covered
how long did the measurement take | measurement duration | acquisition time length
number of seconds recorded | how many samples are there in total | total number of samples
number of time points | how many minutes was it running
""",
    "sampling rate": """
sampling rate | sample rate | what is the sampling frequency | sampling frequency | fs | sfreq | srate | Fs?
how many samples per second | samples per second | samples a second | sampled at what rate
at what rate was it sampled | at which frequency was it digitised | digitization rate | digitisation rate
acquisition rate | acquisition frequency | what is the temporal resolution | time resolution
how often is the signal sampled | Nyquist | what is the Nyquist frequency | sampling rate in Hz
how many Hz was it sampled at | recorded at how many Hz | recorded at 256 Hz? | is it 500 Hz data
is it sampled at 1000 Hz | samplerate | sampling interval | sample interval | time step between samples | SR
sps | sample frequency | samp rate | sampl. rate | sampling freq | sampling? | rate of the data | data rate
resolution in time | how fine is the time resolution | how densely sampled | sampling speed
how many points per second | points per second | how many data points per second | what's the fs of this file
which sampling rate was used | rate at which data was acquired | ADC rate | recording frequency
what Hz is the file | what sampling does it have | sampling-rate please
""",
    "channel count": """
how many channels | number of channels | channel count | how many electrodes | how many sensors
number of electrodes | how many leads | how many EEG channels | how many MEG sensors
how many electrodes were used | n channels | nchan | n_channels | electrode count | sensor count
how many sites | size of the cap | how many electrodes does the cap have | is it 64 channels
is this a 32-channel recording | is it high-density | high density EEG? | how dense is the montage
how many traces | how many derivations | channel number | # channels | # of electrodes | nr of channels
no. of channels | total channels | count the channels | count electrodes | how many signals are in the file
number of signals | how many signals | channels: how many | how many channels were recorded
how many recording sites | how many contacts | amount of channels | quantity of electrodes
how many EOG channels | how many brain channels | how many scalp electrodes | how many gradiometers
how many magnetometers | total number of sensors | chan count | num channels | chanel count
how much channels | with how many electrodes was it done
""",
    "channel names": """
what are the channel names | list the channels | channel names | which channels are there
which electrodes are there | names of the electrodes | name the channels | electrode names
which electrodes were recorded | which sites were recorded | what channels does it have
what electrodes do we have | what leads are recorded | electrode labels | channel labels | list all electrodes
show me the channels | channel list | electrode list | give me the channel list | montage listing
which derivations are in the file | what derivations | names of channels | labels of sensors | sensor names
ch names | ch_names | is there an Oz channel | is there a channel Cz | does it have O1 and O2 | do we have Pz
is C3 included | is Fp1 recorded | is there an ECG channel | is there an EOG channel
are there occipital electrodes | do we have frontal electrodes | any non-EEG channels
which non-EEG channels are there | what channel types are there | channel types | kinds of channels
electrode layout | which montage | which cap layout | electrode positions used | 10-20 system?
is it the 10-20 system | which electrode sites | what's recorded | which signals are recorded
what signals are in the file | chan names | chans list | names of leads | all channels please
enumerate the electrodes | electrodes: which ones | which channels were used | which positions were covered
do the channels cover the whole head | channel naming | what are the electrodes called
""",
    "reference": """
what is the reference | reference electrode | which reference was used | what is it referenced to
how was it referenced | reference? | ref? | ref electrode | which electrode is the reference
what are the potentials measured against | is it average referenced | average reference? | common average?
linked mastoids? | linked ears? | mastoid reference? | is it referenced to Cz | is the reference A1 A2
earlobe reference? | is it a bipolar montage | bipolar or monopolar | bipolar or referential
referential montage? | is the montage bipolar | recorded against which electrode | against what
recording reference | online reference | original reference | referencing scheme | reference scheme
re-referenced? | has it been rereferenced | was it re-referenced | what referencing was applied | which ref
refrence | referance electrode | EEG reference | reference of the recording | reference site
reference channel | where was the reference electrode | where is the ref placed | ground and reference
common reference | unipolar recording? | versus which electrode | relative to what electrode are voltages
nose reference? | vertex reference? | CMS/DRL? | which channel serves as reference
""",
    "quality": """
how good is the signal | is the signal good | signal quality | data quality | is the data clean | is it clean
quality? | how clean is the recording | is the recording usable | usable? | is this good data
can I use this data | can I trust this data | is it contaminated by artifacts | artifacts? | any artefacts
are there artifacts | what artifacts are there | how noisy is the recording | how noisy is it
is it noisy overall | overall noise level | noise level of the recording | signal to noise | SNR
signal-to-noise ratio | is the SNR ok | quality control | QC | QA check | quality check please
run a quality check | quality report | how is the data quality | rate the quality | quality rating
data integrity | is it garbage | is the recording garbage | is the file corrupted | is the signal corrupt
is everything ok with the recording | was the recording done well | is the recording technically adequate
technically acceptable? | technical quality | any technical problems | problems with the data?
issues with the recording | anything wrong with the data | any issues | should I throw this recording away
should I discard this file | do I need to clean it | need cleaning? | preprocessing needed?
what should I clean before analysis | what preprocessing does it need | is it good enough for analysis
fit for analysis | is it worth keeping | is the EEG readable | is it interpretable | is the data reliable
how reliable is the signal | are the signals healthy | how messy is the data | messy? | is it dirty | data ok?
good or bad recording | bad recording? | sweat artifacts? | is there drift
are there electrode artifacts | what fraction is usable
is the contact good overall | sanity check | sanity-check the file | general quality between 10 and 20 s
""",
    "describe": """
describe this recording | describe the recording | summarise this recording | summarize | summary
give me a summary | summary please | overview | give an overview | what do you see | what can you see here
what is in this recording | what's in this file | caption this | write a caption | write a report | report
EEG report | clinical report please | write an EEG report | tell me about this recording
tell me about this file | what is going on here | what's happening in this recording
what happens in the data | anything unusual | is anything unusual | anything abnormal | any abnormalities
is it normal | is this EEG normal | is it a normal EEG | normal or abnormal | does anything stand out
anything noteworthy | anything interesting | any remarkable findings | findings? | main findings
key findings | impression? | your impression | what is your impression | interpret this EEG
interpret the recording | read this EEG for me | can you read this | what does the EEG show
what does it show | characterise the recording | characterize the signal | brief description
short description | describe in one sentence | describe the signal between 10 and 20 s
what happens around 01:20 | what happens at 45 s | what is going on at 30 s | what do we have here
what kind of recording is this | what type of data is this | is this EEG or MEG | what modality is it | gist
tl;dr | in a nutshell | the big picture | sum it up | sum up the file | run me through the data
walk me through it | give me the highlights | highlights | recap | synopsis | abstract of the recording
what should I know about this file | what's special about this recording | anything weird | anything strange
anything odd | something suspicious in there? | analyse this | analyze the recording | please analyse the EEG
do an analysis | have a look at this | look at this file | explain what we see | explain this recording
what am I looking at | what is this | first impression | inspect the file | describe the background activity
describe the state of the brain in this recording | general impression of the tracing
compare the two recordings | what is different between the recordings
what changed between the first and the second file | does anything change over time
any changes during the recording | what distinguishes the two halves | anomalies?
""",
    "help": """
help | what can you do | what can I ask | what can I ask you | who are you | what are you | how do I use this
how does this work | what are your capabilities | what do you know | what questions can you answer
which questions can I ask | list your features | what can you measure | what quantities can you measure
which measures do you support | what do you support | show help | give me examples of questions
example questions | what are you able to tell me | what can you tell me about a recording
how can you help me | can you help me | I need help | instructions please | manual | usage
what file formats do you read | which formats are supported | what files can I load | how do I upload a file
what are your limitations | what can't you do | are you an AI | are you a doctor | are you ChatGPT
what model are you | which model is this | how were you trained | who made you | who built you
what is neuro-llm | tell me about yourself | introduce yourself | what is your purpose | menu | options
commands | tutorial | guide me | how to start | where do I start | what now | what should I ask
""",
    "greeting": """
hello | hi | hey | hi there | good morning | good evening | good afternoon | hiya | hello there | howdy
greetings | thanks | thank you | thanks a lot | thx | many thanks | thank you very much | ty | cheers
great, thanks | perfect, thank you | bye | goodbye | see you | see you later | good night | ok | okay | cool
nice | great | awesome | well done | good job | perfect | wonderful | ok thanks | alright | got it | I see
understood | fine | sounds good | how are you | how are you doing | nice to meet you | what's up
you're great | good bot | that was helpful | very helpful | interesting, thanks | wow | lol
""",
    "follow-up": """
and over O1? | and at O2 | what about C3 | how about the frontal channels | and in the second half?
and the first minute | what about the last 10 seconds | same for Pz | same for the left side | the same at C4
and on the right? | and on the left | and there? | again for O1 and O2 | and between 10 and 20 s?
what about after 30 s | how about theta? | and beta? | and gamma | what about alpha | and for alpha?
now for the occipital region | now over the back of the head | only O1 | just Cz | only the first 10 s
by how much | by how much, over O1? | how much more | how large is the difference | and in the other one?
and the second one? | and in the first recording | same question for the second file
and for the whole recording | and earlier? | and later? | and before that | repeat that for Fz
do the same for T3 | redo it between 0 and 5 s | what about the other channels | other side?
and the other hemisphere | in O1? | at 45 s? | over C3 and C4? | in the beta band? | and posteriorly?
frontal? | what about there | and now?
""",
    "explain": """
how sure are you | are you sure | are you certain | how certain is that | how confident are you
what's your confidence | why | why do you think so | why do you say that | how do you know
how do you know that | how did you find that | how did you measure that | how was that computed
how did you calculate it | how is this calculated | which method did you use | what is that based on
based on what | what's the evidence | show me the evidence | which evidence | what evidence do you have
can I trust your answer | can I rely on that | can I believe that | is that reliable | prove it
explain your answer | explain that | explain your reasoning | justify your answer | what makes you think that
what makes you say so | really? | how did you come to that conclusion | where does that number come from
where does this value come from | source of this number | which records does it rest on | what does E1 mean
what is that probability | is that probability calibrated | what algorithm was used | how accurate is this
how accurate are you | how reliable is your estimate | could you be wrong | what is the error
double check that | what does that mean | what do you mean | I don't believe you | that's wrong
you are wrong | on what grounds
""",
}
