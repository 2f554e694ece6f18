import { createRequire } from 'node:module';
import type { AnyTemplate } from '../../src/testing/apply-template.ts';

type Value = string | number | boolean;

interface Condition {
  readonly property?: string;
  readonly isEmpty?: boolean;
  readonly allMatch?: readonly Condition[];
}

interface Property {
  readonly id?: string;
  readonly type: string;
  readonly value?: Value;
  readonly choices?: readonly { readonly value: string }[];
  readonly condition?: Condition;
  readonly binding: { readonly type: string; readonly name?: string; readonly key?: string };
}

export interface EmailTemplate extends AnyTemplate {
  readonly version: number;
  readonly properties: readonly Property[];
}

/** Every published version of the official email template, the oldest first. */
export function readEmailTemplates(): readonly EmailTemplate[] {
  const all = createRequire(import.meta.url)(
    '@camunda/connectors-element-templates/src/element-templates/email-outbound-connector.json',
  ) as readonly EmailTemplate[];
  return all
    .filter(({ id }) => id === 'io.camunda.connectors.email.v1')
    .sort((one, other) => one.version - other.version);
}

const inputNameOf = ({ binding }: Property): string | undefined =>
  binding.name ?? (binding.key === undefined ? undefined : `header ${binding.key}`);

export const offers = (template: EmailTemplate, name: string): boolean =>
  template.properties.some((property) => inputNameOf(property) === name);

/** Protocol and action of everything that a version offers. */
export function listActions({ properties }: EmailTemplate): readonly (readonly [string, string])[] {
  return ['imap', 'pop3', 'smtp'].flatMap((protocol) => {
    const chooser = properties.find(
      (property) => inputNameOf(property) === `data.${protocol}ActionDiscriminator`,
    );
    return (chooser?.choices ?? []).map(({ value }) => [protocol, value] as const);
  });
}

const ACCOUNT = 'emailAccountConfiguration';

/**
 * The template after its fields were filled in, by the names of the inputs. A name that it does not offer is
 * a mistake of the test. Fields of the type `Configuration`, and conditions on whether one is empty, are
 * newer than the command that applies templates: what a modeler makes of them is done here.
 */
export function fillIn(
  template: EmailTemplate,
  values: Readonly<Record<string, Value | undefined>>,
): EmailTemplate {
  const unknown = Object.keys(values).filter((name) => !offers(template, name));
  if (unknown.length > 0) throw new Error(`Version ${template.version} has no field ${unknown.join(', ')}`);
  const hasAccount = values[ACCOUNT] !== undefined;
  const properties = template.properties.flatMap((property): Property[] => {
    const value = values[inputNameOf(property) ?? ''];
    const filled = value === undefined ? property : { ...property, value: toTyped(value, property) };
    if (property.id === ACCOUNT) return hasAccount ? [{ ...filled, type: 'Hidden' }] : [];
    const { condition, ...rest } = filled;
    const parts = condition === undefined ? [] : (condition.allMatch ?? [condition]);
    if (!parts.every((part) => part.property !== ACCOUNT || part.isEmpty === !hasAccount)) return [];
    const [only, ...others] = parts.filter((part) => part.property !== ACCOUNT);
    if (only === undefined) return [rest];
    return [{ ...rest, condition: others.length === 0 ? only : { allMatch: [only, ...others] } }];
  });
  return { ...template, properties };
}

/** The first version has texts where later ones have numbers. */
const toTyped = (value: Value, { type }: Property): Value => (type === 'Number' ? value : String(value));
