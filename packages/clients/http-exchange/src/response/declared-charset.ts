/** Where a declaration has to be (HTML, 13.2.3.2). */
const PRESCAN_BYTES = 1024;
const IN_XML = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;
const IN_HTML = /<meta\s[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** What an XML or HTML document says of itself where the response does not: XML 1.0, 4.3.3; the `meta` of HTML. */
export function findDeclaredCharset(bytes: Uint8Array, mediaType: string): string | undefined {
  const isHtml = mediaType === 'text/html';
  if (!isHtml && bytes[0] !== LESS_THAN) return undefined;
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const found = IN_XML.exec(start) ?? (isHtml ? IN_HTML.exec(start) : null);
  const charset = found?.[1]?.toLowerCase();
  // Who could read this as ASCII does not read UTF-16.
  return charset?.startsWith('utf-16') === true ? 'utf-8' : charset;
}

const LESS_THAN = 0x3c;
