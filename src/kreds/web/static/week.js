// This week: the line that is looked at answers the keys; J and K go on, and what was said leads to the next line.
const lines = () => [...document.querySelectorAll("#week .line")];
const isWriting = (element) => element.closest("input:not([type=radio]), textarea, select");
let at = 0;
let open = [];

function choose(number, { focus } = {}) {
  const all = lines();
  at = Math.max(0, Math.min(number, all.length - 1));
  for (const [place, line] of all.entries()) {
    line.classList.toggle("current", place === at);
    if (place === at) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
    for (const one of line.querySelectorAll("[data-act]"))
      if (place === at) one.dataset.key = one.dataset.act;
      else delete one.dataset.key;
  }
  if (!focus) return;
  const line = all[at] ?? document.getElementById("week-title");
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.keys === "off" || isWriting(target)) return;
  if (document.querySelector("dialog[open]")) return;
  const arrows = target.matches(".line") ? { ArrowDown: 1, ArrowUp: -1 } : {};
  const step = { j: 1, k: -1, ...arrows }[key.length === 1 ? key.toLowerCase() : key];
  if (!step || !lines().length) return;
  event.preventDefault();
  // The first key only shows where one is.
  choose(document.activeElement.closest(".line") ? at + step : at, { focus: true });
});

const enter = ({ target }) => {
  const line = target.closest?.("#week .line");
  if (line && !line.classList.contains("current")) choose(lines().indexOf(line));
};
document.addEventListener("focusin", enter);
document.addEventListener("click", enter, true);

const isWeek = (event) => event.detail.target?.id === "week";
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (isWeek(event)) open = [...document.querySelectorAll("#week details[open]")].map((one) => one.id);
});
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (!isWeek(event)) return;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  choose(at, { focus: true });
});
// Settling puts the classes of the answer back: the line that is looked at is marked once more.
document.body.addEventListener("htmx:afterSettle", (event) => isWeek(event) && choose(at));
document.addEventListener("refreshed", () => choose(at));
choose(0);
