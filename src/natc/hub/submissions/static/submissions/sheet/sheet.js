// A section that is being filled in: each cell is saved when it is left, and kept here until the server has it.
//
// What is not saved yet is kept in sessionStorage: it outlives a reload and ends with the tab. localStorage would stay for
// whoever uses a shared laptop next. Only cells that are not saved are kept; who signs out is warned and throws them away.

import { openAbout } from "./about.js";
import * as cells from "./cells.js";
import { fields, form, keyOf } from "./cells.js";
import { blockOf, move, spread } from "./grid.js";
import { part, post } from "./line.js";
import { saveQueue } from "./queue.js";
import { adopt, confirm, putBack, release } from "./rows.js";
import { count, countAll } from "./totals.js";
import { pastOf } from "./undo.js";

const QUIET = 1200;  // milliseconds without a save until it is looked what is found in the answers now
const KEPT = "sheet:";
const place = `${KEPT}${form.dataset.by}:${form.dataset.cells}`;
const status = document.getElementById("sheet-status");
const reasons = document.getElementById("all-blank");
const past = pastOf(status.querySelector("[data-undo]"));
let here = null;  // the cell in which one is, or was last
let leaving = false;  // the page's own button was pressed while something was under way
let looking = 0;

// What is saved, and what becomes of it

const queue = saveQueue({ post, keep, told: {
  cell: cells.show,
  line: showLine,
  stands(key, version) {
    cells.stand(key, version);
    confirm(key);
  },
  saved(key, shows) {
    cells.understood(key, shows);
    cells.show(key, "saved");
  },
  error(key, says) {
    cells.showError(key, says);
    if (release(key)) drop(key);
  },
  conflict(key, now) {
    past.forget(key);
    confirm(key);
    cells.showConflict(key, now, { theirs: () => keepTheirs(key, now), mine: () => keepMine(key, now) });
  },
  settled() {
    clearTimeout(looking);
    looking = setTimeout(lookAgain, QUIET);
    if (leaving) form.requestSubmit();
  },
} });

function keep(all) {
  if (all.flying.length + all.waiting.length) sessionStorage.setItem(place, JSON.stringify(all));
  else sessionStorage.removeItem(place);
}

function showLine(line, number, says = "") {
  for (const said of status.querySelectorAll("[data-line]")) said.hidden = said.dataset.line !== line;
  for (const open of status.querySelectorAll(`[data-line="${line}"] [data-count]`)) open.textContent = number;
  if (says) status.querySelector("[data-line=refused] b").textContent = says;
}

async function lookAgain() {
  const found = await part(form.dataset.findings);
  if (found !== null) document.getElementById("findings").innerHTML = found;
}

function drop(key) {
  past.forget(key);
  queue.drop(key);
}

function keepTheirs(key, now) {
  cells.stand(key, now.version);
  cells.fill(key, now);
  cells.wrote(key);
  cells.show(key, "saved");
  queue.drop(key);
}

function keepMine(key, now) {
  queue.saw(key, now.version);
  write([key]);
}

// What is written. One change may be of many cells: it is saved and undone as one.

function commit(keys) {
  const changed = keys.filter(cells.differs);
  if (!changed.length) return;
  past.remember(changed.map((key) => [key, cells.stood(key)]));
  write(changed);
}

function write(keys) {
  clearTimeout(looking);
  for (const key of keys) {
    cells.wrote(key);
    queue.put(key, cells.content(key), cells.seen(key));
  }
  queue.send();
}

function undo() {
  const step = past.back();
  for (const [key, content] of step) cells.fill(key, content);
  write(step.map(([key]) => key));
  if (step.length) fields(step[0][0])[0].focus();
}

const addedRow = (field) => field.closest("tr[data-added]:not([data-key])");

// The keys of what is in these fields; a row that is added has one once it is whole.
function keysOf(changed) {
  return changed.map((field) => addedRow(field) ? adopt(addedRow(field)) : keyOf(field)).filter(Boolean);
}

function put(pairs) {
  for (const [field, text] of pairs) {
    field.value = text;
    count(field);
  }
  commit(keysOf(pairs.map(([field]) => field)));
}

// No cell takes a number below zero, so this key is free: the reason that is chosen for blank cells, pressed again the next one.
function giveReason(field) {
  const labels = [...reasons.options].map((one) => one.text);
  const at = labels.indexOf(cells.stood(keyOf(field))?.values[0]);
  put([[field, at < 0 ? labels[reasons.selectedIndex] : labels[(at + 1) % labels.length]]]);
  field.select();
}

function fillBlank(event) {
  event.preventDefault();
  const all = [...form.querySelectorAll(".sheet:not([data-open]) .cell, .sheet-total .cell")];
  put(all.filter((field) => !field.value.trim()).map((field) => [field, reasons.selectedOptions[0].text]));
}

function paste(event) {
  const block = blockOf(event.clipboardData.getData("text/plain"));
  if (!event.target.matches(".cell") || (block.length < 2 && (block[0] ?? []).length < 2)) return;
  event.preventDefault();
  const { pairs, lost } = spread(event.target, block);
  put(pairs);
  const said = status.querySelector("[data-lost]");
  said.hidden = !lost;
  said.querySelector("b").textContent = lost;
}

// Keys

function openKeys(event) {
  event.preventDefault();
  document.getElementById("keys").showModal();
}

function press(event) {
  const field = event.target;
  const plain = !event.altKey && !event.ctrlKey && !event.metaKey;
  const key = keyOf(field);
  if ((event.ctrlKey || event.metaKey) && "zз".includes(event.key.toLowerCase()) && !(key && cells.differs(key))) {
    event.preventDefault();
    undo();
  } else if (event.key === "F2" && event.shiftKey && key) {
    event.preventDefault();
    openAbout(key);
  } else if (plain && field.matches(".cell")) {
    const act = inCell[event.key] ?? ((at) => move(at, event));
    act(field, key, event);
  }
}

const inCell = {
  "?": (field, key, event) => openKeys(event),
  F2: (field) => field.setSelectionRange(field.value.length, field.value.length),
  Escape(field, key) {
    if (key && cells.differs(key)) cells.fill(key, cells.stood(key));
    field.select();
  },
};

// Coming and leaving

function resume() {
  for (const name of Object.keys(sessionStorage)) {
    if (name.startsWith(KEPT) && !name.startsWith(`${KEPT}${form.dataset.by}:`)) sessionStorage.removeItem(name);
  }
  const kept = JSON.parse(sessionStorage.getItem(place) ?? '{"flying": [], "waiting": []}');
  const stays = ({ key }) => fields(key).length || putBack(key);
  const [flying, waiting] = [kept.flying.filter(stays), kept.waiting.filter(stays)];
  for (const cell of [...flying, ...waiting]) {
    cells.fill(cell.key, cell);
    cells.wrote(cell.key);
    cells.show(cell.key, "waiting");
  }
  queue.resume({ flying, waiting });
  commit(cells.keys());  // typed on a slow line before this script was there
}

function commitHere() {
  const field = document.activeElement;
  if (form.contains(field)) commit(keysOf([field]));
}

function enter(field) {
  here = keyOf(field);
  status.querySelector("[data-here]").textContent = cells.nameOf(field);
  if (field.matches(".cell")) field.select();
}

form.addEventListener("focusin", ({ target }) => target.matches("button") || enter(target));
form.addEventListener("change", ({ target }) => addedRow(target) || commit(keysOf([target])));
form.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (addedRow(target) && !addedRow(target).contains(relatedTarget)) commit(keysOf([target]));
});
form.addEventListener("input", ({ target }) => {
  if (target.matches(".cell") && target.value === "-") giveReason(target);
  else count(target);
});
form.addEventListener("keydown", press);
form.addEventListener("paste", paste);
form.addEventListener("submit", (event) => {
  leaving = queue.open() > 0;
  if (leaving) event.preventDefault();
});
reasons?.form.addEventListener("submit", fillBlank);
status.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.matches("[data-again]")) queue.send();
  if (button?.matches("[data-held-first]")) fields(queue.firstHeld())[0].focus();
  if (button?.matches("[data-undo]")) undo();
  if (button?.matches("[data-about]") && here) openAbout(here);
  if (button?.matches("[data-keys]")) document.getElementById("keys").showModal();
});
document.addEventListener("keydown", (event) => event.key === "?" && !event.target.matches("input, select, textarea") && openKeys(event));
document.getElementById("sign-out").addEventListener("submit", () => sessionStorage.removeItem(place));
addEventListener("beforeunload", (event) => {
  commitHere();
  if (queue.open()) event.preventDefault();
});
document.addEventListener("visibilitychange", commitHere);  // a telephone ends a tab that nobody sees without asking it
addEventListener("online", () => queue.send());
addEventListener("focus", () => queue.send());
document.querySelectorAll("[data-with-script]").forEach((part) => { part.hidden = false; });
countAll(form);
resume();
if (form.contains(document.activeElement)) enter(document.activeElement);
