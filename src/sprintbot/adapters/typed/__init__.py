"""What people type: results, athletes and events in words of three languages, read into values of the domain."""
