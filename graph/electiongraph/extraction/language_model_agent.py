"""Ask a language model for the facts of a document, passage by passage.

Extraction, part of the extractor "llm"; needs the extra `electiongraph[llm]`. The only module that sends
anything anywhere: the text of the document goes to the provider of the model, and nothing else does.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence

from pydantic_ai import Agent, UsageLimits, exceptions
from pydantic_ai.models import Model, infer_model
from pydantic_ai.settings import ModelSettings

from electiongraph.errors import ExtractorError
from electiongraph.extraction.document_polls import document_election
from electiongraph.extraction.extractors import one_line
from electiongraph.extraction.facts import Fact
from electiongraph.extraction.language_model import NAME
from electiongraph.extraction.language_model_records import (
    INSTRUCTIONS,
    FactRecord,
    fact_from_record,
    prompt_for,
)
from electiongraph.extraction.passages import cut_passages
from electiongraph.gazetteers import Gazetteers
from electiongraph.sources.document import Document

__all__ = ["SETUP_ERRORS", "LanguageModel"]

# What a model that is not there or not set up raises: clients have errors of their own, often a ValueError.
SETUP_ERRORS = (exceptions.UserError, ImportError, ValueError, OSError, RuntimeError)
LONGEST_PASSAGE = 6_000
SETTINGS = ModelSettings(temperature=0.0, max_tokens=16_000, request_timeout=120.0)
# An answer that is no list of records is sent back twice, with what is wrong.
CORRECTIONS = 2
LIMITS = UsageLimits(request_limit=CORRECTIONS + 2, total_tokens_limit=120_000)
# Seconds before a request is sent again; as many tries more as there are numbers.
PAUSES = (2.0, 8.0, 30.0)
LONGEST_PAUSE = 60.0
# Statuses that pass by themselves, and those after which no other request will do better.
PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
LASTING = frozenset((401, 402, 403, 404))

_SAYINGS: tuple[tuple[type[Exception], str, str], ...] = (
    (exceptions.ModelAuthenticationError, "the provider refuses the key", "check the provider's API key"),
    (exceptions.ModelQuotaExceededError, "the account has no quota left", "look at the provider's billing"),
    (exceptions.ModelNotFoundError, "the provider has no such model", "check the model's name"),
    (exceptions.ModelRateLimitError, "the provider's rate limit is reached", "try again later"),
    (
        exceptions.ModelContextWindowExceededError,
        "a passage is too long for the model",
        "take a larger model",
    ),
    (exceptions.ModelTimeoutError, "the provider does not answer in time", "try again later"),
    (exceptions.ModelRequestTimeout, "the provider does not answer in time", "try again later"),
    (exceptions.ModelConnectionError, "the provider cannot be reached", "check the network connection"),
    (exceptions.ModelUnavailableError, "the provider is overloaded", "try again later"),
    (exceptions.ModelServerError, "the provider has a fault", "try again later"),
    (exceptions.UsageLimitExceeded, "the model goes beyond the limits of use", "take another model"),
    (exceptions.ContentFilterError, "the provider refuses the text", "take another model"),
    (exceptions.UnexpectedModelBehavior, "the model gives no list of facts", "take a more capable model"),
)
_STATUSES = {
    401: _SAYINGS[0], 403: _SAYINGS[0], 402: _SAYINGS[1], 404: _SAYINGS[2], 429: _SAYINGS[3],
    408: _SAYINGS[5], 504: _SAYINGS[5], 503: _SAYINGS[8], 529: _SAYINGS[8],
    500: _SAYINGS[9], 502: _SAYINGS[9],
}  # fmt: skip
_LASTING_ERRORS = (
    exceptions.ModelAuthenticationError,
    exceptions.ModelQuotaExceededError,
    exceptions.ModelNotFoundError,
)
_PASSING_ERRORS = (
    exceptions.ModelRateLimitError,
    exceptions.ModelUnavailableError,
    exceptions.ModelServerError,
    exceptions.ModelConnectionError,
    exceptions.ModelRequestTimeout,
)


class LanguageModel:
    """An extractor that asks a language model."""

    name = NAME

    def __init__(
        self,
        model: Model | str,
        *,
        label: str = "",
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Make the extractor; nothing is sent yet.

        Args:
            model: A model of pydantic-ai, or its name there.
            label: What facts are signed with after "llm:"; the model's name when empty.
            pause: Waits for some seconds before a request is sent again.
        """
        self._model = infer_model(model)
        self.rule = f"{NAME}:{label or (model if isinstance(model, str) else self._model.model_name)}"
        self._pause = pause
        self._refusal: ExtractorError | None = None
        self._agent = Agent(
            self._model,
            output_type=list[FactRecord],
            instructions=INSTRUCTIONS,
            model_settings=SETTINGS,
            retries=CORRECTIONS,
        )

    def extract(self, document: Document, gazetteers: Gazetteers) -> Sequence[Fact]:
        """Return the facts that the model finds, as it tells them: they are yet to be verified.

        Args:
            document: The source.
            gazetteers: Names of seats, parties, roles and elections.

        Raises:
            ExtractorError: When the provider or the model fails; `found` has the facts of earlier passages.
                After a refusal that will last, such as that of a key, later documents are not sent.
        """
        if self._refusal is not None:
            raise self._refusal
        return _finish(lambda: self._read(document, document_election(document, gazetteers)))

    async def _read(self, document: Document, election: str) -> list[Fact]:
        facts: list[Fact] = []
        try:
            async with self._agent:
                for passage in cut_passages(document, LONGEST_PASSAGE):
                    records = await self._ask(prompt_for(document, passage, election))
                    facts += [fact_from_record(record, document, passage, self.rule) for record in records]
        except Exception as error:
            told = _told(error, facts)
            if _is_lasting(error):
                self._refusal = ExtractorError(told.what, where=NAME, advice=told.advice)
            raise told from error
        return facts

    async def _ask(self, prompt: str) -> list[FactRecord]:
        """Return the model's answer, asking again after faults that pass by themselves."""
        for pause in PAUSES:
            try:
                return await self._ask_once(prompt)
            except exceptions.ModelAPIError as error:
                if not _is_passing(error):
                    raise
                await self._pause(min(max(pause, error.retry_after or 0.0), LONGEST_PAUSE))
        return await self._ask_once(prompt)

    async def _ask_once(self, prompt: str) -> list[FactRecord]:
        answer = await self._agent.run(prompt, usage_limits=LIMITS)
        return answer.output


def _is_passing(error: exceptions.ModelAPIError) -> bool:
    if _is_lasting(error):
        return False
    return isinstance(error, _PASSING_ERRORS) or _status(error) in PASSING


def _is_lasting(error: Exception) -> bool:
    return isinstance(error, _LASTING_ERRORS) or _status(error) in LASTING


def _status(error: Exception) -> int:
    return error.status_code if isinstance(error, exceptions.ModelHTTPError) else 0


def _told(error: Exception, found: Sequence[Fact]) -> ExtractorError:
    """Return what a user is told of a fault; never the provider's own words on a key, which may quote it."""
    for kind, what, advice in _SAYINGS:
        if isinstance(error, kind):
            return ExtractorError(what, where=NAME, advice=advice, found=found)
    if _status(error) in _STATUSES:
        _, what, advice = _STATUSES[_status(error)]
        return ExtractorError(what, where=NAME, advice=advice, found=found)
    return ExtractorError(f"the model cannot be asked: {one_line(error)}", where=NAME, found=found)


def _finish(work: Callable[[], Awaitable[list[Fact]]]) -> list[Fact]:
    """Run asynchronous work to its end, also where an event loop runs already, as in a notebook."""

    async def run() -> list[Fact]:
        return await work()

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(run())
    results: list[list[Fact]] = []
    failures: list[BaseException] = []

    def run_apart() -> None:
        try:
            results.append(asyncio.run(run()))
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run_apart)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results[0]
