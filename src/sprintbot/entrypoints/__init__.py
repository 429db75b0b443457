"""What one can start, and the only place where adapters meet."""
