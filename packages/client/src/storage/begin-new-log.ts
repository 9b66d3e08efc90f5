/**
 * Makes Chromium begin a new log for this site's databases before anything of ours is written.
 *
 * A browser that is killed in the middle of a write leaves a part of a record at the end of the log. The next start passes over
 * it and, with LevelDB's `reuse_logs`, writes on behind it; the start after that finds the log corrupt, and Chromium empties
 * every database of the site (google/leveldb, issue 1287). Deleting a database compacts, which ends the log. The one that is
 * deleted is there since the last start: to make it first would be a write behind that record.
 *
 * @returns whether Chromium has emptied the databases now, which it tells the first that is made after it
 */
export async function beginNewLog(indexedDb: IDBFactory, name: string): Promise<boolean> {
  let isEmptied = false;
  for (const step of ['open', 'deleteDatabase', 'open'] as const) {
    await new Promise<void>((resolve) => {
      const request = indexedDb[step](`${name}.log`);
      request.onupgradeneeded = (event) => {
        // Chromium's own addition to the event.
        if ('dataLoss' in event && event.dataLoss === 'total') isEmptied = true;
      };
      request.onsuccess = () => {
        (request.result as IDBDatabase | undefined)?.close();
        resolve();
      };
      // A disk without room: the log stays, and what was kept can be read all the same.
      request.onerror = () => resolve();
    });
  }
  return isEmptied;
}
