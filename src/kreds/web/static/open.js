// Signs in with the code behind the #, which no server and no list of processes has seen.
const opening = document.getElementById("opening");
const closed = document.getElementById("closed");
const again = document.getElementById("again");

async function post(path, body) {
  return fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

function refuse(text) {
  document.getElementById("closed-title").textContent = closed.dataset.title;
  document.getElementById("closed-text").textContent = text;
  opening.hidden = true;
  closed.hidden = false;
}

async function open() {
  const code = location.hash.slice(1);
  history.replaceState(null, "", "/open");
  if (!code) return refuse(closed.dataset.noCode);
  const answer = await post("/open", { code });
  const told = await answer.json();
  if (answer.ok) location.replace(told.next);
  else refuse(told.error.message);
}

again?.addEventListener("click", async () => {
  const answer = await post("/open/again", {});
  if (answer.ok) document.getElementById("again-done").textContent = again.dataset.done;
});

if (opening) {
  // A new link pasted over this page changes only the part behind the #.
  addEventListener("hashchange", () => location.hash && open());
  open();
}
