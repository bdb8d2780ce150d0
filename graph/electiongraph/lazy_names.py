"""Let a package offer names of its modules without loading these before a name is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

__all__ = ["offered"]


def offered(package: str, modules: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package.

    Args:
        package: Its `__name__`.
        modules: The names that it offers, by the module of it that has them.

    Examples:
        >>> offered("electiongraph", {"errors": ["SourceError"]})("SourceError").__name__
        'SourceError'
    """
    homes = {name: module for module, names in modules.items() for name in names}

    def getattr_of_package(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return getattr_of_package
