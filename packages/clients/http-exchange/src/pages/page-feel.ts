/**
 * The FEEL version of expressions on pages: the same as that of result expressions, independent of the
 * cluster.
 */
export const pageFeel = { version: '8.10', timeText: 'iso' } as const;
