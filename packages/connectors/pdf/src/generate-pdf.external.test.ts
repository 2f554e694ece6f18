import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type JsonObject, openNetwork } from '@jobwright/connector-sdk';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf } from './connector.ts';

/** One pixel with transparency. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGM4wcDQAAADpQFJ3AO3EgAAAABJRU5ErkJggg==',
  'base64',
);
const inline = (content: string): JsonObject => ({ 'camunda.document.type': 'inline', content });

const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  if (request.url === '/gone') response.writeHead(404).end();
  else if (request.url === '/rows.csv') response.end('one\ntwo\n');
  else response.end(PNG);
});
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const external = (path: string): JsonObject => ({
  'camunda.document.type': 'external',
  url: `${origin}${path}`,
});

const harness = createConnectorHarness(pdf);
const caged = createConnectorHarness(pdf, {
  network: {
    ...openNetwork,
    egress: { looksAtAddresses: false, describeBlock: () => 'nothing may be reached' },
  },
});
afterAll(() => Promise.all([harness.close(), caged.close()]));

async function draw(variables: JsonObject, painter = harness) {
  asked.length = 0;
  return (await painter.run({ title: 'External', ...variables })).outcome;
}

const image = (document: unknown): JsonObject =>
  ({ content: [{ type: 'image', document, alt: 'x' }] }) as JsonObject;
describe('external documents', () => {
  it('are fetched by the runtime, once each', async () => {
    const picture = external('/logo.png');
    const outcome = await draw({
      content: [
        { type: 'image', document: picture, alt: 'x' },
        { type: 'image', document: { ...picture }, alt: 'x' },
        { type: 'table', columns: [{ header: 'A' }], rows: { document: external('/rows.csv') } },
      ],
      attachments: [{ document: external('/a.png') }],
      standard: 'PDF/A-3b',
    });
    expect(outcome).toMatchObject({ kind: 'complete', variables: { result: { pages: 1 } } });
    expect([...asked].sort()).toEqual(['/a.png', '/logo.png', '/rows.csv']);
  });

  const everywhere: [string, (document: JsonObject) => JsonObject][] = [
    ['a picture', (document) => image(document)],
    ['a picture in the data', (logo) => ({ ...image({ from: 'logo' }), data: { logo } })],
    [
      'rows',
      (document) => ({ content: [{ type: 'table', columns: [{ header: 'A' }], rows: { document } }] }),
    ],
    ['a font', (regular) => ({ ...image(inline('<svg xmlns="x"/>')), fonts: { Mine: { regular } } })],
    [
      'an attachment',
      (document) => ({ content: [{ type: 'rule' }], standard: 'PDF/A-3b', attachments: [{ document }] }),
    ],
  ];
  it.each(everywhere)('of %s obey the rules of the network', async (_, createVariables) => {
    const outcome = await draw(createVariables(external('/x')), caged);
    expect(outcome).toMatchObject({
      kind: 'fail',
      retries: 0,
      variables: { error: { code: 'HTTP_BLOCKED' } },
    });
    expect(asked).toEqual([]);
  });

  it('that are not there fail with what their server says', async () => {
    const outcome = await draw(image(external('/gone')));
    expect(outcome).toMatchObject({ retries: 0, variables: { error: { code: 'DOCUMENT_NOT_FOUND' } } });
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/x', 'data:image/png;base64,AAAA'])(
    'are none at %s',
    async (url) => {
      const outcome = await draw(image({ 'camunda.document.type': 'external', url }));
      expect(outcome).toMatchObject({
        variables: {
          error: {
            code: 'INPUT_INVALID',
            message: expect.stringContaining('content[0].document.url: Expected a URL that starts with http'),
          },
        },
      });
    },
  );
});
