import type { ReadyTemplateName } from '../pdf-definition.ts';

const SENDER = {
  name: 'Example Ltd',
  street: '1 Market Street',
  postCode: '10115',
  city: 'Berlin',
  country: 'DE',
  vatId: 'DE123456789',
  email: 'office@example.com',
  phone: '+49 30 1234567',
};
const RECIPIENT = {
  name: 'Ada Lovelace',
  street: '12 Garden Road',
  postCode: '20095',
  city: 'Hamburg',
  country: 'DE',
};

/** Data with which each ready template is drawn as it is: what somebody starts from. */
export const READY_TEMPLATE_EXAMPLES: Readonly<Record<ReadyTemplateName, Readonly<Record<string, unknown>>>> =
  {
    letter: {
      sender: SENDER,
      recipient: RECIPIENT,
      date: '2026-01-31',
      subject: 'Your order',
      salutation: 'Dear Ada Lovelace,',
      body: 'thank you for your order. It will arrive **next week**.',
      closing: 'Kind regards',
      signatory: 'Grace Hopper',
    },
    invoice: {
      number: 'R-2026-001',
      issueDate: '2026-01-31',
      dueDate: '2026-02-14',
      currency: 'EUR',
      seller: SENDER,
      buyer: RECIPIENT,
      lines: [
        { name: 'Consulting', quantity: 3, unit: 'HUR', price: '90.00', vatRate: '19' },
        { name: 'Handbook', quantity: 1, price: '24.90', vatRate: '7' },
      ],
      payment: { iban: 'DE02120300000000202051', terms: 'Payable within 14 days.' },
    },
    report: {
      title: 'Report of the year',
      subtitle: 'What happened, and what comes next',
      author: 'Grace Hopper',
      date: '2026-01-31',
      summary: 'A good year.',
      sections: [
        { title: 'Results', body: 'Sales went up by **11 %**.' },
        { title: 'Outlook', body: 'We expect more of it.' },
      ],
    },
    certificate: {
      title: 'Certificate',
      recipient: 'Ada Lovelace',
      text: 'has completed the course *Processes for Everyone* with success.',
      issuer: 'Example Ltd',
      date: '2026-01-31',
      place: 'Berlin',
      signatures: [{ name: 'Grace Hopper', role: 'Head of Training' }],
    },
  };
