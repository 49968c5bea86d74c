"""What people say about themselves, and what is kept of it."""
