/** A certificate in landscape with a frame, signatures and a code to check it. */
export const CERTIFICATE = {
  frame: { color: 'accent', inset: 26 },
  content: [
    { type: 'spacer', height: 26 },
    {
      type: 'image',
      when: 'logo',
      document: { from: 'logo' },
      alt: '${issuer}',
      height: 46,
      align: 'center',
    },
    {
      type: 'paragraph',
      when: '!logo',
      text: '${issuer}',
      style: { align: 'center', bold: true, size: 14, color: 'muted' },
    },
    { type: 'spacer', height: 20 },
    {
      type: 'heading',
      level: 1,
      text: '${title}',
      style: { size: 36, align: 'center', spaceBefore: 0, spaceAfter: 16 },
    },
    { type: 'paragraph', text: '${certifies}', style: { align: 'center', size: 13, color: 'muted' } },
    {
      type: 'paragraph',
      text: '${recipient}',
      style: { align: 'center', size: 28, bold: true, spaceBefore: 10, spaceAfter: 12 },
    },
    { type: 'rule', color: 'accent', thickness: 0.75, spaceBefore: 0, spaceAfter: 14 },
    { type: 'paragraph', text: '${text}', style: { align: 'center', size: 13, lineHeight: 1.5 } },
    {
      type: 'paragraph',
      when: 'details',
      text: '${details}',
      style: { align: 'center', size: 10.5, color: 'muted' },
    },
    { type: 'spacer', height: 34 },
    {
      type: 'columns',
      gap: 30,
      columns: [
        {
          width: '*',
          content: [
            { type: 'spacer', height: 34 },
            {
              type: 'paragraph',
              text: '${placeAndDate}',
              style: { size: 11, align: 'center', spaceAfter: 4 },
            },
            { type: 'rule', color: 'muted', thickness: 0.5, spaceBefore: 0, spaceAfter: 4 },
            {
              type: 'paragraph',
              text: '${labels.date}',
              style: { size: 8.5, color: 'muted', align: 'center' },
            },
          ],
        },
        { width: '*', content: [{ type: 'insert', from: 'firstSignature' }] },
        { width: '*', content: [{ type: 'insert', from: 'secondSignature' }] },
        {
          width: 84,
          content: [
            {
              type: 'qrCode',
              when: 'verifyUrl',
              value: '${verifyUrl}',
              size: 62,
              align: 'center',
              alt: '${labels.verify}: ${verifyUrl}',
            },
            {
              type: 'paragraph',
              when: 'verifyUrl',
              text: '${labels.verify}',
              style: { size: 7.5, color: 'muted', align: 'center', spaceAfter: 0 },
            },
          ],
        },
      ],
    },
    {
      type: 'paragraph',
      when: 'number',
      text: '${labels.certificateNumber} ${number}',
      style: { size: 8.5, color: 'muted', align: 'center', spaceBefore: 10 },
    },
  ],
} as const;
