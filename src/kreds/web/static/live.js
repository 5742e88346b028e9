// Keeps an open page true: what another tab, the command line or an import changed is shown, and when the server goes
// away the page says so, keeps what was said meanwhile, and sends it when the server is back.
import { appToken, setToken, toast } from "./talk.js";
import { startCircles } from "./circle.js";

const EVERY = 4000;
const WHEN_LOST = 1500;
const bar = document.getElementById("lost");
const meta = document.querySelector('meta[name="stamp"]');
const unsent = [];
let known = meta.content;
let timer;

// Own steps: a look at the stamp that meets one under way cannot tell whose change it saw, and waits for the next look.
let turns = 0;
let sending = 0;
const asked = new Set();

// Sends by other means than htmx; the answer tells how the network stands with it.
export async function send(path, values, token) {
  const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-App-Token": token, "HX-Request": "true" };
  let stamp;
  turns++, sending++;
  try {
    const answer = await fetch(path, { method: "POST", headers, body: values, keepalive: true });
    const text = await answer.text();
    stamp = answer.ok && answer.headers.get("x-stamp");
    return { answer, text };
  } finally {
    turns++, sending--;
    if (stamp) known = stamp;
  }
}

const main = () => document.getElementById("main");

async function newPage() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  // Whoever it was about is gone: the server says so in words.
  if (answer.status === 404) {
    location.reload();
    return new Document();
  }
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Shows the page as the server has it now; what has the focus, is open or is scrolled to stays so.
export async function refresh() {
  const page = await newPage();
  const fresh = page.getElementById("main");
  if (!fresh) return;
  const focused = document.activeElement?.id;
  const open = [...main().querySelectorAll("details[open]")].map((one) => one.id).filter(Boolean);
  const old = main();
  old.replaceWith(document.adoptNode(fresh));
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  htmx.process(main());
  startCircles(main(), old);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  known = page.querySelector('meta[name="stamp"]').content;
  document.dispatchEvent(new CustomEvent("refreshed"));
}

// Somebody in the middle of something is told, and not interrupted.
const isBusy = () =>
  document.querySelector("dialog[open], [data-still]") || document.activeElement?.closest("main input, main textarea, main select");

async function look() {
  clearTimeout(timer);
  if (!document.hidden) await ask();
  timer = setTimeout(look, bar.textContent ? WHEN_LOST : EVERY);
}

async function ask() {
  try {
    const before = turns;
    const answer = await fetch("/stamp");
    if (answer.status === 401) return void (bar.textContent = bar.dataset.again);
    if (!answer.ok) return;
    const { stamp } = await answer.json();
    if (bar.textContent) await back();
    if (stamp === known || turns !== before || sending || [...asked].some((one) => one.readyState < 4)) return;
    if (!isBusy()) return await refresh();
    known = stamp;
    toast(document.getElementById("toasts").dataset.news, { load: refresh });
  } catch {
    lost();
  }
}

function lost() {
  bar.textContent = unsent.length ? bar.dataset.kept : bar.dataset.lost;
  clearTimeout(timer);
  timer = setTimeout(look, WHEN_LOST);
}

// The server is back, perhaps as another one: its pages hold the token that it takes now.
async function back() {
  const page = await newPage();
  setToken(page.querySelector('meta[name="app-token"]').content);
  while (unsent.length) {
    const { path, values } = unsent[0];
    await send(path, values, appToken());
    unsent.shift();
  }
  bar.textContent = "";
  await refresh();
}

document.body.addEventListener("htmx:sendError", (event) => {
  const { verb, path, formData } = event.detail.requestConfig;
  if (verb === "post") unsent.push({ path, values: new URLSearchParams(formData).toString() });
  lost();
});
document.body.addEventListener("htmx:beforeSend", ({ detail }) => (turns++, asked.add(detail.xhr)));
document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
  turns++;
  asked.delete(detail.xhr);
  const stamp = detail.xhr?.getResponseHeader("x-stamp");
  if (stamp) known = stamp;
});
document.addEventListener("visibilitychange", () => document.hidden || look());
addEventListener("pageshow", (event) => event.persisted && look());
if (known) timer = setTimeout(look, EVERY);
