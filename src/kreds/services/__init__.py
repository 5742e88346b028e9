"""The verbs of Kreds: each reads from the store, asks the core, and writes what came of it."""
