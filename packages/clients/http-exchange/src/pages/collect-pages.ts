import { type JsonValue, stringifyJson } from '@jobwright/json';
import type { HttpMethod } from '@jobwright/http-client';
import { type DocumentContext, keepDocument } from '../response/keep-document.ts';
import { type HttpResult, tooLargeError } from '../response/read-response.ts';
import type { ResponseFormat } from '../response/response-format.schema.ts';
import type { PageContext } from './page-expression.ts';
import type { ManyPages } from './pages.schema.ts';
import { type FetchPage, type Page, readPages } from './read-pages.ts';

/** The items of all pages, and how many pages and items were read. */
export interface PagesResult extends HttpResult {
  readonly pagination: {
    readonly pages: number;
    readonly items: number;
    /** Whether a maximum ended the reading before the last page. */
    readonly hasMore: boolean;
  };
}

export interface CollectOptions {
  readonly method: HttpMethod;
  readonly format: ResponseFormat;
  readonly fetchPage: FetchPage;
}

/**
 * Reads all pages and returns their items as one list: as the body, or as a JSON document that is written
 * page by page. Status, headers and reason are those of the last page.
 * @throws ConnectorError `HTTP_RESPONSE_TOO_LARGE`, and whatever `readPages` throws
 */
export async function collectPages(
  pages: ManyPages,
  { format, method, fetchPage }: CollectOptions,
  context: DocumentContext & PageContext,
): Promise<PagesResult> {
  const tally = createTally(readPages(pages, fetchPage, context));
  const items: JsonValue[] = [];
  let bytes = '[]'.length;
  while (format.as !== 'DOCUMENT') {
    const page = await tally.next();
    if (page === undefined) return tally.createResult({ body: items, document: null });
    for (const item of page.items) bytes += Buffer.byteLength(stringifyJson(item)) + ','.length;
    items.push(...page.items);
    if (bytes <= format.maxBytes) continue;
    if (format.whenLarger === 'FAIL') throw tooLargeError(format.maxBytes);
    break;
  }
  const contentType = 'application/json';
  const fileName = 'pages.json';
  const content = writeList(items, tally);
  const document = await keepDocument({ content, contentType, fileName }, { method, status: 200 }, context);
  return tally.createResult({ body: null, document });
}

/** The pages, and how many pages and items were read so far. */
interface Tally {
  next(): Promise<Page | undefined>;
  createResult(content: Pick<HttpResult, 'body' | 'document'>): PagesResult;
}

function createTally(pages: AsyncGenerator<Page>): Tally {
  let last: Page | undefined;
  let count = 0;
  let items = 0;
  return {
    async next() {
      const next = await pages.next();
      if (next.done === true) return undefined;
      last = next.value;
      count += 1;
      items += last.items.length;
      return last;
    },
    createResult(content) {
      if (last === undefined) throw new Error('There is a first page, or reading it failed');
      return { ...last.result, ...content, pagination: { pages: count, items, hasMore: last.hasMore } };
    },
  };
}

async function* writeList(first: readonly JsonValue[], rest: Tally): AsyncGenerator<Uint8Array> {
  let separator = '[';
  let items: readonly JsonValue[] | undefined = first;
  while (items !== undefined) {
    if (items.length > 0) {
      yield Buffer.from(separator + items.map((item) => stringifyJson(item)).join(','));
      separator = ',';
    }
    items = (await rest.next())?.items;
  }
  yield Buffer.from(separator === '[' ? '[]' : ']');
}
