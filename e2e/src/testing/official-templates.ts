import { createRequire } from 'node:module';
import type { AnyTemplate } from './apply-template.ts';

type Value = string | number | boolean;

interface Condition {
  readonly property?: string;
  readonly isEmpty?: boolean;
  readonly allMatch?: readonly Condition[];
}
interface OfficialProperty {
  readonly id?: string;
  readonly type: string;
  readonly value?: Value;
  readonly choices?: readonly { readonly value: string }[];
  readonly condition?: Condition;
  readonly binding: {
    readonly type: string;
    readonly name?: string;
    readonly key?: string;
    readonly property?: string;
  };
}
export interface OfficialTemplate extends AnyTemplate {
  readonly version?: number;
  readonly properties: readonly OfficialProperty[];
}

/** Every published version of an official template, the oldest first. */
export function readOfficialTemplates(file: string): readonly OfficialTemplate[] {
  const templates = createRequire(import.meta.url)(
    `@camunda/connectors-element-templates/src/element-templates/${file}`,
  ) as readonly OfficialTemplate[];
  return [...templates].sort((one, other) => (one.version ?? 0) - (other.version ?? 0));
}

/** What names a version in the title of a test and in paths, e.g. `HttpJson.v2-17`. */
export const toVersionName = ({ id, version }: OfficialTemplate): string =>
  `${id.replace('io.camunda.connectors.', '')}-${version ?? 'first'}`;

/** The name of an input, or `header NAME`, or `retries`: the same in every version, unlike ids. */
const toName = ({ binding }: OfficialProperty): string | undefined =>
  binding.name ?? (binding.key === undefined ? binding.property : `header ${binding.key}`);

export const offers = (template: OfficialTemplate, name: string): boolean =>
  template.properties.some((property) => toName(property) === name);

/** What a dropdown lets one choose, or the one value of a hidden field. */
export const listChoices = (template: OfficialTemplate, name: string): readonly string[] =>
  template.properties
    .filter((property) => toName(property) === name)
    .flatMap(({ choices, value }) => choices?.map((choice) => choice.value) ?? [String(value)]);

/** The template after its fields were filled in; a name that it does not offer is a mistake of the test. */
export function fillIn(
  template: OfficialTemplate,
  values: Readonly<Record<string, Value>>,
): OfficialTemplate {
  const unknown = Object.keys(values).filter((name) => !offers(template, name));
  if (unknown.length > 0) throw new Error(`${toVersionName(template)} has no field ${unknown.join(', ')}`);
  const properties = template.properties.map((property) => {
    const value = values[toName(property) ?? ''];
    return value === undefined ? property : { ...property, value };
  });
  return settleCredential({ ...template, properties });
}

const CREDENTIAL = 'authenticationConfiguration';

/**
 * Fields of the type `Configuration`, and conditions on whether one is empty, are newer than the command that
 * applies templates. What a modeler would make of them: the fields whose condition holds, and a plain field
 * for the choice.
 */
function settleCredential(template: OfficialTemplate): OfficialTemplate {
  const isChosen = template.properties.some(({ id, value }) => id === CREDENTIAL && value !== undefined);
  const properties = template.properties.flatMap((property) => {
    if (property.id === CREDENTIAL) return isChosen ? [{ ...property, type: 'Hidden' }] : [];
    const { condition, ...rest } = property;
    if (condition === undefined) return [property];
    const parts = condition.allMatch ?? [condition];
    const others = parts.filter(({ property: id }) => id !== CREDENTIAL);
    const holds = parts.every(({ property: id, isEmpty }) => id !== CREDENTIAL || isEmpty === !isChosen);
    if (!holds) return [];
    if (others.length === 0) return [rest];
    return [{ ...rest, condition: others.length === 1 ? others[0] : { allMatch: others } }];
  });
  return { ...template, properties };
}
