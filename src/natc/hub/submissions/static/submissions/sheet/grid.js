// Moving in a table by keyboard, and a block from a spreadsheet: both go from cell to cell and never through the whole table.

const NEXT = "nextElementSibling";
const BEFORE = "previousElementSibling";

// A column by its place in the row; the one cell of the total is as wide as all columns and stands over the first.
function columnOf(field) {
  const cell = field.closest("td");
  return cell.parentElement.matches(".sheet-total") ? cell.parentElement.cells[0].colSpan : cell.cellIndex;
}

function inColumn(row, column) {
  const cell = row.matches(".sheet-total") ? row.cells[1] : row.cells[column];
  return cell ? cell.querySelector(".cell") : null;
}

function under(field, step) {
  const column = columnOf(field);
  for (let row = field.closest("tr")[step]; row; row = row[step]) {
    const found = inColumn(row, column);
    if (found) return found;
  }
  return null;
}

function beside(field, step) {
  for (let cell = field.closest("td")[step]; cell; cell = cell[step]) {
    const found = cell.querySelector(".cell");
    if (found) return found;
  }
  return null;
}

const wholly = (field) => field.selectionStart === 0 && field.selectionEnd === field.value.length;
const atStart = (field) => field.selectionEnd === 0 || wholly(field);
const atEnd = (field) => field.selectionStart === field.value.length || wholly(field);
const moves = {
  ArrowUp: () => [under, BEFORE],
  ArrowDown: () => [under, NEXT],
  Enter: (field, event) => [under, event.shiftKey ? BEFORE : NEXT],
  ArrowLeft: (field) => atStart(field) && [beside, BEFORE],
  ArrowRight: (field) => atEnd(field) && [beside, NEXT],
};

// Leaving a cell saves it, in the last row too.
export function move(field, event) {
  const [to, step] = (moves[event.key] && moves[event.key](field, event)) || [];
  if (!to) return;
  event.preventDefault();
  field.blur();
  (to(field, step) ?? field).focus();
}

// Rows of texts: columns end with tabs, rows with a line end, and what holds either stands in quotes.
export function blockOf(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/g)) {
    rows.at(-1).push((quoted?.replaceAll('""', '"') ?? plain).replace(/\s+/g, " ").trim());
    if (end === "") break;
    if (end !== "\t") rows.push([]);
  }
  if (rows.at(-1).join("") === "") rows.pop();  // the line end after the last row
  return rows;
}

// Pairs of a field and what comes into it, from `field` on to the right and down; and how many texts have no place.
export function spread(field, block) {
  const pairs = [];
  let lost = 0;
  let row = field.closest("tr");
  for (const texts of block) {
    texts.forEach((text, right) => {
      const alone = row?.matches(".sheet-total") && right > 0;
      const found = row && !alone ? inColumn(row, columnOf(field) + right) : null;
      if (found) pairs.push([found, text]);
      else if (text) lost += 1;
    });
    do row = row?.[NEXT]; while (row?.matches(".sheet-says"));
  }
  return { pairs, lost };
}
