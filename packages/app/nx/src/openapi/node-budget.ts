const MAX_NODES = 200_000;
const MAX_DEPTH = 200;

/** What bounds the work on a document, in breadth and depth. */
export interface NodeBudget {
  /** @throws Error when there are too many, or they are too deep in each other */
  within<Answer>(work: () => Answer): Answer;
}

export function createNodeBudget(): NodeBudget {
  let nodes = 0;
  let depth = 0;
  return {
    within(work) {
      nodes += 1;
      if (nodes > MAX_NODES) {
        throw new Error(
          `The document has more than ${MAX_NODES} objects and lists, those of its references counted`,
        );
      }
      if (depth >= MAX_DEPTH) throw new Error(`The document is more than ${MAX_DEPTH} levels deep`);
      depth += 1;
      try {
        return work();
      } finally {
        depth -= 1;
      }
    },
  };
}
