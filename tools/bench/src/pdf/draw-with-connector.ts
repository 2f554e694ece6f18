import { definePdf } from '@jobwright/connector-pdf';
import { createResourceScope } from '@jobwright/concurrency';
import {
  type DocumentReference,
  type DocumentStore,
  noEffectLog,
  noTrace,
  openNetwork,
  type OperationContext,
  silentLogger,
} from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import { z } from 'zod';
import type { PdfTask } from './pdf-task.ts';
import { COLUMNS, SPACED_PADDING, SPACED_ROWS_PER_PAGE, makeRow, makeRows, WIDTHS } from './report-rows.ts';

const reference = (documentId: string): DocumentReference => ({
  'camunda.document.type': 'camunda',
  storeId: 'bench',
  documentId,
  metadata: {},
});

/** Takes documents and forgets them; gives the rows of a report a line at a time. */
const documents: DocumentStore = {
  async create({ content }) {
    if (!(content instanceof Uint8Array)) for await (const chunk of content) void chunk;
    return reference('1');
  },
  open: (document) =>
    Promise.resolve({
      fileName: 'rows.jsonl',
      contentType: 'application/jsonl',
      size: undefined,
      content: toLines(document['camunda.document.type'] === 'camunda' ? Number(document.documentId) : 0),
    }),
};

async function* toLines(pages: number): AsyncGenerator<Uint8Array> {
  const rows = pages * SPACED_ROWS_PER_PAGE;
  for (let first = 0; first < rows; first += 500) {
    const lines = Array.from({ length: Math.min(500, rows - first) }, (_, index) =>
      JSON.stringify(makeRow(first + index)),
    );
    yield Buffer.from(`${lines.join('\n')}\n`);
    await Promise.resolve();
  }
}

export interface Drawing {
  draw(pages: number, from: PdfTask['from']): Promise<number>;
  close(): Promise<void>;
}

/** The connector as a runtime would call it, on threads of its own. */
export function createDrawing({
  threads,
  tagged,
}: {
  readonly threads: number;
  readonly tagged: boolean;
}): Drawing {
  const connector = definePdf({ threads });
  const operation = connector.operations.get('run');
  const resources = createResourceScope();
  if (operation === undefined) throw new Error('The connector has no operation');
  let key = 0;
  return {
    async draw(pages, from) {
      key += 1;
      const run = operation.bind(makeVariables(pages, { from, tagged }));
      const output = await run(createContext(String(key), resources));
      return z.object({ pages: z.int() }).parse(output).pages;
    },
    close: () => resources.close(),
  };
}

function makeVariables(pages: number, { from, tagged }: Pick<PdfTask, 'from' | 'tagged'>): JsonObject {
  const columns = COLUMNS.map((header, index) => ({
    header,
    width: WIDTHS[index] ?? 50,
    align: index === 2 || index === 3 ? 'right' : 'left',
  }));
  const document = { 'camunda.document.type': 'camunda', storeId: 'bench', documentId: String(pages) };
  const rows = from === 'variables' ? makeRows(pages) : { format: 'jsonl', document };
  return {
    title: 'Report',
    tagged,
    content: [
      { type: 'heading', level: 1, text: 'Report' },
      { type: 'table', columns, rows, ...(from === 'variables' ? {} : { padding: SPACED_PADDING }) },
    ],
  };
}

const createContext = (key: string, resources: OperationContext['resources']): OperationContext => ({
  signal: new AbortController().signal,
  logger: silentLogger,
  documents,
  effects: noEffectLog,
  idempotencyKey: key,
  resources,
  network: openNetwork,
  trace: noTrace,
  job: {
    key,
    type: 'io.jobwright:pdf:1',
    processInstanceKey: key,
    bpmnProcessId: 'report',
    elementId: 'draw',
    elementInstanceKey: key,
    retries: 3,
    headers: {},
    tenantId: '<default>',
  },
});
