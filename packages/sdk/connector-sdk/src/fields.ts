import { z } from 'zod';
import type { FieldMetadata } from './field-metadata.ts';

/** What a modeler takes an input for that a task does not have yet. */
const NOT_GIVEN = '';

/** Another field that must have one of these values for a field to count; `''` is that it was not given. */
export interface FieldCondition {
  readonly path: string;
  readonly values: readonly string[];
}

/** One input field as a modeler sees it. */
export interface Field {
  /** Dotted, as the element template binds it, e.g. `authentication.token`. */
  readonly path: string;
  readonly label: string | undefined;
  readonly description: string | undefined;
  readonly required: boolean;
  /** Whether an object or union around it may be left out, and the field with it. */
  readonly isOptionalWithin: boolean;
  /** What the input is when it is left out. */
  readonly defaultValue: unknown;
  /** All of them must hold: the options of unions the field is in, and what `showWhen` says. */
  readonly conditions: readonly FieldCondition[];
  /**
   * Whether a discriminated union chooses its option by this field; its literal is then the value of that
   * option.
   */
  readonly chooses: boolean;
  readonly metadata: FieldMetadata;
  readonly schema: z.core.$ZodType;
}

interface FieldContext {
  readonly prefix: string;
  readonly conditions: readonly FieldCondition[];
  /** What objects and unions hand down to their fields. */
  readonly inherited: FieldMetadata;
  /** Paths by which the unions around choose. */
  readonly discriminators: readonly string[];
  readonly isOptional: boolean;
}

/**
 * Lists the fields of an input schema, unions and nested objects laid flat; what each is called comes from
 * `.meta({ title, description })`.
 */
export function listFields(schema: z.core.$ZodType): Field[] {
  return listWithin(schema, {
    prefix: '',
    conditions: [],
    inherited: {},
    discriminators: [],
    isOptional: false,
  });
}

function listWithin(schema: z.core.$ZodType, outer: FieldContext): Field[] {
  const { schema: inner, metadata } = unwrap(schema);
  const around = fieldContext(metadata, outer);
  if (inner instanceof z.core.$ZodObject) {
    return Object.entries(inner._zod.def.shape).flatMap(([key, child]) => listOwnFields(key, child, around));
  }
  if (inner instanceof z.core.$ZodDiscriminatedUnion) {
    const { discriminator, options } = inner._zod.def;
    const path = `${around.prefix}${discriminator}`;
    const { addedLater = false, value = '' } = around.inherited.discriminator ?? {};
    return options.flatMap((option) => {
      const own = listTexts(option._zod.propValues?.[discriminator]);
      const values = addedLater && own.includes(value) ? [...own, NOT_GIVEN] : own;
      const conditions = [...around.conditions, { path, values }];
      return listWithin(option, { ...around, conditions, discriminators: [...around.discriminators, path] });
    });
  }
  if (inner instanceof z.core.$ZodUnion) {
    return inner._zod.def.options.flatMap((option) => listWithin(option, around));
  }
  return [];
}

function listOwnFields(key: string, child: z.core.$ZodType, outer: FieldContext): Field[] {
  const path = `${outer.prefix}${key}`;
  const { schema, metadata, defaultValue } = unwrap(child);
  const required = !acceptsNothing(child);
  const isOptional = outer.isOptional || !required;
  const nested = listWithin(child, { ...outer, prefix: `${path}.`, isOptional });
  if (nested.length > 0 && metadata.title === undefined) return nested;
  const around = fieldContext(metadata, outer);
  return [
    {
      path,
      label: metadata.title,
      description: metadata.description,
      required,
      isOptionalWithin: outer.isOptional,
      defaultValue,
      conditions: conditionsOf(path, around),
      chooses: around.discriminators.includes(path),
      metadata: { ...around.inherited, ...metadata },
      schema,
    },
  ];
}

/** What chooses an option depends on nothing that is chosen within it. */
function conditionsOf(path: string, { conditions, discriminators }: FieldContext): readonly FieldCondition[] {
  const at = conditions.findIndex((condition) => condition.path === path);
  return conditions.filter(
    (condition, index) =>
      condition.path !== path && (at === -1 || index < at || !discriminators.includes(condition.path)),
  );
}

const fieldContext = (metadata: FieldMetadata, outer: FieldContext): FieldContext => {
  const { group, discriminator, hidden, showWhen = {} } = metadata;
  return {
    ...outer,
    conditions: [
      ...outer.conditions,
      ...Object.entries(showWhen).map(([path, values]) => ({ path, values })),
    ],
    inherited: {
      ...outer.inherited,
      ...(group === undefined ? {} : { group }),
      ...(discriminator === undefined ? {} : { discriminator }),
      ...(hidden === undefined ? {} : { hidden }),
    },
  };
};

const listTexts = (values: Iterable<unknown> | undefined): readonly string[] =>
  [...(values ?? [])].filter((value) => typeof value === 'string');

/** A schema whose own code cannot cope with nothing wants something. */
function acceptsNothing(schema: z.core.$ZodType): boolean {
  try {
    return z.core.safeParse(schema, undefined).success;
  } catch {
    return false;
  }
}

interface Unwrapped {
  readonly schema: z.core.$ZodType;
  readonly metadata: FieldMetadata;
  readonly defaultValue: unknown;
}

/** What is inside optional, default, pipe and the like; the outermost metadata counts. */
function unwrap(schema: z.core.$ZodType): Unwrapped {
  let current = schema;
  let metadata: FieldMetadata = {};
  let defaultValue: unknown;
  for (;;) {
    metadata = { ...z.core.globalRegistry.get(current), ...metadata };
    if (current instanceof z.core.$ZodDefault || current instanceof z.core.$ZodPrefault) {
      defaultValue ??= current._zod.def.defaultValue;
      current = current._zod.def.innerType;
    } else if (
      current instanceof z.core.$ZodOptional ||
      current instanceof z.core.$ZodNullable ||
      current instanceof z.core.$ZodNonOptional ||
      current instanceof z.core.$ZodCatch ||
      current instanceof z.core.$ZodReadonly
    ) {
      current = current._zod.def.innerType;
    } else if (current instanceof z.core.$ZodPipe) {
      current =
        current._zod.def.in instanceof z.core.$ZodTransform ? current._zod.def.out : current._zod.def.in;
    } else {
      return { schema: current, metadata, defaultValue };
    }
  }
}
