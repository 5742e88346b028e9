"""What can be off with a question: stable codes, and the words for them.

A code never changes its meaning. The sentences are English source strings with ``%(name)s`` placeholders.
"""

from kreds.errors.problems import Problem

USAGE: dict[str, Problem] = {
    "LEVEL": Problem("“%(level)s” is not a level a relation can be given.", "Use strong, average or worthless."),
    "PROFILE": Problem(
        "“%(profile)s” is not a profile address.",
        "Use an address such as https://www.linkedin.com/in/anna-holm, or its last part.",
    ),
    "STORE-MISSING": Problem(
        "There is no network in %(store)s yet.",
        "Import your archive first (kreds import PATH), or look at the invented network (kreds demo).",
    ),
    "PATH-MISSING": Problem(
        "There is no file or folder %(path)s.", "Check the name; drag the file into the terminal to get it right."
    ),
    "WHO-MISSING": Problem("It was not said who.", "Name a person: kreds judge WHO --level strong"),
    "NOTHING-TO-DO": Problem("No file was named.", "Name the archive: kreds import Complete_LinkedInDataExport.zip"),
    "FILE-EXISTS": Problem("%(path)s is already there.", "Choose another name, or add --force to replace it."),
    "FOLDER-MISSING": Problem(
        "There is no folder %(path)s to write into.", "Make the folder first, or choose another."
    ),
    "BACKUP-PLACE-MISSING": Problem(
        "A server has no folder of its own for backups.", "Say where the backup is to go: kreds backup --output FILE"
    ),
    "BACKUP-OVER-STORE": Problem("%(path)s is the store itself.", "Choose another name for the backup."),
    "FILE-UNWRITABLE": Problem("%(path)s cannot be written: %(detail)s", "Choose another place, or free some space."),
    "CHOICE": Problem("“%(value)s” is not a choice for %(name)s.", "Choose one of: %(choices)s."),
    "SINCE": Problem("%(value)s is no day to compare with.", "Choose a day from %(first)s to %(last)s."),
    "COLUMNS-MISSING": Problem(
        "No file has these columns: %(columns)s.", "Name the columns as the file does. Its columns are: %(found)s."
    ),
    "COLUMNS": Problem(
        "“%(value)s” does not say what a column is.",
        "Write what it is and its name: --columns name=Navn,email=E-mail. It can be: %(known)s.",
    ),
    "COLUMNS-FEW": Problem(
        "These columns do not say who somebody is.",
        "For people name at least a name, an e-mail or a profile; for companies a company or a domain.",
    ),
    "CHOICES-CLASH": Problem("%(one)s and %(other)s cannot go together.", "Leave one of them out."),
    "CHOICE-MISSING": Problem("It was not said what to do.", "Choose one of: %(choices)s."),
    "TAG": Problem("“%(tag)s” cannot be a tag.", "Use a short word of at most %(longest)s characters, without a bar."),
    "NOTE": Problem("The note is too long.", "Keep it below %(longest)s characters."),
    "TRIAL-DAY": Problem(
        "A trial cannot last until %(day)s.", "Name a day after today, at most %(years)s years ahead: 2027-03-01"
    ),
    "TRIAL-MONTHS": Problem("A trial cannot last %(months)s months.", "Choose between 1 and %(most)s months."),
    "TRIAL-NONE": Problem("There is no trial that could end.", "Put the relation on trial first: kreds trial WHO"),
    "TRIAL-FORMER": Problem(
        "You are not connected to them any more.", "Only somebody you are connected to can be on trial."
    ),
    "LATER": Problem("%(day)s is not after today.", "Name a day to come: 2027-03-01"),
    "NO-LINE": Problem("There is no such line in this week.", "Look at the week anew: kreds agenda"),
    "PORTION-SIZE": Problem("A portion cannot hold %(size)s relations.", "Choose between 1 and %(most)s."),
    "PORTION-OPEN": Problem("There is a portion you have not finished.", "Go on with it, or finish it first."),
    "PORTION-NONE": Problem("No portion is open.", "Take one first: kreds review --take 50"),
    "PORTION-OVER": Problem("That portion is finished.", "Open Clean-up to see what was said, or to take another."),
    "PORTION-EMPTY": Problem(
        "Nobody is left to look at there.",
        "Choose another part of the network. The strong, those you protect and those you kept within a year rest.",
    ),
    "PORTION-VALUE": Problem("It is not said which %(choice)s.", "Name a group, a company or a year: 2019"),
    "LOG-DAY": Problem("%(day)s cannot be the day it happened.", "Name today or a day before it: 2026-11-28"),
    "LOG-NOBODY": Problem("Nobody is meant.", 'Say with whom: kreds log WHO "coffee at the fair" --kind met'),
    "LOG-NONE": Problem("There is no such line.", "See the numbers of the lines: kreds log --list"),
    "REVIEW-RHYTHM": Problem("You want no regular clean-up.", "Choose a rhythm first: kreds review --plan times=2"),
    "REVIEW-NOBODY": Problem("You are not connected to them any more.", "Only current relations are cleaned up."),
    "GROUP": Problem("“%(group)s” is not a group.", "Use “own:” and a name, or one of: %(choices)s."),
    "RULE": Problem("The rule would concern everybody.", "Say whom it is about, by at least one of: %(choices)s."),
    "COMPANY": Problem("“%(company)s” is not a company.", "Write its name as it stands on the list."),
    "INVITE-RELATION": Problem(
        "You are connected to them already, or have let them go.", "Name somebody of the list: kreds invite"
    ),
    "VIEW": Problem("The view was not saved.", "Give it a name of at most %(longest)s characters."),
    "GOAL": Problem("There is no goal “%(goal)s”.", "Your goals: %(goals)s"),
    "GOAL-NAME": Problem("The goal was not kept.", "It needs a name of at most %(longest)s characters."),
    "GOAL-TAKEN": Problem("You have a goal called “%(name)s” already.", "Change that one, or choose another name."),
    "GOAL-TARGETS": Problem("The goal wants nobody yet.", "Name 1 to %(most)s groups, each with a share or a number."),
    "GOAL-SHARE": Problem("%(segment)s cannot have that share.", "A share lies between 0 and 100 per cent."),
    "GOAL-NUMBER": Problem("%(segment)s cannot have that number.", "A number of people is a whole number from 0 up."),
    "GOAL-WEIGHT": Problem("%(kind)s cannot have that weight.", "A weight is a number from 0 up: 1, 2, 0.5."),
    "POST": Problem("There is no post “%(post)s” that any file tells of.", "See your posts: kreds posts"),
    "POST-ADDRESS": Problem(
        "“%(post)s” is not the address of a post.",
        "Copy it on LinkedIn: the three dots above the post, “Copy link to post”.",
    ),
    "POST-LIST": Problem(
        "There is nobody in the list.",
        "Open the reactions or comments of the post on LinkedIn, mark all of it, copy it, and paste it whole.",
    ),
    "POST-LIST-NONE": Problem("No list of who reacted is called “%(list)s”.", "See them all: kreds posts lists"),
    "MATCH": Problem("There is no pair “%(match)s” to say anything of.", "Choose one of those listed: kreds matches"),
    "FORGET-OWNER": Problem(
        "It is you who is called that: without you there is no network.",
        "To let everything go, delete the folder in which the store lies.",
    ),
    "FORGET-WHO": Problem("It was not said whom to forget.", "Name a person: kreds forget WHO"),
    "FORGET-YES": Problem(
        "Nothing was forgotten: nobody could be asked whether it is meant.",
        "Look at what would go (kreds held WHO), then say it: kreds forget WHO --yes",
    ),
    "INCOGNITO": Problem("You are incognito, and this file would tell who it is.", "Leave incognito, and ask again."),
    "NO-BACKUP": Problem("There is no such backup.", "Choose one of those listed, or hand over a file again."),
    "DEMO-STORE": Problem("%(store)s holds your own network.", "Name another file for the demo, or leave --store out."),
    "SETTINGS-TOML": Problem(
        "The settings in %(file)s cannot be read: %(detail)s",
        "Correct the file, or delete it to start from the defaults.",
    ),
    "SETTINGS-KEY": Problem(
        "%(file)s has a setting “%(key)s” that Kreds does not know.", "The settings are: %(known)s."
    ),
    "SETTINGS-VALUE": Problem(
        "%(file)s: “%(value)s” is not a value for the setting “%(key)s”.", "It can be: %(allowed)s."
    ),
}
