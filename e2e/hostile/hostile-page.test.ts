import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toEnvironment } from '../src/testing/connect-client.ts';
import { startService, type StartedService } from '../src/testing/start-service.ts';
import { openPage, type OpenPage, REBOUND_HOST } from './testing/open-page.ts';

// A person works on a laptop with the engine and the service running, and reads a page of somebody else in
// the browser beside it.
let engine: EmbeddedEngine;
let opened: OpenPage;
beforeAll(async () => {
  [engine, opened] = await Promise.all([startEngine(), openPage()]);
});
afterAll(() => Promise.all([engine?.close(), opened?.close()]));

const REST_CALL = encodeURIComponent('io.camunda:http-json:1');

/**
 * Sends a request from the page as a page can, without asking first; nothing is told of the answer but
 * whether it could be read.
 */
const sendFromPage = (url: string, init: RequestInit = {}) =>
  opened.page.evaluate(
    ([address, options]) =>
      fetch(address, options).then(
        async (response) => ({ type: response.type, status: response.status, text: await response.text() }),
        () => ({ type: 'refused', status: 0, text: '' }),
      ),
    [url, init] as const,
  );

/** Submits a form with a file, which no browser asks about first. */
const submitForm = (action: string) => opened.page.evaluate(`submitForm(${JSON.stringify(action)})`);

const toForm = () => {
  const form = new FormData();
  form.append('file', new File(['kept'], 'kept.txt', { type: 'text/plain' }));
  return form;
};

describe('the engine on this machine', () => {
  let hash = '';
  const documentAt = (id: string) => fetch(`${engine.restAddress}/v2/documents/${id}?contentHash=${hash}`);

  test('a program on this machine stores documents, so that what follows means something', async () => {
    const stored = await fetch(`${engine.restAddress}/v2/documents?documentId=own`, {
      method: 'POST',
      body: toForm(),
    });
    expect(stored.status).toBe(201);
    ({ contentHash: hash } = (await stored.json()) as { contentHash: string });
    expect(await (await documentAt('own')).text()).toBe('kept');
  });

  test('a form of the page stores nothing', async () => {
    await submitForm(`${engine.restAddress}/v2/documents?documentId=evil`);
    expect((await documentAt('evil')).status).toBe(404);
  });

  test('a request of the page stores, deletes and reads nothing', async () => {
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nevil\r\n--b--\r\n';
    const upload = { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=b' }, body };
    for (const mode of ['no-cors', 'cors'] as const) {
      await sendFromPage(`${engine.restAddress}/v2/documents?documentId=evil`, { ...upload, mode });
      await sendFromPage(`${engine.restAddress}/v2/documents/own`, { method: 'DELETE', mode });
      expect(
        await sendFromPage(`${engine.restAddress}/v2/documents/own?contentHash=${hash}`, { mode }),
      ).toMatchObject({ text: '' });
    }
    expect((await documentAt('evil')).status).toBe(404);
    expect(await (await documentAt('own')).text()).toBe('kept');
  });

  test('a name of theirs that leads here reads and stores nothing', async () => {
    const { port } = new URL(engine.restAddress);
    const page = await opened.newTab();
    try {
      const topology = await page.goto(`http://${REBOUND_HOST}:${port}/v2/topology`);
      expect(topology?.status()).toBe(403);
      expect(await topology?.text()).not.toContain('brokers');
      const own = await page.goto(`http://${REBOUND_HOST}:${port}/v2/documents/own?contentHash=${hash}`);
      expect(own?.status()).toBe(403);
      // There the page is of one origin with the engine.
      await page.evaluate(() => {
        const form = new FormData();
        form.append('file', new File(['evil'], 'evil.txt'));
        return fetch('/v2/documents?documentId=evil', { method: 'POST', body: form }).then(
          () => undefined,
          () => undefined,
        );
      });
      expect((await documentAt('evil')).status).toBe(404);
    } finally {
      await page.close();
    }
  });

  test('the gRPC gateway takes nothing from a page', async () => {
    const url = `http://${engine.grpcAddress}/gateway_protocol.Gateway/Topology`;
    for (const mode of ['no-cors', 'cors'] as const) {
      const answer = await sendFromPage(url, { method: 'POST', body: '\0\0\0\0\0', mode });
      expect(answer.text).toBe('');
    }
    expect(engine.core.jobs()).toEqual([]);
  });
});

describe('the service on this machine', () => {
  let service: StartedService;
  beforeEach(async () => {
    service = await startService({}, toEnvironment(engine));
  });
  const isPaused = async (): Promise<unknown> => {
    const facts: unknown = await (await fetch(`${service.address}/connectors/${REST_CALL}`)).json();
    return (facts as { paused: unknown }).paused;
  };

  test('a page pauses no connector, and reads nothing', async () => {
    for (const mode of ['no-cors', 'cors'] as const) {
      await sendFromPage(`${service.address}/connectors/${REST_CALL}/pause`, { method: 'POST', mode });
      for (const path of ['/connectors', '/metrics', '/health/ready'])
        expect(await sendFromPage(`${service.address}${path}`, { mode })).toMatchObject({ text: '' });
    }
    expect(await isPaused()).toBe(false);
  });

  test('a name of theirs that leads here reads no connectors and no metrics', async () => {
    const { port } = new URL(service.address);
    const page = await opened.newTab();
    try {
      for (const path of ['/connectors', '/metrics']) {
        const answer = await page.goto(`http://${REBOUND_HOST}:${port}${path}`);
        expect([path, answer?.status()]).toEqual([path, 403]);
      }
      await page.evaluate(
        (path) => fetch(path, { method: 'POST' }).catch(() => undefined),
        `/connectors/${REST_CALL}/pause`,
      );
      expect(await isPaused()).toBe(false);
    } finally {
      await page.close();
    }
  });
});
