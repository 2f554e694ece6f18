import type { Names } from './names.ts';

/** What people see of a connector in the modeler. */
export interface TemplateFacts {
  /** What it does, in a sentence. Default: made from the names. */
  readonly description?: string;
  /** Other words that people search it by. Default: those of the names. */
  readonly keywords?: readonly string[];
  /** An `<svg>`, 18 by 18. Default: the first letter in a square. */
  readonly icon?: string;
}

const MAX_ICON_BYTES = 8_000;

/**
 * Fills in what was not said, as source text.
 * @throws Error when the icon is no SVG, or too large
 */
export function renderTemplateFacts(
  { description, keywords, icon }: TemplateFacts,
  { connector, operation }: { readonly connector: Names; readonly operation: Names },
) {
  const words = [connector.title, operation.title.toLowerCase()];
  return {
    description: renderText(given(description) ?? `${operation.title} with ${connector.title}.`),
    keywords: `[${(keywords === undefined || keywords.length === 0 ? words : keywords).map(renderText).join(', ')}]`,
    icon: renderText(given(icon) === undefined ? drawLetter(connector) : checkIcon(icon ?? '')),
  };
}

const given = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

/** In single quotes, as prettier writes it. */
const renderText = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const drawLetter = ({ title }: Names): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="0 0 18 18"><rect width="18" height="18" rx="4" fill="#0f62fe"/><text x="9" y="13" fill="#fff" font-family="sans-serif" font-size="11" font-weight="bold" text-anchor="middle">${title.charAt(0)}</text></svg>`;

function checkIcon(icon: string): string {
  const svg = icon.trim().replaceAll(/\s*\n\s*/g, ' ');
  if (svg.startsWith('<svg') && svg.endsWith('</svg>') && svg.length <= MAX_ICON_BYTES) return svg;
  throw new Error(
    `The icon is not valid: use an SVG that starts with <svg, of at most ${MAX_ICON_BYTES} characters`,
  );
}
