"""A message of an article that was sent by mail."""

from __future__ import annotations

from email.message import EmailMessage

MORE = "Ferries will run every half hour in the meantime, and nobody will have to pay for a ticket this week."
"""A second paragraph, behind `hostile.PROSE`."""


def mail(text, **headers):
    message = EmailMessage()
    for name, value in {"From": "Ann Lee <ann@news.example>", "Subject": "Quay stays shut", **headers}.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()
