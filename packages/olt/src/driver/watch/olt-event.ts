import type { DownCause, OnuAddress, PonPortAddress, UnauthorizedOnu } from '@field/core';

/** Something that happened on an OLT. Where a trap told of it, it was read from the OLT before it is reported. */
export type OltEvent = {
  /** When it was noticed: ISO 8601, UTC. */
  readonly at: string;
  /** What made us look. */
  readonly source: 'poll' | 'trap';
} & OltNews;

export type OltNews =
  /** A unit waits to be authorized; those that wait when the watch begins are told of too. */
  | { readonly type: 'onu:unauthorized'; readonly onu: UnauthorizedOnu }
  | { readonly type: 'onu:up'; readonly address: OnuAddress; readonly serialNumber: string | null }
  | {
      readonly type: 'onu:down';
      readonly address: OnuAddress;
      readonly serialNumber: string | null;
      readonly cause: DownCause;
      readonly causeText: string | null;
      /** As the OLT's own clock has it. */
      readonly downAt: string | null;
    }
  | {
      readonly type: 'signal:changed';
      readonly address: OnuAddress;
      /** Which reading changed most. */
      readonly reading: 'rxAtOnuDbm' | 'rxAtOltDbm';
      readonly beforeDbm: number;
      readonly afterDbm: number;
    }
  /** Many ONUs of one PON lost light in the same minute: a cut cable, a pulled patch cord. Told again when the count has doubled. */
  | {
      readonly type: 'pon:lightLost';
      readonly port: PonPortAddress;
      readonly count: number;
      readonly of: number;
    }
  /** Many ONUs of one PON said in the same minute that their power failed: a blackout. */
  | {
      readonly type: 'pon:powerLost';
      readonly port: PonPortAddress;
      readonly count: number;
      readonly of: number;
    }
  /** The OLT could not be read. What its ONUs do is not known then: none of them is reported as down. */
  | { readonly type: 'olt:problem'; readonly code: string; readonly message: string }
  | { readonly type: 'olt:recovered' };
