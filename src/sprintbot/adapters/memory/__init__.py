"""The ports in memory: for tests, benchmarks and trying things out. They pass the contract suite of PostgreSQL's."""
