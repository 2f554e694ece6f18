import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  cacheDirectory,
  fetchPythonPackages,
  findJava,
  hashFiles,
  makeOnce,
  runMaven,
} from '@jobwright/servers/local-server';

const run = promisify(execFile);
const TIMEOUT_MS = 280_000;
const options = { timeout: TIMEOUT_MS, maxBuffer: 100_000_000 } as const;
const javaFolder = fileURLToPath(new URL('../java', import.meta.url));

/** Prints what a program says, whatever it ends with. */
async function ask(program: string, args: readonly string[], timeoutMs = TIMEOUT_MS): Promise<string> {
  try {
    const { stdout, stderr } = await run(program, [...args], { ...options, timeout: timeoutMs });
    return stdout + stderr;
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && error.stdout !== '') return String(error.stdout);
    throw error;
  }
}

export const checkWithQpdf = (file: string, password?: string): Promise<string> =>
  ask('qpdf', ['--check', ...(password === undefined ? [] : [`--password=${password}`]), file]);

export const readText = (file: string): Promise<string> => ask('pdftotext', ['-enc', 'UTF-8', file, '-']);

export async function countPages(file: string): Promise<number> {
  return Number(await ask('qpdf', ['--show-npages', file]));
}

/** PNG of each page. */
export async function renderPages(
  file: string,
  { folder, name, dpi }: { readonly folder: string; readonly name: string; readonly dpi: number },
): Promise<readonly Uint8Array[]> {
  await ask('pdftoppm', ['-r', String(dpi), '-png', file, join(folder, name)]);
  return readRendered(folder, name);
}

async function readRendered(folder: string, name: string): Promise<readonly Uint8Array[]> {
  const files = (await readdir(folder))
    .filter((each) => each.startsWith(`${name}-`) && each.endsWith('.png'))
    .sort();
  return Promise.all(files.map((each) => readFile(join(folder, each))));
}

const java = () => findJava({ minVersion: 17 });

/** Jars with everything they need, fetched once with Maven. */
async function fetchJars(name: string): Promise<string> {
  const pom = join(javaFolder, `${name}.xml`);
  const folder = join(cacheDirectory(process.env), `pdf-proof-${name}-${hashFiles([pom])}`);
  await makeOnce(folder, (partial) =>
    runMaven({
      pom,
      java: java(),
      args: ['dependency:copy-dependencies', `-DoutputDirectory=${partial}`],
      purpose: 'to fetch what checks PDFs',
    }),
  );
  return join(folder, '*');
}

const PILLOW = 'pillow==11.3.0';

/**
 * Writes PNGs or JPEGs with Pillow, which is fetched once, to a folder, and beside each the pixels that
 * Pillow reads in it.
 */
export async function makePictures(folder: string, kind: 'png' | 'jpg'): Promise<void> {
  const packages = await fetchPythonPackages([PILLOW]);
  const name = kind === 'png' ? 'make_pictures.py' : 'make_jpegs.py';
  const script = fileURLToPath(new URL(`../python/${name}`, import.meta.url));
  await run('python3', [script, folder], { ...options, env: { ...process.env, PYTHONPATH: packages } });
}

const PYTHON_DOCX = 'python-docx==1.1.2';

/** Writes Word files with python-docx, which is fetched once, to a folder. */
export async function makeWordFiles(folder: string): Promise<void> {
  const packages = await fetchPythonPackages([PYTHON_DOCX]);
  const script = fileURLToPath(new URL('../python/make_plain_word.py', import.meta.url));
  await run('python3', [script, folder], { ...options, env: { ...process.env, PYTHONPATH: packages } });
}

/** Has LibreOffice make a PDF of each Word file of a folder, or write it anew. */
export async function convertWithLibreOffice(
  folder: string,
  target: string,
  format: 'pdf' | 'docx' = 'pdf',
): Promise<void> {
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const profile = `-env:UserInstallation=file://${target}-profile`;
  await ask('soffice', [profile, '--headless', '--convert-to', format, '--outdir', target, ...files]);
}

/** PNG of an area of each page, in pixels. */
export async function renderAreas(
  file: string,
  {
    folder,
    name,
    dpi,
    area,
  }: { readonly folder: string; readonly name: string; readonly dpi: number; readonly area: Area },
): Promise<readonly Uint8Array[]> {
  const cut = ['-x', area.x, '-y', area.y, '-W', area.width, '-H', area.height].map(String);
  await ask('pdftoppm', ['-r', String(dpi), ...cut, '-png', file, join(folder, name)]);
  return readRendered(folder, name);
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of veraPDF, one line a file and flavour: `PASS` or `FAIL`, and what failed. */
export async function checkWithVeraPdf(
  flavour: '2b' | '3b' | 'ua1',
  files: readonly string[],
): Promise<string> {
  const jars = await fetchJars('verapdf');
  return ask(java().executable, [
    '-cp',
    jars,
    'org.verapdf.apps.GreenfieldCliWrapper',
    '--flavour',
    flavour,
    '--format',
    'text',
    '-v',
    ...files,
  ]);
}

/**
 * Of Mustang, with the schematron of EN 16931: one line a file, `VALID` or `INVALID`, and its report. One
 * process for all of them.
 */
export async function checkWithMustang(files: readonly string[], timeoutMs = TIMEOUT_MS): Promise<string> {
  const jars = await fetchJars('mustang');
  return ask(java().executable, ['-cp', jars, join(javaFolder, 'ValidateInvoice.java'), ...files], timeoutMs);
}

/** The only file that a PDF brings, of poppler. */
export async function readAttachment(file: string, target: string): Promise<void> {
  await run('pdfdetach', ['-save', '1', '-o', target, file], options);
}
