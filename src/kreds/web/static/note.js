// The note says whether it is saved; what could not be sent stays in the field and is sent when the server is back.
const state = () => document.getElementById("note-state");
const isNote = (event) => event.target.id === "note";

document.body.addEventListener("input", (event) => {
  if (isNote(event)) state().textContent = event.target.dataset.saving;
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (isNote(event) && event.detail.successful) state().textContent = event.target.dataset.saved;
});
