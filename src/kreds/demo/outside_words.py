"""The words of open invitations, meetings and lists, in Danish and English."""

PENDING = {
    "da": {
        "": ("Hej. Jeg vil gerne udvide mit netværk.", "Vi har mange fælles forbindelser. Skal vi forbindes?"),
        "seller": ("Hej {n}. Vi hjælper virksomheder som jeres med at få flere leads. Har du 15 minutter tirsdag?",
                   "Hej {n}! Jeg så din profil og tænkte, at du kunne spare 30 % på jeres telefoni.",
                   "Hej {n}, er det dig, der har ansvaret for nye systemer?"),
        "headhunter": ("Hej {n}. Jeg har en stilling som salgsdirektør, du måske skulle høre om.",
                       "Kære {n}, jeg arbejder med search inden for salg og vil gerne kende dig til en anden gang."),
        "current_customer": ("Hej {n}. Tak for samarbejdet - vi burde også være forbundet her.",
                             "Hej {n}, vi talte sammen om aftalen i sidste uge."),
        "former_customer": ("Hej {n}. Det er længe siden, du var hos os. Skal vi holde kontakten?",
                            "Kære {n}, jeg husker jeres forløb med stor glæde."),
        "potential_customer": ("Hej {n}. Vi overvejer et forløb om tillid i salg, og jeg hører godt om jer.",
                               "Hej {n}, tak for tilbuddet. Jeg vender tilbage efter ferien."),
        "met": ("Hej {n}. Tak for snakken i går, det var hyggeligt at møde dig.", "Vi mødtes på Salgsdagen. Skal vi forbindes?"),
        "former_colleague": ("Hej {n}! Kan du huske mig fra dengang? Hvad laver du nu?", "Tak for sidst, gamle kollega :-)"),
        "student": ("Hej {n}. Jeg skriver speciale om salg og ville blive glad for at følge dig.",
                    "Hej {n}, jeg søger praktikplads. Har du tid til en kop kaffe?"),
        "reader": ("Hej {n}. Dit indlæg om klasse fremfor masse fik mig til at rydde op. Tak for det!",
                   "Hej {n}, jeg har fulgt dig i et år og bruger dine råd hver uge."),
    },
    "en": {
        "": ("Hi. I would like to grow my network.", "We have many connections in common. Shall we connect?"),
        "seller": ("Hi {n}. We help companies like yours to get more leads. Do you have 15 minutes on Tuesday?",
                   "Hi {n}! I saw your profile and thought you could save 30 % on your phone bill.",
                   "Hi {n}, are you the person in charge of new systems?"),
        "headhunter": ("Hi {n}. I have a role as Sales Director that you may want to hear about.",
                       "Dear {n}, I work with search in sales and would like to know you for another time."),
        "current_customer": ("Hi {n}. Thanks for the good work - we should be connected here as well.",
                             "Hi {n}, we talked about the agreement last week."),
        "former_customer": ("Hi {n}. It is a long time since you were with us. Shall we keep in touch?",
                            "Dear {n}, I remember your course with pleasure."),
        "potential_customer": ("Hi {n}. We are thinking of a course on trust in sales, and I hear good things about you.",
                               "Hi {n}, thanks for the offer. I will get back to you after the holidays."),
        "met": ("Hi {n}. Thanks for the talk yesterday, it was nice to meet you.", "We met at the sales day. Shall we connect?"),
        "former_colleague": ("Hi {n}! Do you remember me from back then? What do you do now?", "Good to see you again, old colleague :-)"),
        "student": ("Hi {n}. I am writing my thesis on sales and would be glad to follow you.",
                    "Hi {n}, I am looking for an internship. Do you have time for a coffee?"),
        "reader": ("Hi {n}. Your post on class before mass made me clean up. Thank you!",
                   "Hi {n}, I have followed you for a year and use your advice every week."),
    },
}  # fmt: skip

STATUSES = {
    "da": {"current": "Nuværende kunde", "former": "Tidligere kunde", "potential": "Potentiel kunde",
           "partner": "Samarbejdspartner", "supplier": "Leverandør"},
    "en": {"current": "Current customer", "former": "Former customer", "potential": "Potential customer",
           "partner": "Partner", "supplier": "Supplier"},
}  # fmt: skip
ACCOUNT_COLUMNS = {
    "da": ("Virksomhed", "Domæne", "Status", "Branche", "By", "Kunde siden", "Kunde til"),
    "en": ("Company", "Domain", "Status", "Industry", "City", "Customer since", "Customer until"),
}
FILE_NAMES = {
    "da": {"accounts": "kunder.csv", "calendar": "kalender.ics", "cards": "kontakter.vcf"},
    "en": {"accounts": "customers.csv", "calendar": "calendar.ics", "cards": "contacts.vcf"},
}
COUNTRIES = {"da": "Danmark", "en": "Denmark"}

MEETINGS = {
    "da": {
        "current_customer": ("Status med {c}", "Workshop: salg hos {c}", "Kvartalsmøde, {c}", "Opfølgning; næste skridt"),
        "former_customer": ("Evaluering af forløbet", "Afslutning med {c}", "Frokost med {f}"),
        "potential_customer": ("Intro: {c}", "Behovsmøde med {f}", "Gennemgang af tilbud, {c}"),
        "network": ("Netværksmorgen i Havnstrup", "Kaffe med {f}", "Salgsdagen, planlægning"),
        "other": ("Kaffe med {f}", "Frokost: {f}", "Sparring", "Gåtur og snak", "Opkald med {f}"),
        "team": ("Teammøde",), "all": ("Fællesmøde for hele huset",), "board": ("Bestyrelsesmøde",),
        "private": ("Tandlæge", "Forældremøde", "Fødselsdag"), "alone": ("Fokustid", "Forberedelse", "Kør mod Egebæk"),
        "holiday": ("Sommerferie", "Efterårsferie"), "fair": ("Messen i Havnstrup",), "canceled": "Aflyst: ",
        "room": "Lokale 2, Fyrtårnet", "remote": "Teams-møde", "place": "{c}, Havnegade 4, {p}",
        "words": "Dagsorden:\n1. Siden sidst\n2. Næste skridt; og hvem, hvornår\n\nMed venlig hilsen, {o}",
    },
    "en": {
        "current_customer": ("Status with {c}", "Workshop: sales at {c}", "Quarterly meeting, {c}", "Follow-up; next steps"),
        "former_customer": ("Evaluation of the course", "Closing with {c}", "Lunch with {f}"),
        "potential_customer": ("Intro: {c}", "Discovery with {f}", "Walk through the offer, {c}"),
        "network": ("Network morning in Havnstrup", "Coffee with {f}", "Sales day, planning"),
        "other": ("Coffee with {f}", "Lunch: {f}", "Sparring", "Walk and talk", "Call with {f}"),
        "team": ("Team meeting",), "all": ("All hands",), "board": ("Board meeting",),
        "private": ("Dentist", "Parents' evening", "Birthday"), "alone": ("Focus time", "Preparation", "Drive to Egebæk"),
        "holiday": ("Summer holiday", "Autumn holiday"), "fair": ("The trade fair in Havnstrup",), "canceled": "Canceled: ",
        "room": "Room 2, the Lighthouse", "remote": "Online meeting", "place": "{c}, 4 Harbour Street, {p}",
        "words": "Agenda:\n1. Since last time\n2. Next steps; who and when\n\nKind regards, {o}",
    },
}  # fmt: skip
