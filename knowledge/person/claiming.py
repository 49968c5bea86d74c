"""The words with which people say that they know something, or that they do not."""

from __future__ import annotations

import re

DENIES = re.compile(
    r"\b(?:do ?n[o']?t|dont|do not|never|can'?t|cannot|can not|no|not|haven'?t|have not|havent"
    r"|didn'?t|didnt|zero|without|neither|nothing|none|hardly|barely|ain'?t"
    r"|(?:nope|nah|nada)(?=\W*$))\b",
    re.IGNORECASE,
)
# «not only Java» and «no problem with R» deny nothing.
DENIES_NOTHING = re.compile(
    r"^\W*no+,? the (?=\w+ one\b)|^\W*no+(?:\W+(?:i mean|wait|sorry|actually))*\W+(?=(?:but )?i\b)"
    r"|\b(?:not only|not just|not bad (?:at|with|in)|no wait|no doubt|not me|nothing but"
    r"|i no(?= (?!longer|more|idea|clue)\w)"  # «i no python» is how some spell «know»
    r"|(?:no|never(?: had)?(?: any| an?)?) (?:problem|trouble|issue|difficult)\w*)\b",
    re.IGNORECASE,
)
# A lack that needs no «not».
LACKS = re.compile(
    r"\b(?:(?:bad|terrible|awful|weak|poor|rubbish|hopeless|useless|lousy) (?:at|in|with)"
    r"|my [\w+#]+ is (?:\w+ )?(?:bad|weak|poor|terrible|awful|shaky|non-?existent)"
    r"|suck(?:s|ed)? at|struggl\w+ with|lack(?:ing)?|am missing"
    r"|forgot(?:ten)?(?! to (?:mention|say|tell|add|list|note)\b))\b",
    re.IGNORECASE,
)
CLAIMS = re.compile(
    # «I've no idea of Python»
    r"\b(?:(?<=no )(?:idea|clue) (?:of|about)"
    r"|know|knew|known|i no|code(?! \d)|coded|coding|program|programmed"
    r"|use|used|using|uses"
    r"|learn(?:e?d|t)|learn(?=.{1,25}\balready\b)"
    r"|speak|write|wrote|did|do|done|took|take a|studied|study|worked? with|working with|have|had"
    r"|good (?:at|with)|great at"
    r"|strong in|familiar|experienced?|comfortable|fluent|proficient|handle"
    r"|made an? (?:\w+ ){0,3}(?:classifier|recommender|predictor|detector|recognizer)"
    r"|(?:am|is|are) (?:already )?finish(?:ed)?|finish(?=\W*$)"
    r"|understand|can|bit of|some|little|mastered|finished|completed|built|passed|joined"
    r"|touched|self[- ]?taught|(?:knowledge|command|grasp) of|^\W*got(?= [\w+#]+\W*$)"
    r"|(?:only|just) (?:\w+ (?:and|&) )?\w+ (?:so far|until now|for now|yet)"
    r"|hang(?:ing)? out (?:in|on)|taken"
    r"|(?:\d+\+?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|many)"
    r" (?:years?|yrs?)(?! old)"
    r"|(?:all|most of) my (?:\w+ )?(?:stuff|work|code|scripts?|projects|analys[ei]s) (?:is|are)"
    r"|(?:teach(?:es)?|taught|teaching) me"
    r"|background in|work(?:s|ed)? (?:in|as)|working as|coming from|come from|skilled|expert"
    r"|preprocess"
    r"|daily work|work(?:ed|ing)? on|work with|taught (?:myself|me)|teach"
    r"|(?:i|i've|ive|we've|have|already|just) got|not bad (?:at|with|in)"
    r"|(?:solid|decent|fine|okay|ok|strong|confident|advanced|fluency) (?:in|at|with|knowledge)"
    r"|been (?:writing|using|coding|programming|doing|working)"
    r"|(?:i'?m|i am) (?:also |already )?in an?(?=.{0,25}\b(?:forum|communit|group|discord|kaggle))"
    r"|i'?m (?:already )?(?:an? )?(?:\w+ ){0,3}intern"
    r"|(?:i'?m|i am|am|got|been) (?:also |now |already )?through (?:with )?(?:the|an?|my)"
    r"|background (?:is|was)|my (?:\w+ )?(?:\w+ )?(?:language|tool|skill|subject)s? (?:is|are|was)"
    r"|(?:problem|trouble|issue|difficult)\w* (?:with|in)"
    r"|(?:add|put|include|count in|note) (?!me\b|it\b|that\b|this\b))\b"
    r"|^\W*[\w+#]+(?: (?:and|&) [\w+#]+)? (?:yes|yep|yeah|sure|solid|check)"
    r"(?: (?:tho|though|of course|definitely))?(?: (?:from|since|at|because|thanks to)\b.*)?\W*$"
    # «R fine» agrees to what was said; two things are listed.
    r"|^\W*[\w+#]+ (?:and|&) [\w+#]+ (?:ok|okay|fine)\W*$"
    r"|^\W*[\w+#]+(?: and [\w+#]+)? only\W*$"
    r"|\b(?:ok|okay|fine|good|solid) from (?:uni\w*|school|college|work)\b"
    r"|^\W*[\w+#]+\s*:\s*(?:the )?(?:basics?|ok|okay|good|fluent|advanced)\W*$"
    # «C++ dev from games», «my C++ is solid»
    r"|^\W*(?:(?:i'?m|i am|an?|senior|junior|ex|former|old|long.?time)\W+)*[\w+#.]+"
    r" (?:devs?|developer|programmer|coder|engineer|guy|gal|person)\b"
    r"|\bmy [\w+#]+(?: \w+)? is (?:\w+ )?"
    r"(?:solid|good|fine|ok|okay|strong|decent|great|rusty|fluent)\b"
    r"|^\W*(?:my )?(?:\w+ )?(?:skills?|stack|languages?|tools?|knowledge|experience)\s*:",
    re.IGNORECASE,
)
# «Calculus and algebra are second nature», «Python, SQL, all fine».
SUMS_UP = re.compile(
    r"\b(?:second nature|no problem(?=\W*$)"
    r"|(?:are|all|both)(?: all)? (?:fine|good|ok|okay|covered|known|no problem)"
    r"|under my belt|(?:still|are|is|be) in (?:good )?order|(?:all|every) day|daily"
    r"|in my (?:toolbox|toolkit|bag)|all day(?: long)?|(?:mostly|mainly)(?=\W*$)"
    r"|since (?:uni\w*|college|school|\d+|years|forever)"
    r"|(?:for|since) (?:\d+|many|some|two|three|four|five|six|eight|ten|twelve) (?:years|yrs))\b",
    re.IGNORECASE,
)
