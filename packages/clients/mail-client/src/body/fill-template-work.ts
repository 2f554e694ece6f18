import { type FilledTemplate, fillTemplate, type TemplateTask } from './fill-template.ts';

const MAX_MS = 1000;

/** Fills in a template in a thread of its own, which is ended when a single filter takes too long. */
export const work = (task: TemplateTask): FilledTemplate => fillTemplate(task, { maxMs: MAX_MS });
