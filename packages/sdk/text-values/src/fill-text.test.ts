import { describe, expect, it } from 'vitest';
import { fillText, splitPlaceholders } from './fill-text.ts';
import { findByPath } from './find-by-path.ts';

const locale = { tag: 'de-DE', timeZone: 'UTC' };
const data = {
  name: 'Ada & ${total}',
  total: '1234.5',
  due: '2026-01-31',
  blank: '',
  items: [{ sku: 'A1' }],
};
const find = (path: string): unknown => findByPath(data, path.split('.'));
const fill = (text: string) => fillText(text, { find, locale });

describe('a text', () => {
  it.each([
    ['Dear ${name}', 'Dear Ada & ${total}'],
    ['${ total | money:EUR }', '1.234,50\u00A0€'],
    ['by ${due | date:long}', 'by 31. Januar 2026'],
    ['${items.0.sku}', 'A1'],
    ['$${name}', '${name}'],
    ['${nick | default:Sir or Madam}', 'Sir or Madam'],
    ['${blank | default: nobody }', 'nobody'],
    ['${nick | default:0 | money:EUR}', '0'],
    ['${total | default:0 | number:2}', '1.234,50'],
    ['{{ name }} and $5 {name}', '{{ name }} and $5 {name}'],
  ])('%s becomes %s', (text, expected) => {
    expect(fill(text)).toEqual({ text: expected, problems: [] });
  });

  it('names every placeholder that cannot be filled in', () => {
    expect(fill('${nme}, ${name | money:EUR}, ${total | upper | lower}').problems).toEqual([
      { placeholder: '${nme}', problem: 'There is no such value in the data' },
      { placeholder: '${name | money:EUR}', problem: 'Expected a number to write as money' },
      { placeholder: '${total | upper | lower}', problem: 'Expected one format, and a default if need be' },
    ]);
  });

  it('escapes what is put in, and nothing else', () => {
    const escape = (written: string): string => written.replaceAll('&', '&amp;');
    expect(fillText('a & ${name}', { find, locale, escape }).text).toBe('a & Ada &amp; ${total}');
  });

  it('has no value that everything inherits', () => {
    expect(fill('${constructor}${items.length}').problems).toHaveLength(2);
  });
});

describe('placeholders', () => {
  it('are told from the text between them', () => {
    const text = 'Dear ${name}, $${name}${ total | money:EUR }!';
    const parts = splitPlaceholders(text);
    expect(parts.map((part) => part.text).join('')).toBe(text);
    expect(parts.filter(({ isPlaceholder }) => isPlaceholder).map((part) => part.text)).toEqual([
      '${name}',
      '$${',
      '${ total | money:EUR }',
    ]);
  });
});
