"""Wordings about sleep: its graphoelements, its stages, its architecture."""

BANK: dict[str, str] = {
    "spindles": """
how many spindles | how many sleep spindles are there | number of spindles | spindle count | count the spindles
how many spindles over C3 | how many spindles in N2 | total spindles? | spindles: how many | nr of spindles
when are the spindles | when do the spindles occur | times of the spindles | spindle times | list all spindles
at what seconds are spindles | give me start and end of each spindle | where in time are the sleep spindles
mark the spindles | show me where the spindles are | locate the spindles in time | spindle onsets
spindle density | spindles per minute | how many spindles per minute | how dense are the spindles
how often do spindles come | spindle rate | density of sleep spindles over Cz | average spindles a minute
spindle frequency | how fast are the spindles | at which frequency do the spindles oscillate
mean frequency of the spindles | fast or slow spindles | what frequency do spindles have
did you detect any spindles and how many | run a spindle detector | detect spindles
""",
    "slow waves": """
how many slow waves | slow wave count | number of slow waves | count the slow waves | slow waves per minute
slow wave density | when are the slow waves | times of the slow waves | are there slow waves | any slow waves
slow oscillations | how many slow oscillations | detect slow waves | run a slow wave detector
slow wave detection | how dense are the slow waves | do we see sleep slow waves over Fz
are there large slow waves in N3 | big delta waves of deep sleep, how many | number of slow oscillations at Cz
how often do slow waves come | list the slow waves | mark the slow waves | slow-wave events
times of slow oscillations | when do slow oscillations occur | slow waves over the frontal leads
how many slow waves per minute over F3 | rate of slow waves | slow wave rate | SO count | SO density
are sleep slow waves present | is there slow wave activity as single waves | high-amplitude slow waves?
how many half waves above 75 microvolts | count of delta waves above 75 uV | slow waves y/n
slow waves in the first hour | locate slow waves | how many sleep slow waves did he have
does the epoch contain slow waves | slow waves or not | are there any slow oscillations at Fz
""",
    "K-complexes": """
are there K-complexes | K-complexes? | how many K-complexes | K complex count | number of K-complexes
is there a K-complex | is there a K-complex at 12 s | do you see K complexes | any K complexes
when are the K-complexes | times of the K-complexes | K-complex times | list the K-complexes
K-complexes over Fz | where in time are the K complexes | count the K-complexes | mark K-complexes
detect K-complexes | KCs? | how many KCs | does this epoch contain a K-complex | K-complex present?
spot the K complexes in N2 | kcomplexes | number of k complexes per night | show the k-complexes
does the N2 epoch have K-complexes | large biphasic waves of N2 | evoked K-complexes? | first K-complex
when does the first K-complex come | at which second is the K-complex | K complex at Cz
did the noise evoke a K-complex | K-complexes between 10 and 20 s | are K-complexes absent
free of K-complexes? | K-complex detection | run a K-complex detector | K complexes: how many
spindles or K-complexes | is this wave a K-complex | could that be a K-complex at 5 s
K-complex yes or no | how often do K-complexes occur
""",
    "rapid eye movements": """
are there rapid eye movements | rapid eye movements? | how many rapid eye movements | number of REMs
count the rapid eye movements | when are the rapid eye movements | times of rapid eye movements
do the eyes move rapidly | rapid eye movement count | REMs in the EOG | how many REMs
eye movements of REM sleep, how many | rapid eye movements per night | conjugate eye movements?
do LOC and ROC move in opposite directions | rapid saccades in sleep | phasic REM events
eye movement bursts in REM | does the EOG show rapid eye movements | any rapid eye movements in the first half
list the rapid eye movements | mark the rapid eye movements | detect rapid eye movements
REM bursts | at which seconds are there rapid eye movements | rapid eye movement times
how often do the eyes move rapidly | how many fast eye movements | fast eye movements of dreaming
are rapid eye movements present | rapid eye movements y/n | when do the eyes dart | eyes darting?
ocular bursts in REM sleep | EOG shows REMs? | count REMs | density of rapid eye movements
number of rapid ocular movements | quick eye movements under closed lids | rapid eye movements absent?
are the REMs visible in E1 and E2 | rapid eye movement detection | how many eye movements in REM
""",
    "sleep architecture": """
sleep architecture | describe the sleep architecture | sleep statistics | sleep report | sleep summary
summarise the night | summary of the sleep | how was the sleep | how did he sleep | sleep parameters
sleep macrostructure | hypnogram summary | summarise the hypnogram | give me the sleep variables
polysomnography summary | polysomnographic variables | standard sleep parameters | sleep scoring summary
what does the hypnogram look like | describe the night | how did the night go | sleep profile
overview of the sleep stages | sleep quality of the night | how well did the patient sleep
AASM sleep statistics | TST, SE, WASO and latencies | all sleep parameters please | sleep stats
report on the hypnogram | structure of sleep | sleep structure | sleep cycle overview | night report
describe the hypnogram | key numbers of the night | key sleep metrics | sleep metrics
read the hypnogram for me | what can be said about the sleep of this person | give a sleep overview
how is the sleep composed | composition of the night | PSG summary | sleep analysis | analyse the sleep
""",
    "total sleep time": """
total sleep time | TST | TST? | how long did he sleep | how long did the subject sleep | hours of sleep
how many hours did she sleep | how many hours of sleep | how many minutes of sleep | sleep duration
duration of sleep | how much sleep did the patient get | how much did he sleep | time asleep
total time asleep | minutes asleep | how long was the person asleep | amount of sleep
total minutes of sleep | sum of all sleep | overall sleep time | how long was she sleeping
total amount of sleep | how much sleep was there | how much sleep in total | for how long did he sleep
net sleep | actual sleep time | sleep time | tst in minutes | what is the total sleep time
what was the duration of her sleep | length of sleep | how long is the sleep | did he sleep for eight hours
did she sleep more than six hours | slept how long | hours slept | minutes slept | how long asleep
sleep quantity | was it a short night | how short was the night
""",
    "sleep latency": """
sleep latency | sleep onset latency | SOL | SOL? | how long until he fell asleep | time to fall asleep
how long did it take to fall asleep | when did she fall asleep | when did the patient fall asleep
when does sleep start | sleep onset | sleep onset time | when is sleep onset | how quickly did he fall asleep
minutes to sleep onset | latency to sleep | latency to N1 | latency to the first sleep epoch
how fast did she fall asleep | onset of sleep | at what time did he fall asleep | time until sleep
latency to sleep onset | what is the sleep onset latency | how many minutes to fall asleep
did he fall asleep quickly | how soon did she sleep | first epoch of sleep | when is the first sleep epoch
first sleep when | time awake before sleep | how long awake before falling asleep | falling asleep took how long
latency of sleep in minutes | mean sleep latency | sleep latency test result | MSLT latency
when did the sleeper drift off | drifted off when | how long to doze off | when did he doze off
""",
    "REM latency": """
REM latency | REM latency? | latency to REM | how long until REM | when does the first REM start
time from sleep onset to REM | latency of REM sleep | when did REM sleep begin | first REM period
when is the first REM period | REM onset | REM sleep latency | rem latency in minutes | how soon did REM come
how long after sleep onset is the first REM | minutes to REM | onset of REM sleep | short REM latency?
is the REM latency short | how early does REM appear | does REM come early | sleep-onset REM?
SOREMP? | when did the first REM episode occur | time to first REM | time until REM sleep
how quickly did he enter REM | how long before REM | what's the latency to the first REM epoch
REM begins when | when does REM start | first REM epoch | when did she first reach REM
latency from N1 to REM | how many minutes into sleep is REM | rem lat | REML
at what time did REM begin | was the REM latency reduced | REM onset latency | when is REM reached
""",
    "wake after sleep onset": """
wake after sleep onset | WASO | waso in minutes | how long was he awake during the night
time awake after sleep onset | minutes awake after falling asleep | wake time after sleep onset
how much wake after sleep onset | how long awake in the night | awake during the night, how long
nocturnal wakefulness | how long did she lie awake at night | night-time awakenings in minutes
amount of wake within sleep | wakefulness after sleep onset | interrupted sleep, how many minutes
how many minutes awake between sleep | time spent awake after sleep started | wake within the sleep period
intra-sleep wake | how long was the patient up at night | how much time awake after first falling asleep
was he awake much during the night | total wake after sleep onset | waso please | awake minutes at night
minutes of wakefulness after sleep onset | did she wake up during the night | wakefulness during sleep period
how fragmented was sleep in minutes awake | time awake in the middle of the night | awake after onset
how long did he stay awake after waking up | long awakenings? | what is the WASO
sum of wake after sleep onset | sleep period wake time | woke up for how long | lay awake how long
awakening time | how much was she awake overnight
""",
    "sleep efficiency": """
sleep efficiency | SE % | sleep efficiency in percent | how efficient was the sleep
percentage of time in bed asleep | share of the time asleep | what fraction of the night was sleep
asleep what percent of the recording | how much of the night was spent asleep | sleep eff
sleep efficiency? | TST over TIB | ratio of sleep to time in bed | efficiency of the sleep
proportion of time asleep | was the sleep efficient | is the sleep efficiency above 85 %
percent asleep | what percentage of the recording is sleep | fraction of time asleep
how much of the recording is sleep | part of the night asleep | how efficient did she sleep
sleep maintenance efficiency | sleep efficiency index | normal sleep efficiency?
good sleep efficiency? | low sleep efficiency? | asleep share | sleeping share of the night
percent of time in bed spent asleep | what's the sleep efficiency | se in %
time asleep divided by time in bed | how many percent of the night did he sleep | ratio asleep to awake
efficiency of sleep in this night | sleep efficency | efficiency please | sleep percentage
""",
    "time in stage": """
how many minutes of N2 | minutes of N3 | time in REM | time in N1 | how long was he in REM | how much REM sleep
how much deep sleep | how much REM | amount of N3 | amount of slow wave sleep | minutes of REM sleep
how many minutes in each stage | time per stage | minutes per sleep stage | stage durations
how long did she spend in N2 | time spent in N3 | time spent awake | how much wake | how much light sleep
duration of N2 | duration of REM sleep | total REM | total N3 | REM minutes | N3 minutes | N1 minutes
how many minutes of deep sleep | how much stage 2 | minutes in stage 3 | percentage of REM | percent N3
what share of sleep is REM | how much dream sleep | how much NREM | was there any REM | is there any N3
is there REM sleep | is there deep sleep | did he reach deep sleep | did she reach REM | any slow wave sleep
stage percentages | how are the minutes spread over stages | sleep stage distribution | how long in stage N1
how long was wake | what % of the night was N2 | deep sleep? | how much time in SWS | REM total
did the patient get enough deep sleep in minutes | time in wake | what percentage of sleep is stage 3
""",
    "stage transitions": """
stage transitions | how many stage transitions | number of stage changes | how many stage shifts
how often does the stage change | transitions between sleep stages | sleep stage transitions
count the transitions in the hypnogram | stage shifts | how many times did the sleep stage change
number of transitions between stages | stage changes per night | how fragmented is the hypnogram
sleep fragmentation | how stable is the sleep | how many switches between stages | stage switches
transition count | hypnogram transitions | how many changes of stage | shifts between stages
how many times does sleep change its stage | sleep stability | fragmented sleep?
is the sleep fragmented | how often did the sleeper change stages | number of stage shifts
how often do stages alternate | number of sleep stage switches | count of stage changes
total stage transitions | sleep stage shifts count | how many jumps in the hypnogram
changes between wake and sleep stages | how restless is the hypnogram | number of hypnogram steps
stages changed how often | how many transitions | amount of stage changes | stage change count
how many changes between NREM and REM | hypnogram fragmentation
""",
    "sleep stage": """
what sleep stage is this | sleep stage? | which stage of sleep | is it REM | REM or NREM | is the subject in N2
N3? | is the person asleep | is the subject asleep or awake | awake or asleep | wake or sleep
which sleep stage at 03:10:00 | stage at 30 s | stage of sleep at 60 s | which stage are we in
is this REM sleep | is he sleeping | did the patient fall asleep | is the patient awake | asleep?
N2 or N3 | is she in slow wave sleep or REM | which stage, light or deep sleep | what stage is scored here
what is the scored stage | what stage is he in | sleep stage between 30 and 60 s
which sleep stage is she in at minute 3 | is this epoch N2 | is this epoch wake | was he awake at 120 s
wake, N1, N2, N3 or REM | name the sleep stage | in which sleep stage is the first minute
which stage does the hypnogram give | what does the hypnogram say at 2:00:00 | stage in the last minute
is the sleeper in deep sleep now | was she dreaming at 1:30:00 | which stage is most common
current sleep stage | what stage was scored at the beginning | is the participant sleeping at 20 s
sleeping or awake | conscious or asleep | sleep stage of this segment | the stage here?
which stage covers most of the last ten minutes | R or N3 | is it light sleep
""",
}
