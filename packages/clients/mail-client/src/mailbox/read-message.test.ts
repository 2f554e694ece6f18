import type { DocumentStore } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { readMessage } from './read-message.ts';

const MEGABYTE = 1024 * 1024;
const { signal } = new AbortController();

/** Takes everything and keeps nothing. */
function createSink(onChunk: () => void) {
  let bytes = 0;
  const documents: DocumentStore = {
    async create({ content, fileName, contentType }) {
      if (content instanceof Uint8Array) throw new Error('Expected a stream');
      for await (const chunk of content) {
        bytes += chunk.byteLength;
        onChunk();
      }
      return {
        'camunda.document.type': 'camunda',
        storeId: 'test',
        documentId: fileName,
        metadata: { fileName, contentType },
      };
    },
    open: () => Promise.reject(new Error('not used')),
  };
  return { documents, bytes: () => bytes };
}

async function* generateEmail(parts: { readonly type: string; readonly megabytes: number }[]) {
  yield Buffer.from('Message-ID: <1@x>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n');
  const line = `${'QUJD'.repeat(19)}\r\n`;
  const block = Buffer.from(line.repeat(Math.ceil(MEGABYTE / line.length)));
  for (const { type, megabytes } of parts) {
    yield Buffer.from(`--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n`);
    for (let count = 0; count < megabytes; count += 1) yield block;
    yield Buffer.from('\r\n');
  }
  yield Buffer.from('--b--\r\n');
}

const toHeld = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

it('holds no more of a huge email than what it gives', { timeout: 60_000 }, async () => {
  const before = toHeld();
  let most = 0;
  const sink = createSink(() => (most = Math.max(most, toHeld() - before)));
  const parts = await readMessage(
    generateEmail([
      { type: 'text/plain', megabytes: 30 },
      { type: 'application/pdf', megabytes: 90 },
    ]),
    { documents: sink.documents, signal },
  );
  expect(parts.plainTextBody).toHaveLength(1_000_000);
  expect(parts.attachments).toHaveLength(1);
  expect(sink.bytes()).toBeGreaterThan(65 * MEGABYTE);
  expect(most).toBeLessThan(50 * MEGABYTE);
});

it('ends with the job', async () => {
  const stop = new AbortController();
  const sink = createSink(() => stop.abort(new Error('over')));
  const content = generateEmail([{ type: 'application/pdf', megabytes: 100_000 }]);
  const read = readMessage(content, { documents: sink.documents, signal: stop.signal });
  await expect(read).rejects.toThrow('over');
});

it.each([
  ['\r\nJust text', 'Just text'],
  ['Just text', 'Just text'],
  ['', ''],
  ['\r\n', ''],
  ['Content-Type: text/plain; charset=utf-16le\r\n\r\nH\0i\0', 'Hi'],
  ['Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\u001b$B$3\u001b(B', 'こ'],
  ['Content-Type: text/plain; charset=klingon\r\n\r\n\u00c3\u00bc', 'ü'],
  ['Content-Type: text/plain\r\n\r\n\u00fc\u0080', 'ü€'],
  ['Content-Type: text/plain; charset=windows-1252\r\n\r\n\u0080', '€'],
  ['Content-Type: text/plain; charset=gb2312\r\n\r\n\u00c4\u00e3', '你'],
  ['Content-Type: text/plain; format=flowed\r\n\r\none \r\nline', 'one line'],
  ['Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all', 'no part at all'],
  ['Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nno end', 'no end'],
])('gives the text of %j', async (raw, text) => {
  const content = (async function* () {
    yield Buffer.from(raw, 'latin1');
  })();
  const { documents } = createSink(() => undefined);
  const parts = await readMessage(content, { documents, signal });
  expect(parts).toMatchObject({ plainTextBody: text, htmlBody: null, attachments: [], errors: [] });
});
