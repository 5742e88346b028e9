"""The nouns of Kreds: frozen values and the columns of every frame. No input or output happens here."""
