"""The Danish sentences demo messages and posts are put together from.

``{n}`` is the reader's first name, ``{t}`` a subject of conversation. Each kind is a tuple of parts; a text takes one
phrase of each part.
"""

from kreds.demo.companies import SUBJECTS_DA

LANGUAGE = "da"
SUBJECTS = SUBJECTS_DA

PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "first": (
        ("Hej {n}", "Kære {n}", "Hejsa {n}", "Goddag {n}"),
        ("\n\n", ". ", "\n", ",\n\n"),
        ("Tak for at du ville forbinde.", "Tak for en god snak forleden.", "Dejligt at møde dig i går.",
         "Godt at få dig med i netværket.", "Tak for invitationen.", "Nu fik vi endelig forbundet os herinde."),
        (" Jeg hører meget gerne mere om {t}.", " Lad os tage en kop kaffe en dag.", " Hvad arbejder du med lige nu?",
         " Vi må tales ved om {t}.", " Rigtig god dag."),
    ),
    "ask": (
        ("Hej {n}", "Kære {n}", "Hejsa {n}", "Hey {n}"),
        ("\n\n", ". ", "\n", ",\n\n", " – "),
        ("Hvordan går det med {t}?", "Har du et bud på, hvordan vi griber {t} an?", "Må jeg spørge dig til råds om {t}?",
         "Kender du nogen, der er god til {t}?", "Har du tid til en kort snak om {t} i næste uge?",
         "Kan du huske, hvem der holdt oplægget om {t}?", "Skal du med til mødet om {t}?",
         "Hvad siger du til, at vi mødes om {t}?", "Er du stadig den rette at spørge om {t}?",
         "Jeg sidder med {t} og kunne godt bruge dit blik på det. Har du en halv time?"),
        ("", "", " Det haster ikke.", " Jeg giver kaffen :-)", "\n\nMange hilsner", " Sig endelig til.",
         "\n\nBedste hilsner", " 😊", " Du skrev engang: \"spørg hellere én gang for meget\" - så nu gør jeg det."),
    ),
    "share": (
        ("Hej {n}", "Hallo {n}", "Kære {n}", "Hejsa {n}"),
        ("\n\n", ". ", "\n", ",\n\n"),
        ("Jeg så lige din artikel om {t}, den var god.", "Jeg kom til at tænke på dig, da vi talte om {t}.",
         "Her er linket, jeg lovede: https://artikel.example/{t}", "Stort tillykke med det nye job.",
         "Vi er kommet i mål med {t}, og det er ikke mindst din skyld.", "Tak for dit oplæg om {t} i går.",
         "Godt opslag om {t} - jeg har delt det med kollegerne.", "Tillykke med fødselsdagen.",
         "Jeg har nævnt dig for en kunde, der leder efter hjælp til {t}."),
        ("", " Håber alt er vel hos jer.", " Vi tales ved.", "\n\nHilsen herfra", " 👏", " Jeg tænkte, du ville have glæde af det.",
         " Hvad tænker du?", "\n\n- første punkt: {t}\n- andet punkt: resten\n\nSig til, hvis jeg har glemt noget."),
    ),
    "reply": (
        ("Hej {n}. ", "Tak, {n}. ", "", "", "", "Ha, ja. ", "Godt spørgsmål. "),
        ("Det lyder rigtig fint.", "Ja, det kan du tro.", "Det har jeg faktisk prøvet med {t}.", "Det ser jeg på i morgen.",
         "Jeg sender dig et oplæg om {t}.", "Det er jeg helt enig i.", "Vi gjorde det samme sidste år, og det virkede.",
         "Jeg spørger lige en kollega om {t}.", "Onsdag kl. 10 passer mig godt.", "Lad os sige torsdag hos jer.",
         "Så er det en aftale.", "Det må du gerne.", "Nej, men jeg kender en, der kan.", "Vi havde 12 kunder med, så det gik fint.",
         "Som du sagde: \"{t} først, resten bagefter\". Det holder stadig."),
        ("", "", " Tak fordi du tænkte på mig.", " Skriv endelig igen.", " :-)", " Det er en god idé.", " Jeg vender tilbage."),
    ),
    "reply_ask": (
        ("", "", "Ja. ", "Tak. ", "Fint. ", "Hej {n}. "),
        ("Hvornår passer det dig?", "Hvad fik I ud af {t}?", "Er det stadig planen med {t}?", "Skal jeg tage nogen med?",
         "Kan vi gøre det i næste uge i stedet?", "Hvor langt er I?", "Har du hørt noget fra de andre?", "Hvem tager du med?",
         "Må jeg sende det videre?", "Vil du se på mit udkast til {t}?"),
        ("", "", "", " Jeg er fleksibel.", " Bare spørg, hvis noget er uklart.", " Helst inden fredag."),
    ),
    "close": (
        ("Super. ", "Perfekt. ", "Tak. ", "Aftale. ", "", "Det gør vi. "),
        ("Vi ses.", "Vi tales ved.", "Rigtig god weekend.", "Jeg glæder mig.", "Hils derhjemme.", "God dag.", "Tusind tak for hjælpen.",
         "👍", "🙏", "Ha' det godt så længe.", "Det betyder meget.", "Vi ses på torsdag."),
    ),
    "thanks": (
        ("Hej {n}", "Hejsa {n}", "Hej"),
        (". ", "\n\n", " - "),
        ("Tak for forbindelsen.", "Tak fordi du accepterede min invitation.", "Glæder mig til at følge dig herinde.",
         "Dejligt at være forbundet."),
        ("", "", "\n\nHilsen", " God dag."),
    ),
    "pitch": (
        ("Hej {n}", "Goddag {n}", "Kære {n}"),
        ("\n\n", "\n"),
        ("Jeg så din profil og tænkte straks, at vi kan hjælpe jer med {t}.",
         "Vi hjælper virksomheder som jeres med at få 30 % flere leads på {t}.",
         "Er det dig, der er ansvarlig for {t} hos jer?", "Jeg ringer ikke for at sælge noget, men ...",
         "Vores kunder sparer i snit 4 timer om ugen på {t}."),
        ("\n\n",),
        ("Har du 15 minutter på tirsdag?", "Book en tid her: https://book.example/demo", "Skal jeg sende en video på 2 minutter?",
         "Hvornår må jeg ringe?", "Det er gratis, og du binder dig ikke til noget."),
        ("", "\n\nVenlig hilsen", "\n\nPS: Tilbuddet gælder kun i denne uge."),
    ),
    "chase": (
        ("Hej {n}. ", "Hej igen {n}. ", "{n}, "),
        ("Så du min besked?", "Jeg prøver lige igen.", "Bare en venlig påmindelse.", "Er det et dårligt tidspunkt?",
         "Jeg tillader mig at følge op på {t}."),
        ("", " Svar bare med et 1-tal, hvis det har interesse.", " Ellers lukker jeg sagen."),
    ),
    "recruit": (
        ("Hej {n}", "Kære {n}"),
        ("\n\n",),
        ("Jeg har en stilling som salgsdirektør, hvor din profil ville være et stærkt match.",
         "Min kunde leder efter en leder med erfaring i {t}.", "Er du åben for at høre om en spændende rolle?"),
        ("\n\n", " "),
        ("Må jeg ringe til dig i dag eller i morgen?", "Send gerne dit cv.", "Alt behandles fortroligt.",
         "Kender du en anden, der kunne være interesseret?"),
        ("\n\nMed venlig hilsen\nResearch", ""),
    ),
    "decline": (
        ("Hej {n}. ", "Tak for din besked. "),
        ("Jeg er glad for mit job, så det er ikke aktuelt.", "Nej tak, ikke lige nu.", "Det er ikke noget for os.",
         "Vi har en leverandør, vi er glade for."),
    ),
    "blast": (
        ("Hej alle sammen", "Kære netværk", "Hej med jer"),
        ("\n\n",),
        ("Vi holder arrangement om {t} den 14. - kom endelig.", "Jeg har fået nyt nummer og nyt job.",
         "Mit nye kursus i {t} er åbent for tilmelding.", "Stem på os i konkurrencen: https://stem.example"),
        ("", "\n\nMange hilsner", " Del gerne."),
    ),
    "group": (
        ("", "", "Hej alle. ", "Hej. "),
        ("Hvem kan på tirsdag?", "Jeg kan ikke, desværre.", "Jeg tager kage med.", "Skal vi sige kl. 8.30?", "Lokalet er booket.",
         "Referatet om {t} ligger her: https://referat.example", "Tak for i dag.", "Hvem vil tage {t} næste gang?", "👍", "Fint med mig.",
         "Jeg er 10 minutter forsinket.", "Godt møde, synes jeg. Især det om {t}."),
        ("", "", " 😄"),
    ),
    "spam": (
        ("Dear friend", "Hello dear", "Hej smukke", "Good day"),
        (",\n", "\n\n"),
        ("I have a business proposal of 4,5 million euro for you.", "Tjen 3.000 kr. om dagen hjemmefra.",
         "Investér i krypto og fordobl dine penge.", "Your profile was selected for an award."),
        (" Reply on https://vinder.example", " Skriv til mig privat.", " Kindly answer."),
    ),
    "wake": (
        ("Hej {n}", "Kære {n}"),
        (". ", "\n\n"),
        ("Det er alt for længe siden.", "Jeg faldt over et gammelt billede fra {t} og tænkte på dig.", "Hvor er du henne i livet nu?"),
        (" Skal vi spise frokost?", " Hvad laver du i dag?", " Det kunne være sjovt at ses igen."),
    ),
}  # fmt: skip

NEED_TEXTS = {
    "expert": "Kender du en dygtig ekspert i {t}, som du kan anbefale?",
    "venue": "Ved du, hvor man kan holde et arrangement om {t} for 40 mennesker?",
    "sparring": "Har du tid til at tænke højt med mig om {t}?",
    "hire": "Vi leder efter en ny kollega til {t}. Kender du nogen?",
    "job": "Jeg søger nyt job inden for {t}. Har du hørt om noget?",
    "introduction": "Vil du introducere mig for nogen, der arbejder med {t}?",
}

INVITES = (
    "Hej {n}. Vi mødtes til arrangementet om {t}. Skal vi forbinde os?", "Hej {n}, jeg vil gerne følge dit arbejde med {t}.",
    "Tak for en god snak om {t}.", "Hej. Jeg vil gerne udvide mit netværk.", "Vi har mange fælles bekendte. Skal vi forbindes?",
)  # fmt: skip
NOTES = (
    "Mødt til Salgsdagen, interesseret i {t}.", "Ring i marts om {t}.", "Datter går i klasse med Ida.", "Anbefalet af Henrik.\nGod til {t}.",
    "Ville have tilbud på \"{t}\".", "Drikker te, ikke kaffe.",
)  # fmt: skip
RECOMMENDATIONS = (
    "Jeg har arbejdet sammen med {n} om {t}. Grundig, venlig og altid forberedt.\n\nJeg giver de bedste anbefalinger.",
    "{n} er den, man ringer til, når {t} skal lykkes.", "En dygtig kollega med \"kunden først\" på rygraden.",
)  # fmt: skip
POSTS = (
    "Tre ting jeg lærte om {t} i denne uge.\n\n1. Lyt først\n2. Spørg bagefter\n3. Hold hvad du lover\n\nHvad ville du tilføje?",
    "Hvor mange af dine forbindelser kender du egentlig?\n\nKlasse frem for masse, siger jeg. 🙌",
    "Jeg leder efter en, der kan holde oplæg om {t}. Hvem skal jeg spørge?", "\"Det er ikke et salg, før kunden er glad.\"\n\nSagt af en klog kollega.",
    "Tak for i dag til alle, der kom til foredrag om {t}.\n\n#salg #netværk", "Nyt afsnit af podcasten: {t}. Link i kommentaren.",
)  # fmt: skip
COMMENTS = (
    "Godt set.", "Enig - især det om {t}.", "Tillykke, det er velfortjent 🎉", "Hvad gjorde I med {t}?", "Som min mor siger: \"hellere spørge end gætte\".",
    "Tak for at dele.\n\nJeg har delt det med mit team.", "Hvor kan man læse mere om {t}?", "\"Tillid\" er nøgleordet her, og \\ eller / er ligegyldigt.",
)  # fmt: skip
ARTICLES = (
    "Klasse frem for masse",
    "Sådan dyrker du dit netværk",
    "Tillid i salg: fem vaner",
    "Ryd op i netværket to gange om året",
    "Kladde: om messen",
)
