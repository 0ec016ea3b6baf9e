// The way to the other language takes along what was asked since the page came, and the place in it.
const other = document.querySelector("header.site .lang");
const follow = () => {
  const there = new URL(other.href);
  there.search = location.search;
  there.hash = location.hash;
  other.href = there;
};
for (const event of ["click", "auxclick", "focus", "pointerenter"]) other.addEventListener(event, follow);
