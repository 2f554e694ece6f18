import { expect, it } from 'vitest';
import { readAddresses } from './read-addresses.ts';

const evil = { address: 'evil@x.example' };

it.each([
  ['evil@x.example', [{ name: '', ...evil }]],
  ['<evil@x.example>', [{ name: '', ...evil }]],
  ['Bob <evil@x.example>', [{ name: 'Bob', ...evil }]],
  ['"Bob, Bob" <evil@x.example>', [{ name: 'Bob, Bob', ...evil }]],
  ['"B\\"ob" <evil@x.example>', [{ name: 'B"ob', ...evil }]],
  ['evil@x.example (Bob (the) other)', [{ name: 'Bob (the) other', ...evil }]],
  ['evil @ x . example', [{ name: '', ...evil }]],
  ['Bob evil@x.example', [{ name: '', ...evil }]],
  ['"ceo@bank.example" <evil@x.example>', [{ name: 'ceo@bank.example', ...evil }]],
  ['ceo@bank.example <evil@x.example>', [{ name: 'ceo@bank.example', ...evil }]],
  ['"<ceo@bank.example>" <evil@x.example>', [{ name: '<ceo@bank.example>', ...evil }]],
  ['(<ceo@bank.example>) evil@x.example', [{ name: '<ceo@bank.example>', ...evil }]],
  ['evil@x.example (<ceo@bank.example>)', [{ name: '<ceo@bank.example>', ...evil }]],
  ['"a, ceo@bank.example," <evil@x.example>', [{ name: 'a, ceo@bank.example,', ...evil }]],
  ['<evil@x.example (ceo@bank.example)>', [{ name: '', ...evil }]],
  ['<@relay.example,@other.example:evil@x.example>', [{ name: '', ...evil }]],
  ['"ceo@bank.example": evil@x.example;', [{ name: '', ...evil }]],
  [
    'Team: evil@x.example, Bob <bob@y.example>;',
    [
      { name: '', ...evil },
      { name: 'Bob', address: 'bob@y.example' },
    ],
  ],
  [
    '=?utf-8?B?QSwgQiA8Y2VvQGJhbmsuZXhhbXBsZT4=?= <evil@x.example>',
    [{ name: '=?utf-8?B?QSwgQiA8Y2VvQGJhbmsuZXhhbXBsZT4=?=', ...evil }],
  ],
  [
    '=?utf-8?Q?=3Cceo=40bank.example=3E?= <evil@x.example>',
    [{ name: '=?utf-8?Q?=3Cceo=40bank.example=3E?=', ...evil }],
  ],
  ['"john doe"@x.example', [{ name: '', address: '"john doe"@x.example' }]],
  ['"Bob <evil@x.example>', [{ name: 'Bob', ...evil }]],
  ['bob@[127.0.0.1]', [{ name: '', address: 'bob@[127.0.0.1]' }]],
  ['müller@x.example', [{ name: '', address: 'müller@x.example' }]],
  // Nobody can say which of them wrote.
  ['<evil@x.example> <ceo@bank.example>', []],
  ['evil@x.example ceo@bank.example', []],
  ['"ceo@bank.example"', []],
  ['undisclosed-recipients:;', []],
  ['=?utf-8?Q?ceo=40bank.example?=', []],
  ['', []],
  ['Bob', []],
])('%s', (text, expected) => {
  expect(readAddresses(text)).toEqual(expected);
});

it.each(['"', '(', '<', '\\', '"\\', '(a', ' .', ' @', 'a b ', ',', ':', '"a" '])(
  'takes no longer for %j again and again',
  { timeout: 10_000 },
  (part) => {
    expect(readAddresses(part.repeat(200_000 / part.length))).toBeInstanceOf(Array);
  },
);
