import { type Connector, InputError, type Operation } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

/**
 * Which operation a job means: the one that the header `operation` names, otherwise the one whose `when` fits
 * the inputs, otherwise the connector's default, otherwise the only one there is.
 * @throws InputError that lists the operations
 */
export function selectOperation(
  connector: Connector,
  header: string | undefined,
  variables: JsonObject,
): Operation {
  const { operations } = connector;
  if (header !== undefined) {
    const named = operations.get(header);
    if (named !== undefined) return named;
    if (operations.size > 1 || !operations.has('run')) {
      throw new InputError([
        {
          path: 'header operation',
          message: `There is no operation "${header.slice(0, 100)}"; ${listOf(connector)}`,
        },
      ]);
    }
  }
  const fitting = [...operations.values()].find((operation) => fits(operation, variables));
  if (fitting !== undefined) return fitting;
  const byDefault = operations.get(connector.defaultOperation ?? '');
  if (byDefault !== undefined) return byDefault;
  const [only, ...others] = operations.values();
  if (only !== undefined && others.length === 0 && only.when === undefined) return only;
  const paths = new Set([...operations.values()].flatMap((operation) => Object.keys(operation.when ?? {})));
  if (paths.size === 0)
    throw new InputError([{ path: 'header operation', message: `It is missing; ${listOf(connector)}` }]);
  throw new InputError([
    { path: [...paths].join(', '), message: `These inputs select no operation; ${listOf(connector)}` },
  ]);
}

function fits(operation: Operation, variables: JsonObject): boolean {
  if (operation.when === undefined) return false;
  return Object.entries(operation.when).every(([path, value]) => at(variables, path) === value);
}

function at(variables: JsonObject, path: string): JsonValue | undefined {
  let current: JsonValue | undefined = variables;
  for (const name of path.split('.')) {
    if (!isJsonObject(current) || !Object.hasOwn(current, name)) return undefined;
    current = current[name];
  }
  return current;
}

function listOf(connector: Connector): string {
  const described = [...connector.operations].map(([name, operation]) => {
    const when = Object.entries(operation.when ?? {}).map(([path, value]) => `${path} = ${value}`);
    return when.length === 0 ? name : `${name} (${when.join(', ')})`;
  });
  return `${connector.name} offers ${described.join(', ')}`;
}
