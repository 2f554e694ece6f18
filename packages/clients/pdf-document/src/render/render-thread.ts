// Runs in a thread of its own: draws one document at a time for the thread that started it.
import { parentPort } from 'node:worker_threads';
import { createCondition } from '@jobwright/concurrency';
import { PdfError } from '../pdf-error.ts';
import { renderDocument } from './render-document.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { RenderRequest } from './render-request.ts';
import {
  type FromThread,
  MAX_CHUNKS_UNDERWAY,
  type ThreadFailure,
  type ToThread,
} from './thread-messages.ts';

class Refusal extends Error {
  readonly call: number;
  constructor(call: number) {
    super('A document could not be loaded');
    this.call = call;
  }
}

if (parentPort === null) throw new Error('This file runs in a worker thread');
const port = parentPort;
const send = (message: FromThread): void => {
  port.postMessage(message, message.kind === 'chunk' ? [message.bytes.buffer] : []);
};

interface Question {
  resolve(bytes: Uint8Array | undefined): void;
  reject(reason: Error): void;
}
const questions = new Map<number, Question>();
let calls = 0;
let underway = 0;
const taken = createCondition();

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'render':
      void draw(message.request);
      return;
    case 'taken':
      underway -= message.chunks;
      taken.notify();
      return;
    case 'answer':
      questions.get(message.call)?.resolve(message.bytes);
      questions.delete(message.call);
      return;
    case 'refusal':
      questions.get(message.call)?.reject(new Refusal(message.call));
      questions.delete(message.call);
  }
});

const ask = (createQuestion: (call: number) => FromThread): Promise<Uint8Array | undefined> =>
  new Promise((resolve, reject) => {
    calls += 1;
    questions.set(calls, { resolve, reject });
    send(createQuestion(calls));
  });

let streams = 0;
const supply: DocumentSupply = {
  async read(document, maxBytes) {
    const bytes = await ask((call) => ({ kind: 'read', call, document, maxBytes }));
    return bytes ?? new Uint8Array();
  },
  async *stream(document) {
    streams += 1;
    const stream = streams;
    for (;;) {
      const bytes = await ask((call) => ({ kind: 'pull', call, stream, document }));
      if (bytes === undefined) return;
      yield bytes;
    }
  },
};

async function draw(request: RenderRequest): Promise<void> {
  underway = 0;
  try {
    const chunks = renderDocument(request, supply);
    for (;;) {
      const step = await chunks.next();
      if (step.done === true) return send({ kind: 'done', result: step.value });
      await taken.waitUntil(() => underway < MAX_CHUNKS_UNDERWAY, { timeoutMs: Number.POSITIVE_INFINITY });
      underway += 1;
      send({ kind: 'chunk', bytes: step.value });
    }
  } catch (error) {
    send({ kind: 'failed', failure: describeFailure(error) });
  }
}

function describeFailure(error: unknown): ThreadFailure {
  if (error instanceof Refusal) return { kind: 'refused', call: error.call };
  if (error instanceof PdfError) return { kind: 'pdf', failure: error.failure };
  if (error instanceof Error) return { kind: 'unexpected', message: error.message, stack: error.stack };
  return { kind: 'unexpected', message: String(error), stack: undefined };
}

send({ kind: 'ready' });
