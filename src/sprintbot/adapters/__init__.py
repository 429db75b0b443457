"""How the ports meet the world. No adapter knows another."""
