// Talking with the server and with the person: changes carry the app token, errors become a line on the page.
const token = () => document.querySelector('meta[name="app-token"]').content;

export async function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-App-Token": token() },
    body: JSON.stringify(body ?? {}),
  });
}

export function appToken() {
  return token();
}

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

let fading;

export function toast(text) {
  const place = document.getElementById("toasts");
  clearTimeout(fading);
  const line = document.createElement("p");
  line.textContent = text;
  place.replaceChildren(line);
  fading = setTimeout(() => place.replaceChildren(), 8000);
}
