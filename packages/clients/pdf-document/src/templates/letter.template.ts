/** A business letter with the address where the window of the envelope is (DIN 5008, form B). */
export const LETTER = {
  header: {
    first: {
      content: [
        {
          type: 'columns',
          columns: [
            {
              width: '*',
              content: [
                {
                  type: 'image',
                  when: 'logo',
                  document: { from: 'logo' },
                  alt: '${sender.name}',
                  height: 34,
                },
                {
                  type: 'paragraph',
                  when: '!logo',
                  text: '${sender.name}',
                  style: { size: 17, bold: true, color: 'accent', spaceAfter: 0 },
                },
              ],
            },
            {
              width: '*',
              content: [
                {
                  type: 'paragraph',
                  when: 'tagline',
                  text: '${tagline}',
                  style: { align: 'right', color: 'muted', size: 9.5, spaceAfter: 0 },
                },
              ],
            },
          ],
        },
        { type: 'rule', color: 'accent', thickness: 1.25, spaceBefore: 8, spaceAfter: 0 },
      ],
    },
    rest: { left: '${sender.name}', center: '${subject}', right: '${date | date:long}', rule: true },
  },
  footer: {
    content: [
      { type: 'rule', color: 'line', thickness: 0.5, spaceBefore: 0, spaceAfter: 6 },
      {
        type: 'columns',
        columns: [
          { width: '*', content: [{ type: 'paragraph', text: '${footer.address}', style: 'small' }] },
          {
            width: '*',
            content: [
              { type: 'paragraph', when: 'footer.contact', text: '${footer.contact}', style: 'small' },
            ],
          },
          {
            width: '*',
            content: [{ type: 'paragraph', when: 'footer.legal', text: '${footer.legal}', style: 'small' }],
          },
          {
            width: 70,
            content: [
              {
                type: 'paragraph',
                text: '${labels.page} ${page} ${labels.of} ${pages}',
                style: { size: 8.5, color: 'muted', align: 'right', spaceAfter: 0 },
              },
            ],
          },
        ],
      },
    ],
  },
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
              type: 'repeat',
              each: 'details',
              as: 'detail',
              content: [
                {
                  type: 'paragraph',
                  text: [{ text: '${detail.label}  ', color: 'muted', size: 9 }, { text: '${detail.value}' }],
                  style: { align: 'right', size: 9.5, spaceAfter: 1 },
                },
              ],
            },
          ],
        },
      ],
    },
    { type: 'spacer', height: 40 },
    {
      type: 'heading',
      level: 1,
      text: '${subject}',
      style: { size: 13, color: 'text', spaceAfter: 12, spaceBefore: 0 },
    },
    { type: 'paragraph', when: 'salutation', text: '${salutation}', style: { spaceAfter: 9 } },
    { type: 'insert', from: 'body' },
    {
      type: 'group',
      keepTogether: true,
      spaceBefore: 14,
      content: [
        { type: 'paragraph', when: 'closing', text: '${closing}', style: { spaceAfter: 4 } },
        {
          type: 'image',
          when: 'signature',
          document: { from: 'signature' },
          alt: '${signatory}',
          height: 40,
        },
        { type: 'spacer', when: '!signature', height: 34 },
        { type: 'paragraph', when: 'signatory', text: '${signatory}', style: { bold: true, spaceAfter: 0 } },
        {
          type: 'paragraph',
          when: 'signatoryRole',
          text: '${signatoryRole}',
          style: { color: 'muted', size: 9.5 },
        },
      ],
    },
    {
      type: 'group',
      when: 'enclosures',
      keepTogether: true,
      spaceBefore: 18,
      content: [
        { type: 'paragraph', text: '${labels.enclosures}', style: 'label' },
        {
          type: 'repeat',
          each: 'enclosures',
          as: 'enclosure',
          content: [{ type: 'paragraph', text: '${enclosure}', style: { size: 9.5, spaceAfter: 0 } }],
        },
      ],
    },
  ],
} as const;
