import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** What npm brings along when it publishes with provenance: a bundle of Sigstore. */
export interface Provenance {
  /** `name-version` */
  readonly package: string;
  readonly bundle: unknown;
}

export interface ProvenanceProxy {
  /** `http://127.0.0.1:port/` */
  readonly url: string;
  readonly provenance: readonly Provenance[];
  close(): Promise<void>;
}

const publication = z.looseObject({
  _attachments: z.record(z.string(), z.looseObject({ data: z.string() })),
});
const SUFFIX = '.sigstore';

/**
 * Stands before a registry that does not know provenance (verdaccio refuses a publication with two
 * attachments) and keeps it, as a registry would.
 */
export async function startProvenanceProxy(registryPort: number): Promise<ProvenanceProxy> {
  const provenance: Provenance[] = [];

  const takeProvenance = (body: string): string => {
    const published = publication.safeParse(JSON.parse(body));
    if (!published.success) return body;
    const attachments = Object.entries(published.data._attachments);
    for (const [name, { data }] of attachments.filter(([name]) => name.endsWith(SUFFIX))) {
      provenance.push({ package: name.slice(0, -SUFFIX.length), bundle: JSON.parse(data) });
    }
    const kept = Object.fromEntries(attachments.filter(([name]) => !name.endsWith(SUFFIX)));
    return JSON.stringify({ ...published.data, _attachments: kept });
  };

  const forward = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method, url: path } = incoming;
    const body = method === 'PUT' ? takeProvenance(await text(incoming)) : undefined;
    const headers =
      body === undefined
        ? incoming.headers
        : { ...incoming.headers, 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = send({ host: '127.0.0.1', port: registryPort, method, path, headers });
    const answered = new Promise<void>((resolve, reject) => {
      outgoing.once('error', reject).once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        pipeline(answer, response).then(resolve, reject);
      });
    });
    if (body === undefined) incoming.pipe(outgoing);
    else outgoing.end(body);
    await answered;
  };

  const server = createServer((incoming, response) => {
    forward(incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    provenance,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
