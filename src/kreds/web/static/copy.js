// Copies a text that the person may have changed, and counts its characters while they write.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(field.value ?? field.textContent);
  } catch {
    if (field.select) field.select();
    else getSelection().selectAllChildren(field);
    document.execCommand("copy");
  }
  const words = button.firstChild.textContent;
  button.firstChild.textContent = button.dataset.done + " ";
  setTimeout(() => (button.firstChild.textContent = words), 2000);
});
document.addEventListener("input", (event) => {
  const place = event.target.dataset?.count;
  if (place) document.querySelector(place).textContent = event.target.value.length;
});
