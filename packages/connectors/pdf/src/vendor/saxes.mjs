// Gives a name to what a CommonJS package exports.
export { SaxesParser } from 'saxes';
