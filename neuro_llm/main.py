"""The command line: `neuro-llm ask night.edf "Are the eyes open?" --json` and its siblings."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from neuro_llm.recordings.errors import NeuroLLMError

from . import data_commands, model_commands, space_commands, train_commands
from .options import (
    ChNames,
    Device,
    FourBit,
    Json,
    Keep,
    Llm,
    Modality,
    Model,
    Sfreq,
    Start,
    Stop,
    Strict,
    Unit,
    UsageError,
    loaded,
    opened,
    read_options,
    show,
    split_names,
)

app = typer.Typer(
    name="neuro-llm",
    help="Chat with neural recordings. Answers name the seconds, channels and numbers they rest on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(data_commands.app)
app.add_typer(space_commands.app)
app.add_typer(train_commands.train)
app.add_typer(train_commands.evaluate)
app.command()(model_commands.merge)
app.command()(model_commands.push)


@app.command()
def info(
    file: Path, sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Length, channels, rates, reference, events, and what is wrong with a recording."""
    from .summary import summarise, summary_text

    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        summary = summarise(recording)
    show(summary, summary_text(summary), json)


@app.command()
def ask(
    words: Annotated[list[str], typer.Argument(metavar='FILE... "QUESTION"', show_default=False)],
    choices: Annotated[str | None, typer.Option(help="Allowed answers, separated by commas.")] = None,
    start: Start = None, stop: Stop = None,
    attribute: Annotated[bool, typer.Option("--attribute", help="Which seconds and channels carried it.")] = False,
    model: Model = None, llm: Llm = None, device: Device = "cpu", load_in_4bit: FourBit = False,
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, keep: Keep = None, json: Json = False,
) -> None:  # fmt: skip
    """Ask about one or more recordings: neuro-llm ask rest.edf "Are the eyes open?" --choices open,closed"""
    if len(words) < 2:
        raise UsageError('Give at least one file and a question: neuro-llm ask rest.edf "Are the eyes open?"')
    *files, question = words
    if Path(question).is_file():
        raise UsageError(f"The question is missing: {question} is a file. Put the question last, in quotes.")
    options = tuple(part.strip() for part in choices.split(",")) if choices is not None else None
    bare = read_options(sfreq, unit, ch_names, modality, strict)
    recordings = [opened(Path(file), bare) for file in files]
    assistant = loaded(model, llm, device, load_in_4bit, keep)
    conversation = assistant.chat(*recordings, start=start, stop=stop)
    _answer(conversation, question, options, json, attribute)
    for recording in recordings:
        recording.close()


@app.command()
def describe(
    file: Path, start: Start = None, stop: Stop = None,
    model: Model = None, llm: Llm = None, device: Device = "cpu", load_in_4bit: FourBit = False,
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Describe a recording in a few cited sentences."""
    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        assistant = loaded(model, llm, device, load_in_4bit)
        conversation = assistant.chat(recording, start=start, stop=stop)
        _answer(conversation, "Describe this recording.", None, json)


@app.command()
def measure(
    file: Annotated[Path | None, typer.Argument(show_default=False)] = None,
    quantity: Annotated[str | None, typer.Argument(show_default=False)] = None,
    channels: Annotated[str | None, typer.Option(help="Channels, separated by commas.")] = None,
    start: Start = None, stop: Stop = None,
    event: Annotated[str | None, typer.Option(help="Label of the events to measure around.")] = None,
    versus: Annotated[str | None, typer.Option(help="Label of the events to compare them with.")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List what can be measured.")] = False,
    sfreq: Sfreq = None, unit: Unit = None, ch_names: ChNames = None, modality: Modality = None,
    strict: Strict = False, json: Json = False,
) -> None:  # fmt: skip
    """Measure one quantity, without any model: neuro-llm measure rest.edf "alpha power" --channels O1,O2"""
    from .answer import plain
    from .commands import list_quantities, shown_record, shown_table

    if list_all:
        table = list_quantities()
        return show({"quantities": table}, shown_table(table), json)
    if file is None or quantity is None:
        raise UsageError(
            'Give a file and a quantity: neuro-llm measure rest.edf "alpha power" (--list names them)'
        )
    from neuro_llm.recordings.evidence import measure as measured

    with opened(file, read_options(sfreq, unit, ch_names, modality, strict)) as recording:
        names = split_names(channels)
        record = measured(
            recording, quantity, channels=names, start=start, stop=stop, event=event, versus=versus
        )
    show(plain(record.to_dict()), shown_record(record), json)


@app.command()
def simulate(
    out: Annotated[Path, typer.Option(help="File to write: .edf, .fif, .npz.")],
    seed: int = 0,
    duration: Annotated[float, typer.Option(help="Seconds.")] = 60.0,
    sfreq: Annotated[float, typer.Option(help="Hz.")] = 256.0,
    montage: Annotated[str, typer.Option(help="10-20, or names separated by commas.")] = "10-20",
    eyes: Annotated[str, typer.Option(help="open or closed.")] = "closed",
    seizure: Annotated[list[str] | None, typer.Option(help="Seconds, as 10-20; may be given again.")] = None,
    spindles: Annotated[int, typer.Option(help="How many.")] = 0,
    blinks: Annotated[float | None, typer.Option(help="Per minute.")] = None,
    bad_channels: Annotated[int, typer.Option(help="How many.")] = 0,
    line: Annotated[float, typer.Option(help="Mains frequency, 50 or 60 Hz; 0 for none.")] = 0.0,
    set_: Annotated[list[str] | None, typer.Option("--set", help="Any other setting, as name=value.")] = None,
    json: Json = False,
) -> None:  # fmt: skip
    """Write a simulated EEG and, beside it, its truth as JSON."""
    from .commands import settings, write_simulation

    named = {
        "seed": seed, "duration": duration, "sfreq": sfreq, "montage": montage, "eyes": eyes,
        "spindles": spindles, "blinks": blinks, "bad_channels": bad_channels, "line_frequency": line,
    }  # fmt: skip
    written = write_simulation(out, settings(named, seizure or (), set_ or ()))
    show(written, f"{written['recording']}\n{written['truth']}", json)


@app.command()
def chat(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE... | FOLDER", show_default=False)] = None,
    terminal: Annotated[bool, typer.Option("--terminal", help="Talk here, open no page.")] = False,
    host: Annotated[str, typer.Option(help="Address to serve; other than 127.0.0.1 with --auth only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the page.")] = 7860,
    auth: Annotated[Path | None, typer.Option(help="File of the users who may log in.")] = None,
    add_user: Annotated[str | None, typer.Option(help="Add this user to --auth, asking for a password.")] = None,
    certificate: Annotated[Path | None, typer.Option(help="For TLS: certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="For TLS: its private key (PEM).")] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    model: Model = None, llm: Llm = None, device: Device = "cpu", load_in_4bit: FourBit = False,
    keep: Keep = None,
) -> None:  # fmt: skip
    """Open the web page on this machine, or talk in the terminal."""
    from .commands import talk

    if add_user is not None:
        return _add_user(auth, add_user)
    if terminal and not files:
        raise UsageError("Name at least one file to talk about: neuro-llm chat rest.edf --terminal")
    if terminal:
        recordings = [opened(file, {}) for file in files or ()]
        return talk(loaded(model, llm, device, load_in_4bit, keep).chat(*recordings))
    page = import_module("neuro_llm.chat")
    access = page.Access(host, port, auth, certificate, key)
    page.offered(files or ())  # a wrong name is said before the model takes its time
    choice = page.ModelChoice(model or "", llm or "", device, load_in_4bit, str(keep or ""))
    page.launch(loaded(model, llm, device, load_in_4bit, keep), files or (), access, choice, browser)


def _add_user(file: Path | None, name: str) -> None:
    """Ask for a password twice and write it, hashed."""
    if file is None:
        raise UsageError("Name the file of the users: neuro-llm chat --auth users.txt --add-user NAME")
    password = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True)
    import_module("neuro_llm.chat.serving.users").add_user(file, name, password)
    print(f"{name} may log in: neuro-llm chat --auth {file}")


@app.command()
def doctor(json: Json = False) -> None:
    """Versions, GPU, optional readers and how to install them, state of the embedded model."""
    from .doctor import examine, report

    found = examine()
    show(found, report(found), json)
    if not found["ok"]:
        raise typer.Exit(1)


def _answer(
    conversation: Any, question: str, choices: tuple[str, ...] | None, json: bool, attribute: bool = False
) -> None:
    """Print the answer: as it comes for a person, at once as JSON."""
    from .commands import carried, say

    if json:
        answer = conversation.ask(question, choices=choices)
        return show(carried(conversation, answer).to_dict() if attribute else answer.to_dict(), "", True)
    say(conversation, question, choices, attribute)


def main(arguments: list[str] | None = None) -> None:
    """Run one command; a user's mistake is one line on standard error and an exit status that is not 0."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Exit status of one command: 0 done, 1 failed, 2 wrong use, 130 interrupted, 141 output closed."""
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)  # it warns of a kernel that a CPU does without
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # µ and ² also where the terminal is not UTF-8
                stream.reconfigure(errors="replace" if stream.encoding.lower() != "utf-8" else None)
        status = typer.main.get_command(app).main(arguments, "neuro-llm", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to flush at exit
        return 141
    except SystemExit as done:
        if type(sys.stdout).__name__ != "PacifyFlushWrapper":
            raise done
        return 141  # typer found the output closed while it was written
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except typer.Exit as done:
        return done.exit_code
    except (NeuroLLMError, OSError, MemoryError) as error:
        return _complain(error, 2 if isinstance(error, UsageError) else 1)
    except Exception as error:
        if hasattr(error, "format_message"):  # typer's own: a wrong option, a missing argument
            return _complain(error, 2)
        if type(error).__name__ == "OutOfMemoryError":  # torch's, of a GPU
            return _complain(MemoryError(), 1)
        raise


def _complain(error: BaseException, status: int) -> int:
    shown = error.format_message() if hasattr(error, "format_message") else str(error)
    if isinstance(error, OSError) and error.strerror and not isinstance(error, NeuroLLMError):
        shown = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, MemoryError):
        shown = "not enough memory; look at fewer seconds with --start and --stop"
    print(f"neuro-llm: {' '.join(shown.split())}", file=sys.stderr)
    return status
