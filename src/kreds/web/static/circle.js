// The circle answers to pointer, finger and keys: the nearest dot is meant, however small it is.
const REACH = 16; // CSS pixels

const LASTS = 700; // milliseconds

// `old` is what stood there before, when the page has changed under the reader's eyes.
export function startCircles(root, old) {
  for (const figure of root.querySelectorAll("[data-circle]")) {
    glide(figure, old?.querySelector("[data-circle]"));
    start(figure);
  }
}

// Dots go calmly from where they stood to where they stand now; who is new comes from the middle.
function glide(figure, before) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const at = (circle) => [Number(circle.getAttribute("cx")), Number(circle.getAttribute("cy"))];
  const was = new Map(before ? [...before.querySelectorAll("[data-dots] > a")].map((link) => [link.getAttribute("href"), at(link.firstElementChild)]) : []);
  for (const link of figure.querySelectorAll("[data-dots] > a")) {
    const from = link.dataset.from?.split(" ").map(Number) ?? was.get(link.getAttribute("href"));
    const [x, y] = at(link.firstElementChild);
    if (!from || (from[0] === x && from[1] === y)) continue;
    const start = { transform: `translate(${from[0] - x}px, ${from[1] - y}px)` };
    link.firstElementChild.animate([start, { transform: "none" }], { duration: LASTS, easing: "ease-in-out" });
  }
  if (before) for (const mass of figure.querySelectorAll(".mass")) mass.animate([{ opacity: 0 }, { opacity: 1 }], LASTS);
}

function start(figure) {
  const svg = figure.querySelector("svg");
  const tip = figure.querySelector("[data-tip]");
  const radius = Number(figure.querySelector("[data-dots]").dataset.radius);
  const dots = [...figure.querySelectorAll("[data-dots] > a")].map((link) => {
    const circle = link.firstElementChild;
    return { link, circle, x: Number(circle.getAttribute("cx")), y: Number(circle.getAttribute("cy")) };
  });
  const masses = [...figure.querySelectorAll(".mass")];
  let lit = null;

  const scale = () => svg.getBoundingClientRect().width / 1000;

  function nearest(event) {
    const box = svg.getBoundingClientRect();
    const unit = 1000 / box.width;
    const x = (event.clientX - box.left) * unit;
    const y = (event.clientY - box.top) * unit;
    let best = null;
    let least = (REACH * unit) ** 2;
    for (const dot of dots) {
      const distance = (dot.x - x) ** 2 + (dot.y - y) ** 2;
      if (distance < least) [best, least] = [dot, distance];
    }
    return best;
  }

  function light(dot) {
    if (dot === lit) return;
    if (lit) {
      lit.circle.classList.remove("lit");
      lit.circle.setAttribute("r", radius);
    }
    lit = dot;
    svg.classList.toggle("aims", Boolean(dot));
    if (!dot) {
      tip.hidden = true;
      return;
    }
    dot.circle.classList.add("lit");
    dot.circle.setAttribute("r", Math.max(radius * 1.5, 7 / scale()));
    show(dot.link.getAttribute("aria-label"), dot.x, dot.y);
  }

  function show(name, x, y) {
    tip.firstElementChild.textContent = name;
    tip.hidden = false;
    const unit = scale();
    const half = tip.offsetWidth / 2;
    const left = Math.min(Math.max(x * unit, half), svg.getBoundingClientRect().width - half);
    tip.style.left = `${left}px`;
    tip.style.top = `${y * unit}px`;
    tip.classList.toggle("below", y * unit < 60);
  }

  svg.addEventListener("pointermove", (event) => {
    const dot = nearest(event);
    light(dot);
    const mass = !dot && event.target.closest(".mass");
    if (mass) show(mass.getAttribute("aria-label"), ...middle(event));
  });
  svg.addEventListener("pointerleave", () => light(null));
  svg.addEventListener("click", (event) => {
    if (event.target.closest("a")?.matches("[data-dots] > a")) return;
    const dot = nearest(event);
    if (dot) {
      event.preventDefault();
      dot.link.dispatchEvent(new MouseEvent("click", { bubbles: false, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
    }
  });

  function middle(event) {
    const box = svg.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * 1000];
  }

  // ---- keys: one dot is in the tab order, arrows move among them ----

  const directions = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  svg.addEventListener("focusin", (event) => light(dots.find((dot) => dot.link === event.target) ?? null));
  svg.addEventListener("focusout", () => light(null));
  svg.addEventListener("keydown", (event) => {
    const here = dots.find((dot) => dot.link === event.target);
    if (!here) return;
    if (event.key === "Escape") return void here.link.blur();
    const next = event.key === "Home" ? dots[0] : directions[event.key] && towards(here, directions[event.key]);
    if (!next) return;
    event.preventDefault();
    here.link.tabIndex = -1;
    next.link.tabIndex = 0;
    next.link.focus({ preventScroll: true });
  });

  function towards(here, [right, down]) {
    let best = null;
    let least = Infinity;
    for (const dot of dots) {
      const ahead = (dot.x - here.x) * right + (dot.y - here.y) * down;
      const aside = Math.abs((dot.x - here.x) * down) + Math.abs((dot.y - here.y) * right);
      if (ahead <= 0) continue;
      const cost = ahead + 2 * aside;
      if (cost < least) [best, least] = [dot, cost];
    }
    return best;
  }

  for (const link of masses) link.addEventListener("focus", () => show(link.getAttribute("aria-label"), 500, 500));
}
