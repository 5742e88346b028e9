"""Tables of words that anybody can mend: what columns are called, and what is written in them."""
