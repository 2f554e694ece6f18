import { expect, it } from 'vitest';
import { servePage } from './serve-page.ts';

it('serves the page, what it needs, and the templates, to this machine alone', async () => {
  const page = await servePage({ templates: [{ id: 'acme.orders' }] });
  try {
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const html = await (await fetch(page.url)).text();
    for (const [, link] of html.matchAll(/(?:src|href)="(page\.[^"]+)"/g)) {
      const response = await fetch(`${page.url}/${link}`);
      expect(response.status, link).toBe(200);
      expect((await response.text()).length).toBeGreaterThan(100_000);
    }
    expect(await (await fetch(`${page.url}/templates.json`)).json()).toEqual([{ id: 'acme.orders' }]);
    expect((await fetch(`${page.url}/package.json`)).status).toBe(404);
  } finally {
    await page.close();
  }
});
