"""The organisation's page: by a link, without an account, its secretaries write the report of one session."""

from app.web.organisation.writing import router

__all__ = ["router"]
