import { z } from 'zod';
import type { Connector } from './connector.ts';
import { connectorMarker } from './connector-marker.ts';
import type { ErrorTable } from './define-errors.ts';
import { defineOperation, type Operation, type OperationSpec } from './define-operation.ts';
import { listFields } from './fields.ts';
import type { TemplateFacts } from './template-facts.ts';

interface ConnectorFacts {
  /** The job type: a public contract, never reused, e.g. `io.camunda:http-json:1`. */
  readonly type: string;
  /** What a modeler reads, e.g. `REST call`. */
  readonly name: string;
  readonly template?: TemplateFacts;
  /** What `defineErrors` made: the codes it can fail with. Default: it does not say. */
  readonly errors?: { readonly table: ErrorTable };
}

export interface ConnectorWithOperations extends ConnectorFacts {
  readonly operations: Readonly<Record<string, Operation>>;
  /**
   * What a model means that names no operation, from before there were several. Default: such a model is
   * refused.
   */
  readonly defaultOperation?: string;
}

export interface ConnectorWithOneOperation<Input extends z.ZodType, Output extends z.ZodType>
  extends ConnectorFacts, OperationSpec<Input, Output> {}

/**
 * Makes a connector of its operations, or of the one operation given at the top level.
 * @throws Error that names what is wrong with the definition
 * @example
 * import { z } from 'zod';
 *
 * export const greet = defineConnector({
 *   type: 'acme:greet:1',
 *   name: 'Greet',
 *   input: z.object({ name: z.string().meta({ title: 'Name' }) }),
 *   output: z.object({ greeting: z.string() }),
 *   run: async ({ name }) => ({ greeting: `Hello ${name}` }),
 * });
 */
export function defineConnector<Input extends z.ZodType, Output extends z.ZodType>(
  definition: ConnectorWithOneOperation<Input, Output>,
): Connector;
export function defineConnector(definition: ConnectorWithOperations): Connector;
export function defineConnector<Input extends z.ZodType, Output extends z.ZodType>(
  definition: ConnectorWithOneOperation<Input, Output> | ConnectorWithOperations,
): Connector {
  const operations =
    'operations' in definition
      ? new Map(Object.entries(definition.operations))
      : new Map([['run', defineOperation(definition)]]);
  const connector: Connector = Object.freeze({
    ...connectorMarker,
    type: definition.type,
    name: definition.name,
    template: definition.template === undefined ? undefined : Object.freeze({ ...definition.template }),
    operations,
    defaultOperation: 'defaultOperation' in definition ? definition.defaultOperation : undefined,
    inputVariables: listInputVariables(operations),
    errors: definition.errors?.table,
  });
  checkConnector(connector);
  return connector;
}

function checkConnector(connector: Connector): void {
  const problems: string[] = [];
  if (!/^\S+$/.test(connector.type)) problems.push('its type must be a text without blanks');
  if (connector.name.trim() === '') problems.push('its name is blank');
  if (connector.operations.size === 0) problems.push('it has no operation');
  if (connector.defaultOperation !== undefined && !connector.operations.has(connector.defaultOperation)) {
    problems.push(`it has no operation "${connector.defaultOperation}" to be the default`);
  }
  if (connector.template !== undefined && !(connector.template.version >= 1)) {
    problems.push('its template version must be 1 or more');
  }
  const selectors = new Map<string, string>();
  for (const [name, operation] of connector.operations) {
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) problems.push(`operation "${name}" must be named in camelCase`);
    if (operation.when !== undefined) {
      const selector = JSON.stringify(Object.entries(operation.when).sort());
      const twin = selectors.get(selector);
      if (twin !== undefined)
        problems.push(`operations "${twin}" and "${name}" are chosen by the same inputs`);
      selectors.set(selector, name);
    }
    for (const field of listFields(operation.input)) {
      if (field.label !== undefined || field.schema instanceof z.core.$ZodLiteral) continue;
      problems.push(`input "${field.path}" of operation "${name}" has no label: add .meta({ title: '...' })`);
    }
  }
  if (problems.length > 0) throw new Error(`Connector ${connector.type}: ${problems.join('; ')}`);
}

function listInputVariables(operations: ReadonlyMap<string, Operation>): readonly string[] | undefined {
  const names = new Set<string>();
  for (const operation of operations.values()) {
    const fields = listFields(operation.input);
    if (fields.length === 0 && !isEmptyObject(operation.input)) return undefined;
    for (const field of fields) names.add(field.path.split('.')[0] ?? field.path);
  }
  return [...names].sort();
}

const isEmptyObject = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
