/** The hash code of a text as Java computes it: a whole number of 32 bits. */
export function hashText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1)
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
