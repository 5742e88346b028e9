// Charts whose bars lead somewhere: one bar is in the tab order, arrows move among them.
document.addEventListener("keydown", (event) => {
  const chart = event.target.closest?.("[data-roving]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!chart || !step) return;
  const links = [...chart.querySelectorAll("a")];
  const next = links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus({ preventScroll: true });
});
