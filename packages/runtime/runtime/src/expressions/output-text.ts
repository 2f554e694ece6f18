import { ConnectorError } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { isLongerJson } from './is-longer-json.ts';

/** The engine takes no more than this with a job, in bytes of JSON. */
const MAX_OUTPUT_BYTES = 1_572_864;
/** What is sure to be longer is not even written. */
export const MAX_WRITTEN_BYTES = 4 * MAX_OUTPUT_BYTES;
/** The engine's parser of JSON refuses lists and contexts that lie deeper in each other. */
const MAX_OUTPUT_DEPTH = 1_000;
/** Camunda's marker of a function in an input: in a result it would run in a later task. */
const FORBIDDEN = 'camunda.function.type';

/**
 * The variables as the engine takes them.
 * @throws ConnectorError `OUTPUT_TOO_LARGE`, `OUTPUT_TOO_DEEP`, `OUTPUT_FORBIDDEN`
 */
export function toOutputText(variables: Readonly<Record<string, unknown>>): string {
  if (isLongerJson(variables, MAX_WRITTEN_BYTES)) throw toTooLarge(`more than ${MAX_WRITTEN_BYTES}`);
  const text = withoutHalfCharacters(stringify(variables));
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_OUTPUT_BYTES) throw toTooLarge(String(bytes));
  if (text.includes(FORBIDDEN)) {
    throw new ConnectorError({
      code: 'OUTPUT_FORBIDDEN',
      message: `The output contains the forbidden text ${FORBIDDEN}`,
    });
  }
  if (isTooDeep(text)) throw tooDeep();
  return text;
}

export const toTooLarge = (bytes: string): ConnectorError =>
  new ConnectorError({
    code: 'OUTPUT_TOO_LARGE',
    message: `The output variables have ${bytes} bytes, ${MAX_OUTPUT_BYTES} are allowed: take less with the result expression, or let the connector make a document`,
  });

function stringify(variables: Readonly<Record<string, unknown>>): string {
  try {
    return stringifyJson(variables);
  } catch (error) {
    // What lies that deep ends the stack.
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

export const tooDeep = (cause?: unknown): ConnectorError =>
  new ConnectorError({
    code: 'OUTPUT_TOO_DEEP',
    message: `The output variables have lists and contexts in each other more than ${MAX_OUTPUT_DEPTH} deep: take less with the result expression`,
    cause,
  });

function isTooDeep(json: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') inText = !inText;
    else if (inText) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > MAX_OUTPUT_DEPTH) return true;
  }
  return false;
}

/** JSON escapes half a character outside the BMP; databases behind the engine have no room for one. */
const withoutHalfCharacters = (json: string): string =>
  json.includes(String.raw`\ud`)
    ? json.replaceAll(/\\(?:u([\da-f]{4})|.)/g, (escape, code: string | undefined) =>
        code !== undefined && /^d[89a-f]/.test(code) ? '\ufffd' : escape,
      )
    : json;
