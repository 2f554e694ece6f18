import { z } from 'zod';

/** One input field as a modeler sees it. */
export interface Field {
  /** Dotted, as the element template binds it, e.g. `authentication.token`. */
  readonly path: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
  readonly schema: z.core.$ZodType;
}

interface Unwrapped {
  readonly schema: z.core.$ZodType;
  readonly required: boolean;
  readonly title: string | undefined;
  readonly description: string | undefined;
}

/** Lists the fields of an input schema, unions and nested objects laid flat; what each is called comes from `.meta({ title, description })`. */
export function listFields(schema: z.core.$ZodType, prefix = ''): Field[] {
  const { schema: inner } = unwrap(schema);
  if (inner instanceof z.core.$ZodObject) {
    return Object.entries(inner._zod.def.shape).flatMap(([key, child]) => toFields(child, `${prefix}${key}`));
  }
  if (inner instanceof z.core.$ZodUnion) {
    return inner._zod.def.options.flatMap((option) => listFields(option, prefix));
  }
  return [];
}

function toFields(child: z.core.$ZodType, path: string): Field[] {
  const { schema, required, title, description } = unwrap(child);
  const nested = listFields(schema, `${path}.`);
  if (nested.length > 0 && title === undefined) return nested;
  return [{ path, label: title, description, required, schema }];
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  let current = schema;
  let required = true;
  let title: string | undefined;
  let description: string | undefined;
  for (;;) {
    const meta = z.core.globalRegistry.get(current);
    title ??= meta?.title;
    description ??= meta?.description;
    if (
      current instanceof z.core.$ZodOptional ||
      current instanceof z.core.$ZodDefault ||
      current instanceof z.core.$ZodPrefault
    ) {
      required = false;
      current = current._zod.def.innerType;
    } else if (current instanceof z.core.$ZodNullable || current instanceof z.core.$ZodReadonly) {
      current = current._zod.def.innerType;
    } else if (current instanceof z.core.$ZodPipe) {
      current =
        current._zod.def.in instanceof z.core.$ZodTransform ? current._zod.def.out : current._zod.def.in;
    } else {
      return { schema: current, required, title, description };
    }
  }
}
