"""What `make run` starts: web, worker and beat with one log, over databases of the clone's own.

Any child's end ends all, and nothing outlives us, however we end: apps first, then the databases.
"""
