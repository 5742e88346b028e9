"""The English sentences demo messages and posts are put together from, in the parts of `kreds.demo.texts_da`."""

from kreds.demo.companies import SUBJECTS_EN

LANGUAGE = "en"
SUBJECTS = SUBJECTS_EN

PARTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "first": (
        ("Hi {n}", "Dear {n}", "Hello {n}", "Good morning {n}"),
        ("\n\n", ". ", "\n", ",\n\n"),
        ("Thank you for connecting.", "Thanks for the good talk the other day.", "It was a pleasure to meet you yesterday.",
         "Good to have you in my network.", "Thanks for the invitation.", "Finally connected here as well."),
        (" I would love to hear more about {t}.", " Let us have a coffee one day.", " What are you working on at the moment?",
         " We should talk about {t}.", " Have a good day."),
    ),
    "ask": (
        ("Hi {n}", "Hello {n}", "Dear {n}", "Hey {n}", "Morning {n}"),
        ("\n\n", ". ", "\n", ",\n\n", " – "),
        ("How is it going with {t}?", "Do you have a view on how we should approach {t}?", "May I ask your advice about {t}?",
         "Do you know anybody who is good at {t}?", "Do you have time for a short call about {t} next week?",
         "Do you remember who gave the talk on {t}?", "Are you coming to the meeting about {t}?",
         "What do you say to meeting about {t}?", "Are you still the right person to ask about {t}?",
         "I am stuck with {t} and could use your eyes on it. Could you spare half an hour?"),
        ("", "", " No hurry.", " Coffee is on me :-)", "\n\nBest wishes", " Let me know.", "\n\nKind regards", " 😊",
         " You once wrote: \"better to ask once too often\" - so here I am."),
    ),
    "share": (
        ("Hi {n}", "Hello {n}", "Dear {n}", "Hey {n}"),
        ("\n\n", ". ", "\n", ",\n\n"),
        ("I just read your article on {t}, well done.", "I thought of you when we talked about {t}.",
         "Here is the link I promised: https://article.example/{t}", "Congratulations on the new job.",
         "We made it with {t}, not least thanks to you.", "Thank you for your talk on {t} yesterday.",
         "Good post about {t} - I shared it with my colleagues.", "Happy birthday.",
         "I mentioned you to a client who needs help with {t}."),
        ("", " Hope all is well with you.", " Talk soon.", "\n\nAll the best", " 👏", " I thought you might like it.",
         " What do you think?", "\n\n- first point: {t}\n- second point: the rest\n\nTell me if I forgot something."),
    ),
    "reply": (
        ("Hi {n}. ", "Thanks, {n}. ", "", "", "", "Ha, yes. ", "Good question. "),
        ("That sounds very good.", "Yes, of course.", "I have actually tried that with {t}.", "I will look at it tomorrow.",
         "I will send you a proposal on {t}.", "I agree completely.", "We did the same last year and it worked.",
         "Let me ask a colleague about {t}.", "Wednesday at 10 suits me well.", "Let us say Thursday at your place.",
         "It's a deal.", "Please do.", "No, but I know someone who can.", "We had 12 customers with us, so it went well.",
         "As you said: \"{t} first, the rest later\". Still true."),
        ("", "", " Thanks for thinking of me.", " Do write again.", " :-)", " Good idea.", " I'll get back to you."),
    ),
    "reply_ask": (
        ("", "", "Yes. ", "Thanks. ", "Fine. ", "Hi {n}. "),
        ("When does it suit you?", "What did you get out of {t}?", "Is {t} still the plan?", "Should I bring somebody?",
         "Could we do it next week instead?", "How far are you?", "Have you heard from the others?", "Who are you bringing?",
         "May I forward it?", "Would you look at my draft on {t}?"),
        ("", "", "", " I am flexible.", " Just ask if anything is unclear.", " Before Friday if possible."),
    ),
    "close": (
        ("Super. ", "Perfect. ", "Thanks. ", "Deal. ", "", "Will do. "),
        ("See you.", "Talk soon.", "Have a great weekend.", "Looking forward to it.", "Regards to the family.", "Have a good day.",
         "Many thanks for the help.", "👍", "🙏", "Take care.", "It means a lot.", "See you on Thursday."),
    ),
    "thanks": (
        ("Hi {n}", "Hello {n}", "Hi"),
        (". ", "\n\n", " - "),
        ("Thanks for connecting.", "Thank you for accepting my invitation.", "Looking forward to your posts.", "Great to be connected."),
        ("", "", "\n\nRegards", " Have a nice day."),
    ),
    "pitch": (
        ("Hi {n}", "Hello {n}", "Dear {n}"),
        ("\n\n", "\n"),
        ("I came across your profile and thought we could help you with {t}.",
         "We help companies like yours to get 30 % more leads on {t}.", "Are you the person in charge of {t}?",
         "I am not calling to sell you anything, but ...", "Our customers save 4 hours a week on {t}."),
        ("\n\n",),
        ("Do you have 15 minutes on Tuesday?", "Book a slot here: https://book.example/demo", "Shall I send a 2 minute video?",
         "When may I call?", "It is free and without obligation."),
        ("", "\n\nKind regards", "\n\nPS: The offer ends this week."),
    ),
    "chase": (
        ("Hi {n}. ", "Hi again {n}. ", "{n}, "),
        ("Did you see my message?", "Just bumping this to the top of your inbox.", "A friendly reminder.", "Is this a bad time?",
         "I take the liberty of following up on {t}."),
        ("", " Just answer 1 if you are interested.", " Otherwise I will close your file."),
    ),
    "recruit": (
        ("Hi {n}", "Dear {n}"),
        ("\n\n",),
        ("I have a role as Sales Director where your profile would be a strong match.",
         "My client is looking for a leader with experience in {t}.", "Are you open to hearing about an exciting role?"),
        ("\n\n", " "),
        ("May I call you today or tomorrow?", "Please send your CV.", "Everything is confidential.",
         "Do you know someone else who might be interested?"),
        ("\n\nKind regards\nResearch", ""),
    ),
    "decline": (
        ("Hi {n}. ", "Thanks for your message. "),
        ("I am happy where I am, so not at the moment.", "No thanks, not right now.", "It is not for us.",
         "We already have a supplier we are happy with."),
    ),
    "blast": (
        ("Hi all", "Dear network", "Hello everybody"),
        ("\n\n",),
        ("We are hosting an event on {t} on the 14th - do come.", "I have a new number and a new job.",
         "My new course in {t} is open for registration.", "Vote for us: https://vote.example"),
        ("", "\n\nBest wishes", " Please share."),
    ),
    "group": (
        ("", "", "Hi all. ", "Hi. "),
        ("Who can do Tuesday?", "I can't, sorry.", "I will bring cake.", "Shall we say 8.30?", "The room is booked.",
         "The minutes on {t} are here: https://minutes.example", "Thanks for today.", "Who takes {t} next time?", "👍", "Fine with me.",
         "I am 10 minutes late.", "Good meeting, I thought. Especially the part on {t}."),
        ("", "", " 😄"),
    ),
    "spam": (
        ("Dear friend", "Hello dear", "Hi beautiful", "Good day"),
        (",\n", "\n\n"),
        ("I have a business proposal of 4,5 million euro for you.", "Earn 400 a day from home.",
         "Invest in crypto and double your money.", "Your profile was selected for an award."),
        (" Reply on https://winner.example", " Write me privately.", " Kindly answer."),
    ),
    "wake": (
        ("Hi {n}", "Dear {n}"),
        (". ", "\n\n"),
        ("It has been far too long.", "I found an old picture from {t} and thought of you.", "Where are you in life now?"),
        (" Shall we have lunch?", " What do you do these days?", " It would be fun to meet again."),
    ),
}  # fmt: skip

NEED_TEXTS = {
    "expert": "Do you know a good expert in {t} you can recommend?",
    "venue": "Do you know a place for an event on {t} for 40 people?",
    "sparring": "Do you have time to think out loud with me about {t}?",
    "hire": "We are looking for a new colleague for {t}. Do you know anybody?",
    "job": "I am looking for a new job within {t}. Have you heard of anything?",
    "introduction": "Would you introduce me to somebody who works with {t}?",
}

INVITES = (
    "Hi {n}. We met at the event on {t}. Shall we connect?", "Hi {n}, I would like to follow your work on {t}.",
    "Thanks for a good talk about {t}.", "Hi. I would like to grow my network.", "We have many connections in common. Shall we connect?",
)  # fmt: skip
NOTES = (
    "Met at the sales day, interested in {t}.", "Call in March about {t}.", "Daughter in the same class as Ida.",
    "Recommended by Henrik.\nGood at {t}.", "Wanted an offer on \"{t}\".", "Drinks tea, not coffee.",
)  # fmt: skip
RECOMMENDATIONS = (
    "I worked with {n} on {t}. Thorough, kind and always prepared.\n\nMy warmest recommendation.",
    "{n} is the one to call when {t} must succeed.", "A skilled colleague with \"customer first\" in the bones.",
)  # fmt: skip
POSTS = (
    "Three things I learned about {t} this week.\n\n1. Listen first\n2. Ask later\n3. Keep your word\n\nWhat would you add?",
    "How many of your connections do you really know?\n\nClass before mass, I say. 🙌",
    "I am looking for somebody who can speak about {t}. Whom should I ask?", "\"It is not a sale until the customer is happy.\"\n\nSaid by a wise colleague.",
    "Thanks to everybody who came to the talk on {t}.\n\n#sales #network", "New episode of the podcast: {t}. Link in the comment.",
)  # fmt: skip
COMMENTS = (
    "Well seen.", "Agreed - especially about {t}.", "Congratulations, well deserved 🎉", "What did you do about {t}?",
    "As my mother says: \"ask rather than guess\".", "Thanks for sharing.\n\nI passed it on to my team.", "Where can I read more about {t}?",
    "\"Trust\" is the key word here, and \\ or / does not matter.",
)  # fmt: skip
ARTICLES = (
    "Class before mass",
    "How to cultivate your network",
    "Trust in sales: five habits",
    "Clean up twice a year",
    "Draft: about the fair",
)
