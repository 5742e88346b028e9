// Talking with the server and with the person: changes carry the app token, errors become a line on the page.
let token = document.querySelector('meta[name="app-token"]').content;

export async function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-App-Token": token },
    body: JSON.stringify(body ?? {}),
  });
}

export const appToken = () => token;
export const setToken = (fresh) => (token = fresh);

export function words(text) {
  try {
    const { message, what_to_do: advice } = JSON.parse(text).error;
    return { message, advice };
  } catch {
    return { message: document.getElementById("toasts").dataset.lost, advice: "" };
  }
}

export function say(text) {
  const { message, advice } = words(text);
  toast(advice ? `${message} ${advice}` : message);
}

const STAYS = 8000;
let fading;

// One line at the foot of the page. `undo` is the number of a decision to take back, `load` what a second button does.
export function toast(text, { undo, load } = {}) {
  const place = document.getElementById("toasts");
  const line = document.createElement("p");
  line.textContent = text;
  if (undo) line.append(button(place.dataset.undo, () => document.body.dispatchEvent(new CustomEvent("take-back", { detail: undo }))));
  if (load) line.append(button(place.dataset.load, load));
  place.replaceChildren(line);
  const hide = () => (fading = setTimeout(() => place.replaceChildren(), STAYS));
  clearTimeout(fading);
  hide();
  // Who reads it or reaches for its button is given the time.
  line.onpointerenter = line.onfocusin = () => clearTimeout(fading);
  line.onpointerleave = line.onfocusout = hide;
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", () => {
    document.getElementById("toasts").replaceChildren();
    act();
  });
  return made;
}
