// The way to the other language takes along what was asked since the page came, and the place in it.
for (const link of document.querySelectorAll("header.site .lang")) {
  const follow = () => {
    const there = new URL(link.href);
    there.search = location.search;
    there.hash = location.hash;
    link.href = there;
  };
  for (const event of ["click", "auxclick", "focus", "pointerenter"]) link.addEventListener(event, follow);
}
