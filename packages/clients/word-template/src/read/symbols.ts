/** Characters of symbol fonts (F000 to F0FF) that bullets and check boxes use, as Unicode has them. */
const SYMBOLS: Readonly<Record<string, string>> = {
  b7: '•',
  a7: '▪',
  a8: '◻',
  d8: '➢',
  fc: '✓',
  fb: '✗',
  fe: '☑',
  fd: '☒',
  '6f': '□',
  '6e': '■',
  '6c': '●',
  '71': '❑',
  '76': '❖',
  '9f': '•',
  '2d': '–',
  ae: '→',
  e0: '→',
};

const PRIVATE = /[\uF000-\uF0FF]/g;

/** A text in which characters of symbol fonts are those of Unicode. */
export const replaceSymbols = (text: string): string =>
  text.replaceAll(PRIVATE, (character) => findSymbol(character.charCodeAt(0)) ?? '•');

/** The character of a code of a symbol font; `undefined` where it is not known. */
export const findSymbol = (code: number): string | undefined => SYMBOLS[(code & 0xff).toString(16)];
