export const DEFAULT_FAMILY = 'Source Sans 3';
/** What the connector brings along besides: symbols, Armenian, Georgian, Arabic, Hebrew. */
export const FALLBACK_FAMILY = 'DejaVu Sans';
