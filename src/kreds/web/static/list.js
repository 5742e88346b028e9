// The list of relations: rows by key, choosing many and saying what they are, views that are kept, and a filter panel
// that follows the address. Everything hangs on the document: the list below is swapped again and again.
import { post, say, toast } from "./talk.js";
import { refresh } from "./live.js";

const byId = (id) => document.getElementById(id);
const rows = () => [...document.querySelectorAll("table.relations tbody tr")];
const pickOf = (row) => row.querySelector(".pick");
const linkOf = (row) => row.querySelector(".c-name a");
const filled = (words, n) => words.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(n));

const chosen = new Set();
let everybody = false;
let last = null;

// ---- choosing ----

function choose(id, on) {
  if (on) chosen.add(id);
  else chosen.delete(id);
  if (!on) everybody = false;
}

function chooseUpTo(row, on) {
  const all = rows();
  const from = Math.max(0, all.findIndex((one) => pickOf(one).value === last));
  const to = all.indexOf(row);
  for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) choose(pickOf(one).value, on);
}

function chooseNone() {
  chosen.clear();
  everybody = false;
  last = null;
  show();
}

function show() {
  const bulk = byId("bulk");
  if (!bulk) return;
  for (const row of rows()) {
    const pick = pickOf(row);
    pick.checked = everybody || chosen.has(pick.value);
    row.classList.toggle("picked", pick.checked);
  }
  const total = Number(byId("found").dataset.total);
  const n = everybody ? total : chosen.size;
  bulk.hidden = !n;
  document.body.classList.toggle("choosing", Boolean(n));
  if (!n) return;
  byId("bulk-count").textContent = everybody ? filled(bulk.dataset.all, total) : n === 1 ? bulk.dataset.one : filled(bulk.dataset.many, n);
  const all = byId("bulk-all");
  all.hidden = everybody || total <= chosen.size;
  all.textContent = filled(all.dataset.words, total);
  const which = everybody ? [] : [["people", [...chosen].join(",")]];
  byId("bulk-export").href = `/export?${new URLSearchParams([...new URLSearchParams(byId("found").dataset.query), ...which])}`;
}

// Links that change the list alone bear no attributes of htmx: a hundred fewer to look through after each key.
function follows(event) {
  const link = event.target.closest?.("#found [data-part]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  event.preventDefault();
  htmx.ajax("GET", link.getAttribute("href"), { source: link, target: "#found", swap: link.dataset.part ? "outerHTML show:window:top" : "outerHTML" });
  return true;
}

document.addEventListener("click", (event) => {
  if (follows(event)) return;
  const pick = event.target.closest?.(".pick");
  if (pick) {
    const row = pick.closest("tr");
    if (event.shiftKey && last) chooseUpTo(row, pick.checked);
    else choose(pick.value, pick.checked);
    last = pick.value;
    return show();
  }
  if (event.target.id === "bulk-none") return chooseNone();
  if (event.target.id === "bulk-all") {
    everybody = true;
    return show();
  }
  const way = event.target.closest?.("[data-decide]");
  if (way && way.type !== "submit") return void decide(way.dataset.decide, way.dataset.value);
  const drop = event.target.closest?.("[data-drop-view]");
  if (drop) return void tell("/relations/views/drop", { name: drop.dataset.dropView });
});

document.addEventListener("submit", (event) => {
  if (event.target.id === "bulk-tag") {
    event.preventDefault();
    decide("tag");
  } else if (event.target.id === "keep-view") {
    event.preventDefault();
    byId("keep").open = false;
    tell("/relations/views", { name: byId("keep-name").value, query: location.search.slice(1) });
  }
});

// ---- saying ----

const MANY = 200;

async function sure(n) {
  const dialog = byId("sure");
  byId("sure-text").textContent = filled(byId("bulk").dataset.sure, n);
  dialog.returnValue = "no";
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue === "yes";
}

async function decide(what, given) {
  const field = byId(what.endsWith("group") ? "bulk-group-name" : "bulk-tag-name");
  const value = given ?? field.value;
  if (given === undefined && !value.trim()) return field.focus();
  const n = everybody ? Number(byId("found").dataset.total) : chosen.size;
  if (n > MANY && !(await sure(n))) return;
  const who = everybody ? { query: byId("found").dataset.query } : { people: [...chosen] };
  if (await tell("/relations/decide", { what, value, ...who })) chooseNone();
}

async function tell(path, body) {
  const answer = await post(path, body).catch(() => null);
  if (!answer) return toast(byId("toasts").dataset.lost), false;
  const text = await answer.text();
  if (!answer.ok) return say(text), false;
  const told = JSON.parse(text);
  toast(told.text, { undo: told.undo });
  await refresh();
  return true;
}

// ---- keys ----

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
  if (event.key === "Escape" && (chosen.size || everybody)) return chooseNone();
  if (document.body.dataset.keys === "off") return;
  const all = rows();
  const here = all.indexOf(document.activeElement?.closest?.("tr"));
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") linkOf(all[Math.min(Math.max(here + (key === "j" ? 1 : -1), 0), all.length - 1)] ?? document.body)?.focus();
  else if (key === "x" && here >= 0) {
    const pick = pickOf(all[here]);
    if (event.shiftKey && last) chooseUpTo(all[here], true);
    else choose(pick.value, !pick.checked);
    last = pick.value;
    show();
  } else if (key === "a" && all.length) {
    const on = !all.every((row) => pickOf(row).checked);
    for (const row of all) choose(pickOf(row).value, on);
    show();
  } else return;
  event.preventDefault();
});

// ---- the panel follows the address; what is open stays open ----

function follow() {
  const said = new URLSearchParams(location.search);
  for (const field of document.querySelectorAll("#search [name]")) {
    if (field === document.activeElement && field.type !== "checkbox") continue;
    const values = said.getAll(field.name);
    if (field.type === "checkbox") field.checked = values.includes(field.value);
    else if (field.tagName === "SELECT") field.value = [...field.options].find((one) => one.value && values.includes(one.value))?.value ?? "";
    else field.value = values[0] ?? "";
  }
  const { on, query } = byId("found").dataset;
  byId("filters-on").textContent = on;
  for (const view of document.querySelectorAll(".views a")) {
    const isHere = view.search.slice(1) === query;
    view.classList.toggle("on", isHere);
    view.setAttribute("aria-current", isHere);
  }
}

// What is on the screen is painted first; the rows below it follow in the next moment. Where the page is scrolled to is
// noted beforehand: asking for it here would lay out all rows at once.
let isScrolled = false;
addEventListener("scroll", () => (isScrolled = scrollY > 0), { passive: true });
document.body.addEventListener("htmx:afterSwap", () => {
  const later = document.querySelector("#found .later");
  if (!later || isScrolled) return;
  later.hidden = true;
  requestAnimationFrame(() => setTimeout(() => (later.hidden = false)));
});

let open = [];
document.body.addEventListener("htmx:beforeSwap", () => (open = [...document.querySelectorAll("#found details[open]")].map((one) => one.id)));
document.body.addEventListener("htmx:afterSettle", () => {
  for (const id of open) byId(id)?.setAttribute("open", "");
  follow();
  show();
});
document.addEventListener("refreshed", show);
addEventListener("pageshow", show);
