"""The pages: server-rendered, on loopback only, answering only to their own name and their own session."""
