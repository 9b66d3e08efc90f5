export {
  createReplayTransport,
  type ReplayOptions,
  type ReplayStep,
  type ReplayTransport,
} from './replay-transport.ts';
