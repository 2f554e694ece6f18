import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePng } from './documents/pictures.ts';
import { createPainter, type Painter } from './draw-document.ts';
import {
  checkWithQpdf,
  checkWithVeraPdf,
  convertWithLibreOffice,
  countPages,
  makeWordFiles,
  readText,
} from './programs.ts';

const fixtures = new URL('../../../packages/clients/word-template/src/testing/', import.meta.url);
const isFull = process.env['PDF_CORPUS'] === 'full';
const standard = 'PDF/A-2b, PDF/UA-1';

let folder: string;
let painter: Painter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-proof-word-'));
  painter = createPainter();
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

async function draw(file: string | URL, { to, data = {} }: { readonly to: string; readonly data?: object }) {
  const wordTemplate = await painter.keep(await readFile(file), 'letter.docx');
  const bytes = await painter.draw({
    source: 'word',
    wordTemplate,
    data: { ...data },
    language: 'en',
    standard,
  });
  await writeFile(to, bytes);
}

async function expectConforming(files: readonly string[]): Promise<void> {
  for (const flavour of ['2b', 'ua1'] as const) {
    const report = await checkWithVeraPdf(flavour, files);
    expect(report.split('\n').filter((line) => line.startsWith('PASS'))).toHaveLength(files.length);
  }
}

describe('letters from Word with values', () => {
  test('conform to PDF/A-2b and PDF/UA-1, and qpdf has nothing to say', async () => {
    const [offer, letter] = [join(folder, 'offer.pdf'), join(folder, 'letter.pdf')];
    const items = Array.from({ length: 80 }, (_, index) => ({ name: `Item ${index}`, price: index }));
    const data = { number: 'A1', vip: true, total: 3, customer: { name: 'Ada' }, order: { items } };
    await draw(new URL('offer.docx', fixtures), { to: offer, data });
    const signature = await painter.keep(makePng(20), 'signature.png');
    await draw(new URL('letter.docx', fixtures), { to: letter, data: { name: 'Ada', signature } });
    const report = join(folder, 'report.pdf');
    await draw(new URL('report.docx', fixtures), { to: report });
    const files = [offer, letter, report];
    await expectConforming(files);
    for (const file of files)
      expect(await checkWithQpdf(file)).toContain('No syntax or stream encoding errors found');
  });
});

/** Words without bullets and the dots of tabs: both programs write them with other characters. */
const listWords = (text: string): string =>
  text
    .replaceAll(/[\s•\uF0B7]|[.\-·_]{4,}/g, ' ')
    .split(/\s+/)
    .sort()
    .join(' ')
    .trim();

describe.runIf(isFull)('40 letters, each with other features', () => {
  test.each(['python-docx', 'LibreOffice'])(
    'that %s wrote have the text that LibreOffice draws, one page more or less, and conform',
    async (writer) => {
      const folderOf = (name: string): string => join(folder, `${writer}-${name}`);
      for (const name of ['source', 'rewritten', 'ours', 'theirs']) await mkdir(folderOf(name));
      await makeWordFiles(folderOf('source'));
      if (writer === 'LibreOffice')
        await convertWithLibreOffice(folderOf('source'), folderOf('rewritten'), 'docx');
      const letters = folderOf(writer === 'LibreOffice' ? 'rewritten' : 'source');
      await convertWithLibreOffice(letters, folderOf('theirs'));
      const names = (await readdir(letters)).map((name) => basename(name, '.docx'));
      expect(names).toHaveLength(40);
      for (const name of names) {
        const file = join(folderOf('ours'), `${name}.pdf`);
        await draw(join(letters, `${name}.docx`), { to: file });
        const expected = join(folderOf('theirs'), `${name}.pdf`);
        expect(listWords(await readText(file)), name).toBe(listWords(await readText(expected)));
        const difference = Math.abs((await countPages(file)) - (await countPages(expected)));
        expect(difference, `pages of ${name}`).toBeLessThanOrEqual(1);
      }
      await expectConforming(names.map((name) => join(folderOf('ours'), `${name}.pdf`)));
    },
  );
});
