"""The kinds of errors that are planted, by name."""

from __future__ import annotations

from tests.check_the_checks import absence, dates, doubling, links, passages, spelling, texts, values, writing
from tests.check_the_checks.plant import Grow

_ALL: tuple[Grow, ...] = (
    absence.dropped_triple,
    absence.dropped_block,
    absence.dropped_language,
    doubling.duplicate,
    doubling.second_value,
    doubling.second_class,
    doubling.swapped_class,
    spelling.misspelt_property,
    spelling.misspelt_class,
    spelling.misspelt_thing,
    spelling.misspelt_concept,
    spelling.unknown_prefix,
    links.wrong_target,
    links.wrong_scheme,
    links.self_link,
    links.turned_round,
    links.foreign_property,
    links.exchanged_properties,
    dates.unreadable_date,
    dates.impossible_date,
    dates.date_out_of_order,
    dates.date_to_come,
    dates.date_not_as_stated,
    texts.tag_missing,
    texts.tag_wrong,
    texts.tags_exchanged,
    texts.copied_name,
    values.wrong_datatype,
    values.text_for_thing,
    values.changed_number,
    values.changed_status,
    values.changed_focus_area,
    values.changed_list_number,
    passages.other_passage,
    passages.other_document,
    passages.broken_digest,
    passages.moved_passage,
    passages.moved_page,
    passages.other_source,
    writing.broken_syntax,
)
KINDS: dict[str, Grow] = {grow.__name__.replace("_", "-"): grow for grow in _ALL}
"""Name of a kind -> what makes a plant of it."""
