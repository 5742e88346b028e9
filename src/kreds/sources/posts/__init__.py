"""How the owner's posts fared: LinkedIn's analytics, copied and saved lists of who reacted, mails that say so."""
