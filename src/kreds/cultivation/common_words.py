"""Words that say nothing of a topic, in Danish and English: long common ones, those of asking, and abbreviations."""

_DANISH = """
minut minutter plan planen planer planerne asap hej jvf mvh obs pga tak vedr
aftale aldrig altid anbefale anden andet andre andres april arbejde arbejder arbejdet arrangement august bedre bedste
begge behov blevet bliver bruge bruger burde dag dagen december deres derfor derhen dette disse drøfte dygtig efter
eftermiddag egentlig ekspert eller ellers endnu engang enig februar finde findes fint flere fleste foran forbi
forbindelse fordi forleden formiddag forslag forstå fortælle fredag fremad første gange gerne giver gjorde gjort gode
godt grund gælder gør gøre havde have haven heller helst hende hendes hilsen hinanden hjælp hjælpe hjælper holde
holder hurtig hurtigt hvilke hvilken hvilket hvordan hvorfor hvornår hørt igen ikke imellem inden indenfor ingen intet
introducere januar juni kaffe kaffen kalde kender kendt klart kollega komme kommer kunde kunder kunne langt lavet
leder ledte lidt ligge længe løbet lørdag mandag mange marts medarbejder meget mellem mener mennesker mindre mindst
morgen mulig muligt muligvis måden måned måneder måske nemlig netop nogen noget nogle november næste næsten oktober
omkring onsdag opgave opgaver oplæg ordentlig overfor passe passer penge prøve sagde samme sammen selve senere
september siden sidst sidste sikkert skabe skrev skrive skriver skulle snakke snart spørge spørgsmål stadig starte
stedet stilling store stort større svare synes sådan særligt søger søndag tager tanke tanker tiden tidspunkt tilbage
tirsdag torsdag travlt tænke tænker uden ugen uger under unge vedrørende venlig venligst videre vigtig vigtigt ville
vores være været åbent ønske ønsker
denne dette disse sådanne hvilkes hvis hvem hvad deres vores jeres eders mine dine sine hans hendes dens dets
samtlige enhver ethvert ingenting nogle nogenlunde hver hvert selv begges andens alles folk personer person partner
partnere partnerne agreement aftalen aftaler aftalerne kontrakt kontrakten tilbud tilbuddet opfølgning sagen
ting tingene emnet emne noget hele halve samarbejde samarbejdet mulighed muligheder muligheden dagens situation
måde måden dialog dialogen mødet møder møde besked beskeden beskeder svaret dertil herom derom dermed herfra derfra
"""
_ENGLISH = """
minute minutes plans planned asap btw ceo fyi imo lol please ps thx tbd url
about above after again along already although always among another anybody anyone anything april around august
because been before being below better between bring called cannot coffee colleague could december doing during either
employee enough event every everybody everyone everything expert february first found friday further getting given
going great happy having heard hello here's hope however inside instead introduce itself january known knows large
later least leave little looking makes making march maybe meant meeting might monday month months morning myself never
night nobody nothing november october often other others ought people perhaps place please point question quite rather
really recommend right saturday september should since small somebody someone something sometimes somewhere sorry
speak start still such suggest sunday taken thank thanks their theirs themselves there therefore these thing things
think thinking those thought through thursday today together tomorrow tuesday under until using wanted wednesday week
weeks welcome where whether which while whole whose within without wonder working works world would write years
yesterday yours yourself
partner partners agreement agreements contract contracts offer offers proposal opportunity opportunities matter matters
subject topic topics issue issues details detail someone's anybody's either neither whatever whichever whoever whom
himself herself themselves ourselves yourselves these those this that ours hers mine them they both each several
company companies person follow message messages call calls chat option options situation moment future
"""
COMMON = frozenset(f"{_DANISH} {_ENGLISH}".split())
