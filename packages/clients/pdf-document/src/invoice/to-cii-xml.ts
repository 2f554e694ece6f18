import type { InvoiceAdjustment, InvoiceTotals, VatGroup } from './calculate-invoice.ts';
import type { InvoiceData } from './invoice.schema.ts';
import { VAT_CATEGORIES } from './vat-category.ts';
import { writeXml, type XmlElement } from './xml.ts';

/** The name that Factur-X 1.0 and ZUGFeRD 2 give the file. */
export const FACTUR_X_FILE = 'factur-x.xml';

type Content = XmlElement['content'];
const ram = (
  name: string,
  content: Content | undefined,
  attributes?: Readonly<Record<string, string>>,
): XmlElement | undefined =>
  content === undefined ? undefined : { name: `ram:${name}`, content, attributes };
const date = (name: string, day: string | undefined): XmlElement | undefined =>
  day === undefined
    ? undefined
    : ram(name, [
        { name: 'udt:DateTimeString', attributes: { format: '102' }, content: day.replaceAll('-', '') },
      ]);
const indicator = (value: boolean): XmlElement => ({
  name: 'ram:ChargeIndicator',
  content: [{ name: 'udt:Indicator', content: String(value) }],
});

/** An invoice in the syntax of UN/CEFACT Cross Industry Invoice, after EN 16931. */
export function toCiiXml(data: InvoiceData, totals: InvoiceTotals): string {
  const { kind, number, issueDate, notes } = data;
  const document: XmlElement = {
    name: 'rsm:CrossIndustryInvoice',
    attributes: {
      'xmlns:rsm': 'urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100',
      'xmlns:qdt': 'urn:un:unece:uncefact:data:standard:QualifiedDataType:100',
      'xmlns:ram': 'urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100',
      'xmlns:udt': 'urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100',
    },
    content: [
      {
        name: 'rsm:ExchangedDocumentContext',
        content: [ram('GuidelineSpecifiedDocumentContextParameter', [ram('ID', 'urn:cen.eu:en16931:2017')])],
      },
      {
        name: 'rsm:ExchangedDocument',
        content: [
          ram('ID', number),
          ram('TypeCode', kind === 'invoice' ? '380' : '381'),
          date('IssueDateTime', issueDate),
          ...notes.map((note) => ram('IncludedNote', [ram('Content', note)])),
        ],
      },
      {
        name: 'rsm:SupplyChainTradeTransaction',
        content: [
          ...data.lines.map((line, index) => toLineItem(line, { index, totals })),
          toAgreement(data),
          // Mandatory, also when there is nothing to say of it.
          { name: 'ram:ApplicableHeaderTradeDelivery', content: toDelivery(data, totals), keep: true },
          toSettlement(data, totals),
        ],
      },
    ],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(document)}\n`;
}

/** A delivery within the EU says into which country it went. */
const toDelivery = (data: InvoiceData, totals: InvoiceTotals): Content => [
  totals.groups.some(({ category }) => category === 'K')
    ? ram('ShipToTradeParty', [ram('PostalTradeAddress', [ram('CountryID', data.buyer.country)])])
    : undefined,
  data.deliveryDate === undefined
    ? undefined
    : ram('ActualDeliverySupplyChainEvent', [date('OccurrenceDateTime', data.deliveryDate)]),
];

function toLineItem(
  line: InvoiceData['lines'][number],
  { index, totals }: { readonly index: number; readonly totals: InvoiceTotals },
): XmlElement | undefined {
  const amounts = totals.lines[index];
  if (amounts === undefined) return undefined;
  const hasDiscount = amounts.discount !== '0.00';
  return ram('IncludedSupplyChainTradeLineItem', [
    ram('AssociatedDocumentLineDocument', [ram('LineID', String(amounts.position))]),
    ram('SpecifiedTradeProduct', [
      ram('SellerAssignedID', line.articleNumber),
      ram('Name', line.name),
      ram('Description', line.details),
    ]),
    ram('SpecifiedLineTradeAgreement', [ram('NetPriceProductTradePrice', [ram('ChargeAmount', line.price)])]),
    ram('SpecifiedLineTradeDelivery', [ram('BilledQuantity', line.quantity, { unitCode: line.unit })]),
    ram('SpecifiedLineTradeSettlement', [
      ram('ApplicableTradeTax', [
        ram('TypeCode', 'VAT'),
        ram('CategoryCode', amounts.category),
        amounts.category === 'O' ? undefined : ram('RateApplicablePercent', line.vatRate),
      ]),
      hasDiscount
        ? ram('SpecifiedTradeAllowanceCharge', [
            indicator(false),
            ram('CalculationPercent', line.discountPercent),
            ram('BasisAmount', amounts.gross),
            ram('ActualAmount', amounts.discount),
            ram('ReasonCode', '95'),
            ram('Reason', 'Discount'),
          ])
        : undefined,
      ram('SpecifiedTradeSettlementLineMonetarySummation', [ram('LineTotalAmount', amounts.net)]),
    ]),
  ]);
}

function toAgreement({
  buyerReference,
  seller,
  buyer,
  orderNumber,
  contractNumber,
}: InvoiceData): XmlElement | undefined {
  return ram('ApplicableHeaderTradeAgreement', [
    ram('BuyerReference', buyerReference),
    toParty('SellerTradeParty', seller),
    toParty('BuyerTradeParty', buyer),
    orderNumber === undefined
      ? undefined
      : ram('BuyerOrderReferencedDocument', [ram('IssuerAssignedID', orderNumber)]),
    contractNumber === undefined
      ? undefined
      : ram('ContractReferencedDocument', [ram('IssuerAssignedID', contractNumber)]),
  ]);
}

function toParty(name: string, party: InvoiceData['seller']): XmlElement | undefined {
  const { contact, phone, email } = party;
  const hasContact = name === 'SellerTradeParty' && (contact ?? phone ?? email) !== undefined;
  return ram(name, [
    ram('ID', party.id),
    ram('Name', party.name),
    party.registration === undefined
      ? undefined
      : ram('SpecifiedLegalOrganization', [ram('ID', party.registration)]),
    hasContact
      ? ram('DefinedTradeContact', [
          ram('PersonName', contact ?? party.name),
          phone === undefined
            ? undefined
            : ram('TelephoneUniversalCommunication', [ram('CompleteNumber', phone)]),
          email === undefined ? undefined : ram('EmailURIUniversalCommunication', [ram('URIID', email)]),
        ])
      : undefined,
    ram('PostalTradeAddress', [
      ram('PostcodeCode', party.postCode),
      ram('LineOne', party.street),
      ram('LineTwo', party.street2),
      ram('CityName', party.city),
      ram('CountryID', party.country),
    ]),
    email === undefined
      ? undefined
      : ram('URIUniversalCommunication', [ram('URIID', email, { schemeID: 'EM' })]),
    party.taxNumber === undefined || name !== 'SellerTradeParty'
      ? undefined
      : ram('SpecifiedTaxRegistration', [ram('ID', party.taxNumber, { schemeID: 'FC' })]),
    party.vatId === undefined
      ? undefined
      : ram('SpecifiedTaxRegistration', [ram('ID', party.vatId, { schemeID: 'VA' })]),
  ]);
}

function toSettlement(data: InvoiceData, totals: InvoiceTotals): XmlElement | undefined {
  const { payment, currency, period } = data;
  return ram('ApplicableHeaderTradeSettlement', [
    ram('PaymentReference', payment.reference),
    ram('InvoiceCurrencyCode', currency),
    payment.iban === undefined
      ? undefined
      : ram('SpecifiedTradeSettlementPaymentMeans', [
          ram('TypeCode', currency === 'EUR' ? '58' : '30'),
          ram('PayeePartyCreditorFinancialAccount', [
            ram('IBANID', payment.iban),
            ram('AccountName', payment.accountName),
          ]),
          payment.bic === undefined
            ? undefined
            : ram('PayeeSpecifiedCreditorFinancialInstitution', [ram('BICID', payment.bic)]),
        ]),
    ...totals.groups.map((group) => toTax(group, data.exemptionReason)),
    period === undefined
      ? undefined
      : ram('BillingSpecifiedPeriod', [date('StartDateTime', period.start), date('EndDateTime', period.end)]),
    ...data.adjustments.map((each, index) => toAdjustment(each, totals.adjustments[index])),
    ram('SpecifiedTradePaymentTerms', [
      ram('Description', payment.terms),
      date('DueDateDateTime', data.dueDate),
    ]),
    ram('SpecifiedTradeSettlementHeaderMonetarySummation', [
      ram('LineTotalAmount', totals.lineTotal),
      ram('ChargeTotalAmount', totals.charges),
      ram('AllowanceTotalAmount', totals.allowances),
      ram('TaxBasisTotalAmount', totals.net),
      ram('TaxTotalAmount', totals.tax, { currencyID: currency }),
      ram('GrandTotalAmount', totals.total),
      ram('TotalPrepaidAmount', totals.prepaid),
      ram('DuePayableAmount', totals.due),
    ]),
  ]);
}

function toAdjustment(
  { reason, vatRate }: InvoiceData['adjustments'][number],
  adjustment: InvoiceAdjustment | undefined,
): XmlElement | undefined {
  if (adjustment === undefined) return undefined;
  const { kind, category, amount } = adjustment;
  return ram('SpecifiedTradeAllowanceCharge', [
    indicator(kind === 'charge'),
    ram('ActualAmount', amount),
    ram('Reason', reason),
    ram('CategoryTradeTax', [
      ram('TypeCode', 'VAT'),
      ram('CategoryCode', category),
      category === 'O' ? undefined : ram('RateApplicablePercent', vatRate),
    ]),
  ]);
}

function toTax(
  { category, rate, basis, tax }: VatGroup,
  exemptionReason: string | undefined,
): XmlElement | undefined {
  const { reason } = VAT_CATEGORIES[category];
  return ram('ApplicableTradeTax', [
    ram('CalculatedAmount', tax),
    ram('TypeCode', 'VAT'),
    reason === 'none' ? undefined : ram('ExemptionReason', exemptionReason),
    ram('BasisAmount', basis),
    ram('CategoryCode', category),
    reason === 'none' || reason === 'words' ? undefined : ram('ExemptionReasonCode', reason),
    category === 'O' ? undefined : ram('RateApplicablePercent', rate),
  ]);
}
