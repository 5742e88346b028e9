// Noting contact: "+" opens it, or goes to the form of the page; a digit chooses what passed, other letters are written.
import { openFind } from "./find.js";
import { refresh } from "./live.js";

const begin = (form) => form.querySelector(":checked").focus();

export function openLog() {
  const here = document.querySelector("main .log-form");
  if (here) return begin(here);
  document.getElementById("log-found").replaceChildren();
  document.getElementById("log-field").value = "";
  openFind("log");
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const form = target.closest(".log-form");
  if (!form || target.type !== "radio" || key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  const kind = form.querySelector(`[data-digit="${CSS.escape(key)}"]`);
  if (kind) {
    kind.checked = true;
    event.preventDefault();
  }
  // No key of the page is meant: the hand is in the middle of a line.
  event.stopImmediatePropagation();
  form.querySelector("[name=text]").focus();
});

document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  const form = detail.target.id === "log-found" && detail.target.querySelector(".log-form");
  if (form) begin(form);
});

document.body.addEventListener("htmx:afterRequest", async ({ detail }) => {
  if (!detail.successful || !detail.elt.matches('.log-form[hx-swap="none"]')) return;
  document.getElementById("log").close();
  await refresh();
});
