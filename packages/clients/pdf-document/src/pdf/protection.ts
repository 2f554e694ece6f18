/** What readers without the owner's password can be allowed to do. */
export const PERMISSIONS = ['print', 'copy', 'modify', 'annotate', 'fillForms', 'assemble'] as const;
/** One thing that readers can be allowed to do. */
export type Permission = (typeof PERMISSIONS)[number];

export interface Protection {
  /** To open the document. */
  readonly userPassword?: string | undefined;
  /** To change what is allowed. */
  readonly ownerPassword?: string | undefined;
  readonly allow: readonly Permission[];
}
