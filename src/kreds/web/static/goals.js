// A slider says its number while it moves; what would be missing follows when it is let go.
document.addEventListener("input", (event) => {
  if (event.target.type === "range") event.target.nextElementSibling.value = `${event.target.value} %`;
});
