import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { pdf } from '@jobwright/connector-pdf';
import { type DocumentReference, readDocument } from '@jobwright/connector-sdk';
import { createMemoryDocumentStore } from '@jobwright/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneTaskProcess } from './testing/one-task-process.ts';
import { connectTarget, type Target } from './testing/target.ts';

const documents = createMemoryDocumentStore();
let target: Target;
let workers: ConnectorWorkers;

beforeAll(async () => {
  target = await connectTarget();
  workers = await startConnectors({
    connectors: [pdf],
    clusters: [camunda8({ settings: target.configuration })],
    documents,
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
});

interface Made {
  readonly document: DocumentReference;
  readonly pages: number;
  readonly fileName: string;
}

async function make(id: string, inputs: Readonly<Record<string, string>>, variables: object) {
  const processId = `pdf-${id}-${process.pid}`;
  const model = oneTaskProcess({
    id: processId,
    jobType: 'io.jobwright:pdf:1',
    inputs,
    headers: { resultVariable: 'made' },
  });
  await target.client.deployResource({ process: Buffer.from(model), name: `${processId}.bpmn` });
  const result = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: processId,
    variables: variables as never,
    requestTimeout: 50_000,
  });
  const { made } = result.variables as unknown as { readonly made: Made };
  const opened = await documents.open(made.document, { signal: AbortSignal.timeout(10_000) });
  const bytes = await readDocument(opened, { maxBytes: 10_000_000 });
  return { made, text: Buffer.from(bytes).toString('latin1') };
}

test('blocks with data, a footer with page numbers, and a table of a FEEL expression', async () => {
  const { made, text } = await make(
    'content',
    {
      title: '="Offer " + order.number',
      language: 'de-DE',
      standard: 'PDF/A-2b, PDF/UA-1',
      data: '={order: order}',
      footer: '={right: "${page} / ${pages}"}',
      content:
        '=[{type: "heading", level: 1, text: "Offer ${order.number}"}, {type: "table", columns: [{header: "Item"}, {header: "Price", format: "money:EUR", align: "right"}], rows: for item in order.items return [item.name, item.price]}]',
    },
    {
      order: {
        number: 'A-17',
        items: Array.from({ length: 60 }, (_, index) => ({ name: `Item ${index}`, price: index })),
      },
    },
  );
  expect(made).toMatchObject({ pages: 2, fileName: 'document.pdf' });
  expect(text).toMatch(/^%PDF-1\.7[^]*<pdfaid:part>2<[^]*<pdfuaid:part>1<[^]*%%EOF\s*$/);
});

test('Markdown, and the text of a customer that looks like more than text', async () => {
  const { made } = await make(
    'markdown',
    { source: 'markdown', title: 'Note', markdown: '="# Note\n\nFor ${name}"', data: '={name: name}' },
    { name: '**${x}** <script>' },
  );
  expect(made.pages).toBe(1);
});

test('a ready invoice as an electronic one', async () => {
  const { made, text } = await make(
    'invoice',
    {
      source: 'template',
      template: 'invoice',
      electronicInvoice: '=true',
      language: 'de-DE',
      data: '=invoice',
      fileName: '="invoice-" + invoice.number + ".pdf"',
    },
    {
      invoice: {
        number: 'R-1',
        issueDate: '2026-04-24',
        dueDate: '2026-05-08',
        seller: { name: 'Nordlicht GmbH', vatId: 'DE136695976' },
        buyer: { name: 'Bäckerei' },
        lines: [{ name: 'Modul', quantity: 2, price: '94.50', vatRate: '19' }],
        total: '224.91',
      },
    },
  );
  expect(made).toMatchObject({ pages: 1, fileName: 'invoice-R-1.pdf' });
  expect(text).toContain('<fx:ConformanceLevel>EN 16931<');
  expect(text).toContain('/AFRelationship /Alternative');
});

test('what is wrong is an incident that names the place', async () => {
  const before = await target.countIncidents();
  const processId = `pdf-wrong-${process.pid}`;
  const model = oneTaskProcess({
    id: processId,
    jobType: 'io.jobwright:pdf:1',
    inputs: { title: 'x', content: '=[{type: "paragraph", text: "x", colour: "red"}]' },
  });
  await target.client.deployResource({ process: Buffer.from(model), name: `${processId}.bpmn` });
  await target.client.createProcessInstance({ bpmnProcessId: processId, variables: {} });
  await expect.poll(() => target.countIncidents(), { timeout: 50_000 }).toBeGreaterThan(before);
});
