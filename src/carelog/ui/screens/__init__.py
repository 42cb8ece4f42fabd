"""One screen a job; none knows another, the app routes."""
