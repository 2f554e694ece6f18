import { type Connector, InputError, type Logger } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import type { FunctionContext } from '../functions/intrinsic-function.ts';
import { FUNCTION_MARKER, runIntrinsicFunctions } from '../functions/run-intrinsic-functions.ts';
import { replaceSecrets, type SecretReplacing } from '../secrets/replace-secrets.ts';

export interface InputParts extends Pick<SecretReplacing, 'fields' | 'lookup'> {
  readonly logger: Logger;
  /** Called only when there are functions in the inputs. */
  readonly createFunctions: () => FunctionContext;
}

/**
 * The connector's own inputs, with their secrets and the results of their functions. Functions see secrets.
 * @throws InputError, and what secrets, functions and `fields` throw
 */
export async function readInputs(
  variablesText: string,
  connector: Connector,
  { fields, lookup, logger, createFunctions }: InputParts,
): Promise<JsonObject> {
  const inputs = await replaceSecrets(pickInputs(variablesText, connector), {
    fields,
    lookup,
    onLeft: (left) =>
      logger.info({ variables: left }, 'Data looks like a placeholder of a secret; it is left unchanged'),
  });
  if (!variablesText.includes(FUNCTION_MARKER)) return inputs;
  return runIntrinsicFunctions(inputs, createFunctions());
}

/**
 * The process variables that the connector's inputs are made of. No other can name a secret or reach the
 * connector.
 */
function pickInputs(variablesText: string, connector: Connector): JsonObject {
  const variables = parseVariables(variablesText);
  if (connector.inputVariables === undefined) return variables;
  const picked: Record<string, JsonValue> = {};
  for (const name of connector.inputVariables) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}

function parseVariables(text: string): JsonObject {
  const wrong = (cause?: unknown): InputError =>
    new InputError([{ path: '', message: 'The variables of the job are not a JSON object' }], { cause });
  let variables: JsonValue;
  try {
    variables = parseJson(text);
  } catch (error) {
    throw wrong(error);
  }
  if (!isJsonObject(variables)) throw wrong();
  return variables;
}
