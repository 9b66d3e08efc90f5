import {
  AuthorizeOnu,
  type CheckResult,
  Closing,
  CustomerAbsent,
  check,
  Departure,
  StartVisit,
  UpdateLocation,
  UseProduct,
} from '@field/core';

/** What each kind of change with a JSON body sends; the others cannot be edited. */
export const inputChecks: Readonly<Record<string, (value: unknown) => CheckResult<unknown>>> = {
  'tickets.updateLocation': (value) => check(UpdateLocation, value),
  'tickets.depart': (value) => check(Departure, value),
  'tickets.startVisit': (value) => check(StartVisit, value),
  'tickets.customerAbsent': (value) => check(CustomerAbsent, value),
  'products.use': (value) => check(UseProduct, value),
  'closings.close': (value) => check(Closing, value),
  'onu.authorize': (value) => check(AuthorizeOnu, value),
};
