// Turns an answer of the endpoint into elements of the page: a table, a word, or the text of the triples.
"use strict";

const ascnResults = (() => {
  const BASE = "https://w3id.org/ascn-kg/";
  const SHOWN = 1000;

  function element(name, text = "", attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // The address of the page of an IRI of ours, from the root of the site; others are their own address.
  function addressOf(iri, { lang, site }) {
    if (!iri.startsWith(BASE)) return /^https?:/.test(iri) ? iri : null;
    const [path, fragment] = iri.slice(BASE.length).split("#");
    const on = path.replace(/^id\//, "doc/").replace(/^concept\//, "doc/concept/").replace(/^ask\//, "questions/");
    // These stand on the page of their source, which the server knows.
    if (/^doc\/(evidence|omission)\//.test(on)) return site + path;
    if (/^graph\//.test(on)) return path === "graph/inferred" ? `${site}export/ascn-kg-inferred.ttl` : `${site}${on}.ttl`;
    if (!/^(doc\/|questions\/|ontology$|shapes$|dataset$)/.test(on)) return iri;
    return `${site}${on}.${lang}.html${fragment ? `#${fragment}` : ""}`;
  }

  function shortened(iri, prefixes) {
    let best = null;
    for (const [prefix, address] of Object.entries(prefixes)) {
      const local = iri.slice(address.length);
      const fits = iri.startsWith(address) && local && !/[/#]/.test(local);
      if (fits && (!best || address.length > best.length)) best = { length: address.length, text: `${prefix}:${local}` };
    }
    return best?.text ?? iri;
  }

  function cell(term, context) {
    const made = element("td");
    if (!term) return made;
    if (term.type === "uri") {
      const address = addressOf(term.value, context);
      const text = shortened(term.value, context.prefixes);
      made.append(address ? element("a", text, { href: address, title: term.value }) : text);
    } else {
      made.textContent = term.type === "bnode" ? `_:${term.value}` : term.value;
      if (term["xml:lang"]) made.lang = term["xml:lang"];
      if (/#(integer|decimal|double|float)$/.test(term.datatype ?? "")) made.className = "number";
    }
    return made;
  }

  function table({ head, results }, context) {
    const made = element("table");
    made.append(element("caption", context.table, { id: "answer-rows" }));
    const top = element("tr");
    for (const name of head.vars) top.append(element("th", name, { scope: "col" }));
    const body = element("tbody");
    for (const row of results.bindings.slice(0, SHOWN)) {
      const line = element("tr");
      line.append(...head.vars.map((name) => cell(row[name], context)));
      body.append(line);
    }
    const header = element("thead");
    header.append(top);
    made.append(header, body);
    const region = element("div", "", { class: "scroll", role: "region", "aria-labelledby": "answer-rows", tabindex: "0" });
    region.append(made);
    return region;
  }

  // The line and column that the text of a fault names, in both languages.
  function placeIn(text) {
    const found = /\b(?:line|baris) (\d+), (?:column|kolom) (\d+)/i.exec(text);
    return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
  }

  return { SHOWN, element, addressOf, shortened, table, placeIn };
})();

if (typeof document === "undefined") globalThis.ascnResults = ascnResults;
