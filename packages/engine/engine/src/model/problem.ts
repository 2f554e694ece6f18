import type { Problem } from '@jobwright/bpmn-model';

/** The broker's layout: problems are grouped by their path. */
export function formatProblems(resourceName: string, problems: readonly Problem[]): string {
  const byPath = new Map<string, string[]>();
  for (const { path, message } of problems) {
    const messages = byPath.get(path);
    if (!messages) byPath.set(path, [message]);
    else if (!messages.includes(message)) messages.push(message);
  }
  const blocks = [...byPath].map(
    ([path, messages]) =>
      `- Element: ${path}\n${messages.map((message) => `    - ERROR: ${message}\n`).join('')}`,
  );
  return `'${resourceName}': ${blocks.join('')}`;
}
