"""What tests ask for by fixture: a database server, a browser, a store on each database, expected results."""
