import type { Pattern } from './pattern.ts';

type Groups = Pick<Pattern, 'groupCount' | 'groupNames'>;

/**
 * Texts and numbers of groups: `$1`, `${name}`; a backslash takes the next character as it is. `undefined`
 * where a group is not there or the text ends too early.
 */
export function parseReplacement(
  replacement: string,
  groups: Groups,
): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  let index = 0;
  while (index < replacement.length) {
    const character = replacement.charAt(index);
    const special = character === '\\' ? replacement.charAt(index + 1) : character;
    if (character !== '$') {
      if (special === '') return undefined;
      parts.push(special);
      index += character === '\\' ? 2 : 1;
      continue;
    }
    const reference = readReference(replacement.slice(index + 1), groups);
    if (!reference) return undefined;
    parts.push(reference.group);
    index += 1 + reference.length;
  }
  return parts;
}

function readReference(
  text: string,
  { groupCount, groupNames }: Groups,
): { readonly group: number; readonly length: number } | undefined {
  const name = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(text);
  if (name) {
    const group = groupNames.get(name[1] ?? '');
    return group === undefined ? undefined : { group, length: name[0].length };
  }
  const digits = /^\d+/.exec(text)?.[0] ?? '';
  let length = digits.length;
  while (length > 1 && Number(digits.slice(0, length)) > groupCount) length -= 1;
  const group = Number(digits.slice(0, length));
  return digits === '' || group > groupCount ? undefined : { group, length };
}
