import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));

/** What a scanner reads on a page, format and text. */
export async function readCodes(
  page: Uint8Array,
): Promise<readonly { readonly format: string; readonly text: string }[]> {
  await prepareZXingModule({
    overrides: { wasmBinary: Uint8Array.from(await readFile(wasm)).buffer },
    fireImmediately: true,
  });
  const codes = await readBarcodes(page, { tryHarder: true, maxNumberOfSymbols: 20 });
  return codes.map(({ format, text }) => ({ format: String(format), text }));
}
