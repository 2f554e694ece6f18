import type { Problem } from '@jobwright/bpmn-model';
import type { DecisionLogic, DmnModel } from './dmn-model.ts';

/** Requirements in a row. Real graphs have a few. */
const MAX_CHAIN = 200;

interface Requiring {
  readonly id: string;
  readonly requiredIds: readonly string[];
}

/** Elements that require what is not there, require each other in a cycle, or in too long a chain. */
export function checkRequirements({ decisions, knowledge }: DmnModel): readonly Problem[] {
  const names = new Set(knowledge.map(({ name }) => name));
  return [
    ...checkGraph(
      'decisions',
      decisions.map(({ id, requiredDecisionIds }) => ({ id, requiredIds: requiredDecisionIds })),
    ),
    ...checkGraph(
      'business knowledge models',
      knowledge.map(({ id, requiredKnowledgeIds }) => ({ id, requiredIds: requiredKnowledgeIds })),
    ),
    ...findMissing(
      decisions.map(({ id, requiredKnowledgeIds }) => ({ id, requiredIds: requiredKnowledgeIds })),
      new Set(knowledge.map(({ id }) => id)),
    ),
    ...[...decisions, ...knowledge].flatMap(({ id, logic }) =>
      (logic ? listCalled(logic) : [])
        .filter((name) => !names.has(name))
        .map((name) => ({
          path: id,
          message: `There is no business knowledge model with the name '${name}'`,
        })),
    ),
  ];
}

function findMissing(all: readonly Requiring[], known: ReadonlySet<string>): readonly Problem[] {
  return all.flatMap(({ id, requiredIds }) =>
    requiredIds
      .filter((required) => !known.has(required))
      .map((required) => ({ path: id, message: `It requires '${required}', which is not in the file` })),
  );
}

function checkGraph(what: string, all: readonly Requiring[]): readonly Problem[] {
  const required = new Map(all.map(({ id, requiredIds }) => [id, requiredIds]));
  const missing = findMissing(all, new Set(required.keys()));
  if (missing.length > 0) return missing;
  const heights = new Map<string, number>();
  const open = new Set<string>();
  for (const { id } of all) {
    const cycle = measure(id, { required, heights, open });
    if (cycle !== undefined)
      return [{ path: cycle, message: `Cyclic dependencies between ${what} are not allowed` }];
  }
  const [tallest] = [...heights].filter(([, height]) => height > MAX_CHAIN);
  if (!tallest) return [];
  return [{ path: tallest[0], message: `A chain of more than ${MAX_CHAIN} ${what} is not supported` }];
}

interface Measuring {
  readonly required: ReadonlyMap<string, readonly string[]>;
  readonly heights: Map<string, number>;
  readonly open: Set<string>;
}

/**
 * Notes how many elements are in a row below each element, without recursion. Gives an element of a cycle if
 * there is one.
 */
function measure(start: string, { required, heights, open }: Measuring): string | undefined {
  const stack = [start];
  for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
    if (heights.has(id)) {
      stack.pop();
      continue;
    }
    const below = required.get(id) ?? [];
    const unknown = below.filter((one) => !heights.has(one));
    if (unknown.length === 0) {
      heights.set(id, 1 + below.reduce((most, one) => Math.max(most, heights.get(one) ?? 0), 0));
      open.delete(id);
      stack.pop();
      continue;
    }
    open.add(id);
    if (unknown.some((one) => open.has(one))) return id;
    stack.push(...unknown);
  }
  return undefined;
}

function listCalled(logic: DecisionLogic): readonly string[] {
  switch (logic.kind) {
    case 'invocation':
      return [logic.knowledgeName];
    case 'context':
      return [...logic.entries.map((entry) => entry.logic), ...(logic.result ? [logic.result] : [])].flatMap(
        listCalled,
      );
    case 'list':
      return logic.items.flatMap(listCalled);
    case 'relation':
      return logic.rows.flat().flatMap(listCalled);
    case 'decisionTable':
    case 'literalExpression':
    case 'function':
      return [];
  }
}
