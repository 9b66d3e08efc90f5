import { allowedSends, isRead, type WriteRun } from './run-write.ts';

/**
 * What is wrong with the report of a write, as sentences; none when it tells the truth.
 * @param done the configuration of an OLT on which the write went through
 */
export function judgeRun(run: WriteRun, done: string): readonly string[] {
  return [...judgeReport(run, done), ...judgeSends(run)];
}

/** What a run came to, in a word or two. */
export function outcomeOf({ result, rejected }: WriteRun): string {
  if (!result) return `rejected (${rejected})`;
  if (result.error === null) return result.outcome;
  return `${result.outcome} (${result.error.code})`;
}

function judgeReport(
  { result, before, after, holds, unseen, lines, planned, unsaved }: WriteRun,
  done: string,
): string[] {
  const allowed = allowedSends(planned);
  const untouched = !lines.some((line) => allowed.has(line));
  if (!result) {
    return after === before && untouched ? [] : ['it rejected although a command had been sent'];
  }
  const wrong: string[] = [];
  const must = (right: boolean, text: string) => {
    if (!right) wrong.push(text);
  };
  must(!result.saved || !unsaved, 'it says that the configuration is saved');
  switch (result.outcome) {
    case 'created':
    case 'moved':
    case 'changed':
    case 'removed':
    case 'unchanged':
      must(after === done, `it says ${result.outcome}, and the OLT holds ${list(holds)}`);
      must(result.remains.length === 0, 'a write that went through names what remains');
      break;
    case 'undone':
      must(after === before, `it says undone, and the OLT is not as it was: it holds ${list(holds)}`);
      must(result.remains.length === 0, 'it says undone and names what remains');
      must(result.error !== null, 'it does not say why');
      break;
    case 'conflict':
      must(after === before && untouched, 'it says conflict, and a command was sent');
      break;
    case 'unknown': {
      const readBack = result.error?.details.readBack === undefined;
      const unnamed = holds.filter((id) => !result.remains.includes(id));
      const invented = result.remains.filter((id) => !holds.includes(id) && !unseen.includes(id));
      must(unnamed.length === 0, `the OLT holds ${list(unnamed)}, which remains does not name`);
      must(
        !readBack || invented.length === 0,
        `it read back and names ${list(invented)}, which the OLT does not hold`,
      );
      must(
        holds.length > 0 || after === before,
        'nothing of the plan holds, and yet the OLT is not as it was',
      );
      must(result.error !== null, 'it does not say why');
    }
  }
  return wrong;
}

function judgeSends({ voice, lines, planned }: WriteRun): string[] {
  const allowed = allowedSends(planned);
  const sent = new Map<string, number>();
  for (const line of lines) if (!isRead(voice, line)) sent.set(line, (sent.get(line) ?? 0) + 1);
  return [...sent].flatMap(([line, times]) => {
    const most = allowed.get(line);
    return most !== undefined && times > most ? [`it sent ${times} times: ${line}`] : [];
  });
}

function list(ids: readonly string[]): string {
  return ids.length === 0 ? 'nothing of it' : ids.join(', ');
}
