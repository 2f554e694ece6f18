export const TEMPLATE_ENGINES = ['camunda8', 'camunda7'] as const;

/** What templates are for. */
export type TemplateEngine = (typeof TEMPLATE_ENGINES)[number];
