import iconv from 'iconv-lite';

/**
 * Not charsets of the web: encodings of binary data, and `utf7`, which changes what others read as plain
 * text.
 */
const NO_CHARSETS =
  /^(?:base64|hex|binary|utf-?7(?:-?imap)?|unicode-?1-?1-?utf-?7|x-unicode-?2-?0-?utf-?7|ucs-?2|cesu-?8|default\w*|\d+)$/i;

/** Whether the library knows a charset by this name. */
export const isIconvCharset = (label: string): boolean =>
  label.length <= 50 && /^[\w.:+-]+$/.test(label) && !NO_CHARSETS.test(label) && iconv.encodingExists(label);
