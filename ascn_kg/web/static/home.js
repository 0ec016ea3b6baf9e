// Lets the map of the members look at any day, in place: by the date field and by a slider through the months.
// Without it the date field asks the server; the page as it came shows one day.

const form = document.querySelector(".as-of");
const field = form.elements["as_of"];
const slider = document.getElementById("through");
const count = document.getElementById("members-count");
const cities = document.querySelectorAll("[data-kind]");
const nations = document.querySelectorAll(".nations section");
const cutOff = count.dataset.cutOff;
const inWords = new Intl.DateTimeFormat(document.documentElement.lang === "id" ? "id-ID" : "en-GB", {
  day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
});
const words = (day) => inWords.format(new Date(`${day}T00:00:00Z`));

// The bounds that the question members-as-of goes by; days written as 2023-12-31 compare as texts.
function state({ start = "", begun = "", held = "", ended = "" }, day) {
  if (day < start || (ended && ended <= day)) return "none";
  const lasted = (held && held > day) || (!ended && day <= cutOff);
  return begun && begun <= day && lasted ? "certain" : "possible";
}

function show(day) {
  const members = { certain: new Set(), possible: new Set(), none: new Set() };
  for (const city of cities) {
    const now = state(city.dataset, day);
    const sign = { certain: city.dataset.kind, possible: "3", none: "0" }[now];
    members[now].add((city.matches("a") ? city : city.querySelector("a")).getAttribute("href"));
    for (const part of [city, ...city.querySelectorAll(".key")]) {
      part.classList.remove("k0", "k1", "k2", "k3");
      part.classList.add(`k${sign}`);
    }
    if (!city.matches("a")) {
      city.hidden = now === "none";
      city.querySelector(".badge").hidden = now !== "possible";
    }
    for (const use of city.querySelectorAll("use")) use.setAttribute("href", `#members-k${sign}`);
  }
  for (const nation of nations) nation.hidden = !nation.querySelector("li:not([hidden])");
  const { certain, possible } = members;
  const which = possible.size ? "some" : certain.size ? "all" : "none";
  count.textContent = count.dataset[which]
    .replace("{day}", words(day)).replace("{certain}", certain.size).replace("{possible}", possible.size);
}

// The last day of each month from the start of the first year on, and the last day of the data.
const days = [];
for (let month = new Date(`${field.min.slice(0, 4)}-01-01T00:00:00Z`); ; ) {
  month.setUTCMonth(month.getUTCMonth() + 1);
  const last = new Date(month - 86400000).toISOString().slice(0, 10);
  if (last >= cutOff) break;
  days.push(last);
}
days.push(cutOff);

function go(day) {
  field.value = day;
  const reached = days.findIndex((last) => last >= day);
  slider.value = reached < 0 ? days.length - 1 : reached;
  slider.setAttribute("aria-valuetext", words(day));
  show(day);
  const address = new URL(location);
  address.searchParams.set("as_of", day);
  history.replaceState(null, "", address);
}

slider.max = days.length - 1;
slider.closest("[hidden]").hidden = false;
form.hidden = false;
slider.addEventListener("input", () => go(days[slider.value]));
field.addEventListener("change", () => field.value && field.checkValidity() && go(field.value));
form.addEventListener("submit", (event) => {
  if (!field.value || !field.checkValidity()) return;
  event.preventDefault();
  go(field.value);
});

// A static page comes with the last day of the data, whatever its address asks for.
const asked = new URLSearchParams(location.search).get("as_of") || "";
if (/^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) && asked !== field.value) go(asked);
else slider.value = Math.max(0, days.findIndex((last) => last >= field.value));
slider.setAttribute("aria-valuetext", words(field.value || cutOff));
