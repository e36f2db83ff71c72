"""What an answer of the mail server, or none, means for a mail that was handed over."""

import smtplib

from notices.models.mail import MailState

_LONGEST_REASON = 300


def judge(trouble: Exception) -> tuple[MailState, str]:
    """The state that `trouble`, raised while handing over, leaves a mail in, and the reason in the server's words.

    Queued again only when the server said no for now (4xx), failed only when it said no for good (5xx) or was never
    asked because the mail cannot be written. Whatever leaves open who has it is unknown: it is never sent again.
    """
    codes = _codes(trouble)
    if codes and all(400 <= code < 600 for code in codes):
        state = MailState.FAILED if any(code >= 500 for code in codes) else MailState.QUEUED
    elif isinstance(trouble, ValueError | smtplib.SMTPNotSupportedError):
        state = MailState.FAILED
    else:
        state = MailState.UNKNOWN
    return state, f"{type(trouble).__name__}: {_said(trouble)}"[:_LONGEST_REASON]


def _codes(trouble: Exception) -> list[int]:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return [code for code, _text in trouble.recipients.values()]
    return [trouble.smtp_code] if isinstance(trouble, smtplib.SMTPResponseException) else []


def _said(trouble: Exception) -> str:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(answer)}" for code, answer in trouble.recipients.values())
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"{trouble.smtp_code} {_text(trouble.smtp_error)}"
    return str(trouble)


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
