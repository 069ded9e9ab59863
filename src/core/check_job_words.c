// SPDX-License-Identifier: MIT
// How work is asked for, and a resume sent along, in words that need no more than themselves; and talk of
// both that asks for none.
#include "check_text.h"
#include "check_words.h"

// NOLINTBEGIN(bugprone-suspicious-missing-comma): a long phrase stands on several lines

Phrases check_words_job(void)
{
    static const char *const LIST[] = {
        "is|are|does|do|would|will|might|could|can|if|whether|should _ "
        "hiring|recruiting|hire|employ|recruit|taking|take|need|seek|seeking|use _ " HANDS,
        "is|are|if|whether _ looking|searching for _ " HANDS,
        "hiring|employing|recruiting|taking a|an|somebody|someone|people _ like me",
        "considered|consider|open|interested hiring|employing|taking",
        "get|land|secure|arrange|offer|give|find me|us _ interview|" JOBS,
        "help me _ interview|" JOBS,
        "i get|land|secure|find a|an|some|any _ interview|" JOBS,
        "could|can|may|might i have a|an|some|any _ " JOBS,
        "get|getting _ interview at|with|for",
        "getting|finding|landing|securing a|an|some _ job|position|role|internship|interview|placement|work "
        "_ "
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
        "want|like|love|hope|hoping|eager|keen|wish|aim|aiming to work|join|be|become|start|intern _ "
        "your|you "
        "team|company|group|lab|department|firm|studio|organisation|organization",
        "want|like|love|hope|hoping|eager|keen|wish to join you|your",
        "want|like|love|hope|hoping|eager|keen|wish to work|intern for|with|at|under you|your",
        "consider|considering|considered me|my|for application|candidacy|profile|background|a|any|the",
        "consider me",
        "keep me in mind",
        "think|thought of me for|when|if|as",
        "refer|referring me",
        "a|any|your|for|internal|employee|ask|asking|possible|give|get|getting|provide|some "
        "referral|referrals",
        "referral|referrals to|for|at|within|from|in|would",
        "recommend|recommending|suggest me to|for|as",
        "put|putting|pass|passing|send|forward|forwarding|submit|bring my name|profile|application|resume|cv",
        "put me forward|in|up",
        "put in _ word",
        "good word for|in",
        "vouch for me",
        "pass|send|hand|forward it|this|me|my on? _ hiring|hr|recruit~|manager|team|cv|resume",
        "apply|applying for|to _ position|role|job|post|internship|opening|team|your",
        "i've|have|just|recently|already applied for|to _ "
        "position|role|job|post|internship|opening|team|your",
        "application for|to _ position|role|job|post|internship|opening|your",
        "interview|interviewed for _ job|position|role|internship|opening",
        "take|taking me|somebody|someone on",
        "bring|get me into|onto|on|in|on your|the|board",
        "a chance|place|job|position|role|spot|seat in|on|at|with your|the team|company|lab|group|firm",
        "room for _ me|somebody|someone|one|another|engineer|analyst|designer|developer|intern",
        "i|i'm be|am|would|could|make|available a|an|to? great|good|perfect|strong|ideal|fit|start|addition "
        "_ "
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
        "semester|practicum|internship|placement|traineeship|clerkship|residency|apprenticeship|rotation|"
        "year _ "
        "with|at|in your|you|the",
        "i|me _ be|being considered|shortlisted",
        "be|become|being a|an? part|member? of your "
        "team|crew|group|lab|company|staff|department|organisation|"
        "organization|firm",
        "when can|could|would|might i start|begin",
        "have|has|get|give a|any? good? lead|leads",
        "position|positions|role|job|post|vacancy|shift|shifts|commissions|assignment|seat|spot|place for "
        "me|us|"
        "someone|somebody",
        "space|room|place|capacity|spot for|left a|an|another|one|me|more _ " HANDS "|me",
        "foot in the|your door",
        "find|found a|my place|home|spot|future in|at|with|on your|the|you",
        "do|if|would|could|does|should|whether|might you|your|they _ need|use|want|seek|require|short "
        "of|for|a|an|another|some|any|extra? _ help|hand|hands|assistant|developer|designer|engineer|analyst|"
        "writer|intern|trainee|apprentice|assistance|staff|freelancer|translator|editor|nurse|teacher|"
        "technician|"
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
        "to|and? work|working with|for|at|in your "
        "team|company|group|lab|studio|firm|organisation|organization",
        "if|whether|is|are your team|company|lab|group|staff _ growing|expanding|enlarging",
        "anything|something|place|spot|room|work for a|an|someone|somebody|me|my|one _ "
        "pair|hands|like|graduate|helper|beginner|son|daughter|brother|sister|nephew|niece|student|me|who",
        "pass|forward|hand|give|send my contact? "
        "details|name|profile|particulars|information|address|letter|note|number|email|data|papers _ "
        "to|on|along|round|around",
        "your|the|an ad|advert|advertisement|listing|notice for|of a|an|the",
        "let|have|letting me work|intern|start|join|train for|with|at|under|in|there|here|you",
        "whether|if|does|do|would|will _ takes|take|taking on _ " HANDS,
        "place|spot|seat|bench|post|shift|job|position|desk|something|anything _ "
        "comes|come|falls|becomes|become|opens|"
        "gets free|vacant|open|available|up",
        "i'd|i'll|would|will gladly|happily|also? take|accept whatever|anything",
        "like|love|want|wish|hope|hoping|plan|planning|intend|mean to apply|reapply",
        "mention|name|suggest|propose me|my to|when|if|for|as",
        "be|being|get|getting taken on|in by|at|as|in|with",
        "expect|expecting|plan|planning|intend|mean|going|hope|aim|about|looking to "
        "hire|recruit|employ|take on|people|someone|somebody|new|more|this|again|in|for|soon|any|a",
        "hat in|into the|your? ring",
        "keep|bear|have|hold|put my|me|us name|details|profile|papers|in _ for|when|if|file|mind|list|once",
        "anything|love|want|hope|glad|grateful|like _ the|a chance|opening|start in|at|with|under your|you",
        "tell|speak|talk|write|mention|recommend _ boss|manager|chief|foreman|director|supervisor about|for "
        "me|my",
        "your hr|personnel|recruiters|recruitment|talent|human",
        "change|move|switch|come|transfer over? to|into your company|firm|team|side|department|group|house",
        "become|be|being one of your|you",
        "help wanted",
        "between jobs|positions|roles",
        "of use|service to you|your",
        "let|tell me know? when|if|as you|they|your _ look|looking|need|want|hire|hiring|recruit|take "
        "for|someone|somebody|"
        "people|staff|again|next|help|a|an",
        "late|early|time|eligible|possible to apply",
        "apply|applying for|to the|your|a _ intake|programme|program|scheme|round|cohort|company|mill|firm",
        "your ad|advert|advertisement|vacancy",
        "hoping|hope|trying|want|need|like|looking to find|get|secure a|an|some? _ "
        "work|job|jobs|position|employment",
        "desk|bench|stool|bunk|loom free|empty|vacant in|at|for|on",
        "is|are|if|whether the|that|your _ job|position|post|role|vacancy _ _ still|yet",
        "gives|give|offer|offers contracts|contract",
        "short of|on hands|staff|people|help|drivers|workers",
        "short handed|staffed",
        "you're|are|be|seem understaffed",
        "like|love|want|hope|happy|able to? start|begin with|at|under you|your",
        "if you|you'd have|take|want|will|would have|take|want? me",
        "love|like|want|wish|hope|happy|proud|dream|and to|of? work|working for|under you",
        "sponsor|sponsors|sponsoring _ visa|visas|permit|permits",
        "treat|take|regard|consider|see this|it|letter|message|mail as _ application",
        "whether|if|is|are|has the|that|your|any _ job|position|post|role|place|vacancy "
        "has|is|was|still|gone|been|already",
        "me through|in|into|inside|past your|the door|doors|gate|gates",
        "a|any free? chair|desk|bench|stool|place for me",
        "you _ have|take|use|want|employ|accept me|us for|as|on|in|at|from|aboard|under|among|with",
        "take|accept|have|want|choose|pick|try me|us|him|her as your|a|an|one",
        "take a chance|gamble|punt|risk|bet on|with me|us|somebody|someone|a|an",
        "give me|us a chance|start|trial|home",
        "slip|drop|whisper|put|carry|get|lay|place|leave|mention|pass|bring|hand|give|walk my|our|me|it|this "
        "_ "
        "to|in|before|on|past|under whoever|whomever|hr|those|decides|front|nose|boss|manager|chief|the|your "
        "_ "
        "of? whoever|decides|hiring|recruits|recruiting|hires|hr|boss|manager|chief|foreman",
        "speak|talk up? for me",
        "put|raise|raising|putting my hand up",
        "hand is|goes up",
        "in whatever|whichever|any role|capacity|position|function|job|post",
        "whatever|whichever|any role|position|job|post|work you|is|may|might|would|comes|there",
        "join|joining|come|work|working|start|starting you|your|us|them? team? as a|an|your",
        "gladly|happily|love to|like|gladly join you|your|as",
        "short of _ hands|people|staff|helpers|pair|men|somebody|someone|one",
        "call|think of me when|if|for|should",
        "will|would|can|could you let me|us|him|her in|join|start|on",
        "spare|extra|another|more|further pair of hands",
        "at|on your|the payroll|disposal from|in",
        "find|make|see|have|clear a|any|some room|space|place|corner|spot|home|use for|at|in _ me|us",
        "add|put me|us to|on your|the team|list|roster|payroll|crew|books|bench|rota",
        "i need|want|seek work|employment|job|jobs",
        "anything|something|any|work|shifts|hours|jobs|posts going|available|to spare|for with|at|in|on "
        "you|your|there",
        "still|is|are going|open|free|vacant|unfilled|filled with|at|in|on|for you|your|me",
        "i|i'd|i'm|we can|could|would|ready|free|able to? start|begin|move|relocate _ "
        "monday|tomorrow|week|once|immediately|month|day|january|february|march|april|june|july|august|"
        "september|"
        "october|november|december|spring|summer|autumn|winter|tonight|notice",
        "available immediately|now|full|part|at|for hire|once|time|short|work|notice",
        "at your disposal|service",
        "a|my foot|toe in the|your door",
        "a way|path|route|road in|into|to your|the team|company|house|firm|door|kitchen|lab|group",
        "pull a|some|any|the strings|string",
        "open a|the|your|that|any door|doors for|to|a me|us|crack|my",
        "use another|one|an|some|more|my|me|a|somebody|someone "
        "pair|hand|hands|person|of|more|like|extra|head",
        "need|want|use an|another|one|some|a extra|more|pair|hand|hands|body of? hand|hands|person|me",
        "room for one|another|a|me|us more|like|in|at|on",
        "next challenge|step|chapter|adventure|move|home|employer _ with|at|be|you|your|could|join",
        "open to work|offers|opportunities|roles|positions",
        "part of your|the|such _ team|crew|company|family|group|lab|house|kitchen|studio",
        "member of your|the _ team|crew|company|staff|group|lab",
        "wear your|the apron|uniform|overalls|badge|jacket|cap|boots",
        "work|volunteer|start|help|cook|sew|bake|build|paint|weld|drive|sweep|intern "
        "for|with|under|at|alongside "
        "you|your|free|nothing|wages|pay",
        "pass|passing me|us on|along|over to",
        "somebody|someone|anybody|anyone like me on|in|at|for|join|around",
        "my name|cv|profile on|onto|into|across|at the|your|their|a|his|her _ "
        "desk|pile|list|table|inbox|stack|top",
        "be|become your|the next|new|one|future _ " HANDS,
        NULL};
    return LIST;
}

// Says openly that no work is sought: then no other words ask for it.
Phrases check_words_not_seeking(void)
{
    static const char *const LIST[] = {
        "i'm|i|we|am|not|isn't|this|that|it|don't|never not|no|isn't|don't _ "
        "job|jobs|work|post|position|vacancy|"
        "referral|application _ hunt|hunting|hunter|request|seeker|search|wanted|asked|sought|intended",
        "not|never|no|without _ "
        "looking|asking|hunting|fishing|angling|after|seeking|applying|begging|hinting _ "
        "a|an|any|for _ job|jobs|work|post|position|vacancy|referral|employment|opening|internship|role",
        "i|we don't|do not? want|need|seek|expect|ask|mean a|any|your|to|for _ "
        "job|jobs|post|position|referral|employment|opening|role|apply",
        "happy|content|settled|staying|glad|fine|well where i|we",
        "i've|i|we|have already|just? got|found|accepted|signed|landed|taken|started a|my|an|the _ "
        "job|post|position|role|contract|offer",
        "no|not job|jobs|openings|vacancies|referral wanted|needed|sought|asked|hunting|involved|meant",
        NULL};
    return LIST;
}

// Talk of jobs that asks for none.
Phrases check_words_no_job(void)
{
    static const char *const LIST[] = {
        "how|why|when|what _ trainee|graduate|junior scheme|programme|program",
        "did|do|have|had|when|before|until|as you _ apply|applied|applying",
        "apply|applying|applied _ through|via|on|by|over|at the|your|its _ "
        "site|website|portal|form|page|link|button",
        "did|do|were|was|have|had|when|how you|they|he|she|your|it _ "
        "hired|taken|recruited|apply|applied|chosen|picked|"
        "start|started|land|landed|find|found|get|got",
        "mean|plan|going|intend|intending to apply|reapply _ either|anyway|regardless|online|elsewhere|form|"
        "through",
        "papers|certificate|certificates|contract|terms|years|record|records|history|place|law of employment",
        "when|whenever|before|after|once|until you|they|one|people|we|somebody "
        "hire|take|employ|recruit|apply",
        "before i|we|one apply|applying|start|accept",
        "we|i are|am|were|was|have? been? ourselves? hiring|recruiting|looking",
        "we're|i'm hiring|recruiting",
        "an|the interview at|with|elsewhere _ another|other|different|elsewhere|tomorrow|on",
        "how|what|why|which|when|where|who|whom|whenever "
        "do|did|would|does|could|to|can|should|is|are|will|might "
        "_ "
        "hire|take|taking|need|seek|seeking|find|recruit|use|employ|hiring|looking|recruiting _ " HANDS,
        "opening _ in|on my|your|the|our calendar|schedule|diary|agenda|timetable",
        "gave|got|received|had|have|with|needs|medical|doctor's me|us|her|him|you? a|the|my|this|his|her? "
        "referral|"
        "referrals",
        "the referral of|to|from|between",
        "referral _ hospital|clinic|patient|patients|doctor|hospice|specialist",
        "consider me a? "
        "puzzled|warned|impressed|told|lucky|fan|intrigued|convinced|converted|grateful|your|one",
        "take|taking people|students|volunteers|beginners through|around|out|to|along|with",
        "use|need students|people|help with|to",
        "join|joining you for|on|at|in|over a|an|the|another|coffee|lunch|one",
        "my|your|their|his|her|our|last|during|after _ internship|placement|traineeship|apprenticeship",
        "put me in touch|contact",
        "vacancy|vacancies rate|rates",
        "referral|referrals letter|letters|form|forms|rate|rates|system|from|between|bonus|programme|program",
        "join|joining|joined _ "
        "network|newsletter|list|club|call|meeting|webinar|session|talk|choir|league|event|table|discussion|"
        "walk|"
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
        "what|how|why|feels|means|is|was|wanted|started|came|chose _ to? work|working with|for|at|in|your",
        "is|was|it's|be|feels|what's like to? work|working",
        "you|they|he|she|people|who work|works|worked|working",
        "job "
        "title|titles|sheet|sheets|card|cards|lot|lists|fair|fairs|description|descriptions|satisfaction|"
        "shadow|"
        "shadowing|centre|center|well|"
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
        "opening|openings "
        "night|hours|ceremony|chapter|scene|line|remarks|remark|speech|page|sentence|talk|party|"
        "day|exhibition|paragraph|act|show|keynote|song|credits|titles|move|game",
        "grand|official|festive opening",
        "recruit|recruiting|recruitment _ "
        "participants|volunteers|patients|members|subjects|respondents|donors",
        "career|careers "
        "advice|change|path|paths|choice|choices|office|fair|day|story|talk|break|switch|steps|"
        "adviser|advisor|service|services|development|ladder",
        "refer|referring|referred to|me to? _ "
        "chapter|page|paper|point|article|talk|study|book|section|figure|example",
        "without|instead of? asking|seeking|expecting|any _ "
        "job|role|position|favour|vacanc~|opening|referral",
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
    return LIST;
}

#define RESUMES "resume|cv|vitae|curriculum|portfolio|transcript|resume's|cv's"

Phrases check_words_resume(void)
{
    static const char *const LIST[] = {
        "resume's|cv's|portfolio's|transcript's attached|enclosed|below|included|here|online|at|on",
        "" RESUMES "|papers you|is|can|will|in _ "
        "find|found|attachment|attachments|annex|appendix|"
        "download|downloaded|viewed|seen",
        "download|put|placed|upload~ _ " RESUMES "",
        "include|including|included|add|added|adding a|the|my _ of my|the? "
        "" RESUMES "",
        "attach~|enclos~|find|include|including|included|sending|send|share|sharing|here's|upload|uploaded|"
        "link|"
        "linked|below _ " RESUMES "|resumes",
        "attach~|enclos~ _ application",
        "" RESUMES " _ attached|enclosed|below|included|linked|here|link",
        "resume|cv|vitae|portfolio _ is|are at|here|on|below|with|in|online|as",
        "attach~|enclos~ _ my " RESUMES "",
        "" RESUMES " is|are available|attached|online|public",
        "view|see|find|read|download|open _ " RESUMES " _ at|on|here|under|below|attached",
        "cover letter attached|enclosed",
        RESUMES " _ attachment|attachments|annex|appendix|joined|appended|herewith|hereto|underneath",
        "add|added|adding|append|appended|appending|join|joined|joining|put|putting|attach|drop|dropped|slip|"
        "slipped _ " RESUMES,
        RESUMES " _ take|allow _ to? add|attach|enclose|include|append",
        "attach~|enclos~ _ pages|page|summary|overview|list _ about|of _ i|my|me|these",
        NULL};
    return LIST;
}

Phrases check_words_no_resume(void)
{
    static const char *const LIST[] = {
        "asked|ask|wanted|wants|asking for|to|me _ resume|cv|portfolio",
        "how|why|when|what|should|do|did _ you|your|a|i _ resume|cv|portfolio",
        "left _ resume|cv|portfolio out|away|at",
        "won't|don't|didn't|needn't|isn't|shan't|wouldn't _ resume|cv|portfolio",
        "resume|cv|portfolio of a|an|the|our|your|his|her",
        "not|without|no|nothing|never attach~|enclos~|resume|cv|send|sending|include",
        "can|could|would|happy|glad|gladly|will|offer|let if? i? send|share|attach|bring _ "
        "if|should|later|when|whenever",
        "you|your|their|his|her attached|resume|cv|portfolio|sent|send",
        "feedback|advice|look|comments|review on|over|at|of my resume|cv|portfolio",
        NULL};
    return LIST;
}

// NOLINTEND(bugprone-suspicious-missing-comma)
