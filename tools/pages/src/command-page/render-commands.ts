import type { CommandHelp, HelpEntry } from 'jobwright';

/** A section for each command: usage, arguments, options, and what its `--help` says below. */
export function renderCommands(commands: readonly CommandHelp[]): string {
  return commands.map(renderCommand).join('\n\n');
}

function renderCommand({ name, description, usage, arguments: given, options, notes }: CommandHelp): string {
  return [
    `## ${name}`,
    description,
    `\`\`\`text\n${usage}\n\`\`\``,
    ...(given.length === 0 ? [] : [renderTable('argument', given)]),
    ...(options.length === 0 ? [] : [renderTable('option', options)]),
    `\`\`\`text\n${notes}\n\`\`\``,
  ].join('\n\n');
}

function renderTable(title: string, entries: readonly HelpEntry[]): string {
  const rows = entries.map(({ name, description }) => `| \`${name}\` | ${escapeCell(description)} |`);
  return [`| ${title} | |`, '| --- | --- |', ...rows].join('\n');
}

const escapeCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
