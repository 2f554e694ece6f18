import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpRest } from '@jobwright/connector-http-rest';
import type { DocumentStore } from '@jobwright/connector-sdk';
import { createFolderDocumentStore, findDocumentPath } from '@jobwright/runtime';
import type { BenchmarkContext, Row } from '../benchmark.ts';
import { workerFile } from '../runtime/compile-workers.ts';
import { isRecord } from '../runtime/endpoint-messages.ts';
import { createCallContext } from './call-context.ts';
import { runInFlight } from '../run-in-flight.ts';

export interface MemoryOptions {
  readonly responses: number;
  readonly megabytes: number;
  readonly inFlight: number;
}

const BYTES_PER_MB = 1_000_000;
const SAMPLE_MS = 50;

/**
 * Large responses streamed to a folder of documents; each document is checked for its size and deleted, so
 * that a disk holds it.
 */
export async function measureMemory(
  options: MemoryOptions,
  { log, signal }: BenchmarkContext,
): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
  const server = fork(workerFile('stream-endpoint'), { execArgv: [] });
  const context = createCallContext(withoutKeeping(directory, options), signal);
  const operation = httpRest.operations.get('run');
  if (operation === undefined) throw new Error('The REST connector has one operation');
  let timer: NodeJS.Timeout | undefined;
  try {
    const messages: readonly unknown[] = await once(server, 'message', {
      signal: AbortSignal.timeout(10_000),
    });
    const [started] = messages;
    if (!isRecord(started) || typeof started['port'] !== 'number')
      throw new Error('The endpoint did not start');
    const url = `http://127.0.0.1:${started['port']}/${options.megabytes}`;
    const variables = { method: 'GET', url, documentReturnFormat: { choice: 'DOCUMENT' } };
    const before = process.memoryUsage.rss();
    let peak = before;
    timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
    const start = process.hrtime.bigint();
    const { responses: times, inFlight, megabytes } = options;
    // Each job has a signal of its own.
    await runInFlight({ times, inFlight }, () =>
      operation.bind(variables)({ ...context, signal: AbortSignal.any([signal]) }),
    );
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const values = {
      grownMb: (peak - before) / BYTES_PER_MB,
      peakRssMb: peak / BYTES_PER_MB,
      megabytesPerSecond: (times * megabytes) / seconds,
    };
    log(
      `stream   ${times} x ${megabytes} MB, ${inFlight} at a time: ${values.grownMb.toFixed(0)} MB more at most`,
    );
    return [{ case: 'stream', contestant: 'jobwright', values }];
  } finally {
    clearInterval(timer);
    server.kill();
    await context.close();
    await rm(directory, { recursive: true, force: true });
  }
}

function withoutKeeping(directory: string, { megabytes }: MemoryOptions): DocumentStore {
  const store = createFolderDocumentStore({ directory });
  return {
    ...store,
    async create(document, options) {
      const reference = await store.create(document, options);
      const { size } = reference.metadata;
      if (size !== megabytes * BYTES_PER_MB) throw new Error(`A document has ${size} bytes`);
      await rm(findDocumentPath(directory, reference) ?? '', { recursive: true, force: true });
      return reference;
    },
  };
}
