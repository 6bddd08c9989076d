// The way back: what stood in the cells before each change, the last change first.

const FURTHEST = 200;  // changes that are remembered

export function pastOf(button) {
  const steps = [];

  function show() {
    button.disabled = !steps.length;
  }

  return {
    remember(step) {  // pairs of a key and what stood there
      steps.push(step);
      if (steps.length > FURTHEST) steps.shift();
      show();
    },
    // A cell in which somebody else's figure stands now, or that is no more: what stood there before is not brought back.
    forget(key) {
      const left = steps.map((step) => step.filter(([of]) => of !== key)).filter((step) => step.length);
      steps.splice(0, steps.length, ...left);
      show();
    },
    back() {
      const step = steps.pop() ?? [];
      show();
      return step;
    },
  };
}
