// The stages of a post, one after the other; and sliders that say their number while they move.

const LASTS = 1300; // milliseconds a stage is looked at
const still = matchMedia("(prefers-reduced-motion: reduce)");
const LAST = 6;
let stage = LAST;
let next;

function show(number) {
  stage = number;
  const figure = document.querySelector("[data-stages]");
  if (!figure) return;
  const svg = figure.querySelector("svg");
  for (let one = 1; one <= LAST; one++) svg.classList.toggle(`s${one}`, one <= stage);
  for (const button of figure.querySelectorAll("[data-stage]")) {
    if (Number(button.dataset.stage) === stage) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  }
}

function play() {
  clearTimeout(next);
  if (still.matches) return show(LAST);
  show(0);
  const step = () => {
    show(stage + 1);
    if (stage < LAST) next = setTimeout(step, LASTS);
  };
  next = setTimeout(step, LASTS / 2);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-stage]");
  if (button) clearTimeout(next), show(Number(button.dataset.stage));
  else if (event.target.closest("[data-play]")) play();
});

const decimals = (value, digits) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: digits });
const words = { share: (value) => decimals(100 * value, 1), times: (value) => decimals(value, 2), quality: (value) => decimals(Math.exp(value), 2) };

function tell(slider) {
  const output = slider.previousElementSibling;
  output.value = output.dataset.as.replace("0", words[slider.dataset.unit](Number(slider.value)));
  slider.ariaValueText = output.value;
}

const form = document.getElementById("sliders");
form?.addEventListener("input", (event) => event.target.dataset.unit && tell(event.target));
// Back to how it was means how it is known to be, not how the address had it.
form?.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const slider of form.querySelectorAll("[data-usual]")) (slider.value = slider.dataset.usual), tell(slider);
  form.elements.topic.value = "";
  form.dispatchEvent(new Event("change"));
});
document.body.addEventListener("htmx:afterSwap", (event) => event.target.id === "figures" && show(stage));
play();
