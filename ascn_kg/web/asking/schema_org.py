"""An answer in the words of schema.org, for search engines that list data sets."""

from __future__ import annotations

import json

from markupsafe import Markup

from ascn_kg.questions import Answer
from ascn_kg.questions.question import SHOWN
from ascn_kg.questions.run import DATASET
from ascn_kg.web.pages.answers import FORMATS
from ascn_kg.web.view import View

_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_FILES = ("csv", "json", "ttl")


def described(view: View, answer: Answer) -> Markup:
    """The JSON-LD of an answer as a data set with its files, safe to stand in a script element."""
    file = f"ask/{answer.question.name}.{view.lang}"
    said = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": answer.text,
        "description": " ".join(filter(None, (answer.text, answer.note))),
        "inLanguage": view.lang,
        "version": answer.data_version,
        "temporalCoverage": f"../{answer.as_of}" if answer.as_of else None,
        "license": _LICENCE,
        "isAccessibleForFree": True,
        "isPartOf": {"@type": "Dataset", "@id": DATASET, "name": "ASCN-KG"},
        "creditText": answer.cite_as,
        "variableMeasured": [column.heading for column in answer.columns if column.kind == SHOWN],
        "isBasedOn": list(dict.fromkeys(citation.source for citation in answer.citations)),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": FORMATS[suffix][1].partition(";")[0],
                "contentUrl": view.link(f"{file}.{suffix}", **view.args),
            }
            for suffix in _FILES
        ],
    }
    text = json.dumps({key: value for key, value in said.items() if value}, ensure_ascii=False, indent=1)
    # What was asked stands in it, and must neither end the script element nor begin another.
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
