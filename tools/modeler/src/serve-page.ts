import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { bundlePage, type ModelerEngine } from './bundle-page.ts';

export interface ServedPage {
  readonly url: string;
  close(): Promise<void>;
}

export interface ServePageOptions {
  /** Default: that of Camunda 8. */
  readonly engine?: ModelerEngine;
  /** What the page starts with. */
  readonly templates: readonly unknown[];
  /** Default: a free one. */
  readonly port?: number;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Serves the modeler on loopback. */
export async function servePage(options: ServePageOptions): Promise<ServedPage> {
  const { engine = 'camunda8', templates, port = 0 } = options;
  const files = new Map<string, Uint8Array | string>([
    ...(await bundlePage(engine)),
    ['', await readFile(new URL('page/index.html', import.meta.url))],
    ['templates.json', JSON.stringify(templates)],
  ]);
  const server = createServer(({ url = '' }, response) => {
    const name = url.slice(1);
    const content = files.get(name);
    if (content === undefined) response.writeHead(404).end();
    else response.setHeader('content-type', TYPES[extname(name) || '.html'] ?? '').end(content);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
