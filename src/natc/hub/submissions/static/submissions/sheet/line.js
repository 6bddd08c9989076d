// The line to the server: what it answers, and what it means where it does not.

import { form } from "./cells.js";

const PATIENCE = 20000;  // milliseconds for one answer

export function ask(address, what) {
  const headers = { "accept": "application/json", "x-csrftoken": form.elements.csrfmiddlewaretoken.value };
  return fetch(address, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...what });
}

// A part of a page; nothing where the line is broken or the session locked.
export async function part(address) {
  const answer = await ask(address, { headers: { "accept": "text/html" } }).catch(() => null);
  return answer && answer.ok ? answer.text() : null;
}

export async function post(cells) {
  try {
    return await read(await ask(form.dataset.cells, { method: "POST", body: body(cells) }));
  } catch (broken) {
    if (broken instanceof TypeError || broken.name === "TimeoutError") return { line: "broken" };
    throw broken;
  }
}

function body(cells) {
  const sent = new FormData();
  sent.set("by", form.dataset.by);
  for (const { key, values, reason, seen, uid } of cells) {
    values.forEach((value) => sent.append(`v:${key}`, value));
    if (reason) sent.set(`r:${key}`, reason);
    sent.set(`s:${key}`, seen);
    sent.set(`u:${key}`, uid);
  }
  return sent;
}

async function read(answer) {
  if (answer.ok) return { line: "there", cells: (await answer.json()).cells };
  if (answer.status === 401 || answer.type === "opaqueredirect") return { line: "locked" };
  if (answer.status === 403) return renew();
  if (answer.status === 409) return { line: "refused", says: (await answer.json()).refused };
  return answer.status >= 500 || answer.status === 429 ? { line: "broken" } : { line: "refused", says: "" };
}

// Who signed in again has another token, which stands in the page as it would be drawn now.
async function renew() {
  const answer = await ask(location.href, { headers: { "accept": "text/html" } });
  if (answer.type === "opaqueredirect") return { line: "locked" };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("#sheet [name=csrfmiddlewaretoken]");
  if (!token || token.value === form.elements.csrfmiddlewaretoken.value) return { line: "refused", says: "" };
  form.elements.csrfmiddlewaretoken.value = token.value;
  return { line: "broken" };
}
