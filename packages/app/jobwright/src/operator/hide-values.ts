import { type Connector, listSecretValues } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { createRedaction } from '../command-line/redact.ts';
import type { Configuration } from '../configuration/configuration.schema.ts';
import type { Environment } from '../configuration/environment.ts';
import { chooseConnectors } from '../connector-modules/choose-connectors.ts';
import { connectorChoice } from '../connector-modules/connector-choice.ts';

/** Hides what may be secret in variables and in texts about them. */
export interface HiddenValues {
  variables(variables: JsonObject): JsonObject;
  /** A text about an element that has these variables. */
  text(text: string, variables?: JsonObject): string;
}

const HIDDEN = '***';
const NAMED =
  /passw|passphrase|secret|token|credential|authoriz|api[-_]?key|private[-_]?key|access[-_]?key|cookie/i;
/** What only names a secret may be seen. */
const PLACEHOLDER = /^(?:\{\{\s*secrets\.[\w.-]+\s*\}\}|secrets\.[\w.-]+|=?camunda\.secrets\.[\w.-]+)$/;
/** Shorter ones are found everywhere. */
const SHORTEST = 4;

/**
 * Hides the inputs that connectors of the configuration mark as secret, variables whose names say that they
 * are, and the credentials in the environment.
 * @throws CommandError when a connector of the configuration cannot be loaded
 */
export async function hideValues(
  configuration: Configuration,
  environment: Environment,
): Promise<HiddenValues> {
  const { connectors } = await chooseConnectors(connectorChoice(configuration));
  const redact = createRedaction(environment, []);
  const listTexts = (variables: JsonObject): readonly string[] =>
    listMarked(connectors, variables).filter((text) => text.length >= SHORTEST && !PLACEHOLDER.test(text));
  const hideTexts = (text: string, secrets: readonly string[]): string =>
    redact(secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text));
  return {
    variables(variables) {
      const secrets = listTexts(variables);
      const hidden = hide(variables, (text) => hideTexts(text, secrets));
      return isJsonObject(hidden) ? hidden : {};
    },
    text: (text, variables = {}) => hideTexts(text, listTexts(variables)),
  };
}

const listMarked = (connectors: readonly Connector[], variables: JsonObject): readonly string[] =>
  connectors.flatMap(({ operations }) =>
    [...operations.values()].flatMap(({ input }) =>
      listSecretValues(input, variables).map(({ text }) => text),
    ),
  );

const MAX_DEPTH = 50;

function hide(value: JsonValue, hideText: (text: string) => string, depth = 0): JsonValue {
  if (typeof value === 'string') return hideText(value);
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((part: JsonValue) => hide(part, hideText, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      NAMED.test(name) && isSecret(part) ? HIDDEN : hide(part, hideText, depth + 1),
    ]),
  );
}

const isSecret = (value: JsonValue): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '' && !PLACEHOLDER.test(value));
