/** The FEEL of expressions on pages: that of result expressions, whatever the cluster has. */
export const pageFeel = { version: '8.10', timeText: 'iso' } as const;
