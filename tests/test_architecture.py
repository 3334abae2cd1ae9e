"""The folders are the architecture: what may import what, what may not appear, how large things may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = {"recordings": 0, "encoders": 1, "adapters": 1, "neuro_llm": 2, "train": 3, "chat": 3}
LOAD_AT_IMPORT = (
    "import neuro_llm, sys; print(*[m for m in ('torch', 'mne', 'scipy', 'gradio') if m in sys.modules])"
)


def sources() -> list[Path]:
    """Every Python file of the package, in all of its folders."""
    return sorted(file for folder in LAYERS for file in (ROOT / folder).rglob("*.py"))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def module_name(file: Path) -> str:
    """recordings/readers/worker.py → neuro_llm.recordings.readers.worker"""
    parts = list(file.relative_to(ROOT).with_suffix("").parts)
    parts = parts[:-1] if parts[-1] == "__init__" else parts
    return ".".join(parts if parts[0] == "neuro_llm" else ["neuro_llm", *parts])


def layer(module: str) -> int:
    """Layer of a neuro_llm module by its folder."""
    parts = module.split(".")
    return LAYERS[parts[1]] if len(parts) > 1 and parts[1] in LAYERS else LAYERS["neuro_llm"]


def folder(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in LAYERS else "neuro_llm"


def imports(file: Path, *, top_only: bool = False) -> Iterator[tuple[int, str]]:
    """(line, absolute module) of every import; `from x import y` also gives x.y, as y may be a module."""
    name = module_name(file)
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    for node in _top_level(tree(file)) if top_only else ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*([package] if node.level else []), *([node.module] if node.module else [])])
            yield node.lineno, base
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)


def _top_level(module: ast.Module) -> Iterator[ast.AST]:
    """Statements that run when the file is imported: not in functions, not under `if TYPE_CHECKING`."""
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            waiting.extend(node.orelse)
            continue
        yield node
        waiting.extend(ast.iter_child_nodes(node))


def where(file: Path, line: int) -> str:
    return f"{file.relative_to(ROOT)}:{line}"


def test_folders_with_an_init_are_the_packages() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    inits = (file for name in LAYERS for file in (ROOT / name).rglob("__init__.py"))
    assert {module_name(file) for file in inits} == set(settings["packages"])
    assert set(settings["package-dir"]) == set(settings["packages"])
    for package, place in settings["package-dir"].items():
        assert module_name(ROOT / place / "__init__.py") == package
    assert settings["include-package-data"] is False


def test_every_python_file_lies_in_a_package() -> None:
    lost = [str(file.relative_to(ROOT)) for file in sources() if not (file.parent / "__init__.py").is_file()]
    assert not lost


def test_nobody_imports_a_bare_folder() -> None:
    bare = set(LAYERS) - {"neuro_llm"}
    everywhere = [*sources(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    wrong = [
        where(file, line)
        for file in everywhere
        for line, name in (imports(file) if file in sources() else _absolute(file))
        if name.split(".")[0] in bare
    ]
    assert not wrong


def _absolute(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.lineno, node.module or ""


def test_no_import_climbs_out_of_its_folder() -> None:
    wrong = [
        where(file, node.lineno)
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.ImportFrom) and node.level > 1
    ]
    assert not wrong


def test_nothing_imports_from_a_higher_layer() -> None:
    wrong = []
    for file in sources():
        own = module_name(file)
        for line, name in imports(file):
            if name.split(".")[0] != "neuro_llm" or name == "neuro_llm":
                continue
            if layer(name) > layer(own) or (layer(name) == layer(own) and folder(name) != folder(own)):
                wrong.append(f"{where(file, line)} imports {name}")
    assert not wrong


def test_no_circle_between_files() -> None:
    modules = {module_name(file): file for file in sources()}
    graph = {
        name: {target for _, target in imports(file, top_only=True) if target in modules and target != name}
        for name, file in modules.items()
    }
    for (
        name,
        file,
    ) in modules.items():  # `from . import brain` reads the package's own file, which may list brain
        if file.name != "__init__.py":
            graph[name].discard(name.rpartition(".")[0])
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            for target in sorted(graph[name]):
                visit(target, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("package", ["neuro_llm", "neuro_llm.recordings", "neuro_llm.main"])
def test_importing_is_light(package: str) -> None:
    code = f"import {package}; {LOAD_AT_IMPORT}"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == []


@pytest.mark.parametrize("name", ["torch", "mne", "gradio"])
def test_heavy_packages_are_imported_late_below_the_roof(name: str) -> None:
    """mne and gradio only inside functions; torch never at the top of `recordings`."""
    allowed = set() if name != "torch" else set(LAYERS) - {"recordings"}
    wrong = [
        where(file, line)
        for file in sources()
        for line, module in imports(file, top_only=True)
        if module.split(".")[0] == name and folder(module_name(file)) not in allowed
    ]
    assert not wrong


def _calls(file: Path) -> Iterator[tuple[int, str, ast.Call]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


PLAIN_PICKLE = ROOT / "recordings" / "readers" / "plain_pickle.py"


def test_nothing_unpickles() -> None:
    """But for one file, whose only use of pickle is a class that looks up every name in its own table."""
    wrong = [
        where(file, line)
        for file in sources()
        for line, name, _ in _calls(file)
        if name.split(".")[0] in ("pickle", "joblib", "dill", "cloudpickle") or name.endswith(".read_pickle")
    ]
    wrong += [
        where(f, line)
        for f in sources()
        for line, name in imports(f)
        if name in ("pickle", "joblib", "dill") and f != PLAIN_PICKLE
    ]
    assert not wrong
    taken = {name for _, name in imports(PLAIN_PICKLE) if name.startswith("pickle.")}
    assert taken == {"pickle.Unpickler", "pickle.UnpicklingError"}
    calls = [name for _, name, _ in _calls(PLAIN_PICKLE)]
    assert "Unpickler" not in calls
    assert calls.count("PlainUnpickler") == 1


@pytest.mark.parametrize(
    ("keyword", "value"), [("weights_only", False), ("trust_remote_code", True), ("allow_pickle", True)]
)
def test_no_door_for_code_from_files(keyword: str, value: bool) -> None:
    wrong = [
        where(file, line)
        for file in sources()
        for line, _, call in _calls(file)
        for given in call.keywords
        if given.arg == keyword and isinstance(given.value, ast.Constant) and given.value.value is value
    ]
    assert not wrong


def test_files_are_short() -> None:
    lengths = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in sources()
    }
    assert not {name: length for name, length in lengths.items() if length > 400}


def test_functions_are_short() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for file in sources()
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[int(0.95 * len(lengths))] <= 40


def test_no_file_is_named_after_nothing_or_after_a_library() -> None:
    nothing = {"utils", "helpers", "common", "misc", "types", "logging", "datasets", "clip", "mne"}
    assert not [str(file.relative_to(ROOT)) for file in sources() if file.stem in nothing]
