import {
  type DocumentStore,
  documentReference,
  type EffectEntry,
  type EffectLog,
  type Logger,
  type LogMethod,
} from '@jobwright/connector-sdk';
import { isJsonObject, type JsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import type { ContextCall, WorkerMessage } from './isolated-messages.ts';

export type Ask = (call: ContextCall) => Promise<unknown>;

const handleAnswer = z.number();
const openAnswer = z.object({
  handle: z.number(),
  fileName: z.string().optional(),
  contentType: z.string().optional(),
  size: z.number().optional(),
});
const chunkAnswer = z.instanceof(Uint8Array).optional();

/** Gives a worker access to the documents of the service. */
export const createWorkerDocuments = (ask: Ask): DocumentStore => ({
  async create({ content, fileName, contentType }) {
    const handle = handleAnswer.parse(await ask({ method: 'documents.create', fileName, contentType }));
    const chunks = content instanceof Uint8Array ? [content] : content;
    for await (const chunk of chunks) {
      await ask({ method: 'documents.write', handle, chunk: new Uint8Array(chunk) });
    }
    const reference = await ask({ method: 'documents.finish', handle });
    return documentReference.parse(parseJson(z.string().parse(reference)));
  },
  async open(document) {
    const answer = await ask({ method: 'documents.open', document: stringifyJson(document) });
    const { handle, fileName, contentType, size } = openAnswer.parse(answer);
    return { fileName, contentType, size, content: readChunks(ask, handle) };
  },
});

async function* readChunks(ask: Ask, handle: number): AsyncGenerator<Uint8Array> {
  for (;;) {
    const chunk = chunkAnswer.parse(await ask({ method: 'documents.read', handle }));
    if (chunk === undefined) return;
    yield chunk;
  }
}

export const createWorkerEffects = (ask: Ask, durable: boolean): EffectLog => ({
  durable,
  find: async (key) => parseEntry(await ask({ method: 'effects.find', key })),
  begin: async (key, options) =>
    parseEntry(await ask({ method: 'effects.begin', key, options: stringifyJson(options) })),
  async end(key, entry, result) {
    const [entryText, resultText] = [stringifyJson(entry), stringifyJson(result)];
    await ask({ method: 'effects.end', key, entry: entryText, result: resultText });
  },
});

function parseEntry(answer: unknown): EffectEntry | undefined {
  if (typeof answer !== 'string') return undefined;
  const parsed = parseJson(answer);
  if (!isJsonObject(parsed)) return undefined;
  const { state, note, attempt } = parsed;
  const known = state === 'done' || state === 'undone' ? state : 'started';
  const kept: JsonObject = isJsonObject(note) ? note : {};
  return { state: known, note: kept, attempt: Number(attempt) };
}

/** Sends log lines to the service, which adds the fields of the job. */
export function createWorkerLogger(post: (message: WorkerMessage) => void, run: number | undefined): Logger {
  const to =
    (level: 'debug' | 'info' | 'warn' | 'error'): LogMethod =>
    (fields, message) =>
      post({ kind: 'log', run, level, fields: stringifyFields(fields), message: String(message) });
  return { debug: to('debug'), info: to('info'), warn: to('warn'), error: to('error') };
}

const MAX_FIELDS_LENGTH = 20_000;

function stringifyFields(fields: Readonly<Record<string, unknown>>): string {
  try {
    const plain = Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, plainValue(value)]),
    );
    const text = stringifyJson(plain);
    return text.length <= MAX_FIELDS_LENGTH ? text : '{"fields":"too long"}';
  } catch {
    return '{}';
  }
}

const plainValue = (value: unknown): unknown =>
  value instanceof Error ? { type: value.name, message: value.message, stack: value.stack } : value;
