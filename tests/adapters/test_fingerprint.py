"""A changed, missing or planted file and a wrong language model are refused by name."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from neuro_llm.adapters.fingerprint import MANIFEST, check_base, check_manifest, fingerprint, write_manifest
from neuro_llm.adapters.tiny import save_tiny_language_model
from neuro_llm.recordings.errors import ModelError


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_tiny_language_model(tmp_path_factory.mktemp("saved"))


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(saved, tmp_path / "model"))


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_the_manifest_keeps_what_it_is_told(folder: Path) -> None:
    write_manifest(folder, {"data": "simulated"})
    assert check_manifest(folder)["data"] == "simulated"
    assert "model.safetensors" in check_manifest(folder)["files"]


@pytest.mark.parametrize("place", [0, 9, 5000, -1])
def test_a_flipped_bit_is_found(folder: Path, place: int) -> None:
    write_manifest(folder, {})
    _flip(folder / "model.safetensors", place)
    with pytest.raises(ModelError, match=r"model\.safetensors is not the file that was saved"):
        check_manifest(folder)


def test_missing_and_planted_files_are_found(folder: Path) -> None:
    with pytest.raises(ModelError, match=r"no neuro_llm\.json"):
        check_manifest(folder)
    write_manifest(folder, {})
    (folder / ".gitattributes").write_text("harmless")
    (folder / "notes.md").write_text("harmless")
    check_manifest(folder)
    (folder / "adapter").mkdir()
    planted = folder / "adapter" / "adapter_model.bin"
    planted.write_bytes(b"x")
    with pytest.raises(ModelError, match=r"adapter/adapter_model\.bin does not belong to the model"):
        check_manifest(folder)
    planted.unlink()
    (folder / "config.json").unlink()
    with pytest.raises(ModelError, match=r"config\.json is missing"):
        check_manifest(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": {"../../etc/hostname": "0"}}'])
def test_a_damaged_manifest_is_refused(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text)
    with pytest.raises(ModelError):
        check_manifest(folder)


def test_the_fingerprint_is_that_of_the_contents(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "elsewhere"))
    config = json.loads((copy / "config.json").read_text())
    config |= {"transformers_version": "9.9", "dtype": "bfloat16", "_name_or_path": "/somewhere"}
    (copy / "config.json").write_text(json.dumps(config))
    assert fingerprint(copy) == fingerprint(folder)
    check_base(fingerprint(folder), copy)


@pytest.mark.parametrize("change", ["weights", "hidden", "fewer", "more", "architecture", "tokenizer"])
def test_another_language_model_is_refused_with_both_fingerprints(
    folder: Path, tmp_path: Path, change: str
) -> None:
    other = tmp_path / "other"
    if change == "weights":
        save_tiny_language_model(other, seed=1)
    elif change == "architecture":
        save_tiny_language_model(other, "olmo2")
    else:
        shutil.copytree(folder, other)
        if change == "tokenizer":
            text = (other / "tokenizer.json").read_text()
            (other / "tokenizer.json").write_text(text.replace('"<pad>"', '"<PAD>"'))
        else:
            key, value = {"hidden": ("hidden_size", 64), "fewer": ("num_hidden_layers", 1)}.get(
                change, ("num_hidden_layers", 4)
            )
            config = json.loads((other / "config.json").read_text())
            (other / "config.json").write_text(json.dumps({**config, key: value}))
    expected, found = fingerprint(folder), fingerprint(other)
    with pytest.raises(ModelError) as refusal:
        check_base(expected, other)
    assert expected[:16] in str(refusal.value)
    assert found[:16] in str(refusal.value)


def test_damaged_weights_have_no_fingerprint(folder: Path) -> None:
    weights = folder / "model.safetensors"
    whole = weights.read_bytes()
    for damaged in (b"", whole[:4], whole[:100], whole[:-10], b"\xff" * 64):
        weights.write_bytes(damaged)
        with pytest.raises(ModelError):
            fingerprint(folder)
    weights.unlink()
    with pytest.raises(ModelError, match=r"no \.safetensors file"):
        fingerprint(folder)
