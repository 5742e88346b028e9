// The quick search: opens with "/", arrows choose, Enter opens what is chosen (the first, when nothing is).
const dialog = document.getElementById("find");
const field = document.getElementById("find-field");
const found = () => [...dialog.querySelectorAll("[data-found]")];

export function openFind() {
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
  else if (event.key === "Enter" && at < 0 && links.length && !field.form.classList.contains("htmx-request")) links[0].click();
  else if (event.key.length === 1 && at >= 0) return void field.focus();
  else return;
  event.preventDefault();
}

// A click beside the dialog closes it, as people expect.
for (const one of document.querySelectorAll("dialog")) {
  one.addEventListener("click", (event) => event.target === one && one.close());
}
