import { randomBytes } from 'node:crypto';
import {
  type DocumentInput,
  type DocumentStore,
  type JsonValue,
  readDocument,
} from '@jobwright/connector-sdk';
import { createTestDocuments, runConnector } from '@jobwright/connector-testing';
import { describe, expect, test } from 'vitest';
import { httpRest } from './connector.ts';
import { call, callFailing } from './testing/call.ts';
import { startServer, startSocketServer } from '@jobwright/test-servers/vitest';

const signal = new AbortController().signal;

async function readBack(documents: DocumentStore, document: JsonValue | undefined) {
  const opened = await documents.open(document as unknown as DocumentInput, { signal });
  const bytes = await readDocument(opened, { maxBytes: 300_000_000 });
  return { fileName: opened.fileName, contentType: opened.contentType, bytes: Buffer.from(bytes) };
}

describe('response', () => {
  test.each<[string, string | undefined, string | Buffer, JsonValue]>([
    ['a JSON object', 'application/json', '{"a":[1,null]}', { a: [1, null] }],
    ['a JSON list', 'application/json; charset=utf-8', ' [1]', [1]],
    ['a JSON object of no type', undefined, '{"a":1}', { a: 1 }],
    ['a JSON object of another type', 'text/plain', '{"a":1}', { a: 1 }],
    ['a JSON suffix', 'application/problem+json', '{"a":1}', { a: 1 }],
    ['a JSON text', 'application/json', '"quoted"', 'quoted'],
    ['a JSON number', 'application/json', '123', 123],
    ['a quoted text', 'text/plain', '"quoted"', '"quoted"'],
    ['digits', 'text/plain', '123', '123'],
    ['what is not JSON after all', 'application/json', '{"a":', '{"a":'],
    ['big integers', 'application/json', '{"id":2251799813685249123}', { id: 2251799813685249123n }],
    ['a blank', 'text/plain', ' \n', null],
    ['nothing', 'application/json', '', null],
    ['UTF-8', 'text/plain', 'zwölf €', 'zwölf €'],
    ['a byte order mark', 'application/json', '\ufeff{"a":1}', { a: 1 }],
    ['Latin-1', 'text/plain; charset=ISO-8859-1', Buffer.from('zwölf', 'latin1'), 'zwölf'],
    ['UTF-16', 'application/json; charset="utf-16le"', Buffer.from('{"a":"ö"}', 'utf16le'), { a: 'ö' }],
    ['an unknown charset', 'text/plain; charset=klingon', 'ö', 'ö'],
    [
      'windows-1252 by its name',
      'text/plain; charset=windows-1252',
      Buffer.from([0x80, 0x20, 0x93, 0x78, 0x94]),
      '€ “x”',
    ],
    ['windows-1252 in quotes', 'text/plain; charset="CP1252"', Buffer.from([0x80]), '€'],
    ['windows-1252 as Latin-1', 'text/plain;charset=iso-8859-1', Buffer.from([0x80, 0xfc]), '€ü'],
    ['windows-1252 that nothing declares', 'text/plain', Buffer.from([0x4d, 0xfc, 0x80]), 'Mü€'],
    ['JSON in windows-1252', 'application/json', Buffer.from('{"a":"M\xfcller"}', 'latin1'), { a: 'Müller' }],
    [
      'XML that declares its charset',
      'application/xml',
      Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>\xfc\x80</a>', 'latin1'),
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü€</a>',
    ],
    [
      'XML whose response declares another',
      'text/xml; charset=utf-8',
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>',
      '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>',
    ],
    [
      'HTML that declares its charset',
      'text/html',
      Buffer.from('<html><meta http-equiv=x content="text/html; charset=iso-8859-2">\xb1', 'latin1'),
      '<html><meta http-equiv=x content="text/html; charset=iso-8859-2">ą',
    ],
    ['an object with text behind it', 'application/json', '{"a":1} x', { a: 1 }],
    ['two objects', 'application/json', '{"a":1}{"b":2}', { a: 1 }],
    ['two objects in two lines, of no type', undefined, '{"a":"}"}\n{"b":2}\n', { a: '}' }],
    ['a list with text behind it', 'text/plain', '[1,{"a":"]\\""}];', [1, { a: ']"' }]],
    ['an object behind a mark, with a zero behind it', 'application/json', '\ufeff{"a":1}\0', { a: 1 }],
    ['lines of JSON', 'application/x-ndjson', '{"a":1}\n{"b":2}', '{"a":1}\n{"b":2}'],
    ['a number with text behind it', 'application/json', '404 page not found', '404 page not found'],
    ['what is not JSON before its end', 'application/json', "{'a':1} x", "{'a':1} x"],
    ['an object without an end', 'application/json', '{"a":{"b":1} x', '{"a":{"b":1} x'],
    ['quotes without an end', 'application/json', `{"${'\\"'.repeat(200_000)}`, `{"${'\\"'.repeat(200_000)}`],
  ])('%s', async (_case, contentType, content, expected) => {
    const server = await startServer((_request, response) => {
      if (contentType !== undefined) response.setHeader('Content-Type', contentType);
      response.end(content);
    });
    expect((await call({ method: 'GET', url: server.origin }))['body']).toEqual(expected);
  });

  test('has headers as served, lists for repeated ones, and the reason', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(201, 'Made it', { 'X-Case': 'v', 'Set-Cookie': ['a=1', 'b=2'] }).end(),
    );
    const result = await call({ method: 'POST', url: server.origin });
    expect(result).toMatchObject({
      status: 201,
      reason: 'Made it',
      headers: { 'X-Case': 'v', 'Set-Cookie': ['a=1', 'b=2'] },
      body: null,
      document: null,
    });
    expect(Object.keys(result).sort()).toEqual(['body', 'document', 'headers', 'reason', 'status']);
  });

  test('204 keeps its headers', async () => {
    const server = await startServer((_request, response) => response.writeHead(204, { 'X-A': '1' }).end());
    const result = await call({ method: 'DELETE', url: server.origin });
    expect(result).toMatchObject({ status: 204, headers: { 'X-A': '1' }, body: null });
  });

  test('serves the result expression of the official template', async () => {
    const server = await startServer((_request, response) => response.end('{"a":{"b":[1,2]}}'));
    const { outcome } = await runConnector(
      httpRest,
      { method: 'GET', url: server.origin, documentReturnFormat: { choice: 'JSON', encoding: 'UTF-8' } },
      { headers: { resultExpression: '={myResponseBody: response.body, code: response.status}' } },
    );
    expect(outcome).toMatchObject({
      kind: 'complete',
      variables: { myResponseBody: { a: { b: [1, 2] } }, code: 200 },
    });
  });
});

describe('documentReturnFormat', () => {
  test.each<[string, string | undefined, string | Buffer, JsonValue]>([
    ['an object', 'text/plain', '{"a":1}', { a: 1 }],
    ['a text', 'text/plain', '"quoted"', 'quoted'],
    ['a number', undefined, '123', 123],
    ['what is not JSON is text, not an error', 'application/json', 'OK', 'OK'],
    ['nothing', 'application/json', '', null],
    ['the charset of the response', 'text/plain; charset=latin1', Buffer.from('"ä"', 'latin1'), 'ä'],
  ])('JSON: %s', async (_case, contentType, content, expected) => {
    const server = await startServer((_request, response) => {
      if (contentType !== undefined) response.setHeader('Content-Type', contentType);
      response.end(content);
    });
    const format = { choice: 'json' };
    const result = await call({ method: 'GET', url: server.origin, documentReturnFormat: format });
    expect(result).toMatchObject({ body: expected, document: null });
  });

  test('JSON of 204 is null', async () => {
    const server = await startServer((_request, response) => response.writeHead(204).end());
    const result = await call({
      method: 'GET',
      url: server.origin,
      documentReturnFormat: { choice: 'JSON' },
    });
    expect(result).toMatchObject({ status: 204, body: null });
  });

  test.each<[string, string | null, string, string]>([
    ['as the model says', 'ISO-8859-1', 'text/plain; charset=utf-8', 'Ã¤'],
    ['as the response says', null, 'text/plain; charset=utf-16le', '\ua4c3'],
    ['else UTF-8', '', 'text/plain', 'ä'],
    ['even of JSON', 'UTF-8', 'application/json', 'ä'],
  ])('TEXT: %s', async (_case, encoding, contentType, expected) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': contentType }).end(Buffer.from('ä'));
    });
    const format = { choice: 'TEXT', encoding };
    const result = await call({ method: 'GET', url: server.origin, documentReturnFormat: format });
    expect(result).toMatchObject({ body: expected, document: null });
  });

  test.each([
    [{ documentReturnFormat: { choice: 'DOCUMENT' } }],
    [{ storeResponse: true }],
    [{ storeResponse: 'true' }],
  ])('a document: %j', async (variables) => {
    const content = randomBytes(3_000_000);
    const server = await startServer((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'image/png', 'X-A': '1' }).end(content),
    );
    const documents = createTestDocuments().store;
    const result = await call(
      { method: 'GET', url: `${server.origin}/a/chart`, ...variables },
      { documents },
    );
    expect(result).toMatchObject({
      status: 200,
      headers: { 'X-A': '1' },
      body: null,
      document: { metadata: { size: 3_000_000 } },
    });
    const stored = await readBack(documents, result['document']);
    expect(stored).toMatchObject({ fileName: 'chart.png', contentType: 'image/png' });
    expect(stored.bytes.equals(content)).toBe(true);
  });

  test('no document of an answer without a body', async () => {
    const server = await startServer((_request, response) => response.writeHead(204).end());
    const format = { choice: 'DOCUMENT' };
    for (const method of ['GET', 'HEAD']) {
      const result = await call({ method, url: server.origin, documentReturnFormat: format });
      expect(result).toMatchObject({ body: null, document: null });
    }
  });

  test('an error is an error, not a document', async () => {
    const server = await startServer((_request, response) => response.writeHead(404).end('{"why":"gone"}'));
    const format = { choice: 'DOCUMENT' };
    const failure = await callFailing({ method: 'GET', url: server.origin, documentReturnFormat: format });
    expect(failure).toMatchObject({ code: '404', variables: { response: { body: { why: 'gone' } } } });
  });
});

describe('a body larger than a variable may be', () => {
  const startLarge = (bytes: number) =>
    startServer((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('a'.repeat(bytes)),
    );

  test('of just the limit is taken', async () => {
    const server = await startLarge(1_000_000);
    const result = await call({ method: 'GET', url: server.origin });
    expect(result['body']).toHaveLength(1_000_000);
  });

  test('is a clear error', async () => {
    const server = await startLarge(1_000_001);
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure).toMatchObject({ code: 'HTTP_RESPONSE_TOO_LARGE', retries: 0 });
    expect(failure.message).toContain('1000000 bytes');
  });

  test('beyond a limit of the model, larger or smaller', async () => {
    const server = await startLarge(1_000_001);
    const asText = { choice: 'TEXT', maxBytes: 2_000_000 };
    const large = await call({ method: 'GET', url: server.origin, documentReturnFormat: asText });
    expect(large['body']).toHaveLength(1_000_001);
    const format = { choice: 'JSON', maxBytes: '10' };
    const failure = await callFailing({ method: 'GET', url: server.origin, documentReturnFormat: format });
    expect(failure.code).toBe('HTTP_RESPONSE_TOO_LARGE');
  });

  test('or it becomes a document, whole', async () => {
    const server = await startLarge(1_500_000);
    const documents = createTestDocuments().store;
    const format = { choice: 'JSON', whenLarger: 'DOCUMENT' };
    const variables = { method: 'GET', url: `${server.origin}/list`, documentReturnFormat: format };
    const result = await call(variables, { documents });
    expect(result['body']).toBe(null);
    const stored = await readBack(documents, result['document']);
    expect(stored.fileName).toBe('list.txt');
    expect(stored.bytes.toString()).toBe('a'.repeat(1_500_000));
  });

  test('of an error leaves its status, and the beginning of the body', async () => {
    const server = await startServer((_request, response) =>
      response.writeHead(500).end('b'.repeat(2_000_000)),
    );
    const failure = await callFailing({ method: 'GET', url: server.origin });
    expect(failure).toMatchObject({
      code: '500',
      retries: 2,
      variables: { response: { body: `${'b'.repeat(2_000)}…` } },
    });
  });

  test('reaches the store no faster than it takes it', async () => {
    const total = 64_000_000;
    const chunk = Buffer.alloc(100_000);
    let sent = 0;
    const server = await startServer((_request, response) => {
      const write = (): void => {
        while (sent < total) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    let taken = 0;
    let mostAhead = 0;
    const documents: DocumentStore = {
      ...createTestDocuments().store,
      async create({ content, fileName, contentType }) {
        if (content instanceof Uint8Array) throw new Error('Expected a stream');
        for await (const part of content) {
          taken += part.byteLength;
          mostAhead = Math.max(mostAhead, sent - taken);
          await new Promise(setImmediate);
        }
        const metadata = { fileName, contentType, size: taken };
        return { 'camunda.document.type': 'camunda', storeId: 's', documentId: '1', metadata };
      },
    };
    const format = { choice: 'DOCUMENT' };
    await call({ method: 'GET', url: server.origin, documentReturnFormat: format }, { documents });
    expect(taken).toBe(total);
    // What lies between is what sockets and streams hold.
    expect(mostAhead).toBeLessThan(20_000_000);
  });
});

describe('the status of an error counts, whatever becomes of its body', () => {
  const answerWith = (head: string) =>
    startSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(`HTTP/1.1 ${head}`));
    });

  test.each([
    [
      'that is not in the encoding it claims',
      '404 Not Found\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nplain',
    ],
    ['that is cut off', '404 Not Found\r\nContent-Length: 100\r\n\r\nhalf'],
    ['that is cut off in a chunk', '404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf'],
    ['of chunks that are none', '404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nhalf'],
  ])('a body %s', async (_case, head) => {
    const { port } = await answerWith(head);
    const failure = await callFailing({ method: 'POST', url: `http://127.0.0.1:${port}/`, body: {} });
    expect(failure).toMatchObject({ code: '404', message: 'Not Found', retries: 0 });
    expect(failure.variables).toMatchObject({ response: { body: null } });
  });

  test('a body that stops', async () => {
    const { port } = await startSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\nhalf'));
    });
    const variables = { method: 'POST', url: `http://127.0.0.1:${port}/`, readTimeoutInSeconds: 0.2 };
    expect(await callFailing(variables)).toMatchObject({ code: '400', message: 'Bad Request', retries: 0 });
  });
});
