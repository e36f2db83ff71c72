"""Django's backend for PostgreSQL, which looks whether a connection still holds without asking the server."""

from select import POLLIN, poll

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Tell whether the server is still there. One that hung up has left word on the socket, so silence is enough."""
        return self._is_silent() or super().is_usable()

    def _is_silent(self) -> bool:
        connection = self.connection
        if connection is None or connection.pgconn.transaction_status != TransactionStatus.IDLE:
            return False
        waiting = poll()
        waiting.register(connection.pgconn.socket, POLLIN)
        return not waiting.poll(0)
