// Cells on their way to the server: one request at a time, each save under a name of its own, so that the line may break at any
// moment and a save that is sent again counts once. It knows no page: post sends, keep puts aside, told shows.

const BATCH = 200;  // cells of one request; four fields each, below the thousand that the server takes
const AGAIN = 5000;  // milliseconds until a broken line is tried again

// post(cells) → { line: "there", cells } or { line: "broken" | "locked" | "refused", says }
// keep({ flying, waiting }) puts aside what is not saved yet; told.cell, .stands, .saved, .error, .conflict, .line, .settled show it
export function saveQueue({ post, keep, told }) {
  const waiting = new Map();  // key → what was typed, the version seen, the name of the save
  const flying = new Map();  // in the one request that is under way: so saves of a cell never overtake each other
  const held = new Map();  // errors and conflicts: a person decides
  let line = "there";
  let asking = false;
  let timer = 0;

  function changed() {
    keep({ flying: [...flying.values()], waiting: [...waiting.values(), ...held.values()] });
    told.line(...standing());
  }

  function standing() {
    const open = waiting.size + flying.size;
    if (line !== "there") return [line, open];
    return open ? ["saving", open] : held.size ? ["held", held.size] : ["saved", 0];
  }

  // seen: the version that the page shows; of what was typed over before it was saved, the version that was seen then.
  function put(key, content, seen) {
    const before = waiting.get(key) ?? held.get(key);
    held.delete(key);
    waiting.set(key, { key, ...content, seen: before ? before.seen : seen, uid: crypto.randomUUID() });
    told.cell(key, line === "there" ? "saving" : "waiting");
  }

  function load() {
    for (const [key, cell] of [...waiting].slice(0, BATCH)) {
      waiting.delete(key);
      flying.set(key, cell);
    }
    for (const key of flying.keys()) told.cell(key, "saving");
  }

  async function send() {
    if (asking || line === "refused") return changed();
    if (!flying.size) load();
    changed();
    if (!flying.size) return;
    asking = true;
    clearTimeout(timer);
    const found = await post([...flying.values()]);
    asking = false;
    line = found.line;
    if (found.cells) return settle(found.cells);
    for (const key of [...flying.keys(), ...waiting.keys()]) told.cell(key, line === "refused" ? "refused" : "waiting");
    if (line !== "refused") timer = setTimeout(send, AGAIN);
    told.line(...standing(), found.says);
  }

  function settle(cells) {
    for (const [key, cell] of [...flying]) {
      flying.delete(key);
      became[cells[key].state](key, cells[key], cell);
    }
    changed();
    if (waiting.size) return send();
    told.settled();
  }

  const became = {
    saved(key, now) {
      told.stands(key, now.version);
      if (waiting.has(key)) waiting.get(key).seen = now.version;
      else told.saved(key, now.shows);
    },
    error(key, now, cell) {
      if (waiting.has(key)) return;
      held.set(key, cell);
      told.error(key, now.says);
    },
    conflict(key, now, cell) {
      const since = waiting.get(key);  // typed while the save was under way
      held.set(key, since ?? cell);
      waiting.delete(key);
      told.conflict(key, since ? { ...now, mine: since.values.join(", ") } : now);
    },
  };

  // A person has decided a conflict: what is written next was written over this version.
  function saw(key, version) {
    held.get(key).seen = version;
  }

  function drop(key) {
    held.delete(key);
    changed();
  }

  // What was kept over a reload is sent again under its old name: what the server has already, it does not save twice.
  function resume(kept) {
    for (const cell of kept.flying) flying.set(cell.key, cell);
    for (const cell of kept.waiting) waiting.set(cell.key, cell);
    send();
  }

  const open = () => waiting.size + flying.size;
  const firstHeld = () => held.keys().next().value;
  return { put, send, saw, drop, resume, open, firstHeld };
}
