"""What the core needs from the world: Protocols of a few lines each, spoken in domain types."""
