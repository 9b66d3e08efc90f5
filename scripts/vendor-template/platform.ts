import type { CliPlatform } from '../../contract/cli.ts';
import { loginRefusals, refusalShapes, refusals } from './errors.ts';

/** The command line of the Acme OLT as data; the source of each quirk stands in this folder's README. */
export const platform: CliPlatform = {
  name: 'acme',
  lineEnd: '\n',
  login: {
    user: /(?:login|username)\s*:\s*$/i,
    password: /password\s*:\s*$/i,
    refusals: loginRefusals,
    questions: [],
  },
  modes: {
    exec: { prompt: '{host}#', parent: null, enter: null, leave: null, changesConfig: false },
  },
  home: { mode: 'exec' },
  prepare: [],
  pagers: [{ mark: /-+ ?More ?-+\s*$/i, reply: ' ' }],
  completion: null,
  questions: [],
  questionShapes: [/\((?:y\/n|yes\/no)\)[^\r\n]{0,20}$/i],
  noise: [],
  refusals,
  refusalShapes,
  logout: { from: { mode: 'exec' }, send: 'exit', questions: [], farewell: null },
  readOnlyCommands: [/show [\w ./:-]+/, /exit/],
  save: null,
};
