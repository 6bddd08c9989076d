// Totals, live: a field that changes changes the sum of its table by the difference, whatever the size of the table.

const NUMBER = /^-?\d+([.,]\d+)?$/;
const DECIMALS = 6;  // as many as are shown; binary fractions are not exact

const counted = new WeakMap();  // field → the number that the sum holds of it
const sums = new WeakMap();  // table → the sum of its rows

function figure(field) {
  const typed = field.value.replace(/\s/g, "");
  return NUMBER.test(typed) ? Number(typed.replace(",", ".")) : null;
}

export function count(field) {
  const table = field.closest("table.sheet");
  if (!table || !field.matches(".cell")) return;
  if (!field.closest(".sheet-total")) add(table, field);
  say(table);
}

function add(table, field) {
  const now = figure(field) ?? 0;
  sums.set(table, (sums.get(table) ?? 0) + now - (counted.get(field) ?? 0));
  counted.set(field, now);
}

function say(table) {
  const says = table.closest("section").querySelector(".sheet-sum");
  if (!says) return;
  const sum = Number((sums.get(table) ?? 0).toFixed(DECIMALS));
  const total = figure(table.querySelector(".sheet-total .cell"));
  const now = total === null ? "alone" : total === sum ? "equal" : "differs";
  says.hidden = false;
  for (const sentence of says.children) sentence.hidden = sentence.dataset.says !== now;
  for (const place of says.querySelectorAll("[data-rows]")) place.textContent = sum;
  says.querySelector("[data-total]").textContent = total;
}

export function countAll(form) {
  for (const table of form.querySelectorAll("table.sheet")) {
    for (const field of table.querySelectorAll("tr:not(.sheet-total) .cell")) add(table, field);
    say(table);
  }
}
