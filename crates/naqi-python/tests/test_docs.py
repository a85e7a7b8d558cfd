"""The examples of docstrings, of the package's modules and of the README."""

import doctest
import inspect
import pathlib
import types

import pytest

import naqi

MODULES = [naqi, naqi.inspect, naqi.number, naqi.preset, naqi.stem, naqi.vocalization]


def documented():
    """Each module, class, function and method that has a docstring."""
    for module in MODULES:
        yield module.__name__, module.__doc__
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, types.ModuleType):
                continue
            yield f"{module.__name__}.{name}", value.__doc__
            if isinstance(value, type):
                for member, of in vars(value).items():
                    if not member.startswith("_") and value not in (naqi.Reader, naqi.Writer):
                        yield f"{module.__name__}.{name}.{member}", of.__doc__


ALL = dict(documented())


@pytest.mark.parametrize("name", [name for name, doc in ALL.items() if doc and ">>>" in doc])
def test_the_examples_of_a_docstring(name):
    example = doctest.DocTestParser().get_doctest(ALL[name], {"naqi": naqi}, name, None, None)
    runner = doctest.DocTestRunner()
    runner.run(example)
    assert example.examples and runner.failures == 0


def test_everything_public_has_a_docstring():
    missing = [name for name, doc in ALL.items() if not doc]
    assert missing == []
    assert len(ALL) > 150


def test_the_examples_of_the_readme():
    readme = pathlib.Path(__file__).parents[1] / "README.md"
    failures, tried = doctest.testfile(str(readme), module_relative=False, encoding="utf-8")
    assert (failures, tried > 4) == (0, True)


def test_signatures_are_known():
    for name in naqi.__all__:
        value = getattr(naqi, name)
        if callable(value) and not isinstance(value, type):
            assert "text" in inspect.signature(value).parameters, name
