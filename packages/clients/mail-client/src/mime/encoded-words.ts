import type { Charsets } from './charsets.ts';

/**
 * Some write question marks into a word as they are. What looks like the beginning of another word ends it.
 */
const WORD = /=\?([^?\s]{1,100})\?([bq])\?((?:[^?=]|\?(?!=)|=(?!\?[^=]))*)\?=/gi;

/** Decodes the encoded words of a header text (RFC 2047, RFC 2231 5). What is none stays as it is. */
export function decodeWords(text: string, charsets: Charsets): string {
  if (!text.includes('=?')) return text;
  let decoded = '';
  let end = 0;
  /** Words next to each other are one text: some mail programs break it in the middle of a character. */
  let run: { readonly label: string; readonly bytes: Buffer[] } | undefined;
  const flush = (): void => {
    if (run !== undefined) decoded += onOneLine(charsets.decode(Buffer.concat(run.bytes), run.label));
    run = undefined;
  };
  for (const { 0: word, 1: charset = '', 2: encoding = '', 3: content = '', index } of text.matchAll(WORD)) {
    const between = text.slice(end, index);
    const label = charset.replace(/\*.*$/, '').toLowerCase();
    const isNext = run !== undefined && between.trim() === '';
    if (!isNext || run?.label !== label) flush();
    if (!isNext) decoded += between;
    run ??= { label, bytes: [] };
    run.bytes.push(encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64') : decodeQ(content));
    end = index + word.length;
  }
  flush();
  return decoded + text.slice(end);
}

/** A line break in a word would begin another header wherever the text is used. */
export const onOneLine = (text: string): string => text.replaceAll(/[^\P{Cc}\t]+/gu, ' ');

const decodeQ = (content: string): Buffer => {
  const bytes = Buffer.from(content.replaceAll('_', ' '));
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const hex = byte === 0x3d ? bytes.toString('latin1', at + 1, at + 3) : '';
    const isEscape = /^[0-9a-f]{2}$/i.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : byte;
    length += 1;
    if (isEscape) at += 2;
  }
  return bytes.subarray(0, length);
};
