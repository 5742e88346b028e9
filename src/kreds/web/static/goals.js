// A slider says its number while it moves; what would be missing follows when it is let go.
document.addEventListener("input", (event) => {
  if (event.target.type === "range") event.target.nextElementSibling.value = `${event.target.value} %`;
});

// A draft that arrives late must not take away the name that was typed meanwhile, nor the place in it.
let typed = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const name = event.detail.target.id === "draft" && document.getElementById("goal-name");
  typed = name && { value: name.value, at: document.activeElement === name ? name.selectionStart : null };
});
document.addEventListener("htmx:afterSwap", () => {
  const name = document.getElementById("goal-name");
  if (!name || !typed) return;
  name.value = typed.value;
  if (typed.at !== null) {
    name.focus();
    name.setSelectionRange(typed.at, typed.at);
  }
});
