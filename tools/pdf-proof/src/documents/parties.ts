export const NORDLICHT = {
  name: 'Nordlicht Solartechnik GmbH',
  contact: 'Ada Brandt',
  street: 'Speicherstraße 12',
  postCode: '20457',
  city: 'Hamburg',
  country: 'DE',
  vatId: 'DE136695976',
  taxNumber: '27/123/45678',
  registration: 'HRB 104711',
  email: 'service@nordlicht.example',
  phone: '+49 40 5550 1234',
  website: 'www.nordlicht.example',
} as const;
export const ATELIER = {
  name: 'Atelier Lefèvre SARL',
  contact: 'Chloé Lefèvre',
  street: '14 rue des Écoles',
  postCode: '75005',
  city: 'Paris',
  country: 'FR',
  vatId: 'FR40303265045',
  email: 'compta@lefevre.example',
} as const;
export const PAYMENT = {
  iban: 'DE02 1203 0000 0000 2020 51',
  bic: 'BYLADEM1001',
  accountName: 'Nordlicht Solartechnik GmbH',
  bankName: 'Deutsche Kreditbank',
  reference: 'RE-2026-0417',
  terms: 'Zahlbar ohne Abzug bis zum 30. April 2026.',
} as const;
