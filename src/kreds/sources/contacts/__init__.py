"""Address books: what Google and Outlook export."""
