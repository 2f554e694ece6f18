import { encode as encodeBase64, wrap as wrapBase64 } from 'nodemailer/lib/base64';
import type MimeNode from 'nodemailer/lib/mime-node';
import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp';

/**
 * The bytes of a message whose parts are all in memory, as `createReadStream` of nodemailer gives them, which
 * takes a dozen streams for that (a line may be broken elsewhere when a blank ends the text); `undefined`
 * when a part has to be read from elsewhere.
 */
export function renderMessage(message: MimeNode): Buffer | undefined {
  const texts: string[] = [];
  if (!renderNode(message, texts)) return undefined;
  const text = texts.join('');
  return Buffer.from(text.endsWith('\n') ? text : `${text}\r\n`);
}

function renderNode(node: MimeNode, texts: string[]): boolean {
  texts.push(node.buildHeaders(), '\r\n\r\n');
  const encoding = node.getHeader('Content-Transfer-Encoding');
  const { content } = node;
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    if (encoding === 'base64') texts.push(wrapBase64(encodeBase64(content)));
    else if (encoding === 'quoted-printable') texts.push(wrapQuoted(encodeQuoted(content)));
    else if (typeof content === 'string') texts.push(content);
    else return false;
  } else if (content !== undefined) return false;
  if (typeof node.boundary !== 'string') return true;
  for (const [index, child] of node.childNodes.entries()) {
    texts.push(`${index === 0 ? '' : '\r\n'}--${node.boundary}\r\n`);
    if (!renderNode(child, texts)) return false;
  }
  texts.push(`\r\n--${node.boundary}--\r\n`);
  return true;
}
