"""Pages that are not live are rendered in a thread, so that nobody in a hall waits for one."""

from typing import Any

from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from app.templating import render_template
from app.vocabulary import Language


async def rendered(
    template: str, language: Language, status: int = 200, **values: Any
) -> HTMLResponse:
    """Answers with the page. A long one, or the first that is asked for, which compiles its
    template, would otherwise stop the event loop.
    """
    words = await run_in_threadpool(render_template, template, language, **values)
    return HTMLResponse(words, status)
