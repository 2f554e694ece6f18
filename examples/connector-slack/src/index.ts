export { slack } from './connector.ts';
export { type SlackErrorCode, slackErrors } from './errors.ts';
export { postMessage } from './post-message.ts';
export {
  postMessageInput,
  type PostMessageInput,
  postMessageOutput,
  type PostMessageOutput,
} from './post-message.schema.ts';
