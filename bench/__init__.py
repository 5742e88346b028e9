"""Benchmarks: each figure is a ratio to a peer or floor measured in the same run. See `docs/benchmarks.md`."""
