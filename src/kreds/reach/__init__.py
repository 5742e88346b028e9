"""How far a post carries (guide part 0): the tasting, the spread after it, and what a change of the network does.

Arrays with one row for each relation come in, frozen values go out; nothing here needs a store.
"""
