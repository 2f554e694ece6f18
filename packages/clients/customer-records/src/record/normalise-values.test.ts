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
    ['country', 'UK', 'GB'],
    ['country', 'Turkey', 'TR'],
    ['country', 'Türkiye', 'TR'],
    ['country', 'Czech Republic', 'CZ'],
    ['country', 'EL', 'GR'],
    ['phone', 'tel:+49-30-123456', '+4930123456'],
    ['phone', '0049 30 123456', '+4930123456'],
  ])('%s: %s is %s', (kind, text, expected) => {
    expect(normaliseValues({ it: text, other: text }, { [kind]: ['it'], phoneCountry: 'DE' })).toEqual({
      it: expected,
      other: text,
    });
  });

  it.each([
    ['phone', '+49 30 123456 ext. 12'],
    ['phone', 'call +49 30 123456'],
    ['phone', '+49 30 123456, ask for Ada'],
    ['email', 'ada\u200b@example.org'],
    ['email', 'ada@example.org\u202e'],
    ['email', 'Ada <ada@example.org>'],
    ['country', 'EU'],
  ])('%s: %j is refused', (kind, text) => {
    expect(() => normaliseValues({ it: text }, { [kind]: ['it'] })).toThrow('Nothing was changed: it is not');
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

describe('findCountryCode', () => {
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
