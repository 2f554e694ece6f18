/** One name in the spellings that code needs. */
export interface Names {
  /** `send-message` */
  readonly kebab: string;
  /** `sendMessage` */
  readonly camel: string;
  /** `SendMessage` */
  readonly pascal: string;
  /** `SEND_MESSAGE` */
  readonly constant: string;
  /** `Send message` */
  readonly title: string;
}

const RESERVED = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield'.split(
    ' ',
  ),
);

/**
 * Spells a name that is given in kebab-case or camelCase.
 * @throws Error that says what a name may be
 */
export function parseName(what: string, name: string): Names {
  const kebab = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > 60) {
    throw new Error(
      `The ${what} ${JSON.stringify(name)} cannot be used: give letters, digits and single hyphens, a letter first, e.g. send-message`,
    );
  }
  const words = kebab.split('-');
  const pascal = words.map(capitalize).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  if (RESERVED.has(camel)) {
    throw new Error(
      `The ${what} ${JSON.stringify(name)} is a word of JavaScript: add to it, e.g. ${kebab}-item`,
    );
  }
  return {
    kebab,
    camel,
    pascal,
    constant: words.join('_').toUpperCase(),
    title: capitalize(words.join(' ')),
  };
}

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
