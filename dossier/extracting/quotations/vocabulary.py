"""The words that attribute speech, and those that tell a title, a term or a clause from it.

Written by hand for this program from the usage of English-language news.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Verbs of speech, in all their forms.
_VERBS = _set(
    """
    spell spells spelled say says said saying tell tells told telling add adds added adding ask asks asked
    asking answer answers
    answered answering reply replies replied replying respond responds responded responding declare declares
    declared declaring announce announces announced announcing state states stated stating explain explains
    explained explaining note notes noted noting warn warns warned warning insist insists insisted insisting
    claim claims claimed claiming argue argues argued arguing admit admits admitted admitting concede concedes
    conceded conceding confirm confirms confirmed confirming deny denies denied denying stress stresses stressed
    stressing emphasize emphasizes emphasized emphasizing emphasise emphasises emphasised emphasising underline
    underlines underlined underlining underscore underscores underscored underscoring maintain maintains
    maintained maintaining promises promised promising pledge pledges pledged pledging vow vows vowed vowing
    threaten threatens threatened threatening predict predicts predicted predicting suggest suggests suggested
    suggesting recall recalls recalled recalling remember remembers remembered remembering reveal reveals
    revealed revealing report reports reported reporting write writes wrote writing written post posts posted
    posting tweet tweets tweeted tweeting shout shouts shouted shouting cry cries cried crying yell yells yelled
    yelling scream screams screamed screaming chant chants chanted chanting whisper whispers whispered
    whispering thunder thunders thundered thundering joke jokes joked joking quip quips quipped quipping lament
    laments lamented lamenting complain complains complained complaining comment comments commented commenting
    remark remarks remarked remarking observe observes observed observing acknowledge acknowledges acknowledged
    acknowledging agree agrees agreed agreeing recount recounts recounted recounting testify testifies testified
    testifying continued continuing conclude concludes concluded concluding urge urges urged urging demand
    demands demanded demanding plead pleads pleaded pleading boast boasts boasted boasting describe describes
    described describing call calls called calling condemn condemns condemned condemning denounce denounces
    denounced denouncing criticize criticizes criticized criticizing criticise criticises criticised criticising
    praises praised praising dismiss dismisses dismissed dismissing blast blasts blasted blasting slam slams
    slammed slamming characterize characterizes characterized characterizing cite cites cited citing quote
    quotes quoted quoting mention mentions mentioned mentioning refer refers referred referring speak speaks
    spoke speaking attribute attributes attributed attributing point points pointed pointing express expresses
    expressed expressing accuse accuses accused accusing downplay downplays downplayed downplaying reiterate
    reiterates reiterated reiterating repeat repeats repeated repeating allege alleges alleged alleging assert
    asserts asserted asserting assure assures assured assuring advise advises advised advising inform informs
    informed informing counter counters countered countering caution cautions cautioned cautioning sum sums
    summed summing put puts putting read reads reading believe believes believed believing think thinks thought
    thinking hope hopes hoped hoping feel feels felt feeling proclaim proclaims proclaimed proclaiming exclaim
    exclaims exclaimed exclaiming wonder wonders wondered wondering propose proposes proposed proposing reject
    rejects rejected rejecting confess confesses confessed confessing hail hails hailed hailing welcome welcomes
    welcomed welcoming label labels labeled labelled labeling labelling brand brands branded branding orders
    ordered ordering disclose discloses disclosed disclosing clarify clarifies clarified clarifying elaborate
    elaborates elaborated elaborating interject interjects interjected interjecting signal signals signaled
    signalled signaling signalling vent vented opine opines opined opining muse muses mused musing gush gushes
    gushed gushing tout touts touted touting enthuse enthuses enthused enthusing rules ruled ruling forecast
    forecasts forecasting estimate estimates estimated estimating mock mocks mocked mocking ridicule ridicules
    ridiculed ridiculing portray portrays portrayed portraying recommend recommends recommended recommending beg
    begs begged begging sing sings sang singing cheer cheers cheered cheering decry decries decried decrying
    rail railed railing fume fumes fumed fuming scoff scoffs scoffed scoffing blame blames blamed blaming chide
    chided chiding marvel marveled marvelled marveling discuss discusses discussed discussing credit credits
    credited crediting crow crows crowed crowing retort retorts retorted retorting grumble grumbled grumbling
    mutter muttered muttering murmur murmured sneer sneered reason reasoned reckon reckons reckoned speculate
    speculates speculated speculating hint hints hinted hinting imply implies implied implying indicate
    indicates indicated indicating echo echoes echoed echoing affirm affirms affirmed affirming attack attacks attacked
    attacking swear swears
    swore swearing theorize theorized guarantee guarantees guaranteed specify specifies specified recite recited
    confide confides confided rejoin rejoins rejoined contend contends contended contending enquire enquired inquire
    inquired query queried snap snapped growl growled bellow bellowed wail wailed moan moans moaned surmise surmised
    concur concurs concurred blurt blurted brag brags bragged
    chuckle chuckled laugh laughed sob sobbed intone intoned implore implored bemoan bemoaned bemoaning order
    promise praise rule
    """
)
PARTICIPLES = frozenset(verb for verb in _VERBS if verb.endswith("ing"))
FINITE = _VERBS - PARTICIPLES
# Speech only where a quotation stands in the same sentence; never carried over to the next one.
WEAK = _set(
    """
    call calls called calling describe describes described describing cite cites cited citing mention mentions
    mentioned mentioning refer refers referred referring point points pointed pointing put puts putting read
    reads reading believe believes believed believing think thinks thought thinking hope hopes hoped hoping feel
    feels felt feeling order orders ordered ordering rule rules ruled ruling find finds found finding show shows
    showed hear heard hears hearing see sees saw seeing consider considers considered considering deem deems
    deemed deeming label labels labeled labelled labeling labelling brand brands branded branding continue
    continues continued continuing sum sums summed summing remember remembers remembered remembering attribute
    attributes attributed attributing speak speaks spoke speaking hail hails hailed hailing welcome welcomes
    welcomed welcoming report reports reported reporting accuse accuses accused accusing credit credits credited
    crediting discuss discusses discussed discussing post posts posted posting sing sings sang singing estimate
    estimates estimated estimating signal signals signaled signalled propose proposes proposed proposing portray
    portrays portrayed portraying maintain maintains maintained maintaining reject rejects rejected rejecting
    attack attacks attacked attacking blame blames blamed blaming agree agrees agreed
    agreeing
    """
)
# What somebody thinks may be told by another: "Sol says the port believes".
THINKING = _set(
    """
    believe believes believed think thinks thought hope hopes hoped feel feels felt reckon reckons reckoned consider
    considers considered deem deems deemed agree agrees agreed
    """
)
# Who gives the name is behind "by", or is not told: "a move branded “a retreat” by critics".
NAMED_SO = _set(
    "referred branded called described labeled labelled dismissed denounced hailed condemned portrayed slammed"
)
# Speech only with “as”: `attacked the plan as a “…”`.
ATTACKING = _set("attack attacks attacked attacking")
# Speech where what is issued is a statement or an update.
ISSUING = _set("issue issues issued released published publishes sent gave")
# What somebody says, as a noun: "her advice was to", "his claim that".
SPEECH_NOUNS = _set(
    """
    advice message verdict response reply answer suggestion claim comment comments warning assertion remark remarks
    description argument motto view statement words complaint accusation allegation admission insistence call
    """
)
# They pass on what others say.
PAPERS = _set("agency newspaper paper daily broadcaster magazine station network channel radio website")
# Speech with "out" or "to".
POINTING = _set("point points pointed pointing")
# Nouns as well: verbs only where what follows is no noun.
NOUNS_TOO = _set(
    """
    rules orders calls claims reports notes states demands comments remarks posts tweets cries answers promises
    pledges signals estimates hopes cites praise state report claim demand call order rule cry answer promise
    post tweet comment remark note estimate forecast hope signal urge vent brand label joke blast slam charge
    voice boasts vow vows threat mock rail fume credit blame quip
    """
)
# They take the one spoken to as their object: "told reporters".
TELLING = _set(
    """
    tell tells told telling inform informs informed informing assure assures assured assuring ask asks asked
    """
)

AUXILIARIES = _set(
    """
    is are was were be been being am has have had having will would shall should can could may might must do
    does did cannot isn't aren't wasn't weren't won't wouldn't can't couldn't didn't doesn't don't hasn't
    haven't hadn't
    """
)
ADVERBS = _set(
    """
    also then later however earlier too still once even never again further already just soon now always often
    repeatedly instead simply there here meanwhile first not today yesterday tonight tomorrow afterwards
    afterward sarcastically himself herself themselves itself ever
    """
)
DAYS = _set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan. feb. mar. apr. aug. sep. sept. oct. nov. dec. today yesterday
    tonight morning afternoon evening night week month year
    """
)
PREPOSITIONS = _set(
    """
    of in at for from with by to on into onto over under about against between among during before after since
    until as than through across near around amid despite without within outside inside per via like toward
    towards upon alongside unlike behind beside beyond following including regarding
    """
)
# They may stand inside a description of a speaker: "an analyst at the bank".
LINKS = _set("of for at in from with on and outside inside near")
CONJUNCTIONS = _set("and but or yet while when because although though if that whether so nor whereas where as since")
DETERMINERS = _set(
    """
    a an the one another some several many two three four five six his her its their our my this that these
    those both other no all most any each every
    """
)
PRONOUNS = _set("he she they it we i you")

# What stands in marks after these is a name or a term: dubbed the “Big Bang”.
NAMING = _set(
    """
    dubbed nicknamed titled entitled named so-called codenamed code-named term termed word words phrase known
    platform film movie book novel song album series operation project programme program magazine newspaper
    website site blog play poem band group ship documentary episode show hashtag slogan expression label
    category aka alias nickname a.k.a surnamed concept meaning letter section chapter track single exhibition
    painting app page
    """
)
DOCUMENTS = _set(
    """
    decree order statement report law bill text letter document release survey poll study constitution ruling
    indictment complaint memo note resolution agreement treaty communique communiqué article editorial
    declaration paper filing affidavit warrant verdict transcript message post tweet banner banners sign signs
    placard placards poster posters headline slogan plan measure proposal act regulation website
    """
)
BODIES = _set(
    """
    company agency ministry government union party group organization organisation firm committee council
    commission court bank police department office institute university army military team club newspaper paper
    station network channel broadcaster association federation board body administration authority service
    survey center centre carrier operator chipmaker maker manufacturer provider embassy parliament senate
    coalition movement daily magazine corporation airline regulator watchdog charity ngo foundation outlet
    """
)
PERSON_NOUNS = _set(
    """
    mp ex-mp source man woman boy girl teenager mother father son daughter brother sister wife husband uncle
    aunt cousin friend
    neighbor neighbour resident witness migrant lawyer attorney prosecutor judge officer official spokesman
    spokeswoman spokesperson minister president premier chancellor governor mayor senator deputy candidate
    leader chief head director manager chairman chairwoman secretary general colonel captain commander sergeant
    lieutenant detective sheriff coach player delegate boss analyst expert professor doctor nurse teacher student
    scientist researcher seismologist geologist journalist reporter editor author writer blogger activist protester
    demonstrator worker farmer driver member owner founder executive ceo coo cfo cto boss employee representative
    lawmaker politician congressman congresswoman ambassador diplomat envoy negotiator adviser advisor aide
    economist historian priest pastor bishop pope cardinal rabbi reverend imam king queen prince princess actor actress
    singer star homemaker tourist survivor victim suspect defendant convict inmate prisoner killer gunman widow
    widower native local villager clerk passenger pilot soldier veteran policeman policewoman inspector
    superintendent commissioner jurist ombudsman investor entrepreneur engineer consultant counsel
    undersecretary councilman councilwoman assemblyman vice-president
    """
)
PLURAL_PEOPLE = _set(
    """
    people mps peers senators councillors judges jurors
    officials police authorities residents witnesses migrants protesters demonstrators workers communists
    leaders experts analysts lawyers students scientists researchers investigators prosecutors critics
    supporters relatives parents reporters sources rebels unions others observers detectives deputies doctors
    soldiers survivors villagers locals opponents lawmakers politicians ministers users customers fans players
    officers members detainees inmates prisoners marchers youths refugees passengers pupils
    neighbors neighbours friends activists economists editors governors families men women
    children
    """
)
# What a person already named is called for a change: `Ana Sol sang. “…,” the star said.`
CALLED_AGAIN = _set(
    """
    star singer rapper actor actress comedian comic seed champion striker midfielder defender goalkeeper batsman bowler
    winger forward hooker prop flanker lock keeper full-back fly-half scrum-half
    skipper boss coach manager veteran newcomer playwright novelist millionaire billionaire tycoon
    """
)
# How many, before those who speak: "a group of communists".
GROUPS = _set(
    "group groups crowd crowds dozens scores hundreds thousands number majority most some many one two couple half"
)
# For articles whose names are not given: no part of a name, and part of a body's name.
TITLES = _set(
    """
    mr mrs ms dr mr. mrs. ms. dr. prof prof. president prime minister chancellor gov gov. sen sen. rep rep.
    general gen gen. judge justice professor sir lord lady dame king queen prince princess pope st capt capt. lt
    lt. sgt sgt. col col. maj maj. deputy detective officer commissioner councilman councilwoman spokesman
    spokeswoman vice senator governor mayor coach ceo foreign interior attorney chief police secretary
    ambassador captain colonel lieutenant sergeant inspector superintendent sheriff rev rev. reverend father
    sister brother don doña señor señora m. mme herr frau
    """
)
ORG_WORDS = _set(
    """
    ministry department police agency party union university college institute council court committee
    commission bank corp corporation inc ltd company group association federation organization organisation news
    times post press radio tv television reuters afp ap bbc cnn office bureau center centre government army
    force forces house senate congress parliament cabinet administration board service services foundation
    network
    """
)
