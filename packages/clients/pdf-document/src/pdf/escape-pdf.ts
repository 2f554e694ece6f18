/** A text string of PDF, in UTF-16 as hexadecimal digits: needs no escaping anywhere. */
export function toHexText(text: string): string {
  let hex = 'FEFF';
  for (let index = 0; index < text.length; index += 1)
    hex += text.charCodeAt(index).toString(16).padStart(4, '0');
  return `<${hex}>`;
}

/** A number with at most three decimals. */
export const formatNumber = (value: number): string => String(Math.round(value * 1000) / 1000);

/** `#rgb` or `#rrggbb` as the operands of a color operator. */
export function formatColor(hex: string): string {
  const long = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join('') : hex.slice(1);
  const parts = [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16) / 255);
  return parts.map(formatNumber).join(' ');
}
