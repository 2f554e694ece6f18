import { documentInput, type OperationContext } from '@jobwright/connector-sdk';
import { parseJson, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import type { ContextCall } from './isolated-messages.ts';

/** Handles the calls that a worker's context forwards to the service during one run. */
export interface ContextCalls {
  answer(call: ContextCall): Promise<unknown>;
  /** Ends the run and closes open documents. */
  end(): void;
}

const MAX_OPEN = 100;
const jsonObject = z.record(z.string(), z.json());
const effectEntry = z.object({
  state: z.enum(['started', 'done', 'undone']),
  note: jsonObject,
  attempt: z.number().int(),
});
const beginOptions = z.object({ note: jsonObject, after: effectEntry.optional() });
const effectResult = z.object({ state: z.enum(['done', 'undone']), note: jsonObject });

interface Writing {
  write(chunk: Uint8Array): Promise<void>;
  finish(): Promise<unknown>;
  abort(): void;
}

export function createContextCalls({ documents, effects, signal }: OperationContext): ContextCalls {
  const writings = new Map<number, Writing>();
  const readings = new Map<number, AsyncIterator<Uint8Array>>();
  let lastHandle = 0;
  const nextHandle = (): number => {
    if (writings.size + readings.size >= MAX_OPEN) throw new Error(`More than ${MAX_OPEN} open documents`);
    return (lastHandle += 1);
  };
  const take = <Value>(map: ReadonlyMap<number, Value>, handle: number): Value => {
    const found = map.get(handle);
    if (found === undefined) throw new Error('This document is not open');
    return found;
  };

  return {
    async answer(call) {
      switch (call.method) {
        case 'effects.find': {
          const entry = await effects.find(call.key);
          return entry === undefined ? undefined : stringifyJson(entry);
        }
        case 'effects.begin': {
          const { note, after } = beginOptions.parse(parseJson(call.options));
          const entry = await effects.begin(call.key, { note, after });
          return entry === undefined ? undefined : stringifyJson(entry);
        }
        case 'effects.end': {
          const entry = effectEntry.parse(parseJson(call.entry));
          return effects.end(call.key, entry, effectResult.parse(parseJson(call.result)));
        }
        case 'documents.create': {
          const handle = nextHandle();
          const { fileName, contentType } = call;
          writings.set(
            handle,
            createWriting((content) => documents.create({ content, fileName, contentType }, { signal })),
          );
          return handle;
        }
        case 'documents.write':
          return take(writings, call.handle).write(call.chunk);
        case 'documents.finish': {
          const writing = take(writings, call.handle);
          writings.delete(call.handle);
          return stringifyJson(await writing.finish());
        }
        case 'documents.open': {
          const document = documentInput.parse(parseJson(call.document));
          const { fileName, contentType, size, content } = await documents.open(document, { signal });
          const handle = nextHandle();
          readings.set(handle, content[Symbol.asyncIterator]());
          return { handle, fileName, contentType, size };
        }
        case 'documents.read': {
          const next = await take(readings, call.handle).next();
          if (next.done === true) readings.delete(call.handle);
          return next.done === true ? undefined : next.value;
        }
      }
    },
    end() {
      for (const writing of writings.values()) writing.abort();
      for (const reading of readings.values()) void reading.return?.().catch(() => undefined);
      writings.clear();
      readings.clear();
    },
  };
}

/** Passes written chunks to the store, one at a time. */
function createWriting(store: (content: AsyncIterable<Uint8Array>) => Promise<unknown>): Writing {
  const stream = new TransformStream<Uint8Array, Uint8Array>();
  const writer = stream.writable.getWriter();
  const stored = store(stream.readable);
  const ignore = (): undefined => undefined;
  stored.catch(ignore);
  writer.closed.catch(ignore);
  return {
    // A failed store stops reading.
    write: (chunk) => Promise.race([writer.write(chunk), stored.then(ignore)]),
    async finish() {
      await Promise.race([writer.close(), stored.then(ignore)]);
      return stored;
    },
    abort: () => void writer.abort(new Error('The job is over')).catch(ignore),
  };
}
