import { ConnectorError } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { isLongerJson } from './is-longer-json.ts';

/** The engine takes no more than this with a job, in bytes of JSON. */
const MAX_OUTPUT_BYTES = 1_572_864;
/** A value that is sure to be longer is not even written. */
export const MAX_WRITTEN_BYTES = 4 * MAX_OUTPUT_BYTES;
/** The engine's JSON parser refuses lists and contexts that are nested deeper. */
const MAX_OUTPUT_DEPTH = 1_000;
/** Camunda's marker of a function in an input: in a result it would run in a later task. */
const FORBIDDEN = 'camunda.function.type';

/**
 * The variables as JSON text that the engine accepts.
 * @throws ConnectorError `OUTPUT_TOO_LARGE`, `OUTPUT_TOO_DEEP`, `OUTPUT_FORBIDDEN`
 */
export function toOutputText(variables: Readonly<Record<string, unknown>>): string {
  if (isLongerJson(variables, MAX_WRITTEN_BYTES)) throw tooLargeError(`more than ${MAX_WRITTEN_BYTES}`);
  const text = withoutHalfCharacters(stringify(variables));
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_OUTPUT_BYTES) throw tooLargeError(String(bytes));
  if (text.includes(FORBIDDEN)) {
    throw new ConnectorError({
      code: 'OUTPUT_FORBIDDEN',
      message: `The output contains the forbidden text ${FORBIDDEN}`,
    });
  }
  if (isTooDeep(text)) throw tooDeep();
  return text;
}

export const tooLargeError = (bytes: string): ConnectorError =>
  new ConnectorError({
    code: 'OUTPUT_TOO_LARGE',
    message: `The output variables have ${bytes} bytes, ${MAX_OUTPUT_BYTES} are allowed: select less with the result expression, or have the connector create a document`,
  });

function stringify(variables: Readonly<Record<string, unknown>>): string {
  try {
    return stringifyJson(variables);
  } catch (error) {
    // Values nested that deep overflow the stack.
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

export const tooDeep = (cause?: unknown): ConnectorError =>
  new ConnectorError({
    code: 'OUTPUT_TOO_DEEP',
    message: `Lists and contexts in the output variables are nested more than ${MAX_OUTPUT_DEPTH} deep: select less with the result expression`,
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

/** JSON can escape half a character outside the BMP; databases behind the engine cannot store it. */
const withoutHalfCharacters = (json: string): string =>
  json.includes(String.raw`\ud`)
    ? json.replaceAll(/\\(?:u([\da-f]{4})|.)/g, (escape, code: string | undefined) =>
        code !== undefined && /^d[89a-f]/.test(code) ? '\ufffd' : escape,
      )
    : json;
