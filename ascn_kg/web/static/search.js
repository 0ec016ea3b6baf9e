// Searches the index of a site that has no server. It ranks as ascn_kg/web/searching/ranking.py does, step by step.
"use strict";

(() => {
  const DROPPED = /[-_\u00ad\u2010\u2011\u2012\u2013\u2014'\u2018\u2019\u02bc\u02bb`\u00b4]/g;
  const BETWEEN = /[\s.,;:!?()[\]{}"“”„«»/\\|&+*#@<>=%…·•→]+/;
  const [WHOLE, START, WORDS, STARTS, AROUND, PART] = [6, 5, 4, 3, 2, 1];
  const LEAST_PART = 3;
  const LONGEST = 200;

  // ``marks`` are the characters that combine with a letter before them, as the index lists them.
  function folding(marks) {
    const combining = new RegExp(`[${marks}]`, "gu");
    return (text) => {
      const plain = text.normalize("NFKC").replace(DROPPED, "").toLowerCase().replaceAll("ß", "ss").replaceAll("đ", "d");
      return plain.normalize("NFD").replace(combining, "").replace(/\s/g, "");
    };
  }

  function edits(one, other, most) {
    const [from, to] = [[...one], [...other]];
    let before = [];
    let last = Array.from({ length: to.length + 1 }, (_, j) => j);
    for (let i = 0; i < from.length; i++) {
      const row = [i + 1];
      for (let j = 0; j < to.length; j++) {
        let cost = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (from[i] === to[j] ? 0 : 1));
        if (i && j && from[i] === to[j - 1] && from[i - 1] === to[j]) cost = Math.min(cost, before[j - 1] + 1);
        row.push(cost);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[to.length];
  }

  class Ranking {
    constructor({ entries, marks }) {
      this.entries = entries;
      this.fold = folding(marks);
      const wordsOf = (text) => this.wordsOf(text);
      this.names = new Map();
      this.words = new Map();
      this.around = new Map();
      const add = (index, key, place) => index.get(key)?.add(place) ?? index.set(key, new Set([place]));
      entries.forEach(([, , , , , names, kinds, around], place) => {
        for (const name of names) add(this.names, wordsOf(name).join(""), place);
        for (const text of [...names, ...kinds]) for (const word of wordsOf(text)) add(this.words, word, place);
        for (const text of [...names, ...kinds, ...around]) for (const word of wordsOf(text)) add(this.around, word, place);
      });
      this.known = [...this.around.keys()].sort();
    }

    wordsOf(text) {
      return text.split(BETWEEN).map(this.fold).filter(Boolean);
    }

    find(text) {
      const words = this.wordsOf([...text].slice(0, LONGEST).join(""));
      let places = this.ranked(words);
      if (places.length) return { places, instead: "", some: false };
      const near = words.map((word) => (this.starting(word).length ? word : (this.nearest(word) ?? word)));
      const instead = near.join(" ") === words.join(" ") ? "" : near.join(" ");
      places = this.ranked(near);
      if (places.length) return { places, instead, some: false };
      places = this.fittingMost(near);
      return { places, instead: places.length ? instead : "", some: places.length > 0 };
    }

    ranked(words) {
      if (!words.length) return [];
      const fit = new Map();
      const add = (places, how) => {
        for (const place of places) fit.set(place, Math.max(how, fit.get(place) ?? 0));
      };
      const whole = words.join("");
      for (const [name, places] of this.names) {
        if (name.startsWith(whole)) add(places, name === whole ? WHOLE : START);
        else if (whole.length >= LEAST_PART && name.includes(whole)) add(places, PART);
      }
      add(inAll(words.map((word) => this.words.get(word) ?? new Set())), WORDS);
      add(inAll(words.map((word) => joined(this.words, this.starting(word)))), STARTS);
      add(inAll(words.map((word) => joined(this.around, this.starting(word)))), AROUND);
      return this.sorted(fit);
    }

    fittingMost(words) {
      const fit = new Map();
      for (const word of new Set(words)) {
        for (const place of joined(this.around, this.starting(word))) fit.set(place, (fit.get(place) ?? 0) + 1);
      }
      const most = Math.max(0, ...fit.values());
      return this.sorted(new Map([...fit].filter(([, count]) => count === most)));
    }

    sorted(fit) {
      const length = (place) => [...this.entries[place][2]].length;
      const stem = (place) => this.entries[place][0];
      return [...fit.keys()].sort(
        (a, b) =>
          fit.get(b) - fit.get(a) ||
          this.entries[b][1] - this.entries[a][1] ||
          length(a) - length(b) ||
          (stem(a) < stem(b) ? -1 : 1),
      );
    }

    starting(start) {
      return this.known.filter((word) => word.startsWith(start));
    }

    nearest(word) {
      const most = word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
      let best = null;
      for (const known of this.known) {
        if (Math.abs(known.length - word.length) > most) continue;
        const apart = edits(word, known, most);
        if (apart > most) continue;
        const weight = Math.max(...[...this.around.get(known)].map((place) => this.entries[place][1]));
        if (!best || apart < best.apart || (apart === best.apart && weight > best.weight)) best = { apart, weight, known };
      }
      return best?.known ?? null;
    }
  }

  function joined(index, words) {
    const found = new Set();
    for (const word of words) for (const place of index.get(word) ?? []) found.add(place);
    return found;
  }

  function inAll(sets) {
    return [...sets[0]].filter((place) => sets.every((some) => some.has(place)));
  }

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function addressOf(stem, lang) {
    const [path, fragment] = stem.split("#");
    return `${path}.${lang}.html${fragment ? `#${fragment}` : ""}`;
  }

  function show(section, ranking, shown, asked) {
    const { lang, none, one, many, some, more } = section.dataset;
    const found = ranking.find(asked);
    const count = found.places.length;
    const words = found.instead || asked;
    const heading = count === 0 ? none.replace("{}", () => asked) : count === 1 ? one.replace("{}", () => words) : "";
    const several = () => many.replace("{}", String(count)).replace("{}", () => words);
    section.replaceChildren(element("h2", heading || several()));
    if (found.instead) section.append(element("p", `${none.replace("{}", () => asked)}.`, { class: "note" }));
    if (found.some) section.append(element("p", some, { class: "note" }));
    const list = element("ol", "", { class: "results" });
    for (const place of found.places.slice(0, shown)) {
      const [stem, , title, kind, line] = ranking.entries[place];
      const item = element("li", "");
      item.append(element("a", title, { href: addressOf(stem, lang) }), " ", element("span", kind, { class: "badge" }));
      if (line) item.append(element("br", ""), element("small", line));
      list.append(item);
    }
    if (count) section.append(list);
    if (count > shown) section.append(element("p", more.replace("{}", String(shown))));
  }

  function start() {
    const section = document.getElementById("results");
    const asked = (new URLSearchParams(location.search).get("q") ?? "").split(/\s+/).filter(Boolean).join(" ");
    if (!section || !asked) return;
    document.getElementById("q").value = asked;
    const index = element("script", "", { src: section.dataset.index });
    index.addEventListener("load", () => show(section, new Ranking(ascnIndex), ascnIndex.shown, asked));
    document.head.append(index);
  }

  if (typeof document === "undefined") globalThis.ascnSearch = { Ranking };
  else start();
})();
