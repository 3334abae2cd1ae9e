"""Pictures and captions of COCO images as the Natural Scenes Dataset numbers them (73 000, counted from 0)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from neuro_llm.recordings.errors import ConfigError

from .conversion import Request
from .published import Picture, anywhere, package, pictures, table


def stimulus(number: int) -> str:
    """The same name for one image in NSD and in Alljoined."""
    return f"nsd-{number:05d}"


@dataclass(frozen=True)
class Coco:
    """Where the picture and the caption of an image are to be found.

    bricks    nsd_stimuli.hdf5 (imgBrick: image, row, column, colour), or None
    coco_ids  number → COCO id
    captions  number → caption
    picture   looks up a COCO file by name
    """

    request: Request
    bricks: Path | None
    coco_ids: dict[int, int]
    captions: dict[int, str]
    picture: Picture

    @classmethod
    def below(cls, request: Request) -> Coco:
        """Everything of use below the root: the .hdf5, COCO's captions_*.json, Alljoined's captions, id tables."""
        root = request.root
        bricks = anywhere(root, "nsd_stimuli.hdf5")
        ids = {
            int(row["nsdId"]): int(row["cocoId"])
            for path in anywhere(root, "nsd_stim_info_merged.csv") for row in table(path, "nsdId", "cocoId")
        }  # fmt: skip
        captions: dict[int, str] = {}
        for path in anywhere(root, "captions_and_categories.json"):
            for entry in json.loads(path.read_text(encoding="utf-8")):
                ids.setdefault(int(entry["nsdId"]), int(entry["cocoId"]))
                captions.setdefault(int(entry["nsdId"]), str(entry["caption"]).strip())
        by_coco: dict[int, str] = {}
        for path in anywhere(root, "captions_*2017.json"):
            for entry in json.loads(path.read_text(encoding="utf-8"))["annotations"]:
                by_coco.setdefault(int(entry["image_id"]), str(entry["caption"]).strip())
        for number, coco_id in ids.items():
            if coco_id in by_coco:
                captions.setdefault(number, by_coco[coco_id])
        if not bricks and not captions:
            raise ConfigError(
                f"{root} holds neither nsd_stimuli.hdf5 (the pictures) nor captions (COCO's captions_train2017.json "
                "with nsd_stim_info_merged.csv, or Alljoined's captions_and_categories.json); one of them is needed."
            )
        return cls(request, bricks[0] if bricks else None, ids, captions, pictures(root))

    def images(self, numbers: Iterable[int]) -> dict[int, str | None]:
        """Number → path of its picture: a COCO file below the root, or one taken out of the .hdf5 once."""
        wanted = sorted(set(numbers))
        found = {
            number: self.picture(f"{self.coco_ids[number]:012d}.jpg") if number in self.coco_ids else None
            for number in wanted
        }
        missing = [number for number in wanted if found[number] is None]
        if self.bricks is not None and missing:
            found |= self._taken_out(missing)
        return found

    def _taken_out(self, numbers: list[int]) -> dict[int, str | None]:
        """Pictures of the .hdf5 as .png files in the folder; each is renamed when whole, so it is made once."""
        from PIL import Image

        folder = self.request.out / "images"
        folder.mkdir(parents=True, exist_ok=True)
        places: dict[int, str | None] = {number: f"images/{stimulus(number)}.png" for number in numbers}
        with package("h5py").File(self.bricks, "r") as file:
            for number in numbers:
                target = folder / f"{stimulus(number)}.png"
                if not target.exists():
                    staging = folder / f".{target.name}.part"
                    Image.fromarray(file["imgBrick"][number]).save(staging, format="PNG")
                    os.replace(staging, target)
        return places
