/** A view of the command line. */
export type Mode = 'user' | 'privilege' | 'config' | 'gpon' | 'lineprofile' | 'srvprofile' | 'diagnose';

/** A view and what it stands on: `0/1` of an interface, the number of a profile. */
export interface View {
  readonly mode: Mode;
  readonly argument: string;
}

export const anyMode: readonly Mode[] = [
  'user',
  'privilege',
  'config',
  'gpon',
  'lineprofile',
  'srvprofile',
  'diagnose',
];
/** Where changes and reads of privileged state are allowed. */
export const privileged: readonly Mode[] = ['privilege', 'config', 'gpon'];

const marks: Readonly<Record<Mode, (argument: string) => string>> = {
  user: () => '>',
  privilege: () => '#',
  config: () => '(config)#',
  gpon: (argument) => `(config-if-gpon-${argument})#`,
  lineprofile: (argument) => `(config-gpon-lineprofile-${argument})#`,
  srvprofile: (argument) => `(config-gpon-srvprofile-${argument})#`,
  diagnose: () => '(diagnose)%%',
};

export function promptOf(hostname: string, view: View): string {
  return hostname + marks[view.mode](view.argument);
}
