import { createBuildah, IMAGE, imageFolder, type MountedImage, mountImage } from '@jobwright/image';
import type { TestProject } from 'vitest/node';

/** Puts the image that was built on the disk; tests find it with `inject('image')`. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [image, remove] = await mountImage(createBuildah(imageFolder), IMAGE);
  project.provide('image', image);
  return remove;
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** There is none when the tests run on the built command. */
    readonly image: MountedImage | undefined;
  }
}
