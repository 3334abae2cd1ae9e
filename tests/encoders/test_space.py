"""The frozen towers: pictures and words become unit vectors; what cannot be loaded or opened is named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import normalize

from neuro_llm.encoders import space
from neuro_llm.encoders.space import PROMPTS, OpenClipSpace, SmallTowers, Space, pixels, shrunk
from neuro_llm.recordings.errors import ConfigError, ModelError

TINY = {
    "embed_dim": 12,
    "vision_cfg": {"image_size": 32, "layers": 1, "width": 32, "patch_size": 16, "head_width": 16},
    "text_cfg": {"context_length": 16, "vocab_size": 49408, "width": 32, "heads": 2, "layers": 1},
}
CAPTIONS = ("a small red circle", "a large blue square on the left", "ein Fahrrad, größer als 3.5 m", "")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A tiny model that open_clip knows by name from now on."""
    import open_clip

    folder = tmp_path_factory.mktemp("open_clip")
    (folder / "neuro-llm-test.json").write_text(json.dumps(TINY), encoding="utf-8")
    open_clip.add_model_config(folder)
    return "neuro-llm-test"


@pytest.fixture(scope="module")
def clip(model: str) -> OpenClipSpace:
    torch.manual_seed(0)
    return OpenClipSpace(model)


@pytest.fixture(scope="module")
def small() -> SmallTowers:
    torch.manual_seed(0)
    return SmallTowers(24).eval()


@pytest.fixture(params=["clip", "small"])
def either(request: pytest.FixtureRequest) -> Space:
    return request.getfixturevalue(request.param)


def pictures(n: int = 3, height: int = 40, width: int = 56) -> list[np.ndarray]:
    return list(np.random.default_rng(0).integers(0, 256, (n, height, width, 3), dtype=np.uint8))


def test_pictures_and_words_are_unit_vectors(either: Space) -> None:
    for vectors, count in ((either.embed_image(pictures()), 3), (either.embed_text(CAPTIONS), 4)):
        assert vectors.shape == (count, either.dim)
        assert vectors.dtype == torch.float32
        assert torch.allclose(vectors.norm(dim=1), torch.ones(count), atol=1e-5)
        assert not torch.allclose(vectors[0], vectors[1], atol=1e-3)


def test_the_name_tells_spaces_apart(clip: OpenClipSpace, small: SmallTowers) -> None:
    assert clip.name == "open_clip neuro-llm-test random"
    assert clip.source == ("neuro-llm-test", None)
    assert (clip.dim, small.dim, small.name) == (12, 24, "small towers 24")


def test_several_prompts_give_their_normalised_mean(either: Space) -> None:
    each = torch.stack(
        [either.embed_text([prompt.replace("{}", text) for text in CAPTIONS]) for prompt in PROMPTS]
    )
    assert torch.allclose(either.embed_text(CAPTIONS, PROMPTS), normalize(each.mean(0), dim=-1), atol=1e-6)


def test_a_caption_with_braces_is_not_a_prompt(either: Space) -> None:
    assert either.embed_text(["{0} {name}"], ("a {}",)).isfinite().all()


def test_many_at_once_equal_one_by_one(either: Space, monkeypatch: pytest.MonkeyPatch) -> None:
    words, shown = either.embed_text(CAPTIONS), either.embed_image(pictures())
    monkeypatch.setattr(space, "AT_ONCE", 1)
    assert torch.allclose(words, either.embed_text(CAPTIONS), atol=1e-5)
    assert torch.allclose(shown, either.embed_image(pictures()), atol=1e-5)


def test_files_arrays_and_pil_pictures_are_the_same(either: Space, tmp_path: Path) -> None:
    from PIL import Image

    (array,) = pictures(1)
    picture = Image.fromarray(array)
    picture.save(tmp_path / "seen.png")
    vectors = either.embed_image([array, picture, tmp_path / "seen.png", str(tmp_path / "seen.png")])
    assert torch.allclose(vectors, vectors[:1].expand(4, -1), atol=1e-5)


def test_grey_and_transparent_pictures_become_coloured() -> None:
    from PIL import Image

    assert pixels(Image.new("L", (5, 4), 77)).tolist() == np.full((4, 5, 3), 77).tolist()
    assert pixels(Image.new("RGBA", (5, 4), (1, 2, 3, 0)))[0, 0].tolist() == [1, 2, 3]


def test_the_small_tower_sees_32_pixels() -> None:
    halves = np.zeros((64, 128, 3), np.uint8)
    halves[:, 64:] = 255
    seen = shrunk(halves)
    assert seen.shape == (3, 32, 32)
    assert (seen[:, :, :15] == 0).all()
    assert (seen[:, :, 17:] == 1).all()


def test_frozen_towers_have_no_gradients(clip: OpenClipSpace) -> None:
    assert not any(parameter.requires_grad for parameter in clip.model.parameters())
    assert not clip.model.training


def test_words_in_another_order_are_other_words(small: SmallTowers) -> None:
    one, other, shouted = small.embed_text(["dog bites man", "man bites dog", "Dog bites MAN!"])
    assert not torch.allclose(one, other, atol=1e-3)
    assert torch.equal(one, shouted)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no GPU")
def test_small_towers_work_where_they_lie() -> None:
    towers = SmallTowers(8)
    before = towers.embed_text(CAPTIONS), towers.embed_image(pictures())
    towers = towers.cuda()
    after = towers.embed_text(CAPTIONS), towers.embed_image(pictures())
    for one, other in zip(before, after, strict=True):
        assert torch.allclose(one, other, atol=1e-2)


# what is refused -------------------------------------------------------------------------------------------


def test_weights_from_a_file_are_loaded(clip: OpenClipSpace, model: str, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "weights.safetensors"
    save_file(clip.model.state_dict(), path)
    again = OpenClipSpace(model, str(path))
    assert torch.equal(again.embed_text(CAPTIONS), clip.embed_text(CAPTIONS))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(ModelError, match="open_clip cannot load neuro-llm-test"):
        OpenClipSpace(model, str(path))
    save_file({"other": torch.zeros(2)}, path)
    with pytest.raises(ModelError, match="open_clip cannot load neuro-llm-test"):
        OpenClipSpace(model, str(path))


@pytest.mark.parametrize(
    "names",
    [("no-such-model", None), ("neuro-llm-test", "no-such-tag"), ("local-dir:/nowhere", None), ("", None)],
)
def test_wrong_names_are_told(model: str, names: tuple[str, str | None]) -> None:
    with pytest.raises(ModelError, match=f"open_clip cannot load {names[0]}"):
        OpenClipSpace(*names)


@pytest.mark.parametrize("name", ["weights.pt", "weights.PT", "open_clip_pytorch_model.bin", "model.ckpt"])
def test_pickled_weights_are_refused(model: str, tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="only safetensors files are loaded"):
        OpenClipSpace(model, str(tmp_path / name))


def test_a_file_of_any_other_ending_is_refused(model: str, tmp_path: Path) -> None:
    torch.save({}, tmp_path / "weights")
    with pytest.raises(ModelError, match="only safetensors files are loaded"):
        OpenClipSpace(model, str(tmp_path / "weights"))


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 4), np.uint8),
        np.zeros((4, 4, 4), np.uint8),
        np.zeros((4, 4, 3)),
        np.zeros((3, 4, 4), np.uint8),
    ],
    ids=["grey", "four channels", "float", "channels first"],
)
def test_arrays_of_another_shape_are_refused(either: Space, array: np.ndarray) -> None:
    with pytest.raises(ConfigError, match=r"A picture is \(height, width, 3\) uint8, not \("):
        either.embed_image([array])


def test_files_that_are_no_pictures_are_named(either: Space, tmp_path: Path) -> None:
    from PIL import Image

    Image.fromarray(pictures(1)[0]).save(tmp_path / "cut.png")
    whole = (tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.jpg").write_text("no picture")
    for name in ("cut.png", "text.jpg", "missing.png"):
        with pytest.raises(ConfigError, match=f"{name}: it cannot be opened as a picture"):
            either.embed_image([tmp_path / name])


def test_nothing_to_embed_is_told(either: Space) -> None:
    with pytest.raises(ConfigError, match="at least one picture or text"):
        either.embed_image([])
    with pytest.raises(ConfigError, match="at least one picture or text"):
        either.embed_text([])
