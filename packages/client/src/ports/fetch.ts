/** The part of the platform's `fetch` the client uses. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Stands around every request of the client: a header of your own, a log, a pinned certificate. It sees the access token
 * and the whole body, so keep them to yourself. What it throws is `client.network`, or the `ClientError` it throws.
 */
export type Middleware = (url: string, init: RequestInit, next: FetchPort) => Promise<Response>;
