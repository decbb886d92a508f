"""`/mcp/`: a message of an assistant in, the answer out."""

from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from pydantic import BaseModel, ValidationError

from matcher.api.assistants.asking import answers_of_form, form, next_questions
from matcher.api.assistants.protocol import (
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    Message,
    RpcError,
    discovered,
    error_response,
    initialized,
    listed,
    read_message,
)
from matcher.api.assistants.state import ForgedState, State, hand_back, until
from matcher.api.assistants.tools import TOOLS, AnswersArguments, Arguments, Call, Tool
from matcher.api.callers import AUTH
from matcher.api.errors import HANDLERS, InvalidField
from matcher.api.parsing import field_problems, require_json
from matcher.api.service import service
from matcher.core import match as match_answers
from matcher.core.formats.lines import InvalidLine
from matcher.editions import current
from matcher.hourly_limit import LimitReached
from matcher.link_keys import new_form_key
from matcher.web.errors import wait_sentence


@csrf_exempt  # guarded by AUTH, without a cookie
@require_POST
def mcp(request: HttpRequest) -> HttpResponse:
    """Answer one message. What keeps us from looking at it is a problem as of the API."""
    try:
        call = Call(request, AUTH(request), current())
        require_json(request)
    except tuple(HANDLERS) as error:
        return service.on_exception(request, error)
    message: Message | None = None
    try:
        message = read_message(request)
        if message is None:  # nothing that is only said needs an answer
            return HttpResponse(status=HTTPStatus.ACCEPTED)
        return _answer(call, message)
    except RpcError as error:
        return error_response(error, message.id if message else None)


def _answer(call: Call, message: Message) -> HttpResponse:
    match message.method:
        case "tools/call":
            return _call_tool(call, message)
        case "tools/list":
            return message.result(listed())
        case "server/discover":
            return message.result(discovered())
        case "initialize":
            return message.result(initialized(message.params))
        case "ping":
            return message.result({})
    raise RpcError(METHOD_NOT_FOUND, f"There is no method “{message.method}”.")


def _call_tool(call: Call, message: Message) -> HttpResponse:
    """Do what the tool does, or ask the person first. What is wrong with the arguments is said as
    a result, for the model to put right."""
    name = message.params.get("name")
    tool = TOOLS.get(name) if isinstance(name, str) else None
    if tool is None:
        raise RpcError(INVALID_PARAMS, f"There is no tool “{name}”.")
    try:
        given = tool.takes.model_validate(message.params.get("arguments") or {})
        return _done(call, message, tool, given)
    except ValidationError as error:
        return _refused(message, " ".join(each.detail for each in field_problems(error)))
    except (InvalidLine, InvalidField) as error:
        return _refused(message, str(error))
    except ForgedState:
        return _refused(message, "“requestState” is not as we gave it. Call the tool again.")
    except LimitReached as limit:
        most = "That is the most that we allow. Nothing was kept."
        return _refused(message, f"{most} {wait_sentence(limit.seconds)}")


def _done(call: Call, message: Message, tool: Tool, given: Arguments) -> HttpResponse:
    if not (tool.asks and message.can_ask and isinstance(given, AnswersArguments)):
        return _result(message, tool.do(call, given))
    given, key, is_last = _with_what_was_said(call, message, tool, given)
    matched = match_answers(call.release.taxonomy, call.answers(given))
    questions = () if is_last else next_questions(call.release.taxonomy, matched)
    if not questions:
        return _result(message, tool.do(replace(call, form_key=key), given))
    state = State(
        tool=tool.name,
        edition=call.release.number,
        answers=given.answers,
        confirmed=given.confirmed,
        until=until(),
        key=key,
    )
    asked = {"inputRequests": form(questions), "requestState": state.signed()}
    return message.result(asked, "input_required")


def _with_what_was_said(
    call: Call, message: Message, tool: Tool, given: AnswersArguments
) -> tuple[AnswersArguments, str, bool]:
    """The arguments with what the person has answered so far, the key of the call, and whether they
    want to be asked no more. Raises ForgedState."""
    text, responses = message.params.get("requestState"), message.params.get("inputResponses")
    if not isinstance(text, str):
        return given, new_form_key(), False
    back = hand_back(text, tool.name, call.release.number)
    said = answers_of_form(responses if isinstance(responses, dict) else {})
    answers = {**given.answers, **back.state.answers, **(said or {})}
    confirmed = list(dict.fromkeys((*given.confirmed, *back.state.confirmed, *(said or {}))))
    updated = given.model_copy(update={"answers": answers, "confirmed": confirmed})
    return updated, back.state.key, said is None and not back.is_stale


def _result(message: Message, record: BaseModel) -> HttpResponse:
    text = record.model_dump_json(by_alias=True)
    structured = record.model_dump(mode="json", by_alias=True)
    return message.result(
        {"content": [{"type": "text", "text": text}], "structuredContent": structured}
    )


def _refused(message: Message, why: str) -> HttpResponse:
    return message.result({"content": [{"type": "text", "text": why}], "isError": True})
