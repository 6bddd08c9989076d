// In a field of a section, Shift+F2 leads to the remark about it, as in spreadsheets; without a script one chooses it from the list.
"use strict";
(() => {
  const form = document.getElementById("remark");
  if (!form) return;
  for (const hint of form.querySelectorAll("[data-with-remark]")) hint.hidden = false;

  document.addEventListener("keydown", (event) => {
    const name = event.target.name ?? "";
    if (event.key !== "F2" || !event.shiftKey || !/^[vr]:/.test(name)) return;
    event.preventDefault();
    form.elements.key.value = name.slice(2);
    form.elements.text.focus();
  });
})();
