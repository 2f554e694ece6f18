import type { JsonObject } from '@jobwright/json';

import { createInstance } from '../element-instances.ts';
import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import { setLocalVariables } from '../variables.ts';

/** New instances and variables of one command, to be taken back when a later step cannot be done. */
export interface Changes {
  create(options: Parameters<typeof createInstance>[1]): ElementInstance;
  setVariables(instance: ElementInstance, variables: JsonObject): void;
  undo(): void;
}

export function recordChanges(engine: Engine): Changes {
  const { state, work } = engine;
  const { lastKey } = state;
  const workLength = work.length;
  const created: ElementInstance[] = [];
  const before = new Map<ElementInstance, JsonObject>();
  return {
    create(options) {
      const instance = createInstance(engine, options);
      created.push(instance);
      return instance;
    },
    setVariables(instance, variables) {
      if (!before.has(instance)) before.set(instance, instance.variables);
      setLocalVariables(instance, variables);
    },
    undo() {
      for (const { key, scopeKey } of created.reverse()) {
        state.elementInstances.delete(key);
        // Each was the last child of its scope when the later ones are gone.
        if (scopeKey !== null) state.elementInstances.get(scopeKey)?.childKeys.pop();
      }
      for (const [instance, variables] of before) instance.variables = variables;
      work.length = workLength;
      state.lastKey = lastKey;
    },
  };
}
