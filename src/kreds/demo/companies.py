"""The organizations, titles, trades and subjects that invented people have."""

_STEMS = """
Nordlys Havblik Fyrtårn Bølgen Klitrosen Egekrog Solbakken Vindblæs Møllehjulet Birkelund Ravstranden Stjernholt Kompasset
Ankerhus Sejlmark Lyngtofte Kastanjen Granly Fjordklint Skyttegård Kystvejen Hybenrose Brohoved Pileallé Rugmark Tårnfalk
Vesterklit Østerlund Søgræs Hyldeblomst Mosekilde Bakkefryd Enghavre Kornblomst Stenbjerg Tidevand Digeleddet Gyldenløv
Humlegaard Isfugl Jernvang Kløverblad Lindetræ Morgenrøde Nattergal Odderskov Perlemose Regnbue Sandkrog Tusindfryd
Uglebjerg Valmue Ådalen Æblegren Øresten Aurlin Brightforge Cobaltine Driftwell Emberline Fernhollow Glasswing Hollowbrook
Ironpetal Juniperly Keystride Lumenvale Mapleforth Northquill Oakmeadow Pinecrest Quillstone Riverglass Silverfen Thornbury
Umberfield Velvetrock Willowmere Yarrowby Zephyrine Altbach Bergquell Dornhof Eichental Falkenstein Grünwerk Hohenau
Kieselbach Lichtung Morgenfeld Nebelhorn Quellhof Rabenfels Sturmvogel Tannwerk Wellenreiter Björkhaga Dalkulla Fjällräv
Granatåsen Havsörn Kastvind Lingonäng Norrskog Polstjärna Rönnbär Skärgård Tallkotte Vinterljus Blåfjell Dovrevind Elvebakk
Fonnafjord Isbre Kvitbjørn Lofotlys Nordvåg Solfjell Trollheim Bellerive Clairval Dufresnoy Étoilière Florentin Grandvigne
Montclair Rochefière Valbonne Arrocampo Bellamar Costabrava Montesol Valdeluz Biancoriva Fontechiara Lucedoro Pontevivo
Zilverdam Waterlinie Molenwerf Duinrand Zeldenrust Karpatia Wisłodar Bałtykon Tatramed Sakuraya Hoshimori Yunhai Baishan
"""
STEMS = tuple(_STEMS.split())

TRADES = (
    ("Data", "Systems", "Software", "Cloud", "Digital", "Analytics", "Robotics", "Cyber"),
    ("Rådgivning", "Consulting", "Advisory", "Partners", "& Co", "Ledelse", "Strategi"),
    ("Byg", "Entreprise", "Arkitekter", "Ejendomme", "Ingeniører", "Construction"),
    ("Energi", "Vind", "Solar", "Power", "Biogas", "Grid"),
    ("Pharma", "Medico", "Health", "Klinik", "Biotech", "Diagnostics"),
    ("Food", "Mejeri", "Bryggeri", "Bageri", "Frugt", "Seafood"),
    ("Logistik", "Transport", "Shipping", "Freight", "Maritime"),
    ("Finans", "Bank", "Capital", "Forsikring", "Pension", "Ventures"),
    ("Media", "Forlag", "Film", "Kommunikation", "Studio", "Bureau"),
    ("Retail", "Mode", "Design", "Møbler", "Tekstil", "Outdoor"),
)
"""Second words of company names; companies of one trade share a row."""

FORMS = (
    "",
    "",
    "",
    "",
    " A/S",
    " A/S",
    " ApS",
    " I/S",
    " GmbH",
    " AB",
    " AS",
    " Ltd",
    " Ltd.",
    " Group",
    " Inc.",
    " B.V.",
    " SAS",
)

PUBLIC = (
    "Egebæk Kommune",
    "Region Fjordland",
    "Ravnsund Universitet",
    "Havnstrup Gymnasium",
    "Erhvervshus Vestkyst",
    "Foreningen for Salg & Ledelse",
    "Dansk Netværk for Tillid",
    "Klitby Hospital",
    "Selvstændig",
    "Freelance",
    "Self-employed",
    "Looking for new opportunities",
    "Stealth Startup",
)

RECRUITERS = (
    "Talentbroen",
    "Søg & Find Executive",
    "Nordic Headway",
    "Kandidathuset",
    "Peoplewise Search",
    "Brightseat Recruitment",
)
SCHOOLS = (
    "Ravnsund Universitet",
    "Handelshøjskolen Vestkyst",
    "Egebæk Erhvervsakademi",
    "Fjordland University College",
)
NEWSROOMS = ("Havnstrup Avis", "Erhvervsbladet Kompas", "Nordisk Salgstidende", "Radio Fjord", "The Harbour Courier")
FUNDS = ("Ravstranden Capital", "Polstjärna Ventures", "Ankerhus Kapital", "Silverfen Equity")

TITLES_DA = {
    "buyer": ("Indkøbschef", "Indkøber", "Administrerende direktør", "Salgsdirektør", "Kommerciel direktør", "Økonomichef",
              "IT-chef", "Marketingchef", "Direktør", "Kundechef", "HR-chef", "Afdelingsleder, Salg & Service", "Produktchef"),
    "peer": ("Key Account Manager", "Salgskonsulent", "Projektleder", "Konsulent", "Seniorrådgiver", "Teamleder",
             "Salgschef", "Kunderådgiver", "Systemudvikler", "Forretningsudvikler", "Controller", "Kommunikationskonsulent"),
    "partner": ("Partner", "Selvstændig konsulent", "Underviser og foredragsholder", "Indehaver", "Executive coach",
                "Bestyrelsesmedlem", "Advokat (H), partner", "Stifter"),
    "seller": ("Salgskonsulent", "Business Development Manager", "Account Executive", "Leadspecialist", "Vækstkonsulent"),
    "headhunter": ("Headhunter", "Rekrutteringskonsulent", "Research Consultant", "Partner, Executive Search"),
    "student": ("Studerende, cand.merc.", "Praktikant", "Studentermedhjælper", "Studerende | Søger praktikplads"),
    "press": ("Journalist", "Redaktør", "Erhvervsreporter", "Podcastvært"),
    "investor": ("Investor", "Investment Manager", "Business angel", "Porteføljechef"),
    "private": ("Skolelærer", "Sygeplejerske", "Arkitekt", "Fysioterapeut", "Pædagog", "Grafiker", "Læge", "Tømrermester"),
    "stranger": ("Specialist", "Konsulent", "Driftsleder", "Crypto-ambassadør", "Grundlægger & CEO", "Livscoach", "Tekniker",
                 "Business Owner", "Servicemedarbejder", "Lagerchef", "Forsikringsassurandør"),
}  # fmt: skip

TITLES_EN = {
    "buyer": ("Head of Procurement", "Chief Executive Officer", "Sales Director", "VP Sales", "CFO", "IT Manager", "CMO",
              "Managing Director", "Customer Success Lead", "People & Culture Manager", "Head of Sales, Nordics"),
    "peer": ("Key Account Manager", "Sales Consultant", "Project Manager", "Consultant", "Senior Advisor", "Team Lead",
             "Product Owner", "Software Engineer", "Business Controller", "Marketing Specialist"),
    "partner": ("Partner", "Independent Consultant", "Trainer and Speaker", "Owner", "Executive Coach", "Board Member", "Founder"),
    "seller": ("Business Development Manager", "Account Executive", "Sales Development Representative", "Growth Hacker"),
    "headhunter": ("Executive Search Consultant", "Talent Acquisition Partner", "Recruiter", "Senior Researcher"),
    "student": ("MSc Student", "Intern", "Student Assistant", "Graduate | Seeking internship"),
    "press": ("Journalist", "Editor", "Business Correspondent", "Podcast Host"),
    "investor": ("Investor", "Investment Manager", "Angel Investor", "Portfolio Manager"),
    "private": ("Teacher", "Nurse", "Architect", "Physiotherapist", "Graphic Designer", "Doctor", "Musician"),
    "stranger": ("Crypto Evangelist", 'Founder & "Chief Dreamer"', "Life Coach", "Specialist", "Operations Manager", "Technician",
                 "Entrepreneur | Investor | Speaker | Author", "Insurance Agent", "Forex Trader", "Dropshipping Expert"),
}  # fmt: skip

SKILLS = (
    "Salg", "Account Management", "Forhandling", "B2B", "Ledelse", "Social selling", "Kundepleje", "Strategi", "CRM",
    "Netværk", "Undervisning", "Coaching", "Forretningsudvikling", "Public Speaking", "Projektledelse",
)  # fmt: skip

SUBJECTS_DA = (
    "kundepleje", "social selling", "det nye CRM", "LinkedIn-strategien", "tillid i salg", "mødebooking", "prissætning",
    "salgsledelse", "mersalg", "bæredygtighed", "onboarding", "bestyrelsesarbejde", "messen i Havnstrup", "udbuddet",
    "den nye hjemmeside", "kurset i februar", "podcasten", "kundeanalysen", "samarbejdsaftalen", "jubilæet",
)  # fmt: skip
SUBJECTS_EN = (
    "customer care", "social selling", "the new CRM", "the LinkedIn strategy", "trust in sales", "meeting booking", "pricing",
    "sales leadership", "upselling", "sustainability", "onboarding", "board work", "the trade fair", "the tender",
    "the new website", "the February course", "the podcast", "the customer survey", "the partner agreement", "the rebrand",
)  # fmt: skip

PLACES = ("Havnstrup", "Egebæk", "Ravnsund", "Klitby", "Fjordby", "Skovlunde Havn", "Vesterklit", "Solnæs")
EVENTS = (
    "Salgsdagen", "Netværksmorgen i Havnstrup", "Trust in Sales Summit", "Webinar: Dyrk dit netværk", "Social Selling Live",
    "Erhvervshusets sommerfest", "Nordic Sales Forum", "Kundens dag", "Foredrag: Tillid, der sælger", "LinkedIn Local Ravnsund",
)  # fmt: skip
COURSES = (
    "Strategic Negotiation", "Presenting with Confidence", "CRM Basics", "Writing with Flair", "Coaching Skills for Leaders",
    "Social Selling Foundations", "Excel: PivotTables in Depth", "Sales: Handling Objections",
)  # fmt: skip
