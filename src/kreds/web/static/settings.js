// Settings: a backup from a file is handed over and looked at, and putting one back is asked about first.
import { appToken, say, toast } from "./talk.js";

const byId = (id) => document.getElementById(id);

function ask(name, holds) {
  byId("put-back-name").value = name;
  byId("put-back-holds").textContent = holds;
  byId("put-back").showModal();
}

document.addEventListener("click", (event) => {
  const backup = event.target.closest("[data-restore]");
  if (backup) ask(backup.dataset.restore, backup.dataset.holds);
  if (event.target.id === "put-back-no") byId("put-back").close();
});

document.addEventListener("change", async (event) => {
  if (event.target.id !== "backup-file" || !event.target.files.length) return;
  const [file] = event.target.files;
  event.target.value = "";
  const headers = { "Content-Type": "application/octet-stream", "X-App-Token": appToken() };
  const answer = await fetch("/settings/restore/file", { method: "POST", headers, body: file }).catch(() => null);
  if (!answer) return toast(byId("toasts").dataset.lost);
  const text = await answer.text();
  if (answer.ok) ask("", JSON.parse(text).holds);
  else say(text);
});
