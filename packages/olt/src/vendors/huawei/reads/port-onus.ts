import {
  compareOnuAddresses,
  findRowIssues,
  formatPonPort,
  type Onu,
  type PonPortAddress,
} from '@field/core';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { spacedPort } from '../address.ts';
import { type ListedOnt, parseOntList } from '../parsers/ont-list.ts';
import { parseOntSummary, type SummarizedOnt } from '../parsers/ont-summary.ts';
import { ask } from './ask.ts';
import { askForPonPorts } from './list-pon-ports.ts';

/** The ONUs of one port with their states and whole descriptions. */
export async function askForOntList(sessions: OltSessions, at: PonPortAddress): Promise<ListedOnt[]> {
  const command = `display ont info ${spacedPort(at)} all`;
  const reply = await ask(sessions, command, { slow: true });
  return reply === null ? [] : parseOntList(reply, command);
}

/** The ONUs of one port with their model, distance, last up and down. */
export async function askForOntSummary(sessions: OltSessions, at: PonPortAddress): Promise<SummarizedOnt[]> {
  const command = `display ont info summary ${formatPonPort(at)}`;
  const reply = await ask(sessions, command, { slow: true });
  return reply === null ? [] : parseOntSummary(reply, command);
}

/**
 * The ONUs of one port: neither screen tells all. An ONU that only one of the two shows came or went between them, and is listed.
 */
export async function askForPortOnus(sessions: OltSessions, at: PonPortAddress): Promise<Onu[]> {
  const listed = await askForOntList(sessions, at);
  const summarized = await askForOntSummary(sessions, at);
  const byId = new Map(summarized.map((ont) => [ont.address.onuId, ont]));
  const listedIds = new Set(listed.map((ont) => ont.address.onuId));
  return [
    ...listed.map((ont) => merge(ont, byId.get(ont.address.onuId))),
    ...summarized.filter((ont) => !listedIds.has(ont.address.onuId)).map((ont) => merge(ont, ont)),
  ].sort((a, b) => compareOnuAddresses(a.address, b.address));
}

function merge(states: Onu, summarized: SummarizedOnt | undefined): Onu {
  // Another unit may have taken the id in between: then the summary is not about this one.
  const details = summarized?.serialNumber === states.serialNumber ? summarized : undefined;
  const row = {
    address: states.address,
    serialNumber: states.serialNumber,
    serialNumberText: states.serialNumberText,
    adminState: states.adminState,
    runState: states.runState,
    description: states.description,
    model: details?.model ?? null,
    distanceMetres: details?.distanceMetres ?? null,
    lastUpAt: details?.lastUpAt ?? null,
    lastDownAt: details?.lastDownAt ?? null,
    downCause: details?.downCause ?? null,
    downCauseText: details?.downCauseText ?? null,
  };
  return { ...row, issues: findRowIssues(row) };
}

/**
 * The ports a read goes over: one, or all GPON and XG-PON ports of the OLT. EPON ports are left out: their ONUs have no serial
 * number and their screens are in no source.
 */
export async function portsInScope(
  sessions: OltSessions,
  at: PonPortAddress | undefined,
): Promise<readonly PonPortAddress[]> {
  if (at) return [at];
  const ports = await askForPonPorts(sessions);
  return ports.filter(({ technology }) => technology !== 'epon').map((port) => port.at);
}
