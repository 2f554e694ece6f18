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
  const picked: (readonly [string, unknown])[] = [];
  for (const { name } of references) {
    if (Object.hasOwn(named, name)) picked.push([name, named[name]]);
    else if (Object.hasOwn(fields, name)) picked.push([name, fields[name]]);
  }
  return Object.fromEntries(picked);
}
