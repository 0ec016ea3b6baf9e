// Makes the form of the query page an editor: colours, completion, examples, and the answer below it.
"use strict";

(() => {
  const { element, table, placeIn, SHOWN } = ascnResults;
  const section = document.getElementById("answer");
  const said = section.dataset;
  const status = document.getElementById("answer-status");
  const body = document.getElementById("answer-body");
  const area = document.getElementById("query");
  const form = document.getElementById("query-form");
  const choice = document.getElementById("example");
  const first = area.defaultValue;
  const DOWNLOADS = {
    SELECT: { CSV: "text/csv", JSON: "application/sparql-results+json", XML: "application/sparql-results+xml" },
    CONSTRUCT: { Turtle: "text/turtle", "JSON-LD": "application/ld+json", "RDF/XML": "application/rdf+xml" },
  };
  const SUFFIXES = { CSV: "csv", JSON: "json", XML: "xml", Turtle: "ttl", "JSON-LD": "jsonld", "RDF/XML": "rdf" };
  const LONGEST_ADDRESS = 8000;
  const words = globalThis.ascnWords;
  const editor = drawn();
  let running = null;
  let marked = null;

  function drawn() {
    const fork = (from, name, get) => Yasqe.forkAutocompleter(from, { name, get, bulk: true, persistenceId: null }, false);
    fork("prefixes", "our-prefixes", Object.entries(words.prefixes).map(([name, address]) => `${name}: <${address}>`));
    fork("class", "our-classes", words.classes);
    fork("property", "our-properties", words.properties);
    const place = element("div", "", { class: "editor" });
    area.after(place);
    const made = new Yasqe(place, {
      value: area.value,
      autocompleters: ["our-prefixes", "our-classes", "our-properties", "variables"],
      readOnly: area.readOnly,
      screenReaderLabel: said.label,
      showQueryButton: false,
      createShareableLink: null,
      consumeShareLink: null,
      persistenceId: null,
      resizeable: false,
      editorHeight: "auto",
      viewportMargin: Infinity,
      extraKeys: { Tab: false, "Shift-Tab": false, "Ctrl-S": false, "Ctrl-Enter": run, "Cmd-Enter": run },
    });
    area.hidden = true;
    const input = made.getInputField();
    input.id = "query-editor";
    input.setAttribute("aria-describedby", "keys");
    document.querySelector("label[for=query]").htmlFor = input.id;
    made.on("change", () => {
      area.value = made.getValue();
      unmark();
    });
    return made;
  }

  function unmark() {
    if (marked !== null) editor.getDoc().removeLineClass(marked, "background", "faulty");
    marked = null;
  }

  function mark({ line, column }) {
    const doc = editor.getDoc();
    marked = doc.addLineClass(Math.min(line, doc.lineCount()) - 1, "background", "faulty");
    doc.setCursor({ line: line - 1, ch: column - 1 });
  }

  const post = (accept, signal) =>
    fetch(said.endpoint, {
      method: "POST",
      headers: {
        Accept: accept,
        "Accept-Language": said.lang,
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ query: editor.getValue() }),
      signal,
    });

  async function run() {
    if (!said.endpoint) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    unmark();
    const stop = element("button", said.stop, { type: "button" });
    stop.addEventListener("click", () => mine.abort());
    section.hidden = false;
    tell(said.running, stop);
    const start = performance.now();
    try {
      const answer = await post("application/sparql-results+json, text/turtle;q=0.9", mine.signal);
      const text = await answer.text();
      const seconds = ((performance.now() - start) / 1000).toLocaleString(said.lang, { maximumFractionDigits: 2 });
      if (running !== mine) return;
      if (answer.ok) show(text, answer.headers.get("Content-Type") ?? "", seconds);
      else refuse(text);
    } catch {
      if (running === mine) refuse(mine.signal.aborted ? said.stopped : said.failed);
    }
  }

  function tell(words, ...parts) {
    status.className = "";
    status.textContent = words;
    body.replaceChildren(...parts);
  }

  function refuse(text) {
    tell(text);
    status.className = "error";
    const at = placeIn(text);
    if (!at) return;
    mark(at);
    const go = element("button", said.line.replace("{}", at.line).replace("{}", at.column), { type: "button" });
    go.addEventListener("click", () => editor.focus());
    body.append(go);
  }

  function show(text, type, seconds) {
    if (!type.includes("json")) {
      tell(said.triples.replace("{}", seconds), downloads("CONSTRUCT"), element("pre", text, { tabindex: "0" }));
      return;
    }
    const answer = JSON.parse(text);
    if ("boolean" in answer) {
      tell(`${answer.boolean ? said.yes : said.no}. ${said.triples.replace("{}", seconds)}`);
      return;
    }
    const count = answer.results.bindings.length;
    const many = count === 1 ? said.one : said.many.replace("{}", count.toLocaleString(said.lang));
    tell(many.replace("{}", seconds), downloads("SELECT"));
    if (count > SHOWN) body.append(element("p", said.first.replace("{}", SHOWN), { class: "note" }));
    if (count) body.append(table(answer, { lang: said.lang, site: said.site, table: said.table, prefixes: words.prefixes }));
  }

  function downloads(kind) {
    const made = element("p", "", { class: "downloads" });
    made.append(`${said.download}: `);
    for (const [name, accept] of Object.entries(DOWNLOADS[kind])) {
      const button = element("button", name, { type: "button" });
      button.addEventListener("click", () => save(accept, `ascn-kg-answer.${SUFFIXES[name]}`));
      made.append(button, " ");
    }
    const address = new URL(location.pathname, location.href);
    address.searchParams.set("query", editor.getValue());
    if (address.href.length < LONGEST_ADDRESS) {
      made.append(element("a", said.link, { href: address.href }));
      history.replaceState(null, "", address);
    }
    return made;
  }

  async function save(accept, name) {
    const answer = await post(accept);
    if (!answer.ok) return refuse(await answer.text());
    const link = element("a", "", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function takeExample() {
    const query = choice.value ? words.examples[choice.value] : first;
    if (query) editor.setValue(query);
  }

  choice.addEventListener("change", takeExample);
  document.getElementById("examples").addEventListener("submit", (event) => {
    event.preventDefault();
    takeExample();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  if (!said.endpoint) {
    // A page written to a file takes what the address asks for here.
    const asked = new URLSearchParams(location.search);
    if (asked.get("example") in words.examples) choice.value = asked.get("example");
    const query = asked.get("query") || words.examples[asked.get("example")];
    if (query) editor.setValue(query);
  } else if (new URLSearchParams(location.search).get("query")) run();
})();
