"""What on a page is not the article: navigation, adverts, sign-up boxes, share links, tag lists, notices.

Every rule wants the whole line to be furniture, or words that a page only ever says to its visitors: a lost
paragraph misleads, a line of furniture too many only disturbs.
"""

from __future__ import annotations

import re

LONGEST = 400
"""Code points; a longer line is never furniture by these rules, which bounds their time."""

_SITES = (
    "facebook|twitter|x|whatsapp|linkedin|reddit|pinterest|telegram|messenger|instagram|youtube|tiktok|flipboard"
    "|bluesky|threads|mastodon|tumblr|digg|stumbleupon|google\\+?|e-?mail|print|copy link|rss|sms|pocket|line"
)
# After these come lists of links to other articles.
_LIST_TITLES = (
    r"related(?: (?:articles?|stories|story|topics?|content|links?|news|coverage|posts?|videos?|items?|reading))?"
    r"|more (?:about|on this(?: story)?|like this|stories|headlines|coverage|(?:from|in|on) .{1,30})"
    r"|most (?:popular|read|viewed|watched|shared|commented|recent)|popular (?:videos?|articles?|stories|posts|now)"
    r"|trending(?: now| stories| topics| news)?|recommended(?: for you| stories| reading| videos| articles)?"
    r"|you (?:may|might) also (?:like|be interested in)|editors?[’']?s? (?:picks?|choice)|top (?:stories|videos)"
    r"|latest (?:news|stories|headlines|articles|videos|posts)|(?:what to )?read next|up next|next up|don[’']t miss"
    r"|in case you missed it|promoted (?:stories|content)|(?:from )?around the web|from the web|paid content"
    r"|featured (?:stories|articles|videos)|see also|also read|also in the news|tags?|topics|filed under|keywords"
    r"|noticias relacionadas|te puede interesar|lo más (?:leído|visto)|à lire aussi|les plus lus|mehr zum thema"
    r"|meistgelesen|leia também|mais lidas|leggi anche"
)
_OPENS_LIST = re.compile(rf"(?:{_LIST_TITLES})\s*[:»>…]*", re.IGNORECASE)
_WHOLE = re.compile(
    rf"(?:{_LIST_TITLES}"
    r"|advert(?:is|iz)e?ments?(?: *[-–—:] *[^.]{0,40})?|advertising|publicidad|publicité|anzeige|publicidade"
    r"|sponsored(?: content| links?)?|skip to (?:main )?content|skip advert(?:isement)?|(?:main )?menu|home(?:page)?"
    r"|search|log ?in|log ?out|sign ?in|register|subscribe(?: now| here| today)?|sign up(?: now| here| today)?"
    r"|share(?: this)?(?: article| story| page| post)?|print(?: this)?(?: article| story| page)?"
    r"|(?:e-?mail|save)(?: this)?(?: article| story| page)?(?: to a friend)?|copy link"
    r"|listen(?: to (?:this )?article)?"
    r"|tweet(?: this)?|like(?: this)?|pin it|follow(?: us)?|comments?(?: \(\d+\))?"
    r"|(?:leave|post|add|write) a (?:comment|reply)"
    r"|(?:view|show|see|read|load|hide)(?: all| more)? (?:\d[\d,.]* )?comments|(?:load|show|see|view|read) more"
    r"|\d[\d,.]*[km]? ?(?:views?|comments?|shares?|likes?|reads?|readers?|reactions?|retweets?|repl(?:y|ies)"
    r"|min(?:ute)?s?[ -]read)"
    r"|bulletin|newsletters?|breaking news|watch live|live|video|videos|gallery|photos|continue reading|keep reading"
    r"|(?:next|previous) (?:article|story|post)|back to top|contact us|about us"
    r"|terms(?: (?:of (?:use|service)|and conditions))?"
    r"|privacy(?: policy| notice)?|cookies?(?: policy| settings)?"
    r"|close|loading|enlarge(?: this)? image|caption|hide caption"
    rf"|(?:(?:share (?:on|via|with|to)|follow us on)\s)?(?:(?:{_SITES})[\s,|/•·]*(?:and |or )?){{1,12}}"
    r")\s*[:.»>…!]*",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:[_\-*#=~—–•·]\s?){3,}|-\s?30\s?-|\(?ends?\)?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\((?:adds|updates|recasts|corrects|rewrites|repeats|refiles)\b[^()]{3,200}\)\.?\Z|"
    r"(?:show|view|see) (?:all|gallery|photos)\s?\(?\d+"
    r"|i(?:[’']d| would) like to (?:be e-?mailed|receive)\b"
    r"|by (?:signing up|clicking|subscribing|entering your|submitting|registering)\b[^.]{0,120}"
    r"\b(?:you (?:agree|accept|acknowledge|confirm|consent)|privacy (?:policy|notice)|our terms)\b"
    r"|(?:please )?enter (?:your|a valid) e-?mail\b"
    r"|thanks for (?:signing up|subscribing)"
    r"|we use cookies|this (?:web)?site uses cookies"
    r"|(?:please )?enable javascript|(?:you can )?unsubscribe (?:at any time|here)"
    r"|(?:breaking news ?)?e-?mail ?\* ?sign ?up"
    r"|(?:read|also read|read also|read more|related|see also|watch|listen|learn more|lee también|lea también|leer más"
    r"|lire aussi|à lire|lesen sie auch|leia (?:mais|também)|leggi anche)(?: here)?\s?[:|»>]\s?\S"
    r"|click (?:here|on the link)\b|tap here\b|download (?:our|the) [\w ’']{0,40}\bapp\b"
    rf"|(?:follow|like) (?:us|[\w@ ’'.]{{1,40}}) on (?:{_SITES})\b"
    rf"|join (?:us on|our) [\w ]{{0,40}}(?:{_SITES}|channel|community|conversation)\b"
    r"|(?:story|article|post) continues (?:below|after)|continue reading below"
    r"|scroll (?:down )?(?:for|to) (?:more|continue)"
    r"|already an? (?:member|subscriber)\?|to continue reading,"
    r"|subscribe (?:to|for|now) [^.]{0,60}(?:access|newsletter|unlimited|\$|€|£)"
    r"|this (?:article|story|content) is (?:only )?(?:available to|for|reserved for) (?:our )?(?:subscribers|members)"
    r"|(?:tags|topics|filed under|keywords|categories|labels|posted in|tagged(?: with)?)\s?[:|]\s?\S"
    r"|(?:©|\(c\) ?\d{4}|copyright\b[\s©:]*(?:\(c\)\s?)?\d{4}|copyright ©)",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\ball rights reserved\b|\bmaterial may not be (?:published|reproduced)\b|\bmay not be published, broadcast\b"
    r"|\bnot responsible for the content of external\b|\b(?:read|see) our privacy (?:notice|policy)\b"
    r"|\b(?:may|can) (?:write to|e-?mail|contact|send) me\b.{0,80}\b(?:offers|news|events|updates)\b"
    r"|\b(?:sign up|subscribe|sent straight|delivered)\b[^“”\"]{0,120}"
    r"\b(?:to your inbox|our (?:[\w’'-]+ ){0,4}(?:newsletters?|e-?mails?|alerts?|briefings?))\b"
    r"|\bto your inbox\b[^“”\"]{0,60}\bsign up\b",
    re.IGNORECASE,
)
_SECTIONS = frozenset(
    """news world politics technology tech business sport sports opinion americas latin america europe asia
    africa
    middle east uk us usa home analysis health science culture entertainment economy economics finance markets travel
    lifestyle life style local national international international news world news breaking news video magazine comment
    editorial features feature environment climate education crime law arts books music film tv media money weather
    exclusive explainer explained mundo internacional internacionales política economía sociedad deportes actualidad
    nacional américa latina monde société économie politik wirtschaft ausland welt panorama""".split()
)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?P<rest>.{1,30})\Z")
_PARTS = re.compile(r"\s*[>»›|/•·]+\s*")
_GLUE = re.compile(r"[^\W\d_](?<=[a-zß-ÿ])[A-ZÀ-Þ]")
_TAG_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("the a an of to in and is was for that with on he she said el la de que y le et der die und".split())


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    if len(line) > LONGEST:
        return is_tag_list(line)
    return bool(
        _WHOLE.fullmatch(line)
        or _RULE.fullmatch(line)
        or _SPOKEN.match(line)
        or _ANYWHERE.search(line)
        or _is_crumbs(line)
        or is_tag_list(line)
    )


def opens_list(line: str) -> bool:
    """Whether a line is the title of a list of links or tags ("Most popular", "More about")."""
    return len(line) < 60 and bool(_OPENS_LIST.fullmatch(line))


def is_rule(line: str) -> bool:
    """Whether a line is a rule (`___`, `* * *`, `-30-`), which in agency copy ends the article."""
    return len(line) < 80 and bool(_RULE.fullmatch(line))


def is_section(line: str) -> bool:
    """Whether a line only names a section of a site: "Technology", "1. News", "Latin America"."""
    if len(line) > 40:
        return False
    if numbered := _NUMBERED.match(line):
        line = numbered["rest"]
    words = line.lower().replace("&", " ").replace("|", " ").split()
    return 0 < len(words) <= 3 and all(word in _SECTIONS for word in words)


def is_tag_list(line: str) -> bool:
    """Whether a line is tags run together, `ChilePeruLatin AmericaLima`: nearly every word has a seam in it."""
    if len(line) > 2_000:
        return False
    seams = len(_GLUE.findall(line))
    if seams < 3 or line.endswith((".", "!", "?", "”", '"')):
        return False
    words = _TAG_WORD.findall(line)
    return seams >= len(words) * 0.6 and not any(word.lower() in _SMALL for word in words)


def _is_crumbs(line: str) -> bool:
    """Whether a line is a path through the site, `Home > News > World`."""
    if len(line) > 120 or line.endswith((".", "!", "?")):
        return False
    parts = [part for part in _PARTS.split(line) if part]
    return (
        len(parts) >= 3
        and len(parts[0].split()) <= 2
        and all(len(part.split()) <= 3 for part in parts)
        and (is_section(parts[0]) or bool(_WHOLE.fullmatch(parts[0])))
    )


# What a page says of itself to its visitors.
_TITLE = r"(?:[Tt]he )?[A-ZÀ-Þ0-9][\w&’'.-]*(?: (?:of|the|and|&|de|del|la|le|[A-ZÀ-Þ0-9][\w&’'.-]*)){0,5}"
_SELF = re.compile(
    rf"(?:offers, events and updates from|e-?mails? from|newsletters? from|thanks for reading|brought to you by"
    rf"|©\s?(?:[Cc]opyright\s)?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?)?,?\s?"
    rf"|[Cc]opyright\s(?:©\s?|\([Cc]\)\s?)?\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s?)"
    rf"\s?(?:by\s)?(?P<name>{_TITLE})"
    rf"|(?P<writer>{_TITLE}) (?:may|can) (?:write to|e-?mail|contact|send) me\b"
)
_NO_TITLE = re.compile(r"\s+(?:All|Inc|Ltd|LLC|Corp|Limited|Co|Ltda|S\.A|GmbH|Read|Privacy|Terms)\b.*|[.\s]+\Z")


def self_named(line: str) -> str | None:
    """Give the outlet's name from a notice of its own ("updates from The Courier", "© 2024 The Courier")."""
    match = _SELF.search(line[:LONGEST])
    if not match:
        return None
    name = _NO_TITLE.sub("", (match["name"] or match["writer"]).split(". ")[0]).strip(" .,-")
    return name if len(name) > 2 and not name.isdigit() and name.lower() not in {"all", "the"} else None


_PAPER = re.compile(
    r"\b(?:Times|Post|Courier|Herald|News|Gazette|Tribune|Journal|Guardian|Observer|Press|Agency|Daily|Ledger|Dispatch|Wire"
    r"|Telegraph|Chronicle|Mail|Express|Independent|Today|Review|Reuters|BBC|CNN|AP|AFP|EFE|DPA|Mercury|Examiner|Echo|Record"
    r"|Diario|Faro|Prensa|Tribuna|Comercio|Monde|Figaro|Zeitung|Anzeiger|Rundschau|Folha|Jornal|Correio|Correo)\b"
)


def paper(name: str) -> str | None:
    """Give a name back, tidy, if it is a paper's or an agency's."""
    return " ".join(name.split()).strip(" ,;|–—-") if _PAPER.search(name) else None
