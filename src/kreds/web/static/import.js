// Import: take files from the chooser or from a drop, hand them over one by one, watch the work, stop it.
import { post, appToken, words } from "./talk.js";

const desk = document.getElementById("desk");
const parts = Object.fromEntries(
  ["choose", "drop", "files", "folder", "working", "doing", "done", "stop", "failed"].map((id) => [id, document.getElementById(id)]),
);
let sending = null;
let stopped = false;

function show(part) {
  parts.choose.hidden = part !== "choose";
  parts.working.hidden = part !== "working";
}

function fail({ message, advice }) {
  document.getElementById("failed-message").textContent = message;
  document.getElementById("failed-advice").textContent = advice;
  parts.failed.hidden = false;
  show("choose");
}

function send(file, name, onShare) {
  // XMLHttpRequest and not fetch: only it tells how much has been handed over.
  return new Promise((resolve, reject) => {
    sending = new XMLHttpRequest();
    sending.open("POST", "/import/files");
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    sending.setRequestHeader("X-App-Token", appToken());
    sending.setRequestHeader("X-File-Name", encodeURIComponent(name));
    sending.upload.onprogress = (event) => onShare(event.loaded);
    sending.onload = () => (sending.status < 300 ? resolve() : reject(words(sending.responseText)));
    sending.onerror = () => reject({ message: desk.dataset.lost, advice: "" });
    sending.onabort = () => reject(null);
    sending.send(file);
  });
}

async function must(answer) {
  if (!answer.ok) throw words(await answer.text());
}

async function take(items) {
  if (!items.length) return;
  stopped = false;
  parts.failed.hidden = true;
  parts.done.value = 0;
  parts.doing.textContent = desk.dataset.sending;
  show("working");
  const total = items.reduce((sum, { file }) => sum + file.size, 0) || 1;
  let before = 0;
  try {
    await must(await post("/import/begin"));
    for (const { file, name } of items) {
      await send(file, name, (loaded) => (parts.done.value = (before + loaded) / total));
      before += file.size;
    }
    await must(await post("/import/start"));
    await watch();
  } catch (error) {
    if (stopped || error === null) show("choose");
    else fail(error.message ? error : { message: desk.dataset.lost, advice: "" });
  }
}

async function watch() {
  parts.doing.textContent = desk.dataset.starting;
  parts.done.value = 0;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    let told;
    try {
      const answer = await fetch("/import/progress");
      if (answer.status === 401) return location.reload();
      told = await answer.json();
    } catch {
      parts.doing.textContent = desk.dataset.lost;
      continue;
    }
    if (told.stage !== "running") return location.assign("/import");
    parts.done.value = told.share;
    parts.doing.textContent = told.text;
  }
}

parts.stop.addEventListener("click", async () => {
  stopped = true;
  sending?.abort();
  await post("/import/cancel");
});

const chosen = (input) => [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
for (const input of [parts.files, parts.folder]) {
  input.addEventListener("change", () => {
    const items = chosen(input);
    input.value = "";
    take(items);
  });
}

// ---- drop: files and whole folders ----

function entriesOf(folder) {
  const reader = folder.createReader();
  const all = [];
  return new Promise((resolve, reject) => {
    const more = () =>
      reader.readEntries((some) => {
        if (!some.length) return resolve(all);
        all.push(...some);
        more();
      }, reject);
    more();
  });
}

async function unfolded(entry) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const below = await Promise.all((await entriesOf(entry)).map(unfolded));
  return below.flat();
}

for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    parts.drop.classList.add("over");
  });
}
addEventListener("dragleave", (event) => event.relatedTarget || parts.drop.classList.remove("over"));
addEventListener("drop", async (event) => {
  event.preventDefault();
  parts.drop.classList.remove("over");
  if (parts.choose.hidden) return;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
  take((await Promise.all(entries.map(unfolded))).flat());
});

if ("running" in desk.dataset) watch();
