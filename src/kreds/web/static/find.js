// The quick search: opens with "/", arrows choose, Enter opens what is chosen (the first, when nothing is).
const dialog = document.getElementById("find");
const field = document.getElementById("find-field");
const found = () => [...dialog.querySelectorAll("[data-found]")];

// What is listed may still be what was typed before: then the first of the new list is opened when it is there.
let waiting = false;

function openFirst() {
  const listed = dialog.querySelector("[data-text]")?.dataset.text;
  waiting = listed !== field.value.trim();
  if (!waiting) found()[0]?.click();
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  if (waiting && event.detail.target.id === "find-results") openFirst();
});

export function openFind() {
  waiting = false;
  dialog.showModal();
  field.select();
  field.form.dispatchEvent(new CustomEvent("find-opened"));
}

export function moveFound(event) {
  if (!dialog?.open) return;
  const links = found();
  const at = links.indexOf(document.activeElement);
  if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
  else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : field).focus();
  else if (event.key === "Enter" && at < 0) openFirst();
  else if (event.key.length === 1 && at >= 0) return void field.focus();
  else return;
  event.preventDefault();
}

// A click beside the dialog closes it, as people expect.
for (const one of document.querySelectorAll("dialog")) {
  one.addEventListener("click", (event) => event.target === one && one.close());
}
