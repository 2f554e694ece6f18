import { type DocumentInput, documentInput } from '@jobwright/connector-sdk';
import { isJsonObject, type JsonValue, parseJson, stringifyJson } from '@jobwright/json';
import { compile, FeelError } from '@jobwright/feel';
import { encodeText } from '@jobwright/http-client';
import { parseDurationMs } from '../expressions/duration.ts';
import { evaluateExpression, inlineLimits } from '../expressions/evaluate-expression.ts';
import { toFeelOptions } from '../expressions/expression-settings.ts';
import { pickReferenced } from '../expressions/pick-referenced.ts';
import { readText } from './read-text.ts';
import { type FunctionContext, type IntrinsicFunction, WrongParameter } from './intrinsic-function.ts';

/** The base64 of a document's content, or of a text in the given character set; default UTF-8. */
export const base64: IntrinsicFunction = {
  required: 1,
  optional: 1,
  async call([value = null, charset = null], { readDocument }) {
    if (typeof value === 'string') {
      const encoded = encodeText(value, readCharset(charset).toLowerCase());
      if (encoded.kind === 'encoded') return Buffer.from(encoded.bytes).toString('base64');
      if (encoded.kind === 'lossy') throw new WrongParameter(1, 'lacks a character of the text');
      throw new WrongParameter(1, 'is not a character set');
    }
    if (!isJsonObject(value)) throw new WrongParameter(0, 'must be a text or a document');
    return Buffer.from(await readDocument(parseReference(value))).toString('base64');
  },
};

/** The content of a document as text; default UTF-8. */
export const getText: IntrinsicFunction = {
  required: 1,
  optional: 1,
  async call([document = null, charset = null], { readDocument }) {
    const name = readCharset(charset);
    if (readText(new Uint8Array(), name) === undefined) throw new WrongParameter(1, 'is not a character set');
    return readText(await readDocument(parseReference(document)), name) ?? null;
  },
};

/** The JSON in a document, or the result of a FEEL expression on it. */
export const getJson: IntrinsicFunction = {
  required: 1,
  optional: 1,
  async call([document = null, expression = null], context) {
    if (expression !== null && typeof expression !== 'string')
      throw new WrongParameter(1, 'must be FEEL as text');
    const bytes = await context.readDocument(parseReference(document));
    const json = parseDocument(bytes);
    return expression === null || expression.trim() === '' ? json : pick(json, expression, context);
  },
};

/** A URL at which anybody can read the document of the store for a while. */
export const createLink: IntrinsicFunction = {
  required: 1,
  optional: 1,
  async call([value = null, timeToLive = null], context) {
    const document = parseReference(value);
    if (document['camunda.document.type'] !== 'camunda') {
      throw new WrongParameter(0, 'must be a document of the store: others have no links');
    }
    const timeToLiveMs = timeToLive === null ? undefined : readDurationMs(timeToLive);
    if (timeToLiveMs !== undefined && !(timeToLiveMs > 0))
      throw new WrongParameter(1, 'must be a duration such as PT1H');
    if (context.createLink === undefined) {
      throw new WrongParameter(0, 'lies in a store of documents that has no links');
    }
    return context.createLink(document, timeToLiveMs);
  },
};

function parseReference(value: JsonValue): DocumentInput {
  const parsed = documentInput.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WrongParameter(0, 'must be a document', parsed.error);
}

function readCharset(value: JsonValue): string {
  if (value === null) return 'utf-8';
  if (typeof value === 'string' && value.length <= 100) return value;
  throw new WrongParameter(1, 'must be the name of a character set');
}

/** Given as a duration, or in seconds. */
function readDurationMs(value: JsonValue): number {
  if (typeof value === 'string') return parseDurationMs(value) ?? Number.NaN;
  return typeof value === 'number' ? Math.round(value * 1000) : Number.NaN;
}

function parseDocument(bytes: Uint8Array): JsonValue {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new WrongParameter(0, 'is a document that is not valid JSON', error);
  }
}

const MAX_EXPRESSION_CHARACTERS = 10_000;

async function pick(json: JsonValue, text: string, context: FunctionContext): Promise<JsonValue> {
  if (text.length > MAX_EXPRESSION_CHARACTERS) throw new WrongParameter(1, 'has more than 10,000 characters');
  try {
    const expression = compile(text, { ...toFeelOptions(context.expressions), limits: inlineLimits });
    const seen = pickReferenced(expression, { fields: isJsonObject(json) ? json : {}, named: {} });
    return parseJson(stringifyJson(await evaluateExpression(expression, seen, context)));
  } catch (error) {
    if (error instanceof FeelError)
      throw new WrongParameter(1, `cannot be evaluated: ${error.message}`, error);
    throw error;
  }
}
