import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseServiceKind, type ServiceKind, serviceKinds } from './service-kinds.ts';
import type { TemplateFacts } from './template-facts.ts';

interface FactFlags {
  readonly service: string | undefined;
  readonly description: string | undefined;
  readonly keywords: string | undefined;
  /** Path of a file. */
  readonly icon: string | undefined;
}

/**
 * What options say of a connector; on a terminal, the rest is asked for, and an empty answer means the
 * default.
 * @throws Error when the service is not known, or the icon cannot be read
 */
export async function askForFacts(
  flags: FactFlags,
): Promise<TemplateFacts & { readonly service: ServiceKind }> {
  const { stdin, stdout } = process;
  const terminal =
    stdin.isTTY && stdout.isTTY ? createInterface({ input: stdin, output: stdout }) : undefined;
  const answerOf = async (flag: string | undefined, question: string): Promise<string | undefined> => {
    if (flag !== undefined || terminal === undefined) return flag;
    const answer = (await terminal.question(`${question}: `)).trim();
    return answer === '' ? undefined : answer;
  };
  const kinds = Object.entries(serviceKinds).map(([kind, { title }]) => `${kind}: ${title}`);
  try {
    const service = await answerOf(flags.service, `How is it called? ${kinds.join('; ')} (rest)`);
    const description = await answerOf(
      flags.description,
      'What does it do, in a sentence? (made from its name)',
    );
    const keywords = await answerOf(flags.keywords, 'By which other words is it searched? (commas between)');
    const icon = await answerOf(flags.icon, 'Which SVG file is its icon, 18 by 18? (its first letter)');
    return {
      service: parseServiceKind(service ?? 'rest'),
      ...(description !== undefined && { description }),
      ...(keywords !== undefined && { keywords: parseKeywords(keywords) }),
      ...(icon !== undefined && { icon: await readFile(icon, 'utf8') }),
    };
  } finally {
    terminal?.close();
  }
}

/** Words with commas between. */
export const parseKeywords = (text: string): readonly string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
