"""What a saved question is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ascn_kg.questions.places import shown

STATEMENT = "statement"
HIDDEN = "hidden"
SHOWN = "shown"

LANGUAGES = ("en", "id")
LITERAL_TYPES = ("xsd:integer", "xsd:date", "xsd:string", "xsd:boolean")
CUT_OFF = "cut-off"
UNDEF = "UNDEF"
ALL = "all"
OWN = "own"
CITES = (ALL, OWN)


@dataclass(frozen=True)
class Param:
    """A parameter: its type (one of LITERAL_TYPES, or the prefixed name of a class or scheme) and default.

    ``default`` is the text inside the VALUES braces of the file, or "cut-off" for the data's own date. With ``any`` the
    default is UNDEF: every thing of the kind.
    """

    name: str
    type: str
    help: dict[str, str]
    default: str
    any: bool = False

    @property
    def option(self) -> str:
        """The option on the command line: ``as_of`` -> ``--as-of``."""
        return "--" + self.name.replace("_", "-")

    @property
    def is_thing(self) -> bool:
        """Whether the value is a thing or a concept rather than a literal."""
        return self.type not in LITERAL_TYPES


@dataclass(frozen=True)
class Column:
    """A projected variable. ``kind`` is shown, statement (cited, not shown) or hidden; ``headings`` by language."""

    name: str
    kind: str
    headings: dict[str, str] = field(default_factory=dict)

    def heading(self, lang: str) -> str:
        """The heading in the language, else the variable's name."""
        return self.headings.get(lang, self.name)


@dataclass(frozen=True)
class Question:
    """A saved question as read from its ``.rq`` file; ``sparql`` is the whole text of the file.

    ``summary`` is the question in words by language, ``covers`` the keys of what it draws on (see ascn:covers),
    ``note`` words printed under the answer (empty where there are none). ``cites`` says whose evidence a row cites:
    "all" that of its statements and of those that agree with them, "own" that of its statements alone.
    """

    name: str
    path: Path
    sparql: str
    summary: dict[str, str]
    tags: tuple[str, ...]
    covers: tuple[str, ...]
    params: dict[str, Param]
    columns: tuple[Column, ...]
    note: dict[str, str] = field(default_factory=dict)
    cites: str = ALL

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return shown(self.path)

    def column(self, name: str) -> Column:
        """The column of that name. Raises ``KeyError``."""
        return next(column for column in self.columns if column.name == name)
