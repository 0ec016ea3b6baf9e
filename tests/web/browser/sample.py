"""Pages of every kind, the longest of each, by what stands before language and suffix."""

from __future__ import annotations

# Of each kind of thing the one of which most is said.
THINGS = (
    "assessment/urban-growth-forecast-2018",
    "chairship/indonesia-shepherd-2024",
    "city/jakarta",
    "continuation/makassar-dottoro-ta-to-smart-health-care",
    "count/built-infrastructure-projects-2025-by-appendix",
    "coverage/annual-meetings",
    "dating/ascn-annual-meeting-8-2025-09-12",
    "designation/sumedang-pilot-2024-10",
    "event/smart-cities-governance-workshop-2018",
    "expectation/update-action-plans-2018",
    "grounding/elements-implement-sni-iso-37122",
    "group/ascn-cities",
    "initiative/jakarta-jakpreneur",
    "locality/yokohama",
    "membership/sumedang-2024",
    "naming/jakarta-as-jakarta",
    "nation/indonesia",
    "nomination/makassar-2018-05",
    "organization/ascn",
    "participation/makassar-workshop-2018",
    "partnership/tarus-participants-2025",
    "person/amran",
    "plan/hanoi-2018",
    "post/national-representative-of-indonesia",
    "presentation/makassar-sipikatau-2018",
    "regulation/pp-59-2022",
    "remark/safrizal-cooperation-for-the-purpose-2022",
    "report/asean-monitoring-2025-a-100",
    "site/one-north",
    "source/asean-monitoring-2025",
    "standard/sni-iso-37122",
    "support/australia-2018-03",
    "tenure/amakawa-hirofumi-vice-minister-2024",
)
# With scripts of their own, long names, few facts.
MORE_THINGS = ("city/yangon", "city/seberang-perai", "city/singapore", "nation/laos", "source/asean-website")
CONCEPTS = ("concept", "concept/focus-area", "concept/focus-area/built-infrastructure", "concept/rank/preferred")
LISTS = ("city", "initiative", "source", "report", "person")
# A plain table, a chart, a map, a date, a thing, no parameter, no row, a very wide table.
QUESTIONS = (
    "cities-joined-after",
    "network-growth",
    "members-as-of",
    "initiatives-of-city",
    "what-documents-say",
    "focus-area-shares",
    "sources",
    "city-reference",
)
ROOMS = ("index", "questions", "things", "search", "editor", "dataset", "ontology", "shapes", "help", "missing")

STEMS = (
    *ROOMS,
    *(f"questions/{name}" for name in QUESTIONS),
    *(f"doc/{each}" for each in (*THINGS, *MORE_THINGS, *CONCEPTS, *LISTS)),
)
# Enough to see a rule broken in one language or scheme alone.
FEW = (
    "index",
    "questions",
    "questions/cities-joined-after",
    "questions/network-growth",
    "doc/city/jakarta",
    "doc/initiative/jakarta-jakpreneur",
    "doc/source/asean-monitoring-2025",
    "doc/city",
    "things",
    "search",
    "editor",
    "dataset",
    "help",
    "missing",
)
