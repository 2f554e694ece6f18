import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './find-chromium.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chromium-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('findChromium', () => {
  it('takes the one that is named', () => {
    expect(findChromium({ environment: { CHROMIUM: '/opt/chromium', PATH: folder } })).toBe('/opt/chromium');
  });

  it('takes the one on the path', async () => {
    const program = join(folder, 'chromium-browser');
    await writeFile(program, '');
    expect(findChromium({ environment: { PATH: `/nowhere:${folder}` } })).toBe(program);
  });

  it('says how to get one', () => {
    expect(() => findChromium({ environment: { PATH: folder }, commonPlaces: [] })).toThrow(
      /apt-get install chromium/,
    );
  });
});
