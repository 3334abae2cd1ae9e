"""Ways to ask that fit many things: how many, when, how often, how much of the time, whether, how large, how late.

{} stands for the thing; (a|b) for either; | or a new line ends a way to ask.
"""

from __future__ import annotations

FRAMES: dict[str, str] = {
    "count": """
how many {} (are there|do you see|did you find|can be found|were there|arise|in total|overall|)
(number|no.|nr|count|quantity|total|tally|total number|sum) of (the |all |){}
{} (count|tally|total|number|altogether, how many) | (count|count up|add up|tally) (the |all |){}
{}: how many | how many times (do|did) {} (occur|happen|show up)
(give|tell|get) me the (number|count) of {} | how numerous are (the |){}
(what is|what's|whats) the (total|number) of {} | (can|could) you count {}
are there (many|a lot of|lots of|few) {}
""",
    "times": """
when (do|did|precisely do) {} (occur|happen|come|appear|show up|arise|take place|begin)
when are (the |){}
(at|in|during) (which|what) (seconds|times|moments|points) (are|do we have|were|do I find|
are there) (the |){}
(time stamps|timestamps|times|timing|seconds|onsets|moments|clock times) (of|for|with) (the |all |
each of the |){}
(list|enumerate|mark|tabulate|write down|show me|print|highlight) (all |the |every one of the |){}
(list|enumerate|tabulate|give me) {} (with times|with their times|and when they come|with time stamps|
by second)
where in (the recording|time|the file|the trace|the night) (are|do we find|are there) {}
from when to when (are there|do we have) {} | between which seconds (are|are there|do we have) {}
(start and stop|start and end|begin and end|onset and offset|beginning and end) of (the |each of the |){}
(intervals|stretches|segments|periods|windows|epochs|moments) (with|of|that hold|containing|full of) {}
(which|what) (stretches|segments|parts|sections|minutes|seconds|epochs) (have|contain|show|hold) {}
(locate|find|pinpoint) (the |all |){} in time | I want to cut {} out, (when are they|which seconds)
where are the {}, (in seconds|by time|on the time axis) | where (do|did) {} (occur|happen|sit)
""",
    "rate": """
{} (per minute|a minute|each minute|every minute|per min|/min|per hour|in a minute)
how often (do|did) {} (come|occur|appear|happen) | (rate|density|incidence) of (the |){}
how (frequent|dense|common) are (the |){}
how many {} (per minute|a minute|each minute|in an average minute) | {} (rate|density|incidence)
""",
    "share": """
(what|which) (share|fraction|part|portion|proportion|percentage) of (the recording|the time|the file|
the data|it) is {}
what (share|fraction|portion|percentage) of the (seconds|minutes|recording|time|hour|data) (has|holds|
shows|contains) {}
how much of (it|the recording|the time|the file|the hour) (is|has|shows|is hit by|is spoiled by|
is covered by|goes to) {}
(percentage|percent|share|fraction|proportion|amount) of (time with |seconds with |){}
how many percent (is|are|of the time is|of the seconds have|of it is) {}
{} (in percent|percentage|share|burden|fraction|as a percentage of the time|percent)
how much time (is|has|shows|is lost to|is wasted on) {}
how many seconds are (spoiled|lost|contaminated|affected) by {}
""",
    "whether": """
(are there|is there|do we have|do you see|can you see|did you spot|have we got|do you find|got|
did you notice) (any |){}
any {} (inside|here|at all|in this|on it|)
{} (present|there|visible|seen|detectable|yes or no|y/n|or not)
are (the |){} (present|visible|there|seen|recognisable|to be seen) | is it free of {}
(check|look|search|screen|scan) (it |the file |the trace |)for {}
(evidence|signs|hints|traces|presence) of {}
(does|did) (it|the recording|the trace|the file|the subject|the patient|she|he) (show|have|contain|
produce|exhibit) {}
no {} (here|in there|), right | I wonder if there are {} | point me to {}, if there are any
""",
    "size": """
how (big|large|high|strong|tall|pronounced) is (the |){}
(amplitude|size|height|magnitude|strength|voltage) of (the |){}
{} (amplitude|size|height|magnitude|in microvolts|in µV|in uV|amp|strength)
how many (microvolts|µV) (is|has) the {} | (peak|maximum) (amplitude|voltage|value|height) of the {}
is the {} (large|small|weak|big|larger for one of them)
do (faces|targets|the tones|the rare ones) (draw|evoke|elicit|give|produce) a (bigger|larger|stronger|
smaller) {}
how much (bigger|larger|smaller) is the {}
""",
    "late": """
(latency|timing|delay|peak time|peak latency|time to peak) of (the |){} | at what latency is the {}
when does the {} (peak|come|reach its maximum|arrive|appear|culminate|hit its maximum)
{} (latency|delay|in ms|in milliseconds|peak time|peak latency|how many ms)
(after |)how many (ms|milliseconds) (until|till|to|before) the {}
how (late|early|soon|long after onset) is the {}
""",
    "test": """
is the {} (significant|reliable|statistically significant|robust|solid|above chance|real|convincing|
beyond noise)
(t-value|t value|t-score|t statistic|t-test|statistics|significance|test statistic) (of|for|on) the {}
{} (t-value|t value|t-test|t statistic|statistics|significance|significant or not|stats)
how (reliable|significant|robust|sure|clear|trustworthy|solid) is the {} | can we trust the {}
(test|check) whether the {} is (real|significant|reliable)
does the {} (reach significance|exceed chance|survive a test)
is there a (significant|reliable|clear|real|solid) {}
does the {} differ (between the two|from zero|between conditions)
""",
    "get": """
(what is|what's|what was|whats) the {} | {} | {} please | (give|tell|show|get|read) me the {}
(compute|calculate|estimate|measure|determine|work out|report|evaluate|look up|extract) (the |){}
(I need|I want|I'd like|I would like|we need) (the |){} | (value|figure|number) for the {}
(is|was) the {} (high|low|normal|elevated|reduced|ok) | (any idea of|what about) the {}
{} (value|in numbers|of the whole recording|between 10 and 20 s|for this one|pls)
""",
    "say": "{}",
}
"""Name of a way to ask → its wordings."""
