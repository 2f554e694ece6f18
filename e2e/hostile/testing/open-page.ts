import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHROMIUM_FLAGS, findChromium } from '@jobwright/modeler';
import { chromium, type Page } from 'playwright-core';

/** Names that lead to this machine, as that of whoever serves a hostile page may. */
export const PAGE_HOST = 'page.example';
export const REBOUND_HOST = 'rebound.example';

const PAGE = `<!doctype html>
<title>Page</title>
<body><iframe name="answer"></iframe>
<script>
  async function submitForm(action) {
    const form = document.createElement('form');
    Object.assign(form, { action, method: 'post', enctype: 'multipart/form-data', target: 'answer' });
    const input = Object.assign(document.createElement('input'), { type: 'file', name: 'file' });
    const files = new DataTransfer();
    files.items.add(new File(['evil'], 'evil.txt', { type: 'text/plain' }));
    input.files = files.files;
    form.append(input);
    document.body.append(form);
    const frame = document.querySelector('iframe');
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    form.submit();
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 5000))]);
  }
</script></body>`;

export interface OpenPage {
  /** A page of another origin, in a real browser on this machine. */
  readonly page: Page;
  /** A tab of its own, closed with the browser at the latest. */
  newTab(): Promise<Page>;
  close(): Promise<void>;
}

export async function openPage(): Promise<OpenPage> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html').end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [
      ...CHROMIUM_FLAGS,
      `--host-resolver-rules=MAP ${PAGE_HOST} 127.0.0.1, MAP ${REBOUND_HOST} 127.0.0.1`,
    ],
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(`http://${PAGE_HOST}:${port}/`);
  return {
    page,
    newTab: () => browser.newPage(),
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
