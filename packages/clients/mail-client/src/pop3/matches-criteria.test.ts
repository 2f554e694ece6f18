import { expect, it } from 'vitest';
import { parseMessageHeaders } from '../mailbox/message-headers.ts';
import type { SearchCriteria } from '../fields/search-criteria.schema.ts';
import { matchesCriteria } from './matches-criteria.ts';

const headers = await parseMessageHeaders(
  Buffer.from('From: "Lovelace, Ada" <Ada@X.example>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= 17\r\n\r\n'),
);
const from = (value: string): SearchCriteria => ({ field: 'FROM', value });
const subject = (value: string): SearchCriteria => ({ field: 'SUBJECT', value });
const body = (value: string): SearchCriteria => ({ field: 'BODY', value });

it.each<[SearchCriteria, boolean | undefined, boolean]>([
  [from('ada@x.example'), true, true],
  [from('Ada <ada@x.example>'), true, true],
  [from('da@x.example'), false, false],
  [from('lovelace'), true, true],
  [from('x.example'), true, true],
  [subject('grüße'), true, true],
  [subject('18'), false, false],
  [body('chairs'), undefined, true],
  [{ operator: 'AND', criteria: [subject('17'), body('chairs')] }, undefined, true],
  [{ operator: 'AND', criteria: [subject('18'), body('chairs')] }, false, false],
  [{ operator: 'OR', criteria: [subject('17'), body('tables')] }, true, true],
  [{ operator: 'OR', criteria: [subject('18'), body('tables')] }, undefined, false],
])('%j', (criteria, byHeaders, byText) => {
  expect(matchesCriteria(criteria, { headers })).toBe(byHeaders);
  expect(matchesCriteria(criteria, { headers, text: 'Two CHAIRS' })).toBe(byText);
});
