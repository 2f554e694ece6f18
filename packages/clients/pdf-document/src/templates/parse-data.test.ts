import { describe, expect, it } from 'vitest';
import { type DefinitionIssue, PdfError } from '../pdf-error.ts';
import { READY_TEMPLATE_EXAMPLES } from './template-examples.ts';
import { READY_TEMPLATES } from './ready-templates.ts';

const options = { locale: { tag: 'en', timeZone: 'UTC' }, electronicInvoice: false };

const omit = (data: unknown, key: string): object =>
  Object.fromEntries(Object.entries(data as object).filter(([name]) => name !== key));

const mistakesOf = (name: keyof typeof READY_TEMPLATES, data: unknown): readonly string[] => {
  try {
    READY_TEMPLATES[name].fill(data, options);
    return [];
  } catch (error) {
    const issues: readonly DefinitionIssue[] =
      error instanceof PdfError && error.failure.kind === 'definition' ? error.failure.issues : [];
    return issues.map(({ path, message }) => `${path} ${message}`);
  }
};

describe('the data of a ready template', () => {
  it.each(['letter', 'invoice', 'report', 'certificate'] as const)(
    'of the example of %s is right',
    (name) => {
      expect(mistakesOf(name, READY_TEMPLATE_EXAMPLES[name])).toEqual([]);
    },
  );

  it('has all its mistakes told at once, those of its rules too', () => {
    const { seller, ...rest } = READY_TEMPLATE_EXAMPLES.invoice;
    const untaxed = omit(seller, 'vatId');
    const lines = [
      { name: 'Chair', qty: 2, price: '50.00', vatRate: '19' },
      { name: 'Table', quantity: 1, price: 'cheap', vatRate: '19' },
    ];
    expect(
      mistakesOf('invoice', { ...rest, number: undefined, seller: untaxed, lines, paidAt: 'x' }),
    ).toEqual([
      'data.number is missing: expected string',
      'data.lines[0].qty is unknown: did you mean quantity?',
      expect.stringMatching(/^data\.lines\[1\]\.price Expected a decimal number such as 19\.90/),
      expect.stringMatching(/^data\.paidAt is unknown: there is kind, number, issueDate,/),
      expect.stringMatching(/^data\.seller\.vatId is missing/),
    ]);
  });

  it('says nothing of rules about what is wrong itself', () => {
    const rest = omit(READY_TEMPLATE_EXAMPLES.invoice, 'seller');
    expect(mistakesOf('invoice', rest)).toEqual(['data.seller is missing: expected object']);
    expect(mistakesOf('invoice', 'no data')).toHaveLength(1);
  });

  it.each([
    ['Subject', 'subject'],
    ['salutaton', 'salutation'],
    ['recip', 'recipient'],
  ])('asks for %s whether %s was meant', (given, meant) => {
    const { [meant]: value, ...rest } = READY_TEMPLATE_EXAMPLES.letter;
    expect(mistakesOf('letter', { ...rest, [given]: value })).toContain(
      `data.${given} is unknown: did you mean ${meant}?`,
    );
  });
});
