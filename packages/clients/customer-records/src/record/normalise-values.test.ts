import { describe, expect, it } from 'vitest';
import { findCountryCode } from './find-country-code.ts';
import { normaliseValues } from './normalise-values.ts';

describe('normaliseValues', () => {
  it.each([
    ['email', ' Ada.Lovelace+x@Example.ORG', 'ada.lovelace+x@example.org'],
    ['email', 'jörg@müller.example', 'jörg@müller.example'],
    ['phone', '+49 (0)30 123456', '+4930123456'],
    ['phone', '030/12 34 56', '+4930123456'],
    ['phone', '+1 (212) 555-0123', '+12125550123'],
    ['country', 'deu', 'DE'],
    ['country', 'us', 'US'],
    ['country', '250', 'FR'],
    ['country', "Cote d'Ivoire", 'CI'],
    ['country', 'United Kingdom', 'GB'],
  ])('%s: %s is %s', (kind, text, expected) => {
    expect(normaliseValues({ it: text, other: text }, { [kind]: ['it'], phoneCountry: 'DE' })).toEqual({
      it: expected,
      other: text,
    });
  });

  it('leaves null and what is not there', () => {
    const rules = { email: ['a', 'b'], phone: ['c'] };
    expect(normaliseValues({ a: null }, rules)).toEqual({ a: null });
  });

  it('lists all that cannot be normalised, without the values', () => {
    const values = { mail: 'nobody', tel: '12', land: 'Atlantis', count: 7 };
    const rules = { email: ['mail', 'count'], phone: ['tel'], country: ['land'] };
    const failure = expect.objectContaining({
      failure: {
        kind: 'recordInvalid',
        problems: ['mail', 'count', 'tel', 'land'].map((path) => ({ path, message: expect.any(String) })),
      },
      message: expect.not.stringMatching(/nobody|Atlantis/),
    });
    expect(() => normaliseValues(values, rules)).toThrow(failure);
  });
});

describe('toCountryCode', () => {
  it('knows every country by all its names', () => {
    const names = new Intl.DisplayNames('en', { type: 'region' });
    for (const code of ['DE', 'AX', 'BQ', 'CD', 'SZ', 'TR', 'VA', 'ZW']) {
      expect(findCountryCode(names.of(code)!)).toBe(code);
    }
    expect(findCountryCode('840')).toBe('US');
    expect(findCountryCode('999')).toBeUndefined();
    expect(findCountryCode('EU')).toBeUndefined();
  });
});
