/** The browser's `navigator.storage`, named without the DOM's types. */
export interface StorageManagerPort {
  persisted?(): Promise<boolean>;
  persist?(): Promise<boolean>;
}

/**
 * Asks the browser not to clear this page's storage on its own when the device runs out of room. Call it after the first
 * sign-in: browsers decide by how much a page is used. `room().persisted` tells how it stands.
 * @returns `null` where the platform cannot tell
 */
export async function keepBrowserStorage(
  manager: StorageManagerPort | undefined = globalThis.navigator?.storage,
): Promise<boolean | null> {
  if (await manager?.persisted?.()) return true;
  return (await manager?.persist?.()) ?? null;
}
