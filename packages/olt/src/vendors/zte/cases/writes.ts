import type { WriteCase } from '../../../contract/vendor-cases.ts';
import { authorizeWrites } from './authorize-writes.ts';
import { changeWrites } from './change-writes.ts';
import { provisionWrites } from './provision-writes.ts';

export const writes: readonly WriteCase[] = [...authorizeWrites, ...provisionWrites, ...changeWrites];
