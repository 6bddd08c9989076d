// Rows that a desk adds to an open table: once its categories are chosen and a figure stands in it, a row is saved like any other
// cell, and there is always one empty row more.

import { enlist, fields, form, sayBelow, sentence, strike } from "./cells.js";

const empty = new Map();  // table → an empty row as the page brought it

const selects = (row) => [...row.querySelectorAll("select")];
const figureOf = (row) => row.querySelector(".cell");
const adding = (table) => [...form.querySelectorAll("tr[data-added]:not([data-key])")].filter((row) => row.dataset.added === table);
const blank = (row) => selects(row).every((one) => !one.value) && !figureOf(row).value;

// The key of a row that is whole now; nothing of one that is not, or that the table has already, which is said below it.
export function adopt(row) {
  const codes = selects(row).map((one) => one.value);
  if (codes.includes("") || !figureOf(row).value.trim()) return null;
  const key = [row.dataset.added, ...codes].join("|");
  while (row.nextElementSibling?.matches(".sheet-says")) row.nextElementSibling.remove();
  if (fields(key).length) return void sayBelow(row, sentence("twin"));
  become(row, key);
  return key;
}

// What was kept over a reload stands in a row again. Whether there was one for it.
export function putBack(key) {
  const [table, ...codes] = key.split("|");
  const row = adding(table).find(blank);
  if (!row) return false;
  selects(row).forEach((one, at) => { one.value = codes[at]; });
  if (selects(row).every((one) => one.value)) become(row, key);
  return fields(key).length > 0;
}

function become(row, key) {
  const figure = figureOf(row);
  const version = Object.assign(document.createElement("input"), { type: "hidden", name: `s:${key}`, value: "0" });
  figure.before(version);
  row.dataset.key = key;
  figure.dataset.was = figure.name;
  figure.name = `v:${key}`;
  figure.setAttribute("aria-label", selects(row).map((one) => one.selectedOptions[0].text).join(" · "));
  for (const one of selects(row)) one.disabled = true;
  enlist(version);
  enlist(figure);
  if (!adding(row.dataset.added).length) addAfter(row);
}

function addAfter(row) {
  const added = empty.get(row.dataset.added).cloneNode(true);
  const number = form.querySelectorAll("tr[data-added]").length;
  for (const field of added.querySelectorAll("[name]")) field.name = field.name.replace(/:\d+:/, `:${number}:`);
  row.after(added);
}

// The server has it: its categories stand as those of every other row.
export function confirm(key) {
  const row = fields(key)[0].closest("tr[data-key]");
  if (!row) return;
  for (const one of selects(row)) {
    const head = Object.assign(document.createElement("th"), { scope: "row", textContent: one.selectedOptions[0].text });
    one.closest("td").replaceWith(head);
  }
  delete row.dataset.added;
  delete row.dataset.key;
}

// The server does not take it: other categories can be chosen. Whether it was such a row.
export function release(key) {
  const row = fields(key)[0].closest("tr[data-key]");
  if (!row) return false;
  figureOf(row).name = figureOf(row).dataset.was;
  row.querySelector("[type=hidden]").remove();
  for (const one of selects(row)) one.disabled = false;
  delete row.dataset.key;
  strike(key);
  return true;
}

for (const row of form.querySelectorAll("tr[data-added]")) empty.set(row.dataset.added, row.cloneNode(true));
