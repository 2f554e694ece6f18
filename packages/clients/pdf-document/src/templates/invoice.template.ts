import { LETTER } from './letter.template.ts';

const SUBTLE = { size: 9.5, bold: false, color: 'muted' } as const;

/** An invoice or credit note; its data is that of EN 16931. */
export const INVOICE = {
  header: { ...LETTER.header, rest: { left: '${sender.name}', right: '${heading} ${number}', rule: true } },
  footer: LETTER.footer,
  content: [
    { type: 'spacer', height: 26 },
    {
      type: 'columns',
      gap: 24,
      columns: [
        {
          width: '85mm',
          content: [
            {
              type: 'paragraph',
              text: '${senderLine}',
              style: { size: 7, color: 'muted', underline: true, spaceAfter: 5 },
            },
            {
              type: 'paragraph',
              text: '${recipientAddress}',
              style: { size: 11, lineHeight: 1.35, spaceAfter: 0 },
            },
          ],
        },
        {
          width: '*',
          content: [
            {
              type: 'group',
              background: 'soft',
              padding: 10,
              content: [
                {
                  type: 'repeat',
                  each: 'details',
                  as: 'detail',
                  content: [
                    {
                      type: 'columns',
                      gap: 6,
                      columns: [
                        {
                          width: '*',
                          content: [
                            {
                              type: 'paragraph',
                              text: '${detail.label}',
                              style: { size: 8.5, color: 'muted', spaceAfter: 0 },
                            },
                          ],
                        },
                        {
                          width: '1.6*',
                          content: [
                            {
                              type: 'paragraph',
                              text: '${detail.value}',
                              style: { size: 9, align: 'right', spaceAfter: 0 },
                            },
                          ],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    { type: 'spacer', height: 26 },
    { type: 'heading', level: 1, text: '${heading} ${number}', style: { spaceBefore: 0, spaceAfter: 8 } },
    { type: 'paragraph', when: 'introduction', text: '${introduction}', style: { spaceAfter: 10 } },
    {
      type: 'table',
      lines: 'rows',
      headerStyle: 'filled',
      columns: [
        { header: '${labels.position}', width: 32, align: 'right' },
        { header: '${labels.description}', width: '*' },
        { header: '${labels.quantity}', width: 'auto', align: 'right' },
        { header: '${labels.price}', width: 'auto', align: 'right' },
        { header: '${labels.vat}', width: 'auto', align: 'right' },
        { header: '${labels.amount}', width: 'auto', align: 'right' },
      ],
      rows: {
        each: 'rows',
        as: 'row',
        cells: [
          '${row.position}',
          {
            content: [
              { type: 'paragraph', text: '${row.name}', style: { bold: true, spaceAfter: 0 } },
              {
                type: 'paragraph',
                when: 'row.details',
                text: '${row.details}',
                style: { size: 8.5, color: 'muted', spaceAfter: 0 },
              },
            ],
          },
          '${row.quantity}',
          '${row.price}',
          '${row.vat}',
          '${row.amount}',
        ],
      },
    },
    {
      type: 'group',
      keepTogether: true,
      spaceAfter: 14,
      content: [
        {
          type: 'columns',
          gap: 0,
          columns: [
            { width: '*', content: [{ type: 'spacer', height: 1 }] },
            {
              width: 270,
              content: [
                {
                  type: 'table',
                  lines: 'none',
                  padding: 3,
                  columns: [
                    { width: '*', align: 'right' },
                    { width: 'auto', align: 'right' },
                  ],
                  rows: {
                    each: 'sums',
                    as: 'sum',
                    cells: [{ text: '${sum.label}', header: true, style: SUBTLE }, { text: '${sum.amount}' }],
                  },
                },
                {
                  type: 'group',
                  background: 'soft',
                  padding: 7,
                  spaceBefore: 0,
                  content: [
                    {
                      type: 'columns',
                      gap: 8,
                      columns: [
                        {
                          width: '*',
                          content: [
                            {
                              type: 'paragraph',
                              text: '${dueLabel}',
                              style: { bold: true, size: 12, align: 'right', color: 'accent', spaceAfter: 0 },
                            },
                          ],
                        },
                        {
                          width: 110,
                          content: [
                            {
                              type: 'paragraph',
                              text: '${due}',
                              style: { bold: true, size: 12, align: 'right', color: 'accent', spaceAfter: 0 },
                            },
                          ],
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
    { type: 'paragraph', when: 'exemptionReason', text: '${exemptionReason}', style: { size: 9.5 } },
    {
      type: 'group',
      when: 'hasPayment',
      keepTogether: true,
      spaceBefore: 6,
      content: [
        {
          type: 'columns',
          gap: 20,
          columns: [
            {
              width: '*',
              content: [
                { type: 'heading', level: 2, text: '${labels.payTo}', style: { size: 11.5, spaceBefore: 0 } },
                { type: 'paragraph', when: 'terms', text: '${terms}' },
                {
                  type: 'repeat',
                  each: 'account',
                  as: 'entry',
                  content: [
                    {
                      type: 'paragraph',
                      text: [{ text: '${entry.label}  ', color: 'muted' }, { text: '${entry.value}' }],
                      style: { size: 9.5, spaceAfter: 1 },
                    },
                  ],
                },
              ],
            },
            {
              width: 78,
              content: [
                {
                  type: 'qrCode',
                  when: 'paymentCode',
                  value: '${paymentCode}',
                  size: 78,
                  alt: '${labels.payWithApp}',
                },
                {
                  type: 'paragraph',
                  when: 'paymentCode',
                  text: '${labels.payWithApp}',
                  style: { size: 7.5, color: 'muted', align: 'center' },
                },
              ],
            },
          ],
        },
      ],
    },
    {
      type: 'repeat',
      each: 'notes',
      as: 'note',
      content: [{ type: 'paragraph', text: '${note}', style: { size: 9.5 } }],
    },
    { type: 'paragraph', when: 'closing', text: '${closing}', style: { spaceBefore: 8 } },
  ],
} as const;
