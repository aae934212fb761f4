"""The organisation's page: secretaries write a session's report, by a link, without an account."""

from app.web.organisation.writing import router

__all__ = ["router"]
