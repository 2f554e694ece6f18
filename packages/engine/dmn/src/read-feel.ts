import { type ModdleElement, type Problem, readText } from '@jobwright/bpmn-model';
import { compileTyped, FeelError, type FeelVersion } from '@jobwright/feel';

/** Where problems go, and how the element of the problem is called in them. */
export interface Reading {
  readonly problems: Problem[];
  /** The id of the decision or business knowledge model. */
  readonly path: string;
  /** Texts that have been compiled without an error. */
  readonly checked: Set<string>;
  readonly version: FeelVersion;
}

const FEEL_LANGUAGES = new Set([
  'feel',
  'http://www.omg.org/spec/feel/20140401',
  'http://www.omg.org/spec/dmn/20180521/feel/',
  'https://www.omg.org/spec/dmn/20191111/feel/',
  'https://www.omg.org/spec/dmn/20211108/feel/',
  'https://www.omg.org/spec/dmn/20230324/feel/',
]);

const describe = (element: ModdleElement | undefined, fallback: string): string => {
  const id = element && readText(element, 'id');
  return id === undefined ? fallback : `'${id}'`;
};

/** A FEEL expression. `what` names it where it has no id. */
export function readFeel(reading: Reading, element: ModdleElement | undefined, what: string): string {
  const text = element && readText(element, 'text')?.trim();
  if (!element || !text) {
    report(reading, `The expression ${describe(element, `of ${what}`)} must not be empty`);
    return 'null';
  }
  check(reading, { element, text, grammar: 'expression' });
  return text;
}

/** The unary tests of a cell. Empty ones, which are satisfied by everything, are `-`. */
export function readTests(reading: Reading, element: ModdleElement): string {
  const text = readText(element, 'text')?.trim() ?? '';
  if (text === '' || text === '-') return '-';
  check(reading, { element, text, grammar: 'unary tests' });
  return text;
}

function check(
  reading: Reading,
  {
    element,
    text,
    grammar,
  }: {
    readonly element: ModdleElement;
    readonly text: string;
    readonly grammar: 'expression' | 'unary tests';
  },
): void {
  const language = readText(element, 'expressionLanguage');
  if (language !== undefined && !FEEL_LANGUAGES.has(language.toLowerCase()))
    return report(reading, `The expression language '${language}' is not supported: use FEEL`);
  const known = `${grammar} ${text}`;
  if (reading.checked.has(known)) return;
  try {
    compileTyped(text, { grammar, version: reading.version });
    reading.checked.add(known);
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    const kind = grammar === 'expression' ? 'expression' : 'unary-tests';
    report(reading, `FEEL ${kind}: failed to parse expression '${shorten(text)}': ${error.message}`);
  }
}

export function report({ problems, path }: Reading, message: string): void {
  problems.push({ path, message });
}

const MAX_SHOWN = 200;
const shorten = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text);
