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

// A part that was fetched by other means than htmx tells how the network stands with it.
export const sawStamp = (stamp) => stamp && (known = stamp);

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
  document.querySelector("dialog[open], [data-still], .htmx-request") || document.activeElement?.closest("main input, main textarea, main select");

async function look() {
  clearTimeout(timer);
  if (!document.hidden) await ask();
  timer = setTimeout(look, bar.textContent ? WHEN_LOST : EVERY);
}

async function ask() {
  try {
    const answer = await fetch("/stamp");
    if (answer.status === 401) return void (bar.textContent = bar.dataset.again);
    if (!answer.ok) return;
    const { stamp } = await answer.json();
    if (bar.textContent) await back();
    if (stamp === known) return;
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
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-App-Token": appToken(), "HX-Request": "true" };
    await fetch(path, { method: "POST", headers, body: values });
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
document.body.addEventListener("htmx:afterRequest", (event) => {
  const stamp = event.detail.xhr?.getResponseHeader("x-stamp");
  if (stamp) known = stamp;
});
document.addEventListener("visibilitychange", () => document.hidden || look());
addEventListener("pageshow", (event) => event.persisted && look());
if (known) timer = setTimeout(look, EVERY);
