import type { VendorCases } from '../../../contract/vendor-cases.ts';

const cases: VendorCases = {
  vendor: 'acme',
  firmware: { standard: 'no model yet' },
  terminals: {
    standard: { opening: [{ emit: '\nOLT#' }], prompt: 'OLT#', promptAfter: (_command, before) => before },
  },
  screens: [],
  reads: [],
  writes: [],
  simulated: {},
  unread: {},
};

export default cases;
