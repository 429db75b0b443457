"""The store and the queues on PostgreSQL."""
