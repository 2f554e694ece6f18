import {
  type Connector,
  defineConnector,
  defineOperation,
  type Operation,
  type OperationContext,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { z } from 'zod';
import type { ConnectorFacts } from './isolated-messages.ts';

export interface IsolatedCall {
  readonly operation: string;
  readonly variables: JsonObject;
  readonly context: OperationContext;
}

/**
 * A connector whose operations run in a worker. Inputs are validated there; which of them are secret is known
 * here.
 */
export function isolatedConnector(
  { type, name, operations, defaultOperation, inputVariables }: ConnectorFacts,
  run: (call: IsolatedCall) => Promise<unknown>,
): Connector {
  const own = operations.map((facts): readonly [string, Operation] => {
    const operation = defineOperation({
      input: secretSchema(facts.secrets),
      output: z.unknown(),
      run: () => Promise.reject(new Error('This operation runs in a worker')),
      ...(facts.title !== undefined && { title: facts.title }),
      ...(facts.when !== undefined && { when: facts.when }),
    });
    return [
      facts.name,
      Object.freeze({
        ...operation,
        bind: (variables: JsonObject) => (context: OperationContext) =>
          run({ operation: facts.name, variables, context }),
      }),
    ];
  });
  const connector = defineConnector({
    type,
    name,
    operations: Object.fromEntries(own),
    ...(defaultOperation !== undefined && { defaultOperation }),
  });
  return Object.freeze({ ...connector, inputVariables });
}

interface SecretTree {
  readonly children: Map<string, SecretTree>;
  secret: true | 'named' | undefined;
}

/** A schema that only describes where a value has secrets. */
function secretSchema(secrets: ConnectorFacts['operations'][number]['secrets']): z.ZodType {
  const root: SecretTree = { children: new Map(), secret: undefined };
  for (const { path, secret } of secrets) {
    let node = root;
    for (const step of path.split('.')) {
      const next = node.children.get(step) ?? { children: new Map(), secret: undefined };
      node.children.set(step, next);
      node = next;
    }
    node.secret = secret;
  }
  return nodeSchema(root, '');
}

function nodeSchema({ children, secret }: SecretTree, title: string): z.ZodType {
  if (secret !== undefined) return z.unknown().meta({ title, secret });
  if (title !== '' && children.size === 0) return z.unknown().meta({ title });
  return z.looseObject(
    Object.fromEntries([...children].map(([step, child]) => [step, nodeSchema(child, step)])),
  );
}
