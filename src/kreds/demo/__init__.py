"""A synthetic network of invented people, written as LinkedIn writes a member's data: for demo, tests and benchmarks."""
