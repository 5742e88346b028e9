// What every page does: send the app token, keys, language, and say when something went wrong.
import { post, toast, say } from "./talk.js";
import { startCircles } from "./circle.js";

const token = document.querySelector('meta[name="app-token"]').content;

document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-App-Token"] = token;
});
document.body.addEventListener("htmx:responseError", (event) => {
  waiting = "";
  if (event.detail.xhr.status === 401) location.reload();
  else say(event.detail.xhr.responseText);
});
document.body.addEventListener("htmx:sendError", () => {
  waiting = "";
  toast(document.getElementById("toasts").dataset.lost);
});
document.body.addEventListener("htmx:afterSwap", (event) => startCircles(event.detail.target));

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", async () => {
    await post("/language", { language: button.dataset.language });
    location.reload();
  });
}

const isWriting = (element) => element.closest("input:not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isWriting(event.target)) {
    if (event.key === "Escape" && !event.target.value) event.target.blur();
    return;
  }
  if (event.key === "/") {
    const fields = [...document.querySelectorAll("[data-quick]")].filter((field) => field.offsetParent);
    const field = fields.pop();
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
    return;
  }
  if (buttonOf(event.key)) {
    event.preventDefault();
    if (isChanging()) waiting = event.key;
    else buttonOf(event.key).click();
  }
});

// A key pressed while the page still takes in the last answer is kept until it has: a fast hand loses nothing.
let waiting = "";
const isChanging = () => document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling");
const buttonOf = (key) => [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key.toLowerCase());
document.body.addEventListener("htmx:afterSettle", () => {
  const button = waiting && buttonOf(waiting);
  waiting = "";
  if (button) setTimeout(() => button.click());
});

startCircles(document);
