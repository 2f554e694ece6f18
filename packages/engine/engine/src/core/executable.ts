import { compile, type CompiledExpression } from '@jobwright/feel';

import { FEEL_VERSION } from '../model/feel-version.ts';
import type { GraphNode, InclusiveGatewayNode, ProcessGraph } from '../model/graph.ts';
import { CAMUNDA } from './camunda-name.ts';
import type { Clock } from './commands.ts';
import type { Definition } from './engine-state.ts';

/** FEEL compiled, and what the engine has to know of it. */
export interface EngineExpression extends CompiledExpression {
  /** It reads what Camunda tells expressions. */
  readonly namesCamunda: boolean;
}

/** A definition ready to run: nodes by id, and FEEL compiled on first use. Derived, never kept. */
export interface Executable {
  readonly definition: Definition;
  readonly rootId: string;
  readonly node: (id: string) => GraphNode;
  /** As `node`, for ids that come from outside. */
  readonly findNode: (id: string) => GraphNode | undefined;
  /** The element that a sequence flow leads to. */
  readonly flowTarget: (flowId: string) => string | undefined;
  /** What event-based gateways wait for. */
  readonly eventsBehindGateways: () => ReadonlySet<string>;
  /** Inclusive gateways with several incoming flows. */
  readonly inclusiveJoins: readonly InclusiveGatewayNode[];
  readonly compiled: (feel: string) => EngineExpression;
  /** Scopes in which elements wait for conditions, directly or further in; none: its instances never do. */
  readonly conditionScopeIds: ReadonlySet<string>;
}

function listConditionScopes(nodes: ReadonlyMap<string, GraphNode>): ReadonlySet<string> {
  const scopeIds = new Set<string>();
  for (const node of nodes.values()) {
    if (!('trigger' in node) || node.trigger?.kind !== 'conditional') continue;
    for (let id = node.scopeId; id !== undefined && !scopeIds.has(id); id = nodes.get(id)?.scopeId)
      scopeIds.add(id);
  }
  return scopeIds;
}

const listBehindGateways = ({ nodes }: ProcessGraph): ReadonlySet<string> =>
  new Set(
    nodes
      .filter(({ kind }) => kind === 'eventBasedGateway')
      .flatMap(({ outgoing }) => outgoing.map(({ targetId }) => targetId)),
  );

/** `now()` and `today()` in its expressions go by the clock. */
export function createExecutable(definition: Definition, clock: Pick<Clock, 'now'>): Executable {
  const nodes = new Map(definition.graph.nodes.map((node) => [node.id, node]));
  let targets: Map<string, string> | undefined;
  let behindGateways: ReadonlySet<string> | undefined;
  const expressions = new Map<string, EngineExpression>();
  return {
    definition,
    rootId: definition.graph.id,
    node(id) {
      const node = nodes.get(id);
      if (!node) throw new Error(`The definition ${definition.key} has no element '${id}'`);
      return node;
    },
    findNode: (id) => nodes.get(id),
    conditionScopeIds: listConditionScopes(nodes),
    inclusiveJoins: definition.graph.nodes
      .filter((node) => node.kind === 'inclusiveGateway')
      .filter(({ incomingIds }) => incomingIds.length > 1),
    flowTarget(flowId) {
      targets ??= new Map(
        definition.graph.nodes.flatMap(({ outgoing }) => outgoing.map(({ id, targetId }) => [id, targetId])),
      );
      return targets.get(flowId);
    },
    eventsBehindGateways: () => (behindGateways ??= listBehindGateways(definition.graph)),
    compiled(feel) {
      let expression = expressions.get(feel);
      if (!expression) {
        const compiled = compile(feel, { clock, version: FEEL_VERSION });
        const namesCamunda = compiled.references.some(({ name }) => name === CAMUNDA);
        expression = { ...compiled, namesCamunda };
        expressions.set(feel, expression);
      }
      return expression;
    },
  };
}
