import type { ProcessIndex } from './process-index.ts';
import { type Observation, renderWaiting } from './script.ts';

export interface Difference {
  /** What differs: the waiting, the completed, the order in a branch ... */
  readonly what: string;
  readonly first: readonly string[];
  readonly second: readonly string[];
}

/** What is in the first list and not in the second, each as often. */
function missingFrom(first: readonly string[], second: readonly string[]): readonly string[] {
  const rest = [...second];
  return first.filter((each) => {
    const at = rest.indexOf(each);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/** The order of entering in each branch in which one token moves. */
function ordersOf(index: ProcessIndex, entered: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const orders = new Map<string, string[]>();
  for (const id of entered) {
    const lane = index.lanes.get(id);
    if (lane === undefined) continue;
    const order = orders.get(lane);
    if (order) order.push(id);
    else orders.set(lane, [id]);
  }
  return orders;
}

export function compareObservations(
  index: ProcessIndex,
  { first, second }: { readonly first: Observation; readonly second: Observation },
): Difference | undefined {
  if (first.hasEnded !== second.hasEnded)
    return {
      what: 'whether it has ended',
      first: [String(first.hasEnded)],
      second: [String(second.hasEnded)],
    };
  const waiting = { first: first.waiting.map(renderWaiting), second: second.waiting.map(renderWaiting) };
  for (const [what, one, other] of [
    ['waiting', waiting.first, waiting.second],
    ['active', first.active, second.active],
    ['completed', first.completed, second.completed],
    ['cancelled', first.cancelled, second.cancelled],
  ] as const) {
    const [more, less] = [missingFrom(one, other), missingFrom(other, one)];
    if (more.length + less.length > 0) return { what, first: more, second: less };
  }
  if (!first.entered || !second.entered) return undefined;
  const orders = ordersOf(index, second.entered);
  for (const [lane, order] of ordersOf(index, first.entered)) {
    const other = orders.get(lane) ?? [];
    if (order.join() !== other.join()) return { what: `order in ${lane}`, first: order, second: other };
  }
  return undefined;
}
