"""Which blank nodes can be written where they are used, as ``( … )`` or ``[ … ]``, so that they need no label."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import compress

from ascn_kg.export.ordered import Ordered
from ascn_kg.graph import Columns
from ascn_kg.namespaces import RDF

Properties = dict[int, list[int]]
# Readers go one call deeper for each level, and some give up after a few dozen.
_DEEPEST = 12


class Nesting:
    """The blank nodes of one named graph: what is said about each, and which of them are nested.

    ``about`` holds predicate -> objects of each blank node, ``lists`` the members of each RDF list by its head,
    ``links`` the other nodes of these lists, ``inline`` the nodes that one statement uses. Neither a list nor an
    inline node is ``shared`` with another graph, part of a circle, or more than a dozen levels deep.
    """

    def __init__(self, statements: Ordered, triples: Columns, shared: set[int], *, inline: bool) -> None:
        self._first, self._rest, self._nil = (statements.number(RDF + name) for name in ("first", "rest", "nil"))
        first_blank = statements.first_blank
        self.about: dict[int, Properties] = {}
        self._uses: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._shared = shared
        for place in range(bisect_left(triples.subjects, first_blank), len(triples)):
            properties = self.about.setdefault(triples.subjects[place], {})
            properties.setdefault(triples.predicates[place], []).append(triples.objects[place])
        for subject, predicate, value in compress(triples, map(first_blank.__le__, triples.objects)):
            self._uses[value].append((subject, predicate))
        self.lists: dict[int, list[int]] = {}
        self.links: dict[int, int] = {}
        for node in self.about:
            if self._is_link(node) and self._uses[node][0][1] != self._rest:
                self._follow(node)
        self.inline = {node for node in self._uses if inline and self._used_once(node) and node not in self.lists}
        self.inline -= self.links.keys()
        self._give_up(self._out_of_place())

    def is_nested(self, node: int) -> bool:
        """Whether the node is written within another one."""
        return node in self.lists or node in self.links or node in self.inline

    def is_unused(self, node: int) -> bool:
        """Whether nothing in any graph points to the node, so that ``[]`` names it well enough."""
        return node not in self._uses and node not in self._shared

    def _used_once(self, node: int) -> bool:
        return node not in self._shared and len(self._uses.get(node, ())) == 1

    def _is_link(self, node: int) -> bool:
        properties = self.about.get(node, {})
        if not self._used_once(node) or properties.keys() != {self._first, self._rest}:
            return False
        return all(len(values) == 1 for values in properties.values())

    def _follow(self, head: int) -> None:
        """Note the list that begins at ``head``, if it ends as a list should."""
        members: list[int] = []
        nodes: list[int] = []
        node = head
        while self._is_link(node) and (not nodes or node != head):
            nodes.append(node)
            members += self.about[node][self._first]
            (node,) = self.about[node][self._rest]
        if node == self._nil:
            self.lists[head] = members
            self.links.update(dict.fromkeys(nodes[1:], head))

    def _out_of_place(self) -> set[int]:
        """The nested nodes that stand in a circle, and those too deep."""
        depths: dict[int, int] = {}
        circles: set[int] = set()
        for start in (*self.lists, *self.inline):
            path: list[int] = []
            node = start
            while (node in self.lists or node in self.inline) and node not in depths and node not in path:
                path.append(node)
                user = self._uses[node][0][0]
                node = self.links.get(user, user)
            if node in path:
                circles.update(path[path.index(node) :])
            depth = depths.get(node, 0)
            for each in reversed(path):
                depth += 1
                depths[each] = depth
        return circles | {node for node, depth in depths.items() if depth % _DEEPEST == 0}

    def _give_up(self, nodes: set[int]) -> None:
        self.inline -= nodes
        for head in nodes & self.lists.keys():
            del self.lists[head]
        self.links = {node: head for node, head in self.links.items() if head in self.lists}


def shared_blanks(statements: Ordered) -> set[int]:
    """The blank nodes that stand in more than one named graph, or name one."""
    first_blank, texts = statements.first_blank, statements.texts
    names = {name for name in statements.names if name.startswith("_:")}
    graph_of: dict[int, int] = {}
    shared = {node for node in range(first_blank, len(texts)) if texts[node] in names}
    if len(statements.names) > 1:
        for (subject, _, value), graph in zip(statements.columns, statements.graphs, strict=True):
            if subject >= first_blank and graph_of.setdefault(subject, graph) != graph:
                shared.add(subject)
            if value >= first_blank and graph_of.setdefault(value, graph) != graph:
                shared.add(value)
    return shared
