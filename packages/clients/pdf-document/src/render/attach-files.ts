import { LIMITS } from '../definition/limits.ts';
import { attachFile } from '../pdf/attach-file.ts';
import type { AttachedFile } from '../pdf/attached-file.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { DocumentSupply } from './document-supply.ts';
import type { RenderRequest } from './render-request.ts';

/** Puts the electronic invoice and all attachments into the file. */
export async function attachFiles(
  file: PdfFile,
  { attachments, facts }: Pick<RenderRequest, 'attachments' | 'facts'>,
  { supply, invoice }: { readonly supply: DocumentSupply; readonly invoice: AttachedFile | undefined },
): Promise<void> {
  const attached: AttachedFile[] = invoice === undefined ? [] : [invoice];
  for (const { document, ...attachment } of attachments)
    attached.push({ ...attachment, bytes: await supply.read(document, LIMITS.documentBytes) });
  for (const each of attached) attachFile(file, { ...each, modifiedAt: facts.createdAt ?? new Date(0) });
}
