"""Pages that are not live are rendered in a thread, so that nobody in a hall waits for one.

Each of their forms says its intent: sent again, it is answered as it was before; see `once`.
"""

from collections.abc import Mapping
from typing import Any

from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from app.templating import render_template
from app.vocabulary import Language
from app.web.intending import in_each_form, new_intent


async def rendered(
    template: str, language: Language, status: int = 200, **values: Any
) -> HTMLResponse:
    """Answers with the page. A long one, or the first that is asked for, which compiles its
    template, would otherwise stop the event loop.
    """
    words = await run_in_threadpool(_words, template, language, values)
    return HTMLResponse(words, status)


def _words(template: str, language: Language, values: Mapping[str, Any]) -> str:
    return in_each_form(render_template(template, language, **values), new_intent(seen=0))
