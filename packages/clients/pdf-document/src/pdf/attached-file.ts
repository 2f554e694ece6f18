/** What an attached file can be to its document (ISO 32000-2, AFRelationship). */
export const ATTACHMENT_RELATIONSHIPS = [
  'Source',
  'Data',
  'Alternative',
  'Supplement',
  'Unspecified',
] as const;
/** What a file is to the document it is attached to. */
export type AttachmentRelationship = (typeof ATTACHMENT_RELATIONSHIPS)[number];

export interface AttachedFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly description?: string | undefined;
  readonly relationship: AttachmentRelationship;
  /** Media type. Default: told by the end of its name. */
  readonly contentType?: string | undefined;
}
