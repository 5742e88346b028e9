// What every page does: send the app token, answer keys, keep choices, and tell what was said and what went wrong.
import { post, say, toast, appToken } from "./talk.js";
import { refresh } from "./live.js";
import { openFind, moveFound } from "./find.js";
import { openLog } from "./log.js";
import { startCircles } from "./circle.js";
import "./charts.js";

const onBody = (name, listener) => document.body.addEventListener(name, listener);

onBody("htmx:configRequest", (event) => (event.detail.headers["X-App-Token"] = appToken()));
onBody("htmx:responseError", (event) => {
  waiting = "";
  if (event.detail.xhr.status === 401) location.reload();
  else say(event.detail.xhr.responseText);
});
onBody("htmx:afterSwap", (event) => startCircles(event.detail.target));
onBody("said", (event) => toast(event.detail.text, event.detail.undo ? { undo: event.detail.undo } : {}));
onBody("take-back", (event) => takeBack(event.detail));

async function takeBack(number) {
  const answer = await post("/undo", number ? { number } : {});
  const text = await answer.text();
  if (!answer.ok) return say(text);
  toast(JSON.parse(text).text);
  await refresh();
}

document.addEventListener("click", async (event) => {
  const choice = event.target.closest("[data-choice]");
  if (!choice) return;
  const answer = await post(`/choices/${choice.dataset.choice}`, { value: choice.dataset.value });
  if (answer.ok) location.reload();
  else say(await answer.text());
});

// ---- keys ----

const isWriting = (element) => element.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
const isOpen = () => document.querySelector("dialog[open]");
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isOpen()) return moveFound(event);
  if (isWriting(event.target)) {
    if (event.key === "Escape" && event.target.type === "search" && !event.target.value) event.target.blur();
    return;
  }
  if (document.body.dataset.keys === "off" || !act(event.key)) return;
  event.preventDefault();
});

// What a key does; false when it does nothing here.
function act(key) {
  const room = going && document.querySelector(`[data-go="${CSS.escape(key.toLowerCase())}"]`);
  going = false;
  if (room) return room.click(), true;
  if (key === "/" && document.getElementById("find")) return openFind(), true;
  if (key === "+" && document.getElementById("log")) return openLog(), true;
  if (key === "?" && document.getElementById("keys")) return document.getElementById("keys").showModal(), true;
  const button = buttonOf(key);
  if (button) {
    if (isWriting(button)) button.focus(), button.select();
    else if (isChanging()) waiting = key;
    else button.click();
    return true;
  }
  if (key.toLowerCase() === "g") return (going = true);
  if (key.toLowerCase() === "u") return takeBack(), true;
  return false;
}

// A key pressed while the page still takes in the last answer is kept until it has: a fast hand loses nothing.
let waiting = "";
const isChanging = () => document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling");
const buttonOf = (key) =>
  [...document.querySelectorAll("main [data-key]")].find((one) => one.dataset.key === key.toLowerCase() && !one.closest("[hidden]"));
onBody("htmx:afterSettle", () => {
  const button = waiting && buttonOf(waiting);
  waiting = "";
  if (button) setTimeout(() => button.click());
});

document.getElementById("find-open")?.addEventListener("click", () => openFind());
// On a phone the rooms scroll sideways: the one that is open is seen.
document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
startCircles(document);
