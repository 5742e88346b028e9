// Import: take files from the chooser or from a drop, hand them over one by one, watch the work, stop it.
import { post, appToken, words } from "./talk.js";

const desk = document.getElementById("desk");
const parts = Object.fromEntries(
  ["choose", "drop", "files", "folder", "working", "doing", "done", "stop", "failed", "spent", "steps"].map((id) => [id, document.getElementById(id)]),
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
  document.querySelector(".import")?.classList.remove("busy");
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
    sending.setRequestHeader("X-File-Modified", file.lastModified);
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
    // What was looked at waits for more files; everything else makes room.
    if (desk.dataset.stage !== "looked") await must(await post("/import/begin"));
    for (const { file, name } of items) {
      await send(file, name, (loaded) => (parts.done.value = (before + loaded) / total));
      before += file.size;
    }
    await must(await post("/import/look"));
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
    await new Promise((resolve) => setTimeout(resolve, 250));
    let told;
    try {
      const answer = await fetch("/import/progress");
      if (answer.status === 401) return location.reload();
      told = await answer.json();
    } catch {
      parts.doing.textContent = desk.dataset.lost;
      continue;
    }
    if (told.stage !== "running" && told.stage !== "looking") return location.assign(told.stage === "failed" ? "/import" : told.next);
    parts.done.value = told.share;
    parts.doing.textContent = told.text;
    parts.spent.textContent = told.time;
    parts.steps.replaceChildren(...told.files.map(step));
  }
}

function step({ name, stage, text, rows }) {
  const line = document.createElement("li");
  line.className = stage;
  for (const words of [name, rows, text]) line.appendChild(document.createElement("span")).textContent = words;
  return line;
}

async function work(path) {
  stopped = false;
  parts.failed.hidden = true;
  parts.steps.replaceChildren();
  show("working");
  document.querySelector(".import")?.classList.add("busy");
  parts.stop.focus();
  parts.working.scrollIntoView({ block: "center" });
  try {
    await must(await post(path));
    await watch();
  } catch (error) {
    fail(error?.message ? error : { message: desk.dataset.lost, advice: "" });
  }
}

document.getElementById("import")?.addEventListener("click", () => work("/import/start"));
document.getElementById("demo")?.addEventListener("click", () => work("/demo"));
document.getElementById("not-now")?.addEventListener("click", async () => {
  await post("/import/cancel");
  location.assign("/import");
});

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
