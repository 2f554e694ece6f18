import type { Field } from '@jobwright/connector-sdk';
import { z } from 'zod';
import type { TemplateProperty } from './element-template.ts';

/** How a modeler lets people fill a field in. */
export type Control = Pick<TemplateProperty, 'type' | 'feel'>;

/** The texts a schema consists of, when it is nothing but a choice between them. */
export function listChoices(schema: z.core.$ZodType): readonly string[] | undefined {
  if (schema instanceof z.core.$ZodEnum) return onlyTexts(Object.values(schema._zod.def.entries));
  if (schema instanceof z.core.$ZodLiteral) return onlyTexts(schema._zod.def.values);
  if (schema instanceof z.core.$ZodUnion && !(schema instanceof z.core.$ZodDiscriminatedUnion)) {
    const choices = schema._zod.def.options.map(listChoices);
    return choices.every((option) => option !== undefined) ? choices.flat() : undefined;
  }
  return undefined;
}

const onlyTexts = (values: readonly unknown[]): readonly string[] | undefined => {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === values.length ? texts : undefined;
};

export function chooseControl({ schema, metadata }: Field): Control {
  const control = deriveControl(schema);
  const feel = metadata.feel ?? control.feel;
  const type = metadata.multiline === true && control.type === 'String' ? 'Text' : control.type;
  return feel === undefined || feel === 'none' ? { type } : { type, feel };
}

function deriveControl(schema: z.core.$ZodType): Control {
  if (listChoices(schema) !== undefined) return { type: 'Dropdown' };
  if (schema instanceof z.core.$ZodBoolean) return { type: 'Boolean', feel: 'static' };
  if (schema instanceof z.core.$ZodNumber) return { type: 'Number', feel: 'static' };
  return { type: 'String', feel: canBeText(schema) ? 'optional' : 'required' };
}

/** Maps, lists and what may be anything are written as FEEL. */
function canBeText(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.core.$ZodDiscriminatedUnion) return false;
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.some(canBeText);
  if (schema instanceof z.core.$ZodPipe) return canBeText(schema._zod.def.in);
  return ![
    z.core.$ZodObject,
    z.core.$ZodRecord,
    z.core.$ZodMap,
    z.core.$ZodArray,
    z.core.$ZodTuple,
    z.core.$ZodSet,
    z.core.$ZodIntersection,
    z.core.$ZodLazy,
    z.core.$ZodUnknown,
    z.core.$ZodAny,
  ].some((composite) => schema instanceof composite);
}
