/** One name in every spelling that code needs. */
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
 * Parses a name given in kebab-case or camelCase.
 * @param what what is named, for the message of the error
 * @throws Error that says which names are valid
 */
export function parseName(what: string, name: string): Names {
  const kebab = name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(kebab) || kebab.length > 60) {
    throw new Error(
      `The ${what} ${JSON.stringify(name)} is not valid: use letters, digits and single hyphens, starting with a letter, e.g. send-message`,
    );
  }
  const words = kebab.split('-');
  const pascal = words.map(capitalize).join('');
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  if (RESERVED.has(camel)) {
    throw new Error(
      `The ${what} ${JSON.stringify(name)} is a reserved word of JavaScript: add a word, e.g. ${kebab}-item`,
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
