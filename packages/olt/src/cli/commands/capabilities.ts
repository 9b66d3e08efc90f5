import { readNames, writeNames } from '../../contract/operations.ts';
import type { CommandBuilder } from '../command-builder.ts';
import { table } from '../table.ts';

/** `field-olt capabilities`: what this vendor's driver can do over this connection. */
export function addCapabilities(builder: CommandBuilder): void {
  builder.olt({
    usage: 'capabilities',
    several: true,
    summary: 'say which operations there are for this OLT over this connection',
    details:
      'An operation needs a driver that has it and the sessions it works over: an OLT that is reached over SNMP alone cannot be written\nto. Nothing but the login, or one SNMP request, is sent.',
    examples: [
      'field-olt capabilities ssh://admin@10.0.0.2',
      'field-olt capabilities snmp://10.0.0.2 --json',
      'field-olt capabilities all --inventory olts.yaml',
    ],
    request: () => null,
    async run(olt, _request, { output }) {
      const rows = [
        ...readNames.map((operation) => ({ operation, kind: 'read', supported: olt.supports(operation) })),
        ...writeNames.map((operation) => ({ operation, kind: 'write', supported: olt.supports(operation) })),
      ];
      const { vendor, profile, endpoint } = olt;
      output.result({ vendor, profile, endpoint, operations: rows }, () =>
        table(rows, [
          ['OPERATION', (row) => row.operation],
          ['KIND', (row) => row.kind],
          ['SUPPORTED', (row) => (row.supported ? 'yes' : 'no')],
        ]),
      );
    },
  });
}
