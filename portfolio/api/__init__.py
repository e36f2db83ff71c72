"""What programs do with entries, projects, milestones and readings, and what they read of others."""
