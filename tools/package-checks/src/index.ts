export { findPublicPackages, type PublicPackage } from './public-package.ts';
