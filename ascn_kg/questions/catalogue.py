"""The folder of saved questions."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path

from ascn_kg.errors import AscnKgError, NotFoundError, QuestionError
from ascn_kg.findings import Region
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.header import read_question
from ascn_kg.questions.places import shown
from ascn_kg.questions.question import Question
from ascn_kg.spelling import near_matches

# What can be typed after "ascn-kg ask" and stand in an address.
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.rq")


class Catalogue:
    """The questions of one folder, one ``.rq`` file each; a file is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all questions, sorted; reads no file."""
        if not self.folder.is_dir():
            raise AscnKgError(
                f"{self.folder}: this folder of questions is missing. Check --root, or install ascn-kg again."
            )
        names = sorted(entry.name for entry in os.scandir(self.folder) if entry.name.endswith(".rq"))
        for name in names:
            if not _NAME.fullmatch(name):
                slug = "-".join(re.findall("[a-z0-9]+", name[:-3].lower())) or "my-question"
                raise QuestionError([fault("name", Region(shown(self.folder / name)), slug)])
        return tuple(name[:-3] for name in names)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All questions by name; reads every file."""
        return {name: self.get(name) for name in self.names}

    def get(self, name: str) -> Question:
        """One question; reads its file only. Raises :class:`NotFoundError` with near matches."""
        wanted = "-".join(name.strip().lower().replace("_", "-").split())
        if wanted in self.names:
            return read_question(self.folder / f"{wanted}.rq")
        near = near_matches(wanted, self.names, 4, 0.5)
        near = near or [known for known in self.names if set(wanted.split("-")) & set(known.split("-"))][:4]
        hint = f"Did you mean {', '.join(near)}?" if near else "See all with: ascn-kg ask"
        raise NotFoundError(f"There is no question {name!r}. {hint}")
