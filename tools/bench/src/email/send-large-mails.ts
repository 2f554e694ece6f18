import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderDocumentStore } from '@jobwright/runtime';
import { createJobwrightSender, createNodemailerSender, type Sender } from './senders.ts';

const MAILS = 50;
const MEGABYTE = 1024 * 1024;
const ATTACHMENT_BYTES = 20 * MEGABYTE;
const [contestant = '', port = ''] = process.argv.slice(2);

/** In parts: a buffer of the whole would be in the baseline. */
// oxlint-disable-next-line typescript/require-await -- an async iterable of what is there already
async function* makeAttachment(): AsyncGenerator<Uint8Array> {
  const part = Buffer.alloc(64 * 1024, 'attachment ');
  for (let bytes = 0; bytes < ATTACHMENT_BYTES; bytes += part.byteLength) yield part;
}

async function createSender(directory: string): Promise<Sender> {
  if (contestant === 'nodemailer') {
    const file = join(directory, 'large.bin');
    await writeFile(file, makeAttachment());
    return createNodemailerSender(Number(port), { connections: 5, attachment: file });
  }
  const documents = createFolderDocumentStore({ directory });
  const { signal } = new AbortController();
  const file = { content: makeAttachment(), fileName: 'large.bin', contentType: 'application/octet-stream' };
  return createJobwrightSender(Number(port), {
    documents,
    attachment: await documents.create(file, { signal }),
  });
}

const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
try {
  const sender = await createSender(directory);
  // Code, pools and the first buffers are part of the baseline.
  await sender.send();
  globalThis.gc?.();
  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  await Promise.all(Array.from({ length: MAILS }, () => sender.send()));
  clearInterval(timer);
  await sender.close();
  process.send?.({ baselineMb: baseline / MEGABYTE, peakMb: peak / MEGABYTE });
} finally {
  await rm(directory, { recursive: true, force: true });
}
process.disconnect();
