import type { JsonObject } from '@jobwright/json';
import { LOGO, SIGNATURE } from './pictures.ts';
import { ATELIER, NORDLICHT, PAYMENT } from './parties.ts';

const letter: JsonObject = {
  source: 'template',
  template: 'letter',
  language: 'de-DE',
  fileName: 'brief.pdf',
  data: {
    logo: LOGO,
    tagline: 'Strom vom eigenen Dach',
    sender: NORDLICHT,
    recipient: { name: 'Familie Yılmaz', street: 'Gärtnerweg 3', postCode: '22087', city: 'Hamburg' },
    date: '2026-04-02',
    place: 'Hamburg',
    reference: 'PV-2026-117',
    subject: 'Ihre Photovoltaikanlage: Termin für die Montage',
    salutation: 'Sehr geehrte Frau Yılmaz, sehr geehrter Herr Yılmaz,',
    body: [
      'vielen Dank für Ihren Auftrag vom 12. März. Wir haben alle Teile auf Lager und können Ihre Anlage mit **9,6 kWp** wie geplant errichten.',
      'Unser Vorschlag für die Montage:',
      '- Gerüst: Montag, 20. April, ab 7:30 Uhr\n- Module und Wechselrichter: Dienstag und Mittwoch, 21. und 22. April\n- Anmeldung beim Netzbetreiber: übernehmen wir, *für Sie kostenfrei*',
      'Bitte halten Sie den Platz vor der Garage frei. Falls einer der Tage nicht passt, rufen Sie uns bis zum 10. April an: [+49 40 5550 1234](tel:+494055501234).',
      'Wir freuen uns darauf, mit Ihnen gemeinsam die Sonne einzuschalten.',
    ].join('\n\n'),
    closing: 'Mit freundlichen Grüßen',
    signature: SIGNATURE,
    signatory: 'Ada Brandt',
    signatoryRole: 'Kundenbetreuung',
    enclosures: ['Lageplan der Module', 'Datenblatt des Wechselrichters'],
  },
};

const invoiceLines = [
  {
    name: 'Solarmodul NL-440 Full Black',
    details: '440 Wp, bifazial, 25 Jahre Garantie',
    articleNumber: 'NL-440-FB',
    quantity: 22,
    unit: 'H87',
    price: '94.50',
    vatRate: '19',
  },
  {
    name: 'Wechselrichter Hybrid 10 kW',
    articleNumber: 'WR-10H',
    quantity: 1,
    unit: 'H87',
    price: '1849.00',
    vatRate: '19',
    discountPercent: '5',
  },
  { name: 'Unterkonstruktion Ziegeldach', quantity: 1, unit: 'C62', price: '1120.00', vatRate: '19' },
  {
    name: 'Montage',
    details: 'Zwei Monteure, 21. und 22. April',
    quantity: '31.5',
    unit: 'HUR',
    price: '68.40',
    vatRate: '19',
  },
  { name: 'Fachbuch „Sonne im Haus“', quantity: 2, unit: 'H87', price: '24.91', vatRate: '7' },
];

const invoice: JsonObject = {
  source: 'template',
  template: 'invoice',
  language: 'de-DE',
  fileName: 'rechnung.pdf',
  electronicInvoice: true,
  createdAt: '2026-04-24T09:30:00+02:00',
  data: {
    logo: LOGO,
    number: 'RE-2026-0417',
    issueDate: '2026-04-24',
    deliveryDate: '2026-04-22',
    dueDate: '2026-05-08',
    orderNumber: 'PV-2026-117',
    buyerReference: 'Dach Süd',
    seller: NORDLICHT,
    buyer: {
      name: 'Bäckerei Sørensen e. K.',
      contact: 'Mia Sørensen',
      street: 'Marktplatz 5',
      postCode: '24937',
      city: 'Flensburg',
      vatId: 'DE123456788',
      email: 'buero@soerensen.example',
    },
    introduction:
      'vielen Dank für Ihren Auftrag. Wir berechnen Ihnen die Photovoltaikanlage auf dem Dach der Backstube wie folgt:',
    lines: invoiceLines,
    adjustments: [
      { kind: 'charge', reason: 'Anfahrt', amount: '85.00', vatRate: '19' },
      { kind: 'allowance', reason: 'Treuebonus', amount: '150.00', vatRate: '19' },
    ],
    prepaid: '2000.00',
    payment: { ...PAYMENT, terms: 'Zahlbar ohne Abzug bis zum 8. Mai 2026.' },
    closing: 'Wir wünschen Ihnen viele sonnige Tage.',
  },
};

const creditNote: JsonObject = {
  source: 'template',
  template: 'invoice',
  language: 'fr-FR',
  electronicInvoice: true,
  data: {
    kind: 'creditNote',
    number: 'AV-2026-0009',
    issueDate: '2026-05-04',
    seller: NORDLICHT,
    buyer: ATELIER,
    lines: [{ name: 'Module NL-440 retourné', quantity: 3, unit: 'H87', price: '94.50', vatCategory: 'K' }],
    exemptionReason: 'Livraison intracommunautaire exonérée de TVA (art. 138 de la directive 2006/112/CE)',
    payment: { iban: PAYMENT.iban, terms: 'Le montant est déduit de votre prochaine facture.' },
    period: { start: '2026-04-01', end: '2026-04-30' },
  },
};

const quarter = (name: string, revenue: string, growth: string) => [name, revenue, growth];

const report: JsonObject = {
  source: 'template',
  template: 'report',
  language: 'en-GB',
  fileName: 'report.pdf',
  author: 'Ada Brandt',
  data: {
    logo: LOGO,
    title: 'Energy report 2025',
    subtitle: 'What the roofs of our customers gave, and what comes next',
    organization: 'Nordlicht Solartechnik GmbH',
    author: 'Ada Brandt, Jonas Petersen',
    date: '2026-02-16',
    version: 'Version 1.2',
    note: 'For customers and partners',
    summary:
      'In 2025 the **412 systems** in our care produced **3.9 GWh**, a plus of 11 % at nearly the same hours of sunshine. Two thirds were used where they were made.',
    sections: [
      {
        title: 'The year at a glance',
        body: [
          {
            type: 'paragraph',
            style: 'lead',
            text: 'A mild spring, a wet June and a golden autumn: the year had everything.',
          },
          {
            type: 'paragraph',
            text: [
              { text: 'Production rose in three of four quarters. The ' },
              { text: 'third quarter', bold: true },
              { text: ' alone gave more than the whole of 2021. Details are in ' },
              { text: 'the chapter on quarters', link: '#quarters' },
              { text: '.' },
            ],
          },
          {
            type: 'columns',
            columns: [
              ['3.9 GWh', 'produced'],
              ['67 %', 'used on the spot'],
              ['1,560 t', 'of CO₂ avoided'],
            ].map(([value = '', label = '']) => ({
              content: [
                {
                  type: 'group',
                  background: 'soft',
                  padding: 12,
                  content: [
                    {
                      type: 'paragraph',
                      text: value,
                      style: { size: 20, bold: true, color: 'accent', align: 'center', spaceAfter: 0 },
                    },
                    {
                      type: 'paragraph',
                      text: label,
                      style: { align: 'center', color: 'muted', size: 9.5, spaceAfter: 0 },
                    },
                  ],
                },
              ],
            })),
          },
          { type: 'heading', level: 2, text: 'Quarters', id: 'quarters' },
          {
            type: 'table',
            caption: 'Production by quarter',
            zebra: true,
            headerStyle: 'filled',
            columns: [
              { header: 'Quarter' },
              { header: 'MWh', align: 'right', width: 90, format: 'number:1' },
              { header: 'Change', align: 'right', width: 90, format: 'percent:1' },
            ],
            rows: [
              quarter('January to March', '512.4', '0.061'),
              quarter('April to June', '1204.9', '-0.024'),
              quarter('July to September', '1498.2', '0.183'),
              quarter('October to December', '689.0', '0.146'),
            ],
            totals: [['Year', '3904.5', '0.11']],
          },
        ],
      },
      {
        title: 'What we learned',
        body: [
          'Three things stood out, and all of them were cheaper to fix than we had feared.',
          '1. **Shade from trees** grows with the trees. A look every two years pays.\n2. **Batteries** of 10 kWh are full by eleven on a day in May.\n   - Heat pumps can take what is left.\n   - So can cars, if they are at home.\n3. **Snow** is no topic in Hamburg.',
          '## How we measured',
          'All figures come from calibrated meters, read every *fifteen minutes*. Gaps of up to an hour were filled with the mean of the neighbours; longer ones were left out.',
          '> What is not measured is not saved.',
          '| Class of system | Systems | Mean yield |\n|:--|--:|--:|\n| up to 10 kWp | 297 | 962 kWh/kWp |\n| 10 to 30 kWp | 88 | 941 kWh/kWp |\n| above 30 kWp | 27 | 918 kWh/kWp |',
        ].join('\n\n'),
      },
      {
        title: 'Outlook',
        body: 'For 2026 we plan 120 new systems, a second team for maintenance and a [dashboard](https://www.nordlicht.example/dashboard) that shows every roof in real time.\n\nLet the sun shine.',
      },
    ],
  },
};

const certificate: JsonObject = {
  source: 'template',
  template: 'certificate',
  language: 'en-GB',
  fileName: 'certificate.pdf',
  data: {
    logo: LOGO,
    title: 'Certificate',
    recipient: 'Zoë Kowalczyk',
    text: 'has completed the course “Planning photovoltaic systems” with distinction.',
    details: '5 days · 40 lessons · theory and practice on the roof',
    issuer: 'Nordlicht Academy',
    place: 'Hamburg',
    date: '2026-03-27',
    number: 'NA-2026-0042',
    signatures: [
      { name: 'Ada Brandt', role: 'Head of training', image: SIGNATURE },
      { name: 'Jonas Petersen', role: 'Trainer' },
    ],
    verifyUrl: 'https://www.nordlicht.example/verify/NA-2026-0042',
  },
};

export const templateDocuments = { letter, invoice, 'credit-note': creditNote, report, certificate } as const;
