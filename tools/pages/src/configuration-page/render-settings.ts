import type { Setting } from 'jobwright';

/** A table of settings with their variables and options, and one of the Java runtime's variables. */
export function renderSettings(settings: readonly Setting[]): string {
  const rows = settings.map(({ key, description, values, default: fallback, isRequired, ...names }) => {
    const filled = fallback === undefined ? (isRequired ? 'needed' : '') : `\`${fallback}\``;
    const named = [names.variable, names.option].flatMap((name) =>
      name === undefined ? [] : [`\`${name}\``],
    );
    return `| \`${key}\` | ${description} | ${values} | ${filled} | ${named.join(', ')} |`;
  });
  return [
    '| setting | is | values | default | variable, option |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

export function renderJavaVariables(settings: readonly Setting[]): string {
  const rows = settings.flatMap(({ key, javaVariables }) =>
    javaVariables.map((variable) => [variable, key] as const),
  );
  const first = new Map<string, string>();
  for (const [variable, key] of rows) if (!first.has(variable)) first.set(variable, key);
  return [
    '| variable of the Java runtime | setting here |',
    '| --- | --- |',
    ...[...first].map(([variable, key]) => `| \`${variable}\` | \`${key}\` |`),
  ].join('\n');
}
