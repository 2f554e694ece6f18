import { createHash, createVerify } from 'node:crypto';

const relax = (text: string): string => text.replaceAll(/[ \t]+/g, ' ');

/**
 * Checks a relaxed/relaxed rsa-sha256 signature as RFC 6376 tells, with the public key that would be in the
 * DNS.
 */
export function verifyDkim(raw: string, publicKey: string) {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const relaxHeader = (header: string): string => {
    const colon = header.indexOf(':');
    const value = relax(header.slice(colon + 1).replaceAll('\r\n', '')).trim();
    return `${header.slice(0, colon).toLowerCase().trim()}:${value}`;
  };
  const body = raw
    .slice(end + 4)
    .split('\r\n')
    .map((line) => relax(line).replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)*$/, '\r\n');
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tags = new Map(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag) => tag.replaceAll(/\s+/g, ''))
      .map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );
  const named = (name: string): string[] => {
    const found = headers.findLast((header) => header.toLowerCase().startsWith(`${name}:`));
    return found === undefined ? [] : [relaxHeader(found)];
  };
  const signed = [
    ...(tags.get('h') ?? '').split(':').flatMap(named),
    relaxHeader(signature.replace(/\bb=[^;]*$/, 'b=')),
  ].join('\r\n');
  return {
    domain: tags.get('d'),
    selector: tags.get('s'),
    signedHeaders: (tags.get('h') ?? '').split(':'),
    bodyMatches: createHash('sha256').update(body, 'latin1').digest('base64') === tags.get('bh'),
    headersMatch: createVerify('RSA-SHA256')
      .update(signed, 'latin1')
      .verify(publicKey, tags.get('b') ?? '', 'base64'),
  };
}
