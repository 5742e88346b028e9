// The deck: every step is sent at once, and outlives the page; what has not come through is kept here, said so, and sent
// again. A step has a name of its own, so that the server takes it once however often it is sent.
import { appToken, say } from "./talk.js";
import { send as post } from "./live.js";

const KEPT = "kreds-step:";
const FAR = 90;
const deck = () => document.getElementById("deck");
let sending = false;
let flying = null;

// ---- steps ----

const kept = () =>
  Object.keys(localStorage)
    .filter((name) => name.startsWith(KEPT))
    .map((name) => JSON.parse(localStorage.getItem(name)))
    .sort((one, other) => one.at - other.at);
const keep = (step) => localStorage.setItem(KEPT + step.values.step, JSON.stringify(step));
const forget = (step) => localStorage.removeItem(KEPT + step.values.step);
const fresh = () => `${Date.now().toString(16)}-${Math.random().toString(16).slice(2, 14)}00000000`.slice(0, 24);

// Two words on the same thing: a fate of one relation, one of its questions.
const alike = (one, other) =>
  one.path === other.path && one.values.person === other.values.person && one.values.fact === other.values.fact;

function take(button) {
  const values = { ...JSON.parse(button.dataset.values), step: fresh() };
  const step = { path: button.dataset.step, values, words: button.dataset.words, at: Date.now() };
  // The card is still there because its step is on the way: pressed twice.
  if (flying && alike(flying, step)) return;
  const beside = document.getElementById(button.dataset.with);
  if (beside) {
    if (!beside.reportValidity()) return;
    values.until = beside.value;
  }
  // Another word on the same takes the place of one that has not come through.
  for (const old of kept()) if (alike(old, step)) forget(old);
  keep(step);
  send();
}

// Everything that is kept, oldest first, with what is added meanwhile; the first that does not come through ends it.
async function send() {
  if (sending || !kept().length) return;
  sending = true;
  deck()?.setAttribute("aria-busy", "true");
  const tried = new Set();
  try {
    while ((flying = kept().find((step) => !tried.has(step.values.step)))) {
      tried.add(flying.values.step);
      if (!(await sendOne(flying))) break;
    }
  } finally {
    sending = false;
    flying = null;
    deck()?.removeAttribute("aria-busy");
    tell();
  }
}

// Whether the server has answered; what it refuses is told, and not sent again.
async function sendOne(step) {
  let answer, text;
  try {
    ({ answer, text } = await post(step.path, new URLSearchParams(step.values).toString(), appToken()));
  } catch {
    return false;
  }
  if (answer.status >= 500 || answer.status === 401 || answer.status === 403) return false;
  forget(step);
  if (!answer.ok) return say(text), true;
  swap(text, step);
  return true;
}

function swap(html, step) {
  if (!deck()) return;
  const until = document.getElementById("deck-until")?.value;
  const page = new DOMParser().parseFromString(html, "text/html").getElementById("deck");
  const focused = step.path.endsWith("/answer") && document.activeElement?.id;
  deck().replaceWith(document.adoptNode(page));
  htmx.process(deck());
  // The day that somebody has chosen for trials goes on to the next card.
  const day = document.getElementById("deck-until");
  if (day && until) day.value = until;
  (document.getElementById(focused || "deck-name") ?? deck()).focus({ preventScroll: true });
  if (!focused) scrollTo({ top: 0 });
}

function tell() {
  const place = document.getElementById("unsaved");
  if (!place) return;
  const steps = kept();
  place.hidden = !steps.length;
  place.querySelector("strong").textContent = steps.map((step) => step.words).join(", ") + ".";
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("#deck [data-step], #deck [data-again]");
  if (!button) return;
  if (button.dataset.step) take(button);
  else send();
});
document.addEventListener("refreshed", () => (kept().length ? send() : tell()));
addEventListener("online", send);
if (deck()) send();

// A key that is held down must not go through the whole deck.
document.addEventListener(
  "keydown",
  (event) => event.repeat && deck() && !event.target.closest("input, select") && event.stopImmediatePropagation(),
  true,
);

// ---- swiping ----

let from = null;
const cardAt = (event) => event.pointerType !== "mouse" && event.target.closest("#deck [data-swipe]");

function settle(card) {
  from = null;
  if (!card) return;
  card.style.transform = "";
  card.classList.remove("going", "staying");
}

document.addEventListener("pointerdown", (event) => {
  const card = event.isPrimary && !event.target.closest("button, input, a, summary") && cardAt(event);
  if (card) from = { card, x: event.clientX, y: event.clientY };
});
document.addEventListener("pointermove", (event) => {
  if (!from) return;
  const [x, y] = [event.clientX - from.x, event.clientY - from.y];
  if (Math.abs(y) > 40 && Math.abs(y) > Math.abs(x)) return settle(from.card);
  from.card.style.transform = `translateX(${x}px) rotate(${x / 60}deg)`;
  from.card.classList.toggle("going", x < -FAR);
  from.card.classList.toggle("staying", x > FAR);
});
document.addEventListener("pointerup", (event) => {
  if (!from) return;
  const { card, x } = from;
  const far = event.clientX - x;
  settle(card);
  if (Math.abs(far) > FAR) document.getElementById(far > 0 ? "say-keep" : "say-let_go")?.click();
});
document.addEventListener("pointercancel", () => settle(from?.card));

// ---- the table: all at once ----

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-all]")) return;
  for (const box of event.target.closest("form").querySelectorAll(".pick[name]")) box.checked = event.target.checked;
});
