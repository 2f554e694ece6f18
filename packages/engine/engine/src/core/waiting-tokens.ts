import type { GraphNode } from '../model/graph.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';

/** Up to this many tokens are looked through; to look through more for each new one would be square. */
const FEW = 32;

/** The tokens that wait in a scope, counted. */
interface TokenCounts {
  readonly byFlow: Map<string, number>;
  /** By join: how many of its flows have brought a token. */
  readonly flowsOfJoin: Map<string, number>;
}

/** By the list of a scope; derived from it. */
const counted = new WeakMap<readonly string[], TokenCounts>();

function increment(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

function count({ byFlow, flowsOfJoin }: TokenCounts, flowId: string, joinId: string | undefined): void {
  if (increment(byFlow, flowId) === 1 && joinId !== undefined) increment(flowsOfJoin, joinId);
}

function countsOf(engine: Engine, scope: ElementInstance): TokenCounts {
  const { waitingFlowIds } = scope;
  const known = counted.get(waitingFlowIds);
  if (known) return known;
  const { flowTarget } = getExecutable(engine, scope);
  const counts: TokenCounts = { byFlow: new Map(), flowsOfJoin: new Map() };
  for (const flowId of waitingFlowIds) count(counts, flowId, flowTarget(flowId));
  counted.set(waitingFlowIds, counts);
  return counts;
}

/** A token has come along a flow to a join, where it waits. */
export function addToken({ waitingFlowIds }: ElementInstance, flowId: string, join: GraphNode): void {
  waitingFlowIds.push(flowId);
  const counts = counted.get(waitingFlowIds);
  if (counts) count(counts, flowId, join.id);
}

/** Tells of a flow whether a token waits that came along it. */
export function findTokens(engine: Engine, scope: ElementInstance): (flowId: string) => boolean {
  const { waitingFlowIds } = scope;
  if (waitingFlowIds.length <= FEW) return (flowId) => waitingFlowIds.includes(flowId);
  const { byFlow } = countsOf(engine, scope);
  return (flowId) => byFlow.has(flowId);
}

/** How many flows of a join have brought a token. */
export function countFlowsWithToken(engine: Engine, scope: ElementInstance, join: GraphNode): number {
  const { waitingFlowIds } = scope;
  if (waitingFlowIds.length > FEW) return countsOf(engine, scope).flowsOfJoin.get(join.id) ?? 0;
  return new Set(waitingFlowIds.filter((id) => getExecutable(engine, scope).flowTarget(id) === join.id)).size;
}

/** Takes one token of each of the flows to a join, those that came first. */
export function takeTokens({ waitingFlowIds }: ElementInstance, flowIds: readonly string[]): void {
  counted.delete(waitingFlowIds);
  if (flowIds.length <= FEW) {
    for (const id of flowIds) waitingFlowIds.splice(waitingFlowIds.indexOf(id), 1);
    return;
  }
  const taken = new Set(flowIds);
  replaceTokens(
    waitingFlowIds,
    waitingFlowIds.filter((id) => !taken.delete(id)),
  );
}

/** Puts other tokens in the place of those that wait in a scope. */
export function replaceTokens(waitingFlowIds: string[], flowIds: readonly string[]): void {
  counted.delete(waitingFlowIds);
  waitingFlowIds.length = 0;
  for (const id of flowIds) waitingFlowIds.push(id);
}
