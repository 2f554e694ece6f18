/** Of addresses that open a page, a mail or a call, and nothing on the machine of the reader. */
const ADDRESS = /^(?:https?:\/\/[^/\\?#]|(?:mailto|tel):|#)/i;
const MAX_CHARACTERS = 2_000;

/**
 * Says why a link must not lead to an address, whether it comes from the model, its data or Markdown;
 * `undefined` if it may.
 */
export function findAddressProblem(address: string): string | undefined {
  if (address.length > MAX_CHARACTERS) return `A link has at most ${MAX_CHARACTERS} characters`;
  if (/[\s\p{C}]/u.test(address)) return 'A link holds no blanks, control or invisible characters';
  if (!ADDRESS.test(address) || /^(?:#|\w+:)$/.test(address))
    return 'Expected an address with http, https, mailto or tel, or # and the id of a heading';
  const isBroken = /^http/i.test(address) && !URL.canParse(address);
  return isBroken ? 'The link is not a valid address' : undefined;
}
