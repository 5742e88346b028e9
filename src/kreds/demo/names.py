"""The first names and surnames that invented people are put together from.

Every table is a plain list of common names of one language; nobody in it is anybody. Hostile and odd names are here
too, since a reader meets them in real archives.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NameTable:
    """First names and surnames that go together, and how often the table is drawn."""

    origin: str
    first: tuple[str, ...]
    last: tuple[str, ...]
    weight: int


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


DANISH = NameTable(
    "da",
    _words("""
    Anne Mette Kirsten Hanne Helle Lone Maria Charlotte Camilla Louise Pia Tina Rikke Trine Stine Line Ida Emma Sofie
    Freja Clara Laura Karla Astrid Sigrid Maja Signe Johanne Birgitte Bodil Inge Grethe Jytte Ulla Lis Susanne Gitte
    Dorthe Marianne Kamilla Sanne Nanna Cecilie Josefine Mathilde Frederikke Ditte Tove Asta Vibeke Jette Merete Rosa
    Søren Jens Peter Lars Michael Henrik Thomas Jan Niels Martin Anders Christian Morten Jesper Mads Rasmus Per Hans
    Ole Kim Erik Jørgen Claus Torben Kristian Mikkel Jakob Jacob Simon Nikolaj Frederik Emil Oliver Magnus Oscar Anton
    Villads Bjørn Aksel Karl Kaj Bent Leif Svend Poul Flemming Bo Carsten Ulrik Steffen Kasper Troels Tobias Jonas
    Sebastian Malthe Øjvind Åge Gunnar Rune Asger Esben Kåre Thorbjørn Ørnulf Sune Viggo Storm Pelle Bertram Aage Ejnar
    """),
    _words("""
    Jensen Nielsen Hansen Pedersen Andersen Christensen Larsen Sørensen Rasmussen Jørgensen Petersen Madsen Kristensen
    Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Mikkelsen Olesen Frederiksen Laursen
    Henriksen Lund Schmidt Eriksen Holm Kristiansen Clausen Simonsen Svendsen Andreasen Iversen Jeppesen Mogensen
    Jespersen Nissen Lauridsen Frandsen Østergaard Kjær Jepsen Vestergaard Nørgaard Dahl Carlsen Bach Skov Juhl Berg
    Dam Krogh Lassen Bertelsen Kjeldsen Toft Friis Bang Winther Bruun Bech Vinther Kruse Overgaard Dalgaard Ravn Steen
    Brandt Damgaard Bjerregaard Villadsen Søndergaard Kragh Lindholm Westergaard Aagaard Åkjær Ærtebjerg Ørsted Øster
    Hedegaard Bundgaard Mølgaard Højgaard Kirkegaard Thorup Hald Mathiesen Torp Birk Buhl Skovgaard Klitgaard Nygaard
    Abildgaard Bonde Brix Drejer Elkjær Fogh Gade Grøn Hjort Horn Hvid Ibsen Kjærgaard Klint Kofoed Krag Lykke Munk
    Nedergaard Norup Præst Riis Rosendal Skytte Smed Stage Storgaard Sølvsten Tange Trier Ulrich Vang Ågård Østerby
    """),
    0,
)

INTERNATIONAL = (
    NameTable(
        "en",
        _words("""James Mary John Patricia Robert Jennifer Michael Linda William Elizabeth David Susan Sarah Daniel
        Karen Matthew Nancy Andrew Emily Joshua Megan Ryan Hannah Adam Olivia Grace Callum Imogen Nathan Chloe Owen
        Siobhán Niamh Liam Fiona Gareth Rhys Harriet Tyler Brooke"""),
        _words("""Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson Martin Thompson
        White Harris Clark Lewis Robinson Walker Hall Young King Wright Scott Green Baker Adams Hill O'Brien O'Neill
        McCarthy MacLeod Fitzgerald Ashworth Pemberton-Hughes Blackwood Hartley Whitcombe"""),
        26,
    ),
    NameTable(
        "sv",
        _words("Erik Lars Karl Johan Nils Björn Göran Åke Östen Anna Eva Karin Kristina Ingrid Märta Åsa Linnéa Malin"),
        _words(
            "Johansson Andersson Karlsson Nilsson Eriksson Larsson Öberg Åström Lindqvist Sjöberg Bergström Hällgren"
        ),
        14,
    ),
    NameTable(
        "no",
        _words("Ola Kari Knut Ingrid Håkon Øystein Sigrun Torstein Solveig Bjørg Eirik Ragnhild Kjetil Gro Pål Marit"),
        _words("Hansen Johansen Olsen Berg Haugen Hagen Solberg Bakken Nygård Strand Ødegård Fjeld Tveit Bråten Moen"),
        9,
    ),
    NameTable(
        "de",
        _words("Jürgen Wolfgang Klaus Günter Stefan Jörg Käthe Sabine Anja Katrin Heike Ulrike Björn Matthias Lukas"),
        _phrases("""Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Schäfer, Koch, Bauer, Größmann, Krüger,
        Hofmann, von der Heide, Köhler, Weiß, zu Rabenau"""),
        13,
    ),
    NameTable(
        "fr",
        _words("Jean Marie François Hélène Zoé Chloé Étienne Jérôme Benoît Amélie Maëlys Noël Léa Thérèse Anaïs Loïc"),
        _phrases(
            "Martin, Bernard, Dubois, Lefèvre, Moreau, Garçon, Lemaître, de La Tour, Bélanger, Fournier, D'Aubigné"
        ),
        8,
    ),
    NameTable(
        "es",
        _words("José María Jesús Sofía Íñigo Begoña Raúl Inés Andrés Lucía Martín Álvaro Núria João Conceição Luísa"),
        _phrases("García López, Fernández, Muñoz, Ibáñez Ruiz, Peña, de la Cruz, Sá Nogueira, Gonçalves, Ortiz, Núñez"),
        7,
    ),
    NameTable(
        "nl",
        _words("Jan Pieter Sanne Daan Maaike Joost Femke Bram Lotte Ruben Anouk Jeroen Willemijn Hendrik"),
        _phrases("de Vries, van den Berg, Bakker, Visser, de Jong, van der Meer, Smit, ten Hoope, Dijkstra, 't Lam"),
        6,
    ),
    NameTable(
        "pl",
        _words(
            "Agnieszka Łukasz Małgorzata Paweł Zbigniew Grażyna Michał Jiří Zdeněk Ondřej Ștefan Ioana Dávid Zsófia"
        ),
        _words("Nowak Wiśniewska Wójcik Kamiński Żukowska Dąbrowski Novák Dvořáková Horváth Szabó Popescu Ionescu"),
        7,
    ),
    NameTable(
        "in",
        _words(
            "Priya Rahul Ananya Arjun Deepika Vikram Sanjay Kavita Mohammed Fatima Omar Leyla Mehmet Ayşe Emre Nguyễn"
        ),
        _words("Sharma Patel Singh Iyer Reddy Khan Ahmed Hussain Yılmaz Öztürk Çelik Rahman Banerjee Văn Chowdhury"),
        8,
    ),
    NameTable(
        "zh",
        _words("伟 芳 娜 敏 静 丽 强 磊 洋 艳 健太 美咲 翔太 さくら"),
        _words("王 李 张 刘 陈 杨 赵 黄 佐藤 鈴木"),
        2,
    ),
    NameTable("ko", _words("민준 서연 지훈 하은"), _words("김 이 박 최 정"), 1),
    NameTable("ar", _words("محمد أحمد فاطمة ليلى عمر نور יעל דוד"), _words("الحسن العلي خليل منصور النجار כהן לוי"), 1),
    NameTable(
        "ru",
        _words("Алексей Ольга Дмитрий Наталья Юлия Андрій Οδυσσέας Ελένη"),
        _words("Иванова Петров Шевченко Παππάς"),
        1,
    ),
)

SUFFIXES = (
    ", MBA",
    ", Ph.D.",
    " Ph.D.",
    ", PMP®",
    " (she/her)",
    " 🚀",
    " ✨",
    ", CPA",
    " - We are hiring!",
    " cand.merc.",
    " Jr.",
)
"""What people write after their surname."""

PREFIXES = ("Dr. ", "🌱 ", "Mr. ", "Prof. ")
"""What people write before their first name."""

ODD_NAMES = (
    ('=HYPERLINK("https://phish.example/","Click")', "Berg"),
    ("Null", "Sandberg"),
    ("Christopher", "Null"),
    ("None", "Kvist"),
    ("Na", "Li"),
    ("True", "Hansen"),
    ("Conan", "O'Brien"),
    ("+45 Kim", "@Holt"),
    ("-Rikke", "=1+1"),
    ("<b>Bold</b>", "<script>alert(1)</script>"),
    ('Jens "Bøffen"', "Hald"),
    ("Anne, Marie", "Lund, Skov"),
    ("🦄", "🦄"),
    ("Müller", ""),
    ("Prince", ""),
    ("V\u200bera", "Zero\u00a0Width"),
    ("Rene\u0301", "Kjær"),
    ("O\u2019Shea", "D\u00b4Angelo"),
    ("???", "????"),
    ("Robert'); DROP TABLE people;--", "Tables"),
    ("%FIRSTNAME%", "%LASTNAME%"),
    ("\u202eneslO", "Olsen"),
    ("A" * 60, "Wolfeschlegelsteinhausenbergerdorff-Sønderlundsgaard"),
    ("LinkedIn", "Membersen"),
)
"""Names that break a careless reader: formulas, missing-value words, markup, commas, invisible and decomposed letters."""
