import type { ReadyTemplateName } from '@jobwright/pdf-document';

export type TemplateName = ReadyTemplateName;

/** All ready templates, here as well so that the command line need not load what draws them. */
const TEMPLATES: Readonly<Record<TemplateName, true>> = {
  letter: true,
  invoice: true,
  report: true,
  certificate: true,
};

export const TEMPLATE_NAMES = Object.keys(TEMPLATES);
