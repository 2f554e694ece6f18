import { fileURLToPath } from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

export const MODELS = pathOf('models');
export const PYTHON = pathOf('python');
export const JAVA = pathOf('java');

/** What every client deploys: a process with a decision, a job, a message and a user task with a form. */
export const MODEL_FILES = ['order.bpmn', 'grade.dmn', 'review.form'].map((name) => pathOf(`models/${name}`));
