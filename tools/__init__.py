"""The tools of this repository: they check it, set it up and take its pictures; the program never imports them."""
