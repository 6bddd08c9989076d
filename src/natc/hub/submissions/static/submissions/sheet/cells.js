// The cells of the page by their keys: what stands in them, and what they say about it.

import { count } from "./totals.js";

export const form = document.getElementById("sheet");

const named = new Map();  // name → fields: `form.elements` looks through thousands of them anew after every change
const standing = new Map();  // key → what was written last, to find back to it
const messages = new Map();  // key → what a cell says below itself

const tickable = (field) => field.type === "radio" || field.type === "checkbox";
const alike = (one, other) => JSON.stringify(one) === JSON.stringify(other);
export const fields = (key, start = "v:") => named.get(start + key) ?? [];
export const keyOf = (field) => /^[vr]:/.test(field.name ?? "") ? field.name.slice(2) : null;
export const seen = (key) => fields(key, "s:")[0].value;
export const keys = () => [...standing.keys()];
export const stood = (key) => standing.get(key);
export const nameOf = (field) => field.getAttribute("aria-label") ?? field.closest("fieldset")?.querySelector("legend").innerText ?? "";
export const differs = (key) => !alike(content(key), stood(key));

// A field that the page did not bring: nothing stood in it.
export function enlist(field) {
  named.set(field.name, [...named.get(field.name) ?? [], field]);
  if (keyOf(field)) standing.set(keyOf(field), { values: [""], reason: "" });
}

export function strike(key) {
  for (const start of ["v:", "s:"]) named.delete(start + key);
  standing.delete(key);
}

const now = { ticked: (field) => field.checked, text: (field) => field.value };
const brought = {  // as the page came, whatever was typed before this script was there
  ticked: (field) => field.defaultChecked,
  text: (field) => field.options ? ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]).value : field.defaultValue,
};

export function content(key, as = now) {
  return {
    values: fields(key).filter((field) => !tickable(field) || as.ticked(field)).map((field) => tickable(field) ? field.value : as.text(field)),
    reason: fields(key, "r:").map(as.text).join(""),
  };
}

export function wrote(key) {
  standing.set(key, content(key));
}

export function fill(key, { values, reason }) {
  fields(key).forEach((field, at) => {
    if (tickable(field)) field.checked = values.includes(field.value);
    else field.value = values[at] ?? "";
  });
  fields(key, "r:").forEach((field) => { field.value = reason; });
  count(fields(key)[0]);
}

// The server read "1 200" as 1200: that stands in the cell now, unless somebody is in it.
export function understood(key, shows) {
  const field = fields(key)[0];
  if (!field.matches(".cell") || field === document.activeElement || field.value === shows) return;
  fill(key, { values: [shows], reason: "" });
  wrote(key);
}

export function stand(key, version) {
  for (const field of fields(key, "s:")) field.value = version;
}

// A state is an attribute and a picture of the style: whatever is put into a table has the whole table laid out anew.
export function show(key, state) {
  const field = fields(key)[0];
  const around = field && field.closest("td, fieldset");
  if (!around) return;
  messages.get(key)?.remove();
  messages.delete(key);
  around.querySelectorAll(":scope > .text-danger").forEach((old) => old.remove());
  around.dataset.state = state;
  const described = field.matches(".cell") ? field : around;
  described.setAttribute("aria-describedby", field.matches(".remarked") ? `says-${state} says-remarked` : `says-${state}`);
}

export function showError(key, says) {
  show(key, "error");
  message(key, "error").querySelector("b").textContent = says;
}

export function showConflict(key, { theirs, mine }, keep) {
  show(key, "conflict");
  const said = message(key, "conflict");
  said.querySelector("[data-theirs]").textContent = theirs || "–";
  said.querySelector("[data-mine]").textContent = mine || "–";
  said.querySelector("[data-keep=theirs]").addEventListener("click", keep.theirs);
  said.querySelector("[data-keep=mine]").addEventListener("click", keep.mine);
}

export const sentence = (name) => document.querySelector(`#cell-states [data-says="${name}"]`).cloneNode(true);

function message(key, state) {
  const said = sentence(state);
  said.dataset.key = key;
  const field = fields(key)[0];
  const row = field.closest("tr");
  if (row) said.querySelector("[data-cell]").textContent = `${nameOf(field)}:`;
  else field.closest("fieldset").append(said);
  messages.set(key, row ? sayBelow(row, said) : said);
  return said;
}

export function sayBelow(row, said) {
  const added = document.createElement("tr");
  added.className = "sheet-says";
  const cell = added.insertCell();
  cell.colSpan = [...row.cells].reduce((columns, one) => columns + one.colSpan, 0);
  cell.append(said);
  row.after(added);
  return added;
}

for (const field of form.elements) if (field.name) named.set(field.name, [...named.get(field.name) ?? [], field]);
for (const name of named.keys()) if (name.startsWith("v:")) standing.set(name.slice(2), content(name.slice(2), brought));
