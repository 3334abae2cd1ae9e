"""Nearest pictures, and pictures painted by tiny random pipelines of diffusers' own classes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image, ImageOps

from neuro_llm.encoders import ENCODERS
from neuro_llm.encoders.bind import NeuroBind
from neuro_llm.reconstruction import Generator, load_generator, reconstruct
from neuro_llm.recordings.errors import ConfigError, MissingDependencyError, ModelError
from neuro_llm.recordings.simulate.world import Session
from neuro_llm.space import event_spans, load_space, picture_bank, text_bank

DIM = 16
TINY_CLIP = {
    "hidden_size": DIM, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
    "projection_dim": DIM,
}  # fmt: skip


# ---- nearest ----


def test_sheets_and_scores(
    eeg_session: Session, picture_folder: Path, space_folder: Callable[..., Path], tmp_path: Path
) -> None:
    bind, recording = load_space(space_folder()), eeg_session.recording
    bank = picture_bank(bind, picture_folder)
    made = reconstruct(bind, recording, bank, event_spans(recording))
    shown = [bank.names[row] for row in made.true]
    assert shown == [f"shown/{picture.id}.png" for picture in eeg_session.pictures]
    scores = made.scores()
    assert scores is not None
    assert scores.two_way.n == 12
    assert scores.two_way.low <= 0.5 <= scores.two_way.high
    (sheet,) = made.save(tmp_path)
    pixels = np.asarray(Image.open(sheet))
    assert pixels.shape == (12 * 140, 7 * 112, 3)
    first = ImageOps.contain(Image.open(bank.files[made.true[0]]), (108, 108))
    assert (pixels[2:110, 114:222] == np.asarray(first)).all()  # the second column: what was shown


def test_windows_have_no_true_picture(
    eeg_session: Session, picture_folder: Path, space_folder: Callable[..., Path]
) -> None:
    bind = load_space(space_folder())
    made = reconstruct(bind, eeg_session.recording, picture_bank(bind, picture_folder), [(4.0, 5.0)])
    assert made.true.tolist() == [-1]
    assert made.scores() is None
    assert made.sheet([0]).size == (6 * 112, 140)
    with pytest.raises(ConfigError, match="not of texts"):
        reconstruct(bind, eeg_session.recording, text_bank(bind, ["a"]))


def test_without_diffusers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "diffusers", None)
    with pytest.raises(MissingDependencyError, match=r"neuro-llm\[generate\]"):
        load_generator("anything")


# ---- painting ----


def tokenizer() -> Any:
    from transformers import CLIPTokenizer

    words = ("<|startoftext|>", "<|endoftext|>", "a", "a</w>")
    return CLIPTokenizer(
        vocab={word: i for i, word in enumerate(words)}, merges=[], model_max_length=8,
        unk_token="<|endoftext|>", pad_token="<|endoftext|>",
    )  # fmt: skip


def clip_parts(text_model: str) -> dict[str, Any]:
    import transformers

    text = transformers.CLIPTextConfig(
        vocab_size=4, max_position_embeddings=8, bos_token_id=0, eos_token_id=1, pad_token_id=1, **TINY_CLIP
    )
    vision = transformers.CLIPVisionConfig(image_size=8, patch_size=4, **TINY_CLIP)
    return {
        "text_encoder": getattr(transformers, text_model)(text).eval(),
        "image_encoder": transformers.CLIPVisionModelWithProjection(vision).eval(),
        "feature_extractor": transformers.CLIPImageProcessor(size={"shortest_edge": 8}, crop_size=8),
        "tokenizer": tokenizer(),
    }


def unclip() -> Any:
    import diffusers
    from diffusers import UnCLIPScheduler, UNet2DConditionModel, UNet2DModel

    sizes = {"layers_per_block": 1, "norm_num_groups": 4}
    decoder = UNet2DConditionModel(
        sample_size=8, in_channels=3, out_channels=6, block_out_channels=(8, 16), attention_head_dim=4,
        down_block_types=("ResnetDownsampleBlock2D", "SimpleCrossAttnDownBlock2D"),
        mid_block_type="UNetMidBlock2DSimpleCrossAttn", cross_attention_dim=DIM, class_embed_type="identity",
        up_block_types=("SimpleCrossAttnUpBlock2D", "ResnetUpsampleBlock2D"),
        resnet_time_scale_shift="scale_shift", **sizes,
    )  # fmt: skip
    larger = [
        UNet2DModel(
            sample_size=16, in_channels=6, out_channels=3, block_out_channels=(8, 8), **sizes,
            down_block_types=("ResnetDownsampleBlock2D",) * 2, up_block_types=("ResnetUpsampleBlock2D",) * 2,
        )
        for _ in range(2)
    ]  # fmt: skip
    kind = diffusers.UnCLIPImageVariationPipeline
    projection = sys.modules[kind.__module__].UnCLIPTextProjModel
    return kind(
        decoder=decoder, super_res_first=larger[0], super_res_last=larger[1],
        text_proj=projection(clip_embeddings_dim=DIM, time_embed_dim=32, cross_attention_dim=DIM),
        decoder_scheduler=UnCLIPScheduler(variance_type="learned_range"),
        super_res_scheduler=UnCLIPScheduler(variance_type="fixed_small_log"),
        **clip_parts("CLIPTextModelWithProjection"),
    )  # fmt: skip


def stable_unclip() -> Any:
    import diffusers
    from diffusers.pipelines.stable_diffusion.stable_unclip_image_normalizer import (
        StableUnCLIPImageNormalizer,
    )

    unet = diffusers.UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(8, 16),
        norm_num_groups=4, down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"), cross_attention_dim=DIM, attention_head_dim=(2, 4),
        class_embed_type="projection", projection_class_embeddings_input_dim=2 * DIM,
    )  # fmt: skip
    return diffusers.StableUnCLIPImg2ImgPipeline(
        unet=unet, vae=diffusers.AutoencoderKL(block_out_channels=(8,), norm_num_groups=4, latent_channels=4),
        image_normalizer=StableUnCLIPImageNormalizer(embedding_dim=DIM),
        image_noising_scheduler=diffusers.DDPMScheduler(), scheduler=diffusers.DDIMScheduler(),
        **clip_parts("CLIPTextModel"),
    )  # fmt: skip


@pytest.fixture(scope="module", params=[unclip, stable_unclip], ids=["unclip", "stable unclip"])
def pipeline_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("diffusers", reason="painting needs diffusers: pip install 'neuro-llm[generate]'")
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("pipeline")
    request.param().save_pretrained(folder)
    return folder


class OwnTower:
    """A space whose pictures lie where the generator's own tower puts them."""

    def __init__(self, generator: Generator) -> None:
        self.generator, self.name, self.dim = generator, "tiny clip", DIM

    def embed_image(self, pictures: Sequence[Any]) -> torch.Tensor:
        return torch.nn.functional.normalize(self.generator.see(pictures), dim=-1)

    def embed_text(self, texts: Sequence[str], prompts: Sequence[str] = ("{}",)) -> torch.Tensor:
        raise NotImplementedError


def test_a_vector_is_painted_with_a_seed(pipeline_folder: Path) -> None:
    generator = load_generator(pipeline_folder)
    assert generator.dim == DIM
    vectors = np.eye(2, DIM, dtype=np.float32)
    first, again, other = (
        [np.asarray(picture) for picture in generator.paint(vectors, 3.0, seed)] for seed in (1, 1, 2)
    )
    assert len(first) == 2
    assert first[0].ndim == 3
    assert first[0].std() > 0
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0], other[0])
    longer = generator.paint(vectors, 30.0, seed=1)
    assert not np.array_equal(first[0], np.asarray(longer[0]))  # the vector matters, not the seed alone


def test_reconstruction_paints_every_trial(
    pipeline_folder: Path, eeg_session: Session, picture_folder: Path, tmp_path: Path
) -> None:
    generator = load_generator(pipeline_folder)
    bind = NeuroBind({"eeg": ENCODERS.get("evoked").tiny()}, OwnTower(generator))
    spans = event_spans(eeg_session.recording)[:2]
    made = reconstruct(bind, eeg_session.recording, picture_bank(bind, picture_folder), spans, generator)
    written = made.save(tmp_path)
    assert [path.name for path in written] == ["nearest-001.png", "painted-0001.png", "painted-0002.png"]
    assert made.sheet([0, 1]).size == (8 * 112, 2 * 140)


def test_a_generator_of_another_space_is_refused(
    pipeline_folder: Path, eeg_session: Session, picture_folder: Path, space_folder: Callable[..., Path]
) -> None:
    generator = load_generator(pipeline_folder)
    bind = load_space(space_folder())
    bank = picture_bank(bind, picture_folder)
    with pytest.raises(ConfigError, match="place the same pictures differently"):
        reconstruct(bind, eeg_session.recording, bank, [(2.0, 2.4)], generator)
    wider = Generator(generator.pipeline, 768, "a/pipeline")
    with pytest.raises(ConfigError, match=r"paints from 768 numbers.*has 16"):
        reconstruct(bind, eeg_session.recording, bank, [(2.0, 2.4)], wider)


def test_other_pipelines_and_weights_are_refused(pipeline_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot load"):
        load_generator(tmp_path)
    (tmp_path / "model_index.json").write_text('{"_class_name": "DDPMPipeline"}')
    with pytest.raises(ModelError, match="it is a DDPMPipeline"):
        load_generator(tmp_path)
    pickled = tmp_path / "pickled"
    shutil.copytree(pipeline_folder, pickled)
    weights = pickled / "image_encoder" / "model.safetensors"
    weights.rename(weights.with_name("pytorch_model.bin"))
    with pytest.raises(ModelError, match="cannot load"):
        load_generator(pickled)
