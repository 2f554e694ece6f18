import type { FieldValue } from './panel.ts';

/** What the picture of a template shows filled in. */
export interface Scene {
  /** Name of the task. */
  readonly task: string;
  /** In the order they are filled in. */
  readonly fields: readonly (readonly [group: string, label: string, value: FieldValue])[];
}

/**
 * By the name of the template's file; a template without one is shown with its fields as they are at the
 * start.
 */
export const SCENES: Readonly<Record<string, Scene>> = {
  'http-rest': {
    task: 'Place order',
    fields: [
      ['Authentication', 'Type', 'Bearer token'],
      ['Authentication', 'Bearer token', '{{secrets.SHOP_TOKEN}}'],
      ['HTTP endpoint', 'Method', 'POST'],
      ['HTTP endpoint', 'URL', '=shopUrl + "/orders"'],
      ['HTTP endpoint', 'Query parameters', '={notify: true}'],
      ['Payload', 'Body', '={customer: customerId, items: items}'],
    ],
  },
  'camunda7-http-rest': {
    task: 'Place order',
    fields: [
      ['HTTP endpoint', 'Method', 'POST'],
      ['HTTP endpoint', 'URL', '=shopUrl + "/orders"'],
      ['HTTP endpoint', 'Query parameters', '={notify: true}'],
      ['Payload', 'Body', '={customer: customerId, items: items}'],
    ],
  },
  graphql: {
    task: 'Look up order',
    fields: [
      ['Authentication', 'Type', 'Bearer token'],
      ['Authentication', 'Bearer token', '{{secrets.SHOP_TOKEN}}'],
      ['HTTP endpoint', 'URL', 'https://shop.example.com/graphql'],
      ['GraphQL query', 'Query or mutation', 'query Order($id: Int) { order(id: $id) { status } }'],
      ['GraphQL query', 'Variables', '={id: orderId}'],
    ],
  },
  email: {
    task: 'Confirm order',
    fields: [
      ['Send email', 'Content type', 'HTML'],
      ['Authentication', 'Username', 'shop'],
      ['Authentication', 'Password', '{{secrets.MAIL_PASSWORD}}'],
      ['Send email', 'From', 'shop@example.com'],
      ['Send email', 'To', '=customer.email'],
      ['Send email', 'Subject', '="Order " + string(orderId)'],
      ['Send email', 'HTML content', '<p>Thank you for your order.</p>'],
      ['Send email', 'Attachments', '=[invoice]'],
      ['Protocol', 'SMTP host', 'mail.example.com'],
    ],
  },
  pdf: {
    task: 'Write invoice',
    fields: [
      ['Content', 'Made of', 'Ready template'],
      ['Content', 'Template', 'Invoice'],
      ['Content', 'Data of the template', '=invoice'],
      ['Document', 'File name', '="invoice-" + invoice.number + ".pdf"'],
      ['Document', 'Language', 'en-GB'],
      ['Standards and attachments', 'Electronic invoice', true],
    ],
  },
  'customer-data': {
    task: 'Note order',
    fields: [
      ['Connection', 'Connection URL', '{{secrets.CUSTOMER_DATABASE_URL}}'],
      ['Customer', 'Key', '=customerId'],
      ['Changes', 'Changes', '={last_order: orderId, status: "active"}'],
    ],
  },
};
