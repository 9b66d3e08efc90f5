import { type SlowReport, sendSlowReport } from '../test/support/slow-report.ts';

/** A report with six photos over a bad mobile connection, twenty times, in time that is not waited for. */
export default async function bench() {
  const reports: SlowReport[] = [];
  for (let seed = 1; seed <= 20; seed += 1) reports.push(await sendSlowReport(seed));
  const lost = reports.filter(({ status }) => status !== 'completed').length;
  const sum = (count: (report: (typeof reports)[number]) => number) =>
    reports.reduce((total, report) => total + count(report), 0);
  const worst = Math.max(...reports.map(({ againShare }) => againShare));
  return [
    {
      name: `6 photos over 64 kbit/s, 3 % loss, ${sum(({ dropOuts }) => dropOuts)} drop-outs in 20 reports: sent again, worst`,
      value: worst * 100,
      unit: '%',
      limit: 10,
    },
    { name: 'the same, mean', value: (sum(({ againShare }) => againShare) / 20) * 100, unit: '%' },
    { name: 'reports that did not arrive', value: lost, unit: 'of 20', limit: 0 },
    { name: 'simulated time of a report, mean', value: sum(({ seconds }) => seconds) / 20, unit: 's' },
  ];
}
