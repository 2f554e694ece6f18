import { type DocumentStore, readDocument } from '@jobwright/connector-sdk';
import { expect } from 'vitest';
import type { AppliedTemplate } from './apply-template.ts';
import type { TemplateBackends } from './template-backends.ts';

/** What a template is filled in with, and what comes of it when its task runs. */
export interface TemplateCase {
  /** What is typed into the fields; all of them are there since version 1. */
  readonly values: AppliedTemplate['values'];
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly expectResult: (variables: unknown) => Promise<void> | void;
}

const QUERY = 'query Order($id: Int) { order(id: $id) { id } }';

export interface CaseOptions {
  readonly backends: TemplateBackends;
  readonly documents: DocumentStore;
  /** Of this run alone, so that no effect of another is taken for its own. */
  readonly orderId: number;
}

/** By the name of the template's file. A new connector's case goes here. */
export const toTemplateCases = ({
  backends: { restUrl, smtpPort, mails, readCustomer },
  documents,
  orderId,
}: CaseOptions): Readonly<Record<string, TemplateCase>> => ({
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
    variables: { base: restUrl, orderId },
    expectResult: (variables) =>
      expect(variables).toMatchObject({
        myResponseBody: {
          method: 'POST',
          path: '/orders?page=2',
          authorization: 'Bearer t0ken',
          accept: 'application/json',
          body: `{"id":${orderId}}`,
        },
      }),
  },
  graphql: {
    values: {
      'graphql.url': '=base + "/graphql"',
      'graphql.query': QUERY,
      'graphql.variables': '={id: orderId}',
      'authentication.type': 'bearer',
      'authentication.token': '{{secrets.TOKEN}}',
    },
    variables: { base: restUrl, orderId },
    expectResult: (variables) =>
      expect(variables).toMatchObject({
        data: {
          method: 'POST',
          authorization: 'Bearer t0ken',
          body: JSON.stringify({ query: QUERY, variables: { id: orderId } }),
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
    variables: { customer: 'ada@example.com', orderId },
    expectResult: (variables) => {
      expect(variables).toMatchObject({ mail: { sent: true, subject: `Order ${orderId}` } });
      const mail = mails.find((each) => each.includes(`Subject: Order ${orderId}\r\n`));
      expect(mail).toMatch(/To: ada@example\.com[^]*multipart\/alternative[^]*<b>Thank you\.<\/b>/);
    },
  },
  pdf: {
    values: {
      title: '="Invoice " + string(orderId)',
      content: '=[{type: "heading", level: 1, text: "Invoice " + string(orderId)}]',
      pageSize: 'LETTER',
    },
    variables: { orderId },
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
      changes: '={status: "ordered " + string(orderId)}',
      resultVariable: 'updated',
    },
    variables: { customer: 'ALFKI', orderId },
    expectResult: async (variables) => {
      const status = `ordered ${orderId}`;
      expect(variables).toMatchObject({ updated: { key: 'ALFKI', updated: { status } } });
      expect(await readCustomer('ALFKI')).toMatchObject({ status });
    },
  },
});
