import { compile, type CompiledExpression } from '@jobwright/feel';

import { FEEL_VERSION } from '../model/feel-version.ts';
import type { GraphNode, InclusiveGatewayNode } from '../model/graph.ts';
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
  /** Inclusive gateways with several incoming flows. */
  readonly inclusiveJoins: readonly InclusiveGatewayNode[];
  readonly compiled: (feel: string) => EngineExpression;
  /** Whether instances of it can wait for conditions. */
  readonly hasConditions: boolean;
}

/** `now()` and `today()` in its expressions go by the clock. */
export function createExecutable(definition: Definition, clock: Pick<Clock, 'now'>): Executable {
  const nodes = new Map(definition.graph.nodes.map((node) => [node.id, node]));
  let targets: Map<string, string> | undefined;
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
    hasConditions: definition.graph.nodes.some(
      (node) => 'trigger' in node && node.trigger?.kind === 'conditional',
    ),
    inclusiveJoins: definition.graph.nodes
      .filter((node) => node.kind === 'inclusiveGateway')
      .filter(({ incomingIds }) => incomingIds.length > 1),
    flowTarget(flowId) {
      targets ??= new Map(
        definition.graph.nodes.flatMap(({ outgoing }) => outgoing.map(({ id, targetId }) => [id, targetId])),
      );
      return targets.get(flowId);
    },
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
