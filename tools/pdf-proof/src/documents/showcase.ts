import type { JsonObject } from '@jobwright/json';
import { LOGO } from './pictures.ts';

/** Every kind of block, every way to write text. */
export const showcase: JsonObject = {
  title: 'Showcase',
  language: 'en-GB',
  timeZone: 'Europe/Berlin',
  header: { left: 'Showcase', right: '${today | date:long}', rule: true },
  footer: { left: 'Jobwright', right: 'Page ${page} of ${pages}', rule: true },
  styles: {
    note: { size: 9, color: 'muted', extends: 'small' },
    callout: { bold: true, color: '#7a1f4e', background: '#fbeef4' },
  },
  data: {
    today: '2026-03-01',
    customer: { name: 'Ærøskøbing Værft A/S', since: '2019-06-30' },
    total: '12345678901234567890.5',
    items: [
      { name: 'Hull', price: '1999.5' },
      { name: 'Mast', price: 780 },
      { name: 'Sail', price: '0.1' },
    ],
    logo: LOGO,
  },
  content: [
    { type: 'heading', level: 1, text: 'Everything in one document' },
    {
      type: 'paragraph',
      style: 'lead',
      text: 'For ${customer.name}, with us since ${customer.since | date:long}.',
    },
    {
      type: 'paragraph',
      style: { align: 'justify' },
      text: [
        { text: 'Text may be ' },
        { text: 'bold', bold: true },
        { text: ', ' },
        { text: 'italic', italic: true },
        { text: ', ' },
        { text: 'both', bold: true, italic: true },
        { text: ', ' },
        { text: 'struck out', strike: true },
        { text: ', ' },
        { text: 'coloured', color: '#c2182b' },
        { text: ', larger ', size: 13 },
        { text: 'or a ' },
        { text: 'link to a page', link: 'https://example.com/?q=ä' },
        { text: ' or ' },
        { text: 'to another place', link: '#codes' },
        {
          text: '. Amounts keep all their digits: ${total | money:EUR}. This paragraph is justified, so its right edge is straight but for the last line.',
        },
      ],
    },
    { type: 'heading', level: 2, text: 'Languages' },
    {
      type: 'paragraph',
      text: 'Größe, façade, Łódź, Ștefan · Ελληνικά: η θάλασσα · Кириллица: Привет, Київ · Հայերեն · ქართული · 100 € ≤ 5 % → ✓',
    },
    { type: 'paragraph', text: 'مرحبا بالعالم: الفاتورة رقم 4711 (مدفوعة) بتاريخ 2026' },
    { type: 'paragraph', text: 'שלום עולם: חשבונית 4711 (שולם) עד 31.12.2026' },
    {
      type: 'paragraph',
      text: 'In English with a word of Arabic, سلام, and one of Hebrew, שלום, in between.',
    },
    { type: 'heading', level: 2, text: 'Lists and columns' },
    {
      type: 'columns',
      columns: [
        {
          content: [
            {
              type: 'list',
              items: [
                'First point',
                {
                  text: 'Second point, with more below it',
                  content: [{ type: 'list', ordered: true, items: ['One', 'Two'] }],
                },
                'Third point, which is long enough to need a second line in this column',
              ],
            },
          ],
        },
        {
          width: '1.2*',
          content: [
            {
              type: 'group',
              background: 'soft',
              border: 'line',
              padding: 10,
              content: [
                { type: 'paragraph', text: 'A box keeps what belongs together on one page.' },
                { type: 'paragraph', style: 'callout', text: 'A style of the document’s own.' },
                { type: 'paragraph', style: 'note', text: 'And a note below.' },
              ],
            },
          ],
        },
      ],
    },
    { type: 'heading', level: 2, text: 'Tables' },
    {
      type: 'table',
      lines: 'grid',
      columns: [
        { header: 'Part', width: 120 },
        { header: 'Left' },
        { header: 'Centred', align: 'center' },
        { header: 'Right', align: 'right', format: 'number:2' },
      ],
      rows: [
        [{ text: 'Over two rows', rowSpan: 2, verticalAlign: 'middle' }, 'a', 'b', 1.5],
        ['c', 'd', '1234567.891'],
        [
          { text: 'Row header', header: true },
          { text: 'Over two columns', colSpan: 2, background: 'soft' },
          null,
        ],
        ['Blocks', { colSpan: 3, content: [{ type: 'list', items: ['inside', 'of a cell'] }] }],
      ],
    },
    {
      type: 'table',
      zebra: true,
      headerStyle: 'filled',
      columns: [{ header: 'Item' }, { header: 'Price', align: 'right', width: 'auto', format: 'money:EUR' }],
      rows: { each: 'items', as: 'item', cells: ['${item.name}', '${item.price}'] },
      totals: [['Total', '2779.6']],
    },
    { type: 'rule' },
    { type: 'heading', level: 2, text: 'Pictures and codes', id: 'codes' },
    { type: 'image', document: { from: 'logo' }, alt: 'Logo of Nordlicht', width: 150 },
    {
      type: 'columns',
      columns: [
        { content: [{ type: 'qrCode', value: 'https://example.com/order/4711', size: 90 }] },
        { content: [{ type: 'barcode', symbology: 'ean13', value: '4006381333931', align: 'center' }] },
        { content: [{ type: 'barcode', symbology: 'code128', value: 'JW-2026-0042', align: 'right' }] },
      ],
    },
    {
      type: 'columns',
      columns: [
        { content: [{ type: 'barcode', symbology: 'datamatrix', value: 'Data Matrix', width: 60 }] },
        { content: [{ type: 'barcode', symbology: 'pdf417', value: 'PDF417', width: 120 }] },
        { content: [{ type: 'barcode', symbology: 'azteccode', value: 'Aztec', width: 60 }] },
      ],
    },
    { type: 'heading', level: 2, text: 'Markdown' },
    {
      type: 'markdown',
      text: 'With **bold**, *italic*, `code`, ~~struck~~ and [links](https://example.com) for ${customer.name}.\n\n> A quotation.\n\n| Left | Right |\n|:--|--:|\n| one | 1 |\n| two | 22 |',
    },
  ],
};

const rows = Array.from({ length: 90 }, (_, index) => [
  `Row ${index + 1}`,
  index % 7 === 0
    ? 'A longer text that needs several lines in its narrow column, so that the row is higher than the others'
    : 'Short',
  String(index * 1.25),
]);

/** A table over several pages: its header is on each of them. */
export const longTable: JsonObject = {
  title: 'Long table',
  language: 'en-GB',
  footer: { right: '${page} / ${pages}' },
  content: [
    { type: 'heading', level: 1, text: 'Long table' },
    {
      type: 'table',
      zebra: true,
      columns: [
        { header: 'Row', width: 80 },
        { header: 'Text', width: 160 },
        { header: 'Amount', align: 'right', format: 'number:2' },
      ],
      rows,
      totals: [['Sum', '', '5006.25']],
    },
  ],
};
