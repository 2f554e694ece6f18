import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bundledConnectors } from '@jobwright/bundle';
import { type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { type Connector, readDocument } from '@jobwright/connector-sdk';
import { type ElementTemplate, toElementTemplate } from '@jobwright/element-templates';
import { createMemoryDocumentStore, createStaticSecrets } from '@jobwright/runtime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AnyTemplate,
  type AppliedTemplate,
  switchTemplate,
  toModelledProcess,
} from './testing/apply-template.ts';
import { connectTarget, type Target } from './testing/target.ts';
import { startTemplateBackends, type TemplateBackends } from './testing/template-backends.ts';

// Every version of every template that was ever released, as a modeler puts it on a task, runs on the code of today.
const folder = new URL('../../templates/released/', import.meta.url);
const files = readdirSync(folder);

interface Case {
  /** What is typed into the fields; all of them are there since version 1. */
  readonly values: AppliedTemplate['values'];
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly expectResult: (variables: unknown) => Promise<void> | void;
}

const documents = createMemoryDocumentStore();
let backends: TemplateBackends;
let target: Target;
let workers: ConnectorWorkers;

const toCases = ({ restUrl, smtpPort, databaseUrl, mails }: TemplateBackends): Record<string, Case> => ({
  'http-rest': {
    values: {
      url: `=base + "/orders"`,
      method: 'POST',
      headers: '={"Accept": "application/json"}',
      queryParameters: '={page: 2}',
      body: '={id: orderId, note: null}',
      ignoreNullValues: true,
      'authentication.type': 'bearer',
      'authentication.token': '{{secrets.TOKEN}}',
    },
    variables: { base: restUrl, orderId: 17 },
    expectResult: (variables) =>
      expect(variables).toMatchObject({
        myResponseBody: {
          method: 'POST',
          path: '/orders?page=2',
          authorization: 'Bearer t0ken',
          accept: 'application/json',
          body: '{"id":17}',
        },
      }),
  },
  email: {
    values: {
      'authentication.type': 'noAuth',
      'data.smtpConfig.smtpHost': '127.0.0.1',
      'data.smtpConfig.smtpPort': smtpPort,
      'data.smtpConfig.smtpCryptographicProtocol': 'NONE',
      'data.smtpAction.from': 'shop@example.com',
      'data.smtpAction.to': '=customer',
      'data.smtpAction.subject': '="Order " + string(orderId)',
      'data.smtpAction.contentType': 'MULTIPART',
      'data.smtpAction.body': 'Thank you.',
      'data.smtpAction.htmlBody': '<b>Thank you.</b>',
      resultVariable: 'mail',
    },
    variables: { customer: 'ada@example.com', orderId: 17 },
    expectResult: (variables) => {
      expect(variables).toMatchObject({ mail: { sent: true, subject: 'Order 17' } });
      expect(mails.at(-1)).toMatch(/To: ada@example\.com[^]*multipart\/alternative[^]*<b>Thank you\.<\/b>/);
    },
  },
  pdf: {
    values: {
      title: '="Invoice " + string(orderId)',
      content: '=[{type: "heading", level: 1, text: "Invoice " + string(orderId)}]',
      pageSize: 'LETTER',
    },
    variables: { orderId: 17 },
    expectResult: async (variables) => {
      expect(variables).toMatchObject({ pdf: { metadata: { contentType: 'application/pdf' } } });
      const { pdf } = variables as { pdf: Parameters<typeof documents.open>[0] };
      const opened = await documents.open(pdf, { signal: AbortSignal.timeout(10_000) });
      const bytes = await readDocument(opened, { maxBytes: 1_000_000 });
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
      expect(opened.fileName).toBe('document.pdf');
    },
  },
  'customer-data': {
    values: {
      'connection.url': '{{secrets.CUSTOMER_DATABASE_URL}}',
      key: '=customer',
      changes: '={status: "active"}',
      resultVariable: 'updated',
    },
    variables: { customer: 'ALFKI' },
    expectResult: (variables) => {
      expect(databaseUrl).toMatch(/^postgres/);
      expect(variables).toMatchObject({ updated: { key: 'ALFKI', updated: { status: 'active' } } });
    },
  },
});

const toHybridType = (file: string): string => `hybrid:${file}:${process.pid}`;
const isHybrid = (file: string): boolean => file.includes('-hybrid-');

/** One connector under a job type that the model chose. */
const toHybrids = (connector: Connector, name: string): readonly Connector[] =>
  files
    .filter((file) => file.startsWith(`${name}-hybrid-`))
    .map((file) => ({ ...connector, type: toHybridType(file) }));

beforeAll(async () => {
  [backends, target] = await Promise.all([startTemplateBackends(), connectTarget()]);
  const hybrids = bundledConnectors.flatMap((connector) =>
    toHybrids(connector, connector.template?.id.split('.').at(-1) ?? ''),
  );
  workers = await startConnectors({
    connectors: [...bundledConnectors, ...hybrids],
    camunda8: target.configuration,
    documents,
    secrets: {
      provider: createStaticSecrets({ TOKEN: 't0ken', CUSTOMER_DATABASE_URL: backends.databaseUrl }),
    },
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  await target.close();
  await backends.close();
});

async function runModel(processId: string, model: string, variables: Case['variables'] = {}) {
  await target.client.deployResource({ process: Buffer.from(model), name: `${processId}.bpmn` });
  const result = await target.client.createProcessInstanceWithResult({
    bpmnProcessId: processId,
    variables: variables as never,
    requestTimeout: 40_000,
  });
  return result.variables;
}

test.each(files)('%s', async (file) => {
  const name = file.replace(/(-hybrid)?-\d+\.json$/, '');
  const { values, variables, expectResult } = toCases(backends)[name]!;
  const template = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as ElementTemplate;
  const processId = `template-${file.replace('.json', '')}-${process.pid}`;
  const model = await toModelledProcess({
    processId,
    template,
    values: isHybrid(file) ? { ...values, taskType: toHybridType(file) } : values,
  });
  await expectResult(await runModel(processId, model, variables));
});

/** Ids of the official email template; those of the REST template are ours. */
const OFFICIAL_IDS: Readonly<Record<string, string>> = {
  'data.smtpConfig.smtpHost': 'data.smtpHost',
  'data.smtpConfig.smtpPort': 'data.smtpPort',
  'data.smtpConfig.smtpCryptographicProtocol': 'smtpCryptographicProtocol',
  'data.smtpAction.from': 'smtpFrom',
  'data.smtpAction.to': 'smtpTo',
  'data.smtpAction.subject': 'smtpSubject',
  'data.smtpAction.contentType': 'contentType',
  'data.smtpAction.body': 'smtpBody',
  'data.smtpAction.htmlBody': 'smtpHtmlBody',
};

// The newest versions for Camunda 8.6: later ones have fields that the command does not know yet.
test.each([
  ['http-rest', 'http-json-connector.json', 12],
  ['email', 'email-outbound-connector.json', 3],
])(
  'a task changes from the official template to %s and keeps what was filled in',
  async (name, file, version) => {
    const { values, variables, expectResult } = toCases(backends)[name]!;
    const versions = createRequire(import.meta.url)(
      `@camunda/connectors-element-templates/src/element-templates/${file}`,
    ) as readonly (AnyTemplate & { readonly version?: number })[];
    const processId = `switched-${name}-${process.pid}`;
    const official = await toModelledProcess({
      processId,
      template: versions.find((each) => each.version === version)!,
      values: Object.fromEntries(
        Object.entries(values).map(([id, value]) => [OFFICIAL_IDS[id] ?? id, value]),
      ),
    });
    const ours = bundledConnectors.find(({ template }) => template?.id === `io.jobwright.${name}`)!;
    const switched = await switchTemplate(official, toElementTemplate(ours));
    expect(switched).toContain(`modelerTemplate="io.jobwright.${name}"`);
    await expectResult(await runModel(processId, switched, variables));
  },
);
