/** Takes the content of one part of an email, as it was transferred. */
export interface PartSink {
  write(bytes: Buffer): Promise<void>;
  end(): Promise<void>;
}
