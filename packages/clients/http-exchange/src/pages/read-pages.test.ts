import { createResourceScope } from '@jobwright/concurrency';
import { isConnectorFailure } from '@jobwright/connector-sdk';
import type { JsonValue } from '@jobwright/json';
import type { HttpHeaders } from '@jobwright/http-client';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Position } from './next-position.ts';
import { cursorPages, linkedPages, type ManyPages, numberedPages } from './pages.schema.ts';
import { type Page, readPages } from './read-pages.ts';

const schema = z.discriminatedUnion('type', [linkedPages, cursorPages, numberedPages]);
const parse = (input: Readonly<Record<string, unknown>>): ManyPages => schema.parse(input);

const resources = createResourceScope();
afterAll(() => resources.close());
const context = { resources, signal: new AbortController().signal };

interface Answer {
  readonly body: JsonValue;
  readonly headers?: HttpHeaders;
}

/** Reads all pages of a server that answers by position; returns what it was asked for. */
async function readAll(pages: ManyPages, answer: (asked: string) => Answer) {
  const asked: string[] = [];
  const read: Page[] = [];
  const fetchPage = (position: Position) => {
    const url = position.kind === 'link' ? position.url : 'https://api.example/things';
    const parameter = position.kind === 'parameter' ? `${position.name}=${position.value}` : position.kind;
    const key = position.kind === 'link' ? url : parameter;
    asked.push(key);
    const { body, headers = {} } = answer(key);
    return Promise.resolve({ url, result: { status: 200, reason: 'OK', headers, body, document: null } });
  };
  for await (const page of readPages(pages, fetchPage, context)) read.push(page);
  return { asked, items: read.flatMap(({ items }) => items), hasMore: read.at(-1)?.hasMore };
}

const failureOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return isConnectorFailure(error) ? { code: error.code, message: error.message, kind: error.kind } : error;
};

describe('by link', () => {
  test('of the Link header, until there is none', async () => {
    const answers: Readonly<Record<string, Answer>> = {
      first: {
        body: [1, 2],
        headers: {
          Link: [
            '<https://api.example/things?p=0>; rel="prev"',
            '</things?p=2>; title="a, b"; rel="last next"',
          ],
        },
      },
      'https://api.example/things?p=2': {
        body: [3],
        headers: { link: '<?p=3>; rel=next, <https://api.example/x>; rel="nextish"' },
      },
      'https://api.example/things?p=3': { body: [4], headers: { link: '<?p=2>; rel="prev"' } },
    };
    const { asked, items, hasMore } = await readAll(parse({ type: 'nextLink' }), (key) => answers[key]!);
    expect(asked).toEqual(['first', 'https://api.example/things?p=2', 'https://api.example/things?p=3']);
    expect(items).toEqual([1, 2, 3, 4]);
    expect(hasMore).toBe(false);
  });

  test('of the body, by an expression that sees the response and where we are', async () => {
    const pages = parse({
      type: 'nextLink',
      next: 'if page < 3 and count(items) = 1 and itemCount < 9 then response.body.links.next else null',
      items: 'body.data',
    });
    const { asked, items } = await readAll(pages, (key) => ({
      body: { data: [key.length], links: { next: key === 'first' ? '/more?a=1' : '/more?a=2' } },
    }));
    expect(asked).toEqual(['first', 'https://api.example/more?a=1', 'https://api.example/more?a=2']);
    expect(items).toHaveLength(3);
  });

  test.each([
    ['another origin', 'https://evil.example/?steal=MARKER', 'https://evil.example'],
    ['another scheme', 'http://api.example/things?steal=MARKER', 'http://api.example'],
    ['not a URL', 'http://', 'is not a URL'],
    ['a number', 7, 'is not a URL'],
  ])('is refused when it is %s', async (_case, next, reason) => {
    const failure = await failureOf(
      readAll(parse({ type: 'nextLink', next: 'body.next', items: '[]' }), () => ({ body: { next } })),
    );
    expect(failure).toMatchObject({ code: 'HTTP_PAGES_INVALID', kind: 'connector' });
    expect(failure).toMatchObject({ message: expect.stringContaining(reason) as string });
    expect(JSON.stringify(failure)).not.toContain('MARKER');
  });
});

describe('by cursor', () => {
  test.each([
    ['null', null],
    ['an empty text', ''],
    ['false', false],
  ])('until it is %s', async (_case, end) => {
    const pages = parse({ type: 'cursor', next: 'body.next', parameter: 'after', items: 'body.data' });
    const { asked, items } = await readAll(pages, (key) => ({
      body: { data: [key], next: { first: 'a', 'after=a': 9007199254740993n }[key] ?? end },
    }));
    expect(asked).toEqual(['first', 'after=a', 'after=9007199254740993']);
    expect(items).toEqual(asked);
  });

  test('an expression that would never end is ended', { timeout: 30_000 }, async () => {
    const pages = parse({
      type: 'cursor',
      next: 'some x in 1..9999, y in 1..9999 satisfies false',
      parameter: 'after',
      items: '[1]',
    });
    const failure = await failureOf(readAll(pages, () => ({ body: {} })));
    expect(failure).toMatchObject({ message: expect.stringContaining('cannot be evaluated on page 1') });
  });

  test(
    'an expression that takes more than its share is right all the same',
    { timeout: 30_000 },
    async () => {
      const items = 'for i in 1..60000 return i';
      const { items: read } = await readAll(
        parse({ type: 'cursor', next: 'null', parameter: 'after', items }),
        () => ({
          body: {},
        }),
      );
      expect(read).toHaveLength(60_000);
    },
  );

  test('that comes again is a circle, not a loop', async () => {
    const pages = parse({ type: 'cursor', next: 'body.next', parameter: 'after', items: '[1]' });
    const failure = await failureOf(
      readAll(pages, (key) => ({ body: { next: key === 'after=a' ? 'b' : 'a' } })),
    );
    expect(failure).toMatchObject({ code: 'HTTP_PAGES_LOOP', kind: 'connector' });
  });

  test('that is neither text nor number is refused', async () => {
    const pages = parse({ type: 'cursor', next: 'body', parameter: 'after', items: '[1]' });
    const failure = await failureOf(readAll(pages, () => ({ body: { next: 'a' } })));
    expect(failure).toMatchObject({ code: 'HTTP_PAGES_INVALID' });
  });
});

describe('by number', () => {
  test('one more each time, until a page has no items', async () => {
    const pages = parse({ type: 'pageNumber', parameter: 'page', first: '0' });
    const { asked, items, hasMore } = await readAll(pages, (key) => ({
      body: key === 'page=2' ? [] : [key],
    }));
    expect(asked).toEqual(['page=0', 'page=1', 'page=2']);
    expect(items).toEqual(['page=0', 'page=1']);
    expect(hasMore).toBe(false);
  });

  test('a body of nothing has no items', async () => {
    const { asked } = await readAll(parse({ type: 'pageNumber', parameter: 'page' }), () => ({ body: null }));
    expect(asked).toEqual(['page=1']);
  });

  test('or what an expression says, e.g. an offset', async () => {
    const next = 'if itemCount < body.total then itemCount else null';
    const pages = parse({ type: 'pageNumber', parameter: 'offset', first: 0, items: 'body.data', next });
    const { asked } = await readAll(pages, () => ({ body: { total: 5, data: [1, 2] } }));
    expect(asked).toEqual(['offset=0', 'offset=2', 'offset=4']);
  });
});

describe('a maximum', () => {
  const endless = () => ({ body: [1, 2, 3] });

  test('of pages ends it and says that there is more', async () => {
    const pages = parse({ type: 'pageNumber', parameter: 'page', maxPages: '2' });
    expect(await readAll(pages, endless)).toEqual({
      asked: ['page=1', 'page=2'],
      items: [1, 2, 3, 1, 2, 3],
      hasMore: true,
    });
  });

  test('of items cuts the page that goes beyond', async () => {
    const pages = parse({ type: 'pageNumber', parameter: 'page', maxItems: 4 });
    expect(await readAll(pages, endless)).toEqual({
      asked: ['page=1', 'page=2'],
      items: [1, 2, 3, 1],
      hasMore: true,
    });
  });

  test('that is just met with the last page leaves nothing', async () => {
    const pages = parse({ type: 'cursor', parameter: 'after', next: 'null', maxItems: 3, maxPages: 1 });
    expect(await readAll(pages, endless)).toMatchObject({ items: [1, 2, 3], hasMore: false });
  });
});

describe('items', () => {
  test.each([
    ['a body that is no list', undefined, { a: 1 }, 'a map'],
    ['an expression that finds nothing', 'body.itmes', { items: [] }, 'null'],
    ['an expression that gives text', 'body.items', { items: 'MARKER' }, 'a string'],
  ])('%s are refused by name of what they are', async (_case, items, body, what) => {
    const failure = await failureOf(
      readAll(
        parse({ type: 'pageNumber', parameter: 'p', ...(items === undefined ? {} : { items }) }),
        () => ({
          body,
        }),
      ),
    );
    expect(failure).toMatchObject({
      code: 'HTTP_PAGES_INVALID',
      message: expect.stringContaining(what) as string,
    });
    expect(JSON.stringify(failure)).not.toContain('MARKER');
  });

  test('an expression that cannot be evaluated says on which page', async () => {
    const pages = parse({ type: 'cursor', parameter: 'p', next: 'assert(body.MARKER, false)', items: '[1]' });
    const failure = await failureOf(readAll(pages, () => ({ body: {} })));
    expect(failure).toMatchObject({
      code: 'HTTP_PAGES_INVALID',
      message: expect.stringContaining('page 1') as string,
    });
  });
});

describe('inputs', () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['a mistake in an expression', { type: 'nextLink', next: 'if MARKER' }, 'next'],
    ['what the engine made of an expression with =', { type: 'nextLink', next: null }, 'next'],
    ['a value instead of an expression', { type: 'cursor', parameter: 'a', next: 7 }, 'next'],
    ['no expression for the cursor', { type: 'cursor', parameter: 'a', next: '' }, 'next'],
    ['no parameter', { type: 'cursor', next: 'body.next' }, 'parameter'],
    ['no pages at most', { type: 'nextLink', maxPages: 0 }, 'maxPages'],
    ['too many pages', { type: 'nextLink', maxPages: 10_001 }, 'maxPages'],
    ['half an item', { type: 'nextLink', maxItems: 1.5 }, 'maxItems'],
    ['a first page before 0', { type: 'pageNumber', parameter: 'a', first: -1 }, 'first'],
    ['another type', { type: 'all' }, 'type'],
  ])('%s is found before anything is sent', (_case, input, path) => {
    const { error } = schema.safeParse(input);
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(JSON.stringify(error?.issues)).not.toContain('MARKER');
  });
});
