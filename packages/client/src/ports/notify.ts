import type { Clock } from './clock.ts';

/** Calls a listener. What it throws surfaces as an uncaught error of the app and does not disturb the client. */
export function notify<T>(clock: Clock, listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    clock.schedule(0, () => {
      throw error;
    });
  }
}
