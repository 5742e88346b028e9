"""One module a page: its route, its frozen page value, and the template of the same name."""
