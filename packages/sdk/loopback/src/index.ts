export { isFromPage, isLoopbackHost, type RequestHeaders } from './is-from-page.ts';
