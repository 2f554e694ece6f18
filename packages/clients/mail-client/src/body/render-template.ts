import { defineEndableWork, loadOnce } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import { stringifyJson } from '@jobwright/json';
import { MailError } from '../mail-failure.ts';
import type { FilledTemplate, TemplateTask } from './fill-template.ts';
import type { work } from './fill-template-work.ts';
import { isPlainTemplate } from './is-plain-template.ts';

/** What the thread of all jobs does of it; a mail is filled in within two or three. */
const MAX_INLINE_MS = 20;
const MAX_INLINE_CHARACTERS = 200_000;
const MAX_WORK_MS = 2000;

const TOO_MUCH = 'The template does not work: limit exceeded, it takes more than 2 seconds or 128 MB';

const filling = defineEndableWork<typeof work>({ module: 'fill-template-work', besideUrl: import.meta.url });

interface RenderOptions extends Omit<TemplateTask, 'template'> {
  /** Of the mail, that holds the template. */
  readonly field: string;
  readonly context: Pick<OperationContext, 'resources' | 'signal'>;
}

/**
 * Fills in a Liquid template. Each variable is escaped for the text it goes into; one that is not there is an
 * error, unless the template asks for it with `if` or `default`. What is not done soon, or may not be, is
 * done in a thread that is ended after 2 seconds.
 * @throws MailError `content-invalid` with what is wrong and where in the template
 */
export async function renderTemplate(
  template: string,
  { field, context, ...rest }: RenderOptions,
): Promise<string> {
  const task = { template, ...rest };
  const filled = (await fillAtOnce(task)) ?? (await fillOnThread(task, context));
  if (filled.kind === 'text') return filled.text;
  const problem = filled.kind === 'late' ? TOO_MUCH : filled.message;
  throw new MailError({ kind: 'content-invalid', field, problem });
}

/** Only for those who have a template. */
const loadLiquid = loadOnce(() => import('./fill-template.ts'));

async function fillAtOnce(task: TemplateTask): Promise<FilledTemplate | undefined> {
  const { template, variables } = task;
  if (!isPlainTemplate(template) || stringifyJson(variables).length > MAX_INLINE_CHARACTERS) return undefined;
  const { fillTemplate } = await loadLiquid();
  const filled = fillTemplate(task, { maxMs: MAX_INLINE_MS });
  return filled.kind === 'late' ? undefined : filled;
}

async function fillOnThread(
  task: TemplateTask,
  { resources, signal }: RenderOptions['context'],
): Promise<FilledTemplate> {
  const result = await filling.run(resources, task, { signal, maxMs: MAX_WORK_MS });
  return result.kind === 'done' ? result.output : { kind: 'late' };
}
