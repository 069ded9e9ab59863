// SPDX-License-Identifier: MIT
// Words that let somebody say no.
#include "check_text.h"
#include "check_words.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// Words that allow a no, wherever they stand.
Phrases check_words_ways_out(void)
{
    static const char *const LIST[] = {
        "no|zero|any|without|feel "
        "big|real|great? "
        "worries|problem|deal|biggie|drama|stress|sweat|fuss|duty|compulsion|strings|guilt|pressure|hurry|"
        "rush|"
        "obligation|offence|hard|need|bother|trouble|harm|expectation~|"
        "thanks|comment|damage",
        "ignor~|declin~|refus~|disregard~|overlook|unanswered|voluntary|optional|withdraw|sulk|unhurt|shrug|"
        "inconvenient|silent|silence|bin",
        "just|please|simply archive|leave|delete|skip",
        "silence is|will|would|or|too|also",
        "with|or silence",
        "get it|that",
        "understand|respect|accept|appreciate|realise|realize|know|see it|this|you|that|the _ "
        "may|might|not|can't|"
        "cannot|won't|isn't|prefer|rather|private|confidential|secret|difficult|inconvenient|impossible|no",
        "understand|respect|accept completely|fully|entirely|too|either|of|perfectly|totally|"
        "absolutely|if|should|when|your|a|silence|no|refusal|it|either",
        "i'd|i'll|we'd|we'll|will|shall|can|would|do|of "
        "also|of|only|fully|completely|absolutely|certainly|totally|"
        "perfectly|quite|entirely|still|easily|well? course? understand|respect|accept",
        "i|we fully|completely|totally|perfectly|absolutely|quite|entirely|certainly? understand|respect|get",
        "fully|completely|totally|perfectly|entirely|quite|absolutely "
        "fine|okay|ok|understand|understandable|alright",
        "feel free to say|ignore|decline|pass|skip|leave|tell|let|not",
        "free to say|ignore|decline|pass|skip",
        "won't|not|never|nobody|wouldn't _ mind|offend|offended|sulk|complain|bother",
        "last to complain|mind",
        "i don't mind",
        "against you",
        "hesitate to refuse|decline|ignore|say",
        "either is|would|works",
        "don't|not feel you|that|obliged|pressed|bound|pressured|rushed|compelled",
        "don't|not worry|bother",
        "either way",
        "a|your|any no is|or|would|will|costs|does|too|are",
        "a yes a|or no",
        "no is|will|would",
        "say|answer no",
        "at your convenience|leisure",
        "just ignore|delete|say",
        "is|are|would|be also|just|perfectly|completely|totally|absolutely|quite|equally "
        "fine|okay|ok|alright|welcome|allowed",
        "fine|okay|ok|alright|welcome|allowed too|also|either",
        "no|without reply|answer|response|pressure needed|necessary|required|expected",
        "whatever you decide|prefer|like",
        "otherwise",
        "entirely|completely|wholly up to",
        "as you like|wish|please",
        "skip this|it",
        "just|please|simply|then say so|the",
        "say so if|when|and|frankly|plainly|freely|openly",
        "forget it|this|about",
        "no offence|offense|bother",
        "can|could wait",
        "not meant|trying to|as",
        "never happen",
        "fine to? say|if|too",
        "an|as answer as|too|well",
        "do|manage|survive without",
        "none the worse",
        "that is fine",
        "not bother|trouble|mind|insist|press|pressing",
        "let _ lie|go|pass|rest",
        "leave|leaving it|this|that _ too|unanswered|empty",
        "another time",
        "only if|when",
        "not|never counting|count|expecting|waiting|relying on|for|an|a|any|anything",
        "not an expectation|obligation|order|demand|must",
        "or not",
        "expect|expecting|prepared|count|counting|expects _ none|nothing|silence",
        "no for|as an",
        "can't|cannot|couldn't|unable|not _ say yes|all|everyone|everybody|each|accept|oblige|manage",
        "rather|prefer|preferred not|to keep|skip|leave|decline",
        "may|might|could not _ "
        "be|allow|permit|have|want|wish|like|suit|fit|feel|know|share|care|find|get|able|"
        "yours|possible",
        "when you're|you too|so busy",
        "let|drop|leave the|this|it|me|my _ slide|idea|be|alone|question|matter|wish|lie|go",
        "or nothing|none|never",
        "including|with nothing",
        "none|neither|both is|are _ fine|okay|good",
        "think no more",
        "keep _ to yourself",
        "rather not",
        "a|your|any no",
        "take|leave it",
        "your choice|call",
        "up to you",
        "no is a? fine|good",
        "nothing at all",
        "a|one|any|your quick|simple|plain|short|polite|honest|friendly|clear|flat|firm|kind no",
        "a|your _ refusal|rejection",
        "say|saying|answer|reply|answering|write|tell _ no",
        "yes or no",
        "not now|today|interested|possible|convenient|needed|necessary|required|obliged|obligatory|a "
        "must|for "
        "you",
        "needn't|unnecessary",
        "need not answer|reply|respond|worry|explain|feel|say",
        "you|certainly|absolutely|of|course|really don't|not have|need|owe _ to|me|answer|reply|anything|us",
        "no one|nobody minds|expects|would|will",
        "turn|turning me|us|this|it|the _ down|away|off",
        "wave|send me off|away",
        "tell me off|to _ away|off|elsewhere|ask|lost",
        "politely|to|may|can|please|simply refuse|decline|reject",
        "no feelings|matter|trouble|reason|must|strings|guilt|grudge",
        "no reply|answer|response|explanation _ is|needed|required|necessary|expected|either|too|will",
        "so|as is no|none|silence",
        "lack of time|interest|answer|reply",
        "not answering|replying|responding|writing",
        "without obligation|commitment|pressure|strings|guilt|explanation|giving|any",
        "thank~ _ either|anyway|anyhow|regardless|nonetheless",
        "whatever the|your answer|reply|outcome|verdict",
        "regardless of",
        "even if|when you|it|that|the|your|this|not",
        "yes|no i'll|i will|i'd|we'll be|still|thank|remain|stay",
        "if|as time|work|duty|life|term permits|allows",
        "i|we can|could|will|would|shall|i'll|we'll take a no",
        "nothing|none lost|of that|taken|broken|changes",
        "no is perfectly|a|an|totally|always|just",
        "chase|chasing|pester~|nag|nagging|badger~|insist|insisting",
        "or is|would|am|are this|that|it|now|i _ "
        "too|bad|much|wrong|busy|imposing|impossible|unwelcome|out|lot",
        "too bold|forward|much to ask",
        "opt out",
        "ask _ elsewhere",
        "not|never? take it|this personally|amiss|badly|ill|to",
        "hold it|that|this _ against",
        "of course? if|when not",
        "no|without|zero reply|answer|response|word|thanks|explanation|reason|excuse|apology _ "
        "owed|due|asked|wanted|called|either|at|then|from|taken|hoped",
        "needs|wants|requires|asks|deserves no|nothing|neither",
        "forget i|it|this|me|about|that|we|the",
        "owe|owes|owed me|us? nothing|none|no",
        "live|cope|manage|survive happily|well|also|quite? with|without",
        "without expecting|expectation|expectations|asking|hoping|counting|any|wanting",
        "nothing|none|neither|silence included",
        "and|or for? no|none|neither|nothing|not _ as|too|at|also|either",
        "or neither|none|nothing|never|silence",
        "message|letter|note|bottle in a bottle",
        "say the word",
        "else the|it|this",
        "so be it",
        "fair enough",
        "you|there's|is|are really|certainly? do|are|is|have? not|no "
        "have|need|obliged|obligation|bound|required|must",
        "good|fine|fair|perfect|honest|valid answer|reply too|also|as|either",
        "stay|stays|remain|remains silent|quiet|away|unanswered|unsaid|private|yours|secret|unread",
        "lose|losing sleep",
        "shrug|frown|groan|grunt|headshake|wince|shake",
        "will|would|shall|is|be fully|also|too|well|quite|perfectly|readily|gladly? "
        "understood|respected|accepted|forgiven|excused|pardoned|tolerated",
        "taken|take|taking _ in|with good|fine|best|high part|grace|spirit|spirits|humour|cheer",
        "by all means",
        "bottom|end|foot of the|your pile|list|queue|stack|inbox|heap",
        "in your own time|good",
        "at your own? leisure|convenience|pace|ease|discretion",
        "when|whenever|once the|things|it|life|work|your|you're _ "
        "quiet|quieter|calm|calmer|settles|settle|slows|over|eases",
        "at|your liberty",
        "your time is yours|precious|short|scarce",
        "yours to",
        "with|have my blessing|sympathy|understanding",
        "blame|begrudge|resent|judge|hold you|it",
        "busier|better|wiser|bigger fish|things|people|ways",
        "excuse|pardon|forgive me|us|the|this if|for|should|when",
        "long shot|odds",
        "i|we ask|asked a lot|much",
        "lot to ask",
        "wish|wishes|want|please to? ignore|refuse|decline|pass",
        "i|we can|could|may|will|shall look|ask|find|turn|learn|read _ "
        "elsewhere|myself|ourselves|another|other|else|"
        "library|book",
        NULL};
    return LIST;
}

Phrases check_words_against(void)
{
    static const char *const LIST[] = {
        "no",         "not",         "never",        "nothing",     "bad",          "busy",
        "wrong",      "secret",      "confidential", "private",     "policy",       "wraps",
        "full",       "tight",       "closed",       "swamped",     "impossible",   "hard",
        "difficult",  "against",     "too",          "isn't",       "doesn't",      "don't",
        "can't",      "cannot",      "won't",        "aren't",      "wouldn't",     "haven't",
        "rather",     "prefer",      "stressful",    "forbids",     "inconvenient", "unable",
        "outside",    "beyond",      "away",         "else",        "launching",    "shudder",
        "hasn't",     "crowded",     "short",        "buried",      "stretched",    "mess",
        "tired",      "none",        "overloaded",   "overworked",  "snowed",       "packed",
        "holiday",    "leave",       "deadline",     "unwelcome",   "awkward",      "uncomfortable",
        "imposing",   "intrusive",   "burden",       "bother",      "nuisance",     "unsuitable",
        "elsewhere",  "longer",      "pressed",      "overwhelmed", "sick",         "ill",
        "exams",      "sensitive",   "forbidden",    "prohibited",  "prohibits",    "couldn't",
        "didn't",     "refuse",      "decline",      "drowning",    "hectic",       "unlikely",
        "sore",       "delicate",    "painful",      "touchy",      "spoken",       "clash",
        "clashes",    "unavailable", "tedious",      "nobody",      "retired",      "occupied",
        "crazy",      "least",       "bored",        "annoying",    "disturb",      "strange",
        "odd",        "silly",       "misplaced",    "mistaken",    "spam",         "travelling",
        "underwater", "booked",      "little",       "enough",      "forbid",       "unwanted",
        NULL};
    return LIST;
}

// NOLINTEND(bugprone-suspicious-missing-comma)
