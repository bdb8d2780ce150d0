"""The extractor "llm": any language model that pydantic-ai can speak to, by its name there.

Extraction. This module is what the entry point names, and is light; what needs the extra
`electiongraph[llm]` is in `language_model_agent` and imported when an extractor is made.
"""

from __future__ import annotations

import re

from electiongraph.errors import ExtractorError
from electiongraph.extraction.extractors import Extractor

__all__ = ["NAME", "open_language_model"]

NAME = "llm"
INSTALL = "pip install 'electiongraph[llm]'"
_SENTENCE_END = re.compile(r"(?<=\w\w)\. (?=[A-Z])")


def open_language_model(option: str) -> Extractor:
    """Return an extractor that asks a language model.

    Args:
        option: The model as pydantic-ai names it: "openai:gpt-4o", "anthropic:claude-sonnet-4-5",
            "ollama:llama3.2".

    Returns:
        The extractor. Nothing is sent before it reads a document.

    Raises:
        ExtractorError: When no model is named, the extra or the provider's client is not installed, the
            model is not known, or its key is missing.

    Examples:
        >>> open_language_model("")
        Traceback (most recent call last):
        ...
        electiongraph.errors.ExtractorError: llm: no model is named; for instance llm:openai:gpt-4o
    """
    if not option:
        raise ExtractorError("no model is named", where=NAME, advice="for instance llm:openai:gpt-4o")
    try:
        from electiongraph.extraction import language_model_agent as agent  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pydantic", "pydantic_ai"):
            raise
        raise ExtractorError("this extractor is not installed", where=NAME, advice=INSTALL) from missing
    try:
        return agent.LanguageModel(option)
    except agent.SETUP_ERRORS as error:
        # What comes after its first sentence speaks to programmers.
        message = _SENTENCE_END.split(" ".join(str(error).split()), maxsplit=1)[0].rstrip(".")
        is_unknown = message.startswith("Unknown model")
        advice = "models are named PROVIDER:MODEL, for instance openai:gpt-4o" if is_unknown else ""
        raise ExtractorError(f"{option} cannot be used: {message}", where=NAME, advice=advice) from error
