export const PERMISSIONS = ['print', 'copy', 'modify', 'annotate', 'fillForms', 'assemble'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface Protection {
  /** To open the document. */
  readonly userPassword?: string | undefined;
  /** To change what is allowed. */
  readonly ownerPassword?: string | undefined;
  readonly allow: readonly Permission[];
}
