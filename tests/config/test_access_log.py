import logging

from config.access_log import as_asked


def test_an_address_stands_in_the_log_as_it_was_asked_for(caplog) -> None:
    log = logging.getLogger("of a test")
    log.addFilter(as_asked)
    path = "/@길잡이/\n".encode().decode("latin-1")  # as WSGI has it

    with caplog.at_level(logging.INFO, "of a test"):
        log.info("%(method)s %(path)s", {"method": "GET", "path": path})

    assert caplog.messages == ["GET /@%EA%B8%B8%EC%9E%A1%EC%9D%B4/%0A"]
