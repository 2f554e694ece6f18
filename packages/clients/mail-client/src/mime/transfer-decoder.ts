/** Decodes a content piece by piece. */
export interface TransferDecoder {
  write(bytes: Buffer): Buffer;
  end(): Buffer;
}
