const whitespace = new Set(
  '\t \u00a0\u0085\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\n\v\f\r',
);
const nameStart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;
// Names may hold control characters that are no whitespace: the engine counts them as ignorable.
const namePart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\u0000-\u0008\u000e-\u001b\u007f-\u009f]/u;

export function isWhitespace(character: string): boolean {
  return whitespace.has(character);
}

export function isNameStart(character: string): boolean {
  return nameStart.test(character);
}

export function isNamePart(character: string): boolean {
  return namePart.test(character) && !whitespace.has(character);
}

export function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}
