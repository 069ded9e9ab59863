// SPDX-License-Identifier: MIT
// What can be asked of somebody, in the words that begin the asking: verbs with their objects, and the bare
// nouns ("a call", "feedback on"). They are looked for only right behind what leads to an ask ("could you",
// "I'd appreciate"), so a word that is common elsewhere does no harm here.
#include "check_favours.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

#define PAPERS                                                                                               \
    "draft|drafts|cv|resume|portfolio|letter|thesis|plan|deck|pitch|text|page|pages|essay|application|"      \
    "proposal|chapter|manuscript|profile|website|site|demo|prototype|sketch|slides|paper|outline|abstract|"  \
    "business|code|design|designs|work|statement|script|repository|repo|project|submission|answers|numbers|" \
    "calculation|calculations|model|spreadsheet|article|presentation|poem|poems|story|app|product"
#define FILES                                                                                                \
    "data|dataset|file|files|copy|template|templates|slides|slide|list|sheet|code|report|reports|book|"      \
    "notes|recording|recordings|sample|samples|figures|contract|recipe|script|deck|syllabus|spreadsheet|"    \
    "brochure|catalogue|materials|material|handout|handouts|checklist|pdf|link|links|documents|document|"    \
    "paper|papers|rubric|pictures|photos|photo|plans|plan|drawings|version|guide|manual|questionnaire|"      \
    "studies|budget|guidelines|policy|curriculum|example|examples"
#define PAPERS_OF_MINE "my|our|this|these|the|a|an|your|two|three|some? _ " PAPERS

static const char *const ANSWER[] = {
    "give|giving|share|sharing|send|lend|offer|drop|spare|write|leave|have|get|hear me|us|a|an|your|some|"
    "any|one|two? _ advice|tip|tips|thought|thoughts|view|views|opinion|opinions|hint|hints|idea|ideas|"
    "answer|answers|line|lines|word|words|insight~|perspective~|experience~|story|impression~|suggestion~|"
    "recommendation~|pointer~|verdict|sentence~|reply|name|title|number|comments|wisdom|guidance|lessons|"
    "take",
    "advice|tips|thoughts|insight|insights|perspective|guidance|pointers|wisdom|opinion|view|experience|"
    "answer|reply|suggestions|recommendations",
    "tell|explain|describe|say|answer|advise|recommend|suggest|name|teach|confirm|clarify|reply|elaborate",
    "hint|tip|word|line|pointer|clue|thought on|about|of|from",
    "shed light",
    "ask about|how|what|why|which|who|a|one|two|three|for",
    "hear|learn|know|understand|see|discover about|more? "
    "how|what|why|whether|if|more|about|your|the|where|"
    "which",
    "hear|know from|of you how|what|why|whether|which|about",
    "learn from",
    "find out",
    "someone|somebody|anyone|person who|with|to",
    "point me|us? to|towards|at a|an|the|some|any? good|useful|right|best? book|books|course|courses|"
    "resource|resources|article|paper|place|direction|website|reading|page|list|example",
    "point out",
    "show|showing me|us how|what|why|where|which",
    "show|see|know|understand how|what|why|where|whether|if|which",
    "use|used|using|think|feel|prefer",
    "look|looking forward|for|into",
    "keep|stay|be in touch",
    "stay|keep|be|get connected",
    "connect|connected|connecting here|on|with? you?",
    "let me|us know",
    "come to think|across|back|up|from|close",
    "write|get back|again|you|me",
    "write|get to me",
    "send|email|mail|write|put|ask|answer you|me? a|an|one|my|our|two|three|few|some|short|quick|couple|of|"
    "simple|brief? _ question|questions|note|message|line",
    "ask you",
    "give me? a clue|sense|feeling|picture|glimpse|start|idea",
    "share how|what|why|where|which|whether",
    NULL};
static const char *const SHARE[] = {"share", "show", NULL};
static const char *const NETWORK[] = {
    "join|part|add|grow|expand|connect|connected _ network|connections|contacts|linkedin",
    "introduce myself|ourselves",
    "suggest|name|pick|propose|choose|send a|an|some|any|your|another|two|few|me|us? _ "
    "time|times|date|dates|day|days|slot|slots|invite|availability",
    NULL};
static const char *const RECOMMEND[] = {"recommend|suggest a|an|some|any|one|two|three|good|other|further",
                                        NULL};
static const char *const INTERVIEW[] = {"interview", "time _ discuss", "discuss this|it|my|further|the",
                                        NULL};
static const char *const TALK[] = {
    "talk|speak|chat|call|phone|ring|discuss|zoom|coffee|tea|lunch|skype|conversation|telephone|facetime|"
    "breakfast|dinner|drink|talking|speaking|chatting",
    "meet|meeting|meetup",
    "give|spare|spend|have|find|take|offer|lend|borrow me|us|a|an|some|your|about|just|maybe|perhaps? _ "
    "minutes|minute|mins|min|hour|time|moment|half|quarter|morning|afternoon|evening|slot",
    "minutes|mins|hour|catch|video|telephone",
    "time to|for a? talk|chat|call|speak|meet|discuss|quick|short|conversation|coffee|answer",
    "bit|moment|little|few|some|half|quarter of? your|an|hour time",
    "half|quarter an|of hour|an",
    "pick your|his|her brain|brains",
    "hop|jump|get|be|connect on|by|over|via|for a|an|the? quick|short|brief|video|phone? "
    "call|chat|zoom|phone|coffee|video",
    "grab|get|have|do|schedule|arrange|book|set|fix|organise|organize|make up? a|an|some|time|the? quick|"
    "short|brief|virtual|informal|informational|introductory|video|phone|little|15|20|30|minute? "
    "coffee|call|chat|talk|meeting|conversation|lunch|tea|drink|bite|zoom|time|interview|slot",
    "sit down with|for|together",
    "buy|invite|take you",
    "get|come together",
    "morning|afternoon|evening|day with you|your",
    "catch up",
    NULL};
static const char *const REFERRAL[] = {
    "refer me|us|my",
    "referral",
    "vouch",
    "put|say|drop in? a good|kind? word",
    "put me|us|my forward",
    "good word",
    "flag|submit|mention|pass|hand|forward|share|send|put|get|recommend|show|circulate my|our|me _ "
    "cv|resume|application|profile|details|portfolio|name|candidacy|interest",
    "forward|pass|hand|put it|me|my|this|the|us _ "
    "on|to|along|forward|team|manager|application|cv|resume|profile|details",
    "recommend|recommending me|us|my _ to|for|as",
    NULL};
static const char *const INTRODUCTION[] = {
    "introduce|introducing|introduction|introductions|intro|intros|introduced",
    "connected|linked with|to one|some|any|a|two|your|people|somebody|someone|other|others",
    "make|making|do an|the|a|any? introduction|introductions|intro|connection",
    "connect|connecting|link|hook me|us|him|her|them|our up? with|to",
    "put|get|bring|putting me|us|him|her|them|our _ in? touch|contact|together",
    "in touch with your|one|the|some|a|an|her|his|someone|somebody|anyone",
    "give|send|share|have|get also? me|us? _ contact|contacts|email|number|phone|address _ of|for",
    "point|direct|steer|send me|us to|towards|toward|at a|an|the|some|any|one|someone|somebody|anyone|your? "
    "_ "
    "someone|somebody|anyone|anybody|person|people|colleague|colleagues|contact|team",
    "find|know|recommend|name me? a|an|some|one|any|of? _ "
    "photographer|investor~|bank|supplier|printer|flat|tutor|agent|lawyer|mentor|landlord|translator|"
    "sponsor|someone|somebody|anyone|anybody|people|contact|contacts",
    "contact|contacts|email|number|phone|address details|of|for|in|at",
    "know of? anyone|anybody|someone|somebody|people",
    NULL};
static const char *const OFFER[] = {"send|show|bring|email|forward|share you", NULL};
static const char *const REVIEW[] = {
    "read|review|proofread|correct|edit|judge|examine|inspect|analyse|analyze|debug|critique|rehearse|test|"
    "taste|comment|commented|assess|"
    "evaluate|rate|reviewing|reading|proofreading|correcting|proof|annotate|feedback|testing|commenting|"
    "checking|"
    "critiquing|revise|vet",
    "have|take|cast|throw|give|having|taking|run|get|put|lay it|this|them|me|my? a|an|the|your|another|fresh|"
    "second|quick|brief|critical|honest|short|expert|pair|of? "
    "look|glance|eye|eyes|peek|read|once|feedback|opinion|critique",
    "glance|peek|go|look|looking|walk|going me|us? at|over|through|my|our|the|this",
    "try|trying mine|my|ours|our|it|this|out",
    "watch|listen to? my|our|this|these",
    "check|mark my|our|the|it|this|whatever|whether|if|these|a|two|three|four|five|ten|some|over",
    "feedback|second opinion|on|about",
    "comments|feedback|thoughts|opinion|view|verdict|input on " PAPERS_OF_MINE,
    "share|send|give|have|get|hear me|us|some|any|a|your|honest|brief|quick? "
    "feedback|comments|thoughts|opinion|view|input on|about|of " PAPERS_OF_MINE,
    NULL};
static const char *const SEND[] = {
    "send|share|lend|forward|email|mail|post|provide|supply|pass me|us|a|an|the|your|some|any|one|two|it|"
    "over|along|on|with? _ " FILES,
    "send|lend|forward|email|mail|post|provide|supply me|us|a|an|the|your|some|any|one|two|it|over",
    "give me|us|a|an|the|your|some access|permission",
    "see|have|get|download|borrow|obtain|receive|access|request the|your|a|an|it|one|some|access|two? _ "
    "" FILES,
    "access to",
    "copy|copies of",
    NULL};
static const char *const VISIT[] = {
    "coming|stopping|dropping|popping|swinging by|round|in|over|to",
    "visit|visiting|shadow|shadowing|tour|attend|observe|internship|trial|site",
    "come",
    "stop|drop|pop|swing by|round|in|over",
    "spend a|one|some|the|two|half|an|my _ day|days|week|weeks|morning|afternoon|shift|summer|month",
    "sit|listen in",
    "join|joining you|your|the|one|a|us",
    "see your|the|how|it|some|one|around _ "
    "lab|workshop|studio|office|factory|plant|kitchen|archive|farm|machine|stage|field|ward|cores|done|work|"
    "place|site|facility|facilities|building|shop",
    "accompany",
    "show it|them|that|these|this to me|us",
    "show|take|showing me|us|them|our your|the|some? around|round|through|over",
    "show|showing me|us|them your|the|some|one",
    "let me|us|let join|watch|sit|shadow|visit|attend",
    NULL};
static const char *const SURVEY[] = {
    "answer|answering|complete|completing|fill|do the|my|our|these|a|all _ "
    "questionnaire|survey|form|forms|quiz",
    "answer|answering the? attached|enclosed|following|five|ten|twelve|fifteen|twenty|all _ questions",
    "fill|filling in|out", NULL};
static const char *const SUPPORT[] = {
    "sign|endorse|sponsor|donate|mentor|supervise|support|sponsorship|subscribe|vote|repost|retweet|fund|"
    "finance|advertise|promote",
    "back my|our|us|me|the",
    "tell|telling|told|spread your|others|everybody|everyone|people _ about|of",
    "tell|telling|told your "
    "guild|friends|colleagues|readers|students|followers|team|class|group|members|customers",
    "mentorship|mentoring|mentor",
    "act|serve|agree as|to",

    "take part|take|participate|participating in|part",
    "like|follow|share|spread|leave|amplify my|our|the|this|a|it _ "
    "page|post|channel|campaign|word|link|petition|survey|news|review|followers|students",
    "become|be my|our|a mentor|supervisor|adviser|advisor|partner|sponsor|patron|reader|referee|guest|"
    "reference|judge|member",
    "hang|display|circulate|distribute|countersign|reprint|print|publish|quote|cite",
    "invest|investing|buy in",
    "invite|ask|win|have|book|engage you as|to|for",
    "join|joining our|my|the|us _ board|committee|panel|jury|campaign",
    "help me|us|out? with a|the|my|our survey|campaign",
    NULL};
static const char *const HOST[] = {
    "present|lecture|host|moderate|exhibit|stock",
    "give|hold|giving|do|deliver|run a|an|the|our|one _ lecture|talk|workshop|speech|keynote|class|session|"
    "webinar|training",
    "say|saying a few words",
    "speak|talk|present|come|speaking|talking|presenting|coming at|to|before|in|on|and "
    "our|the|my|a|speak|talk _ "
    "class|students|group|club|event|seminar|conference|members|team|meeting|school|panel|society|webinar|"
    "course|meetup|podcast|workshop|summit",
    "be|appear|come|join us? as? a|our|the|on guest|speaker|panellist|panelist|podcast|show",
    "guest speaker|lecture|speak",
    NULL};
static const char *const LETTER[] = {
    "write|writing a|some|two|one _ line|lines|sentence|sentences|words for|about my|our|the",
    "write|writing half|a|one|some|the _ page|pages|chapter|paragraph|paragraphs|preface|column for|in|about",
    "write|provide|give|send|draft me|us|a|an|the|your|short|my|our? _ "
    "letter|reference|testimonial|foreword|article|review|piece|statement|certificate|blurb|quote|preface",
    "write|provide|give me|us|a|an|your _ recommendation",
    "referee|reference",
    "letter|reference|recommendation|testimonial of|for|from|letter",
    NULL};
static const char *const HELP[] = {
    "help|assist|support me|us|my|our|with _ "
    "find|move|build|set|flat|thesis|homework|translate|paint|write|finish|fix|application|website|project|"
    "paperwork|prepare|form|raise|sell|recruit|organise|organize",
    "translate|repair|fix|install|bring|deliver|order|book|reserve|collect|pay|host|value|appraise|"
    "calculate|design|build|print|publish",
    "buy|rent|sell|purchase|lend",
    "discount|quote|quotation|offer|price|donation|loan|estimate|tender|refund|voucher",
    "make|give|send|write me|us a|an|your|the? price|offer|quote|estimate",
    "written|formal|firm offer|quote|estimate|confirmation",
    NULL};

// NOLINTEND(bugprone-suspicious-missing-comma)

const FavourKind *check_favour_kinds(size_t *count)
{
    static const FavourKind KINDS[] = {
        {"answers to a survey", SURVEY, FAVOUR_WORK, false, true, false},
        {"a connection", NETWORK, FAVOUR_NOTHING, false, false, false},
        {"a talk at an event", HOST, FAVOUR_WORK, false, true, false},
        {"a letter", LETTER, FAVOUR_WORK, true, true, false},
        {"a referral", REFERRAL, FAVOUR_WORK, true, true, false},
        {"an introduction", INTRODUCTION, FAVOUR_WORK, false, true, false},
        {"a review", OFFER, FAVOUR_WORK, false, false, false},
        {"a review", REVIEW, FAVOUR_WORK, false, true, true},
        {"a visit", VISIT, FAVOUR_WORK, false, false, true},
        {"a recommendation", RECOMMEND, FAVOUR_WORK, false, true, false},
        {"advice", ANSWER, FAVOUR_ANSWER, false, false, false},
        {"a talk", INTERVIEW, FAVOUR_TALK, true, false, false},
        {"a talk", TALK, FAVOUR_TALK, false, false, false},
        {"support", SUPPORT, FAVOUR_WORK, true, true, false},
        {"something sent", SEND, FAVOUR_WORK, false, false, false},
        {"advice", SHARE, FAVOUR_ANSWER, false, true, false},
        {"help", HELP, FAVOUR_WORK, false, true, false},
    };
    *count = sizeof KINDS / sizeof *KINDS;
    return KINDS;
}
