// A section that is being filled in: each cell is saved when it is left, and kept here until the server has it.
//
// What is not saved yet is kept in sessionStorage: it outlives a reload and ends with the tab. localStorage would stay for
// whoever uses a shared laptop next. Only cells that are not saved are kept; who signs out is warned and throws them away.
"use strict";
(() => {
  const form = document.getElementById("sheet");
  if (!form || !form.dataset.cells) return;

  const BATCH = 200;  // cells of one request; four fields each, below the thousand that the server takes
  const AGAIN = 5000;  // milliseconds until a broken line is tried again
  const PATIENCE = 20000;  // milliseconds for one answer
  const KEPT = "sheet:";
  const place = `${KEPT}${form.dataset.by}:${form.dataset.cells}`;
  const status = document.getElementById("sheet-status");

  const waiting = new Map();  // key → what was typed, the version seen, the name of the save
  const flying = new Map();  // in the one request that is under way: so saves of a cell never overtake each other
  const held = new Map();  // errors and conflicts: a person decides
  let line = "there";  // or "broken", "locked", "refused"
  let asking = false;
  let timer = 0;
  let leaving = false;  // the page's own button was pressed while something was under way

  // Fields

  const fields = (name) => {
    const found = form.elements[name];
    return found instanceof RadioNodeList ? [...found] : found ? [found] : [];
  };
  const tickable = (field) => field.type === "radio" || field.type === "checkbox";
  const typed = (key) => fields(`v:${key}`).filter((field) => !tickable(field) || field.checked).map((field) => field.value);
  const reason = (key) => fields(`r:${key}`).map((field) => field.value).join("");
  const keyOf = (field) => /^[vr]:/.test(field.name ?? "") ? field.name.slice(2) : null;

  function fill(key, values, why) {
    fields(`v:${key}`).forEach((field, at) => {
      if (tickable(field)) field.checked = values.includes(field.value);
      else field.value = values[at] ?? "";
    });
    fields(`r:${key}`).forEach((field) => { field.value = why; });
  }

  // What a cell says

  function show(key, state) {
    const first = fields(`v:${key}`)[0];
    const around = first && first.closest("td, fieldset");
    if (!around) return null;
    around.querySelectorAll(":scope > .cell-state, :scope > .text-danger").forEach((old) => old.remove());
    around.dataset.state = state;
    const said = document.querySelector(`#cell-states [data-says="${state}"]`).cloneNode(true);
    around.append(said);
    return said;
  }

  function showError(key, says) {
    show(key, "error").querySelector("b").textContent = says;
  }

  function showConflict(key, cell) {
    const said = show(key, "conflict");
    said.querySelector("[data-theirs]").textContent = cell.theirs || "–";
    said.querySelector("[data-mine]").textContent = cell.mine || "–";
    said.querySelector("[data-keep=theirs]").addEventListener("click", () => keepTheirs(key, cell));
    said.querySelector("[data-keep=mine]").addEventListener("click", () => keepMine(key, cell));
  }

  function showLine() {
    const open = waiting.size + flying.size;
    const now = line !== "there" ? line : open ? "saving" : held.size ? "held" : "saved";
    for (const said of status.children) said.hidden = said.dataset.line !== now;
    for (const count of status.querySelectorAll("[data-count]")) count.textContent = now === "held" ? held.size : open;
  }

  // The queue

  function keep() {
    const entries = [...waiting.values(), ...held.values()];
    const all = { flying: [...flying.values()], waiting: entries };
    if (all.flying.length + entries.length) sessionStorage.setItem(place, JSON.stringify(all));
    else sessionStorage.removeItem(place);
    showLine();
  }

  function write(key) {
    queue(key);
    keep();
    send();
  }

  function queue(key) {
    const before = waiting.get(key) ?? held.get(key);  // typed after a reload: the version that was seen then
    const seen = before ? before.seen : fields(`s:${key}`)[0].value;
    held.delete(key);
    waiting.set(key, { key, values: typed(key), reason: reason(key), seen, uid: crypto.randomUUID() });
    show(key, line === "there" ? "saving" : "waiting");
  }

  function stand(key, version) {
    for (const field of fields(`s:${key}`)) field.value = version;
  }

  function keepTheirs(key, cell) {
    held.delete(key);
    stand(key, cell.version);
    fill(key, cell.values, cell.reason);
    show(key, "saved");
    keep();
    sumAround(key);
  }

  function keepMine(key, cell) {
    held.get(key).seen = cell.version;
    write(key);
  }

  function body() {
    const sent = new FormData();
    sent.set("by", form.dataset.by);
    for (const { key, values, reason: why, seen, uid } of flying.values()) {
      values.forEach((value) => sent.append(`v:${key}`, value));
      if (why) sent.set(`r:${key}`, why);
      sent.set(`s:${key}`, seen);
      sent.set(`u:${key}`, uid);
    }
    return sent;
  }

  function load() {
    for (const [key, cell] of [...waiting].slice(0, BATCH)) {
      waiting.delete(key);
      flying.set(key, cell);
    }
    for (const key of flying.keys()) if (!waiting.has(key)) show(key, "saving");
    keep();
  }

  async function send() {
    if (asking || line === "refused") return;
    if (!flying.size) load();
    if (!flying.size) return;
    asking = true;
    clearTimeout(timer);
    const found = await post();
    asking = false;
    line = found.line;
    if (found.cells) return settle(found.cells);
    const state = line === "refused" ? "refused" : "waiting";
    for (const key of [...flying.keys(), ...waiting.keys()]) show(key, state);
    if (line === "refused") status.querySelector("[data-line=refused] b").textContent = found.says;
    else timer = setTimeout(send, AGAIN);
    showLine();
  }

  async function post() {
    try {
      const answer = await ask(form.dataset.cells, { method: "POST", body: body() });
      return await read(answer);
    } catch (broken) {
      if (broken instanceof TypeError || broken.name === "TimeoutError") return { line: "broken" };
      throw broken;
    }
  }

  function ask(address, what) {
    const headers = { "accept": "application/json", "x-csrftoken": form.elements.csrfmiddlewaretoken.value };
    return fetch(address, { headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE), ...what });
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

  function settle(cells) {
    for (const [key, cell] of [...flying]) {
      flying.delete(key);
      became[cells[key].state](key, cells[key], cell);
    }
    keep();
    if (waiting.size) return send();
    refreshFindings();
    if (leaving) form.requestSubmit();
  }

  const became = {
    saved(key, now) {
      stand(key, now.version);
      if (waiting.has(key)) waiting.get(key).seen = now.version;
      else show(key, "saved");
    },
    error(key, now, cell) {
      if (waiting.has(key)) return;
      held.set(key, cell);
      showError(key, now.says);
    },
    conflict(key, now, cell) {
      held.set(key, waiting.get(key) ?? cell);
      waiting.delete(key);
      showConflict(key, now);
    },
  };

  async function refreshFindings() {
    const answer = await ask(form.dataset.findings, { headers: { "accept": "text/html" } }).catch(() => null);
    if (answer && answer.ok) document.getElementById("findings").innerHTML = await answer.text();
  }

  // What was kept over a reload is sent again under its old name: what the server has already, it does not save twice.
  function resume() {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(KEPT) && !name.startsWith(`${KEPT}${form.dataset.by}:`)) sessionStorage.removeItem(name);
    }
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{"flying": [], "waiting": []}');
    const here = ({ key }) => fields(`v:${key}`).length;
    for (const cell of kept.flying.filter(here)) flying.set(cell.key, cell);
    for (const cell of kept.waiting.filter(here)) waiting.set(cell.key, cell);
    for (const cell of [...flying.values(), ...waiting.values()]) fill(cell.key, cell.values, cell.reason);
    showLine();
    send();
  }

  // Totals

  function sum(table) {
    const output = table.querySelector("[data-sum]");
    if (!output) return;
    let total = 0;
    for (const cell of table.querySelectorAll("tbody tr:not(.sheet-total) .cell")) {
      const number = cell.value.replace(/\s/g, "");
      if (/^-?\d+([.,]\d+)?$/.test(number)) total += Number(number.replace(",", "."));
    }
    output.hidden = false;
    output.querySelector("b").textContent = Number(total.toFixed(6));
  }

  function sumAround(key) {
    const table = fields(`v:${key}`)[0].closest("table");
    if (table) sum(table);
  }

  // Keys

  const cellsOf = (row) => [...row.querySelectorAll("td.number")].map((cell) => cell.querySelector(".cell"));
  const rowsOf = (cell) => [...cell.closest("tbody").rows].map(cellsOf).filter((row) => row.some(Boolean));

  function neighbour(cell, down, right) {
    const rows = rowsOf(cell);
    const from = rows.findIndex((row) => row.includes(cell));
    const column = rows[from].indexOf(cell);
    for (let row = from + down, at = column + right; rows[row] && at >= 0 && at < rows[from].length; row += down, at += right) {
      const found = rows[row].length === 1 ? rows[row][0] : rows[row][at];  // the total is as wide as all columns
      if (found && found !== cell) return found;
    }
    return null;
  }

  const atStart = (cell) => cell.selectionEnd === 0 || wholly(cell);
  const atEnd = (cell) => cell.selectionStart === cell.value.length || wholly(cell);
  const wholly = (cell) => cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
  const moves = {
    ArrowUp: () => [-1, 0],
    ArrowDown: () => [1, 0],
    Enter: (cell, event) => [event.shiftKey ? -1 : 1, 0],
    ArrowLeft: (cell) => atStart(cell) && [0, -1],
    ArrowRight: (cell) => atEnd(cell) && [0, 1],
  };

  function press(event) {
    const cell = event.target;
    if (!cell.matches(".cell") || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "-") return giveReason(event);
    const move = moves[event.key] && moves[event.key](cell, event);
    if (!move) return;
    event.preventDefault();
    cell.blur();  // saves it, in the last row too
    (neighbour(cell, ...move) ?? cell).focus();
  }

  // No cell takes a number below zero, so this key is free.
  function giveReason(event) {
    const chosen = document.getElementById("all-blank");
    event.preventDefault();
    event.target.value = chosen.selectedOptions[0].text;
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A block from a spreadsheet

  function paste(event) {
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!event.target.matches(".cell") || !/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = rowsOf(event.target);
    const top = rows.findIndex((row) => row.includes(event.target));
    const left = rows[top].indexOf(event.target);
    text.split(/\r?\n/).forEach((row, down) => row.split("\t").forEach((value, right) => {
      const cell = rows[top + down]?.[left + right];
      if (cell) put(cell, value.trim());
    }));
    sum(event.target.closest("table"));
    keep();
    send();
  }

  function put(cell, value) {
    cell.value = value;
    cell.dataset.before = value;
    if (keyOf(cell)) queue(keyOf(cell));
  }

  // Leaving

  function leave(event) {
    const here = document.activeElement;
    if (here && here.dataset.before !== undefined && here.dataset.before !== here.value && keyOf(here)) write(keyOf(here));
    if (waiting.size + flying.size) event.preventDefault();
  }

  form.addEventListener("focusin", ({ target }) => {
    target.dataset.before = target.value;
    if (target.matches(".cell")) target.select();
  });
  form.addEventListener("change", ({ target }) => {
    target.dataset.before = target.value;
    if (keyOf(target)) write(keyOf(target));
  });
  form.addEventListener("input", ({ target }) => target.matches(".cell") && sum(target.closest("table")));
  form.addEventListener("keydown", press);
  form.addEventListener("paste", paste);
  form.addEventListener("submit", (event) => {
    leaving = waiting.size + flying.size > 0;
    if (leaving) event.preventDefault();
  });
  status.addEventListener("click", (event) => event.target.matches("[data-again]") && send());
  document.getElementById("sign-out").addEventListener("submit", () => sessionStorage.removeItem(place));
  addEventListener("beforeunload", leave);
  addEventListener("online", send);
  addEventListener("focus", send);
  document.querySelectorAll("[data-with-script]").forEach((part) => { part.hidden = false; });
  form.querySelectorAll("table").forEach(sum);
  resume();
})();
