import type { Problem } from '@jobwright/bpmn-model';

/** The broker's layout: problems are grouped by their path. */
export function formatProblems(resourceName: string, problems: readonly Problem[]): string {
  const byPath = new Map<string, Set<string>>();
  for (const { path, message } of problems) {
    const messages = byPath.get(path);
    if (!messages) byPath.set(path, new Set([message]));
    else messages.add(message);
  }
  const blocks = [...byPath].map(
    ([path, messages]) =>
      `- Element: ${path}\n${[...messages].map((message) => `    - ERROR: ${message}\n`).join('')}`,
  );
  return `'${resourceName}': ${blocks.join('')}`;
}
