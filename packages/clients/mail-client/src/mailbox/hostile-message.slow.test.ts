import type { DocumentStore } from '@jobwright/connector-sdk';
import { expect, it } from 'vitest';
import { readMessage } from './read-message.ts';

const { signal } = new AbortController();
const documents: DocumentStore = {
  async create({ content, fileName, contentType }) {
    let size = 0;
    for await (const chunk of content instanceof Uint8Array ? [content] : content) size += chunk.byteLength;
    const metadata = { fileName, contentType, size };
    return { 'camunda.document.type': 'camunda', storeId: 's', documentId: 'd', metadata };
  },
  open: () => Promise.reject(new Error('Nothing is opened')),
};

async function* inChunks(text: string) {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const read = (text: string) => readMessage(inChunks(text), { documents, signal });

const HEADERS = [
  ...['From', 'References', 'Received', 'Subject', 'Message-ID', 'Date'],
  ...['Content-Type: text/plain; x=y', 'Content-Disposition: attachment', 'Content-Transfer-Encoding'],
];
const PARTS = [
  ...['a a <a@b.com>,', '<', '"', '(', ',', '\\', 'a:;', ';', '=?utf-8?Q?a?= ', '=?', '\r\n '],
  ...['; a*1*="b"', "; filename*0*=utf-8''%e2", '; charset="x"', '; boundary=b'],
];

it.each(HEADERS)('a header %s made to be slow is read', { timeout: 30_000 }, async (header) => {
  for (const part of PARTS) {
    const value = part.repeat(240_000 / part.length);
    const text = `${header}${header.includes(':') ? '; ' : ': '}${value}\r\n\r\nText`;
    const { plainTextBody, attachments } = await read(text);
    expect({ part, is: plainTextBody !== null || attachments.length > 0 }).toEqual({ part, is: true });
  }
});

const nested = (levels: number): string =>
  Array.from(
    { length: levels },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('');
const multipart = 'Content-Type: multipart/mixed; boundary=b\r\n\r\n';

it.each([
  ['parts in parts', nested(5_000)],
  ['parts without end', multipart + '--b\r\n\r\nx\r\n'.repeat(50_000)],
  ['parts with much in front', multipart + `--b\r\nX: ${'y'.repeat(200_000)}\r\n\r\nx\r\n`.repeat(20)],
  ['a head without end', 'X: '.padEnd(400_000, 'y')],
  ['a head of many lines', 'X: y\r\n'.repeat(60_000)],
])('%s are refused', { timeout: 10_000 }, async (_, text) => {
  await expect(read(text)).rejects.toMatchObject({ failure: { kind: 'message-unreadable' } });
});

it.each([
  ...['utf-7', 'hz-gb-2312', 'iso-2022-jp', 'gb18030', 'base64', 'hex', 'x'.repeat(10_000)].map(
    (charset) => `charset="${charset}"`,
  ),
  'format=flowed; delsp=yes',
])('text of %s is read, and is no longer than it may be', { timeout: 10_000 }, async (parameter) => {
  for (const part of ['+AAA-~{\x1b$B', ' \n', '>a \n', '=\n']) {
    const text = part.repeat(1_000_000 / part.length);
    const { plainTextBody } = await read(`Content-Type: text/plain; ${parameter}\r\n\r\n${text}`);
    expect(plainTextBody?.length).toBeLessThanOrEqual(1_000_000);
  }
});
