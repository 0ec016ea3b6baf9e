// A field above the list of questions that leaves those with the words typed into it.
"use strict";

const filter = document.querySelector(".filter");
const field = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const subjects = [...document.querySelectorAll("section.subject")];
const questions = [...document.querySelectorAll("section.subject > ul.questions > li")];
const texts = new Map(questions.map((item) => [item, plain(`${item.textContent} ${item.dataset.words}`)]));

function plain(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/-/g, " ");
}

function show() {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  const fits = (item) => words.every((word) => texts.get(item).includes(word));
  for (const item of questions) item.hidden = !fits(item);
  for (const subject of subjects) {
    const own = [...subject.querySelectorAll(":scope > ul.questions > li")];
    const also = subject.querySelector(":scope > details");
    if (also) also.hidden = words.length > 0;
    subject.hidden = words.length > 0 && own.every((item) => item.hidden);
  }
  document.querySelector("nav.subjects").hidden = words.length > 0;
  const count = questions.filter((item) => !item.hidden).length;
  const { one, many, none } = status.dataset;
  status.textContent = words.length === 0 ? "" : count === 0 ? none : count === 1 ? one : many.replace("{}", count);
  if (subjects.some((subject) => subject.hidden)) history.replaceState(null, "", location.pathname + location.search);
}

filter.hidden = false;
field.addEventListener("input", show);
show();
