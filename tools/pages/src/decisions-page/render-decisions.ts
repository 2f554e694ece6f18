/** A file of `docs/decisions`. */
export interface DecisionFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The list of decisions, by their titles.
 * @throws Error that names the file whose title or status is missing
 */
export function renderDecisions(files: readonly DecisionFile[]): string {
  return files.map(renderDecision).join('\n');
}

function renderDecision({ name, text }: DecisionFile): string {
  const [, title, number] = /^# ((\d{4}) .+)\n\nStatus: (?:accepted|superseded)/.exec(text) ?? [];
  if (title === undefined || number === undefined || !name.startsWith(`${number}-`)) {
    throw new Error(
      `docs/decisions/${name} has to begin with "# ${name.slice(0, 4)} Title", an empty line, and "Status: accepted" or "Status: superseded by ..."`,
    );
  }
  const isSuperseded = /\nStatus: superseded/.test(text);
  return `- [${title}](${name})${isSuperseded ? ' (superseded)' : ''}`;
}
