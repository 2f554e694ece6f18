// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- dmn-moddle has no typings; packages that check these sources need ours too
/// <reference path="./dmn-moddle.d.ts" />
import {
  checkXml,
  isModdleElement,
  type ModdleElement,
  ModelError,
  type Problem,
} from '@jobwright/bpmn-model';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { FeelVersion } from '@jobwright/feel';
import { DmnModdle } from 'dmn-moddle';
import { checkRequirements } from './check-requirements.ts';
import type { DmnModel } from './dmn-model.ts';
import { DEFAULT_VERSION } from './default-version.ts';
import { describeWarning } from './describe-warning.ts';
import { readDefinitions } from './read-definitions.ts';
import { unifyNamespaces } from './unify-namespaces.ts';

const MAX_CHARACTERS = 10_000_000;

/** The version tag of a decision is the only element of Zeebe's that DMN files have. */
const zeebe = {
  name: 'Zeebe',
  prefix: 'zeebe',
  uri: 'http://camunda.org/schema/zeebe/1.0',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'VersionTag',
      superClass: ['Element'],
      properties: [{ name: 'value', type: 'String', isAttr: true }],
    },
  ],
  associations: [],
};

/** A DMN file that can be evaluated, or every reason that it cannot. */
export type ParsedDmn =
  | { readonly ok: true; readonly model: DmnModel }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Limits and the FEEL for reading a file. */
export interface ParseDmnOptions {
  /** Default 10,000,000. */
  readonly maxCharacters?: number;
  /** The Camunda version whose FEEL to use. Default `8.10`. */
  readonly version?: FeelVersion;
}

const refuse = (message: string): ParsedDmn => ({
  ok: false,
  problems: [{ path: 'definitions', message }],
});

/**
 * Reads a DMN file of version 1.1 to 1.5 and compiles its expressions. What Camunda's decision engine does
 * not evaluate is refused. As with BPMN, files that no modeler creates can take long: read files from others
 * in a thread that you can stop.
 * @example
 * import { readFile } from 'node:fs/promises';
 *
 * const parsed = await parseDmn(await readFile('discount.dmn', 'utf8'));
 * if (!parsed.ok) throw new Error(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join());
 * const result = createDecisionEngine(parsed.model).evaluate('discount', { customer: 'gold', total: 250 });
 */
export async function parseDmn(xml: string, options: ParseDmnOptions = {}): Promise<ParsedDmn> {
  const { maxCharacters = MAX_CHARACTERS, version = DEFAULT_VERSION } = options;
  if (xml.length > maxCharacters)
    return refuse(`The file has ${xml.length} characters, at most ${maxCharacters} are read`);
  const document = await readDocument(xml);
  if (!document.ok) return refuse(document.message);
  if (document.problems.length > 0) return { ok: false, problems: document.problems };
  const reading = readDefinitions(document.definitions, version);
  const problems = [...reading.problems, ...checkRequirements(reading.model)];
  return problems.length === 0 ? { ok: true, model: reading.model } : { ok: false, problems };
}

type DmnDocument =
  | { readonly ok: true; readonly definitions: ModdleElement; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly message: string };

async function readDocument(xml: string): Promise<DmnDocument> {
  try {
    checkXml(xml, { format: 'DMN' });
    const { rootElement, warnings } = await new DmnModdle({ zeebe }).fromXML(unifyNamespaces(xml));
    if (!isModdleElement(rootElement)) return { ok: false, message: 'The file has no root element' };
    return { ok: true, definitions: rootElement, problems: warnings.flatMap(describeWarning) };
  } catch (error) {
    if (error instanceof ModelError) return { ok: false, message: error.message };
    const reason = toErrorMessage(error).replace(/\s+/g, ' ').trim();
    return { ok: false, message: `The file is not DMN: ${reason}` };
  }
}
