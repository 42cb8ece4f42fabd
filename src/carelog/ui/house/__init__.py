"""Pages about the whole house."""
