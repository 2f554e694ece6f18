/** A report with a title page, chapters and page numbers. */
export const REPORT = {
  header: { first: null, rest: { left: '${title}', right: '${organization}', rule: true } },
  footer: {
    first: null,
    rest: {
      left: '${note}',
      center: '${dateText}',
      right: '${labels.page} ${page} ${labels.of} ${pages}',
      rule: true,
    },
  },
  content: [
    { type: 'image', when: 'logo', document: { from: 'logo' }, alt: '${organization}', height: 40 },
    { type: 'spacer', height: 150 },
    { type: 'rule', color: 'accent', thickness: 3, spaceBefore: 0, spaceAfter: 20 },
    { type: 'paragraph', text: '${title}', style: 'title' },
    { type: 'paragraph', when: 'subtitle', text: '${subtitle}', style: 'subtitle' },
    { type: 'spacer', height: 24 },
    {
      type: 'repeat',
      each: 'facts',
      as: 'fact',
      content: [{ type: 'paragraph', text: '${fact}', style: { size: 11, color: 'muted', spaceAfter: 2 } }],
    },
    {
      type: 'group',
      when: 'summary',
      background: 'soft',
      padding: 16,
      spaceBefore: 60,
      content: [
        {
          type: 'paragraph',
          text: '${labels.summary}',
          style: { size: 12, bold: true, color: 'accent', spaceAfter: 6 },
        },
        { type: 'insert', from: 'summary' },
      ],
    },
    { type: 'pageBreak' },
    {
      type: 'repeat',
      each: 'sections',
      as: 'section',
      content: [
        { type: 'heading', level: 1, text: '${section.title}' },
        { type: 'insert', from: 'section.body' },
      ],
    },
  ],
} as const;
