import smtplib

import pytest

from notices.verdicts import judge


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (smtplib.SMTPDataError(451, b"later"), "queued"),
        (smtplib.SMTPSenderRefused(421, b"too many", "us"), "queued"),
        (smtplib.SMTPRecipientsRefused({"a@b.c": (450, b"greylisted")}), "queued"),
        (smtplib.SMTPRecipientsRefused({"a@b.c": (550, b"unknown")}), "failed"),
        (smtplib.SMTPDataError(554, b"spam"), "failed"),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), "failed"),
        (UnicodeEncodeError("ascii", "é", 0, 1, "no"), "failed"),
        (smtplib.SMTPDataError(-1, b""), "unknown"),
        (smtplib.SMTPServerDisconnected("gone"), "unknown"),
        (TimeoutError(), "unknown"),
        (ConnectionResetError(), "unknown"),
        (RuntimeError("who knows"), "unknown"),
    ],
)
def test_only_a_clear_answer_decides(trouble: Exception, state: str) -> None:
    assert judge(trouble)[0] == state


def test_the_reason_fits_its_column() -> None:
    assert len(judge(smtplib.SMTPDataError(554, b"spam " * 200))[1]) == 300
