declare module '#libmime' {
  const libmime: {
    /** Decodes encoded words (RFC 2047) in a header value. */
    decodeWords(text: string): string;
    /** Joins the lines of `format=flowed` text (RFC 3676). */
    decodeFlowed(text: string, delSp?: boolean): string;
  };
  export default libmime;
}
