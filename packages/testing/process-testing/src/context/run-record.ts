import type { DecisionResult, EngineObserver, ObservedUserTask } from '@jobwright/engine/core';

/** How often the elements and sequence flows of one definition were passed. */
export interface PassedParts {
  readonly elements: Map<string, number>;
  readonly flows: Map<string, number>;
}

/** What a test has seen of its engine. */
export interface RunRecord {
  /** Processes that the test deployed, by definition key; those of mocks are not among them. */
  readonly definitions: Map<string, { readonly processId: string; readonly fileName: string }>;
  readonly observer: EngineObserver;
  /** Process instances in the order of their start, with their definitions. */
  readonly instances: Map<string, string>;
  readonly endedTasks: ObservedUserTask[];
  /** By process definition key. */
  readonly passed: Map<string, PassedParts>;
  /** Decisions that were evaluated without a process. */
  readonly evaluations: DecisionResult[];
  /** Grows with everything that happens. */
  readonly revision: () => number;
}

const increase = (counts: Map<string, number>, id: string): void =>
  void counts.set(id, (counts.get(id) ?? 0) + 1);

/** Creates the record of a new engine. */
export function createRunRecord(): RunRecord {
  const instances = new Map<string, string>();
  const endedTasks: ObservedUserTask[] = [];
  const passed = new Map<string, PassedParts>();
  let revision = 0;
  const partsOf = (definitionKey: string): PassedParts => {
    const known = passed.get(definitionKey) ?? { elements: new Map(), flows: new Map() };
    passed.set(definitionKey, known);
    return known;
  };
  return {
    definitions: new Map(),
    instances,
    endedTasks,
    passed,
    evaluations: [],
    revision: () => revision,
    observer: {
      onElementEntered({ processInstanceKey, processDefinitionKey, elementInstanceKey, elementId }) {
        revision += 1;
        if (elementInstanceKey === processInstanceKey)
          instances.set(processInstanceKey, processDefinitionKey);
        else increase(partsOf(processDefinitionKey).elements, elementId);
      },
      onFlowTaken({ processDefinitionKey, flowId }) {
        revision += 1;
        increase(partsOf(processDefinitionKey).flows, flowId);
      },
      onUserTaskEnded(ended) {
        revision += 1;
        endedTasks.push(ended);
      },
    },
  };
}
