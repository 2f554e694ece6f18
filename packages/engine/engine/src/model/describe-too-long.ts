/** As long as ids and names may be in a broker by default. */
const MAX_LENGTH = 255;

/** Why an id or a name is refused; undefined when it is short enough. */
export function describeTooLong(
  text: string,
  {
    part,
    owner,
    resourceName,
  }: { readonly part: 'ID' | 'name'; readonly owner: string; readonly resourceName: string },
): string | undefined {
  if (text.length <= MAX_LENGTH) return undefined;
  return `The ${part} of ${owner} must not be longer than the configured max-${part.toLowerCase()}-length of ${MAX_LENGTH} characters, but was '${text}' in resource '${resourceName}'`;
}
