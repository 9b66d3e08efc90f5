import type { CommandBuilder } from '../command-builder.ts';
import { addAuthorize } from './authorize.ts';
import { addCapabilities } from './capabilities.ts';
import { addCompletion } from './completion.ts';
import { addDeprovision } from './deprovision.ts';
import { addDiscover } from './discover.ts';
import { addDoctor } from './doctor.ts';
import { addHistory } from './history.ts';
import { addIdentify } from './identify.ts';
import { addOnu } from './onu.ts';
import { addOnus } from './onus.ts';
import { addParse } from './parse.ts';
import { addPorts } from './ports.ts';
import { addProfiles } from './profiles.ts';
import { addProvision } from './provision.ts';
import { addReboot } from './reboot.ts';
import { addRecord } from './record.ts';
import { addReplace } from './replace.ts';
import { addSave } from './save.ts';
import { addSignal } from './signal.ts';
import { addSimulate } from './simulate.ts';
import { addWatch } from './watch.ts';

/** Every command, in the order in which `--help` shows them. */
export const commands: readonly ((builder: CommandBuilder) => void)[] = [
  addDoctor,
  addIdentify,
  addCapabilities,
  addPorts,
  addProfiles,
  addDiscover,
  addOnus,
  addOnu,
  addHistory,
  addSignal,
  addWatch,
  addAuthorize,
  addProvision,
  addReplace,
  addReboot,
  addDeprovision,
  addSave,
  addRecord,
  addParse,
  addSimulate,
  addCompletion,
];
