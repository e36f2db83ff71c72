"""The server's own log: an address stands there as it was asked for, in ASCII."""

import logging
from urllib.parse import quote

_AS_IT_IS = "/~@:!$&'()*+,;="


def as_asked(record: logging.LogRecord) -> bool:
    """A filter for granian's access log, which is handed the bytes of a path one character each, as WSGI has them."""
    if isinstance(record.args, dict) and "path" in record.args:
        path = str(record.args["path"])
        record.args = {**record.args, "path": quote(path.encode("latin-1", "backslashreplace"), safe=_AS_IT_IS)}
    return True
