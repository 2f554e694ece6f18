import type { ElementTemplate, TemplateProperty } from '@jobwright/element-templates';
import type { FieldName, Modeler } from '@jobwright/modeler';
import { findProperty, toFieldName } from './fill-in.ts';
import {
  holds,
  listAccepted,
  listShown,
  listSimple,
  toStartValues,
  type Values,
} from './shown-properties.ts';

/** What a choice in a dropdown made of the panel, and what the template says. */
export interface Walked {
  readonly dropdown: string;
  readonly choice: string;
  readonly shown: readonly FieldName[];
  readonly expected: readonly FieldName[];
}

/** Chooses every option of every dropdown of the applied template. */
export async function walkDropdowns(
  { panel }: Modeler,
  template: ElementTemplate,
): Promise<readonly Walked[]> {
  let values = toStartValues(template);
  const walked: Walked[] = [];

  async function choose(property: TemplateProperty, value: string): Promise<void> {
    const name = property.choices?.find((choice) => choice.value === value)?.name ?? value;
    await panel.fillField(toFieldName(template, property), name);
    values = forgetHidden(template, { ...values, [property.id]: value });
  }

  /** Chooses what must be chosen for a dropdown to be there. */
  async function reveal(property: TemplateProperty): Promise<void> {
    for (const condition of listSimple(property.condition)) {
      const decisive = findProperty(template, condition.property);
      await reveal(decisive);
      const accepted = listAccepted(condition);
      if (!accepted.includes(String(values[decisive.id]))) await choose(decisive, accepted[0] ?? '');
    }
  }

  for (const property of template.properties.filter(({ type }) => type === 'Dropdown')) {
    await reveal(property);
    for (const { name, value, condition } of property.choices ?? []) {
      if (!holds(template, values, condition)) continue;
      await choose(property, value);
      walked.push({
        dropdown: property.id,
        choice: name,
        shown: await panel.listFields(),
        expected: listShown(template, values).map((each) => toFieldName(template, each)),
      });
    }
  }
  return walked;
}

/** A field that went away comes back as it was at the start. */
function forgetHidden(template: ElementTemplate, values: Values): Values {
  const start = toStartValues(template);
  return Object.fromEntries(
    template.properties.map((property) => [
      property.id,
      (holds(template, values, property.condition) ? values : start)[property.id],
    ]),
  );
}
