"""What each rule of OWL 2 RL says, in half a sentence of English and of Indonesian.

In the templates, ``{s}`` and ``{o}`` are the subject and the object of the first axiom the rule was compiled from;
a list as object reads as its members. ``{a_s}`` has the article of English before it. The object of an axiom is also
known by the local name of its property, as in ``{onProperty}``.
"""

from __future__ import annotations

from types import MappingProxyType

_SAME_CLASS = ("“{s}” and “{o}” are the same class", "“{s}” dan “{o}” adalah kelas yang sama")
_SAME_MEANING = ("“{s}” and “{o}” mean the same", "“{s}” dan “{o}” sama artinya")
_INVERSE = (
    "“{s}” and “{o}” say the same from opposite ends",
    "“{s}” dan “{o}” mengatakan hal yang sama dari ujung yang berlawanan",
)
_OTHER_NAME = (
    "what holds under one name holds under the other",
    "yang berlaku untuk satu nama berlaku untuk nama lainnya",
)
_ONE_VALUE = (
    "{a_s} has at most one “{onProperty}”, so the two are the same",
    "{s} mempunyai paling banyak satu “{onProperty}”, jadi keduanya sama",
)
_NARROWER = ("the one restriction is narrower than the other", "batasan yang satu lebih sempit daripada yang lain")

RULE_WORDS: MappingProxyType[str, tuple[str, str]] = MappingProxyType({
    "eq-sym": ("being the same holds in both directions", "kesamaan berlaku dua arah"),
    "eq-trans": (
        "two things that are the same as a third are the same",
        "dua hal yang sama dengan hal ketiga adalah sama",
    ),
    "eq-rep-s": _OTHER_NAME,
    "eq-rep-p": _OTHER_NAME,
    "eq-rep-o": _OTHER_NAME,
    "prp-dom": ("whatever has “{s}” is {a_o}", "apa pun yang mempunyai “{s}” adalah {o}"),
    "prp-rng": ("whatever “{s}” leads to is {a_o}", "apa pun yang dituju oleh “{s}” adalah {o}"),
    "prp-fp": (
        "“{s}” leads to one thing only, so the two are the same",
        "“{s}” hanya menuju satu hal, jadi keduanya sama",
    ),
    "prp-ifp": (
        "“{s}” leads here from one thing only, so the two are the same",
        "“{s}” hanya berasal dari satu hal, jadi keduanya sama",
    ),
    "prp-symp": ("“{s}” holds in both directions", "“{s}” berlaku dua arah"),
    "prp-trp": ("“{s}” carries on from one thing to the next", "“{s}” berlanjut dari satu hal ke hal berikutnya"),
    "prp-spo1": ("“{s}” is a special case of “{o}”", "“{s}” adalah bentuk khusus dari “{o}”"),
    "prp-spo2": ("“{s}” is short for the chain {o}", "“{s}” adalah singkatan dari rantai {o}"),
    "prp-eqp1": _SAME_MEANING,
    "prp-eqp2": _SAME_MEANING,
    "prp-inv1": _INVERSE,
    "prp-inv2": _INVERSE,
    "prp-key": (
        "two of “{s}” with the same {o} are the same thing",
        "dua anggota “{s}” dengan {o} yang sama adalah hal yang sama",
    ),
    "cls-int1": ("whatever is all of {o} is {a_s}", "apa pun yang merupakan {o} sekaligus adalah {s}"),
    "cls-int2": ("{a_s} is all of {o}", "{s} adalah {o} sekaligus"),
    "cls-uni": ("whatever is one of {o} is {a_s}", "apa pun yang merupakan salah satu dari {o} adalah {s}"),
    "cls-svf1": (
        "whatever has “{onProperty}” to {a_someValuesFrom} is {a_s}",
        "apa pun yang mempunyai “{onProperty}” berupa {someValuesFrom} adalah {s}",
    ),
    "cls-svf2": ("whatever has “{onProperty}” is {a_s}", "apa pun yang mempunyai “{onProperty}” adalah {s}"),
    "cls-avf": (
        "all that “{onProperty}” leads to from {a_s} is {a_allValuesFrom}",
        "semua yang dituju oleh “{onProperty}” dari {s} adalah {allValuesFrom}",
    ),
    "cls-hv1": (
        "{a_s} always has {hasValue} as “{onProperty}”",
        "{s} selalu mempunyai {hasValue} sebagai “{onProperty}”",
    ),
    "cls-hv2": (
        "whatever has {hasValue} as “{onProperty}” is {a_s}",
        "apa pun yang mempunyai {hasValue} sebagai “{onProperty}” adalah {s}",
    ),
    "cls-maxc2": _ONE_VALUE,
    "cls-maxqc3": (
        "{a_s} has at most one “{onProperty}” that is {a_onClass}, so the two are the same",
        "{s} mempunyai paling banyak satu “{onProperty}” berupa {onClass}, jadi keduanya sama",
    ),
    "cls-maxqc4": _ONE_VALUE,
    "cls-oo": ("“{s}” is the list of {o}", "“{s}” adalah daftar berisi {o}"),
    "cax-sco": ("{a_s} is always {a_o}", "setiap {s} adalah {o}"),
    "cax-eqc1": _SAME_CLASS,
    "cax-eqc2": _SAME_CLASS,
    "scm-sco": ("a class within a class lies within what holds that", "subkelas dari subkelas adalah subkelas juga"),
    "scm-eqc1": ("equal classes lie within each other", "kelas yang sama saling memuat"),
    "scm-eqc2": ("classes that lie within each other are equal", "kelas yang saling memuat adalah sama"),
    "scm-spo": (
        "a special case of a special case is a special case",
        "bentuk khusus dari bentuk khusus adalah bentuk khusus juga",
    ),
    "scm-eqp1": ("equal properties are special cases of each other", "properti yang sama saling mencakup"),
    "scm-eqp2": (
        "properties that are special cases of each other are equal",
        "properti yang saling mencakup adalah sama",
    ),
    "scm-dom1": (
        "what has the property is in every class above its domain",
        "yang mempunyai properti ini termasuk setiap kelas di atas domainnya",
    ),
    "scm-dom2": ("a special case has the domain of the general one", "bentuk khusus mempunyai domain bentuk umumnya"),
    "scm-rng1": (
        "what the property leads to is in every class above its range",
        "yang dituju properti ini termasuk setiap kelas di atas range-nya",
    ),
    "scm-rng2": ("a special case has the range of the general one", "bentuk khusus mempunyai range bentuk umumnya"),
    "scm-int": ("{a_s} is all of {o}", "{s} adalah {o} sekaligus"),
    "scm-uni": ("whatever is one of {o} is {a_s}", "apa pun yang merupakan salah satu dari {o} adalah {s}"),
    "scm-hv": _NARROWER,
    "scm-svf1": _NARROWER,
    "scm-svf2": _NARROWER,
    "scm-avf1": _NARROWER,
    "scm-avf2": _NARROWER,
    "dt-type2": ("it is written as that datatype asks", "nilai ini ditulis sesuai tipe datanya"),
    "dt-eq": ("these are two ways to write one value", "ini dua cara menulis satu nilai"),
})  # fmt: skip
"""Rule of the OWL 2 profile document -> what it says, in English and in Indonesian."""
