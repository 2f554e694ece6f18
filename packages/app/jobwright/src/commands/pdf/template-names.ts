/** The ready templates, here as well so that the command line need not load what draws them. */
export const TEMPLATE_NAMES = ['letter', 'invoice', 'report', 'certificate'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];
