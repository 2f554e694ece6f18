/** A declaration must be within these bytes (HTML, 13.2.3.2). */
const PRESCAN_BYTES = 1024;
const IN_XML = /^<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;
const IN_HTML = /<meta\s[^>]{0,500}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** The charset that an XML or HTML document declares itself (XML 1.0, 4.3.3; `meta` of HTML). */
export function findDeclaredCharset(bytes: Uint8Array, mediaType: string): string | undefined {
  const isHtml = mediaType === 'text/html';
  if (!isHtml && bytes[0] !== LESS_THAN) return undefined;
  const start = Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const found = IN_XML.exec(start) ?? (isHtml ? IN_HTML.exec(start) : null);
  const charset = found?.[1]?.toLowerCase();
  // A declaration that can be read as ASCII is not in UTF-16.
  return charset?.startsWith('utf-16') === true ? 'utf-8' : charset;
}

const LESS_THAN = 0x3c;
