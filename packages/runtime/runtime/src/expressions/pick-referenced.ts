import type { CompiledExpression } from '@jobwright/feel';

type Variables = Readonly<Record<string, unknown>>;

/**
 * The part of its context that an expression refers to: a response can have any number of fields. `named`
 * hides `fields`.
 */
export function pickReferenced(
  { references }: CompiledExpression,
  { fields, named }: { readonly fields: Variables; readonly named: Variables },
): Variables {
  return Object.fromEntries(
    references.flatMap(({ name }): readonly (readonly [string, unknown])[] => {
      if (Object.hasOwn(named, name)) return [[name, named[name]]];
      return Object.hasOwn(fields, name) ? [[name, fields[name]]] : [];
    }),
  );
}
