export { readBaseImages } from './base/base-images.ts';
export { IMAGE } from './build/build-image.ts';
export { createBuildah } from './build/buildah.ts';
export { measureLayers } from './build/measure-layers.ts';
export { imageFolder } from './image-folder.ts';
export { type MountedImage, mountImage } from './run/mount-image.ts';
export {
  type ImageProcess,
  type ImageProcessOptions,
  describeImageProcess,
} from './run/describe-image-process.ts';
