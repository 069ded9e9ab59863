// SPDX-License-Identifier: MIT
// Rules on asking for work too early: a job, a referral, a resume that comes along. A list of phrases that
// ask, and one of talk about jobs that asks for none.
#include <string.h>

#include "check_text.h"
#include "rapport/base/mem.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

// ---- asks-for-job, resume-attached

#define JOBS                                                                                                 \
    "job|jobs|position|positions|role|roles|opening|openings|vacancy|vacancies|internship|internships|"      \
    "placement|placements|post|posts|apprenticeship|traineeship|opportunity|opportunities|employment"
// Who is taken on.
#define HANDS                                                                                                \
    "intern|interns|apprentice|apprentices|trainee|trainees|assistant|assistants|developer|developers|"      \
    "designer|designers|engineer|engineers|analyst|analysts|graduate|graduates|junior|juniors|hand|hands|"   \
    "staff|freelancer|freelancers|beginner|beginners|newcomer|newcomers|people|candidates|changer|"          \
    "volunteers|students|student|somebody|someone|programmer|programmers|writer|writers|editor|"             \
    "researcher|researchers|technician|technicians|manager|accountant|help|helper|helpers|nurse|nurses|"     \
    "teacher|teachers"

static const char *const JOB[] = {
    "is|are|does|do|would|will|might|could|can|if|whether|should _ "
    "hiring|recruiting|hire|employ|recruit|taking|take|need|seek|seeking|use _ " HANDS,
    "is|are|if|whether _ looking|searching for _ " HANDS,
    "hiring|employing|recruiting|taking a|an|somebody|someone|people _ like me",
    "considered|consider|open|interested hiring|employing|taking",
    "get|land|secure|arrange|offer|give|find me|us _ interview|" JOBS,
    "help me _ interview|" JOBS,
    "i get|land|secure|have|find a|an|some|any _ interview|" JOBS,
    "get|getting _ interview at|with|for",
    "getting|finding|landing|securing a|an|some _ job|position|role|internship|interview|placement|work _ "
    "there|at|with|in",
    "getting|get|be hired|employed|in|into there|at|by",
    "anything|something|somewhere|place|work _ for|offer me",
    "anything|something _ could|can offer",
    "give|pass|forward|hand|send|show|submit|share|bring|get|circulate|drop my _ resume|cv|application|"
    "candidature|candidacy",
    "my candidature|candidacy",
    "have|has|know|got _ a|an|any post|job|position|role|place for|as",
    "could|can|may|might i work|intern|train at|for",
    "could|can|may|might i work|intern|train|start with|under|in you|your",
    "any? open|available|vacant|suitable|current position|positions|role|roles|job|jobs|post|posts",
    "any|some job|jobs|vacanc~|openings|opening|internships|internship",
    "any|a|some position|positions|role|roles|spot|place|opening _ available|open|free|for me",
    "job|internship|career|employment|work opening|openings|opportunit~|leads|vacanc~",
    "opening|openings|vacancy|vacancies at|on|in|for|with|within _ your|company|team|group|lab|me",
    "opening|openings|vacancy|vacancies coming|that|available|there|i",
    "open to hiring|taking",
    "are|is|be you|your|team|lab|group|company _ hiring|recruiting",
    "hiring right|now|at|anyone|anybody|someone|somebody|people|this|soon|again|for _ team|role|roles|me",
    "hire|employ me|somebody|someone _ me?",
    "hire _ like me",
    "be|get hired|employed|recruited by|at|there|in|into|with|for",
    "looking|searching|hunting|search for|after a|an|any|my|new|work|full|part|first|employment _ "
    "job|role|position|work|employment|internship|post|opportunit~|placement|apprenticeship",
    "seeking a|an|new|my|employment|work _ "
    "job|role|position|work|employment|internship|opportunit~|placement",
    "need|want|get|find|land|offer|give me? a|an|any job|position|internship|placement|post|role",
    "want|like|love|hope|hoping|eager|keen|wish|aim|aiming to work|join|be|become|start|intern _ your|you "
    "team|company|group|lab|department|firm|studio|organisation|organization",
    "want|like|love|hope|hoping|eager|keen|wish to join you|your",
    "want|like|love|hope|hoping|eager|keen|wish to work|intern for|with|at|under you|your",
    "consider|considering|considered me|my|for application|candidacy|profile|background|a|any|the",
    "consider me",
    "keep me in mind",
    "think|thought of me for|when|if|as",
    "refer|referring me",
    "a|any|your|for|internal|employee|ask|asking|possible|give|get|getting|provide|some referral|referrals",
    "referral|referrals to|for|at|within|from|in|would",
    "recommend|recommending|suggest me to|for|as",
    "put|putting|pass|passing|send|forward|forwarding|submit|bring my name|profile|application|resume|cv",
    "put me forward|in|up",
    "put in _ word",
    "good word for|in",
    "vouch for me",
    "pass|send|hand|forward it|this|me|my on? _ hiring|hr|recruit~|manager|team|cv|resume",
    "apply|applying for|to _ position|role|job|post|internship|opening|team|your",
    "i've|have|just|recently|already applied for|to _ position|role|job|post|internship|opening|team|your",
    "application for|to _ position|role|job|post|internship|opening|your",
    "interview|interviewed for _ job|position|role|internship|opening",
    "take|taking me|somebody|someone on",
    "bring|get me into|onto|on|in|on your|the|board",
    "a chance|place|job|position|role|spot|seat in|on|at|with your|the team|company|lab|group|firm",
    "room for _ me|somebody|someone|one|another|engineer|analyst|designer|developer|intern",
    "i|i'm be|am|would|could|make|available a|an|to? great|good|perfect|strong|ideal|fit|start|addition _ "
    "your|fit|candidate|team|at|immediately|once",
    "fit for|with|in your|the team|role|position|company|opening",
    "use|need an?|another|someone|somebody|a|more _ like me",
    "vacancy|vacancies",
    "job for|with me|somebody|someone|my",
    "internship|internships|placement|traineeship|apprenticeship with|at|in|on|under|this|next|for "
    "your|you|the|this|summer|spring|autumn|me|company|year|team",
    "offer|give me a|an|the chance|job|role|position|internship|work|placement|opportunity",
    "opportunity|opportunities to|for|at|in|with|within _ your|join|work|employment|intern|me",
    "employment",
    "job search leads",
    "any opportunit~ for|at|in|on|with|within",
    "is|are|be _ hiring|recruiting",
    "be|become|being part|member of your|the _ team|company|lab|group|staff|crew|firm",
    "join your|the team|company|lab|group|staff|crew|office|practice|department|studio|firm",
    "contribute to|at your|the team|company|mission|lab|firm",
    "an extra|another|additional pair of hands",
    "on your payroll|staff",
    "looking|search~ for my first|next job|role|position|step|post|challenge|employer",
    "new|career opportunities|opportunity|challenge|challenges",
    "my skills|experience|talents|profile|background _ fit|match|useful|asset|valuable|contribute",
    "asset to",
    "spot|place|seat|desk|space|room|work for me",
    "trial|probation day|shift|period|week",
    "graduate|trainee|junior|entry scheme|programme|program|position|job|role|place|post|level",
    "take on|in an?|another|new|junior|trainee~|apprentice~|intern|interns|graduate~",
    "your next hire",
    "would|could|will|do you|they _ hire|employ",
    "free|paid|unpaid|entry position|positions|role|roles|places|place",
    "like|love|want|wish|eager|keen|hoping|happy|proud to work|intern for|at",
    "eager|keen|love|like|want|wish|hoping to join",
    "have|has|is|are there? a|an|any _ opening|openings|vacancy|vacancies",
    "positions|openings|vacancies|roles|jobs|posts are|is|were|become available|open|free|vacant|left",
    "i can|could|am|would start|available|begin at|immediately|on|next|right|in|any|from|tomorrow",
    "looking|available|ready|open|searching for|to new? "
    "work|opportunit~|employment|positions|roles|jobs|offers",
    "on the job market",
    "my availability|application|candidacy",
    "salary|wage expectation~|requirement~",
    "considered|shortlist~|eligible|qualified for _ role|position|post|job|opening|internship|place|spot",
    "i'd|would|will|could|can be|make|bring|add a|an|real|great|good|strong|valuable? _ "
    "asset|addition|fit|match|candidate|hire|value to|for|in|at|within? your|the|you",
    "a|the good|great|perfect|ideal|strong|right|natural fit|match|candidate for _ "
    "role|position|post|job|opening",
    "advertised|posted|listed|announced _ role|position|post|job|opening|vacanc~|internship",
    "role|position|post|job|internship _ you|your|company advertise~|posted|announced|list|listed",
    "do|doing|spend|spending|complete|completing my|a|an|the|part _ "
    "semester|practicum|internship|placement|traineeship|clerkship|residency|apprenticeship|rotation|year _ "
    "with|at|in your|you|the",
    "i|me _ be|being considered|shortlisted",
    "be|become|being a|an? part|member? of your team|crew|group|lab|company|staff|department|organisation|"
    "organization|firm",
    "when can|could|would|might i start|begin",
    "have|has|get|give a|any? good? lead|leads",
    "position|positions|role|job|post|vacancy|shift|shifts|commissions|assignment|seat|spot|place for me|us|"
    "someone|somebody",
    "space|room|place|capacity|spot for|left a|an|another|one|me|more _ " HANDS "|me",
    "foot in the|your door",
    "find|found a|my place|home|spot|future in|at|with|on your|the|you",
    "do|if|would|could|does|should|whether|might you|your|they _ need|use|want|seek|require|short "
    "of|for|a|an|another|some|any|extra? _ help|hand|hands|assistant|developer|designer|engineer|analyst|"
    "writer|intern|trainee|apprentice|assistance|staff|freelancer|translator|editor|nurse|teacher|technician|"
    "researcher|programmer|helper",
    "any|some freelance|contract|temporary|seasonal|part|full|summer|weekend|holiday|casual|student|paid "
    "time? "
    "work|job|jobs|position|role|gig|gigs|assignment|assignments|contract|employment",
    "a|any|for|open|free working|student|research|teaching|lab|laboratory|kitchen|office "
    "student|assistant|assistantship|hand|help position|job|role|post|place",
    "any|for|open|free|available a? phd|doctoral|postdoc|postdoctoral|thesis|apprentice|traineeship "
    "position|positions|place|places|spot|spots|opening|openings",
    "hire|employ|engage|recruit|commission me",
    "give me a? try|tryout|go|shot|break",
    "try me out|for|on",
    "take|taking|bring|bringing|get me on|aboard|in|under as|board|for|your|the",
    "come|coming on board",
    "help me get|find|land|secure|into a|an|in|into|some|work|job|hired|employment",
    "get|getting my foot|name|application|cv|profile in|into|noticed|seen|to|before|past",
    "speak|talk|mention|drop|put|say|tell up|my|in|a|the _ name|word _ "
    "hiring|hr|boss|manager|recruiter|team|committee",
    "a word for me",
    "back|endorse|champion|recommend|sponsor|support me|my application|candidacy|internally",
    "who does|handles|decides hiring|recruiting|recruitment|applications|on? the hiring",
    "where|how|when can|do|should|could|might|to i? apply|send my|submit my",
    "new|next employer",
    "anything|something for me",
    "have|has|got|find anything|something|work for me|somebody|someone",
    "any leads",
    "headcount",
    "taking on people|new|staff|anyone|anybody|somebody|someone|more|graduates|students|juniors|trainees",
    "accepting|taking|receiving applications|applicants|candidates|interns|trainees",
    "position|post|job|role|vacancy is|still _ open|available|free|vacant",
    "know|hear|heard|aware of any|anyone|anybody|someone|somebody|companies|a|who _ "
    "hiring|recruiting|openings|opening|positions|position|roles|job|jobs|vacanc~|internship|internships|"
    "opportunities",
    "if|when|should anything|something _ opens|open|up|turns|available|suitable|fits",
    "eye|eyes|ears out|open for",
    "on|in the lookout|market for",
    "exploring|pursuing|pursue|targeting _ "
    "role|roles|position|positions|opportunities|internship|internships",
    "interested|interest in working|joining|interning|employment",
    "interested in a|an|the|this|any _ role|position|post|job|opening|internship|vacancy",
    "land|get|secure|obtain an? interview",
    "to|with|by|from your|the|a? hiring|recruiting|recruitment|hr|talent "
    "manager|team|department|committee|people|colleagues|managers",
    "your|the recruiter|recruiters",
    "entry level role|roles|job|jobs|position|positions|post",
    "for my next role|job|position|employer",
    "have|has|is anything|something|place|room|work|use for _ "
    "graduate|graduates|junior|juniors|beginner|beginners|"
    "student|students|me|someone|somebody|newcomer|newcomers",
    "be|have|has|is|find _ spot|room|opening|chair|desk for",
    "to|and? work|working with|for|at|in your team|company|group|lab|studio|firm|organisation|organization",
    "if|whether|is|are your team|company|lab|group|staff _ growing|expanding|enlarging",
    "a|any free? chair|desk|bench|stool|place for me",
    NULL};

// Talk of jobs that asks for none.
static const char *const NOT_JOB[] = {
    "how|what|why|which|when|where|who|whom|whenever do|did|would|does|could|to|can|should|is|are|will|might "
    "_ "
    "hire|take|taking|need|seek|seeking|find|recruit|use|employ|hiring|looking|recruiting _ " HANDS,
    "opening _ in|on my|your|the|our calendar|schedule|diary|agenda|timetable",
    "gave|got|received|had|have|with|needs|medical|doctor's me|us|her|him|you? a|the|my|this|his|her? "
    "referral|"
    "referrals",
    "the referral of|to|from|between",
    "referral _ hospital|clinic|patient|patients|doctor|hospice|specialist",
    "consider me a? puzzled|warned|impressed|told|lucky|fan|intrigued|convinced|converted|grateful|your|one",
    "take|taking people|students|volunteers|beginners through|around|out|to|along|with",
    "use|need students|people|help with|to",
    "join|joining you for|on|at|in|over a|an|the|another|coffee|lunch|one",
    "my|your|their|his|her|our|last|during|after _ internship|placement|traineeship|apprenticeship",
    "put me in touch|contact",
    "vacancy|vacancies rate|rates",
    "referral|referrals letter|letters|form|forms|rate|rates|system|from|between|bonus|programme|program",
    "join|joining|joined _ "
    "network|newsletter|list|club|call|meeting|webinar|session|talk|choir|league|event|table|discussion|walk|"
    "tour|seminar|workshop",
    "join _ reading|book|study|weekly|monthly|running|thursday|monday _ group|circle",
    "your job|role|position|hiring",
    "how you _ job|role|position|hired",
    "not|isn't|aren't|am|without asking|looking|hoping|after|seeking|request _ "
    "job|referral|opening|position|role|work|vacanc~",
    "not _ job|referral|opening|openings|favour|vacanc~|position",
    "no job|opening|vacanc~|referral",
    "rather than _ job|referral|opening|position",
    "don't|do not? want|expect|ask|need _ job|referral|opening|position",
    "never _ job|referral",
    "in a position to",
    "i was|got|had|have been? hired",
    "my|current|last|first|old|former|previous|present|day job|role|position",
    "what|how|why|like|feels|means|is|was|wanted|started|came|chose _ to? work|working with|for|at|in|your",
    "you|they|he|she|people|who work|works|worked|working",
    "job title|titles|fair|fairs|description|descriptions|satisfaction|shadow|shadowing|centre|center|well|"
    "done|interviews|club|coach|hunting|seekers|seeker|security|board|boards|offer|offers",
    "good|great|nice|wonderful|fine|fantastic|excellent|hard|tough|amazing|splendid|thankless job",
    "job market is|was|has|in|looks|these",
    "what|why you|your _ hired|hire|hiring|role|job|position",
    "play|plays|played|playing _ role",
    "role model|models",
    "been|was|were|got hired|recruited|employed",
    "you|they|he|she|we|who hired|employed|recruited",
    "when|before|after|since|how|why|until|while you|they|he|she _ "
    "join|joined|joining|hired|apply|applied|started|began|became",
    "congratulations|congrats|congratulate on|to|you _ job|role|position|post|joining|opening|hire",
    "applied|apply|applying _ method|idea|rule|what|advice|tip|lesson|lessons",
    "applied mathematics|physics|maths|science|sciences|arts|linguistics|psychology|research|economics",
    "opening|openings night|hours|ceremony|chapter|scene|line|remarks|remark|speech|page|sentence|talk|party|"
    "day|exhibition|paragraph|act|show|keynote|song|credits|titles|move|game",
    "grand|official|festive opening",
    "recruit|recruiting|recruitment _ participants|volunteers|patients|members|subjects|respondents|donors",
    "career|careers advice|change|path|paths|choice|choices|office|fair|day|story|talk|break|switch|steps|"
    "adviser|advisor|service|services|development|ladder",
    "refer|referring|referred to|me to? _ "
    "chapter|page|paper|point|article|talk|study|book|section|figure|example",
    "without|instead of? asking|seeking|expecting|any _ job|role|position|favour|vacanc~|opening|referral",
    "i'm|am|is|this|that|it|i not|never _ "
    "job|referral|opening|openings|vacanc~|position|apply|applying|application|hired|employment|work",
    "no hidden? wish|plan|intention|request|hope|agenda|expectation of|for|to _ "
    "job|referral|opening|position|work|internship",
    "neither|nor _ job|referral|opening|vacanc~|position|internship|favour",
    "happy|content|settled|glad in|with|at my job|role|position|post|work",
    "i|i've|we|he|she|they|who have|hold|left|lost|quit|love|like|started|changed|kept my|a _ "
    "job|role|position|post|internship",
    "need|use|want your|some|any|a|his|her|their? help|hand|advice "
    "with|on|to|understanding|deciding|choosing",
    NULL};

static const char *const RESUME[] = {
    "attach~|enclos~|find|include|including|included|sending|send|share|sharing|here's|upload|uploaded|link|"
    "linked|below _ resume|cv|vitae|portfolio|transcript|resumes",
    "attach~|enclos~ _ application",
    "resume|cv|vitae|portfolio|transcript _ attached|enclosed|below|included|linked|here|link",
    "resume|cv|vitae|portfolio _ is|are at|here|on|below|with|in|online|as",
    "attach~|enclos~ _ my resume|cv|portfolio",
    "resume|cv|portfolio is|are available|attached|online|public",
    "view|see|find|read|download|open _ resume|cv|portfolio _ at|on|here|under|below|attached",
    "cover letter attached|enclosed",
    NULL};
static const char *const NOT_RESUME[] = {
    "not|without|no|nothing|never attach~|enclos~|resume|cv|send|sending|include",
    "can|could|would|happy|glad|gladly|will|offer|let if? i? send|share|attach|bring _ "
    "if|should|later|when|whenever",
    "you|your|their|his|her attached|resume|cv|portfolio|sent|send",
    "feedback|advice|look|comments|review on|over|at|of my resume|cv|portfolio", NULL};

// "People who are looking for work", "when I was applying": it is not me, or not now.
static bool is_told(const CheckText *text, const PhraseHit *hit)
{
    enum { FAR = 4 };
    static const char *const BETWEEN[] = {"is",  "are",  "were",     "was", "currently", "still", "also",
                                          "now", "been", "actively", "has", "have",      NULL};
    static const char *const PAST[] = {"was", "were", NULL};
    static const char *const OTHERS[] = {
        "who",     "people",  "he",       "she",       "they",   "students",  "brother", "sister", "friend",
        "friends", "son",     "daughter", "husband",   "wife",   "partner",   "cousin",  "mother", "father",
        "pupils",  "clients", "refugees", "graduates", "person", "colleague", "others",  NULL};
    static const char *const SEEKS[] = {"looking", "searching", "seeking", "hunting",    "applying",
                                        "apply",   "applied",   "hoping",  "interested", NULL};
    if (!check_word_is(text, hit->first, SEEKS) && !check_word_is(text, hit->first, BETWEEN))
        return false;
    size_t first = text->sentences.items[text->words.items[hit->first].sentence].first, at = hit->first;
    bool past = false;
    while (at > first && hit->first - at < FAR && check_word_is(text, at - 1, BETWEEN))
        past = check_word_is(text, --at, PAST) || past;
    return past || (at > first && check_word_is(text, at - 1, OTHERS));
}

// "I'm not after an opening or a referral", but not "I'm not sure whether there are openings".
static bool is_denied(const CheckText *text, const PhraseHit *hit)
{
    enum { FAR = 8 };
    static const char *const NO[] = {"not", "no", "never", "without", "neither", "nor", "nothing", NULL};
    static const char *const STOPS[] = {"but", "if", "whether", "yet", "because", "so", "only", NULL};
    size_t first = text->sentences.items[text->words.items[hit->first].sentence].first;
    for (size_t i = hit->first; i-- > first && hit->first - i <= FAR;) {
        if (check_word_is(text, i, STOPS) || check_comma_before(text, i + 1))
            return false;
        if (check_word_is(text, i, NO) || str_ends(check_fold(text, i), "n't"))
            return true;
    }
    return false;
}

bool check_job_asked(CheckText *text, PhraseHit *hit)
{
    for (size_t at = 0; check_phrase_find_but(text, JOB, NOT_JOB, at, hit); at = hit->first + 1)
        if (!is_denied(text, hit) && !is_told(text, hit))
            return true;
    return false;
}

void check_job(CheckText *text)
{
    const CheckInput *input = text->input;
    PhraseHit hit;
    if (!check_is_first(input) || input->they_raised_work || input->occasion == OCCASION_THANK_YOU)
        return;
    if (check_phrase_find_but(text, RESUME, NOT_RESUME, 0, &hit))
        check_say_words(
            text, CHECK_RESUME_ATTACHED, hit.first, hit.count,
            mem_strdup("A resume in a first message asks for a job: send it when they ask for it."), NULL);
    else if (check_job_asked(text, &hit))
        check_say_words(
            text, CHECK_ASKS_FOR_JOB, hit.first, hit.count,
            mem_strdup("Before you have talked this closes the door: ask for their advice instead."), NULL);
}

// NOLINTEND(bugprone-suspicious-missing-comma)
