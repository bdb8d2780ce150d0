"""The command line: one module a command, imported only when it is called.

`electiongraph --help` must start fast, so the group knows its commands' names and summaries and loads
nothing else.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import NoReturn

import click

from electiongraph.errors import ElectionGraphError

__all__ = ["commands", "main"]

# name: (module in electiongraph.cli, summary). The command object in the module is called `command`.
COMMANDS = {
    "demo": "Run the whole path on the example articles that come with the package.",
    "extract": "Print the facts that articles state, each with its quote.",
    "build": "Build a graph from articles.",
    "add": "Add sources to a graph, or take some out, at the cost of what they touch.",
    "validate": "Check a graph and print what a returning officer would query.",
    "ask": "Answer one of the named questions; without a name, list them.",
    "query": "Run any SPARQL query, read-only.",
    "export": "Write the graph as Turtle, TriG, N-Quads, JSON-LD or CSV.",
    "publish": "Write a folder for the web: data, tables, pictures, page and licences.",
    "draw": "Draw contests, articles, whole elections, careers and more.",
    "explain": "Show what is believed of a person, seat or fact, and who says so.",
    "disagreements": "List what the sources disagree on.",
    "diff": "Show which facts are new, changed or withdrawn.",
}


# What shells take a command to end with that Control-C stopped.
INTERRUPTED = 130


class _InterruptedError(ElectionGraphError):
    """Somebody has stopped the command."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the data's way."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return a command; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"electiongraph.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; being interrupted is an error like others, with a line of its own."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise _InterruptedError("interrupted; what was there before is as it was, or is whole") from stop

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands with their summaries, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 good, 1 checked and found wanting, 2 bad usage or unreadable input.",
)
@click.version_option(package_name="electiongraph")
@click.pass_context
def commands(context: click.Context) -> None:
    """Turn what is written about elections into a knowledge graph: facts with their sentences, checked
    with SHACL, asked with SPARQL, exported as Turtle, drawn as pictures.

    \b
    Examples:
      electiongraph demo
      electiongraph build night.txt morning.html
      electiongraph ask incumbents-lost
      electiongraph export --format turtle > results.ttl
    """  # noqa: D205, D301
    from electiongraph.cli.output import is_plain

    if is_plain():
        context.color = False


def main() -> None:
    """Run the command line; an error that a user can mend is one line on stderr and exit status 2."""
    if sys.stdout is None:
        # A closed output is one that refuses what is written, not one that is missing.
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: PTH123, SIM115
    try:
        try:
            commands.main(standalone_mode=True)
        finally:
            # What still waits in a buffer would fail after the last chance to say so.
            sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        sys.exit(1)
    except _InterruptedError as error:
        _fail(str(error), INTERRUPTED)
    except ElectionGraphError as error:
        _fail(str(error))
    except MemoryError:
        _fail("there is not enough memory for this; give it less at a time")
    except RuntimeError as error:
        # What Oxigraph says when it reads a part of a store on disk whose checksum is wrong.
        if not str(error).startswith("Corruption"):
            raise
        _fail(f"the graph's index is damaged ({error}); remove GRAPH/index-*, the graph does not need it")
    except OSError as error:
        _discard_output()
        what = error.strerror or str(error)
        _fail(f"{error.filename}: {what}" if error.filename else f"the output cannot be written ({what})")


def _fail(message: str, status: int = 2) -> NoReturn:
    # Where nothing can be said any more, the status still tells.
    with contextlib.suppress(OSError):
        click.echo(f"electiongraph: {message}", err=True)
    sys.exit(status)


def _discard_output() -> None:
    """Let what still waits go nowhere, so that Python does not complain of it when it ends."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
