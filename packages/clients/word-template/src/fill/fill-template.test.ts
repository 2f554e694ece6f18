import { describe, expect, it } from 'vitest';
import { fillText } from '../testing/show-text.ts';
import { p, plainParts, row, table, writeRelationships, writeWord, writeZip } from '../testing/write-word.ts';
import { readWordTemplate } from '../read/read-template.ts';
import { fillWordTemplate } from './fill-template.ts';

const data = {
  customer: { name: 'Ada ${total}', vip: true, note: 'one\ntwo' },
  total: '1234.5',
  none: [],
  order: {
    items: [
      { name: 'Bike', price: 3, parts: ['Bell', 'Lamp'] },
      { name: 'Lock', price: 1.5, parts: [] },
    ],
  },
};
const fill = (...body: readonly string[]): Promise<readonly string[]> =>
  fillText(writeWord(body.join('')), data);

describe('a placeholder', () => {
  it('is joined however Word divided it, and its value is not looked at again', async () => {
    expect(await fill(p('Dear $', '{cust', 'omer.', 'name}, ${total', ' | money:EUR}!'))).toEqual([
      'Dear Ada ${total}, €1,234.50!',
    ]);
  });

  it('looks as its first character does', async () => {
    const bold = '<w:r><w:rPr><w:b/></w:rPr><w:t>{total}</w:t></w:r>';
    const lines = await fill(`<w:p><w:r><w:t>$</w:t></w:r>${bold}</w:p>`);
    expect(lines).toEqual(['1234.5']);
  });

  it('may be written as it stands, or have line breaks in its value', async () => {
    expect(await fill(p('$${total} ${customer.note}'))).toEqual(['${total} one⏎two']);
  });

  it.each([
    [
      'without a value',
      'Dear ${customer.nme}, hello',
      /In "Dear \$\{customer\.nme\}, hello": \$\{customer\.nme\}: There is no such value/,
    ],
    ['that cannot be written so', '${customer.name | money:EUR}', /Expected a number to write as money/],
    [
      'that is not closed',
      'Dear ${customer.name, hello',
      /In "Dear \$\{customer\.name, hello": a placeholder that begins/,
    ],
    ['that is no directive', '${#for x in y}', /Expected \$\{#each items as item\}/],
  ])('%s is an error with the text around', async (_, text, message) => {
    await expect(fill(p(text))).rejects.toThrow(message);
  });
});

describe('an address', () => {
  const link = (address: string): Uint8Array =>
    writeZip({
      ...plainParts('<w:p><w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'),
      'word/_rels/document.xml.rels': writeRelationships([['hyperlink', address, 'External']]),
    });

  it.each([
    ['https://example.com/?q=$%7Bq%7D', 'https://example.com/?q=a%20%26%20b'],
    ['$%7Burl%7D?x', 'https://example.com/a?x'],
  ])('%s has values, escaped where they are a part of it', async (address, expected) => {
    const template = await readWordTemplate(link(address));
    const values = { q: 'a & b', url: 'https://example.com/a' };
    const [section] = fillWordTemplate(template, { data: values, locale: { tag: 'en', timeZone: 'UTC' } });
    expect([...(section?.blocks() ?? [])]).toMatchObject([{ content: [{ text: 'x', link: expected }] }]);
  });
});

describe('a loop', () => {
  it('repeats the paragraphs between its directives, inner loops as well', async () => {
    const lines = await fill(
      p('${#each order.items as item}'),
      p('${itemNumber}. ${item.name}'),
      p('${#each item.parts as part}'),
      p('with ${part}'),
      p('${/each}'),
      p('${/each}'),
      p('End'),
    );
    expect(lines).toEqual(['1. Bike', 'with Bell', 'with Lamp', '2. Lock', 'End']);
  });

  it('may stand in a line of text', async () => {
    expect(await fill(p('Items:${#each order.items as item} ${item.name};${/each} end'))).toEqual([
      'Items: Bike; Lock; end',
    ]);
  });

  it.each([
    [
      'in a row of their own',
      table(
        row('Item', 'Price'),
        row('${#each order.items as item}', ''),
        row('${item.name}', '${item.price | money:EUR}'),
        row('${/each}', ''),
        row('Total', '${total}'),
      ),
    ],
    [
      'in the first and the last cell',
      table(
        row('Item', 'Price'),
        row('${#each order.items as item}${item.name}', '${item.price | money:EUR}${/each}'),
        row('Total', '${total}'),
      ),
    ],
  ])('repeats rows of a table, its directives %s', async (_, given) => {
    expect(await fill(given)).toEqual(['Item | Price', 'Bike | €3.00', 'Lock | €1.50', 'Total | 1234.5']);
  });

  it('stays in a cell where it is opened and closed there', async () => {
    const cell = [p('${#each order.items as item}'), p('${item.name}'), p('${/each}')].join('');
    expect(await fill(table(row(cell, 'x')))).toEqual(['Bike / Lock | x']);
  });

  it.each([
    ['over what is no list', p('${#each total as x}${x}${/each}'), /total is not a list/],
    ['that is not closed', p('${#each order.items as item}') + p('x'), /\$\{#each …\} has no \$\{\/each\}/],
    ['that is not opened', p('${/each}'), /closes no \$\{#each …\}/],
    ['closed as a condition', p('${#each none as x}') + p('${/if}'), /closes no \$\{#if …\}/],
    ['that crosses other text', p('A ${#each none as x}') + p('${/each}'), /put both into one line/],
    ['that gives too much', p('${#each order.items as a}').repeat(13), /more than 12 loops/],
  ])('%s is an error', async (_, body, message) => {
    await expect(fill(body)).rejects.toThrow(message);
  });
});

describe('a condition', () => {
  it.each([
    ['customer.vip', 'yes'],
    ['!customer.vip', 'no'],
    ['none', 'no'],
    ['nobody', 'no'],
  ])('on %s takes the branch %s', async (condition, expected) => {
    const block = [p(`\${#if ${condition}}`), p('yes'), p('${#else}'), p('no'), p('${/if}')];
    expect(await fill(...block)).toEqual([expected]);
    expect(await fill(p(`It is \${#if ${condition}}yes\${#else}no\${/if}.`))).toEqual([`It is ${expected}.`]);
  });

  it('is about rows of a table as well', async () => {
    const rows = table(row('${#if none}'), row('a'), row('${#else}'), row('b'), row('${/if}'));
    expect(await fill(rows)).toEqual(['b']);
  });
});
