/** Calls `sync` when it may be worth a try; the answer ends that. A port: each platform has its own. */
export type Trigger = (sync: () => void) => () => void;

interface EventSource {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** The browser says that the connection is back, or the app is in the foreground again. */
export function createBrowserTrigger(
  page: EventSource & { readonly visibilityState?: string },
  network: EventSource,
): Trigger {
  return (sync) => {
    const onVisible = () => {
      if (page.visibilityState !== 'hidden') sync();
    };
    page.addEventListener('visibilitychange', onVisible);
    network.addEventListener('online', sync);
    return () => {
      page.removeEventListener('visibilitychange', onVisible);
      network.removeEventListener('online', sync);
    };
  };
}
