"""First names that are written or called in several ways, and brands that are known by other names than their house's.

What is listed on one line may be one first name; the first on it stands for all. Made by hand from everyday use.
"""

_NAMES = """
christian kristian chris cristian christen kresten
christina kristina christine kristine stine stina tina kirstine kristin kirsten
christopher kristoffer christoffer kristofer christoph
michael mikael mikkel mike micheal michel mick
thomas tomas tom tommy
robert bob rob bobby bert
william vilhelm wilhelm bill will billy willem liam
nikolaj nicolai nikolai nicolaj niko nick nicolas nicholas niklas niels nils klaus
frederik fredrik frederick fred frede fritz
charlotte lotte
catherine katrine cathrine katherine kathrine katarina katharina catharina trine cate kate kathy katie rikke-katrine
elisabeth elizabeth lisbeth lise liza lisa beth betty eliza else
margrethe margrete margaret grethe grete maggie margit merete
jakob jacob jacobs
sofie sophie sofia sophia
camilla kamilla
hans johannes johan johann john jon jens ivan jan
peter peder per petter pete pierre
erik eric erich eirik
carl karl charles charlie
alexander aleksander alex sander sasha
andreas anders andrew andy andre
anna anne ann ane annie anni hanne hannah hanna
lars lasse laurits lauritz laurids
henrik henrich heinrich henry harry
joergen jorgen jorn
soren severin
rasmus erasmus
mathias matthias mathis mats matt matthew mads
margarita rita
susanne susan suzanne sanne susie
joseph josef joe jozef
james jim jimmy jamie
richard rick dick rikard
daniel dan danny
david dave
benjamin ben benny
samuel sam sammy
steven stephen steve stefan steffen stephan
edward ed eddie edvard eduard
philip filip phillip philipp phil
victor viktor
oscar oskar
isak isaac
marcus markus mark marc
lucas lukas luke luca
caroline karoline carolina karolina line
frederikke rikke fredrikke ulrikke henrikke
josefine josephine fine
cecilie cecilia sille cille celia
mette mathilde mathilda matilde
marie maria mia maren mary marija
helene helena lene elena ellen
magdalena magdalene malene malin
dorthe dorte dorothea dorthea
birgitte birgit gitte bridget brigitte
inge inger ingrid inga
kasper casper caspar
gregers gregor gregory greg
anthony antonio anton tony antoine
mohammed muhammad mohamed mohammad muhamed
ali aly
yusuf youssef yousef
"""
_BRANDS = {
    "novo": "novo nordisk",
    "maersk": "a p moller maersk",
    "apm": "a p moller maersk",
    "ap moller maersk": "a p moller maersk",
    "meta platforms": "meta",
    "facebook": "meta",
    "alphabet": "google",
    "ey": "ernst young",
    "ernst and young": "ernst young",
    "pwc": "pricewaterhousecoopers",
    "pricewaterhouse coopers": "pricewaterhousecoopers",
    "danmarks tekniske universitet": "technical university of denmark",
    "dtu": "technical university of denmark",
    "cbs": "copenhagen business school",
    "kobenhavns universitet": "university of copenhagen",
    "ku": "university of copenhagen",
    "aarhus universitet": "aarhus university",
    "arhus universitet": "aarhus university",
    "danske bank group": "danske bank",
    "nordea bank": "nordea",
    "tdc net": "tdc",
    "yousee": "tdc",
    "dong energy": "orsted",
    "dsb": "danske statsbaner",
    "ibm": "international business machines",
    "hp": "hewlett packard",
    "ge": "general electric",
    "kmd": "kommunedata",
}


def _leaders() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _NAMES.split("\n"):
        names = line.split()
        for name in names:
            found.setdefault(name, names[0])
    return found


_LEADER = _leaders()


def known_as(first: str) -> str:
    """The name that stands for all the ways a folded first name is written or called; the name itself, if only one.

    >>> known_as("chris"), known_as("kristian"), known_as("ulla")
    ('christian', 'christian', 'ulla')
    """
    return _LEADER.get(first, first)


def house_of(organization: str) -> str:
    """The house behind an organization's key (`kreds.text.organizations`), where it is known by several names.

    >>> house_of("ey"), house_of("nordlys")
    ('ernst young', 'nordlys')
    """
    return _BRANDS.get(organization, organization)
