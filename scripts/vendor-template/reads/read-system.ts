import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { parseVersion } from '../parsers/version.ts';

const command = 'show version';

const overCli: ReadOperation<'readSystem'> = {
  needs: ['cli'],
  async read({ cli, signal }) {
    const { text } = await cli.run(command, { ...(signal && { signal }) });
    return { ...parseVersion(text, command), hostname: cli.host };
  },
};

export const readSystem = [overCli];
