import { createTestDocuments } from '@jobwright/connector-testing';
import { randomBytes } from 'node:crypto';
import type { DocumentStore, JsonValue } from '@jobwright/connector-sdk';
import { createOutboundNetwork } from '@jobwright/http-client';
import { describe, expect, test } from 'vitest';
import { call, callFailing } from './testing/call.ts';
import { type SeenRequest, startServer } from '@jobwright/test-servers/vitest';

const signal = new AbortController().signal;
const PDF = randomBytes(100_000);

/** A store with one document, and its reference. */
async function withDocument(
  content: Uint8Array = PDF,
  facts: { contentType?: string; fileName?: string } = {},
) {
  const documents = createTestDocuments().store;
  const { contentType = 'application/pdf', fileName = 'order "7" für Ärzte.pdf' } = facts;
  const document = await documents.create({ content, contentType, fileName }, { signal });
  return { documents, document: document as unknown as JsonValue };
}

/** The parts of a multipart body, as a server takes them. */
async function readParts({ headers, bytes }: SeenRequest) {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  return Promise.all(
    [...form].map(async ([name, value]) =>
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, Buffer.from(await value.arrayBuffer())],
    ),
  );
}

describe('a document as the body', () => {
  test('is sent as its content, with its type and length', async () => {
    const { documents, document } = await withDocument();
    const server = await startServer();
    await call({ method: 'PUT', url: server.origin, body: document }, { documents });
    expect(server.requests[0]!.bytes).toEqual(PDF);
    expect(server.requests[0]!.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '100000',
    });
  });

  test('under a type of the model', async () => {
    const { documents, document } = await withDocument();
    const server = await startServer();
    const headers = { 'Content-Type': 'application/octet-stream' };
    await call({ method: 'POST', url: server.origin, headers, body: document }, { documents });
    expect(server.requests[0]!.headers['content-type']).toBe('application/octet-stream');
  });

  test('of unknown length is sent in chunks', async () => {
    const { documents, document } = await withDocument();
    const body = { ...(document as object), metadata: {} } as JsonValue;
    const server = await startServer();
    await call({ method: 'POST', url: server.origin, body }, { documents });
    expect(server.requests[0]!.bytes).toEqual(PDF);
    expect(server.requests[0]!.headers).toMatchObject({
      'transfer-encoding': 'chunked',
      'content-type': 'application/octet-stream',
    });
  });

  test('given in full by the model', async () => {
    const server = await startServer();
    const body = { 'camunda.document.type': 'inline', content: '<a>ä</a>', contentType: 'application/xml' };
    await call({ method: 'POST', url: server.origin, body });
    expect(server.requests[0]).toMatchObject({
      body: '<a>ä</a>',
      headers: { 'content-type': 'application/xml', 'content-length': '9' },
    });
  });

  test('is read anew for a redirect', async () => {
    const { documents, document } = await withDocument();
    const server = await startServer(({ url }, response) =>
      url === '/next' ? response.end('ok') : response.writeHead(307, { Location: '/next' }).end(),
    );
    const variables = { method: 'POST', url: server.origin, body: document, followRedirects: true };
    expect(await call(variables, { documents })).toMatchObject({ status: 200 });
    expect(server.requests.map(({ bytes }) => bytes.equals(PDF))).toEqual([true, true]);
  });

  test('that is gone fails by its own code, and cannot add a header by its type', async () => {
    const { document } = await withDocument();
    const server = await startServer();
    const failure = await callFailing({ method: 'POST', url: server.origin, body: document });
    expect(failure).toMatchObject({ code: 'DOCUMENT_NOT_FOUND', retries: 0 });
    const evil = await withDocument(PDF, { contentType: 'a/b\r\nX-Injected: 1' });
    await call({ method: 'POST', url: server.origin, body: evil.document }, { documents: evil.documents });
    expect(server.requests.at(-1)!.headers).toMatchObject({ 'content-type': 'application/octet-stream' });
    expect(server.requests.at(-1)!.headers).not.toHaveProperty('x-injected');
  });
});

describe('an external document', () => {
  const startFiles = async () => {
    const files = await startServer((_request, response) => response.end(PDF));
    return { 'camunda.document.type': 'external', url: `${files.origin}/a.pdf?sig=1`, name: 'order.pdf' };
  };

  test('is fetched and sent as a body, as a part, and as base64 in JSON', async () => {
    const document = await startFiles();
    const server = await startServer();
    const headers = { 'Content-Type': 'application/pdf' };
    await call({ method: 'POST', url: server.origin, headers, body: document });
    await call({ method: 'POST', url: server.origin, body: { file: document } });
    const multipart = { 'Content-Type': 'multipart/form-data' };
    await call({ method: 'POST', url: server.origin, headers: multipart, body: { file: document } });
    const [whole, json, parts] = server.requests;
    expect(whole).toMatchObject({ bytes: PDF, headers: { 'content-type': 'application/pdf' } });
    expect(json!.body).toBe(JSON.stringify({ file: PDF.toString('base64') }));
    expect(parts!.bytes.includes(PDF)).toBe(true);
    expect(parts!.body).toContain('name="file"; filename="order.pdf"');
  });

  test('obeys the network of the runtime; what cannot be fetched is no failure of the call itself', async () => {
    const document = await startFiles();
    const server = await startServer();
    const network = createOutboundNetwork({ deny: [new URL(document.url).host] });
    const variables = { method: 'POST', url: server.origin, body: document };
    expect(await callFailing(variables, { network })).toMatchObject({ code: 'HTTP_BLOCKED', retries: 0 });
    const gone = { ...variables, body: { ...document, url: 'http://127.0.0.1:1/' } };
    expect(await callFailing(gone)).toMatchObject({ code: 'DOCUMENT_UNAVAILABLE', retries: 2 });
    const broken = { ...variables, body: { file: { ...document, url: 'ftp://host' } } };
    expect(await callFailing(broken)).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
  });
});

describe('documents in JSON', () => {
  test.each([0, 1, 2, 3, 10_000])('become base64: %i bytes', async (size) => {
    const content = randomBytes(size);
    const { documents, document } = await withDocument(content);
    const server = await startServer();
    const body = { id: 9007199254740993n, files: [{ file: document }, document], none: null };
    await call({ method: 'POST', url: server.origin, body, ignoreNullValues: true }, { documents });
    const base64 = content.toString('base64');
    expect(server.requests[0]!.body).toBe(
      `{"id":9007199254740993,"files":[{"file":"${base64}"},"${base64}"]}`,
    );
    expect(server.requests[0]!.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(server.requests[0]!.bytes.length),
    });
  });

  test('that arrive in pieces of any size', async () => {
    const { documents, document } = await withDocument();
    const inPieces: DocumentStore = {
      ...documents,
      open: async (reference, options) => ({
        ...(await documents.open(reference, options)),
        content: (async function* () {
          for (let at = 0; at < PDF.length; at += 1009) yield PDF.subarray(at, at + 1009);
        })(),
      }),
    };
    const server = await startServer();
    await call({ method: 'POST', url: server.origin, body: { file: document } }, { documents: inPieces });
    expect(server.requests[0]!.body).toBe(JSON.stringify({ file: PDF.toString('base64') }));
  });
});

describe('multipart/form-data from a map', () => {
  test('documents are files, lists repeat, null is left out, maps are JSON', async () => {
    const { documents, document } = await withDocument();
    const server = await startServer();
    const small = await withDocument(Buffer.from('abc'));
    const both: DocumentStore = {
      ...documents,
      open: (reference, options) =>
        documents.open(reference, options).catch(() => small.documents.open(reference, options)),
    };
    const headers = { 'content-type': 'Multipart/Form-Data' };
    const body = {
      'na"me\r\n': 'ä & ö',
      count: 17,
      flag: true,
      nothing: null,
      files: [document, document],
      tags: ['a', 'b', null],
      meta: { id: 1, file: small.document },
    };
    await call({ method: 'POST', url: server.origin, headers, body }, { documents: both });
    const file = ['files', 'order "7" für Ärzte.pdf', 'application/pdf', PDF];
    expect(await readParts(server.requests[0]!)).toEqual([
      ['na"me\r\n', 'ä & ö'],
      ['count', '17'],
      ['flag', 'true'],
      file,
      file,
      ['tags', 'a'],
      ['tags', 'b'],
      ['meta', '{"id":1,"file":"YWJj"}'],
    ]);
    expect(server.requests[0]!.headers['content-length']).toBe(String(server.requests[0]!.bytes.length));
    expect(server.requests[0]!.headers['content-type']).toMatch(/^Multipart\/Form-Data; boundary=jobwright-/);
  });

  test('with the boundary and the charset of the model', async () => {
    const server = await startServer();
    const headers = { 'Content-Type': 'multipart/form-data; boundary="a b:c"; charset=ISO-8859-1' };
    await call({ method: 'POST', url: server.origin, headers, body: { a: 'é', m: { x: 1 } } });
    expect(server.requests[0]!.headers['content-type']).toBe(headers['Content-Type']);
    expect(server.requests[0]!.bytes.toString('latin1')).toBe(
      [
        '--a b:c',
        'Content-Disposition: form-data; name="a"',
        'Content-Type: text/plain; charset=iso-8859-1',
        '',
        'é',
        '--a b:c',
        'Content-Disposition: form-data; name="m"',
        'Content-Type: application/json',
        '',
        '{"x":1}',
        '--a b:c--',
        '',
      ].join('\r\n'),
    );
  });

  test('a document cannot begin a part with a boundary of the model, wherever its pieces end', async () => {
    const hostile = Buffer.from(
      'x'.repeat(10) + '\r\n--a b\r\nContent-Disposition: form-data; name="role"\r\n\r\nx',
    );
    const reference = { 'camunda.document.type': 'camunda', storeId: 's', documentId: 'd', metadata: {} };
    for (let cut = 1; cut < hostile.byteLength; cut += 1) {
      const { documents } = await withDocument();
      const pieces = async function* () {
        yield hostile.subarray(0, cut);
        yield hostile.subarray(cut);
      };
      const open: DocumentStore['open'] = () =>
        Promise.resolve({ ...{ fileName: 'x', contentType: 'a/b', size: undefined }, content: pieces() });
      const server = await startServer();
      const headers = { 'Content-Type': 'multipart/form-data; boundary="a b"' };
      const variables = { method: 'POST', url: server.origin, headers, body: { file: reference } };
      const failure = await callFailing(variables, { documents: { ...documents, open } });
      expect(failure).toMatchObject({ code: 'INPUT_INVALID', retries: 0 });
      expect(failure.message).toContain('headers["Content-Type"]: The body contains the boundary');
      expect(server.requests).toEqual([]);
      await server.close();
    }
  });

  test('names of fields and files stay where they are', async () => {
    const name = 'a\\';
    const fileName = '"; name=role; x="\r\n\u0000\\';
    const { documents, document } = await withDocument(PDF, { fileName });
    const server = await startServer();
    const headers = { 'Content-Type': 'multipart/form-data' };
    await call({ method: 'POST', url: server.origin, headers, body: { [name]: document } }, { documents });
    expect(server.requests[0]!.bytes.toString('latin1').split('\r\n')[1]).toBe(
      'Content-Disposition: form-data; name="a%5C"; filename="%22; name=role; x=%22%0D%0A%00%5C"',
    );
    expect(await readParts(server.requests[0]!)).toHaveLength(1);
  });

  test('ignoreNullValues leaves null fields out of its maps', async () => {
    const server = await startServer();
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const body = { meta: { a: null, b: 1, list: [null, { c: null }] } };
    await call({ method: 'POST', url: server.origin, headers, body, ignoreNullValues: true });
    expect(server.requests[0]!.body).toContain('\r\n\r\n{"b":1,"list":[null,{}]}\r\n');
  });

  test.each(['multipart/form-data;', 'multipart/form-data ; ;'])('under %j', async (contentType) => {
    const server = await startServer();
    await call({
      method: 'POST',
      url: server.origin,
      headers: { 'Content-Type': contentType },
      body: { a: 1 },
    });
    expect(server.requests[0]!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=jobwright-/);
    expect(await readParts(server.requests[0]!)).toEqual([['a', '1']]);
  });

  test('without parts', async () => {
    const server = await startServer();
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    await call({ method: 'POST', url: server.origin, headers, body: {} });
    expect(server.requests[0]!.body).toBe('--x--\r\n');
  });
});

describe('an idempotency key', () => {
  test('is the same each time the job is tried, another for another job', async () => {
    const server = await startServer();
    const variables = { method: 'POST', url: server.origin, idempotencyHeader: 'Idempotency-Key' };
    await call(variables, { jobKey: '7' });
    await call(variables, { jobKey: '7', retries: 2 });
    await call(variables, { jobKey: '8' });
    const keys = server.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toMatch(/./);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  test('is sent under any name, only when asked, and only by what changes something', async () => {
    const server = await startServer();
    await call({ method: 'DELETE', url: server.origin, idempotencyHeader: 'X-Request-Id' });
    await call({ method: 'GET', url: server.origin, idempotencyHeader: 'X-Request-Id' });
    await call({ method: 'POST', url: server.origin });
    const names = server.requests.map(({ headers }) => Object.keys(headers).join());
    expect(names.map((each) => each.includes('x-request-id'))).toEqual([true, false, false]);
    expect(names[2]).not.toContain('idempotency');
  });
});
