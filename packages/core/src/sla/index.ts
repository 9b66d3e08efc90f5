/** Time: the device's clock and the server's, agreed deadlines on working days, and what is urgent. */
export { businessDays, type UtcOffset, type WorkCalendar } from './calendar.ts';
export { type ClockSample, type ClockSkew, correctTime, estimateSkew, orderTimeline } from './clock-skew.ts';
export { findClashes } from './schedule-clash.ts';
export { findAbsencePauses, type Pause, readSla, type SlaReading, type SlaTerms } from './sla-clock.ts';
export { explainUrgency, type Urgency, type UrgencyFacts, type UrgencyReason } from './urgency.ts';
