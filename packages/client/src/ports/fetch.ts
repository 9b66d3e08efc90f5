/** The part of the platform's `fetch` the client uses. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>;
