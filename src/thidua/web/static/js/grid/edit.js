/* Every change of a grid goes through here, so that each can be taken back: one key, one paste, one step. */

export function editOf(grid) {
  const done = [];
  const undone = [];
  const listeners = [];
  const held = new WeakMap(); // input → its text when typing began

  function tell(inputs, kind) {
    listeners.forEach((listen) => listen(inputs, kind));
  }

  function write(changes, side) {
    const inputs = [];
    changes.forEach((change) => {
      const input = grid.named(change.name);
      if (!input || input.value === change[side]) return;
      input.value = change[side];
      if (held.has(input)) held.set(input, input.value); /* nobody typed this: it is no step of its own */
      inputs.push(input);
    });
    if (inputs.length) tell(inputs, "written");
    return inputs;
  }

  function remember(changes) {
    const real = changes.filter((change) => change.before !== change.after);
    if (!real.length) return;
    done.push(real);
    undone.length = 0;
    tell([], "history");
  }

  /* Typing ended: what changed becomes one step. */
  function commit(input) {
    if (!held.has(input)) return;
    const before = held.get(input);
    if (before === input.value) return;
    remember([{ name: input.name, before, after: input.value }]);
    held.set(input, input.value);
    tell([input], "written");
  }

  return {
    /* listen(inputs, kind): "typed" while somebody types, "written" once a value stands, "history" for the buttons. */
    listen: (listener) => listeners.push(listener),
    can: () => ({ undo: done.length > 0, redo: undone.length > 0 }),

    /* Several cells at once, as one step: pairs of [input, text]. */
    put(pairs) {
      pairs.forEach(([input]) => commit(input));
      const changes = pairs.map(([input, text]) => ({ name: input.name, before: input.value, after: text }));
      write(changes, "after");
      remember(changes);
    },

    /* Somebody else's value: nothing to take back, only to be shown. */
    listenOnly: (inputs) => tell(inputs, "shown"),

    began: (input) => held.set(input, input.value),
    typed: (input) => tell([input], "typed"),
    typing: (input) => held.has(input) && held.get(input) !== input.value,

    commit,

    restore(input) {
      if (!held.has(input) || held.get(input) === input.value) return false;
      input.value = held.get(input);
      tell([input], "typed");
      return true;
    },

    undo() {
      const changes = done.pop();
      if (!changes) return null;
      undone.push(changes);
      write(changes, "before");
      tell([], "history");
      return changes;
    },

    redo() {
      const changes = undone.pop();
      if (!changes) return null;
      done.push(changes);
      write(changes, "after");
      tell([], "history");
      return changes;
    },
  };
}
