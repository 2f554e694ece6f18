// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- libmime has no typings; packages that check these sources need ours too
/// <reference path="./libmime.d.ts" />

/** Encoded words and flowed text; loaded when an email has them, with all its character sets. */
export const loadLibmime = async () => (await import('#libmime')).default;
