// The quick search: opens with "/", arrows choose, Enter opens what is chosen (the first, when nothing is).
// Another dialog with a field of its own kind works alike, as long as the field is seen.
const field = () => document.querySelector("dialog[open] [data-finder]");
const found = () => [...field().closest("dialog").querySelectorAll("[data-found]")];

// What is listed may still be what was typed before: then the first of the new list is opened when it is there.
let waiting = false;

function openFirst() {
  const listed = field().closest("dialog").querySelector("[data-text]")?.dataset.text;
  waiting = listed !== field().value.trim();
  if (!waiting) found()[0]?.click();
}

// Only when all of it has settled do its links load parts, and not pages.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (waiting && field()?.closest("dialog").contains(event.detail.target)) openFirst();
});

export function openFind(id = "find") {
  waiting = false;
  document.getElementById(id).showModal();
  field().select();
  field().form.dispatchEvent(new CustomEvent("find-opened"));
}

export function moveFound(event) {
  if (!field()?.offsetParent) return;
  const links = found();
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : field()).focus();
  else if (event.key === "Enter" && at < 0) openFirst();
  else if (event.key.length === 1 && at >= 0) return void field().focus();
  else return;
  event.preventDefault();
}

// A click beside the dialog closes it, as people expect.
for (const one of document.querySelectorAll("dialog")) {
  one.addEventListener("click", (event) => event.target === one && one.close());
}
