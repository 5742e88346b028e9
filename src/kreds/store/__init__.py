"""The database: one SQLite file or a PostgreSQL database, the same tables and statements on both."""
