// All about one cell beside the table: who saved what in it, what was remarked, a way to remark.

import { fields, form } from "./cells.js";
import { part } from "./line.js";

const card = document.getElementById("about-cell");

export async function openAbout(key) {
  const text = await part(`${form.dataset.about}${encodeURIComponent(key)}/`);
  card.querySelector("[data-broken]").hidden = text !== null;
  card.querySelector("[data-part]").innerHTML = text ?? "";
  card.dataset.key = key;
  card.hidden = false;
  card.focus();
}

function close() {
  card.hidden = true;
  fields(card.dataset.key)[0]?.focus();
}

card.addEventListener("keydown", (event) => event.key === "Escape" && close());
card.querySelector("[data-close]").addEventListener("click", close);
